"""The case that a desk holds open: its file, and the moment that everybody sees.

What is read comes from a snapshot that nobody changes. A lock guards the file and the moment at which a new
snapshot takes the old one's place, so that who reads never waits for who decides.
"""

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from firsthand.case import Case, open_derived
from firsthand.described import keep_described
from firsthand.desk.holding.checking import checked
from firsthand.desk.holding.snapshot import Progress, Snapshot, base_of, snapshot_of, with_decisions
from firsthand.desk.holding.whole import whole
from firsthand.model import Decision, Draft, Entry, Findings, Record, Tally
from firsthand.model.errors import (
    BrokenCustodyError,
    BusyCaseError,
    CaseError,
    DecisionError,
    ReadOnlyCaseError,
)
from firsthand.register.codebook import Codebook
from firsthand.review import Reviewed, is_structural
from firsthand.store.places import Place

_LARGE = 20_000  # statements; a larger case is read anew beside the work, which takes seconds
_PATIENCE_SECONDS = 10.0  # for others who write to the case
_AT_ONCE_SECONDS = 0.5  # of that without letting anybody else at the file meanwhile
_PAUSE_SECONDS = 0.05

_T = TypeVar("_T")

_moment: ContextVar[tuple[object, Snapshot] | None] = ContextVar("moment", default=None)


class KeptCase:
    """A case in a file, or in memory, with its decisions laid over it. For many threads at once.

    Where its file is moved, replaced or damaged meanwhile, what was read of it stays and can be read on.
    """

    def __init__(self, case: str | Place | Case, progress: Progress | None = None) -> None:
        tell = progress or (lambda step, done, total: None)
        tell("read", 0, 1)
        with _without_collecting():
            if isinstance(case, Case):
                self.store, derived = case.store, case.derived
            else:
                self.store, derived = open_derived(case)
            tell("read", 1, 1)
            self.lock = threading.RLock()
            self.name = self.store.place.stem if self.store.place else "a case in memory"
            self._never = self._why_not()  # why nothing can be decided here
            self._not_now = ""  # why nothing can be decided until the file is back
            self._codebook_lock = threading.Lock()
            self._closed = False
            self.store.wait_at_most(_AT_ONCE_SECONDS)
            self._entries: list[Entry] = []
            self._codebook: tuple[str, Codebook | None] | None = None
            self._reading: threading.Thread | None = None
            self._look()
            self._case = Case(self.store, derived, Reviewed(derived))
            self._snapshot = self._laid(derived, self._key(), progress)
        if len(derived.statements) > _LARGE:
            gc.freeze()  # what was derived is never garbage: walking it would halt everybody for a second

    @property
    def read_only(self) -> str:
        """Why nothing can be decided, "" where it can."""
        return self._never or self._not_now

    def now(self) -> Snapshot:
        """Return the case as it is, others' decisions and builds taken in; or the moment that is held."""
        held = _moment.get()
        if held is not None and held[0] is self:
            return held[1]
        if self.lock.acquire(blocking=False):  # else somebody decides just now, and the last moment is shown
            try:
                self._take_in()
            finally:
                self.lock.release()
        return self._snapshot

    @contextmanager
    def one_moment(self) -> Iterator[Snapshot]:
        """Let all that is read within be of one moment, whatever is decided meanwhile."""
        token = _moment.set((self, self.now()))
        try:
            yield self.now()
        finally:
            _moment.reset(token)

    def entries(self) -> Sequence[Entry]:
        """Return the custody log so far."""
        self.now()
        return self._entries

    def original(self, document: str) -> bytes | None:
        """Return the preserved bytes of a document."""
        return _patiently(lambda: self.store.original(document))

    def as_case(self, now: Snapshot) -> Case:
        """Return the case as the library has it, as reviewed."""
        reviewed = Reviewed(whole(now), now.moved, now.misfits)
        return Case(self.store, now.base.findings, reviewed, self._case.usage)

    def keep(
        self, drafts: Sequence[Draft], *, reviewer: str
    ) -> tuple[Snapshot, Snapshot, tuple[Decision, ...]]:
        """Check and keep decisions, or none; return the moments before and after, and the decisions."""
        return _patiently(lambda: self._keep(drafts, reviewer))

    def _keep(
        self, drafts: Sequence[Draft], reviewer: str
    ) -> tuple[Snapshot, Snapshot, tuple[Decision, ...]]:
        with self.lock:
            self._take_in()  # an encrypted case that others wrote out is opened again before it is written
            if self.read_only:
                raise ReadOnlyCaseError(self.read_only)
            with self._looking_back(), self.store.together():  # from here on nobody else decides
                self._take_in()
                before = after = self._snapshot
                pending: list[Decision] = []
                made: list[Decision] = []
                for draft in drafts:
                    # What was decided a moment ago may be what the next decision is about.
                    if any(is_structural(one, (*after.decisions, *pending)) for one in pending):
                        after, pending = with_decisions(after, pending), []
                    at = datetime.now(UTC).isoformat(timespec="microseconds")
                    decision = checked(after, draft, reviewer=reviewer, at=at, pending=pending)
                    pending.append(decision)
                    made.append(decision)
                after = with_decisions(after, pending)
                unfit = {misfit.decision.id: misfit.why for misfit in after.misfits}
                for decision in made:
                    if decision.id in unfit:
                        raise DecisionError(unfit[decision.id])
                    self.store.keep_decision(decision)
                if any(decision.passage is not None for decision in made):
                    keep_described(self.store)
            self._look()
            self._snapshot = after
        return before, after, tuple(made)

    def register(self, before: Snapshot, records: tuple[Record, ...], tallies: tuple[Tally, ...]) -> None:
        """Put records derived anew in the place of the old ones, unless somebody built meanwhile."""
        findings = replace(before.base.findings, records=records, tallies=tallies)
        base = base_of(findings, before.base.key, registered=len(before.decisions))
        with self.lock:
            if self._snapshot.base is before.base:
                self._snapshot = snapshot_of(base, self._snapshot.decisions)

    def codebook(self) -> Codebook | None:
        """Return the codebook of the case; it takes half a second to parse, and is kept until it changes."""
        key = self.now().base.key
        with self._codebook_lock:
            if self._codebook is None or self._codebook[0] != key:
                self._codebook = (key, _patiently(lambda: self._case.codebook))
            return self._codebook[1]

    def built(self) -> str:
        """Return the instant of the last build, "" where it is not known."""
        entries = self.entries()
        return next((e.time.isoformat() for e in reversed(entries) if e.deed == "built"), "")

    def close(self) -> None:
        """Close the case file."""
        reading = self._reading
        if reading is not None:
            reading.join()
        with self.lock:
            self._closed = True
            self.store.close()

    def _why_not(self) -> str:
        if why := self.store.read_only:
            return f"{self.name} can only be read: {why}. Nothing can be decided here."
        try:
            self.store.look_ahead()
        except BrokenCustodyError as error:
            return str(error)
        return ""

    def _look(self) -> list[Entry]:
        """Return what was logged since one looked last."""
        new = list(self.store.entries(after=len(self._entries)))
        if new:
            self._entries = [*self._entries, *new]
        return new

    @contextmanager
    def _looking_back(self) -> Iterator[None]:
        """Forget what was logged within, where it is taken back: it is not there any more."""
        seen = self._entries
        try:
            yield
        except BaseException:
            self._entries = seen
            raise

    def _key(self) -> str:
        """Return what stands for the last build: the digest of its findings."""
        built = next((entry.subject for entry in reversed(self._entries) if entry.deed == "built"), "")
        return built or self.store.findings_key() or ""

    def _take_in(self) -> None:
        """Take in what others decided or built, if it can be read; the caller holds the lock."""
        try:
            self._take_in_news()
        except BusyCaseError:
            return  # somebody writes just now: the last moment is shown
        except CaseError as error:
            if self._closed:
                raise
            self._not_now = f"{error} What is shown was read before."
        else:
            self._not_now = ""

    def _take_in_news(self) -> None:
        if self.store.version() == len(self._entries):
            return
        deeds = {entry.deed for entry in self._look()}
        if "built" in deeds:
            self._read_anew()
        if "decided" in deeds:
            decisions = self.store.decisions()
            if new := decisions[len(self._snapshot.decisions) :]:
                self._snapshot = with_decisions(self._snapshot, new)

    def _read_anew(self) -> None:
        """Take in a new build: at once, or of a large case beside the work."""
        if len(self._snapshot.base.findings.statements) <= _LARGE:
            self._swap()
        elif self._reading is None or not self._reading.is_alive():
            self._reading = threading.Thread(target=self._swap, name="reading a new build", daemon=True)
            self._reading.start()

    def _laid(self, derived: Findings, key: str, progress: Progress | None = None) -> Snapshot:
        decisions = self.store.decisions()
        registered = len(decisions) if self._case.registers_decisions() else 0
        return snapshot_of(base_of(derived, key, registered=registered), decisions, progress)

    def _swap(self) -> None:
        key = self._key()
        findings = self.store.findings()
        if findings is None:
            return
        snapshot = self._laid(findings, key)
        with self.lock:
            new = self.store.decisions()[len(snapshot.decisions) :]
            self._snapshot = with_decisions(snapshot, new) if new else snapshot
            self._case = Case(self.store, findings, Reviewed(findings))
            if key != self._key():
                self._read_anew()  # built again while this one was read


def _patiently(work: Callable[[], _T]) -> _T:
    """Do what needs the file once others leave it alone; meanwhile everybody here goes on reading.

    Raises BusyCaseError where others write to it for longer than one waits.
    """
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return work()
        except BusyCaseError:
            if time.monotonic() > until:
                raise
        time.sleep(_PAUSE_SECONDS)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Read without looking for garbage: there is none among millions of new objects."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
