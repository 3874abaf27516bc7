"""The grammar of a document: one parsed text whose offsets are the document's own."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from firsthand.extract.parse import Doc, Span, as_words
from firsthand.extract.parse.english import parse
from firsthand.extract.parse.pipeline import pipeline
from firsthand.extract.tagging import tag
from firsthand.extract.vocabulary import Vocabulary, sentence_case
from firsthand.model import Block, Document
from firsthand.read.markup import blank_markup, continuations

SPOKEN_BLOCKS = frozenset({"title", "heading", "paragraph", "dateline"})
HEADLINES = frozenset({"title", "heading"})

# Characters of a document that are read for statements: a book of 250 pages. The rest of a longer
# text is kept and shown, and noted as unread.
LONGEST_READ = 500_000

# Characters of documents that are parsed together.
_TOGETHER = 60_000

_PARSED = (None, "en")  # an unknown language is read as English

# A word after a word or a comma, so not one that begins a sentence or a quotation.
_INNER_WORD = re.compile(r"(?<=[\w,] )([^\W\d_]+)")

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "―": "—", "\xa0": " ", "\n": " ", "\r": " ", "\t": " "}
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document and its parse.

    `doc[i].idx` is an offset into `document.text`: blocks that yield no statement are blanked to
    spaces, one character for one. English is parsed in full, its typographic quotation marks made
    straight; other languages have lemmas, parts of speech and sentences, but no heads.
    """

    document: Document
    doc: Doc

    @property
    def language(self) -> str:
        """The language it is read in, an ISO 639-1 code: the document's, English where that is unknown."""
        return self.document.language or "en"


def words_of(analysis: Analysis, start: int, end: int) -> Span | None:
    """Return the tokens that lie in [start, end), those cut at its edges included; None if there are none."""
    return analysis.doc.char_span(start, end, alignment_mode="expand")


def text_of(doc: Doc) -> str:
    """Return the parsed text of a document."""
    return doc.text


def analyse(documents: Iterable[Document]) -> Iterator[Analysis]:
    """Parse documents, each in its language, sentences never crossing a block; in their order.

    Of a text longer than LONGEST_READ characters only the beginning is parsed. Some documents are parsed at
    once, which is faster; what is found in one does not depend on the others.
    """
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if size >= _TOGETHER:
            yield from _analysed(group)
            group, size = [], 0
    yield from _analysed(group)


def _analysed(documents: Sequence[Document]) -> Iterator[Analysis]:
    vocabulary = pipeline()[1] if any(document.language in _PARSED for document in documents) else None
    english = parse(
        (masked(document, vocabulary)[:LONGEST_READ], _starts(document))
        for document in documents
        if document.language in _PARSED and vocabulary is not None
    )
    for document in documents:
        if document.language in _PARSED:
            yield Analysis(document, next(english))
        else:
            text = blanked(document)[:LONGEST_READ]
            yield Analysis(
                document, as_words(tag(text, starts=_starts(document), language=str(document.language)))
            )


def _starts(document: Document) -> set[int]:
    """Return the offsets at which a sentence begins whatever stands before."""
    starts = {block.start for block in document.blocks if block.kind in SPOKEN_BLOCKS}
    return starts - continuations(document)


def masked(document: Document, vocabulary: Vocabulary) -> str:
    """Return the account alone, headlines in sentence case: one character for each of the text."""
    body = _words_of_body(document)

    def lowered(passage: str, block: Block) -> str:
        return sentence_case(passage, body, vocabulary) if block.kind in HEADLINES else passage

    return blanked(document, change=lowered).translate(_STRAIGHT)


def blanked(
    document: Document, *, change: Callable[[str, Block], str] = lambda passage, block: passage
) -> str:
    """Return the account alone, the rest as spaces: one character for each of the text."""
    text = document.text
    if not document.blocks:
        return blank_markup(text)
    kept: list[str] = []
    at = 0
    for block in document.blocks:
        if block.kind in SPOKEN_BLOCKS:
            kept += [" " * (block.start - at), change(blank_markup(text[block.start : block.end]), block)]
            at = block.end
    kept.append(" " * (len(text) - at))
    return "".join(kept)


def _words_of_body(document: Document) -> Counter[str]:
    """Count the words of the paragraphs as written, without those that begin a sentence."""
    headlines = [block for block in document.blocks if block.kind in HEADLINES]
    if not headlines:
        return Counter()
    return Counter(
        match.group(1)
        for block in document.blocks
        if block.kind == "paragraph"
        for match in _INNER_WORD.finditer(document.text, block.start, block.end)
    )
