"""Ask a language model, at an address the user names, who says what in a document. Off by default."""

from firsthand.ask.asking import Asking
from firsthand.ask.client import Client
from firsthand.ask.costs import Usage
from firsthand.ask.extracting import Reading, extract_readings
from firsthand.ask.grammar import AnsweredGrammar
from firsthand.ask.pile import Answer, Asked, ask_documents

__all__ = [
    "Answer", "AnsweredGrammar", "Asked", "Asking", "Client", "Reading", "Usage", "ask_documents",
    "extract_readings",
]  # fmt: skip
