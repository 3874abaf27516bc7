"""Which claims of a story a passage may belong to: those that share most of its words come first."""

import math
import re
from collections import Counter
from dataclasses import dataclass

from firsthand.publish.telling.index import Index
from firsthand.publish.telling.reading_order import wording_of
from firsthand.publish.telling.wording import clean, count, cut

_MOST = 12
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Likely:
    """A claim that a passage may belong to."""

    id: str
    text: str
    told: str  # "2 origins, 5 documents"
    here: bool  # a statement of it stands in the passage


def likely_claims(index: Index, document: str, start: int, end: int) -> tuple[Likely, ...]:
    """Return the claims that a passage of a document may belong to, the likeliest first."""
    words = words_of(index.document[document].text[start:end])
    overlapping = {
        index.claim_of.get(one.id)
        for one in index.findings.statements
        if one.document == document and one.start < end and start < one.end
    }
    texts = {claim.id: words_of(claim.text) for claim in index.findings.claims}
    spread = Counter(word for found in texts.values() for word in found)

    def weight(found: frozenset[str]) -> float:
        return sum(1.0 / math.sqrt(spread.get(word, 1)) for word in found)

    scored = [
        (claim.id in overlapping, weight(words & texts[claim.id]) / (weight(texts[claim.id]) or 1.0), claim)
        for claim in index.findings.claims
    ]
    scored.sort(key=lambda one: (-one[0], -one[1], -one[2].documents, one[2].id))
    return tuple(
        Likely(
            claim.id,
            cut(clean(wording_of(index, claim)), 110),
            f"{count(claim.independent_origins, 'origin')}, {count(claim.documents, 'document')}",
            here,
        )
        for here, score, claim in scored[:_MOST]
        if here or score > 0
    )


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text for comparing; Chinese as pairs of characters."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if _HAN.search(word):
            found.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif len(word) > 2 or word.isdecimal():
            found.add(word)
    return frozenset(found)
