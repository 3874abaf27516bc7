"""The names behind the phrases that speak."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.phrases import Phrase
from firsthand.model import Name

_QUOTES = frozenset('„“”»«"')
_SPEAKING = frozenset({"person", "organisation", "government", "outlet"})


class Sources:
    """The names of one document, found by their words; a source that has none gets one at the end."""

    def __init__(self, reading: Reading, names: Sequence[Name]) -> None:
        self._reading = reading
        self.names: list[Name] = list(names)
        self._sentences = [sentence.start_char for sentence in reading.doc.sents]
        self._at: dict[int, list[int]] = {}
        for index, name in enumerate(names):
            self._register(index, name)
            if name.form == "name":
                at = reading.token_at(name.start)
                while at < len(reading.doc) and reading.doc[at].idx < name.end:
                    reading.named.add(at)
                    at += 1

    def best(self, phrases: Sequence[Phrase]) -> Phrase:
        """Return the first of some phrases that is known to speak; of none, the first."""
        return next((p for p in phrases if p.pronoun or self.speaks(p)), phrases[0])

    def speaks(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is a name, or a description, of somebody who can speak."""
        known = self.known(phrase)
        if known is None:
            return False
        name = self.names[known]
        return name.kind in _SPEAKING or (name.kind == "unnamed" and name.form == "description")

    def person(self, phrase: Phrase) -> bool:
        """Tell whether a phrase stands for a person."""
        known = self.known(phrase)
        return known is not None and self.names[known].kind == "person"

    def body(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is the name of a body nobody has listed, or one in quotation marks."""
        if not _QUOTES.isdisjoint(self._reading.words[phrase.start : phrase.head]):
            return True
        known = self.known(phrase)
        name = self.names[known] if known is not None else None
        return name is not None and name.form == "name" and name.kind in {"organisation", "outlet"}

    def tells(self, phrase: Phrase) -> bool:
        """Tell whether a phrase stands for somebody who can speak, or for something written."""
        known = self.known(phrase)
        written = self._reading.cues.noun("nouns.document", self._reading.doc[phrase.head])
        return written or self.speaks(phrase) or (known is not None and self.names[known].kind == "document")

    def outlet(self, phrase: Phrase) -> bool:
        """Tell whether a phrase stands for a newspaper, a broadcaster or an agency."""
        known = self.known(phrase)
        if known is not None and self.names[known].kind == "outlet":
            return True
        return any(
            self._reading.cues.noun("relays.outlet_nouns", self._reading.doc[i])
            for i in range(phrase.start, phrase.core)
        )

    def known(self, phrase: Phrase) -> int | None:
        """Return the index of the name that a phrase's noun belongs to, or None.

        A name proper comes before a description around it, a longer one before a shorter.
        """
        found = {n for i in range(phrase.start, phrase.core) for n in self._at.get(i, ())}
        token = self._reading.doc[phrase.head]
        head = token.idx + len(token.text) - 1  # of "-t-il", what names somebody is the end
        # "sa porte-parole": the pronoun in it is somebody else.
        found = {
            n
            for n in found
            if self.names[n].form == "name" or self.names[n].start <= head < self.names[n].end
        }
        if not found:
            return None

        def fit(index: int) -> tuple[bool, bool, int]:
            name = self.names[index]
            return name.start <= head < name.end, name.form == "name", name.end - name.start

        return max(found, key=lambda index: (*fit(index), -index))

    def of(self, phrase: Phrase) -> int:
        """Return the index of the name of a phrase, adding one if there is none."""
        known = self.known(phrase)
        if known is not None:
            return known
        doc = self._reading.doc
        head = doc[phrase.head]
        start, end = doc[phrase.start].idx, doc[phrase.core - 1].idx + len(doc[phrase.core - 1].text)
        proper = head.pos_ == "PROPN"
        document = self._reading.cues.noun("nouns.document", head)
        return self._add(
            Name(
                start=start,
                end=end,
                text=self._reading.text[start:end],
                kind="document" if document else "organisation" if proper else "unnamed",
                form="pronoun" if phrase.pronoun else "name" if proper else "description",
                head=head.lemma_.lower(),
                sentence=self._sentence(start),
                plural="Plur" in head.morph.get("Number", []),
                subject=True,
                definite=proper or phrase.pronoun,
            )
        )

    def owned(self, phrase: Phrase, owner: Phrase) -> None:
        """Hold that what a phrase stands for is somebody's: "eigene Angaben"."""
        index, whose = self.of(phrase), self.of(owner)
        if index != whose and self.names[index].owner is None:
            self.names[index] = replace(self.names[index], owner=whose)

    def unnamed(self, stretch: Stretch) -> int:
        """Return the index of an unnamed source that only its cue stands for ("angeblich")."""
        start, end = stretch
        text = self._reading.text[start:end]
        return self._add(
            Name(
                start=start, end=end, text=text, kind="unnamed", form="description",
                head=text.lower(), sentence=self._sentence(start), definite=False,
            )
        )  # fmt: skip

    def _add(self, name: Name) -> int:
        self.names.append(name)
        self._register(len(self.names) - 1, name)
        return len(self.names) - 1

    def _register(self, index: int, name: Name) -> None:
        at = self._reading.token_at(name.start)
        doc = self._reading.doc
        if at and doc[at - 1].idx + len(doc[at - 1].text) > name.start:
            at -= 1  # "-t-il"
        while at < len(doc) and doc[at].idx < name.end:
            self._at.setdefault(at, []).append(index)
            at += 1

    def _sentence(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self._sentences, offset) - 1)
