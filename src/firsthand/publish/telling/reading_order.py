"""Which claims are worth a reader's first look, and in which words."""

from functools import cache

from firsthand.extract.packs import has, words
from firsthand.model import Claim, Statement
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import capitalised, clean
from firsthand.read.script import IDEOGRAPH

_FEW = 4  # words: shorter ones are headings and ends of sentences more often than facts
_FEW_IDEOGRAPHS = 7  # the same for Chinese, which has no spaces; a word has one or two characters


def telling(index: Index, claims: list[Claim]) -> list[Claim]:
    """Return the claims, those first that most documents print, and among them whole facts.

    A quotation of one person comes after a fact that as many documents tell, and a text that leans on
    what stood before it ("to do so", "it opened") comes after both.
    """
    return sorted(claims, key=lambda c: (_leaning_claim(index, c), -c.documents, _quoted(index, c)))


def _leaning_claim(index: Index, claim: Claim) -> bool:
    text = _standing_alone(index, claim)
    told = next((s for s in index.statements_of(claim) if clean(s.text) == text), None)
    return _leans(text, index.language if told is None else index.language_of(told))


def wording_of(index: Index, claim: Claim) -> str:
    """Return a claim in the words of the statement that stands best alone, its first letter large."""
    return stated(_standing_alone(index, claim))


def _standing_alone(index: Index, claim: Claim) -> str:
    """Return the claim's own wording; if it leans, or is in another language than the case, a better one."""
    told = index.statements_of(claim)
    own = next((s for s in told if s.text == claim.text), None)
    main = index.language
    if own is not None and index.language_of(own) == main and not _leans(clean(own.text), main):
        return clean(claim.text)
    whole = [s for s in told if not _leans(clean(s.text), index.language_of(s))]
    at_home = [s for s in whole if index.language_of(s) == main]
    if not at_home:  # what leans, but in the reader's language, serves him better than a foreign sentence
        at_home = sorted((s for s in told if index.language_of(s) == main), key=lambda s: -len(s.text))
    better = at_home or whole
    if own is not None and own in whole and index.language_of(better[0]) != main:
        return clean(claim.text)
    return clean(better[0].text) if better else clean(claim.text)


def stated(text: str) -> str:
    """Return a text as a line of its own: first letter large, no quotation mark without its fellow."""
    text = clean(text).strip(" ,;:–-")
    for opened, closed in (("“", "”"), ("«", "»"), ("「", "」"), ('"', '"')):
        alone = text.count('"') % 2 if opened == '"' else text.count(opened) != text.count(closed)
        if alone:
            text = text.replace(opened, "").replace(closed, "")
    return capitalised(text)


def _leans(text: str, language: str) -> bool:
    """Tell whether a text is a fragment: it begins small, with a word that points back, or is very short."""
    said = text.lstrip("“”„«»「『\"‘' ")
    if not said:
        return True
    if IDEOGRAPH.match(said):
        return len(said) < _FEW_IDEOGRAPHS or said.startswith(tuple(_leaning(language)))
    first = said.split(" ", 1)[0].rstrip(",.:;").casefold().split("’")[0].split("'")[0]
    return said[0].islower() or first in _leaning(language) or len(said.split()) < _FEW


@cache
def _leaning(language: str) -> frozenset[str]:
    return words("telling", "leaning", language=language if has("telling", language) else "en")


def _quoted(index: Index, claim: Claim) -> bool:
    said: list[Statement] = index.statements_of(claim)
    return sum(s.quoted for s in said) * 2 > len(said)
