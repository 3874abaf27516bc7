"""A case: a pile of documents and what was derived from it. The one place that knows the order of the steps.

    collect                     apart: what the web holds, kept in the case before it is built
    read → (ask) → extract      per document, a map; a language model is asked only where one is named
    resolve                     over the case: sources, and the persons who are named
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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from firsthand.ask import Asked, Asking, Reading, Usage, ask_documents, extract_readings
from firsthand.described import keep_described, take_in_kept
from firsthand.engine import Engine, LocalEngine
from firsthand.extract import LANGUAGES, in_read_language, is_readable, language_name
from firsthand.model import (
    Area,
    Decision,
    Document,
    Draft,
    Extraction,
    Failure,
    Findings,
    Lineage,
    Person,
    Story,
)
from firsthand.model.errors import FirsthandError, NothingToReadError, PublishError
from firsthand.pile import Pile, Read, collected_pile, files_pile, given_pile, kept_pile, read_pile
from firsthand.publish.protection import assign_pseudonyms, kept_pseudonyms, protect, protect_and_tell
from firsthand.publish.signing import Signer
from firsthand.read import FORMATS, Limits, Original
from firsthand.register import Register, choose_codebook, derive_register
from firsthand.register.codebook import Codebook, codebook_from_text, codebook_text, read_codebook
from firsthand.resolve import resolve
from firsthand.resolve.people import find_people
from firsthand.resolve.places import agree_places
from firsthand.review import Misfit, Reviewed, apply_decisions, draft_to_decision, in_force, is_structural
from firsthand.step_keys import step_key
from firsthand.store import ANSWER, EXTRACTION, Store, open_store
from firsthand.store.under_way import telling
from firsthand.trace import find_stories, join, trace
from firsthand.trace.sense import encode
from firsthand.weigh import Weighing, weigh

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done and how much there is."""

_RETRIED = frozenset({"ask", "extract", "weigh", "people", "register"})
# The names under which a case keeps its codebook, its pseudonyms, that persons were looked for, and which
# decisions the records were derived with.
_CODEBOOK, _CHOSEN, _PSEUDONYMS, _PEOPLE = "codebook", "chosen codebook", "pseudonyms", "people"
_REGISTERED = "registered with"
_AUTO, _NONE = "auto", "none"


def build(
    paths: str | Path | Iterable[str | Path] = (),
    *,
    case: str | Path | None = None,
    codebook: str | Path | Codebook | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    asking: Asking | None = None,
    limits: Limits | None = None,
) -> "Case":
    """Read documents and derive who said what, who derives from whom, and where accounts part.

    `paths` are files and folders; `case` is the file to keep the case in (made if missing; None
    keeps it in memory). What `firsthand collect` kept in the case is read with them; without paths the case
    is built again from the originals it keeps. A second build of the same case does only what changed.
    `codebook` (one that ships, by name, or a file) says which records the case keeps; a case keeps its
    codebook until another is named. Where none ever was, or "auto" is, the one that ships and fits is taken,
    if one does; "none" keeps no records. `asking` names a language model to ask who says what; by default
    none is, and nothing leaves this machine. `limits` says how much is read of one original.

    Raises NothingToReadError when no document can be read, CodebookError, and CaseError for the case file.
    Documents that fail are in `findings.failures`; the others go on.
    """
    limits = limits or Limits()
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    return _build(
        lambda store: files_pile([Path(path) for path in named], limits) if named else kept_pile(store),
        case=case,
        codebook=codebook,
        engine=LocalEngine(processes),
        progress=progress,
        asking=asking,
        limits=limits,
        processes=processes,
    )


def build_from(
    originals: Iterable[Original],
    *,
    case: str | Path | None = None,
    codebook: str | Path | Codebook | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    asking: Asking | None = None,
    limits: Limits | None = None,
) -> "Case":
    """Build a case from bytes already in hand; see `build`."""
    pile = given_pile(originals)
    return _build(
        lambda store: pile,
        case=case,
        codebook=codebook,
        engine=engine or LocalEngine(processes),
        progress=progress,
        asking=asking,
        limits=limits or Limits(),
        processes=processes,
    )


def _build(
    named: Callable[[Store], Pile],
    *,
    case: str | Path | None,
    codebook: str | Path | Codebook | None,
    engine: Engine,
    progress: Progress | None,
    asking: Asking | None,
    limits: Limits,
    processes: int | None,
) -> "Case":
    wanted = _wanted(codebook)
    progress = progress or (lambda step, done, total: None)
    store = open_store(Path(case) if case is not None else None, create=True)
    try:
        take_in_kept(store)
        if wanted is not None:
            store.keep_note(_CODEBOOK, wanted if isinstance(wanted, str) else codebook_text(wanted))
        with telling(store.path, progress) as told:  # where a review desk sees how far it is
            read = read_pile(
                store,
                named(store),
                collected_pile(store),
                limits=limits,
                processes=processes or os.cpu_count() or 1,
                progress=told,
            )
            findings, usage = _derive(store, read, engine=engine, progress=told, asking=asking)
        case_built = case_over(store, findings, usage)
        keep_described(store)
    except BaseException:
        store.close()
        raise
    return case_built


def open_case(path: str | Path) -> "Case":
    """Open a case that was built before.

    Raises NotACaseError, NewerCaseError, and NothingToReadError when its build never finished.
    """
    return case_over(*open_derived(path))


def open_derived(path: str | Path) -> tuple[Store, Findings]:
    """Open what keeps a case, with what was derived, no decision laid over it yet; raises as `open_case`."""
    store = open_store(Path(path))
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


def case_over(store: Store, derived: Findings, usage: Usage | None = None) -> "Case":
    """Return the case of what was derived, with the decisions in its store laid over."""
    return Case(store, derived, _reviewed(store, derived), usage)


@dataclass(frozen=True, slots=True)
class Case:
    """A built case: what was derived, what reviewers made of it, and the store that keeps both.

    `derived` are the findings as they were derived, which no decision changes; `reviewed` lays the decisions
    over them. `usage` is what asking a language model took in this build; None where none was asked.
    """

    store: Store
    derived: Findings
    reviewed: Reviewed
    usage: Usage | None = None

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
    def chosen_codebook(self) -> bool:
        """Whether firsthand took the codebook because it fits; false where somebody named it, or none is."""
        return (self.store.note(_CODEBOOK) or _AUTO) == _AUTO and self.codebook is not None

    @property
    def codebook(self) -> Codebook | None:
        """The codebook that says which records the case keeps; None where it keeps none."""
        return _kept_codebook(self.store)

    def with_codebook(self, codebook: Codebook) -> "Case":
        """Return the case with another codebook, its records derived anew, nothing read again."""
        self.store.keep_note(_CODEBOOK, codebook_text(codebook))
        derived = _registered(self.store, self.derived)
        # Under no key: the next build derives all of it again, and keeps that.
        self.store.keep_findings("", derived)
        return self._with(derived)

    def registers_decisions(self) -> bool:
        """Tell whether the records took in every decision that may add to them."""
        return (self.store.note(_REGISTERED) or "") == _structural(self.store)

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
        return replace(self, derived=derived, reviewed=_reviewed(self.store, derived))

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
        if self.store.note(_PEOPLE) is None:
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


def _derive(
    store: Store, read: Read, *, engine: Engine, progress: Progress, asking: Asking | None
) -> tuple[Findings, Usage | None]:
    documents, failures = tuple(map(in_read_language, read.documents)), list(read.failures)
    if not documents:
        raise NothingToReadError(_nothing_to_read(failures))
    model = asking.model if asking else ""
    book = store.note(_CODEBOOK) or _AUTO
    key = step_key("findings", model, book, *map(_shown_as, documents), *map(repr, failures))
    if store.findings_key() == key and (findings := store.findings()) is not None:
        if (store.note(_REGISTERED) or "") != _structural(
            store
        ):  # what was decided since may add to a record
            store.keep_findings(key, findings := _registered(store, findings))
        return findings, Usage() if asking else None
    asked = _ask_all(store, documents, asking, progress) if asking else Asked()
    failures += asked.failures
    extractions, extracted, extract_failures = _extract_all(store, documents, asked, engine, progress)
    failures += extract_failures
    findings = _compare(documents, extractions, failures, progress)
    progress("register", 0, 1)
    findings = _registered(store, findings)
    progress("register", 1, 1)
    # What a defect broke is kept under no key: the next build tries it again.
    broken = any(failure.step in _RETRIED for failure in findings.failures)
    store.keep_findings("" if broken else key, findings)
    store.keep_note(_PEOPLE, "looked for")
    store.forget_unused(read.used | extracted)
    return findings, asked.usage if asking else None


def _ask_all(store: Store, documents: Sequence[Document], asking: Asking, progress: Progress) -> Asked:
    return ask_documents(
        [document for document in documents if is_readable(document)],
        asking,
        kept=lambda key: store.kept(ANSWER, key),
        keep=lambda key, answer: store.keep(ANSWER, key, answer),
        progress=lambda done, total: progress("ask", done, total),
    )


def _extract_all(
    store: Store, documents: Sequence[Document], asked: Asked, engine: Engine, progress: Progress
) -> tuple[dict[str, Extraction], frozenset[str], list[Failure]]:
    extractions: dict[str, Extraction] = {}
    failures: list[Failure] = []
    keys: dict[str, str] = {}
    missing: list[Reading] = []
    for document in documents:
        if not is_readable(document):
            failures.append(Failure(document.name, "language", _other_language(document)))
            continue
        # What is extracted depends on the reading (blocks, date) as well as on the bytes.
        answer = asked.answers.get(document.id)
        told = answer.digest if answer else ""
        plain = replace(document, name="", notes=(), sheets=(), taken=None, within=None)
        keys[document.id] = key = step_key("extract", repr(plain), told)
        kept = store.kept(EXTRACTION, key)
        if kept is None:
            missing.append(Reading(document, answer))
        else:
            extractions[document.id] = kept
    progress("extract", len(extractions), len(keys))
    for reading, outcome in engine.map(
        extract_readings,
        missing,
        weight=lambda r: len(r.document.text),
        kind=lambda r: r.document.language or "en",
    ):
        document = reading.document
        if isinstance(outcome, BaseException):
            failures.append(Failure(document.name, "extract", _unexpected(document.name, outcome)))
        else:
            store.keep(EXTRACTION, keys[document.id], outcome)
            extractions[document.id] = outcome
        progress("extract", len(extractions), len(keys))
    return extractions, frozenset(keys.values()), failures


def _compare(
    documents: Sequence[Document],
    extractions: dict[str, Extraction],
    failures: list[Failure],
    progress: Progress,
) -> Findings:
    progress("resolve", 0, 1)
    extracted = [extractions[d.id] for d in documents if d.id in extractions]
    resolution = resolve(documents, extracted, encoder=encode)
    people: tuple[Person, ...] = ()
    try:
        people = find_people(documents, extracted, resolution.sources, resolution.statements)
    except Exception as error:  # the rest stands, but nothing can be published: see Case.require_people
        failures.append(Failure("persons", "people", _unexpected("Looking for persons", error)))
    progress("resolve", 1, 1)
    stories = find_stories(documents, resolution.statements)
    lineages: list[Lineage] = []
    weighings: list[Weighing] = []
    agreed = {statement.id: statement for statement in resolution.statements}
    for done, story in enumerate(stories):
        progress("weigh", done, len(stories))
        members = frozenset(story.documents)
        told = [d for d in documents if d.id in members]
        statements = agree_places(told, [s for s in resolution.statements if s.document in members])
        agreed |= {statement.id: statement for statement in statements}
        citations = [c for c in resolution.citations if c[0] in members]
        try:
            lineage = trace(story, told, statements, resolution.sources, citations)
            weighing = weigh(told, statements, resolution.sources, lineage)
        except Exception as error:  # one story's defect must not take the others with it
            failures.append(Failure(story.title, "weigh", _unexpected(story.title, error)))
            continue
        lineages.append(lineage)
        weighings.append(weighing)
    progress("weigh", len(stories), len(stories))
    return Findings(
        documents=tuple(_noted(document, extractions.get(document.id)) for document in documents),
        sources=resolution.sources,
        statements=tuple(sorted(agreed.values(), key=lambda s: (s.document, s.start, s.end, s.id))),
        claims=tuple(claim for weighing in weighings for claim in weighing.claims),
        conflicts=tuple(conflict for weighing in weighings for conflict in weighing.conflicts),
        variants=tuple(variant for weighing in weighings for variant in weighing.variants),
        updates=tuple(update for weighing in weighings for update in weighing.updates),
        lineage=join(lineages),
        stories=_ordered(stories),
        people=people,
        failures=tuple(sorted(failures, key=lambda f: (f.document, f.step, f.message))),
    )


def _reviewed(store: Store, derived: Findings) -> Reviewed:
    """Lay the decisions of a case over what was derived."""
    decisions = store.decisions()
    return apply_decisions(replace(derived, decisions=decisions), decisions)


def _structural(store: Store) -> str:
    """Return what stands for the decisions in force that change findings, "" for none."""
    holding = [decision.id for decision in in_force(store.decisions()) if is_structural(decision)]
    return hashlib.sha256(" ".join(holding).encode()).hexdigest() if holding else ""


def _registered(store: Store, derived: Findings) -> Findings:
    """Derive the records from what reviewers left; a defect there is told, and the rest stands."""
    findings = _reviewed(store, derived).findings
    failures = [failure for failure in findings.failures if failure.step != "register"]
    register = Register()
    try:
        if (store.note(_CODEBOOK) or _AUTO) == _AUTO:
            chosen, register = choose_codebook(findings)
            store.keep_note(_CHOSEN, codebook_text(chosen) if chosen else _NONE)
        elif (codebook := _kept_codebook(store)) is not None:
            register = derive_register(findings, codebook)
    except Exception as error:
        failures.append(Failure("the register", "register", _unexpected("The register", error)))
    if (store.note(_REGISTERED) or "") != (registered := _structural(store)):
        store.keep_note(_REGISTERED, registered)
    return replace(derived, records=register.records, tallies=register.tallies, failures=tuple(failures))


def _kept_codebook(store: Store) -> Codebook | None:
    """Return the codebook that was named for the case, else the one that was chosen for it."""
    text = store.note(_CODEBOOK) or _AUTO
    if text == _AUTO:
        text = store.note(_CHOSEN) or _NONE
    return None if text == _NONE else codebook_from_text(text)


def _wanted(codebook: str | Path | Codebook | None) -> Codebook | str | None:
    """Return the codebook that a name or a file means; "auto" and "none" stand for themselves."""
    if codebook is None or isinstance(codebook, Codebook) or codebook in (_AUTO, _NONE):
        return codebook
    return read_codebook(codebook)


def _noted(document: Document, extraction: Extraction | None) -> Document:
    """Add what extraction had to do to what reading had to do."""
    if extraction is None or not extraction.notes:
        return document
    return replace(document, notes=(*document.notes, *extraction.notes))


def _ordered(stories: Iterable[Story]) -> tuple[Story, ...]:
    return tuple(sorted(stories, key=lambda s: (-len(s.documents), s.id)))


def _shown_as(document: Document) -> str:
    """Return all of a document that a reader sees beside its text, which its id stands for."""
    return repr((document.id, document.name, document.url, document.taken, document.within, document.notes))


def _nothing_to_read(failures: Sequence[Failure]) -> str:
    reasons = "".join(f"\n  {failure.message}" for failure in failures[:20])
    formats = ", ".join(one.label for one in FORMATS)
    return f"There is no document to read. Name a folder or files; what is read is {formats}." + reasons


def _other_language(document: Document) -> str:
    language = language_name(document.language or "")
    read = ", ".join(sorted(map(language_name, LANGUAGES)))
    return (
        f"{document.name} is in {language}, a language without a pack: it is kept and compared as a text, "
        f"but statements are taken only from {read}. Add a translation beside it to have what it says."
    )


def _unexpected(name: str, error: BaseException) -> str:
    if isinstance(error, FirsthandError):
        return str(error)
    return (
        f"{name}: firsthand stumbled over this ({type(error).__name__}: {error}). The rest was built. "
        "Please report it with the documents, if you may share them."
    )
