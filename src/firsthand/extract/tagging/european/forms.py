"""What a word can be, by itself: its dictionary form, its parts of speech, whether it is a verb's form."""

import functools
from dataclasses import dataclass

import simplemma

from firsthand.extract.tagging.european.closed import Closed, closed_of

# A shorter stem is no verb's that an ending could show.
_SHORTEST_STEM = 2

# Fewest letters of each part of a compound.
_SHORTEST_PART = 3


# Fewest letters of a noun for who can speak that a longer word may end in.
_SHORTEST_SPEAKER = 6


@dataclass(frozen=True, slots=True)
class Form:
    """One written form, lower case, out of its sentence.

    `parts` are the closed classes it can belong to. `verb` is the dictionary form of the verb it
    can be a form of, with the `verb_forms` ("Fin", "Part", "Inf", "Ger") it can be; `surely_verb`
    that nothing else is known of that form. `guess` is what it is if it is neither.
    """

    lemma: str
    parts: tuple[str, ...] = ()
    verb: str | None = None
    verb_forms: tuple[str, ...] = ()
    surely_verb: bool = False
    mood: str | None = None
    guess: str = "NOUN"
    known: bool = True


@functools.lru_cache(maxsize=65_536)
def form_of(word: str, language: str) -> Form:
    """Return what a form, given in lower case, can be in a language."""
    closed = closed_of(language)
    word = word.replace("’", "'").replace("ʼ", "'")
    parts = closed.classes.get(word, ())
    auxiliary = closed.auxiliaries.get(word)
    modal = closed.modals.get(word)
    if auxiliary or modal:
        lemma = auxiliary or str(modal)
        forms = _verb_forms(word, lemma, closed)
        return Form(lemma, parts, lemma, forms, not parts or parts == ("AUX",), _mood(word, lemma, closed))
    looked_up = closed.lemmas.get(word) or simplemma.lemmatize(word, lang=language)
    lemma = looked_up.lower()
    known = simplemma.is_known(word, lang=language)
    verb, sure = None, False
    if looked_up[:1].islower() and _is_form(word, lemma, language):
        verb, sure = lemma, True
    elif not parts or not closed.capitalised:
        verb = _by_ending(word, language)
    speaker = _speaker(word, closed)
    if speaker is not None and "Inf" not in _verb_forms(word, verb or "", closed):
        lemma, sure = speaker, False  # "ministra" is hardly ever a form of "ministrar"
    return Form(
        lemma=lemma,
        parts=parts,
        verb=verb,
        verb_forms=_verb_forms(word, verb, closed) if verb else (),
        surely_verb=sure and not parts,
        mood=_mood(word, verb, closed) if verb else None,
        guess="NOUN" if speaker is not None else _guess(word, closed),
        known=known,
    )


@functools.lru_cache(maxsize=65_536)
def noun_of(word: str, language: str) -> str | None:
    """Return the dictionary form of a capitalised word if the lexicon knows it as a noun, else None.

    Only where nouns are capitalised is this more than a look into the lexicon.
    """
    if not simplemma.is_known(word, lang=language):
        first, hyphen, last = word.rpartition("-")
        if hyphen and len(last) > 2:
            noun = noun_of(last[0].upper() + last[1:], language)
            return f"{first.lower()}-{noun}" if noun else None
        return word.lower() if word.lower().endswith(closed_of(language).nouns) else None
    lemma = simplemma.lemmatize(word, lang=language)
    return lemma.lower()


@functools.lru_cache(maxsize=65_536)
def is_common_noun(word: str, language: str) -> bool:
    """Tell whether a word with a capital is a noun and not a name, where all nouns have one.

    A noun has plurals and cases that the lexicon knows ("Bericht", "Berichte"); a name has not.
    """
    closed = closed_of(language)
    lemma = simplemma.lemmatize(word, lang=language)
    if not lemma[:1].isupper():
        return True
    last = lemma.rsplit("-", 1)[-1]
    if last != lemma and len(last) > 1:
        return is_common_noun(last[0].upper() + last[1:], language)
    if lemma.lower() in closed.common or word.lower().endswith(closed.nouns):
        return True
    if not simplemma.is_known(word, lang=language):
        return _is_compound(word, language)
    small = word.lower()
    if simplemma.is_known(small, lang=language) and simplemma.lemmatize(small, lang=language)[:1].islower():
        return True  # "Tote", "Grüne": an adjective made a noun
    for ending, instead in closed.replaced.items():
        plural = lemma.removesuffix(ending) + instead
        if lemma.endswith(ending) and simplemma.lemmatize(plural, lang=language) == lemma != plural:
            return True  # "Firma", "Firmen"
    stems = list(dict.fromkeys((lemma, word)))
    for at in range(len(lemma) - 1, -1, -1):
        if lemma[at].lower() in closed.changed:
            changed = lemma[:at] + closed.changed[lemma[at].lower()] + lemma[at + 1 :]
            stems.append(changed[0].upper() + changed[1:])
            break
    for stem in stems:
        for ending in closed.declined if stem in (lemma, word) else ("", *closed.declined):
            if simplemma.lemmatize(stem + ending, lang=language) == lemma and simplemma.is_known(
                stem + ending, lang=language
            ):
                return True
    return (lemma != word and not word.endswith("s")) or _is_compound(lemma, language)


@functools.lru_cache(maxsize=65_536)
def ends_in_body(word: str, language: str) -> bool:
    """Tell whether a word in small letters is, or is put together with, a noun for who can speak."""
    return word in closed_of(language).common or word.endswith(_long_speakers(language))


@functools.cache
def _long_speakers(language: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in closed_of(language).common if len(word) >= _SHORTEST_SPEAKER))


@functools.lru_cache(maxsize=65_536)
def _is_compound(word: str, language: str) -> bool:
    """Tell whether a word is put together from two known nouns: "Urwaldatmosphäre", but not "Steinberg"."""
    if word.lower().removesuffix("s").endswith(closed_of(language).name_endings):
        return False
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last = word[cut].upper() + word[cut + 1 :]
        if (
            not simplemma.is_known(last, lang=language)
            or simplemma.lemmatize(last, lang=language)[0].islower()
        ):
            continue
        if not is_common_noun(last, language):
            continue
        first = word[:cut]
        joints = closed_of(language).joints
        parts = (first, *(first.removesuffix(joint) for joint in joints if first.endswith(joint)))
        if any(len(part) >= _SHORTEST_PART and simplemma.is_known(part, lang=language) for part in parts):
            return True
    return False


def _is_form(word: str, lemma: str, language: str) -> bool:
    """Tell whether a word is a form of the verb that the lexicon gives for it."""
    if not is_verb(lemma, language):
        return False
    # French "livres" of "livre", "dernières" of "dernier": a plural or feminine, no verb's form.
    return not (word != lemma and lemma.endswith("re") and word == lemma + "s")


@functools.lru_cache(maxsize=65_536)
def is_verb(lemma: str, language: str) -> bool:
    """Tell whether a dictionary form is a verb's: some of its forms are known as its own."""
    closed = closed_of(language)
    if lemma.endswith(closed.irregular):
        return True
    for ending in closed.infinitives:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= _SHORTEST_STEM:
            stem = lemma[: -len(ending)]
            probes = (stem + probe for probe in closed.probes.get(ending, ()))
            if any(_leads_to(probe, lemma, language) for probe in probes):
                return True
    return False


def _speaker(word: str, closed: Closed) -> str | None:
    """Return the noun for somebody who can speak that a word is a form of, where nouns have no capital."""
    if closed.capitalised:
        return None
    if word in closed.common:
        return word
    for ending, instead in closed.plurals:
        if word.endswith(ending) and word.removesuffix(ending) + instead in closed.common:
            return word.removesuffix(ending) + instead
    return None


def _leads_to(form: str, lemma: str, language: str) -> bool:
    """Tell whether the lexicon knows a form, and as one of this dictionary form."""
    known = simplemma.is_known(form, lang=language)
    return known and simplemma.lemmatize(form, lang=language) == lemma


def _by_ending(word: str, language: str) -> str | None:
    """Return the verb that a form would be of by its ending: "visita" gives "visitar"."""
    closed = closed_of(language)
    if word in closed.readings:
        return closed.readings[word]
    for length in range(min(6, len(word) - _SHORTEST_STEM), 0, -1):
        for ending in closed.endings.get(word[-length:], ()):
            lemma = word[:-length] + ending
            if simplemma.is_known(lemma, lang=language) and is_verb(lemma, language):
                return lemma
    return None


def _verb_forms(word: str, lemma: str, closed: Closed) -> tuple[str, ...]:
    if word in closed.participle_forms:
        return ("Part", "Fin") if closed.either.search(word) else ("Part",)
    if word == lemma:
        if not closed.capitalised:
            return ("Inf",)
        participle = closed.participles.search(word) or closed.either.search(word)
        return ("Inf", "Fin", "Part") if participle else ("Inf", "Fin")
    if closed.infinitive_marks.search(word):
        return ("Inf",)
    for ending, forms in closed.finite.items():
        stem = lemma.removesuffix(ending)
        if stem != lemma and word.startswith(stem) and word[len(stem) :] in forms:
            return ("Fin",)
    if closed.gerunds.search(word):
        return ("Ger",)
    if closed.participles.search(word):
        return ("Part", "Fin") if closed.either.search(word) else ("Part",)
    if closed.either.search(word):
        return ("Fin", "Part")
    return ("Fin",)


def _mood(word: str, lemma: str, closed: Closed) -> str | None:
    """Return "Sub" for a form that tells what others say or what is not so, "Cnd" for a conditional."""
    if word in closed.indicative:
        return None
    if word in closed.subjunctive:
        return "Sub"
    for ending in closed.conditional_endings:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if "*" in closed.conditional_stems or stem in closed.conditional_stems:
                return "Cnd"
            if (stem + "r" == lemma and lemma[-1] == "r") or stem + "re" == lemma or stem + "r" == lemma:
                return "Cnd"
    for ending in closed.subjunctive_endings:
        at = len(word) - len(ending)
        if word.endswith(ending) and lemma[:at] == word[:at] and lemma[at:] in closed.infinitives:
            return "Sub"
    return None


def _guess(word: str, closed: Closed) -> str:
    if word.endswith(closed.adverbs) and len(word) > 5:
        return "ADV"
    if closed.capitalised:
        return "ADJ"
    if word.endswith(closed.nouns) and len(word) > 4:
        return "NOUN"
    if word.endswith(closed.adjectives) and len(word) > 4:
        return "ADJ"
    return "NOUN"
