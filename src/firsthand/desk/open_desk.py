"""The desk on a case in this process: what pages, the API and Python ask, and where decisions are made.

What is read comes from a snapshot that nobody changes; a lock guards the case file and the moment at which a
new snapshot takes the old one's place. Who reads never waits for who decides.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from firsthand.case import Case, open_case
from firsthand.desk.building import Builds
from firsthand.desk.holding.snapshot import (
    Base,
    Progress,
    Snapshot,
    base_of,
    snapshot_of,
    touched_by,
    with_decisions,
)
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.claims import asked_claims
from firsthand.desk.listing.documents import asked_documents, part_at
from firsthand.desk.listing.facets import facets_of
from firsthand.desk.listing.overview import asked_stories, overview_of, story_headline
from firsthand.desk.listing.paging import Ordered, ordered, shown
from firsthand.desk.listing.persons import person_rows
from firsthand.desk.listing.queues import queue_of
from firsthand.desk.listing.sources import asked_sources, source_rows
from firsthand.desk.operations import ANY, LIMIT
from firsthand.desk.shapes import (
    Asked,
    Building,
    ClaimFile,
    ClaimRow,
    DocumentFile,
    DocumentRow,
    Facet,
    Made,
    Misfit,
    News,
    Open,
    Overview,
    Page,
    PersonRow,
    Queue,
    RecordRow,
    SourceRow,
    StoryFile,
    StoryRow,
)
from firsthand.model import (
    Area,
    Decision,
    Document,
    Draft,
    Entry,
    Failure,
    Findings,
    Statement,
    Tally,
)
from firsthand.model.errors import BrokenCustodyError, CaseError, GoneError
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.whereabouts import sheets_of
from firsthand.read.paged.drawing import Drawn, Wanted, draw
from firsthand.register.codebook import Codebook
from firsthand.review import Reviewed, changed_claims, draft_to_decision, is_structural

_Found = TypeVar("_Found")
_PICTURES = 128  # pages drawn that are kept; one has some 100 kB


class OpenDesk:
    """A case as reviewers work on it, in this process. May be asked from many threads at once."""

    def __init__(self, case: str | Path | Case, *, progress: Progress | None = None) -> None:
        """Open the case; what was derived is cut into stories, and decisions are laid over it."""
        self._case = case if isinstance(case, Case) else open_case(case)
        self._store = self._case.store
        self._lock = threading.RLock()
        self._pictures: OrderedDict[tuple[str, int], Drawn] = OrderedDict()
        self._drawing = threading.Lock()
        self._codebook: tuple[str, Codebook | None] | None = None
        self.name = self._store.path.stem if self._store.path else "a case in memory"
        self.read_only = ""
        if why := self._store.read_only:
            self.read_only = f"{self.name} can only be read: {why}. Nothing can be decided here."
        else:
            try:
                self._store.look_ahead()  # or the first decision would wait until the file is hashed
            except BrokenCustodyError as error:
                self.read_only = str(error)
        self._builds = Builds(self._store)
        self._version = self._store.version()
        base = base_of(self._case.derived, self._store.findings_key() or "")
        self._snapshot = snapshot_of(base, self._store.decisions(), progress)

    # Where the case stands

    @property
    def revision(self) -> str:
        """The name of this moment; another one as soon as something is decided or built."""
        return self._now().revision

    @property
    def codebook(self) -> Codebook | None:
        """The codebook that says which records the case keeps, None where it keeps none."""
        key = self._now().base.key
        with self._lock:
            if self._codebook is None or self._codebook[0] != key:  # half a second to parse: once a build
                self._codebook = (key, self._case.codebook)
            return self._codebook[1]

    @property
    def path(self) -> Path | None:
        """The case's file; None where it is in memory."""
        return self._store.path

    def overview(self) -> Overview:
        """Return where the case stands."""
        now = self._now()
        found = overview_of(now, name=self.name, built=self._built())
        return replace(found, stories=tuple(map(self._with_headline(now), found.stories)))

    def stories(self, *, after: str = "", limit: int = LIMIT) -> Page[StoryRow]:
        """Return the stories, the largest first."""
        now = self._now()
        return shown(asked_stories(now).part(after, limit), self._with_headline(now))

    def story(self, story: str) -> StoryFile:
        """Return a story with its lineage."""
        told = self._story(self._now(), story)
        findings = told.findings
        return StoryFile(findings.stories[0], told.documents, findings.sources, findings.lineage)

    def index(self, story: str) -> Index:
        """Return the cross-references of a story, as reviewed."""
        return self._story(self._now(), story).index

    def story_of(self, item: str) -> str:
        """Return the story of a document, statement, claim, conflict or variant; of a story itself."""
        now = self._now()
        told = now.told(item)
        if told is None:
            raise _gone("item", item)
        return told.id

    # Claims

    def claims(self, asked: Asked = ANY, *, after: str = "", limit: int = LIMIT) -> Page[ClaimRow]:
        """Return the claims that are asked for."""
        return shown(asked_claims(self._now(), asked).part(after, limit), lambda line: line.row)

    def facets(self, asked: Asked = ANY) -> dict[str, tuple[Facet, ...]]:
        """Return by what the claims asked for can be narrowed: standing, origin, place, language, ..."""
        return facets_of(self._now(), asked)

    def claim(self, claim: str, *, after: str = "", limit: int = LIMIT) -> ClaimFile:
        """Return a claim with a part of its statements. An id it had before a merge leads to it as well."""
        now = self._now()
        told = now.told(claim)
        found = told.index.claim.get(now.moved.get(claim, claim)) if told else None
        if told is None or found is None:
            raise _gone("claim", claim)
        index, findings = told.index, told.findings
        statements = now.once(("statements", found.id), lambda: _in_order(index, index.statements_of(found)))
        page = statements.part(after, limit)
        inside = set(found.statements)
        documents = {statement.document for statement in statements.items}
        sources = set(index.origins_of(found)).union(*(s.attribution for s in page.items))
        sources |= {index.outlet[statement.document] for statement in page.items}
        return ClaimFile(
            claim=found,
            story=findings.stories[0],
            statements=page,
            sources=tuple(source for source in findings.sources if source.id in sources),
            documents=tuple(row for row in told.documents if row.id in documents),
            conflicts=tuple(c for c in findings.conflicts if found.id in c.claims),
            variants=tuple(v for v in findings.variants if v.claim == found.id or inside & {*v.statements}),
            updates=tuple(u for u in findings.updates if found.id in u.claims),
            records=tuple(record.id for record in findings.records if found.id in record.claims),
            history=self._history(now, (claim, found.id, *found.statements)),
            state=told.line[found.id].row.state,
        )

    def machine(self, statement: str) -> Statement | None:
        """Return a statement as it was first derived; None where a reviewer added it."""
        now = self._now()
        told = now.told(statement)
        if told is None:
            raise _gone("statement", statement)
        derived = told.machine.findings.statements
        return next((each for each in derived if each.id == statement), None)

    def queue(self, kind: Queue, *, story: str = "", after: str = "", limit: int = LIMIT) -> Page[Open]:
        """Return what waits for a decision, what is decided last."""
        now = self._now()
        if story:
            self._story(now, story)
        return queue_of(now, kind, story).part(after, limit)

    # Documents

    def documents(self, *, story: str = "", after: str = "", limit: int = LIMIT) -> Page[DocumentRow]:
        """Return the documents, by date."""
        now = self._now()
        if story:
            self._story(now, story)
        return asked_documents(now, story).part(after, limit)

    def document(self, document: str, *, at: int = 0) -> DocumentFile:
        """Return a document with the statements around the code point `at`; of a short one, all."""
        now = self._now()
        told, found = self._document(now, document)
        start, end = part_at(found, at)
        statements = sorted(
            (
                s
                for s in told.findings.statements
                if s.document == document and s.start < end and s.end > start
            ),
            key=lambda s: (s.start, s.end, s.id),
        )
        every = (*told.machine.findings.statements, *told.findings.statements)  # those rejected as well
        here = dict.fromkeys(s.id for s in every if s.document == document)
        row = next(row for row in told.documents if row.id == document)
        return DocumentFile(row, found, tuple(statements), self._history(now, (document, *here)), start, end)

    def areas(self, document: str, start: int, end: int) -> tuple[Area, ...]:
        """Return where on the pages of its original a passage stands."""
        _, found = self._document(self._now(), document)
        areas: list[Area] = []
        for sheet in sheets_of(found, start, end):
            drawn = self.pictured(document, sheet.number)
            marks = [its for name, its in drawn.marks if name == _passage(start, end)]
            if not marks:
                marks = [
                    its
                    for one in self._draw(found, sheet.number, ((_passage(start, end), start, end),))
                    for _, its in one.marks
                ]
            areas += [area for its in marks[:1] for area in its]
        return tuple(areas)

    def original(self, document: str) -> bytes:
        """Return the preserved bytes of a document."""
        self._document(self._now(), document)
        with self._lock:
            data = self._store.original(document)
        if data is None:
            raise GoneError(
                f"The case does not keep the original of {document}. Build it again from its files."
            )
        return data

    def picture(self, document: str, number: int) -> bytes:
        """Return a page of an original as it looks, as WebP; drawn in a process of its own."""
        data = self.pictured(document, number).data
        if not data:
            raise GoneError("This page cannot be drawn. Open the original instead.")
        return data

    def pictured(self, document: str, number: int) -> Drawn:
        """Return a page as drawn, with the areas of its statements: marks are named "start-end"."""
        now = self._now()
        told, found = self._document(now, document)
        sheet = next((sheet for sheet in found.sheets if sheet.number == number), None)
        if sheet is None or found.format not in ("pdf", "image"):
            raise GoneError(f"This document has no page {number} that can be drawn.")
        key = (document, number)
        with self._drawing:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
            passages = tuple(
                (_passage(s.start, s.end), s.start, s.end)
                for s in told.findings.statements
                if s.document == document and s.start < sheet.end and s.end > sheet.start
            )
            drawn = next(iter(self._draw(found, number, passages)), Drawn(number, b""))
            self._pictures[key] = drawn
            while len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
            return drawn

    # Sources, records, persons

    def sources(self, *, text: str = "", after: str = "", limit: int = LIMIT) -> Page[SourceRow]:
        """Return the sources, those first with whom most begins."""
        return asked_sources(self._now(), text).part(after, limit)

    def source(self, source: str) -> SourceRow:
        """Return a source."""
        now = self._now()
        rows = source_rows(now)
        found = rows.get(source) or rows.get(now.moved.get(source, ""))
        if found is None:
            raise _gone("source", source)
        return found

    def records(self, *, type: str = "", after: str = "", limit: int = LIMIT) -> Page[RecordRow]:
        """Return the records of the register."""
        now = self._now()
        return now.once(("record rows", type), lambda: _record_rows(now, type)).part(after, limit)

    def record(self, record: str) -> RecordRow:
        """Return a record."""
        now = self._now()
        found = now.records().get(record)
        if found is None:
            raise _gone("record", record)
        return _record_row(now, found.id)

    def tallies(self) -> tuple[Tally, ...]:
        """Return the counts that sources give, beside what is listed."""
        return self._now().base.findings.tallies

    def persons(self, *, after: str = "", limit: int = LIMIT) -> Page[PersonRow]:
        """Return whom this case names, and what would be shown of them."""
        now = self._now()
        return now.once("persons", lambda: self._persons(now)).part(after, limit)

    # The case itself

    def failures(self) -> tuple[Failure, ...]:
        """Return what did not work, and what to do about it."""
        return self._now().base.findings.failures

    def custody(self, *, after: str = "", limit: int = LIMIT) -> Page[Entry]:
        """Return the custody log, the latest first."""
        with self._lock:
            entries = list(self._store.entries())
        return ordered(entries, lambda entry: (-entry.number,)).part(after, limit)

    def decisions(self, *, target: str = "", after: str = "", limit: int = LIMIT) -> Page[Decision]:
        """Return the decisions, the latest first; on one thing where `target` names it."""
        now = self._now()
        made = now.history.of(target) if target else now.decisions
        return ordered(made, lambda decision: (-now.place_of(decision.id), decision.id)).part(after, limit)

    def in_force(self) -> frozenset[str]:
        """Return the ids of the decisions that hold."""
        return self._now().history.in_force

    def misfits(self) -> tuple[Misfit, ...]:
        """Return the decisions that find no more what they were about."""
        return tuple(Misfit(misfit.decision, misfit.why) for misfit in self._now().misfits)

    # Deciding

    def decide(self, draft: Draft, *, reviewer: str) -> Made:
        """Keep a decision, and derive again at once what it touches."""
        return self.decide_all([draft], reviewer=reviewer)[0]

    def decide_all(self, drafts: Sequence[Draft], *, reviewer: str) -> tuple[Made, ...]:
        """Keep several decisions, or none of them where one cannot be made."""
        if not drafts:
            return ()
        if self.read_only:
            raise CaseError(self.read_only)
        with self._lock:
            self._refresh()
            with self._store.together():
                self._refresh()  # from here on nobody else decides
                before = self._snapshot
                after = before
                pending: list[Decision] = []
                made: list[Decision] = []
                for draft in drafts:
                    if pending and any(is_structural(one, (*after.decisions, *pending)) for one in pending):
                        after, pending = with_decisions(after, pending), []
                    at = datetime.now(UTC).isoformat(timespec="microseconds")
                    decision = self._checked(after, draft, reviewer=reviewer, at=at, pending=pending)
                    pending.append(decision)
                    made.append(decision)
                after = with_decisions(after, pending)
                for decision in made:
                    self._store.keep_decision(decision)
                version = self._store.version()
            self._version = version
            self._snapshot = after
        return tuple(
            self._made(before, after, draft, decision) for draft, decision in zip(drafts, made, strict=True)
        )

    def news(self, since: str) -> News:
        """Return what changed since a revision."""
        now = self._now()
        count, _, build = since.partition("-")
        rebuilt = build != now.revision.partition("-")[2]
        seen = int(count) if count.isdecimal() else len(now.decisions)
        return News(now.revision, now.decisions[seen:], rebuilt, self.building())

    def building(self) -> Building:
        """Return how a build stands."""
        return self._builds.building()

    def build(self) -> Building:
        """Build the case again from what it keeps, in a process of its own; decisions stay."""
        return self._builds.start()

    def report(self) -> str:
        """Return the report as one HTML page, private persons under their pseudonyms."""
        now = self._now()
        with self._lock:
            return self._as_case(now).report()

    def close(self) -> None:
        """Stop the build of this desk, if one runs, and close the case file."""
        self._builds.close()
        with self._lock:
            self._store.close()

    def __enter__(self) -> "OpenDesk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Inside

    def _now(self) -> Snapshot:
        """Return the case as it is; decisions and builds of others are taken in unless somebody decides."""
        if self._lock.acquire(blocking=False):
            try:
                self._refresh()
            finally:
                self._lock.release()
        return self._snapshot

    def _refresh(self) -> None:
        """Take in what others decided or built; the caller holds the lock."""
        version = self._store.version()
        if version == self._version:
            return
        decisions, key = self._store.decisions(), self._store.findings_key() or ""
        base: Base = self._snapshot.base
        if key != base.key and (findings := self._store.findings()) is not None:
            base = base_of(findings, key)
        if base is not self._snapshot.base:
            self._snapshot = snapshot_of(base, decisions)
        elif new := decisions[len(self._snapshot.decisions) :]:
            self._snapshot = with_decisions(self._snapshot, new)
        self._version = version

    def _built(self) -> str:
        with self._lock:
            built = [entry.time for entry in self._store.entries() if entry.deed == "built"]
        return built[-1].isoformat() if built else ""

    def _story(self, now: Snapshot, story: str) -> Told:
        found = now.stories.get(story)
        if found is None:
            raise _gone("story", story)
        return found

    def _document(self, now: Snapshot, document: str) -> tuple[Told, Document]:
        told = now.told(document)
        found = told.index.document.get(document) if told else None
        if told is None or found is None:
            raise _gone("document", document)
        return told, found

    def _draw(
        self, document: Document, number: int, passages: tuple[tuple[str, int, int], ...]
    ) -> tuple[Drawn, ...]:
        with self._lock:
            data = self._store.original(document.id)
        if data is None:
            return ()
        wanted = Wanted(document, data, ((number, passages),))
        return tuple(one for _, drawn in draw([wanted], closed=False) for one in drawn)

    def _history(self, now: Snapshot, ids: Sequence[str]) -> tuple[Decision, ...]:
        found = {decision.id: decision for one in ids for decision in now.history.of(one)}
        return tuple(sorted(found.values(), key=lambda decision: now.place_of(decision.id)))

    def _persons(self, now: Snapshot) -> Ordered[PersonRow]:
        with self._lock:
            pseudonyms = self._as_case(now).pseudonyms()
        return person_rows(replace(now.base.findings, decisions=now.decisions), pseudonyms)

    def _as_case(self, now: Snapshot) -> Case:
        """Return the case as the library has it, as reviewed."""
        misfits = tuple(now.misfits)
        return replace(
            self._case, derived=now.base.findings, reviewed=Reviewed(_whole(now), now.moved, misfits)
        )

    def _with_headline(self, now: Snapshot) -> Callable[[StoryRow], StoryRow]:
        def named(row: StoryRow) -> StoryRow:
            told = now.stories[row.id]
            return replace(row, headline=now.once(("headline", row.id), lambda: story_headline(told)))

        return named

    def _checked(
        self, now: Snapshot, draft: Draft, *, reviewer: str, at: str, pending: Sequence[Decision]
    ) -> Decision:
        """Return the decision that a draft asks for, checked against the stories it is about."""
        homes = {now.story_of(one) for one in (draft.target, *draft.others)} - {None}
        if draft.target in now.sources() or draft.target in now.moved:
            wanted = {draft.target, *draft.others}
            homes |= {told.id for told in now.stories.values() if not wanted.isdisjoint(told.parts)}
        findings = _joined([now.stories[home] for home in now.base.slices if home in homes])
        findings = replace(
            findings,
            sources=tuple(now.sources().values()),
            people=now.base.findings.people,
            decisions=now.decisions,
        )
        return draft_to_decision(
            findings, draft, reviewer=reviewer, at=at, decisions=(*now.decisions, *pending)
        )

    def _made(self, before: Snapshot, after: Snapshot, draft: Draft, decision: Decision) -> Made:
        stories = touched_by(before, [decision])
        changed = [
            claim
            for story in stories
            for claim in changed_claims(before.stories[story].findings, after.stories[story].findings)
        ]
        now = after.moved.get(draft.target, draft.target)
        return Made(
            decision=decision,
            meanwhile=self._meanwhile(before, draft, decision),
            now=now if _is_there(after, now) else "",
            changed=tuple(changed),
            revision=after.revision,
        )

    def _meanwhile(self, before: Snapshot, draft: Draft, decision: Decision) -> tuple[Decision, ...]:
        target = before.moved.get(draft.target, draft.target)
        told = before.told(target)
        claim = told.index.claim.get(target) if told else None
        made = self._history(before, (draft.target, target, *(claim.statements if claim else ())))
        seen = next((place for place, one in enumerate(made) if one.id == draft.seen), -1)
        return tuple(one for one in made[seen + 1 :] if one.reviewer != decision.reviewer)


def open_desk(case: str | Path | Case) -> OpenDesk:
    """Open the desk of a case, in this process; close it, or use it with `with`."""
    return OpenDesk(case)


def _passage(start: int, end: int) -> str:
    return f"{start}-{end}"


def _in_order(index: Index, statements: list[Statement]) -> Ordered[Statement]:
    return ordered(statements, lambda s: (index.order[s.document], s.start, s.id))


def _record_rows(now: Snapshot, type: str) -> Ordered[RecordRow]:
    rows = [_record_row(now, one) for one, record in now.records().items() if type in ("", record.type)]
    return ordered(rows, lambda row: (row.record.type, row.record.title.casefold(), row.record.id))


def _record_row(now: Snapshot, record: str) -> RecordRow:
    return RecordRow(now.records()[record], now.history.state(record))


def _is_there(now: Snapshot, item: str) -> bool:
    told = now.told(item)
    if told is None:
        return item in now.sources() or any(person.id == item for person in now.base.findings.people)
    findings = told.findings
    return (
        item in told.index.claim
        or item in told.index.statement
        or item in told.index.document
        or any(item == each.id for each in findings.conflicts)
        or any(item == each.id for each in findings.variants)
        or any(item == each.id for each in findings.records)
    )


def _joined(stories: Sequence[Told]) -> Findings:
    """Return the findings of several stories as one, without their sources."""
    if len(stories) == 1:
        return stories[0].findings
    parts = [told.findings for told in stories]
    return Findings(
        documents=tuple(each for part in parts for each in part.documents),
        statements=tuple(each for part in parts for each in part.statements),
        claims=tuple(each for part in parts for each in part.claims),
        conflicts=tuple(each for part in parts for each in part.conflicts),
        variants=tuple(each for part in parts for each in part.variants),
        updates=tuple(each for part in parts for each in part.updates),
        stories=tuple(each for part in parts for each in part.stories),
        records=tuple(each for part in parts for each in part.records),
    )


def _whole(now: Snapshot) -> Findings:
    """Return the findings of the whole case as reviewed."""
    parts = _joined(list(now.stories.values()))
    return replace(
        now.base.findings,
        documents=tuple(sorted(parts.documents, key=lambda d: d.id)),
        statements=tuple(sorted(parts.statements, key=lambda s: (s.document, s.start, s.end, s.id))),
        claims=parts.claims,
        conflicts=parts.conflicts,
        variants=parts.variants,
        updates=parts.updates,
        records=tuple(now.records().values()),
        sources=tuple(now.sources().values()),
        decisions=now.decisions,
    )


def _gone(kind: str, one: str) -> GoneError:
    return GoneError(
        f"There is no {kind} “{one}” in this case, or not any more: it may have been rejected or merged, or "
        "the case was built again. Look for it by its words."
    )
