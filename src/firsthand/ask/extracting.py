"""From documents, and what a model told of them, to statements."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.ask.grammar import AnsweredGrammar
from firsthand.ask.pile import Answer
from firsthand.extract import extract_documents
from firsthand.extract.analysis import Analysis
from firsthand.extract.grammar import Grammar
from firsthand.extract.languages import grammar_of
from firsthand.model import Document, Extraction


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, and what a model told of it; None where none was asked or none answered."""

    document: Document
    answer: Answer | None = None

    @property
    def name(self) -> str:
        """The document's name."""
        return self.document.name


def extract_readings(readings: Sequence[Reading]) -> list[Extraction]:
    """Take the statements out of documents; who says what is as the model told it, where it did."""
    answers = {reading.document.id: reading.answer for reading in readings}

    def grammar_for(analysis: Analysis) -> Grammar:
        grammar, answer = grammar_of(analysis.language), answers[analysis.document.id]
        return grammar if answer is None else AnsweredGrammar(grammar, answer.found)

    extractions = extract_documents((reading.document for reading in readings), grammar_for=grammar_for)
    return [
        extraction
        if reading.answer is None
        else replace(extraction, notes=(*extraction.notes, _note(reading.answer)))
        for reading, extraction in zip(readings, extractions, strict=True)
    ]


def _note(answer: Answer) -> str:
    return (
        f"who says what is as {answer.model} told it: {len(answer.found)} attributions, "
        f"{answer.dropped} dropped because their words are not in the document"
    )
