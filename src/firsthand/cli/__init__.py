"""The command line: words in, words out; the work is done by `firsthand.case`."""

from firsthand.cli.commands import main

__all__ = ["main"]
