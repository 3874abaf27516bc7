"""A sentence as its words, and what lies ahead of each."""

from collections.abc import Sequence
from typing import NamedTuple

import simplemma

from firsthand.extract.tagging.european.closed import Closed, closed_of
from firsthand.extract.tagging.european.forms import Form, form_of

BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "-", "--", "«", "»", "“", "”", "„", '"'})
EMPTY = Form("", guess="PUNCT")

# A sentence with more than this share of its long words in capitals is shouted: its capitals say nothing.
_SHOUTED = 0.6
_FEWEST_SHOUTED = 4

# Words in which the end of a clause is looked for.
_LONGEST_CLAUSE = 40


class Reading(NamedTuple):
    """Part of speech, dictionary form and features of one word in its sentence."""

    pos: str
    lemma: str
    morph: str = ""


class Clause:
    """What is known of the clause so far."""

    __slots__ = ("auxiliary", "finite", "modal")

    def __init__(self) -> None:
        self.finite = self.auxiliary = self.modal = False


class Sentence:
    """The words of one sentence: as written, lower case, and what each can be.

    `capitals` tells that all nouns of the language have one, `shouted` that the whole sentence has.
    """

    def __init__(self, words: Sequence[str], language: str):
        self.words = words
        self.language = language
        self.closed: Closed = closed_of(language)
        self.lowered = [word.lower() for word in words]
        self.capitals = self.closed.capitalised
        self.forms = [
            form_of(low, language) if low[0].isalpha() or (low[0] == "-" and len(low) > 2) else EMPTY
            for low in self.lowered
        ]
        long = [word for word in words if len(word) > 3 and word[0].isalpha()]
        self.shouted = len(long) >= _FEWEST_SHOUTED and sum(word.isupper() for word in long) > _SHOUTED * len(
            long
        )

    def inflected_adjective(self, i: int) -> bool:
        """Tell whether a word has an adjective's ending and a noun behind it."""
        inflected = self.lowered[i].endswith(self.closed.inflections)
        return (
            inflected
            and self.capital_follows(i)
            and simplemma.lemmatize(self.lowered[i], lang=self.language)[0].islower()
        )

    def capital_follows(self, i: int) -> bool:
        """Tell whether the next word is written with a capital that says something."""
        return not self.shouted and i + 1 < len(self.words) and self.words[i + 1][0].isupper()

    def is_noun_with_capital(self, word: str) -> bool:
        """Tell whether the lexicon writes the dictionary form of a word with a capital."""
        lemma = simplemma.lemmatize(word, lang=self.language)
        return lemma[:1].isupper()

    def next(self, i: int) -> int | None:
        """Return the index of the next word that is no white space, None at the end."""
        i += 1
        while i < len(self.words) and self.words[i].isspace():
            i += 1
        return i if i < len(self.words) else None

    def nominal(self, i: int) -> bool:
        """Tell whether a word can stand behind an article."""
        if i >= len(self.words):
            return False
        form = self.forms[i]
        if form is EMPTY:
            return self.lowered[i][0].isdigit()
        capital = self.words[i][0] != self.lowered[i][0]
        if self.capitals:
            if capital and not self.shouted:
                return not form.parts or self.is_noun_with_capital(self.words[i])
            if form.parts:
                return form.parts[0] in ("NUM",) or (
                    "DET" in form.parts and "AUX" not in form.parts and self.lowered[i].endswith("en")
                )
            return not form.surely_verb and self.lowered[i].endswith(("e", "en", "er", "es", "em"))
        if capital:
            return not form.parts
        if form.parts:
            return "NUM" in form.parts or (form.parts[0] == "DET" and "ADP" not in form.parts)
        return not form.surely_verb or form.verb_forms == ("Part",) or form.guess != "NOUN"

    def verbal(self, i: int) -> bool:
        """Tell whether a word can be a verb."""
        return i < len(self.words) and (self.forms[i].verb is not None or "AUX" in self.forms[i].parts)

    def infinitive(self, i: int) -> bool:
        """Tell whether a word can be an infinitive."""
        form = self.forms[i]
        return bool("Inf" in form.verb_forms and self.words[i][0].islower())

    def subject_follows(self, i: int) -> bool:
        """Tell whether a word can only be a pronoun, and so the subject of a clause."""
        if i >= len(self.words):
            return False
        parts = self.forms[i].parts
        return bool(parts) and "PRON" in parts and "DET" not in parts

    def verb_ends_clause(self, i: int) -> bool:
        """Tell whether the last word before the next comma is a verb: what begins here leans on another."""
        end = i + 1
        limit = min(len(self.words), i + _LONGEST_CLAUSE)
        while end < limit and self.words[end] not in BREAKS and self.words[end] not in ".!?":
            end += 1
        form = self.forms[end - 1]
        return end - i > 2 and form.verb is not None and "Fin" in form.verb_forms

    def ends_clause(self, i: int) -> bool:
        """Tell whether a clause has ended where a word stands."""
        return i >= len(self.words) or self.words[i] in BREAKS or self.words[i] in ".!?"
