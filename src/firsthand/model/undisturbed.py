"""Work on a large pile that is not interrupted to look for memory to be freed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off Python's search for cycles of objects; what nobody refers to any more is freed all the same.

    The search looks at all documents and statements in memory again and again: over a thousand documents
    that takes as long as the work itself, which makes no cycles.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
