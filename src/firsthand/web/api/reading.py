"""What can be read of a case: one address an operation of the desk, for whoever may read."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from firsthand.desk.shapes import (
    Building,
    ClaimFile,
    ClaimRow,
    DocumentFile,
    DocumentRow,
    Facet,
    Misfit,
    News,
    Open,
    Overview,
    Page,
    Queue,
    RecordRow,
    SourceRow,
    StoryFile,
    StoryRow,
)
from firsthand.model import Area, Decision, Entry, Failure, Tally
from firsthand.web.api import asking
from firsthand.web.api.admission import BareReader, Reader
from firsthand.web.api.answers import told
from firsthand.web.api.asking import id_of

router = APIRouter()
Facets = dict[str, tuple[Facet, ...]]


def _desk(request: Request) -> Any:
    return request.app.state.desk


@router.get("/overview", response_model=Overview, tags=["case"])
def read_overview(request: Request, visitor: BareReader) -> Response:
    """Where the case stands.

    What is new, what is contested, what rests on one origin.
    """
    return told(request, Overview, _desk(request).overview)


@router.get("/stories", response_model=Page[StoryRow], tags=["stories"])
def list_stories(request: Request, visitor: Reader, part: Annotated[asking.Part, Query()]) -> Response:
    """The stories, the largest first.

    A story is the documents about one matter.
    """
    return told(request, Page[StoryRow], lambda: _desk(request).stories(after=part.after, limit=part.limit))


@router.get("/stories/{story}", response_model=StoryFile, tags=["stories"])
def read_story(request: Request, visitor: BareReader, story: Annotated[str, id_of("a story")]) -> Response:
    """A story with its lineage.

    Its accounts, and which of them derives from which, with the passages that show it.
    """
    return told(request, StoryFile, lambda: _desk(request).story(story))


@router.get("/claims", response_model=Page[ClaimRow], tags=["claims"])
def list_claims(request: Request, visitor: Reader, which: Annotated[asking.Claims, Query()]) -> Response:
    """The claims that you ask for.

    What you leave out asks for nothing. The number that counts is `independent_origins`; `documents` says
    how many accounts print the claim.
    """
    return told(
        request,
        Page[ClaimRow],
        lambda: _desk(request).claims(which.asked, after=which.after, limit=which.limit),
    )


@router.get("/claims/facets", response_model=Facets, tags=["claims"])
def read_facets(request: Request, visitor: Reader, which: Annotated[asking.Told, Query()]) -> Response:
    """By what these claims can be narrowed.

    For each filter the values that are there, and how many claims each would leave.
    """
    return told(request, Facets, lambda: _desk(request).facets(which.asked))


@router.get("/claims/{claim}", response_model=ClaimFile, tags=["claims"])
def read_claim(
    request: Request,
    visitor: Reader,
    claim: Annotated[str, id_of("a claim")],
    part: Annotated[asking.Part, Query()],
) -> Response:
    """A claim with everything that hangs on it.

    Its statements come in parts where there are very many. An id that it had before a merge leads to it too.
    """
    return told(request, ClaimFile, lambda: _desk(request).claim(claim, after=part.after, limit=part.limit))


@router.get("/queue/{kind}", response_model=Page[Open], tags=["decisions"])
def list_queue(
    request: Request,
    visitor: Reader,
    kind: Annotated[Queue, Path(description="What kind of thing waits.")],
    part: Annotated[asking.OfStory, Query()],
) -> Response:
    """What waits for a decision.

    Conflicts, variants, claims on a single origin, or decisions that fit no more; what is decided comes last.
    """
    return told(
        request,
        Page[Open],
        lambda: _desk(request).queue(kind, story=part.story, after=part.after, limit=part.limit),
    )


@router.get("/documents", response_model=Page[DocumentRow], tags=["documents"])
def list_documents(request: Request, visitor: Reader, part: Annotated[asking.OfStory, Query()]) -> Response:
    """The documents, by date."""
    return told(
        request,
        Page[DocumentRow],
        lambda: _desk(request).documents(story=part.story, after=part.after, limit=part.limit),
    )


@router.get("/documents/{document}", response_model=DocumentFile, tags=["documents"])
def read_document(
    request: Request,
    visitor: Reader,
    document: Annotated[str, id_of("a document, the SHA-256 of its original,")],
    place: Annotated[asking.At, Query()],
) -> Response:
    """A document with its statements.

    Passages are counted in Unicode code points of `document.text`, half open: from `start` up to `end`.
    """
    return told(request, DocumentFile, lambda: _desk(request).document(document, at=place.at))


@router.get("/documents/{document}/areas", response_model=tuple[Area, ...], tags=["documents"])
def read_areas(
    request: Request,
    visitor: Reader,
    document: Annotated[str, id_of("a document")],
    stretch: Annotated[asking.Stretch, Query()],
) -> Response:
    """Where on the pages of its original a passage stands.

    Rectangles in points (1/72 inch) from the upper left corner of a page; none where there are no pages.
    """
    return told(request, tuple[Area, ...], lambda: _desk(request).areas(document, stretch.start, stretch.end))


@router.get("/sources", response_model=Page[SourceRow], tags=["sources"])
def list_sources(request: Request, visitor: Reader, which: Annotated[asking.Sources, Query()]) -> Response:
    """Who speaks: the sources of this case, those first with whom most begins."""
    return told(
        request,
        Page[SourceRow],
        lambda: _desk(request).sources(text=which.text, after=which.after, limit=which.limit),
    )


@router.get("/sources/{source}", response_model=SourceRow, tags=["sources"])
def read_source(request: Request, visitor: BareReader, source: Annotated[str, id_of("a source")]) -> Response:
    """A source."""
    return told(request, SourceRow, lambda: _desk(request).source(source))


@router.get("/records", response_model=Page[RecordRow], tags=["register"])
def list_records(request: Request, visitor: Reader, which: Annotated[asking.Records, Query()]) -> Response:
    """The records of the register, every field backed by claims."""
    return told(
        request,
        Page[RecordRow],
        lambda: _desk(request).records(type=which.type, after=which.after, limit=which.limit),
    )


@router.get("/records/{record}", response_model=RecordRow, tags=["register"])
def read_record(request: Request, visitor: BareReader, record: Annotated[str, id_of("a record")]) -> Response:
    """A record of the register."""
    return told(request, RecordRow, lambda: _desk(request).record(record))


@router.get("/tallies", response_model=tuple[Tally, ...], tags=["register"])
def list_tallies(request: Request, visitor: BareReader) -> Response:
    """The counts that sources give, beside what is listed."""
    return told(request, tuple[Tally, ...], _desk(request).tallies)


@router.get("/failures", response_model=tuple[Failure, ...], tags=["case"])
def list_failures(request: Request, visitor: BareReader) -> Response:
    """What did not work, and what to do about it."""
    return told(request, tuple[Failure, ...], _desk(request).failures)


@router.get("/custody", response_model=Page[Entry], tags=["case"])
def list_custody(request: Request, visitor: Reader, part: Annotated[asking.Part, Query()]) -> Response:
    """The custody log, the latest entry first: who did what to which digest, when, with which version."""
    return told(
        request,
        Page[Entry],
        lambda: _desk(request).custody(after=part.after, limit=part.limit),
        tagged=False,
    )


@router.get("/decisions", response_model=Page[Decision], tags=["decisions"])
def list_decisions(
    request: Request, visitor: Reader, which: Annotated[asking.Decisions, Query()]
) -> Response:
    """The decisions, the latest first, those that were withdrawn too."""
    return told(
        request,
        Page[Decision],
        lambda: _desk(request).decisions(target=which.target, after=which.after, limit=which.limit),
    )


@router.get("/decisions/in-force", response_model=tuple[str, ...], tags=["decisions"])
def list_decisions_in_force(request: Request, visitor: BareReader) -> Response:
    """The ids of the decisions that hold, in alphabetical order."""
    return told(request, tuple[str, ...], lambda: tuple(sorted(_desk(request).in_force())))


@router.get("/misfits", response_model=tuple[Misfit, ...], tags=["decisions"])
def list_misfits(request: Request, visitor: BareReader) -> Response:
    """The decisions that hold and find no more what they were about, and why."""
    return told(request, tuple[Misfit, ...], _desk(request).misfits)


@router.get("/news", response_model=News, tags=["case"])
def read_news(request: Request, visitor: Reader, seen: Annotated[asking.Since, Query()]) -> Response:
    """What changed since a revision: others' decisions, a build.

    Begin without `since`, and give next time the `revision` of the last answer.
    """
    return told(request, News, lambda: _desk(request).news(seen.since), tagged=False)


@router.get("/building", response_model=Building, tags=["case"])
def read_building(request: Request, visitor: BareReader) -> Response:
    """How a build stands, or how the last one went."""
    return told(request, Building, _desk(request).building, tagged=False)
