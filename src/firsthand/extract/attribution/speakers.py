"""Which name a word of the parse belongs to."""

import bisect
from collections.abc import Sequence

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.attribution.cues.phrases import owner
from firsthand.extract.attribution.found import Stretch
from firsthand.extract.attribution.grammar import child, phrase
from firsthand.extract.packs import words
from firsthand.extract.parse import Token
from firsthand.model import Name


class Speakers:
    """The names of one document, found by their words; a source that has none gets one at the end.

    A name's text is the document's own: the parse has its quotation marks made straight.
    """

    def __init__(self, analysis: Analysis, names: Sequence[Name]) -> None:
        self._text = analysis.document.text
        self._doc = doc = analysis.doc
        self.names: list[Name] = list(names)
        self._sentences = [sentence.start_char for sentence in doc.sents]
        self._at: dict[int, list[int]] = {}
        for index, name in enumerate(names):
            self._register(index, name)

    def of(self, token: Token) -> int:
        """Return the index of the name a source's head word stands for, adding one if there is none.

        A report, statement or letter gives way to whoever is named as its maker.
        """
        if token.lemma_.lower() in words("cues", "document_nouns"):
            maker = owner(token) or self._named_behind(token) or self._named_inside(token)
            if maker is not None and maker.i != token.i:
                return self.of(maker)
        known = self.known(token)
        if known is None or self.names[known].form == "description":
            bearer = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
            if bearer is not None and ":" in text_of(self._doc)[token.idx : bearer.idx]:
                bearer = None
            named = self.known(bearer) if bearer is not None else None
            if named is not None and self.names[named].form == "name":
                return named
        if known is not None:
            return known
        first, last = phrase(token)
        # Nobody's name goes on beyond a blank line or furniture.
        first = next((w.nbor() for w in reversed(self._doc[first.i : token.i]) if w.is_space), first)
        last = next((w.nbor(-1) for w in self._doc[token.i : last.i + 1] if w.is_space), last)
        start, end = first.idx, last.idx + len(last.text)
        pronoun = token.pos_ == "PRON" and first.i == last.i
        return self._add(
            Name(
                start=start,
                end=end,
                text=self._text[start:end],
                kind="unnamed" if token.pos_ != "PROPN" else "organisation",
                form="pronoun" if pronoun else "name" if token.pos_ == "PROPN" else "description",
                head=token.lemma_.lower(),
                sentence=self._sentence(start),
                plural=token.tag_ in {"NNS", "NNPS"},
                subject=token.dep_ in {"nsubj", "nsubjpass"},
            )
        )

    def known(self, token: Token) -> int | None:
        """Return the index of the name a word belongs to, the one it heads first, or None."""
        found = self._at.get(token.idx, [])
        if not found:
            return None
        end = token.idx + len(token.text)
        lemma = token.lemma_.lower()

        def fit(index: int) -> tuple[bool, bool, int]:
            name = self.names[index]
            return name.end != end, name.head != lemma, name.end - name.start

        return min(found, key=fit)

    def speaks(self, token: Token) -> bool:
        """Tell whether a word stands for somebody, rather than for something written or for a thing."""
        index = self.known(token)
        return index is not None and self.names[index].kind != "document"

    def institutional(self, token: Token) -> bool:
        """Tell whether a word stands for a body or a document, or may ("it"), rather than for people."""
        index = self.known(token)
        if index is None:
            return False
        name = self.names[index]
        people = name.kind == "person" or name.plural
        return not people and (name.kind != "unnamed" or name.form != "name")

    def unnamed(self, stretch: Stretch) -> int:
        """Return the index of an unnamed source that only its cue stands for ("reportedly")."""
        start, end = stretch
        for index in self._at.get(start, []):
            if self.names[index].kind == "unnamed" and self.names[index].end == end:
                return index
        return self._add(
            Name(
                start=start, end=end, text=self._text[start:end], kind="unnamed", form="description",
                head=text_of(self._doc)[start:end].lower(), sentence=self._sentence(start), definite=False,
            )
        )  # fmt: skip

    def _named_inside(self, token: Token) -> Token | None:
        """Return the name in front of a document noun: "the Harbour Watch report"."""
        for c in token.children:
            if c.dep_ in {"compound", "nmod", "amod", "poss"} and c.pos_ in {"PROPN", "NOUN"}:
                index = self.known(c)
                if c.lower_ in words("cues", "no_makers"):
                    continue
                if index is not None and self.names[index].end <= token.idx:
                    return c
        return None

    def _named_behind(self, token: Token) -> Token | None:
        """Return the maker in "the report of the Harbour Watch group": a name, not what it is about."""
        if token.lemma_.lower() not in words("cues", "made_of"):
            return None
        for c in token.children:
            of = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in words("cues", "belongs") else None
            for head in (of, child(of, "appos")) if of is not None else ():
                index = self.known(head) if head is not None else None
                if index is not None and self.names[index].form == "name":
                    return head
        return None

    def _add(self, name: Name) -> int:
        self.names.append(name)
        self._register(len(self.names) - 1, name)
        return len(self.names) - 1

    def _register(self, index: int, name: Name) -> None:
        span = self._doc.char_span(name.start, name.end, alignment_mode="expand")
        for token in span if span is not None else ():
            self._at.setdefault(token.idx, []).append(index)

    def _sentence(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self._sentences, offset) - 1)
