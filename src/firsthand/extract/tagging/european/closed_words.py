"""Words of closed classes in their sentence: which of several they belong to."""

from firsthand.extract.tagging.european.forms import Form
from firsthand.extract.tagging.european.sentence import BREAKS, EMPTY, Clause, Reading
from firsthand.extract.tagging.european.verbs import Verbs


class ClosedWords(Verbs):
    """What is asked of articles, pronouns, prepositions, conjunctions and the like."""

    def class_of(self, i: int, form: Form, before: str, two_before: str) -> str:
        """Return which of its closed classes a word belongs to here, "OPEN" if it is none of them."""
        parts = form.parts
        low = self.lowered[i]
        if "AUX" in parts:
            if (
                before in ("DET",)
                and not self.capitals
                and "Inf" in form.verb_forms + ("Part",) * ("Part" in form.verb_forms)
            ):
                return "OPEN" if "DET" not in parts else parts[0]
            if "DET" in parts and self.nominal(i + 1):
                return "DET"
            if "NUM" in parts and self.nominal(i + 1) and not self.verbal(i + 1):
                return "NUM"
            return "AUX"
        if len(parts) == 1 and parts[0] in ("DET", "PRON", "SCONJ", "CCONJ"):
            return parts[0]
        if "DET" in parts:
            if "PRON" in parts or "ADP" in parts or "ADV" in parts:
                return self.determiner(i, parts, before)
            return "DET"
        if (
            before == "DET"
            and "NUM" not in parts
            and "ADV" not in parts
            and not self.capitals
            and not self.nominal(i + 1)
        ):
            return "OPEN"
        if "SCONJ" in parts and "ADV" in parts and self.capitals:
            opens = i == 0 or self.words[i - 1] in BREAKS or before == "CCONJ"
            return "SCONJ" if opens else "ADV"
        if "SCONJ" in parts and "PRON" in parts and low in self.closed.relatives:
            if i and self.words[i - 1] == ",":
                before = two_before
            return (
                "PRON"
                if before in ("NOUN", "PROPN", "PRON", "ADP", "ADJ", "NUM") and not self.capitals
                else parts[0]
            )
        if "ADP" in parts and "PRON" in parts and self.verbal(i + 1) and not self.nominal(i + 1):
            return "PRON"
        if low == self.closed.infinitive_particle and i + 1 < len(self.words) and self.infinitive(i + 1):
            return "PART"
        if "ADP" in parts and "SCONJ" in parts and self.capitals:
            opens = before in ("", "PUNCT", "CCONJ")
            return "SCONJ" if self.subject_follows(i + 1) or (opens and self.verb_ends_clause(i)) else "ADP"
        if "ADP" in parts and "ADV" in parts and self.ends_clause(i + 1):
            return "ADV" if not self.capitals else "ADP"
        return parts[0]

    def determiner(self, i: int, parts: tuple[str, ...], before: str) -> str:
        """Tell an article from the pronoun of the same form by what follows."""
        following = self.next(i)
        other = next((part for part in parts if part != "DET"), "PRON")
        if following is None:
            return other
        form = self.forms[following]
        if form is EMPTY:
            digit = self.lowered[following][0].isdigit()
            quoted = self.words[following] in "„“\"«‘'" and following + 1 < len(self.words)
            return "DET" if digit or (quoted and self.words[following + 1][0].isalpha()) else other
        if self.nominal(following):
            clitic = before in ("PRON",) or self.lowered[i - 1] in self.closed.preverbal if i else False
            return other if clitic and form.verb and not self.capitals else "DET"
        return other

    def of_closed_class(
        self, i: int, pos: str, form: Form, before: str, two_before: str, clause: Clause
    ) -> Reading:
        """Return the reading of a word of a closed class."""
        if pos == "AUX":
            return self.as_verb("AUX", i, form, before, two_before, clause)
        low = self.lowered[i].replace("’", "'")
        if pos == "PRON" and low in self.closed.relatives:
            return Reading(pos, low, "PronType=Rel")
        return Reading(pos, low)
