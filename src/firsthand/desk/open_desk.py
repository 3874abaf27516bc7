"""The desk on a case in this process: what pages, the API and Python ask, and where decisions are made."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from firsthand.case import Case
from firsthand.desk import shapes
from firsthand.desk.building import Builds
from firsthand.desk.holding.checking import gone
from firsthand.desk.holding.finding import document_in, story_in, told_of
from firsthand.desk.holding.kept import KeptCase
from firsthand.desk.holding.registering import Registering
from firsthand.desk.holding.snapshot import Progress
from firsthand.desk.listing.claim import claim_file
from firsthand.desk.listing.claims import asked_claims
from firsthand.desk.listing.documents import asked_documents, document_file
from firsthand.desk.listing.facets import facets_of
from firsthand.desk.listing.overview import asked_stories, overview_of, with_headline
from firsthand.desk.listing.paging import Ordered, shown
from firsthand.desk.listing.persons import Pseudonyms, asked_persons
from firsthand.desk.listing.queues import queue_part
from firsthand.desk.listing.records import asked_records, record_row
from firsthand.desk.listing.sources import asked_sources, source_rows
from firsthand.desk.made import made_of
from firsthand.desk.operations import ANY, LIMIT
from firsthand.desk.pictures import PagePictures
from firsthand.model import Area, Decision, Draft, Entry, Failure, Statement, Tally
from firsthand.model.errors import GoneError, PublishError
from firsthand.publish.telling.index import Index
from firsthand.read.paged.drawing import Drawn
from firsthand.register.codebook import Codebook
from firsthand.store.places import Place

_MOST_REPORTED = 20_000  # statements; each adds some 1,500 letters to the page
_TOO_LONG = (
    "A report is one page, and this case has {:,} statements: no browser would open it, and the desk would "
    "stand still for others meanwhile. Publish it as a folder instead: firsthand publish --help says how."
)


class OpenDesk:
    """A case as reviewers work on it, in this process. May be asked from many threads at once."""

    def __init__(self, case: str | Place | Case, *, progress: Progress | None = None) -> None:
        """Open the case; what was derived is cut into stories, and decisions are laid over it.

        `progress` is told how far that is: a large case takes a while.
        """
        self._kept = KeptCase(case, progress)
        self._builds = Builds(self._kept.store)
        self._pictures = PagePictures(self._kept.original)
        self._pseudonyms = Pseudonyms(self._kept)
        self._registering = Registering(self._kept)
        self._reporting = Lock()
        self._report: tuple[str, str] | None = None  # the latest, and its revision
        self.name = self._kept.name
        self.path = self._kept.store.place

    # Where the case stands

    @property
    def read_only(self) -> str:
        """Why nothing can be decided, "" where it can."""
        return self._kept.read_only

    @property
    def revision(self) -> str:
        """The name of this moment; another one as soon as something is decided or built."""
        return self._kept.now().revision

    @property
    def codebook(self) -> Codebook | None:
        """The codebook that says which records the case keeps, None where it keeps none."""
        return self._kept.codebook()

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let all that is read within be of one moment, whatever others decide meanwhile."""
        with self._kept.one_moment():
            yield

    def overview(self) -> shapes.Overview:
        """Return where the case stands."""
        return overview_of(self._kept.now(), name=self.name, built=self._kept.built())

    def stories(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[shapes.StoryRow]:
        """Return the stories, the largest first."""
        now = self._kept.now()
        return shown(asked_stories(now).part(after, limit), lambda row: with_headline(now, row))

    def story(self, story: str) -> shapes.StoryFile:
        """Return a story with its lineage."""
        told = story_in(self._kept.now(), story)
        findings = told.findings
        return shapes.StoryFile(findings.stories[0], told.documents, findings.sources, findings.lineage)

    def index(self, story: str) -> Index:
        """Return the cross-references of a story, as reviewed."""
        return story_in(self._kept.now(), story).index

    def story_of(self, item: str) -> str:
        """Return the story of a document, statement, claim, conflict or variant; of a story itself."""
        return told_of(self._kept.now(), "item", item).id

    # Claims

    def claims(
        self, asked: shapes.Asked = ANY, *, after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.ClaimRow]:
        """Return the claims that are asked for."""
        return shown(asked_claims(self._kept.now(), asked).part(after, limit), lambda line: line.row)

    def facets(self, asked: shapes.Asked = ANY) -> dict[str, tuple[shapes.Facet, ...]]:
        """Return by what the claims asked for can be narrowed: standing, origin, place, language, ..."""
        return facets_of(self._kept.now(), asked)

    def claim(self, claim: str, *, after: str = "", limit: int = LIMIT) -> shapes.ClaimFile:
        """Return a claim with a part of its statements. An id it had before a merge leads to it as well."""
        now = self._kept.now()
        return claim_file(now, told_of(now, "claim", claim), claim, after=after, limit=limit)

    def machine(self, statement: str) -> Statement | None:
        """Return a statement as it was first derived; None where a reviewer added it."""
        derived = told_of(self._kept.now(), "statement", statement).machine.findings.statements
        return next((each for each in derived if each.id == statement), None)

    def queue(
        self, kind: shapes.Queue, *, story: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.Open]:
        """Return what waits for a decision, what is decided last."""
        now = self._kept.now()
        if story:
            story_in(now, story)
        return queue_part(now, kind, story, after=after, limit=limit)

    # Documents

    def documents(
        self, *, story: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.DocumentRow]:
        """Return the documents, by date."""
        now = self._kept.now()
        if story:
            story_in(now, story)
        return asked_documents(now, story).part(after, limit)

    def every_document(self) -> Sequence[shapes.DocumentRow]:
        """Return all documents by date: the same sequence as long as none of them changes."""
        return asked_documents(self._kept.now(), "").items

    def document(self, document: str, *, at: int = 0) -> shapes.DocumentFile:
        """Return a document with the statements around the code point `at`; of a short one, all."""
        now = self._kept.now()
        told, found = document_in(now, document)
        return document_file(now, told, found, at)

    def areas(self, document: str, start: int, end: int) -> tuple[Area, ...]:
        """Return where on the pages of its original a passage stands."""
        told, found = document_in(self._kept.now(), document)
        return self._pictures.areas(found, start, end, told.statements_in(document))

    def original(self, document: str) -> bytes:
        """Return the preserved bytes of a document."""
        document_in(self._kept.now(), document)
        data = self._kept.original(document)
        if data is None:
            raise GoneError(f"The case keeps no original of {document}. Build it again from its files.")
        return data

    def picture(self, document: str, number: int) -> bytes:
        """Return a page of an original as it looks, as WebP; drawn in a process of its own."""
        data = self.pictured(document, number).data
        if not data:
            raise GoneError("This page cannot be drawn. Open the original instead.")
        return data

    def pictured(self, document: str, number: int) -> Drawn:
        """Return a page as drawn, with the areas of its statements: marks are named "start-end"."""
        told, found = document_in(self._kept.now(), document)
        return self._pictures.page(found, number, told.statements_in(document))

    # Sources, records, persons

    def sources(
        self, *, text: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.SourceRow]:
        """Return the sources, those first with whom most begins."""
        return asked_sources(self._kept.now(), text).part(after, limit)

    def source(self, source: str) -> shapes.SourceRow:
        """Return a source."""
        now = self._kept.now()
        rows = source_rows(now)
        found = rows.get(source) or rows.get(now.moved.get(source, ""))
        if found is None:
            raise gone("source", source)
        return found

    def records(
        self, *, type: str = "", after: str = "", limit: int = LIMIT
    ) -> shapes.Page[shapes.RecordRow]:
        """Return the records of the register."""
        return asked_records(self._kept.now(), type).part(after, limit)

    def record(self, record: str) -> shapes.RecordRow:
        """Return a record."""
        found = record_row(self._kept.now(), record)
        if found is None:
            raise gone("record", record)
        return found

    def tallies(self) -> tuple[Tally, ...]:
        """Return the counts that sources give, beside what is listed."""
        return self._kept.now().base.findings.tallies

    def persons(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[shapes.PersonRow]:
        """Return whom this case names, and what would be shown of them."""
        return asked_persons(self._kept.now(), self._pseudonyms).part(after, limit)

    # The case itself

    def failures(self) -> tuple[Failure, ...]:
        """Return what did not work, and what to do about it."""
        return self._kept.now().base.findings.failures

    def custody(self, *, after: str = "", limit: int = LIMIT) -> shapes.Page[Entry]:
        """Return the custody log, the latest first."""
        latest = self._kept.entries()[::-1]
        return Ordered(latest, lambda entry: (-entry.number,)).part(after, limit)

    def decisions(self, *, target: str = "", after: str = "", limit: int = LIMIT) -> shapes.Page[Decision]:
        """Return the decisions, the latest first; on one thing where `target` names it."""
        now = self._kept.now()
        made = now.history.of(target) if target else now.decisions
        return Ordered(made[::-1], lambda made: (-now.place_of(made.id), made.id)).part(after, limit)

    def in_force(self) -> frozenset[str]:
        """Return the ids of the decisions that hold."""
        return self._kept.now().history.in_force

    def misfits(self) -> tuple[shapes.Misfit, ...]:
        """Return the decisions that find no more what they were about."""
        return tuple(shapes.Misfit(misfit.decision, misfit.why) for misfit in self._kept.now().misfits)

    # Deciding

    def decide(self, draft: Draft, *, reviewer: str) -> shapes.Made:
        """Keep a decision, and derive again at once what it touches."""
        return self.decide_all([draft], reviewer=reviewer)[0]

    def decide_all(self, drafts: Sequence[Draft], *, reviewer: str) -> tuple[shapes.Made, ...]:
        """Keep several decisions, or none of them where one cannot be made."""
        if not drafts:
            return ()
        before, after, kept = self._kept.keep(drafts, reviewer=reviewer)
        self._registering.ask()
        return tuple(
            made_of(before, after, draft, decision) for draft, decision in zip(drafts, kept, strict=True)
        )

    def news(self, since: str) -> shapes.News:
        """Return what changed since a revision."""
        now = self._kept.now()
        count, _, build = since.partition("-")
        seen = int(count) if count.isdecimal() else len(now.decisions)
        rebuilt = build != now.revision.partition("-")[2]
        return shapes.News(now.revision, now.decisions[seen:], rebuilt, self.building())

    def building(self) -> shapes.Building:
        """Return how a build stands."""
        return self._builds.building()

    def build(self) -> shapes.Building:
        """Build the case again from what it keeps, in a process of its own; decisions stay."""
        return self._builds.start()

    def report(self) -> str:
        """Return the report as one HTML page, private persons under their pseudonyms.

        Writing it takes seconds: it is written once for each revision, however often and by however many
        it is asked for.
        """
        with self._reporting:
            now = self._kept.now()
            if len(now.base.findings.statements) > _MOST_REPORTED:
                raise PublishError(_TOO_LONG.format(len(now.base.findings.statements)))
            if self._report is None or self._report[0] != now.revision:
                self._report = now.revision, self._kept.as_case(now).report()
            return self._report[1]

    def close(self) -> None:
        """Close the case file; a build that this desk began is stopped, and what it did is kept."""
        self._registering.close()
        self._builds.close()
        self._kept.close()

    def __enter__(self) -> "OpenDesk":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_desk(case: str | Place | Case) -> OpenDesk:
    """Open the desk of a case, in this process; close it, or use it with `with`."""
    return OpenDesk(case)
