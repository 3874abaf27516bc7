"""A case is built: a pile of documents becomes findings. The one place that knows the order of the steps.

    collect                     apart: what the web holds, kept in the case before it is built
    read → (ask) → extract      per document, a map; a language model is asked only where one is named
    resolve                     over the case, or per story in a large one: sources, and who is named
    stories → trace → weigh     per story, a group
    review                      what reviewers decided, laid over what was derived
    register                    over the case, where it has a codebook

Nothing is corrected in place. Every result is kept under a key made of the digest of its inputs,
of the code and of the settings, so that a second build does only what changed and a killed build
goes on where it stopped.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from firsthand.ask import Asking, extract_readings
from firsthand.case import Case
from firsthand.deriving import Progress, add_to_large, derive, nothing_to_read
from firsthand.deriving.registering import keep_codebook, wanted_codebook
from firsthand.described import keep_described, take_in_kept
from firsthand.engine import Engine, LocalEngine
from firsthand.model.errors import NothingToReadError
from firsthand.pile import (
    Pile,
    Read,
    add_named,
    collected_pile,
    files_pile,
    given_pile,
    keep_named,
    kept_pile,
    read_pile,
)
from firsthand.read import Limits, Original
from firsthand.register.codebook import Codebook
from firsthand.store import Place, Store, open_store
from firsthand.store.under_way import telling

__all__ = ["Progress", "add", "build", "build_from"]

# Originals that will be work for several processes.
_MANY = 100


def build(
    paths: str | Path | Iterable[str | Path] = (),
    *,
    case: str | Place | None = None,
    codebook: str | Path | Codebook | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    asking: Asking | None = None,
    limits: Limits | None = None,
) -> Case:
    """Read documents and derive who said what, who derives from whom, and where accounts part.

    `paths` are files and folders; `case` is the file to keep the case in (made if missing; None
    keeps it in memory). What `firsthand collect` kept in the case is read with them; without paths the case
    is built again from the originals it keeps. A second build of the same case does only what changed.
    `codebook` (one that ships, by name, or a file) says which records the case keeps; a case keeps its
    codebook until another is named. Where none ever was, or "auto" is, the one that ships and fits is taken,
    if one does; "none" keeps no records. `engine` does the work, this machine's processes where none is
    given. `asking` names a language model to ask who says what; by default none is, and nothing leaves this
    machine. `limits` says how much is read of one original.

    Raises NothingToReadError when no document can be read, CodebookError, and CaseError for the case file.
    Documents that fail are in `findings.failures`; the others go on.
    """
    limits = limits or Limits()
    named = _named(paths)
    return _build(
        lambda store: files_pile(named, limits) if named else kept_pile(store),
        case=case,
        codebook=codebook,
        engine=engine,
        asking=asking,
        work=_Work(limits, processes, progress),
    )


def build_from(
    originals: Iterable[Original],
    *,
    case: str | Place | None = None,
    codebook: str | Path | Codebook | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    asking: Asking | None = None,
    limits: Limits | None = None,
) -> Case:
    """Build a case from bytes already in hand; see `build`."""
    pile = given_pile(originals)
    return _build(
        lambda store: pile,
        case=case,
        codebook=codebook,
        engine=engine,
        asking=asking,
        work=_Work(limits or Limits(), processes, progress),
    )


def add(
    paths: str | Path | Iterable[str | Path],
    *,
    case: str | Place,
    processes: int | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Case:
    """Add documents to a case that was built before; what it holds already is not read again.

    What comes of it is what building all of them would make. In a case of more than `MOST_AT_ONCE` documents
    only the stories that the added ones belong to are derived again. Raises as `build`, and NotACaseError.
    """
    limits = limits or Limits()
    work = _Work(limits, processes, progress)
    with work.engine(None) as engine:
        store = open_store(case)
        with _building(store, work) as told:
            pile = files_pile(_named(paths), limits)
            read = work.read(store, pile, given_pile(()), told)
            if not len(read.documents):
                raise NothingToReadError(nothing_to_read(read.failures))
            add_named(store, read.named)
            if not add_to_large(store, read, engine=engine, progress=told):
                all_kept = replace(kept_pile(store), failures=pile.failures)
                whole = work.read(store, all_kept, collected_pile(store), told)
                derive(store, whole, engine=engine, progress=told, asking=None)
    return Case(store)


@dataclass(frozen=True, slots=True)
class _Work:
    """How a case is read and built: how much of an original, in how many processes, and who is told."""

    limits: Limits
    processes: int | None
    progress: Progress | None

    def engine(self, given: Engine | None) -> AbstractContextManager[Engine]:
        return nullcontext(given) if given is not None else LocalEngine(self.processes)

    def read(self, store: Store, named: Pile, collected: Pile, told: Progress) -> Read:
        processes = self.processes or os.cpu_count() or 1
        return read_pile(store, named, collected, limits=self.limits, processes=processes, progress=told)


def _build(
    named: Callable[[Store], Pile],
    *,
    case: str | Place | None,
    codebook: str | Path | Codebook | None,
    engine: Engine | None,
    asking: Asking | None,
    work: _Work,
) -> Case:
    wanted = wanted_codebook(codebook)
    with work.engine(engine) as running:
        store = open_store(case, create=True)
        with _building(store, work) as told:
            if wanted is not None:
                keep_codebook(store, wanted)
            pile = named(store)
            if pile.size >= _MANY and store.findings_key() is None:
                running.expect(extract_readings)  # while the originals are read
            read = work.read(store, pile, collected_pile(store), told)
            if read.named:
                keep_named(store, read.named)
            usage = derive(store, read, engine=running, progress=told, asking=asking)
    return Case(store, usage=usage)


@contextmanager
def _building(store: Store, work: _Work) -> Iterator[Progress]:
    """Tell within how far the build of a case is; a build that fails closes the case.

    Arithmetic is done in one thread meanwhile, as in the workers: more of them wait for one another where
    processes share the work, and may round otherwise.
    """
    try:
        take_in_kept(store)
        # where a review desk sees how far it is
        told_to = work.progress or (lambda step, done, total: None)
        with telling(store.place, told_to, by=store.by) as told, threadpool_limits(1, user_api="blas"):
            yield told
        keep_described(store)
        store.finish()
    except BaseException:
        store.close()
        raise


def _named(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    return [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
