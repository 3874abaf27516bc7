"""Which claims are worth a reader's first look, and in which words."""

from functools import cache

from firsthand.extract.packs import words
from firsthand.model import Claim, Statement
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import capitalised, clean

_FEW = 4  # words: shorter ones are headings and ends of sentences more often than facts


def telling(index: Index, claims: list[Claim]) -> list[Claim]:
    """Return the claims, those first that most documents print, and among them whole facts.

    A quotation of one person comes after a fact that as many documents tell, and a text that leans on
    what stood before it ("to do so", "it opened") comes after both.
    """
    return sorted(claims, key=lambda c: (_leans(_standing_alone(index, c)), -c.documents, _quoted(index, c)))


def wording_of(index: Index, claim: Claim) -> str:
    """Return a claim in the words of the statement that stands best alone, its first letter large."""
    return stated(_standing_alone(index, claim))


def _standing_alone(index: Index, claim: Claim) -> str:
    text = clean(claim.text)
    if _leans(text):
        others = [clean(s.text) for s in index.statements_of(claim)]
        text = next((t for t in others if not _leans(t)), text)
    return text


def stated(text: str) -> str:
    """Return a text as a line of its own: first letter large, no quotation mark without its fellow."""
    text = clean(text).strip(" ,;:–-")
    for opened, closed in (("“", "”"), ('"', '"')):
        alone = text.count('"') % 2 if opened == '"' else text.count(opened) != text.count(closed)
        if alone:
            text = text.replace(opened, "").replace(closed, "")
    return capitalised(text)


def _leans(text: str) -> bool:
    """Tell whether a text is a fragment: it begins small, with a word that points back, or is very short."""
    said = text.lstrip("“”\"‘' ")
    first = said.split(" ", 1)[0].rstrip(",.:;").casefold().split("’")[0].split("'")[0]
    return not said or said[0].islower() or first in _leaning() or len(said.split()) < _FEW


@cache
def _leaning() -> frozenset[str]:
    return frozenset(words("telling", "leaning"))


def _quoted(index: Index, claim: Claim) -> bool:
    said: list[Statement] = index.statements_of(claim)
    return sum(s.quoted for s in said) * 2 > len(said)
