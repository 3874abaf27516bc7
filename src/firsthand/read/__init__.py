"""Bytes to documents: a file per format."""

from firsthand.read.file import MOST_CHARACTERS, language_of, read_bytes, read_file, surely_in
from firsthand.read.folder import SUFFIXES, find_files

__all__ = ["MOST_CHARACTERS", "SUFFIXES", "find_files", "language_of", "read_bytes", "read_file", "surely_in"]
