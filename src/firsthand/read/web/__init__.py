"""Web pages: their visible text, and the account told from what surrounds it."""

from firsthand.read.web.page import declared_encoding, letter_stretches, read_html

__all__ = ["declared_encoding", "letter_stretches", "read_html"]
