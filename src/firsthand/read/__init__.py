"""Bytes to documents: a file per format."""

from firsthand.read.file import read_bytes, read_file
from firsthand.read.folder import find_files
from firsthand.read.formats import FORMATS, SUFFIXES, Format, format_of
from firsthand.read.language import language_of, surely_in
from firsthand.read.limits import Limits
from firsthand.read.opening import Opened, Original, open_original

__all__ = [
    "FORMATS", "SUFFIXES", "Format", "Limits", "Opened", "Original", "find_files", "format_of", "language_of",
    "open_original", "read_bytes", "read_file", "surely_in",
]  # fmt: skip
