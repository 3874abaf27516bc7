"""A language read as always, but for who says what: that is as a language model told it."""

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.ask.finding import Found, Speaker, Stretch
from firsthand.extract.analysis import SPOKEN_BLOCKS, Analysis, words_of
from firsthand.extract.attribution import Attribution, Attributions
from firsthand.extract.description import is_quoted, sentence_of
from firsthand.extract.grammar import Grammar, Predicate
from firsthand.extract.propositions import Proposition
from firsthand.model import Document, Name

# A name that firsthand found is the source that the model names when it is this much of it.
_SAME_WORDS = 0.5
_OPENING = frozenset("\"“„«»「『‹'‘")
_CLOSING = frozenset("\"”“»«」』›'’")


@dataclass(frozen=True, slots=True)
class AnsweredGrammar:
    """A grammar whose attributions are those found in a model's answer, for one document."""

    grammar: Grammar
    found: tuple[Found, ...]

    def find_names(self, analysis: Analysis) -> tuple[Name, ...]:
        """Return the names that the language's own grammar finds."""
        return self.grammar.find_names(analysis)

    def find_attributions(self, analysis: Analysis, names: Sequence[Name]) -> Attributions:
        """Return what the model told, with the names it speaks of; citations are the grammar's own."""
        own = self.grammar.find_attributions(analysis, names)
        cast = _Cast(analysis, own.names)
        attributions = [
            attribution
            for found in self.found
            if _is_spoken(analysis.document, found.content[0][0])
            for attribution in _attributions(analysis, found, cast)
        ]
        attributions.sort(key=lambda a: (a.start, a.end, a.chain))
        return Attributions((*own.names, *cast.added), tuple(attributions), own.citations)

    def find_propositions(
        self, analysis: Analysis, attributions: Sequence[Attribution]
    ) -> tuple[Proposition, ...]:
        """Return what the document states, fitted to what the model told."""
        return self.grammar.find_propositions(analysis, attributions)

    def find_predicate(self, analysis: Analysis, start: int, end: int) -> Predicate:
        """Return what the passage [start, end) chiefly says."""
        return self.grammar.find_predicate(analysis, start, end)


class _Cast:
    """The names of a document, and those the model names that are not among them."""

    def __init__(self, analysis: Analysis, names: Sequence[Name]) -> None:
        self._analysis = analysis
        self._names = names
        self._starts = sorted((name.start, index) for index, name in enumerate(names))
        self._longest = max((name.end - name.start for name in names), default=0)
        self.added: list[Name] = []

    def index(self, speaker: Speaker) -> int:
        """Return the index of the name that a speaker's words are; made where there is none."""
        known = self._known(*speaker.source)
        if known is not None:
            return known
        for number, name in enumerate(self.added):
            if (name.start, name.end) == speaker.source:
                return len(self._names) + number
        self.added.append(_name(self._analysis, speaker))
        return len(self._names) + len(self.added) - 1

    def _known(self, start: int, end: int) -> int | None:
        """Return the name nearest to being those words: "Ina Roe" for "Ina Roe, the group's director"."""
        first = bisect.bisect_left(self._starts, (start - self._longest, 0))
        near = itertools.takewhile(lambda entry: entry[0] < end, self._starts[first:])
        inside = [index for _, index in near if self._names[index].end > start]
        owners = {self._names[index].owner for index in inside}
        ranked = [(index not in owners, self._alike(index, start, end), -index) for index in inside]
        for free, alike, index in sorted(ranked, reverse=True):
            name = self._names[-index]
            heads_it = name.form == "name" and name.start == start
            if alike >= _SAME_WORDS or (free and heads_it):
                return -index
        return None

    def _alike(self, index: int, start: int, end: int) -> float:
        name = self._names[index]
        both = min(end, name.end) - max(start, name.start)
        return both / (max(end, name.end) - min(start, name.start))


def _name(analysis: Analysis, speaker: Speaker) -> Name:
    start, end = speaker.source
    words = words_of(analysis, start, end)
    head = words[-1] if words else None
    named = words is not None and any(token.pos_ == "PROPN" for token in words)
    pronoun = head is not None and len(words or ()) == 1 and head.pos_ == "PRON"
    return Name(
        start=start,
        end=end,
        text=analysis.document.text[start:end],
        kind=speaker.kind,
        form="pronoun" if pronoun else "name" if named and speaker.kind != "unnamed" else "description",
        head=(head.lemma_ or head.text).lower() if head is not None else "",
        sentence=sentence_of(analysis, start),
        subject=True,
    )


def _attributions(analysis: Analysis, found: Found, cast: _Cast) -> list[Attribution]:
    chain = tuple(dict.fromkeys(cast.index(speaker) for speaker in found.chain))
    cue = found.chain[0].cue
    words = words_of(analysis, *cue) if cue else None
    document = analysis.document
    return [
        Attribution(
            start,
            end,
            chain,
            evidence=found.evidence,
            cue=" ".join((token.lemma_ or token.text).lower() for token in words or ()),
            stance=found.stance,
            direct=_is_direct(document.text, start, end),
            carried=_block(document, found.chain[0].source[0]) != _block(document, start),
        )
        for start, end in _by_block(document, found.content)
    ]


def _is_direct(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is a quotation, its marks in it or around it."""
    marked = text[start] in _OPENING and text[start:end].rstrip(" .,;!?。，！？")[-1:] in _CLOSING
    return marked or is_quoted(text, start, end)


def _by_block(document: Document, content: Sequence[Stretch]) -> list[Stretch]:
    """Cut stretches where paragraphs end: no statement goes over two."""
    if not document.blocks:
        return list(content)
    cut = [
        (max(start, block.start), min(end, block.end))
        for start, end in content
        for block in document.blocks
        if block.kind in SPOKEN_BLOCKS
    ]
    return [(start, end) for start, end in cut if start < end]


def _block(document: Document, offset: int) -> int:
    return bisect.bisect_right(document.blocks, offset, key=lambda block: block.start)


def _is_spoken(document: Document, offset: int) -> bool:
    """Tell whether an offset lies in what is read of a document: of a mixed one, in the language's part."""
    if not document.blocks:
        return True
    at = _block(document, offset) - 1
    return at >= 0 and document.blocks[at].kind in SPOKEN_BLOCKS
