"""The custody log: who did what to which bytes, when; each entry bound to the one before."""

from firsthand.custody.chain import digest_of, next_entry

__all__ = ["digest_of", "next_entry"]
