"""Matching reports to the gold's, and the figures made of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from attribution_sets.gold import Report, Stretch, Text, shared

FOUND = 0.5  # the overlap (intersection over union, in characters) from which a content is found

_OPENING = "\"“„«»「『‘'`‹"
_CLOSING = "\"”“»«」』’'´›"
_MARKS = re.compile(r"[\"“”„«»「」『』‹›]|''|``")


@dataclass(frozen=True, slots=True)
class Match:
    """A gold report and the one that found its content."""

    gold: Report
    ours: Report
    overlap: float


@dataclass(slots=True)
class Tally:
    """What the gold has (`wanted`), how much of it was `met`, and how much of what is `given` is `right`.

    Precision is right/given, recall met/wanted. `met` and `right` differ only where gold and ours are of
    different types: a gold of one type is met by a report of another.
    """

    met: int = 0
    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision = self.right / self.given if self.given else 0.0
        recall = self.met / self.wanted if self.wanted else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """The figures of one system on one set."""

    contents: Tally = field(default_factory=Tally)
    sourced: Tally = field(default_factory=Tally)
    around: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    sourced_kinds: dict[str, Tally] = field(default_factory=dict)
    speakers: dict[str, Tally] = field(default_factory=dict)  # right, given = hits with a known source
    chains: Tally = field(default_factory=Tally)  # wanted: gold chains of two and more links
    failed: list[str] = field(default_factory=list)


def overlap(one: Report, other: Report) -> float:
    """Return the intersection over union of two contents, in characters."""
    both = shared(one.content, other.content)
    return both / (one.size + other.size - both) if both else 0.0


def matched(gold: Sequence[Report], ours: Sequence[Report]) -> list[Match]:
    """Pair reports one to one, the best overlap first; of equal ones, those with the right source."""
    pairs = []
    for g, one in enumerate(gold):
        for o, other in enumerate(ours):
            if one.content[-1][1] > other.content[0][0] and other.content[-1][1] > one.content[0][0]:
                how_far = overlap(one, other)
                if how_far >= FOUND:
                    pairs.append((-how_far, not source_is_right(one, other), g, o))
    taken_gold: set[int] = set()
    taken_ours: set[int] = set()
    found = []
    for how_far, _, g, o in sorted(pairs):
        if g not in taken_gold and o not in taken_ours:
            taken_gold.add(g)
            taken_ours.add(o)
            found.append(Match(gold[g], ours[o], -how_far))
    return found


def source_is_right(gold: Report, ours: Report) -> bool:
    """Tell whether the first speaker is the gold's: his words overlap its words, or resolve to them."""
    return bool(gold.chain and gold.chain[0] and ours.chain) and _same(gold.chain[0], ours.chain[0])


def chain_is_right(gold: Report, ours: Report) -> bool:
    """Tell whether every link of a chain is right, and none is missing or too many."""
    links = [link for link in gold.chain if link]
    return len(links) == len(ours.chain) and all(map(_same, links, ours.chain))


def _same(gold: tuple[Stretch, ...], ours: tuple[Stretch, ...]) -> bool:
    return shared(gold, ours) > 0


def kind_in_text(text: str, report: Report) -> str:
    """Return "direct" where all is inside quotation marks, "indirect" where no mark is in it, else "mixed".

    All of a content is inside when each of its pieces begins and ends with a mark, or stands between
    two that are just outside it, and no piece is interrupted by unquoted words.
    """
    pieces = [_direct(text, start, end) for start, end in report.content]
    if all(pieces):
        return "direct"
    if any(pieces) or any(_MARKS.search(text, start, end) for start, end in report.content):
        return "mixed"
    return "indirect"


def _direct(text: str, start: int, end: int) -> bool:
    inside = text[start:end].strip()
    if not inside:
        return True
    before = text[max(0, start - 2) : start].rstrip()[-1:]
    after = text[end : end + 2].lstrip(" \xa0\u202f.,")[:1]
    opened = inside[0] in _OPENING or bool(before and before in _OPENING)
    tail = inside.rstrip(" .,;!?")
    closed = bool(tail) and (tail[-1] in _CLOSING or bool(after and after in _CLOSING))
    core = inside.strip(_OPENING + _CLOSING + " .,;!?")
    return opened and closed and not _interrupted(core)


def _interrupted(core: str) -> bool:
    """Tell whether a quotation closes and another opens in the middle: "one" and "two"."""
    marks = _MARKS.findall(core)
    closing = [m for m in marks if m in {"”", "」", "»"} or m in {'"', "''"}]
    opening_first = bool(marks) and marks[0] in {"“", "„", "«", "「", "『", "‹"}
    return bool(closing) and not opening_first


Given = tuple[Text, Sequence[Report] | None]


def score(texts: Iterable[Given]) -> tuple[Score, list[tuple[Text, list[Match]]]]:
    """Return the figures of a system over texts, and its matches; None is a text it failed on."""
    total = Score()
    kept = []
    for text, ours in texts:
        if ours is None:
            total.failed.append(text.name)
            ours = ()
        matches = matched(text.reports, ours)
        _count_gold(total, text, matches)
        _count_ours(total, text, ours, matches)
        kept.append((text, matches))
    return total, kept


def _count_gold(total: Score, text: Text, matches: list[Match]) -> None:
    hits = {id(match.gold): match.ours for match in matches}
    for gold in text.reports:
        ours = hits.get(id(gold))
        in_text = kind_in_text(text.text, gold)
        known = bool(gold.chain and gold.chain[0])
        right = ours is not None and source_is_right(gold, ours)
        total.contents.wanted += 1
        total.contents.met += ours is not None
        for tally in (total.sourced, total.around):
            tally.wanted += known
        total.sourced.met += right
        total.around.met += ours is not None and _near(gold, ours)
        for kind in {gold.kind or in_text, in_text}:
            _of(total.kinds, kind).wanted += 1
            _of(total.kinds, kind).met += ours is not None
            _of(total.sourced_kinds, kind).wanted += known
            _of(total.sourced_kinds, kind).met += right
        for kind in {"all", gold.kind or in_text, in_text} if ours is not None and known else ():
            _of(total.speakers, kind).given += 1
            _of(total.speakers, kind).right += right
        if sum(map(bool, gold.chain)) > 1:
            total.chains.wanted += 1
            total.chains.met += ours is not None and chain_is_right(gold, ours)


def _count_ours(total: Score, text: Text, ours: Sequence[Report], matches: list[Match]) -> None:
    hits = {id(match.ours): match.gold for match in matches}
    for report in ours:
        gold = hits.get(id(report))
        known = gold is None or bool(gold.chain and gold.chain[0])
        right = gold is not None and source_is_right(gold, report)
        kind = kind_in_text(text.text, report)
        for tally in (total.contents, _of(total.kinds, kind)):
            tally.given += 1
            tally.right += gold is not None
        for tally in (total.sourced, _of(total.sourced_kinds, kind)):
            tally.given += known
            tally.right += right
        total.around.given += known
        total.around.right += gold is not None and _near(gold, report)
        if len(report.chain) > 1:
            total.chains.given += 1
            total.chains.right += gold is not None and chain_is_right(gold, report)


def _near(gold: Report, ours: Report) -> bool:
    """Tell whether the source is right, or named anywhere in the gold's attributing words."""
    named = bool(gold.chain and gold.chain[0] and ours.own)
    return source_is_right(gold, ours) or (named and shared(gold.around, ours.own[0]) > 0)


def _of(tallies: dict[str, Tally], kind: str) -> Tally:
    return tallies.setdefault(kind, Tally())
