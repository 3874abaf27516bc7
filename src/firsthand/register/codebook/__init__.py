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

__all__ = ["Choice", "Codebook", "FieldRule", "KnownPlace", "Phrases", "RecordType", "Step"]
