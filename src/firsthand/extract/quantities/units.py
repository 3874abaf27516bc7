"""What a number counts: the unit, the currency, the noun."""

from spacy.tokens import Doc, Token

from firsthand.extract.quantities.numbers import Number
from firsthand.extract.quantities.words import NumberWords

_NOUNS = ("NOUN", "PROPN")
_BETWEEN = frozenset(["ADJ", "ADV", "DET", "NUM", "SPACE"])
_BETWEEN_TAGS = frozenset(["VBN", "VBG", "POS"])
_DASHES = frozenset("-–—")
# How far behind a number the noun it counts may stand: "48 more so-called overseas police stations".
_REACH = 7


def money(doc: Doc, start: int, words: NumberWords) -> str | None:
    """Return the currency whose sign stands before a number."""
    if start == 0:
        return None
    return words.currencies.get(doc[start - 1].lower_)


def counted(
    doc: Doc, number: Number, end: int, currency: str | None, words: NumberWords
) -> tuple[str | None, int]:
    """Return a number's unit, and the token after the number and the unit's own words ("percent")."""
    if currency:
        return currency, end
    if number.share:
        return "%", end
    if end < len(doc):
        if doc[end].lower_ in words.percent:
            return "%", end + 1
        if tuple(token.lower_ for token in doc[end : end + 2]) in words.percent_phrases:
            return "%", end + 2
    if _is_age(doc, number, end, words):
        return words.age_unit, end
    noun = _noun(doc, number, end, words)
    if noun is None:
        return None, end
    lemma = _lemma(noun)
    return words.currency_nouns.get(lemma, lemma), end


def is_label(doc: Doc, number: Number, words: NumberWords) -> bool:
    """Tell whether a number names rather than counts: "Article 5", "Boeing 737", "No. 1"."""
    if number.start == 0 or not number.bare:
        return False
    before = doc[number.start - 1]
    if before.lower_ in words.labels:
        return True
    glued = not before.whitespace_ and (before.text in _DASHES or before.is_alpha)
    name = before.pos_ == "PROPN" and not before.is_sent_start and before.whitespace_
    return bool(glued or name)


def _is_age(doc: Doc, number: Number, end: int, words: NumberWords) -> bool:
    """Tell whether a number is somebody's age: "34-year-old", "aged 34", "Ana Lund, 34,"."""
    following = [token.lower_ for token in doc[end : end + 4]]
    if following[:4] and following[0] == "-" and len(following) > 3 and following[3] in words.ages:
        return True
    if len(following) > 1 and following[0] in ("year", "years") and following[1] in words.ages:
        return True
    if number.start and doc[number.start - 1].lower_ in ("aged", "age"):
        return True
    if not number.bare or not 1 <= number.low <= 115 or number.start < 2:
        return False
    comma, name = doc[number.start - 1], doc[number.start - 2]
    closed = not following or following[0] in (",", ".", ")")
    return comma.text == "," and name.pos_ == "PROPN" and closed and following[:1] == [","]


def _noun(doc: Doc, number: Number, end: int, words: NumberWords) -> Token | None:
    """Return the noun a number counts."""
    last = doc[number.end - 1]
    if (
        last.dep_ in ("nummod", "compound")
        and last.head.pos_ in _NOUNS
        and 0 < last.head.i - last.i <= _REACH
    ):
        return _head_of(last.head)
    found = _ahead(doc, end, words)
    return found or _before_verb(last, words)


def _ahead(doc: Doc, end: int, words: NumberWords) -> Token | None:
    """Look right of the number for the nouns that end its phrase: "hundreds of angry dock workers"."""
    noun: Token | None = None
    stop = min(len(doc), end + _REACH)
    for token in doc[end:stop]:
        if token.pos_ in _NOUNS:
            noun = token
        elif noun is not None or token.is_sent_start:
            break
        elif not (token.pos_ in _BETWEEN or token.tag_ in _BETWEEN_TAGS or token.lower_ in words.skipped):
            break
    return _head_of(noun) if noun is not None else None


def _head_of(noun: Token) -> Token:
    """Follow compounds to the noun that is meant: "police" in "police stations" leads to "stations"."""
    for _ in range(4):
        if (
            noun.dep_ in ("compound", "nmod", "amod")
            and noun.head.pos_ in _NOUNS
            and 0 < noun.head.i - noun.i <= 3
        ):
            noun = noun.head
        else:
            break
    return noun


def _before_verb(number: Token, words: NumberWords) -> Token | None:
    """Return what a bare number counts by its verb's subject: "the number of stations now exceeds 100"."""
    verb = number.head
    while verb.dep_ in ("prep", "pobj", "quantmod", "nummod") and verb.head is not verb:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    for subject in verb.children:
        if subject.dep_ not in ("nsubj", "nsubjpass") or subject.lemma_.lower() not in words.counts:
            continue
        for preposition in subject.children:
            if preposition.dep_ == "prep":
                return next((child for child in preposition.children if child.dep_ == "pobj"), None)
        return next((child for child in subject.children if child.dep_ == "compound"), None)
    return None


def _lemma(noun: Token) -> str:
    lemma = noun.lemma_.lower()
    return lemma.removesuffix("s") if noun.tag_ == "NNPS" and not lemma.endswith("ss") else lemma
