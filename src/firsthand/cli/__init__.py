"""The command line: words in, words out; the work is done by `firsthand.building` and `firsthand.case`."""

import gc

# A process makes half a million objects that stay before it makes any that go: looking for those every 700
# objects, as Python does unless told, takes a fifth of its imports.
gc.set_threshold(50_000, 20, 20)

from firsthand.cli.commands import main  # noqa: E402

__all__ = ["main"]
