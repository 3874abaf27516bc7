"""Which words are verbs of saying, and in what form: also those that were taken for nouns."""

import functools

from firsthand.extract.packs import table
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.romance.regions import Region, is_stop
from firsthand.extract.tagging.european.closed import closed_of
from firsthand.extract.tagging.european.forms import form_of

_VERBS = frozenset({"VERB", "AUX"})
_PERSONS = ("e", "a", "o", "i", "ent", "an", "en", "ano", "ono")
_NO_VERB_BEHIND = frozenset({"DET", "ADP", "ADJ", "NUM"})
_LONGEST_ENDING = 5


def verb_at(reading: Reading, region: Region, i: int) -> str | None:
    """Return the dictionary form of a word that is a verb here, or None; not every one says something."""
    doc, words, lists = reading.doc, reading.words, reading.cues.lists
    token = doc[i]
    before = doc[i - 1] if i > region.start else None
    if token.pos_ in _VERBS:
        if before is not None and before.pos_ == "DET" and words[i - 1] not in lists["verbs.clitics"]:
            return None
        return _told_forms(reading.cues.language).get(words[i]) or token.lemma_.lower()
    if token.pos_ not in {"NOUN", "ADJ", "ADV", "PROPN", "X"} or (
        token.pos_ == "PROPN" and i != region.start
    ):
        return None
    j = i - 1
    while j > region.start and doc[j].pos_ == "ADV":
        j -= 1
    if j >= region.start and doc[j].pos_ == "AUX" and doc[j].lemma_.lower() in lists["verbs.have"]:
        return _said_by_form(reading, i) if _participle(reading, i) else None
    noun = before is not None and before.pos_ == "ADJ" and i - 2 >= region.start and doc[i - 2].pos_ == "DET"
    if before is not None and before.pos_ in _NO_VERB_BEHIND and not noun:
        return None
    return _said_by_form(reading, i) if _stands_as_verb(reading, region, i) else None


def _stands_as_verb(reading: Reading, region: Region, i: int) -> bool:
    """Tell whether what follows a word wants it to be a verb: "que", an article, a pronoun tied to it."""
    doc, words = reading.doc, reading.words
    at = i + 1
    while at < region.end and doc[at].pos_ == "ADV":
        at += 1
    if at >= region.end:
        return False
    ahead = doc[at].pos_
    if words[at] in reading.cues.lists["contents.that"] or is_tied(reading, at):
        return True
    if doc[i].pos_ in {"PROPN", "ADV"}:
        return False
    if any(q.end in {i, i - 1} for q in region.quotes) and ahead in {"ADP", "DET", "PROPN"}:
        return True
    if i > region.start and is_stop(reading, i - 1) and ahead == "PROPN":
        return True
    noun = doc[i].pos_ == "NOUN" and i > region.start and doc[i - 1].pos_ in {"NOUN", "PROPN", "PRON"}
    governs = (
        ahead in {"DET", "PRON", "NUM"}
        or (ahead == "ADP" and noun)
        or region.quote_at(at) is not None
        or words[at] == ":"
    )
    return governs and i > region.start and not _other_verb(reading, region, i)


def _other_verb(reading: Reading, region: Region, i: int) -> bool:
    """Tell whether a verb with a person stands between the same two commas as a word."""
    for step in (-1, 1):
        at = i + step
        while region.start <= at < region.end and not is_stop(reading, at):
            if reading.words[at] in reading.cues.lists["contents.that"] and step > 0:
                break
            if reading.doc[at].pos_ in _VERBS and "Fin" in reading.doc[at].morph.get("VerbForm", []):
                return True
            at += step
    return False


def _participle(reading: Reading, i: int) -> bool:
    closed, word = closed_of(reading.cues.language), reading.words[i]
    return bool(closed.participles.search(word) or closed.either.search(word)) or word in _told_forms(
        reading.cues.language
    )


def _said_by_form(reading: Reading, i: int) -> str | None:
    """Return the verb of saying that a form is of by its ending, or None."""
    word, language = reading.words[i], reading.cues.language
    told = _told_forms(language).get(word)
    if told is not None:
        return told
    known = form_of(word, language).verb
    if known in reading.cues.verbs:
        return known
    closed = closed_of(language)
    for length in range(min(_LONGEST_ENDING, len(word) - 2), 0, -1):
        for ending in closed.endings.get(word[-length:], ()):
            if (lemma := word[:-length] + ending) in reading.cues.verbs:
                return lemma
    if closed.participles.search(word):
        for ending in closed.infinitives:
            if (lemma := word[:-1] + ending) in reading.cues.verbs:
                return lemma
    return None


@functools.cache
def _told_forms(language: str) -> dict[str, str]:
    return dict(table("cues", "verbs", "forms", language=language))


def form_at(reading: Reading, i: int, aux: int | None) -> str | None:
    """Return "finite", "gerund" or "infinitive"; None for a participle that stands for itself."""
    word = reading.words[i]
    closed = closed_of(reading.cues.language)
    if closed.gerunds.search(word) and reading.doc[i].lemma_.lower() != word:
        return "gerund" if aux is None else "finite"
    lemma = reading.doc[i].lemma_.lower()
    bare = word.endswith(closed.infinitives) and lemma == word
    if bare or (
        lemma[:-1] == word[: len(lemma) - 1] and closed.infinitive_marks.search(word) and aux is None
    ):
        return "infinitive"
    if aux is not None:
        return "finite"
    if reading.cues.pro_drop and any(
        lemma.endswith(ending) and word == lemma[: -len(ending)] + "o" for ending in closed.infinitives
    ):
        return None  # "I say": nobody's words but the writer's; "più preciso"
    if (
        i
        and reading.doc[i - 1].pos_ == "ADP"
        and reading.words[i - 1] not in reading.cues.lists["according.as"]
    ):
        return None  # "in attesa di"
    if closed.participles.search(word) and not closed.either.search(word) and not _plain_form(reading, i):
        return None
    return "finite"


def _plain_form(reading: Reading, i: int) -> bool:
    """Tell whether a form that looks like a participle is one with a person: "invita", "confie"."""
    lemma = reading.doc[i].lemma_.lower()
    for ending in closed_of(reading.cues.language).infinitives:
        if lemma.endswith(ending) and reading.words[i] in {lemma[: -len(ending)] + e for e in _PERSONS}:
            return True
    return False


def is_tied(reading: Reading, token: int) -> bool:
    """Tell whether a word is a pronoun tied to its verb by a hyphen: "-t-il"."""
    return reading.words[token].startswith("-") and len(reading.words[token]) > 2
