"""A story as reviewed, with the rows that lists show of it; made anew when a decision touches it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from firsthand.desk.holding.likely import likely_same
from firsthand.desk.holding.lines import Line, lines_of, marked
from firsthand.desk.shapes import DocumentRow, StoryRow
from firsthand.model import Decision, Document, Findings, Source, Statement
from firsthand.publish.telling.index import Index, index_of
from firsthand.publish.telling.wording import clean
from firsthand.review import History, Misfit, Reviewed, apply_decisions
from firsthand.review.slices import Slice, used_sources

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Part:
    """What one story contributes to the line of a source: counts, see `SourceRow`."""

    claims: int = 0
    alone: int = 0
    relayed: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One story as decisions leave it. `machine` is its slice as it was derived.

    `moved`, `misfits`, `touched` are as in `review.Reviewed`. By the id of a source: `likely`, the ids of
    those that may be the same.
    """

    machine: Slice
    index: Index
    lines: tuple[Line, ...]
    line: dict[str, Line]  # by the id of its claim
    documents: tuple[DocumentRow, ...]
    row: StoryRow
    likely: Mapping[str, tuple[str, ...]]
    moved: Mapping[str, str]
    misfits: tuple[Misfit, ...]
    touched: frozenset[str]
    denied: int  # claims that somebody denies
    found: dict[Any, Any] = field(default_factory=dict, repr=False)
    lasting: dict[Any, Any] = field(default_factory=dict, repr=False)  # what was worked out of findings alone

    @property
    def parts(self) -> dict[str, Part]:
        """What each source has to do with the story, by its id; worked out when it is first asked for."""
        return self.of_findings("parts", lambda: _parts(self.index))

    def statements_in(self, document: str) -> tuple[Statement, ...]:
        """Return the statements of one of the documents."""
        return self.of_findings(("in", document), lambda: self._in(document))

    def _in(self, document: str) -> tuple[Statement, ...]:
        found = [s for s in self.findings.statements if s.document == document]
        return tuple(sorted(found, key=lambda s: (s.start, s.end, s.id)))

    def once(self, key: Any, work: Callable[[], _Found]) -> _Found:
        """Return what was worked out of this story for this key before, or work it out."""
        try:
            found: _Found = self.found[key]
        except KeyError:
            found = self.found[key] = work()
        return found

    def of_findings(self, key: Any, work: Callable[[], _Found]) -> _Found:
        """Return as `once` what is made of its findings alone: it holds while decisions only mark."""
        try:
            found: _Found = self.lasting[key]
        except KeyError:
            found = self.lasting[key] = work()
        return found

    @property
    def id(self) -> str:
        """The id of the story."""
        return self.machine.story.id

    @property
    def findings(self) -> Findings:
        """The story's findings as reviewed."""
        return self.index.findings


def reviewed(machine: Slice, sources: tuple[Source, ...], decisions: Iterable[Decision]) -> Reviewed:
    """Return the findings of a story as its decisions leave them.

    `sources` are those of the whole case: a chain may name one that the story does not know yet. Where a
    defect stops it, the story stays as it was derived, and all its decisions are told to be without effect.
    """
    holding = tuple(decisions)
    if not holding:
        return Reviewed(machine.findings)
    try:
        found = apply_decisions(replace(machine.findings, sources=sources), holding)
    except Exception as error:  # one story's defect must not take the others with it
        why = f"firsthand stumbled over this ({type(error).__name__}: {error}). Please report it."
        return Reviewed(machine.findings, misfits=tuple(Misfit(decision, why) for decision in holding))
    used = used_sources(found.findings, found.findings.sources)
    return replace(found, findings=replace(found.findings, sources=used))


def told(machine: Slice, found: Reviewed, history: History, before: Told | None = None) -> Told:
    """Return a story with its rows; `before` is the story as it was, whose rows are taken where they hold."""
    index = index_of(found.findings)
    touched = found.touched | (before.touched if before else frozenset())
    statements = before.index.statement if before else {}
    lines = lines_of(index, history, before.line if before else {}, touched, statements)
    documents = _document_rows(index)
    return Told(
        machine=machine,
        index=index,
        lines=lines,
        line={line.row.id: line for line in lines},
        documents=documents,
        row=_story_row(index, lines),
        likely=likely_same(found.findings.sources),
        moved=found.moved,
        misfits=found.misfits,
        touched=found.touched,
        denied=sum(line.row.denied for line in lines),
    )


def marked_anew(before: Told, history: History, about: Iterable[str]) -> Told:
    """Return a story in which decisions only marked something: its findings are as before.

    `about` are the ids of what they are about.
    """
    index = before.index
    claims = {index.claim_of.get(one, one) for one in about}
    new = {claim: marked(before.line[claim], history) for claim in claims if claim in before.line}
    lines = before.lines
    if any(line is not before.line[claim] for claim, line in new.items()):
        lines = tuple(new.get(line.row.id, line) for line in lines)
    return replace(before, lines=lines, line={**before.line, **new}, found={})


def _document_rows(index: Index) -> tuple[DocumentRow, ...]:
    statements = Counter(statement.document for statement in index.findings.statements)
    return tuple(_document_row(index, d, statements[d.id]) for d in index.documents)


def _document_row(index: Index, document: Document, statements: int) -> DocumentRow:
    return DocumentRow(
        id=document.id,
        name=document.name,
        title=clean(document.title or ""),
        called=index.title(document.id),
        story=index.findings.stories[0].id,
        publisher=clean(document.publisher or ""),
        published=document.published,
        language=document.language or "",
        format=document.format,
        sheets=len(document.sheets),
        letters=len(document.text),
        statements=statements,
        notes=document.notes,
    )


def _story_row(index: Index, lines: tuple[Line, ...]) -> StoryRow:
    findings = index.findings
    days = [document.published for document in findings.documents if document.published is not None]
    return StoryRow(
        id=findings.stories[0].id,
        title=clean(findings.stories[0].title),
        documents=len(findings.documents),
        statements=len(findings.statements),
        claims=len(findings.claims),
        contested=sum(line.row.standing == "contested" for line in lines),
        changed=len(findings.variants),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _parts(index: Index) -> dict[str, Part]:
    """Return what each source has to do with the story: begins claims, passes on, is in documents."""
    begun: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    relayed: Counter[str] = Counter()
    for claim in index.findings.claims:
        origins = claim.origins or index.origins_of(claim)
        of_one = claim.documents > 1 and claim.independent_origins <= 1
        for origin in origins:
            begun[origin] += 1
            alone[origin] += of_one
        told = [index.statement[one].attribution for one in claim.statements if one in index.statement]
        for relay in {relay for chain in told if len(chain) > 1 for relay in chain[1:]}:
            relayed[relay] += 1
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for statement in index.findings.statements:
        for source in statement.attribution:
            documents[source].add(statement.document)
    for document, outlet in index.outlet.items():
        documents[outlet].add(document)
    known = {source.id for source in index.findings.sources}
    return {
        source: Part(begun[source], alone[source], relayed[source], len(documents[source]))
        for source in known
    }
