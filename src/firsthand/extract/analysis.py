"""The grammar of a document: one parsed text whose offsets are the document's own."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc as SpacyDoc

from firsthand.extract.parse import Doc, Span, as_words
from firsthand.extract.parse.english import parse, pipeline, words_of_parts
from firsthand.extract.tagging import tag
from firsthand.extract.vocabulary import Vocabulary, sentence_case, unglued
from firsthand.model import Block, Document
from firsthand.read.markup import blank_markup, continuations

SPOKEN_BLOCKS = frozenset({"title", "heading", "paragraph", "dateline"})
HEADLINES = frozenset({"title", "heading"})

# Characters of a document that are read for statements: a book of 250 pages. The rest of a longer
# text is kept and shown, and noted as unread.
LONGEST_READ = 500_000

# Characters parsed at once: a part ends with the block in which it exceeds the first, and in no
# case exceeds the second. spaCy takes about 1 GB for each 100,000 characters of one text.
LONGEST_PARSED = 30_000
MOST_PARSED = 90_000

# Words of a sentence from which on it is cut at the next pause, and in any case at twice as many. The
# longest sentence of 500 English news texts (a list) has 222; the time for one grows with its square.
LONGEST_SENTENCE = 200
_SHORT = 2 * LONGEST_SENTENCE  # characters; words and the spaces between them are more
_STOPPED = re.compile(r"[.!?…]")
_FULL_STOPS = frozenset({".", "!", "?", "…", "..."})
_PAUSES = frozenset({",", ";", ":", "-", "–", "—", ")", '"'})

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
    """Parse documents one after the other, each in its language, sentences never crossing a block.

    Of a text longer than LONGEST_READ characters only the beginning is parsed.
    """
    for document in documents:
        starts = {block.start for block in document.blocks if block.kind in SPOKEN_BLOCKS}
        starts -= continuations(document)
        if document.language in {None, "en"}:
            yield Analysis(document, _parsed(document, starts))
        else:
            text = blanked(document)[:LONGEST_READ]
            yield Analysis(document, as_words(tag(text, starts=starts, language=str(document.language))))


def _parsed(document: Document, starts: Iterable[int]) -> Doc:
    nlp, vocabulary = pipeline()
    text = masked(document, vocabulary)[:LONGEST_READ]
    parts: list[SpacyDoc] = []
    for begin, end in parts_of(starts, len(text)):
        part = unglued(nlp.make_doc(text[begin:end]), vocabulary)
        for token in part:
            if begin + token.idx in starts:
                token.is_sent_start = True
        for at in pauses(part, text[begin:end]):
            part[at].is_sent_start = True
        parts.append(parse(part))
    return words_of_parts(parts, text)


def pauses(part: SpacyDoc, text: str) -> list[int]:
    """Return where a text without full stops is cut, as indices of words, so that no sentence is endless."""
    found: list[int] = []
    began = 0
    if all(len(piece) < _SHORT for piece in _STOPPED.split(text)):
        return found
    for token in part:
        length = token.i - began
        if token.is_sent_start or (length and part[token.i - 1].text in _FULL_STOPS):
            began = token.i
        elif length >= LONGEST_SENTENCE and (
            part[token.i - 1].text in _PAUSES or length >= 2 * LONGEST_SENTENCE
        ):
            found.append(token.i)
            began = token.i
    return found


def parts_of(starts: Iterable[int], length: int) -> list[tuple[int, int]]:
    """Cut a long text where blocks start, so that parsing it takes no more memory than a short one."""
    edges = [0]
    for start in sorted(starts):
        if start - edges[-1] > LONGEST_PARSED:
            edges.append(start)
    edges = [edge for edge in edges if edge < length or edge == 0]
    cut: list[tuple[int, int]] = []
    for begin, end in zip(edges, [*edges[1:], length], strict=True):
        steps = range(begin, max(end, begin + 1), MOST_PARSED)
        cut += [(step, min(step + MOST_PARSED, end)) for step in steps]
    return cut


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
