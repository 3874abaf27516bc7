"""Quotations: the words a document gives as somebody's own, and where two documents give them differently."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Statement
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
# Pairs are compared where they share this many words that few quotations hold.
_LEAST_SHARED = 3
# Words no longer than this ("of", "the") are in any sentence: they do not show one utterance.
_SHORT = 3
_COMMON_WORD = 60


@dataclass(frozen=True, slots=True)
class Quotation:
    """The quoted words of one statement, and of the whole quotation it is part of."""

    statement: Statement
    words: Wording
    whole: Wording
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Changed:
    """Two quotations of one utterance whose words differ; `shared` of the shorter one's words agree."""

    left: Quotation
    right: Quotation
    shared: float


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
        long = [
            at for at, part in enumerate(parts) if len(wording(part, language=language).forms) >= _LEAST_WORDS
        ]
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


def find_changed(quotations: Sequence[Quotation], claim_of: Mapping[str, str]) -> list[Changed]:
    """Return pairs of quotations, of two documents, that give one utterance in different words.

    Each is held against its nearest counterpart in the other document only, and both have to be
    each other's nearest: a document that quotes the words twice, once faithfully, changed nothing.
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
    changed = []
    for (at, other), found in sorted(compared.items()):
        left, right = quotations[at], quotations[other]
        mutual = (
            nearest[at, right.statement.document] == other and nearest[other, left.statement.document] == at
        )
        least = _least_shared(left.statement, right.statement, found)
        if mutual and not found.faithful and found.shared >= least:
            changed.append(Changed(left, right, found.shared))
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
    return _Comparison(
        words=len(words),
        faithful=same_words(one.words, other.whole) or same_words(other.words, one.whole),
        one_claim=claim is not None and claim == claim_of.get(other.statement.id),
        shared=len(words) / shorter if sum(len(word) > _SHORT for word in words) >= _LEAST_SHARED else 0.0,
    )


def _comparable(quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Return pairs from two documents that share uncommon words and whose speakers may be one."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, quotation in enumerate(quotations):
        for form in sorted(set(quotation.words.forms)):
            holders[form].append(at)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for at_all in holders.values():
        if len(at_all) > _COMMON_WORD:
            continue
        for rank, at in enumerate(at_all):
            for other in at_all[rank + 1 :]:
                common[at, other] += 1
    return [
        (at, other)
        for (at, other), shared in common.items()
        if shared >= _LEAST_SHARED
        and quotations[at].statement.document != quotations[other].statement.document
        and quotations[at].language == quotations[other].language
    ]


def _least_shared(one: Statement, other: Statement, found: _Comparison) -> float:
    """Return how much two quotations have to share to be of one utterance, by who is said to speak.

    One utterance is often given to a leader here, to the office or the agency that published it
    there; then the words alone have to show it.
    """
    left, right = set(one.attribution), set(other.attribution)
    if left and right and not left & right:
        return _SAME_UTTERANCE if found.one_claim else _OTHER_SPEAKER
    return _SAME_CLAIM if found.one_claim else _SAME_UTTERANCE
