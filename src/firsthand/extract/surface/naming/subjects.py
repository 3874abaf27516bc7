"""Whether a phrase is the subject of its clause, and how many it speaks of."""

from firsthand.extract.surface.naming.lexicon import Lexicon, head_part
from firsthand.extract.surface.words import Words

_BETWEEN = frozenset({"ADV", "PRON", "PART"})
_FURTHEST = 3  # words between a subject and its verb
_LONGEST_NOUN_PHRASE = 8  # words


def is_subject(words: Words, first: int, last: int, known: Lexicon) -> bool:
    """Tell whether words [first, last] stand where a subject does: beside a finite verb, not behind "in"."""
    before = words.before(first)
    begin = words.begins[first]
    if words.low[first] in known.oblique:
        return False
    if before >= begin:
        if words.pos[before] == "ADP" or words.low[before] in known.oblique:
            return False
        if words.pos[before] in ("VERB", "AUX"):
            return _is_verb(words, before, begin) and not _has_subject(words, before, begin, known)
    i = words.after(last)
    n = len(words)
    if i < n and words.texts[i] == ",":
        i = words.after(i)
    for _ in range(_FURTHEST):
        if i >= n or words.sentence[i] != words.sentence[last]:
            return False
        if words.pos[i] in ("VERB", "AUX") and "VerbForm=Fin" in words.morphs[i]:
            return not (before >= begin and words.pos[before] in ("NOUN", "PROPN"))
        if words.pos[i] not in _BETWEEN:
            return False
        i = words.after(i)
    return False


def _has_subject(words: Words, verb: int, begin: int, known: Lexicon) -> bool:
    """Tell whether what stands right before a verb is its subject, so that what follows is none."""
    i = words.before(verb)
    while i >= begin and (words.pos[i] == "AUX" or (words.pos[i] == "ADV" and not known.compounds)):
        i = words.before(i)
    if i < begin or words.pos[i] not in ("NOUN", "PROPN", "PRON"):
        return False
    if words.pos[i] == "PRON":
        return words.low[i] in known.pronouns and words.low[i] not in known.oblique
    steps = 0
    while i >= begin and steps < _LONGEST_NOUN_PHRASE:
        if words.pos[i] == "ADP" or words.low[i] in known.oblique:
            return False
        if words.pos[i] in ("PUNCT", "VERB", "AUX", "SCONJ", "CCONJ"):
            break
        i = words.before(i)
        steps += 1
    return True


def _is_verb(words: Words, i: int, begin: int) -> bool:
    """Tell whether a verb right before a phrase can have it as its subject: it or its helper is finite."""
    if "VerbForm=Fin" in words.morphs[i]:
        return True
    helper = words.before(i)
    return helper >= begin and words.pos[helper] == "AUX"


def is_plural(words: Words, first: int, head: int, known: Lexicon) -> bool:
    """Tell whether a noun phrase speaks of several."""
    opening = words.low[first]
    for i in range(first, head):
        if words.pos[i] == "NUM" and words.low[i] not in ("1", "ein", "eins"):
            return True
    morph = words.morphs[head]
    if "Number=Plur" in morph:
        return True
    if "Number=Sing" in morph:
        return False
    low, lemma = words.low[head], words.lemmas[head]
    if known.compounds:
        return _is_german_plural(opening, low, lemma, known)
    return low != lemma and low != f"{lemma}a"


def _is_german_plural(opening: str, low: str, lemma: str, known: Lexicon) -> bool:
    """Tell by its article and its ending whether a noun speaks of several, where nouns have cases."""
    part = head_part(lemma, known.language) or ""
    if opening in ("dem", "des", "einem", "einen", "eines", "ein", "im", "vom", "zum", "beim"):
        return False
    weak = low != lemma and lemma.endswith(("e", "er", "t")) and known.roles.get(part) == "m"
    if opening in ("der", "den", "diesen", "dieser") and (weak or low == lemma):
        return False
    if opening == "die" and known.roles.get(part) != "f" and part not in known.organisations:
        return known.roles.get(part) == "m" or low != lemma or lemma.endswith("er")
    return low != lemma and low not in (f"{lemma}s", f"{lemma}es")
