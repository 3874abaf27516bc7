"""What a number counts: the unit, the currency, the noun."""

from firsthand.extract.parse import Doc, Token
from firsthand.extract.quantities.numbers import Number
from firsthand.extract.quantities.words import NumberWords

_NOUNS = ("NOUN", "PROPN")
_BETWEEN = frozenset(["ADJ", "ADV", "DET", "NUM", "SPACE"])
_BETWEEN_TAGS = frozenset(["VBN", "VBG", "POS", "PRP$"])
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
    if age := _age(doc, number, end, words):
        return age, end
    noun = _noun(doc, number, end, words)
    if noun is None:
        return None, end
    lemma = _lemma(noun)
    return words.currency_nouns.get(lemma) or words.units.get(lemma, lemma), end


def is_label(doc: Doc, number: Number, unit: str | None, words: NumberWords) -> bool:
    """Tell whether a number names rather than counts: "Article 5", "Boeing 737", "10 Mill Street"."""
    after = doc[number.end].lower_ if number.end < len(doc) else ""
    if after in words.clock or after in ("'s", "’s"):
        return True
    if number.start == 0:
        return False
    before = doc[number.start - 1]
    if (
        before.text in _DASHES
        and not before.whitespace_
        and number.start > 1
        and doc[number.start - 2].is_alpha
    ):
        return True  # "multi-million", "one-on-one"
    if not number.bare:
        return False
    if before.lower_ in words.labels and before.pos_ in (*_NOUNS, "X", "SYM", "PUNCT"):
        return True
    if unit in words.addresses and doc[number.end].pos_ == "PROPN":
        return True
    name = before.pos_ == "PROPN" and not before.is_sent_start and before.whitespace_
    if unit is not None:
        last = doc[number.end - 1]
        return bool(name and not (last.dep_ == "nummod" and last.head.i > last.i))
    return bool(name) or (not before.whitespace_ and (before.text in _DASHES or before.is_alpha))


def _age(doc: Doc, number: Number, end: int, words: NumberWords) -> str | None:
    """Return "year old" if a number is an age: "34-year-old", "aged 34", "Ana Lund, 34,"."""
    following = [token.lower_ for token in doc[end : end + 4]]
    old = f"{{}} {words.ages_word}"
    if len(following) > 3 and following[0] == "-" and following[3] in words.ages:
        return old.format(following[1].removesuffix("s"))
    if len(following) > 1 and following[1] in words.ages and doc[end].pos_ == "NOUN":
        return old.format(doc[end].lemma_.lower())
    if number.start and doc[number.start - 1].lower_ in words.aged:
        return words.age_unit
    if not number.bare or not 1 <= number.low <= 115 or number.start < 2:
        return None
    comma, name = doc[number.start - 1], doc[number.start - 2]
    return words.age_unit if comma.text == "," and name.pos_ == "PROPN" and following[:1] == [","] else None


def _noun(doc: Doc, number: Number, end: int, words: NumberWords) -> Token | None:
    """Return the noun a number counts."""
    last = doc[number.end - 1]
    if end + 1 < len(doc) and doc[end].text in _DASHES and not last.whitespace_ and not doc[end].whitespace_:
        return doc[end + 1] if doc[end + 1].pos_ in _NOUNS else None  # "a three-year contract": years
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
    for token in doc[end : min(len(doc), end + _REACH)]:
        if token.is_sent_start:
            break
        if token.pos_ in _NOUNS:
            noun = token
        elif noun is not None and token.tag_ == "POS":
            noun = None  # "150 of the caravan's members"
        elif noun is not None or not _may_stand_between(token, words):
            break
    return _head_of(noun) if noun is not None else None


def _may_stand_between(token: Token, words: NumberWords) -> bool:
    """Tell whether a word may stand between a number and the noun it counts."""
    return token.pos_ in _BETWEEN or token.tag_ in _BETWEEN_TAGS or token.lower_ in words.skipped


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
    for noun in [*verb.lefts, *verb.rights, *reversed(list(number.sent))]:
        if noun.i >= number.i or noun.lemma_.lower() not in words.counts or noun.pos_ not in _NOUNS:
            continue
        for preposition in noun.children:
            if preposition.dep_ == "prep":
                return next((child for child in preposition.children if child.dep_ == "pobj"), None)
        return next((child for child in noun.children if child.dep_ == "compound"), None)
    return None


def _lemma(noun: Token) -> str:
    lemma = noun.lemma_.lower()
    return lemma.removesuffix("s") if noun.tag_ == "NNPS" and not lemma.endswith("ss") else lemma
