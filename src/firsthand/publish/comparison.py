"""Two documents compared, as a reader sees it: the answer, what speaks for and against, side by side."""

from collections.abc import Iterator, Sequence
from typing import Any

from firsthand.model import Document, Edge, Passage
from firsthand.publish.telling.side_by_side import MARGIN, beside
from firsthand.publish.telling.wording import (
    capitalised,
    clean,
    count,
    cut,
    day,
    in_words,
    padded,
    wrapped,
)
from firsthand.trace.comparing import Comparison, Ground, Shared
from firsthand.trace.direction import Clue

_SHOWN = 6  # passages, the most telling; --all shows the rest
_FOR, _AGAINST = 0.4, -0.4  # log-odds beyond what is usual; less is neither here nor there
_DOUBT, _MORE_DOUBT = 0.1, 0.3  # probabilities from which an answer of "independent" is qualified
_EXCERPT = 60
_SURE = (
    (0.98, "almost surely"), (0.9, "very likely"), (0.7, "likely"), (0.5, "more likely than not"),
    (0.3, "perhaps, but more likely not"), (0.1, "probably not"), (0.0, "hardly"),
)  # fmt: skip
_BOLD, _END = "\x1b[1m", "\x1b[0m"


def sure(likely: float) -> str:
    """Return a probability of dependence in words: "very likely", "probably not"."""
    return next(word for least, word in _SURE if likely >= least)


def render_comparison(
    found: Comparison,
    *,
    width: int = 80,
    colour: bool = False,
    everything: bool = False,
    in_case: Sequence[str] = (),
) -> str:
    """Return a comparison as lines of at most `width` columns.

    Differences are coloured, or stand in [brackets] on the left and {braces} on the right. `everything`
    shows every passage whole; `in_case` are sentences on what a case knows beside.
    """
    width = max(width, 40)
    bold, end = (_BOLD, _END) if colour else ("", "")
    names = _names(found)
    lines = [f"{bold}{line}{end}" for line in wrapped(_answer(found, names), width, lines=4)]
    for sentence in _told_first(found, names):
        lines += wrapped(sentence, width, lines=4)
    for text in _clues(found, names):
        first, *rest = wrapped(text, width - 4, lines=4)
        lines += [f"  {first}", *(f"    {line}" for line in rest)]
    for sentence in in_case:
        lines += wrapped(sentence, width, lines=4)
    reasons = grounds(found)
    for title, sign, said in (
        ("For it", "+", [text for text, speaks in reasons if speaks]),
        ("Against it", "-", [text for text, speaks in reasons if not speaks]),
    ):
        if said:
            lines += ["", f"{bold}{title}{end}"]
            for text in said:
                first, *rest = wrapped(text, width - 4, lines=4)
                lines += [f"  {sign} {first}", *(f"    {line}" for line in rest)]
    lines += ["", *_side_by_side(found, names, width, colour=colour, everything=everything)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def comparison_as_data(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data: offsets are of Unicode code points in the documents' texts."""
    direction = found.direction
    names = {found.a.id: "a", found.b.id: "b"}
    return {
        "format": "firsthand.comparison",
        "version": 1,
        "a": _document(found.a, found.words_a, found.share_a),
        "b": _document(found.b, found.words_b, found.share_b),
        "dependent": found.dependent,
        "probability": round(found.likely, 4),
        "in_words": sure(found.likely),
        "how": found.how,
        "direction": None
        if direction is None
        else {
            "parent": None if direction.why == "unknown" else names[direction.parent],
            "why": direction.why,
            "probability": round(direction.likely, 4),
            "clues": [
                {"kind": clue.kind, "parent": names[clue.parent], "log_odds": round(clue.log_odds, 2)}
                for clue in direction.clues
            ],
        },
        "grounds": [
            {"signal": ground.signal, "log_odds": ground.log_odds, "text": _ground(ground, found)}
            for ground in found.grounds
        ],
        "passages": [
            {
                "kind": shared.kind,
                "a": {"start": shared.a.start, "end": shared.a.end, "text": _text(found.a, shared.a)},
                "b": {"start": shared.b.start, "end": shared.b.end, "text": _text(found.b, shared.b)},
                "equal": [{"a": list(ours), "b": list(theirs)} for ours, theirs in shared.equal],
                "words": shared.words,
                "bits": shared.bits,
            }
            for shared in found.shared
        ],
    }


def case_sentences(
    found: Comparison, *, dependent: bool, parents: Sequence[str], lines: Sequence[Edge]
) -> list[str]:
    """Return what a case says of two of its documents beside what their texts show, as sentences."""
    names = dict(zip((found.a.id, found.b.id), _names(found), strict=True))
    case = "In the case" if dependent == found.dependent else "But in the case"
    if not dependent:
        return [f"{case} no line of derivation joins them."]
    said = []
    for edge in lines:
        if edge.parent in names and edge.child in names:
            what = "is a translation" if edge.kind == "translates" else "has wording"
            if edge.directed:
                said.append(f"{case} {names[edge.child]} {what} from {names[edge.parent]}.")
            else:
                said.append(f"{case} they have wording from one another, whichever was first.")
    for parent in parents:
        said.append(f"{case} both have wording from {clean(parent)}.")
    return said or [f"{case} a longer line of derivation joins them."]


def grounds(found: Comparison) -> list[tuple[str, bool]]:
    """Return what speaks for and against dependence as sentences, the strongest first of each."""
    if found.how == "translation":
        told = count(len(found.shared), "sentence")
        share = f"{max(found.share_a, found.share_b):.0%}"
        text = f"{told} correspond in sense and in the same order: {share} of one of both. "
        return [
            (text + "Two who report one matter each by themselves share about a seventh.", found.dependent)
        ]
    strong = [(ground, ground.log_odds >= _FOR) for ground in found.grounds]
    kept = [(ground, speaks) for ground, speaks in strong if speaks or ground.log_odds <= _AGAINST]
    if not any(shared.kind == "quoted" for shared in found.shared):
        kept = [pair for pair in kept if pair[0].signal != "quoted"]  # to quote nobody is no sign
    kept.sort(key=lambda pair: -abs(pair[0].log_odds))
    return [(_ground(ground, found), speaks) for ground, speaks in kept]


def _ground(ground: Ground, found: Comparison) -> str:
    """Return one signal as a sentence; what it is measured against is what independent accounts share."""
    more = ground.log_odds >= 0
    own = sorted((one for one in found.shared if one.kind == "own"), key=lambda one: -one.bits)
    quoted = [one for one in found.shared if one.kind == "quoted"]
    if ground.signal == "best":
        if not own:
            return "They share no passage in their own words."
        said = f"One passage shares {count(own[0].words, 'word')}: “{_excerpt(found, own[0])}”."
        return said if more else f"{said} Independent accounts of one matter share as much."
    if ground.signal == "run":
        longest = max((one.longest for one in found.shared), default=0)
        if not longest:
            return "No two words in a row are the same outside quotation marks."
        said = f"{count(longest, 'word')} in a row are the same outside quotation marks"
        return f"{said}." if more else f"No more than {said}: names and stock phrases make as many."
    if ground.signal == "common":
        if not more:
            return "Between the names and figures they share hardly a word: each tells it its own way."
        return f"{capitalised(count(found.common, 'small word'))} between names and figures are the same too."
    if ground.signal == "quoted":
        words = sum(one.words for one in quoted)
        if not more:
            return "They share hardly any quotation." if quoted else "They share no quotation."
        noun = "quotation" if len(quoted) == 1 else "quotations"
        return (
            f"Both carry {in_words(len(quoted))} {noun} in the same words ({count(words, 'word')}). "
            "What is said to everybody proves little by itself; it adds to the rest."
        )
    shorter = min(found.words_a, found.words_b)
    if more:
        return f"The shorter text has but {count(shorter, 'word')}: for so short a text they share much."
    return f"Even the shorter text has {count(shorter, 'word')}: long texts share something by chance."


def _answer(found: Comparison, names: tuple[str, str]) -> str:
    if found.how == "bytes" and found.a.name == found.b.name:
        return f"{clean(found.a.name)} was named twice: it is one document."
    if found.how == "bytes":
        return f"{names[0]} and {names[1]} hold the same bytes: one document, kept twice."
    if found.how == "nothing":
        return f"{names[0]} and {names[1]} are independent: they have nothing in common."
    chance = f"{found.likely:.2f}" if 0.005 <= found.likely < 0.995 else "less than 0.01"
    chance = "more than 0.99" if found.likely >= 0.995 else chance
    both = f"{names[0]} and {names[1]} are"
    if found.dependent:
        said = f"dependent: {sure(found.likely)} one was written from the other, or both from a third text"
        return f"{both} {said} (probability {chance})."
    if found.likely < _DOUBT:
        said = "independent: they share no more than two accounts of one matter do"
    elif found.likely < _MORE_DOUBT:
        said = "probably independent: what they share may well be chance"
    else:
        said = "more likely independent than not, but what they share leaves a doubt"
    return f"{both} {said} (probability that they depend: {chance})."


def _told_first(found: Comparison, names: tuple[str, str]) -> Iterator[str]:
    direction = found.direction
    if found.how == "words":
        yield "Both have the very same words."
    if direction is None:
        return
    named = {found.a.id: names[0], found.b.id: names[1]}
    if direction.why == "unknown":
        yield "Which of the two was first, the texts do not tell."
        return
    yield f"First: {sure(direction.likely)} {named[direction.parent]} (probability {direction.likely:.2f})."


def _clues(found: Comparison, names: tuple[str, str]) -> Iterator[str]:
    direction = found.direction
    if direction is None or direction.why == "unknown":
        return
    named = {found.a.id: names[0], found.b.id: names[1]}
    for clue in direction.clues:
        yield _clue(clue, found, named, named[direction.parent], named[direction.child])


def _clue(clue: Clue, found: Comparison, named: dict[str, str], parent: str, child: str) -> str:
    first = named[clue.parent]
    other = child if first == parent else parent
    share = found.share_b if named[found.a.id] == first else found.share_a
    said = {
        "credit": f"{other} names who published {first}",
        "date": f"{first} is of the earlier day",
        "later": f"{other} tells of a later day of the week",
        "containment": f"{share:.0%} of {other} stands in {first}, and much less the other way",
        "placement": f"what begins {first} stands behind {other}'s own beginning",
    }[clue.kind]
    return f"because {said}." if first == parent else f"though {said}."


def _side_by_side(
    found: Comparison, names: tuple[str, str], width: int, *, colour: bool, everything: bool
) -> Iterator[str]:
    if not found.shared or found.how == "bytes":
        return
    telling = sorted(found.shared, key=lambda one: (-one.bits, one.a, one.b))
    kept = set(telling if everything else telling[:_SHOWN])
    left = len(found.shared) - len(kept)
    column = (width - len(MARGIN)) // 2
    legend = "in colour" if colour else "in [brackets] and {braces}"
    marks = "" if found.how == "translation" else f"; what only one has stands {legend}"
    yield from wrapped(f"{_passages(found)}, in the order of {names[0]}{marks}.", width, lines=3)
    yield ""
    yield padded(cut(names[0], column), column) + MARGIN + cut(names[1], column)
    left_facts, right_facts = _facts(found.a, found.words_a), _facts(found.b, found.words_b)
    yield padded(cut(left_facts, column), column) + MARGIN + cut(right_facts, column)
    for shared in found.shared:
        if shared in kept:
            yield "─" * column + "─┼─" + "─" * column
            yield from beside(found.a, found.b, shared, column, colour=colour, whole=everything)
    if left:
        yield ""
        yield f"{count(left, 'shorter passage')} left out; --all shows {'it' if left == 1 else 'them'}."


def _facts(document: Document, words: int) -> str:
    """Return how long a text is, in what language, of which day."""
    letters = document.language in ("zh", "ja")
    facts = [count(words, "character" if letters else "word")]
    facts += [document.language] if document.language else []
    return ", ".join([*facts, day(document.published)])


def _passages(found: Comparison) -> str:
    kinds = [("own", "passage"), ("quoted", "quotation"), ("sense", "corresponding sentence")]
    numbers = [(sum(one.kind == kind for one in found.shared), noun) for kind, noun in kinds]
    said = " and ".join(
        f"{in_words(number)} {noun if number == 1 else noun + 's'}" for number, noun in numbers if number
    )
    return f"They share {said}"


def _excerpt(found: Comparison, shared: Shared) -> str:
    longest = max(shared.equal, key=lambda stretch: (stretch[0][1] - stretch[0][0], -stretch[0][0]))[0]
    return cut(clean(found.a.text[longest[0] : longest[1]]), _EXCERPT)


def _names(found: Comparison) -> tuple[str, str]:
    """Return both names, without the folders they have in common."""
    first, second = (clean(one.name).replace("\\", "/") for one in (found.a, found.b))
    parts = first.split("/"), second.split("/")
    same = 0
    while same < min(map(len, parts)) - 1 and parts[0][same] == parts[1][same]:
        same += 1
    names = "/".join(parts[0][same:]), "/".join(parts[1][same:])
    return names if names[0] != names[1] else (f"{names[0]} (1)", f"{names[1]} (2)")


def _text(document: Document, passage: Passage) -> str:
    return document.text[passage.start : passage.end]


def _document(document: Document, words: int, share: float) -> dict[str, Any]:
    return {
        "name": document.name,
        "sha256": document.id,
        "language": document.language,
        "published": document.published.isoformat() if document.published else None,
        "words": words,
        "share_in_the_other": round(share, 4),
    }
