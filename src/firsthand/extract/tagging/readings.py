"""What each word of a text is in its sentence."""

from collections.abc import Sequence
from typing import NamedTuple

import simplemma

from firsthand.extract.naming.gazetteer import first_names
from firsthand.extract.tagging.closed import Closed, closed_of
from firsthand.extract.tagging.forms import Form, form_of, is_common_noun, noun_of

_QUOTES = frozenset("\"'„“”«»‚‘’‹›([¿¡:–—-*")
_BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "-", "--", "«", "»", "“", "”", "„", '"'})
_SYMBOLS = frozenset("€$£¥%‰+=<>§©®™°^~|\\")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_EMPTY = Form("", guess="PUNCT")

# A sentence with more than this share of its long words in capitals is shouted: its capitals say nothing.
_SHOUTED = 0.6
_FEWEST_SHOUTED = 4


class Reading(NamedTuple):
    """Part of speech, dictionary form and features of one word in its sentence."""

    pos: str
    lemma: str
    morph: str = ""


class _Clause:
    """What is known of the clause so far."""

    __slots__ = ("auxiliary", "finite", "modal")

    def __init__(self) -> None:
        self.finite = self.auxiliary = self.modal = False


def read_words(words: Sequence[str], begins: Sequence[bool], language: str) -> list[Reading]:
    """Return what each word is; `begins` tells where sentences begin."""
    found: list[Reading] = []
    edges = [i for i, begin in enumerate(begins) if begin] or [0]
    if edges and edges[0] != 0:
        edges.insert(0, 0)
    for first, last in zip(edges, [*edges[1:], len(words)], strict=True):
        found += _Sentence(words[first:last], language).read()
    return found


class _Sentence:
    """The words of one sentence, read from left to right."""

    def __init__(self, words: Sequence[str], language: str):
        self.words = words
        self.language = language
        self.closed: Closed = closed_of(language)
        self.lowered = [word.lower() for word in words]
        self.german = self.closed.capitalised
        self.forms = [
            form_of(low, language) if low[0].isalpha() or (low[0] == "-" and len(low) > 2) else _EMPTY
            for low in self.lowered
        ]
        long = [word for word in words if len(word) > 3 and word[0].isalpha()]
        self.shouted = len(long) >= _FEWEST_SHOUTED and sum(word.isupper() for word in long) > _SHOUTED * len(
            long
        )

    def read(self) -> list[Reading]:
        """Return what each word is."""
        found: list[Reading] = []
        clause = _Clause()
        before, two_before = "", ""
        article = ""
        opens = True
        for i, word in enumerate(self.words):
            reading = self._read(i, before, two_before, opens, clause)
            pos = reading.pos
            if pos == "SPACE":
                found.append(reading)
                continue
            if pos in ("DET", "ADP", "NUM"):
                article = self.closed.articles.get(
                    self.lowered[i].replace("’", "'"), article if pos == "NUM" else ""
                )
                if article and pos == "DET":
                    reading = reading._replace(morph=article)
            elif pos in ("NOUN", "PROPN") and article:
                reading = reading._replace(morph=article)
                article = ""
            elif pos not in ("ADJ", "ADV"):
                article = ""
            self._note(i, reading, clause)
            found.append(reading)
            opens = (opens or pos == "PUNCT") and (pos == "PUNCT") and (opens or word in _QUOTES)
            if pos == "ADP" and reading.lemma in self.closed.contractions:
                pos = "DET"  # "nella": an article is in it
            two_before, before = before, pos
        return self._repaired(found)

    def _repaired(self, found: list[Reading]) -> list[Reading]:
        """Give each stretch between marks and conjunctions a verb, if one of its words can be one.

        "mais la marche continue": by itself an adjective, but the clause has no other verb.
        """
        begin = 0
        for i in range(len(found) + 1):
            if i < len(found) and not (self.words[i] in _BREAKS or found[i].pos in ("CCONJ", "SCONJ")):
                continue
            if not any("VerbForm=Fin" in found[k].morph for k in range(begin, i)):
                for k in range(begin + 2, i):
                    form = self.forms[k]
                    idle = found[k].pos in ("NOUN", "ADJ") and self.words[k][0].islower()
                    behind = found[k - 1].pos in ("NOUN", "PROPN", "PRON") and found[k - 2].pos != "ADP"
                    if idle and behind and form.verb and "Fin" in form.verb_forms and not form.parts:
                        found[k] = Reading("VERB", form.verb, "VerbForm=Fin")
                        break
            begin = i + 1
        return found

    def _note(self, i: int, reading: Reading, clause: _Clause) -> None:
        """Keep what a word tells of its clause."""
        word = self.lowered[i]
        if word in _BREAKS or (reading.pos in ("SCONJ", "CCONJ") and not self.german):
            clause.finite = clause.auxiliary = clause.modal = False
        elif reading.pos in ("AUX", "VERB") and "VerbForm=Fin" in reading.morph:
            clause.finite = True
            clause.auxiliary = clause.auxiliary or word in self.closed.auxiliaries
            clause.modal = clause.modal or word in self.closed.modals or reading.lemma in self.closed.futures

    def _read(self, i: int, before: str, two_before: str, opens: bool, clause: _Clause) -> Reading:
        word, low, form = self.words[i], self.lowered[i], self.forms[i]
        first = low[0]
        if form is _EMPTY:
            return self._no_word(low, first)
        if first == "-":
            return Reading("PRON", low.rsplit("-", 1)[-1])
        if len(low) > 4 and ("://" in low or "@" in low or low.startswith("www.")):
            return Reading("X", low)
        capital = word[0] != first and not self.shouted
        if capital:
            name = self._capital(i, word, form, opens, before)
            if name is not None:
                return name
        if form.parts:
            pos = self._closed(i, form, before, two_before)
            if pos != "OPEN":
                return self._of_closed_class(i, pos, form, before, two_before, clause)
        if low in self.closed.adjectives_ahead and self._nominal(i + 1):
            return Reading("ADJ", form.lemma)
        if form.verb and self._is_verb(i, form, before, two_before, clause):
            return self._verb("VERB", i, form, before, two_before, clause)
        return self._open(i, form, before)

    def _no_word(self, low: str, first: str) -> Reading:
        if low.isspace():
            return Reading("SPACE", low)
        if first.isdigit():
            rest = low.lstrip("0123456789.,:/-–hª º°")
            if rest and self.german and "-" in low:
                return Reading("NOUN", low)
            return Reading("NUM", low)
        if low in _SYMBOLS:
            return Reading("SYM", low)
        if first in "@#" and len(low) > 1:
            return Reading("PROPN", low)
        if first.isalnum():
            return Reading("X", low)
        return Reading("PUNCT", low)

    def _capital(self, i: int, word: str, form: Form, opens: bool, before: str) -> Reading | None:
        """Read a word with a capital; None if the capital says nothing, as at the start of a sentence."""
        low = self.lowered[i]
        abbreviation = word[-1] == "." and len(word) == 2
        if abbreviation:
            return Reading("PROPN", low)
        acronym = word.isupper() and sum(map(str.isalpha, word)) > 1
        if low in first_names() and not form.parts and self._capital_follows(i):
            return Reading("PROPN", low)
        if self.german:
            if form.parts and not acronym and (opens or not self._is_german_noun(word)):
                return None
            if opens and form.verb and self._verbal(i + 1) and low.endswith(("te", "ne")):
                return Reading("NOUN", low)  # "Verletzte gab es keine"
            if (
                not acronym
                and low.endswith(self.closed.adjectives)
                and self._capital_follows(i)
                and not form.known
            ):
                return Reading("ADJ", low)
            if (
                opens
                and form.guess == "ADJ"
                and form.known
                and not form.verb
                and self._inflected_adjective(i)
            ):
                return None  # "Guten Tag"
            if is_common_noun(word, self.language):
                return Reading("NOUN", noun_of(word, self.language) or low)
            if opens and not acronym and (form.known or form.verb):
                return None
            return Reading("PROPN", low)
        if opens and not acronym:
            known = form.known and not self._capital_follows(i)
            if form.parts or known or (form.verb and form.surely_verb):
                return None
        elif form.parts and (not acronym or len(word) == 1):
            return None
        return Reading("PROPN", low)

    def _inflected_adjective(self, i: int) -> bool:
        """Tell whether a word has an adjective's ending and a noun behind it."""
        inflected = self.lowered[i].endswith(("e", "en", "er", "es", "em"))
        return (
            inflected
            and self._capital_follows(i)
            and simplemma.lemmatize(self.lowered[i], lang="de")[0].islower()
        )

    def _capital_follows(self, i: int) -> bool:
        return not self.shouted and i + 1 < len(self.words) and self.words[i + 1][0].isupper()

    def _is_german_noun(self, word: str) -> bool:
        lemma = simplemma.lemmatize(word, lang=self.language)
        return lemma[:1].isupper()

    def _closed(self, i: int, form: Form, before: str, two_before: str) -> str:
        """Return which of its closed classes a word belongs to here, "OPEN" if it is none of them."""
        parts = form.parts
        low = self.lowered[i]
        if "AUX" in parts:
            if (
                before in ("DET",)
                and not self.german
                and "Inf" in form.verb_forms + ("Part",) * ("Part" in form.verb_forms)
            ):
                return "OPEN" if "DET" not in parts else parts[0]
            if "DET" in parts and self._nominal(i + 1):
                return "DET"
            if "NUM" in parts and self._nominal(i + 1) and not self._verbal(i + 1):
                return "NUM"
            return "AUX"
        if len(parts) == 1 and parts[0] in ("DET", "PRON", "SCONJ", "CCONJ"):
            return parts[0]
        if "DET" in parts:
            if "PRON" in parts or "ADP" in parts or "ADV" in parts:
                return self._determiner(i, parts, before)
            return "DET"
        if (
            before == "DET"
            and "NUM" not in parts
            and "ADV" not in parts
            and not self.german
            and not self._nominal(i + 1)
        ):
            return "OPEN"
        if "SCONJ" in parts and "ADV" in parts and self.german:
            opens = i == 0 or self.words[i - 1] in _BREAKS or before == "CCONJ"
            return "SCONJ" if opens else "ADV"
        if "SCONJ" in parts and "PRON" in parts and low in self.closed.relatives:
            if i and self.words[i - 1] == ",":
                before = two_before
            return (
                "PRON"
                if before in ("NOUN", "PROPN", "PRON", "ADP", "ADJ", "NUM") and not self.german
                else parts[0]
            )
        if "ADP" in parts and "PRON" in parts and self._verbal(i + 1) and not self._nominal(i + 1):
            return "PRON"
        if self.german and low == "zu" and i + 1 < len(self.words) and self._infinitive(i + 1):
            return "PART"
        if "ADP" in parts and "SCONJ" in parts and self.german:
            opens = before in ("", "PUNCT", "CCONJ")
            return "SCONJ" if self._subject_follows(i + 1) or (opens and self._verb_ends_clause(i)) else "ADP"
        if "ADP" in parts and "ADV" in parts and self._ends_clause(i + 1):
            return "ADV" if not self.german else "ADP"
        return parts[0]

    def _determiner(self, i: int, parts: tuple[str, ...], before: str) -> str:
        """Tell an article from the pronoun of the same form by what follows."""
        following = self._next(i)
        other = next((part for part in parts if part != "DET"), "PRON")
        if following is None:
            return other
        form = self.forms[following]
        if form is _EMPTY:
            digit = self.lowered[following][0].isdigit()
            quoted = self.words[following] in "„“\"«‘'" and following + 1 < len(self.words)
            return "DET" if digit or (quoted and self.words[following + 1][0].isalpha()) else other
        if self._nominal(following):
            clitic = (
                before in ("PRON",) or self.lowered[i - 1] in ("ne", "n'", "n’", "no", "non") if i else False
            )
            return other if clitic and form.verb and not self.german else "DET"
        return other

    def _next(self, i: int) -> int | None:
        i += 1
        while i < len(self.words) and self.words[i].isspace():
            i += 1
        return i if i < len(self.words) else None

    def _nominal(self, i: int) -> bool:
        """Tell whether a word can stand behind an article."""
        if i >= len(self.words):
            return False
        form = self.forms[i]
        if form is _EMPTY:
            return self.lowered[i][0].isdigit()
        capital = self.words[i][0] != self.lowered[i][0]
        if self.german:
            if capital and not self.shouted:
                return not form.parts or self._is_german_noun(self.words[i])
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

    def _verbal(self, i: int) -> bool:
        """Tell whether a word can be a verb."""
        return i < len(self.words) and (self.forms[i].verb is not None or "AUX" in self.forms[i].parts)

    def _infinitive(self, i: int) -> bool:
        form = self.forms[i]
        return bool("Inf" in form.verb_forms and self.words[i][0].islower())

    def _subject_follows(self, i: int) -> bool:
        if i >= len(self.words):
            return False
        parts = self.forms[i].parts
        return bool(parts) and "PRON" in parts and "DET" not in parts

    def _verb_ends_clause(self, i: int) -> bool:
        """Tell whether the last word before the next comma is a verb: what begins here leans on another."""
        end = i + 1
        while end < len(self.words) and self.words[end] not in _BREAKS and self.words[end] not in ".!?":
            end += 1
        form = self.forms[end - 1]
        return end - i > 2 and form.verb is not None and "Fin" in form.verb_forms

    def _ends_clause(self, i: int) -> bool:
        return i >= len(self.words) or self.words[i] in _BREAKS or self.words[i] in ".!?"

    def _of_closed_class(
        self, i: int, pos: str, form: Form, before: str, two_before: str, clause: _Clause
    ) -> Reading:
        if pos == "AUX":
            return self._verb("AUX", i, form, before, two_before, clause)
        low = self.lowered[i].replace("’", "'")
        if pos == "PRON" and low in self.closed.relatives:
            return Reading(pos, low, "PronType=Rel")
        return Reading(pos, low)

    def _is_verb(self, i: int, form: Form, before: str, two_before: str, clause: _Clause) -> bool:
        """Tell whether a word that can be a verb is one here."""
        if self.german:
            return self._is_german_verb(i, form, before, clause)
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

    def _is_german_verb(self, i: int, form: Form, before: str, clause: _Clause) -> bool:
        if self._capital_follows(i) and self._is_attribute(i, form, before):
            return False
        if form.surely_verb:
            return not (before == "DET" and self._capital_follows(i))
        if not self.lowered[i].endswith(("e", "er", "es", "em", "en")):
            return True
        if before in ("DET", "ADJ", "ADP"):
            return self._ends_clause(i + 1)
        return not clause.finite and not (self._capital_follows(i) and before in ("PUNCT", ""))

    def _is_attribute(self, i: int, form: Form, before: str) -> bool:
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

    def _verb(self, pos: str, i: int, form: Form, before: str, two_before: str, clause: _Clause) -> Reading:
        kinds = form.verb_forms
        kind = kinds[0] if kinds else "Fin"
        if len(kinds) > 1:
            kind = self._finite_or_not(i, kinds, before, two_before, clause)
        lemma = form.verb or form.lemma
        if form.mood == "Sub" and self.german and "ich" in self.lowered[max(0, i - 1) : i + 2]:
            return Reading(pos, lemma, f"VerbForm={kind}")  # "ich habe" tells nothing of others
        mood = f"Mood={form.mood}|" if form.mood and kind == "Fin" else ""
        return Reading(pos, lemma, f"{mood}VerbForm={kind}")

    def _finite_or_not(
        self, i: int, kinds: tuple[str, ...], before: str, two_before: str, clause: _Clause
    ) -> str:
        following = self.lowered[i + 1] if i + 1 < len(self.words) else ""
        if self.german:
            auxiliary = clause.auxiliary or following in self.closed.auxiliaries
            modal = clause.modal or following in self.closed.modals
            if "Inf" in kinds and (before == "PART" or (modal and not ("Part" in kinds and auxiliary))):
                return "Inf"
            if "Part" in kinds and auxiliary:
                return "Part"
            return "Inf" if "Inf" in kinds and clause.finite and modal else "Fin"
        helped = before == "AUX" or (before in ("ADV", "PRON") and two_before == "AUX")
        return "Part" if helped or kinds[0] == "Part" else "Fin"

    def _open(self, i: int, form: Form, before: str) -> Reading:
        low = self.lowered[i]
        lemma = form.lemma
        pos = form.guess
        if self.german and self.shouted and self._is_german_noun(low[0].upper() + low[1:]):
            return Reading("NOUN", noun_of(low[0].upper() + low[1:], self.language) or low)
        if form.verb and form.surely_verb and form.lemma == form.verb:
            lemma = low
            if self.german:
                pos = "ADJ"
        if not self.german and pos == "NOUN" and before == "NOUN" and form.known and i:
            pos = "ADJ"
        elif not self.german and pos == "ADJ" and before in ("DET", "ADP") and not self._nominal(i + 1):
            pos = "NOUN"
        return Reading(pos, lemma)
