"""The custody log: who did what to which bytes, when; each entry bound to the one before."""

from firsthand.custody.chain import digest_of, next_entry
from firsthand.custody.keeper import Keeper

__all__ = ["Keeper", "digest_of", "next_entry"]
