"""The key of a case's findings: of the documents they are made of, and of what was asked for."""

from collections.abc import Iterable

from firsthand.deriving.registering import codebook_told
from firsthand.model import Failure
from firsthand.pile import Listed
from firsthand.step_keys import step_key
from firsthand.store import Store

_SPACE = 1 << 256


def total_of(listed: Iterable[Listed], before: int = 0) -> int:
    """Return what stands for documents as they are shown: a sum, so that one more is added in no time.

    It tells a build from another. It is no proof against somebody who wants two to look alike: what is in
    a case is bound by its custody log.
    """
    return (before + sum(int(one.shown, 16) for one in listed)) % _SPACE


def pile_told(count: int, total: int) -> str:
    """Return what stands for a pile of so many documents, and `total_of` them."""
    return f"{count} {total:x}"


def findings_key(store: Store, model: str, count: int, total: int, failures: Iterable[Failure]) -> str:
    """Return the key of the findings of so many documents, asked of a language model or of none."""
    told = sorted({repr(failure) for failure in failures})
    return step_key("findings", model, codebook_told(store), pile_told(count, total), *told)
