"""Pronouns that point at somebody who can speak."""

from typing import cast

from firsthand.extract.surface.naming.lexicon import Gender, Lexicon
from firsthand.extract.surface.naming.owners import Phrase
from firsthand.extract.surface.naming.subjects import is_subject
from firsthand.extract.surface.words import Words
from firsthand.model import Name

_NEAR = 6  # words in which the verb of a pronoun is looked for


def find_pronouns(words: Words, text: str, known: Lexicon) -> list[Phrase]:
    """Return the pronouns of a text, each with what its form tells of number and gender."""
    found: list[Phrase] = []
    for i, pos in enumerate(words.pos):
        if pos != "PRON" and pos != "DET":
            continue
        low = words.lemmas[i] if words.low[i][0] == "-" else words.low[i]
        facts = known.pronouns.get(low)
        if facts is None:
            continue
        relative = bool(facts.get("relative"))
        if relative and (pos == "DET" or not _is_relative(words, i, facts)):
            continue
        if pos == "DET" and low not in known.possessives:
            continue
        plural = facts.get("plural")
        gender = cast(Gender | None, facts.get("gender"))
        if plural is None and not relative:
            plural = _verb_is_plural(words, i, known)
            if plural is False and pos == "PRON" and gender is None and known.compounds:
                gender = "f"  # "sie sagte"
        start = words.starts[i] + (words.texts[i].rfind("-") + 1 if words.texts[i][0] == "-" else 0)
        end = words.end(i)
        name = Name(
            start=start,
            end=end,
            text=text[start:end],
            kind="unnamed" if gender is None else "organisation" if gender == "n" else "person",
            form="pronoun",
            head=low,
            sentence=words.sentence[i],
            plural=bool(plural),
            gender=gender,
            subject=pos == "PRON" and (relative or is_subject(words, i, i, known)),
        )
        found.append(Phrase(name, i, i, i))
    return found


def _is_relative(words: Words, i: int, facts: dict[str, object]) -> bool:
    """Tell whether a pronoun refers to the noun before it, and asks nothing."""
    before = words.before(i)
    if before < words.begins[i]:
        return False
    if words.pos[before] == "ADP":
        before = words.before(before)
    comma = before >= words.begins[i] and words.texts[before] == ","
    if comma:
        before = words.before(before)
    if facts.get("asking") and not comma:
        return False
    return before >= words.begins[i] and words.pos[before] in ("NOUN", "PROPN", "PRON", "ADJ", "PUNCT", "NUM")


def _verb_is_plural(words: Words, i: int, known: Lexicon) -> bool | None:
    """Tell by the nearest finite verb whether a pronoun stands for several; None without one."""
    if words.pos[i] == "DET":
        return None
    n = len(words)
    order = [i + 1, i - 1, *range(i + 2, i + _NEAR), i - 2]
    for k in order:
        if 0 <= k < n and words.sentence[k] == words.sentence[i] and "VerbForm=Fin" in words.morphs[k]:
            return words.low[k].endswith(("en", "ern", "eln", "sind", "seien")) if known.compounds else None
    return None
