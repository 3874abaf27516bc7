"""Sentences cut into what they state, without a parse."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from firsthand.extract.analysis import HEADLINES, Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.propositions import Proposition
from firsthand.extract.surface.clauses import Clause, cut, has_verb, is_finite, length, without_edges
from firsthand.extract.surface.lists import Lists, lists_of
from firsthand.extract.surface.propositions.attributed import Attributed, acts_asked_for, attributed, span
from firsthand.extract.surface.propositions.twins import is_told, without_twins
from firsthand.extract.surface.words import Words, words_of_doc

# The same floors as for English, where they were measured: `extract.propositions.clauses` and `.cutting`.
FEWEST_WORDS = 3
FEWEST_WORDS_CUT = 4
FEWEST_WORDS_ADDED = 8
FEWEST_WORDS_HEADLINE = 4
FEWEST_WORDS_VERBLESS = 12
FEWEST_WORDS_OF_CONTENT = 6

# Words with a meaning of a stretch beside words that attribute, up to which it belongs to these.
MOST_WORDS_OF_TELLING = 4

# A content without a verb is told with the clause around it if it is at least this share of it.
SHARE_OF_CLAUSE = 0.45

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


def find_propositions(analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Proposition, ...]:
    """Return what a document states, in the order of the text, none twice."""
    words = words_of_doc(analysis.doc)
    lists = lists_of(analysis.language)
    asked_for = acts_asked_for(words, attributions, lists)
    said = attributed(words, attributions, asked_for)
    headlines = {
        i
        for block in analysis.document.blocks
        if block.kind in HEADLINES
        for i in span(words, block.start, block.end)
    }
    found: list[Proposition] = []
    for first, last in _sentences(words):
        headline = first in headlines
        before = len(found)
        rest = any(said.attributes[first : last + 1])
        for run, k in _joined(words, _runs(words, said, first, last), attributions):
            for kept in _statements(words, run, k, attributions, lists):
                own = [i for i in kept if not said.attributes[i]]
                if rest and (k < 0 or len(own) < len(kept)) and not _has_finite(words, own):
                    continue  # what is left between the words that attribute
                if rest and k < 0 and _of_telling(words, said, kept):
                    continue
                if rest:
                    kept = _without_tail(words, kept)
                proposition = _proposition(words, kept, k, attributions, lists, headline)
                if proposition is not None and (k >= 0 or _is_told(words, first, last, lists)):
                    found.append(proposition)
        stated = {proposition.attribution for proposition in found[before:]}
        found += _acts(words, said, first, last, attributions, stated)
    found += _left_over(words, attributions, found, asked_for, lists)
    return without_twins(found, attributions)


def _of_telling(words: Words, said: Attributed, kept: list[int]) -> bool:
    """Tell whether words belong to the clause that says who spoke: "the mayor | had in May | told X"."""
    if sum(words.pos[i] in _CONTENT for i in kept) > MOST_WORDS_OF_TELLING:
        return False
    first, last = kept[0], kept[-1]
    for step, at in ((1, first), (-1, last)):
        beside = at - step
        if not (0 <= beside < len(words)) or not said.attributes[beside]:
            continue
        while first <= at <= last and words.texts[at] not in {",", ";", ":"}:
            if is_finite(words, at):
                return True
            at += step
    return False


def _without_tail(words: Words, kept: list[int]) -> list[int]:
    """Leave out articles and conjunctions before words that attribute: "... mentre il | Belgio ha detto"."""
    end = len(kept)
    while end > 1 and words.pos[kept[end - 1]] in ("DET", "ADP", "SCONJ", "CCONJ", "PUNCT"):
        end -= 1
    if any(words.pos[i] != "PUNCT" for i in kept[end:]):
        return kept[:end]
    return kept


def _sentences(words: Words) -> Iterator[tuple[int, int]]:
    first = 0
    for i in range(1, len(words) + 1):
        if i == len(words) or words.sentence[i] != words.sentence[first]:
            yield first, i - 1
            first = i


def _runs(words: Words, said: Attributed, first: int, last: int) -> Iterator[tuple[list[int], int]]:
    """Yield the words of a sentence that one source said, or the author, without those that attribute."""
    run: list[int] = []
    before = -2
    for i in range(first, last + 1):
        k = said.owner[i]
        if said.attributes[i] or k != before:
            if run:
                yield run, before
            run = []
        before = k
        if not said.attributes[i] and words.pos[i] != "SPACE":
            run.append(i)
    if run:
        yield run, before


def _joined(
    words: Words, runs: Iterator[tuple[list[int], int]], attributions: Sequence[Attribution]
) -> list[tuple[list[int], int]]:
    """Join the parts of one clause that the words that attribute it stand in."""
    found: list[tuple[list[int], int]] = []
    for run, k in runs:
        if found and k >= 0 and found[-1][1] >= 0:
            before, other = found[-1]
            one, two = attributions[other], attributions[k]
            alike = one.chain == two.chain and one.evidence == two.evidence and one.direct == two.direct
            halves = not (_has_finite(words, before) and _has_finite(words, run))
            if alike and halves:
                found[-1] = (list(range(before[0], run[-1] + 1)), other)
                continue
        found.append((run, k))
    return found


def _has_finite(words: Words, run: list[int]) -> bool:
    return any(is_finite(words, i) for i in run)


def _statements(
    words: Words, run: list[int], k: int, attributions: Sequence[Attribution], lists: Lists
) -> Iterator[list[int]]:
    """Yield the words of each clause of a run that states something by itself."""
    direct = k >= 0 and attributions[k].direct
    piece: list[int] = []
    for clause in cut(words, run[0], run[-1], lists):
        if not piece:
            if clause.kind not in ("relative", "trailing") or k >= 0 or _adds(words, clause, lists):
                piece = list(range(clause.first, clause.last + 1))
            continue
        whole = piece[0], clause.last
        if _leaves(words, clause, lists, told=k >= 0, direct=direct):
            if clause.kind in ("relative", "trailing"):
                if clause.last == run[-1]:
                    yield piece
                    piece = list(range(clause.first, clause.last + 1))
                else:
                    if not lists.verb_last:
                        yield from _added(words, clause, lists)
                    piece = list(range(whole[0], whole[1] + 1))
                continue
            yield piece
            piece = list(range(clause.first, clause.last + 1))
        else:
            piece = list(range(whole[0], whole[1] + 1))
    if piece:
        yield piece


def _added(words: Words, clause: Clause, lists: Lists) -> Iterator[list[int]]:
    """Yield a relative clause inside another."""
    if _adds(words, clause, lists):
        yield list(range(clause.first, clause.last + 1))


def _leaves(words: Words, clause: Clause, lists: Lists, *, told: bool, direct: bool) -> bool:
    """Tell whether a clause states something apart from what stands before it."""
    size = length(words, clause.first, clause.last)
    if clause.kind in ("joined", "contrast"):
        return size >= FEWEST_WORDS_CUT and has_verb(words, clause.first, clause.last)
    if clause.kind in ("relative", "trailing"):
        if words.low[clause.first] in lists.verb_last and words.pos[clause.first - 2] != "PROPN":
            return False  # it may tell which one is meant, where every relative clause has a comma
        return not direct and _adds(words, clause, lists)
    return False


def _adds(words: Words, clause: Clause, lists: Lists) -> bool:
    """Tell whether a clause tells more than who somebody is, or where the document has it from."""
    verbs = {words.lemmas[i] for i in range(clause.first, clause.last + 1) if words.pos[i] == "VERB"}
    if verbs and verbs <= (lists.describing | lists.citing):
        return False
    if length(words, clause.first, clause.last) >= FEWEST_WORDS_ADDED:
        return True
    return any(words.pos[i] == "NUM" for i in range(clause.first, clause.last + 1)) and bool(verbs)


def _proposition(
    words: Words,
    piece: list[int],
    k: int,
    attributions: Sequence[Attribution],
    lists: Lists,
    headline: bool,
) -> Proposition | None:
    """Return a clause as a proposition without what stands at its edges; None if it says nothing."""
    direct = k >= 0 and attributions[k].direct
    asked = _asks(words, piece, lists) if k >= 0 and not direct else False
    kept = piece if asked else without_edges(words, piece, lists)
    while asked and kept and words.pos[kept[-1]] in ("PUNCT", "SPACE"):
        kept = kept[:-1]
    if not kept or not _says_something(words, kept, headline, direct):
        return None
    start, end = kept[0], kept[-1]
    introduced = words.low[start] in lists.introducing and words.pos[start] != "PRON"
    if not direct and introduced and len(kept) > FEWEST_WORDS:
        start = kept[1]
    start, end = _closed(words, start, end, piece)
    if (k < 0 or len(kept) < FEWEST_WORDS_CUT) and _only_speaks(words, kept, lists):
        return None
    return Proposition(words.starts[start], words.end(end), None if k < 0 else k, asked)


def _asks(words: Words, piece: list[int], lists: Lists) -> bool:
    while piece and words.pos[piece[0]] in ("PUNCT", "SPACE"):
        piece.pop(0)
    return bool(piece) and words.low[piece[0]] in lists.asking


def _closed(words: Words, start: int, end: int, piece: list[int]) -> tuple[int, int]:
    """Take in the quotation mark that closes, or opens, one inside: the move was "positive"."""
    marks = {"„": "“”", "“": "”", "«": "»", "»": "«", '"': '"'}
    open_marks = 0
    for i in range(start, end + 1):
        text = words.texts[i]
        if text in '„«“"»' and words.pos[i] == "PUNCT":
            open_marks += 1
    if open_marks % 2:
        if piece and end < piece[-1] and words.texts[end + 1] in '“”»«"':
            return start, end + 1
        if start > piece[0] and words.texts[start - 1] in marks:
            return start - 1, end
    return start, end


def _says_something(words: Words, kept: list[int], headline: bool, direct: bool) -> bool:
    size = length(words, kept[0], kept[-1])
    if size >= (FEWEST_WORDS_HEADLINE if headline else FEWEST_WORDS_VERBLESS):
        return True
    if size < FEWEST_WORDS or not any(words.pos[i] in ("VERB", "AUX") for i in kept):
        return False
    return any(words.pos[i] in _CONTENT for i in kept)


def _only_speaks(words: Words, kept: list[int], lists: Lists) -> bool:
    """Tell whether a clause says no more than that somebody spoke: "sagte er am Montag"."""
    verb = next((i for i in kept if words.pos[i] == "VERB"), None)
    if verb is None or words.lemmas[verb] not in lists.speech:
        return False
    return sum(words.pos[i] in _CONTENT for i in kept) < FEWEST_WORDS_CUT


def _is_told(words: Words, first: int, last: int, lists: Lists) -> bool:
    """Tell whether a document tells a sentence, rather than asking it or ordering the reader about."""
    end = last
    while end > first and (words.pos[end] == "SPACE" or words.texts[end] in '"”“»«'):
        end -= 1
    if words.texts[end].endswith("?"):
        return False
    i = first
    while i < last and words.pos[i] in ("PUNCT", "SPACE"):
        i += 1
    if words.low[i] in lists.pleas:
        return False
    orders = words.pos[i] == "VERB" and words.lemmas[i] in lists.imperatives
    return not (orders and length(words, first, last) < FEWEST_WORDS_VERBLESS)


def _acts(
    words: Words,
    said: Attributed,
    first: int,
    last: int,
    attributions: Sequence[Attribution],
    stated: Container[int | None],
) -> list[Proposition]:
    """Return clauses whose verb takes what was said as its object: "die Behörde meldete 40 Fälle".

    `stated` are the attributions whose content is stated by itself.
    """
    found = []
    here = dict.fromkeys(k for k in said.owner[first : last + 1] if k >= 0 and k not in stated)
    for k in here:
        attribution = attributions[k]
        inside = span(words, attribution.start, attribution.end)
        if attribution.direct or not inside or inside[0] < first or inside[-1] > last:
            continue
        if has_verb(words, inside[0], inside[-1]) or length(words, inside[0], inside[-1]) < FEWEST_WORDS - 1:
            continue
        near = [
            (start, end)
            for start, end in attribution.evidence
            if words.starts[first] <= start and end <= words.end(last)
        ]
        begin = min([attribution.start, *(start for start, _ in near)])
        end = max([attribution.end, *(end for _, end in near)])
        whole = span(words, begin, end)
        share = (attribution.end - attribution.start) / max(1, end - begin)
        if share >= SHARE_OF_CLAUSE and has_verb(words, whole[0], whole[-1]):
            found.append(Proposition(begin, end, k))
    return found


def _left_over(
    words: Words,
    attributions: Sequence[Attribution],
    found: Sequence[Proposition],
    asked_for: frozenset[int],
    lists: Lists,
) -> list[Proposition]:
    """Return contents that no proposition tells: noun phrases and partial quotations."""
    told: dict[int, int] = defaultdict(int)
    for proposition in found:
        if proposition.attribution is not None:
            told[proposition.attribution] += proposition.end - proposition.start
    rest = []
    by_sentence: dict[int, list[Proposition]] = defaultdict(list)
    for proposition in found:
        by_sentence[words.sentence[span(words, proposition.start, proposition.end)[0]]].append(proposition)
    for k, attribution in enumerate(attributions):
        inside = span(words, attribution.start, attribution.end)
        if told[k] or k in asked_for or not inside:
            continue
        sentences = range(words.sentence[inside[0]], words.sentence[inside[-1]] + 1)
        here = [proposition for number in sentences for proposition in by_sentence[number]]
        if is_told(words, k, attributions, here):
            continue
        verb = has_verb(words, inside[0], inside[-1])
        size = length(words, inside[0], inside[-1])
        content = sum(words.pos[i] in _CONTENT for i in inside)
        if size < FEWEST_WORDS_CUT and _only_speaks(words, list(inside), lists):
            continue
        if content > 1 and (size >= FEWEST_WORDS_OF_CONTENT or (verb and size >= FEWEST_WORDS)):
            rest.append(Proposition(attribution.start, attribution.end, k))
    return rest
