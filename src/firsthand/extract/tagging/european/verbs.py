"""Verbs in their sentence: whether a word is one, in a tense or not."""

from firsthand.extract.tagging.european.forms import Form
from firsthand.extract.tagging.european.sentence import Clause, Reading, Sentence


class Verbs(Sentence):
    """What is asked of a word that can be a verb's form; `before` is what the word before is."""

    def is_verb(self, i: int, form: Form, before: str, two_before: str, clause: Clause) -> bool:
        """Tell whether a word that can be a verb is one here."""
        if self.capitals:
            return self.is_verb_among_nouns_with_capitals(i, form, before, clause)
        if before in ("DET", "NUM") or (before == "ADJ" and two_before in ("DET", "NUM")):
            return False
        if form.surely_verb:
            # "el servicio regular", "una pietra miliare": behind a noun that is no infinitive.
            return not (form.verb_forms == ("Inf",) and before == "NOUN" and form.lemma == self.lowered[i])
        if before in ("ADP", "ADJ"):
            return False
        if form.guess == "ADJ" or form.guess == "ADV":
            return False
        if before in ("PRON", "AUX"):
            return before == "PRON" or form.verb_forms != ("Fin",)
        return (
            before in ("NOUN", "PROPN", "ADV", "SCONJ")
            and not clause.finite
            and form.verb_forms[:1] == ("Fin",)
        )

    def is_verb_among_nouns_with_capitals(self, i: int, form: Form, before: str, clause: Clause) -> bool:
        """Tell it where nouns have capitals: a small word with an ending may be an adjective."""
        if self.capital_follows(i) and self.is_attribute(i, form, before):
            return False
        if form.surely_verb:
            return not (before == "DET" and self.capital_follows(i))
        if not self.lowered[i].endswith(self.closed.inflections):
            return True
        if before in ("DET", "ADJ", "ADP"):
            return self.ends_clause(i + 1)
        return not clause.finite and not (self.capital_follows(i) and before in ("PUNCT", ""))

    def is_attribute(self, i: int, form: Form, before: str) -> bool:
        """Tell whether a participle, or what looks like a verb, belongs to the noun behind it."""
        low = self.lowered[i]
        ending = next((ending for ending in self.closed.inflections if low.endswith(ending)), None)
        if ending is None:
            return False
        if before in ("DET", "ADJ", "ADP", "NUM"):
            return True
        stem = low.removesuffix(ending)
        return len(ending) == 2 and bool(
            self.closed.gerunds.search(stem) or self.closed.participles.search(stem)
        )

    def as_verb(self, pos: str, i: int, form: Form, before: str, two_before: str, clause: Clause) -> Reading:
        """Return the reading of a word that is a verb here, with its form and mood."""
        kinds = form.verb_forms
        kind = kinds[0] if kinds else "Fin"
        if len(kinds) > 1:
            kind = self.finite_or_not(i, kinds, before, two_before, clause)
        lemma = form.verb or form.lemma
        if (
            form.mood == "Sub"
            and self.capitals
            and self.closed.first_person & set(self.lowered[max(0, i - 1) : i + 2])
        ):
            return Reading(pos, lemma, f"VerbForm={kind}")  # "ich habe" tells nothing of others
        mood = f"Mood={form.mood}|" if form.mood and kind == "Fin" else ""
        return Reading(pos, lemma, f"{mood}VerbForm={kind}")

    def finite_or_not(
        self, i: int, kinds: tuple[str, ...], before: str, two_before: str, clause: Clause
    ) -> str:
        """Return which of its forms ("Fin", "Inf", "Part") a verb has here, by what helps it."""
        following = self.lowered[i + 1] if i + 1 < len(self.words) else ""
        if self.capitals:
            auxiliary = clause.auxiliary or following in self.closed.auxiliaries
            modal = clause.modal or following in self.closed.modals
            if "Inf" in kinds and (before == "PART" or (modal and not ("Part" in kinds and auxiliary))):
                return "Inf"
            if "Part" in kinds and auxiliary:
                return "Part"
            return "Inf" if "Inf" in kinds and clause.finite and modal else "Fin"
        helped = before == "AUX" or (before in ("ADV", "PRON") and two_before == "AUX")
        return "Part" if helped or kinds[0] == "Part" else "Fin"
