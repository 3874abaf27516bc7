"""What a number counts, in languages read from their surface: percent, a currency, an age, a noun."""

from collections.abc import Iterator

from firsthand.extract.analysis import text_of
from firsthand.extract.parse import Doc, Token
from firsthand.extract.quantities.surface.words import SurfaceWords

# How far behind a number the noun it counts may stand.
_REACH = 7
# The shortest last part by which a compound is looked up: "Polizeibeamte" by "beamte".
_SHORTEST_PART = 4
# Characters of a line that was broken because it was full: hard-wrapped texts break at 60 to 80.
_FULL_LINE = 50
_BETWEEN = frozenset(["ADJ", "ADV", "DET", "NUM", "PART"])
_NOUNS = frozenset(["NOUN", "PROPN", "X", "SYM"])


def _is_wrapped(doc: Doc, space: Token) -> bool:
    """Tell whether a line's end stands where the line was full, not where a list or table begins anew."""
    return space.idx - text_of(doc).rfind("\n", 0, space.idx) > _FULL_LINE


def noun_behind(doc: Doc, at: int, words: SurfaceWords) -> str | None:
    """Return what the number before token `at` counts: a shared word if the pack has one, else a lemma."""
    for token in doc[at : min(len(doc), at + _REACH)]:
        low = token.lower_
        if token.is_space:
            if len(token.text) > 1 or ("\n" in token.text and not _is_wrapped(doc, token)):
                return None
            continue
        if token.i > at and token.is_sent_start:
            return None
        if low in words.skipped:
            continue
        if token.like_num and token.i > at and doc[token.i - 1].lower_ in words.skipped:
            continue  # "27 von 35 Stimmen"
        if low in words.stops or token.like_num:
            return None
        if not low[:1].isalpha():
            return words.units.get(low)
        shared = shared_unit(doc, token, words)
        if shared is not None:
            return shared
        if token.pos_ in _BETWEEN and not (words.capitals and low[0] != token.text[0]):
            continue
        if words.capitals and token.text[0].islower():
            if token.pos_ in ("", "ADJ", "X", "VERB", "NOUN", "PROPN"):
                continue
            return None
        if token.pos_ and token.pos_ not in _NOUNS:
            return None
        if token.i + 1 < len(doc) and not doc[token.i + 1].is_sent_start and not words.capitals:
            following = shared_unit(doc, doc[token.i + 1], words)
            if following is not None and doc[token.i + 1].lower_ not in words.stops:
                return following  # "vecchie barche": an adjective stands before
        lemma = token.lemma_.lower() or low
        return next(singulars(low, words), low) if lemma == low and not words.capitals else lemma
    return None


def shared_unit(doc: Doc, token: Token, words: SurfaceWords) -> str | None:
    """Return the shared name of the counted thing that a token, or a phrase from it on, names."""
    for length in (3, 2):
        following = doc[token.i + 1 : token.i + length]
        if len(following) == length - 1 and not any(word.is_sent_start for word in following):
            as_said = " ".join(word.lower_ for word in following)
            singular = " ".join(next(singulars(word.lower_, words), word.lower_) for word in following)
            for form in _forms(token, words):
                unit = words.units.get(f"{form} {as_said}") or words.units.get(f"{form} {singular}")
                if unit is not None:
                    return unit
    for form in _forms(token, words):
        if form in words.units:
            return words.units[form]
    if words.compounds and len(token) > 2 * _SHORTEST_PART and token.text[0].isupper():
        low = token.lower_
        for cut in range(3, len(low) - _SHORTEST_PART + 1):
            for form in (low[cut:], *singulars(low[cut:], words)):
                if len(form) >= _SHORTEST_PART and form in words.units:
                    return words.units[form]
    return None


def _forms(token: Token, words: SurfaceWords) -> Iterator[str]:
    lemma = token.lemma_.lower()
    if lemma:
        yield lemma
    yield token.lower_
    yield from singulars(token.lower_, words)


def singulars(form: str, words: SurfaceWords) -> Iterator[str]:
    """Yield what a plural may be the plural of: "comisarías" gives "comisaría"."""
    for ending, instead in words.endings:
        if form.endswith(ending) and len(form) > len(ending) + 1:
            for other in instead:
                yield form[: len(form) - len(ending)] + other
