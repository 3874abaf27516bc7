"""Clauses fitted to what somebody is said to have said."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.extract.analysis import text_of
from firsthand.extract.attribution import Attribution
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Span, Token
from firsthand.extract.predicates import CONTENT, is_clause

# A clause belongs to an attribution that covers at least this share of it.
COVERED = 0.6

# A proposition is stretched to its content, and a content counts as told, when the proposition
# is at least this share of it.
MOST = 0.5


# Of two propositions, one inside the other, the inner is left out when it is this much of it.
NEARLY_ALL = 0.8

# Fewest words of a content without a verb ("at the highest levels"): of 12 shorter ones, 2 are in the
# gold of the seeds and six stories.
FEWEST_WORDS_OF_CONTENT = 6

# What closes a quotation: the mark, and what American usage puts before it.
_CLOSING = re.compile(r'[,.!?]?"')

# How many propositions before one can hold it: clauses of one sentence.
LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class Proposition:
    """A stretch [start, end) that states one thing, and the attribution (an index) that covers it.

    `asked` marks an indirect question ("whether the tests go on").
    """

    start: int
    end: int
    attribution: int | None = None
    asked: bool = False


class Places:
    """Which of many stretches lie at a place, found without going through them all."""

    _WIDTH = 512  # characters of one cell

    def __init__(self, stretches: Sequence[Attribution | Proposition]):
        self._cells: dict[int, list[int]] = defaultdict(list)
        for index, stretch in enumerate(stretches):
            for cell in range(stretch.start // self._WIDTH, stretch.end // self._WIDTH + 1):
                self._cells[cell].append(index)

    def around(self, start: int, end: int) -> list[int]:
        """Return the indices, sorted, of the stretches that may overlap [start, end)."""
        cells = range(start // self._WIDTH, end // self._WIDTH + 1)
        return sorted({index for cell in cells for index in self._cells.get(cell, ())})


def tops(span: Span | None) -> list[Token]:
    """Return the words of a stretch whose heads lie outside it."""
    if span is None:
        return []
    return [
        token
        for token in span
        if not (token.is_punct or token.is_space)
        and (token.head.i == token.i or not span.start <= token.head.i < span.end)
    ]


def covered_by(start: int, end: int, attributions: Sequence[Attribution], places: Places) -> Proposition:
    """Return a clause as a proposition of the innermost attribution that covers most of it."""
    covering = [
        (attribution.end - attribution.start, index)
        for index in places.around(start, end)
        if min(end, (attribution := attributions[index]).end) - max(start, attribution.start)
        >= COVERED * (end - start)
    ]
    if not covering:
        return Proposition(start, end)
    index = min(covering)[1]
    return Proposition(max(start, attributions[index].start), min(end, attributions[index].end), index)


def completed(
    doc: Doc,
    attributions: Sequence[Attribution],
    found: Iterable[Proposition],
    stripped: Callable[[list[Token]], list[Token]],
) -> list[Proposition]:
    """Stretch a proposition that is alone in what was said, and most of it, to all that was said.

    Where the parse goes wrong, the words of a content hang on something else; its edges are surer.
    """
    found = list(found)
    count = Counter(proposition.attribution for proposition in found)
    for at, proposition in enumerate(found):
        index = proposition.attribution
        if index is None or count[index] > 1:
            continue
        start, end = attributions[index].start, attributions[index].end
        content = doc.char_span(start, end, alignment_mode="contract")
        if content is None or content[0].sent.start != content[-1].sent.start:
            continue
        kept = stripped(list(content))
        inside = start <= proposition.start and proposition.end <= end
        if kept and inside and proposition.end - proposition.start >= MOST * (end - start):
            found[at] = replace(proposition, start=kept[0].idx, end=kept[-1].idx + len(kept[-1].text))
    return found


def left_over(
    doc: Doc, attributions: Sequence[Attribution], found: Sequence[Proposition]
) -> list[Proposition]:
    """Return contents that no proposition tells: noun phrases and partial quotations."""
    told = [proposition for proposition in found if proposition.attribution is not None]
    places = Places(told)
    rest = []
    for index, attribution in enumerate(attributions):
        start, end = attribution.start, attribution.end
        shared = sum(
            max(0, min(end, told[i].end) - max(start, told[i].start)) for i in places.around(start, end)
        )
        kept = list(doc.char_span(start, end, alignment_mode="contract") or ())
        if shared < MOST * (end - start) and _is_worth_telling(kept):
            rest.append(Proposition(start, end, index))
    return rest


def _is_worth_telling(content: list[Token]) -> bool:
    """Tell whether what somebody is said to have said is more than a few words without a verb."""
    length = sum(not token.is_punct for token in content)
    if not any(is_clause(token) for token in content) and length < FEWEST_WORDS_OF_CONTENT:
        return False
    return sum(token.pos_ in CONTENT for token in content) > 1


def without_opener(doc: Doc, proposition: Proposition, attributions: Sequence[Attribution]) -> Proposition:
    """Return what somebody said in indirect speech without the word that introduces it: "that".

    Not "that is wrong", where the word is the subject.
    """
    index = proposition.attribution
    span = doc.char_span(proposition.start, proposition.end, alignment_mode="contract")
    if index is None or attributions[index].direct or span is None or len(span) < 3:
        return proposition
    if span[0].lower_ not in words("propositions", "introducing") or span[1].pos_ in {"VERB", "AUX", "PART"}:
        return proposition
    return replace(proposition, start=span[1].idx)


def with_question_word(doc: Doc, proposition: Proposition) -> Proposition:
    """Return an indirect question or condition with the word that makes it one: "whether", "if"."""
    span = doc.char_span(proposition.start, proposition.end, alignment_mode="expand")
    if span is None:
        return proposition
    if span.start and _asks(before := doc[span.start - 1]):
        return replace(proposition, start=before.idx, asked=_is_asked(before))
    return replace(proposition, asked=_asks(span[0]) and _is_asked(span[0]))


def _asks(token: Token) -> bool:
    return token.dep_ == "mark" and token.lower_ in words("propositions", "asking")


def _is_asked(mark: Token) -> bool:
    return mark.head.dep_ in {"ccomp", "pcomp", "acl"}


def with_closed_quotation(doc: Doc, proposition: Proposition) -> Proposition:
    """Return a stretch with both marks of a quotation of which it has one: the move was "positive"."""
    text = text_of(doc)
    start, end = proposition.start, proposition.end
    marks = text.count('"', start, end)
    if marks % 2 == 0:
        return proposition
    if text.rfind('"', start, end) > text.rfind(' "', start, end) + 1:  # the last one closes
        return replace(proposition, start=start - 1) if text[start - 1 : start] == '"' else proposition
    behind = _CLOSING.match(text, end)
    return replace(proposition, end=behind.end()) if behind else proposition


def distinct(
    doc: Doc, found: Iterable[Proposition], attributions: Sequence[Attribution]
) -> tuple[Proposition, ...]:
    """Return propositions in the order of the text, none twice.

    Of two with the same speakers, one of which holds nearly all of the other, or that begin
    alike without a comma or the like to part them, the longer tells all.
    """

    def speakers(proposition: Proposition) -> tuple[int, ...]:
        index = proposition.attribution
        return () if index is None else attributions[index].chain

    def repeats(shorter: Proposition, longer: Proposition) -> bool:
        share = (shorter.end - shorter.start) / (longer.end - longer.start)
        if shorter.end > longer.end or (share < 1 and speakers(shorter) != speakers(longer)):
            return False
        begins = shorter.start == longer.start and not _is_parted(doc, shorter.end)
        return share >= NEARLY_ALL or begins

    kept: list[Proposition] = []
    for shorter in sorted(found, key=lambda p: (p.start, -p.end, p.attribution is None)):
        if not any(repeats(shorter, longer) for longer in kept[-LOOK_BACK:]):
            kept.append(shorter)
    return tuple(sorted(kept, key=lambda p: (p.start, p.end)))


def without_twins(
    doc: Doc, found: Sequence[Proposition], attributions: Sequence[Attribution]
) -> tuple[Proposition, ...]:
    """Return propositions without those that only tell that another was said.

    "The group said X, the Daily reported": X is the group's by way of the Daily, and the sentence
    "the group said X" adds nothing to it.
    """
    places = Places(found)
    return tuple(
        outer
        for outer in found
        if not any(
            _only_attributes(doc, outer, found[i], attributions)
            for i in places.around(outer.start, outer.end)
        )
    )


def _only_attributes(
    doc: Doc, outer: Proposition, inner: Proposition, attributions: Sequence[Attribution]
) -> bool:
    if inner.attribution is None or inner.attribution == outer.attribution:
        return False
    if not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    said = attributions[inner.attribution]
    heads = tops(doc.char_span(outer.start, outer.end, alignment_mode="contract"))
    return any(
        start <= head.idx < end and not said.start <= head.idx < said.end
        for head in heads
        for start, end in said.evidence
    )


def _is_parted(doc: Doc, offset: int) -> bool:
    """Tell whether a comma, a dash or the like stands at an offset, quotation marks aside."""
    return text_of(doc)[offset : offset + 4].lstrip("\"' ")[:1] in set(",;:-–—(")
