"""Recognising places in English: which capitalised words of a parsed text name a place there."""

from firsthand.extract.places.english.judging import Found, find_names
from firsthand.extract.places.english.page import page_of, people_of

__all__ = ["Found", "find_names", "page_of", "people_of"]
