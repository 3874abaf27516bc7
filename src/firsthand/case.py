"""A case: a pile of documents and what was derived from it. The one place that knows the order of the steps.

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

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path

from firsthand.ask import Asking, Usage
from firsthand.deriving import (
    Progress,
    add_to_large,
    derive,
    looked_for_people,
    nothing_to_read,
)
from firsthand.deriving.registering import (
    is_chosen,
    is_registered,
    keep_codebook,
    kept_codebook,
    lay_decisions,
    register,
    wanted_codebook,
    with_register,
)
from firsthand.described import keep_described, take_in_kept
from firsthand.engine import Engine, LocalEngine
from firsthand.model import Area, Decision, Draft, Failure, Findings
from firsthand.model.errors import NothingToReadError, PublishError
from firsthand.pile import (
    Pile,
    collected_pile,
    files_pile,
    given_pile,
    keep_named,
    kept_pile,
    named_before,
    read_pile,
)
from firsthand.publish.protection import assign_pseudonyms, kept_pseudonyms, protect, protect_and_tell
from firsthand.publish.signing import Signer
from firsthand.read import Limits, Original
from firsthand.register.codebook import Codebook
from firsthand.review import Misfit, Reviewed, draft_to_decision
from firsthand.store import Place, Store, open_store
from firsthand.store.under_way import telling

__all__ = ["Case", "Progress", "add", "build", "build_from", "case_over", "open_case", "open_derived"]

# The name under which a case keeps its pseudonyms.
_PSEUDONYMS = "pseudonyms"


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
) -> "Case":
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
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    with nullcontext(engine) if engine is not None else LocalEngine(processes) as running:
        return _build(
            lambda store: files_pile([Path(path) for path in named], limits) if named else kept_pile(store),
            case=case,
            codebook=codebook,
            engine=running,
            progress=progress,
            asking=asking,
            limits=limits,
            processes=processes,
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
) -> "Case":
    """Build a case from bytes already in hand; see `build`."""
    pile = given_pile(originals)
    with nullcontext(engine) if engine is not None else LocalEngine(processes) as running:
        return _build(
            lambda store: pile,
            case=case,
            codebook=codebook,
            engine=running,
            progress=progress,
            asking=asking,
            limits=limits or Limits(),
            processes=processes,
        )


def add(
    paths: str | Path | Iterable[str | Path],
    *,
    case: str | Place,
    processes: int | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> "Case":
    """Add documents to a case that was built before; what it holds already is not read again.

    What comes of it is what building all of them would make. In a case of more than `MOST_AT_ONCE` documents
    only the stories that the added ones belong to are derived again. Raises as `build`, and NotACaseError.
    """
    limits = limits or Limits()
    named = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    with LocalEngine(processes) as engine:
        store = open_store(case)
        with _building(store, progress) as told:
            reading = partial(
                read_pile,
                store,
                limits=limits,
                processes=processes or os.cpu_count() or 1,
                progress=told,
            )
            pile = files_pile(named, limits)
            read = reading(pile, given_pile(()))
            if not len(read.documents):
                raise NothingToReadError(nothing_to_read(read.failures))
            keep_named(store, (*named_before(store), *read.named))
            if not add_to_large(store, read, engine=engine, progress=told):
                whole = reading(replace(kept_pile(store), failures=pile.failures), collected_pile(store))
                derive(store, whole, engine=engine, progress=told, asking=None)
    return Case(store)


def _build(
    named: Callable[[Store], Pile],
    *,
    case: str | Place | None,
    codebook: str | Path | Codebook | None,
    engine: Engine,
    progress: Progress | None,
    asking: Asking | None,
    limits: Limits,
    processes: int | None,
) -> "Case":
    wanted = wanted_codebook(codebook)
    store = open_store(case, create=True)
    with _building(store, progress) as told:
        if wanted is not None:
            keep_codebook(store, wanted)
        read = read_pile(
            store,
            named(store),
            collected_pile(store),
            limits=limits,
            processes=processes or os.cpu_count() or 1,
            progress=told,
        )
        if read.named:
            keep_named(store, read.named)
        usage = derive(store, read, engine=engine, progress=told, asking=asking)
    return Case(store, usage=usage)


@contextmanager
def _building(store: Store, progress: Progress | None) -> Iterator[Progress]:
    """Tell within how far the build of a case is; a build that fails closes the case."""
    try:
        take_in_kept(store)
        # where a review desk sees how far it is
        with telling(store.place, progress or (lambda step, done, total: None), by=store.by) as told:
            yield told
        keep_described(store)
        store.finish()
    except BaseException:
        store.close()
        raise


def open_case(path: str | Place) -> "Case":
    """Open a case that was built before.

    Raises NotACaseError, NewerCaseError, and NothingToReadError when its build never finished.
    """
    return case_over(*open_derived(path))


def open_derived(path: str | Place) -> tuple[Store, Findings]:
    """Open what keeps a case, with what was derived, no decision laid over it yet; raises as `open_case`."""
    store = open_store(path)
    findings = store.findings()
    if findings is None:
        collected = next(store.captures(), None) is not None
        store.close()
        raise NothingToReadError(
            f"{path}: nothing was derived from what was collected yet. Do so: firsthand build --case {path}"
            if collected
            else f"{path}: its build never finished. Run firsthand build again: it goes on from there."
        )
    take_in_kept(store)
    return store, findings


def case_over(store: Store, derived: Findings) -> "Case":
    """Return the case of what was derived, with the decisions in its store laid over."""
    return Case(store, derived, lay_decisions(store, derived))


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is in a case: documents, statements, claims, stories, and what failed.

    `units` are the stories that were derived each by itself, 0 where the case was derived as one.
    """

    documents: int = 0
    statements: int = 0
    claims: int = 0
    stories: int = 0
    units: int = 0
    failures: tuple[Failure, ...] = ()


class Case:
    """A built case: what was derived, what reviewers made of it, and the store that keeps both.

    `derived` are the findings as they were derived, which no decision changes; `reviewed` lays the decisions
    over them. Both are read from the store when they are first asked for, unless they are given. `usage` is
    what asking a language model took in this build; None where none was asked.
    """

    def __init__(
        self,
        store: Store,
        derived: Findings | None = None,
        reviewed: Reviewed | None = None,
        usage: Usage | None = None,
    ) -> None:
        self.store, self.usage = store, usage
        if derived is not None:
            self.derived = derived
        if reviewed is not None:
            self.reviewed = reviewed

    @cached_property
    def derived(self) -> Findings:
        """What was derived, before any decision."""
        found = self.store.findings()
        if found is None:
            raise NothingToReadError(
                f"{self.store.place}: its build never finished. Run firsthand build again."
            )
        return found

    @cached_property
    def reviewed(self) -> Reviewed:
        """What was derived with the decisions of the case laid over."""
        return lay_decisions(self.store, self.derived)

    @property
    def findings(self) -> Findings:
        """The findings as reviewers left them: what is shown, published and exported."""
        return self.reviewed.findings

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """The decisions that hold and find no more what they were about."""
        return self.reviewed.misfits

    def original(self, document: str) -> bytes | None:
        """Return the preserved bytes of the document with this id."""
        return self.store.original(document)

    @property
    def size(self) -> Size:
        """How much there is in the case, as it was derived; nothing of it has to be in memory."""
        manifest = self.store.manifest()
        if manifest is None:
            return Size()
        return Size(
            documents=manifest.count("documents"),
            statements=manifest.count("statements"),
            claims=manifest.count("claims"),
            stories=len(manifest.rest.stories) + len(manifest.units),
            units=len(manifest.units),
            failures=manifest.rest.failures,
        )

    @property
    def chosen_codebook(self) -> bool:
        """Whether firsthand took the codebook because it fits; false where somebody named it, or none is."""
        return is_chosen(self.store) and self.codebook is not None

    @property
    def codebook(self) -> Codebook | None:
        """The codebook that says which records the case keeps; None where it keeps none."""
        return kept_codebook(self.store)

    def with_codebook(self, codebook: Codebook) -> "Case":
        """Return the case with another codebook, its records derived anew, nothing read again."""
        keep_codebook(self.store, codebook)
        registered = register(self.store, self.derived)
        # Under no key: the next build derives all of it again, and keeps that.
        manifest = self.store.manifest()
        if manifest is not None and manifest.units:
            self.store.keep_findings("", with_register(manifest.rest, registered), manifest.units)
        else:
            self.store.keep_findings("", with_register(self.derived, registered))
        return self._with(with_register(self.derived, registered))

    def registers_decisions(self) -> bool:
        """Tell whether the records took in every decision that may add to them."""
        return is_registered(self.store)

    def decide(self, decision: Decision) -> "Case":
        """Return the case with one decision more; decisions are appended, none is changed."""
        self.store.keep_decision(decision)
        decided = self._with(self.derived)
        if decision.passage is not None:
            keep_described(self.store)
        return decided

    def draft(self, draft: Draft, *, reviewer: str, at: datetime | None = None) -> Decision:
        """Return the decision that a draft asks for, checked against the case, not yet made: see `decide`.

        `at` is now where it is None. Raises DecisionError and GoneError.
        """
        return draft_to_decision(
            self.findings,
            draft,
            reviewer=reviewer,
            at=(at or datetime.now(UTC)).isoformat(timespec="seconds"),
            decisions=self.findings.decisions,
        )

    def _with(self, derived: Findings) -> "Case":
        return Case(self.store, derived, lay_decisions(self.store, derived), self.usage)

    def pseudonyms(self, *, keep: bool = True) -> dict[str, str]:
        """Return the pseudonym of every private person by id; whoever has one keeps it for good.

        Without `keep` those who have none yet get theirs for this once.
        """
        kept = json.loads(self.store.note(_PSEUDONYMS) or "{}")
        assigned = assign_pseudonyms(self.findings, kept)
        known = kept_pseudonyms(self.findings, assigned, kept)
        if keep and known != kept and not self.store.read_only:
            self.store.keep_note(_PSEUDONYMS, json.dumps(known, ensure_ascii=False))
        return assigned

    def protected(self) -> Findings:
        """Return the findings as they may leave: private persons under their pseudonyms, detail cut.

        Raises PublishError where the persons of the case are not known.
        """
        return protect(self.findings, self.require_people().pseudonyms())

    def report(self, *, names: bool = False) -> str:
        """Return the report of the case as one HTML page that opens offline.

        `names` keeps the names of private persons, for your own eyes. Raises PublishError where the persons
        of the case are not known.
        """
        from firsthand.publish.pictures import page_pictures  # loads what draws pages
        from firsthand.publish.report import render_report

        if names:
            shown, hidden = self.findings, None
        else:
            shown, hidden = protect_and_tell(self.findings, self.require_people().pseudonyms())
        pictures = page_pictures(self.findings, self.original, hidden=hidden)
        return render_report(shown, protected=not names, pictures=pictures)

    def areas(self, document: str, start: int, end: int) -> tuple[Area, ...]:
        """Return where on the pages of its original a passage of a document stands; empty if it has none."""
        from firsthand.read.paged.locating import locate

        found = next((one for one in self.findings.documents if one.id == document), None)
        data = self.original(document)
        return locate(data, found, start, end) if found and data is not None else ()

    def published(
        self, *, title: str | None = None, day: date | None = None, signer: Signer | None = None
    ) -> dict[str, bytes]:
        """Return the folder to publish: the bytes of every file by its path, persons protected.

        `firsthand.publish.write_publication` writes it. Raises PublishError.
        """
        from firsthand.publish.publishing import publish  # loads the writers of every format

        return publish(
            self.findings,
            self.require_people().pseudonyms(),
            codebook=self.codebook,
            title=title,
            day=day,
            signer=signer,
        )

    def log_published(self, files: Mapping[str, bytes], name: str) -> None:
        """Write in the custody log that these files, by their path, were published under a name."""
        manifest = next(data for path, data in sorted(files.items()) if path.startswith("manifest"))
        digest = hashlib.sha256(manifest).hexdigest()
        self.store.log("published", subject=digest, name=name, details={"files": str(len(files))})

    def require_people(self) -> "Case":
        """Return the case if its persons are known, else raise PublishError: nothing may leave before."""
        broken = [failure for failure in self.findings.failures if failure.step == "people"]
        if broken:
            raise PublishError(f"Nothing can be published: {broken[0].message}")
        if not looked_for_people(self.store):
            raise PublishError(
                "This case was built by an older firsthand, which did not look for persons. Build it again "
                "with the same command: what was read is kept."
            )
        return self

    def close(self) -> None:
        """Close the case file."""
        self.store.close()

    def __enter__(self) -> "Case":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
