"""How firsthand was called, so that the next command it prints can be typed as it stands."""

import shlex
import shutil
import sys
from pathlib import Path

from firsthand.store.places import Place

_NAME = "firsthand"


def next_command(*words: str | Place) -> str:
    """Return a command of firsthand as it can be typed here: "firsthand serve 'my lake.case' --open"."""
    return " ".join([_called(), *(shlex.quote(str(word)) for word in words)])


def _called() -> str:
    """Return "firsthand", or the path it was called by where a shell would not find it by its name."""
    called = Path(sys.argv[0])
    if called.name != _NAME or len(called.parts) == 1:
        return _NAME  # from Python, from a test, or found by the shell
    found = shutil.which(_NAME)
    return _NAME if found and Path(found).resolve() == called.resolve() else shlex.quote(str(called))
