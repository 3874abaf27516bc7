"""Codebooks: read, checked with line and fix, and those that ship with firsthand."""

from firsthand.register.codebook.codebook import (
    Choice,
    Codebook,
    FieldRule,
    KnownPlace,
    Phrases,
    RecordType,
    Step,
)
from firsthand.register.codebook.codebooks import (
    check_codebook,
    codebook_from_text,
    codebook_text,
    parse_codebook,
    read_codebook,
    shipped_codebooks,
    shipped_text,
)
from firsthand.register.codebook.file.problems import Problem

__all__ = [
    "Choice",
    "Codebook",
    "FieldRule",
    "KnownPlace",
    "Phrases",
    "Problem",
    "RecordType",
    "Step",
    "check_codebook",
    "codebook_from_text",
    "codebook_text",
    "parse_codebook",
    "read_codebook",
    "shipped_codebooks",
    "shipped_text",
]
