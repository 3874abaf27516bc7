"""Quotations: the words a document gives as somebody's own, and where two documents give them differently."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from firsthand.model import Statement
from firsthand.trace.wording.words import is_unspaced
from firsthand.weigh.variants.words import Wording, same_words, shared_words, wording

_MARKS = re.compile(
    r"„(?P<low>[^“”„]*)[“”]"
    r"|[“„](?P<curly>[^“”„]*)(?:”|(?=\n\s*\n)|\Z)"
    r"|「(?P<corner>[^「」]*)」"
    r"|»(?P<inward>[^«»]*)«"
    r"|\"(?P<straight>[^\"]*?)(?:\"|(?=\n\s*\n)|\Z)"
    r"|«(?P<angle>[^«»]*)»"
    r"|(?<!\w)[‘'](?P<single>(?!\s)[^‘'’\n]*(?:['’]\w+[^‘'’\n]*)*)['’](?!\w)"
)
_OMITTED = " ... "
# Shorter stretches ("a bad deal") are phrases many use, no quotation to be compared.
_LEAST_WORDS = 4
# Two quotations of one speaker are of one utterance where they share this much of the shorter one's
# words in order; statements already known to make one claim need less (another translation).
# With these, 11 of 15 changed pairs of the seeds and events 2, 5, 7 and 9 are found, none of 33 unchanged.
_SAME_UTTERANCE = 0.6
_SAME_CLAIM = 0.25
_OTHER_SPEAKER = 0.75
# Two people who each have a name do not say so many words alike.
_LONG = 15
# Pairs are compared where they share this many words that few quotations hold.
_LEAST_SHARED = 3
# Words no longer than this ("of", "the") are in any sentence: they do not show one utterance.
_SHORT = 3
# Of a script without spaces each character counts as a word: about two of them are one.
_CHARACTERS_OF_A_WORD = 2
_COMMON_WORD = 60
# Of those who quote the very same words so many are laid beside others.
_MOST_ALIKE = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quoted words of one statement, and of the whole quotation it is part of."""

    statement: Statement
    words: Wording
    whole: Wording
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Changed:
    """Two quotations of one utterance whose words differ; `shared` of the shorter one's words agree.

    `like_left`, `like_right` are the documents that have the utterance in the words of the one or the
    other, these two included; who quotes too little of it to tell is in neither.
    """

    left: Quotation
    right: Quotation
    shared: float
    like_left: frozenset[str] = frozenset()
    like_right: frozenset[str] = frozenset()


def find_quotations(
    statements: Iterable[Statement], texts: Mapping[str, str], languages: Mapping[str, str] | None = None
) -> list[Quotation]:
    """Return the statements that hold somebody's own words, with those words."""
    marks = {document: _quoted_stretches(text) for document, text in texts.items()}
    found = []
    for statement in statements:
        text = texts.get(statement.document)
        if text is None:
            continue
        language = (languages or {}).get(statement.document, "en")
        inside = list(_overlapping(marks[statement.document], statement.start, statement.end))
        parts = [text[max(a, statement.start) : min(b, statement.end)] for a, b in inside]
        least = _LEAST_WORDS * (_CHARACTERS_OF_A_WORD if is_unspaced(language) else 1)
        long = [at for at, part in enumerate(parts) if len(wording(part, language=language).forms) >= least]
        if long:
            words = wording(_OMITTED.join(parts[at] for at in long), language=language)
            whole = wording(_OMITTED.join(text[slice(*inside[at])] for at in long), language=language)
            found.append(Quotation(statement, words, whole, language))
    return found


def _quoted_stretches(text: str) -> list[tuple[int, int]]:
    return [match.span(match.lastgroup or 0) for match in _MARKS.finditer(text)]


def _overlapping(stretches: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = max(0, bisect_right(stretches, (start, start)) - 1)
    for a, b in stretches[at:]:
        if a >= end:
            return
        if b > start:
            yield a, b


def find_changed(
    quotations: Sequence[Quotation], claim_of: Mapping[str, str], persons: Collection[str] = ()
) -> list[Changed]:
    """Return pairs of quotations, of two documents, that give one utterance in different words.

    Each is held against its nearest counterpart in the other document only, and both have to be
    each other's nearest: a document that quotes the words twice, once faithfully, changed nothing.
    `persons` are the ids of the sources that are people with a name.
    """
    compared = {
        (at, other): _compare(quotations[at], quotations[other], claim_of)
        for at, other in _comparable(quotations)
    }
    nearest: dict[tuple[int, str], int] = {}
    for (at, other), found in sorted(compared.items()):
        for one, two in ((at, other), (other, at)):
            key = (one, quotations[two].statement.document)
            best = nearest.get(key)
            if best is None or found > compared[min(one, best), max(one, best)]:
                nearest[key] = two
    alike: dict[int, set[int]] = defaultdict(set)
    unlike: dict[int, set[int]] = defaultdict(set)
    for (at, other), found in sorted(compared.items()):
        if _one_utterance(quotations[at].statement, quotations[other].statement, found, persons):
            side = alike if found.faithful else unlike
            side[at].add(other)
            side[other].add(at)
    same = {at: group for group in _alike(quotations) for at in group}
    changed = []
    for at, other in sorted(compared):
        left, right = quotations[at], quotations[other]
        mutual = (
            nearest[at, right.statement.document] == other and nearest[other, left.statement.document] == at
        )
        if mutual and other in unlike[at]:
            like_left = {at, *same[at], *(alike[at] & unlike[other])}
            like_right = {other, *same[other], *(alike[other] & unlike[at])}
            here, there = (
                frozenset(quotations[each].statement.document for each in side)
                for side in (like_left, like_right)
            )
            changed.append(Changed(left, right, compared[at, other].shared, here - there, there - here))
    return changed


@dataclass(frozen=True, slots=True, order=True)
class _Comparison:
    """How near two quotations are: in order of weight, how many words they share comes first."""

    words: int
    faithful: bool
    one_claim: bool
    shared: float


def _compare(one: Quotation, other: Quotation, claim_of: Mapping[str, str]) -> _Comparison:
    claim = claim_of.get(one.statement.id)
    words = shared_words(one.words, other.words)
    shorter = min(len(one.words.forms), len(other.words.forms))
    if is_unspaced(one.language):
        telling = len(words) // _CHARACTERS_OF_A_WORD
    else:
        telling = sum(len(word) > _SHORT for word in words)
    return _Comparison(
        words=len(words),
        faithful=same_words(one.words, other.whole) or same_words(other.words, one.whole),
        one_claim=claim is not None and claim == claim_of.get(other.statement.id),
        shared=len(words) / shorter if telling >= _LEAST_SHARED else 0.0,
    )


def _alike(quotations: Sequence[Quotation]) -> list[list[int]]:
    """Return the quotations by their very words."""
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for at, quotation in enumerate(quotations):
        groups[quotation.language, quotation.words.forms].append(at)
    return list(groups.values())


def _comparable(quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Return pairs from two documents that share uncommon words and whose speakers may be one.

    Of the many that quote the very same words only the first few are laid beside others, so that copies
    of a quotation neither make its words common nor many pairs.
    """
    groups = [group[:_MOST_ALIKE] for group in _alike(quotations)]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for form in _shown_by(quotations[group[0]]):
            holders[form].append(at)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for at_all in holders.values():
        if len(at_all) > _COMMON_WORD:
            continue
        for one, other in combinations(at_all, 2):
            common[one, other] += 1
    pairs = [pair for group in groups for pair in combinations(group, 2)]
    for (one, other), shared in common.items():
        if (
            shared >= _LEAST_SHARED
            and quotations[groups[one][0]].language == quotations[groups[other][0]].language
        ):
            pairs += [(min(pair), max(pair)) for pair in product(groups[one], groups[other])]
    return [
        (at, other)
        for at, other in pairs
        if quotations[at].statement.document != quotations[other].statement.document
    ]


def _shown_by(quotation: Quotation) -> list[str]:
    """Return the forms by which a quotation is found: of a script without spaces each two characters."""
    forms = quotation.words.forms
    if is_unspaced(quotation.language):
        return sorted({one + other for one, other in pairwise(forms)})
    return sorted(set(forms))


def _one_utterance(one: Statement, other: Statement, found: _Comparison, persons: Collection[str]) -> bool:
    """Tell whether two quotations share enough to be of one utterance, by who is said to speak.

    One utterance is often given to a leader here, to the office or the agency that published it there;
    then the words alone have to show it. Two people seldom say the same: only a long one can have been
    given to the wrong one of them.
    """
    left, right = set(one.attribution), set(other.attribution)
    if left and right and not left & right:
        if {one.attribution[0], other.attribution[0]} <= set(persons):
            return found.words >= _LONG and found.shared >= _OTHER_SPEAKER
        return found.shared >= (_SAME_UTTERANCE if found.one_claim else _OTHER_SPEAKER)
    return found.shared >= (_SAME_CLAIM if found.one_claim else _SAME_UTTERANCE)
