"""Looking at every byte of what was written for names that must not be there."""

from firsthand.publish.protection.leaks.looking import HiddenNames, Leak, find_leaks, hidden_names

__all__ = ["HiddenNames", "Leak", "find_leaks", "hidden_names"]
