"""What each word of a text is in its sentence."""

from collections.abc import Sequence

from firsthand.extract.naming.gazetteer import first_names
from firsthand.extract.tagging.european.closed_words import ClosedWords
from firsthand.extract.tagging.european.forms import Form, ends_in_body, is_common_noun, noun_of
from firsthand.extract.tagging.european.sentence import BREAKS, EMPTY, Clause, Reading

_QUOTES = frozenset("\"'„“”«»‚‘’‹›([¿¡:–—-*")
_SYMBOLS = frozenset("€$£¥%‰+=<>§©®™°^~|\\")


# Letters of an unknown word with a capital whose ending alone can show an adjective: "Kell" is none.
_SHORTEST_ADJECTIVE = 6


def read_words(words: Sequence[str], begins: Sequence[bool], language: str) -> list[Reading]:
    """Return what each word is; `begins` tells where sentences begin."""
    found: list[Reading] = []
    edges = [i for i, begin in enumerate(begins) if begin] or [0]
    if edges and edges[0] != 0:
        edges.insert(0, 0)
    for first, last in zip(edges, [*edges[1:], len(words)], strict=True):
        found += _Reader(words[first:last], language).read()
    return found


class _Reader(ClosedWords):
    """One sentence, read from left to right."""

    def read(self) -> list[Reading]:
        """Return what each word is."""
        found: list[Reading] = []
        clause = Clause()
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
            if i < len(found) and not (self.words[i] in BREAKS or found[i].pos in ("CCONJ", "SCONJ")):
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

    def _note(self, i: int, reading: Reading, clause: Clause) -> None:
        """Keep what a word tells of its clause."""
        word = self.lowered[i]
        if word in BREAKS or (reading.pos in ("SCONJ", "CCONJ") and not self.capitals):
            clause.finite = clause.auxiliary = clause.modal = False
        elif reading.pos in ("AUX", "VERB") and "VerbForm=Fin" in reading.morph:
            clause.finite = True
            clause.auxiliary = clause.auxiliary or word in self.closed.auxiliaries
            clause.modal = clause.modal or word in self.closed.modals or reading.lemma in self.closed.futures

    def _read(self, i: int, before: str, two_before: str, opens: bool, clause: Clause) -> Reading:
        word, low, form = self.words[i], self.lowered[i], self.forms[i]
        first = low[0]
        if form is EMPTY:
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
            pos = self.class_of(i, form, before, two_before)
            if pos != "OPEN":
                return self.of_closed_class(i, pos, form, before, two_before, clause)
        if low in self.closed.adjectives_ahead and self.nominal(i + 1):
            return Reading("ADJ", form.lemma)
        if form.verb and self.is_verb(i, form, before, two_before, clause):
            return self.as_verb("VERB", i, form, before, two_before, clause)
        return self._open(i, form, before)

    def _no_word(self, low: str, first: str) -> Reading:
        if low.isspace():
            return Reading("SPACE", low)
        if first.isdigit():
            rest = low.lstrip("0123456789.,:/-–hª º°")
            if rest and self.capitals and "-" in low:
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
        if low in first_names() and not form.parts and self.capital_follows(i):
            return Reading("PROPN", low)
        if self.capitals:
            if form.parts and not acronym and (opens or not self.is_noun_with_capital(word)):
                return None
            if opens and form.verb and self.verbal(i + 1) and low.endswith(("te", "ne")):
                return Reading("NOUN", low)  # "Verletzte gab es keine"
            if (
                not acronym
                and low.endswith(self.closed.adjectives)
                and self.capital_follows(i)
                and not form.known
                and len(low) >= _SHORTEST_ADJECTIVE
            ):
                return Reading("ADJ", low)
            if opens and form.guess == "ADJ" and form.known and not form.verb and self.inflected_adjective(i):
                return None  # "Guten Tag"
            opens_title = not opens and before in ("DET", "ADP") and not ends_in_body(low, self.language)
            if opens_title and not acronym and self.inflected_adjective(i):
                return Reading("ADJ", form.lemma)  # "der Roten Flotte"
            if is_common_noun(word, self.language):
                return Reading("NOUN", noun_of(word, self.language) or low)
            if opens and not acronym and (form.known or form.verb):
                return None
            return Reading("PROPN", low)
        if opens and not acronym:
            known = form.known and not self.capital_follows(i)
            if form.parts or known or (form.verb and form.surely_verb):
                return None
        elif form.parts and (not acronym or len(word) == 1):
            return None
        return Reading("PROPN", low)

    def _open(self, i: int, form: Form, before: str) -> Reading:
        low = self.lowered[i]
        lemma = form.lemma
        pos = form.guess
        if self.capitals and self.shouted and self.is_noun_with_capital(low[0].upper() + low[1:]):
            return Reading("NOUN", noun_of(low[0].upper() + low[1:], self.language) or low)
        if form.verb and form.surely_verb and form.lemma == form.verb:
            lemma = low
            if self.capitals:
                pos = "ADJ"
        if not self.capitals and pos == "NOUN" and before == "NOUN" and form.known and i:
            pos = "ADJ"
        elif not self.capitals and pos == "ADJ" and before in ("DET", "ADP") and not self.nominal(i + 1):
            pos = "NOUN"
        return Reading(pos, lemma)
