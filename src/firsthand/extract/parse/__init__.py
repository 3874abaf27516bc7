"""A text as words with their part of speech, dictionary form, sentence and, in English, their heads."""

from firsthand.extract.parse.forms import as_words
from firsthand.extract.parse.tokens import Doc, Span, Token

__all__ = ["Doc", "Span", "Token", "as_words"]
