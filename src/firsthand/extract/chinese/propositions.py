"""What a Chinese text states: sentences and self-contained clauses, each within what one source said."""

import bisect
import itertools
from collections.abc import Sequence

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.chinese.predicates import has_verb
from firsthand.extract.chinese.reading import QUOTES, Clause, Reading, Stretch, Token, read
from firsthand.extract.chinese.saying.talks import asks
from firsthand.extract.packs import load, words
from firsthand.extract.propositions import Proposition
from firsthand.extract.propositions.fitting import Places, covered_by

# Marks that end what is stated; those that only may.
_ENDS = frozenset("。！？!?；;\n…")
_COMMA = frozenset("，,")
_QUESTIONS = "？?"
_TRIMMED = " \u3000，,、：:；;。\n\r—―"

# Fewest characters of a clause that states something of its own, and of what it is cut from.
SHORTEST = 7
SHORTEST_BEFORE = 8
# Fewest characters of a statement: shorter ones are headings and cries; of a quotation too.
FEWEST = 4
# The same of what somebody said, where the dictionary knows no verb in it.
FEWEST_TOLD = 6


def find_propositions(analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Proposition, ...]:
    """Return what a document states, in the order of the text, none twice."""
    reading = read(analysis)
    places = Places(attributions)
    denied = {(said.start, said.end) for said in attributions if said.stance in {"denies", "doubts"}}
    found = []
    for start, end in _units(reading, attributions):
        proposition = covered_by(start, end, attributions, places)
        told = proposition.attribution is not None and end - start >= FEWEST_TOLD
        if _is_statement(reading, start, end) or told or (start, end) in denied:
            asked = any(
                word in reading.plain[start:end] for word in words("propositions", "asking", language="zh")
            )
            reports = proposition.attribution is not None
            found.append(
                Proposition(proposition.start, proposition.end, proposition.attribution, asked and reports)
            )
    return tuple(found)


def _units(reading: Reading, attributions: Sequence[Attribution]) -> list[Stretch]:
    """Return the stretches that each state one thing, without the words that attribute."""
    edges = sorted({edge for said in attributions for edge in (said.start, said.end)})
    attributing = sorted({_nearest(said) for said in attributions if said.evidence})
    found: list[Stretch] = []
    open_from: int | None = None
    end = 0
    for clause, following in itertools.zip_longest(reading.clauses, reading.clauses[1:]):
        if _is_topic(reading, clause, following, attributing):
            continue
        pieces = _cut_at(clause, edges)
        for number, (start, stop) in enumerate(pieces):
            parted = number > 0 or _parts(reading, clause, open_from, edges, end)
            if open_from is not None and parted:
                found.append((open_from, end))
                open_from = None
            if _attributes(start, stop, attributing, attributions):
                if open_from is not None:
                    found.append((open_from, end))
                    open_from = None
                continue
            open_from = start if open_from is None else open_from
            end = stop
    if open_from is not None:
        found.append((open_from, end))
    found = [(start, stop) for start, stop in found if not _asks(reading, start, stop)]
    trimmed = (_trimmed(reading, start, stop) for start, stop in found)
    return [(start, stop) for start, stop in trimmed if stop > start]


def _is_topic(
    reading: Reading, clause: Clause, following: Clause | None, attributing: Sequence[Stretch]
) -> bool:
    """Tell whether a clause only says what somebody, whom the next one names, talks of: 谈及补偿问题，…."""
    if following is None or clause.after not in {"，", ","}:
        return False
    opens = reading.plain.startswith(tuple(words("propositions", "topics", language="zh")), clause.start)
    asking = words("propositions", "topics_inside", language="zh")
    asked = any(word in reading.plain[clause.start : clause.end] for word in asking)
    return (opens or asked) and _attributes(following.start, following.end, attributing, ())


def _asks(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch ends in a question or is part of one, which states nothing."""
    ends = end < len(reading.plain) and reading.plain[end] in _QUESTIONS
    return ends or asks(reading.plain, reading.paragraph_at(start))


def _nearest(said: Attribution) -> Stretch:
    """Return the words of the evidence that stand nearest to what was said: the attributing ones."""
    return min(said.evidence, key=lambda stretch: max(said.start - stretch[1], stretch[0] - said.end))


def _cut_at(clause: Clause, edges: Sequence[int]) -> list[Stretch]:
    """Cut a clause where what somebody said begins or ends inside it."""
    inside = edges[bisect.bisect_right(edges, clause.start) : bisect.bisect_left(edges, clause.end)]
    places = [clause.start, *inside, clause.end]
    return [(start, stop) for start, stop in itertools.pairwise(places) if start < stop]


def _parts(reading: Reading, clause: Clause, start: int | None, edges: Sequence[int], end: int) -> bool:
    """Tell whether a clause begins a statement of its own behind the one that began at `start`."""
    if start is None or not _ENDS.isdisjoint(clause.before):
        return True
    if bisect.bisect_right(edges, clause.start) > bisect.bisect_left(edges, end):
        return True
    if clause.end - clause.start < SHORTEST or end - start < SHORTEST_BEFORE:
        return False
    if any(mark in clause.before for mark in '“”「」『』"'):
        return False
    depends = tuple(words("propositions", "conditions", language="zh"))
    if reading.plain.startswith(depends, start) and _COMMA.isdisjoint(reading.plain[start:end]):
        return False
    return _stands_alone(reading, clause) and has_verb(reading.words(start, end))


def _stands_alone(reading: Reading, clause: Clause) -> bool:
    """Tell whether a clause has a subject and a verb of its own, and leans on no other."""
    tokens = [token for token in reading.words(clause.start, clause.end) if token.tag]
    first = tokens[0].word
    if reading.plain.startswith(tuple(load("propositions", "zh")["contrasts"]), clause.start):
        return False
    if first in words("propositions", "openers", language="zh"):
        return True
    if first in words("propositions", "leaning", language="zh"):
        return False
    if tokens[-1].word in words("propositions", "timing", language="zh"):
        return False
    verb = next((i for i, token in enumerate(tokens) if token.tag in {"v", "vi", "vq"}), None)
    if verb is None or verb == 0:
        return False
    return any(
        token.tag.startswith(("n", "r", "j", "x", "eng")) and token.tag != "nz" for token in tokens[:verb]
    )


def _attributes(
    start: int, stop: int, attributing: Sequence[Stretch], attributions: Sequence[Attribution]
) -> bool:
    """Tell whether a stretch holds the words that attribute, and nothing that was said."""
    i = bisect.bisect_left(attributing, (start, 0))
    return i < len(attributing) and attributing[i][1] <= stop


def _is_statement(reading: Reading, start: int, end: int) -> bool:
    tokens = [token for token in reading.words(start, end) if token.tag and token.tag != "w"]
    if end - start < FEWEST or len(tokens) < 2:
        return False
    if reading.plain.startswith(tuple(words("propositions", "imperatives", language="zh")), start):
        return False
    return has_verb(tokens) or any(_says(token) for token in tokens)


def _says(token: Token) -> bool:
    return token.tag.startswith(("v", "a", "i", "z")) or token.word in words(
        "polarity", "lacking", language="zh"
    )


def _trimmed(reading: Reading, start: int, end: int) -> Stretch:
    """Return a stretch without the marks at its edges that are no part of it."""
    plain = reading.plain
    while start < end and plain[start] in _TRIMMED:
        start += 1
    while end > start and plain[end - 1] in _TRIMMED:
        end -= 1
    for opening, closing in QUOTES.items():
        if opening != closing and plain.count(opening, start, end) != plain.count(closing, start, end):
            if plain[end : end + 1] == closing:
                end += 1
            elif start and plain[start - 1] == opening:
                start -= 1
    return start, end
