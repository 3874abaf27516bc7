"""Where a case stands, for who opens it."""

from dataclasses import replace

from firsthand.desk.holding.lines import Line
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.over_all import over_all
from firsthand.desk.listing.paging import Ordered
from firsthand.desk.listing.queues import open_in, queue_of, shown_open
from firsthand.desk.shapes import Count, Overview, StoryRow
from firsthand.model import Findings
from firsthand.publish.telling.headline import headline
from firsthand.publish.telling.index import index_of
from firsthand.publish.telling.wording import cut, in_words

_SHOWN = 5  # of each kind
_TITLE = 60  # letters of a story's title inside a sentence


def asked_stories(snapshot: Snapshot) -> Ordered[StoryRow]:
    """Return the stories, the largest first, without their headlines."""
    return over_all(
        snapshot,
        "stories",
        lambda told: (told.row,),
        key=lambda row: (-row.documents, -row.statements, row.title, row.id),
    )


def with_headline(snapshot: Snapshot, row: StoryRow) -> StoryRow:
    """Return the row of a story with the sentence that says what its accounts go back to."""
    return replace(row, headline=story_headline(snapshot.stories[row.id]))


def story_headline(told: Told) -> str:
    """Return the one sentence that says what a story's accounts go back to."""
    found: str = told.of_findings("headline", lambda: headline(told.index))
    return found


def overview_of(snapshot: Snapshot, *, name: str, built: str) -> Overview:
    """Return where the case stands."""
    return snapshot.once("overview", lambda: _overview(snapshot, name, built))


def _overview(snapshot: Snapshot, name: str, built: str) -> Overview:
    stories = asked_stories(snapshot)
    conflicts = queue_of(snapshot, "conflicts", "").items
    alone = queue_of(snapshot, "single-origin", "").items
    contested = [shown_open(snapshot, one) for one in conflicts[:_SHOWN] if one.state == "open"]
    lines = [one.what for one in alone[:_SHOWN] if one.state == "open"]
    return Overview(
        name=name,
        headline=_headline(snapshot),
        counts=_counts(snapshot),
        waiting=_waiting(snapshot),
        stories=tuple(with_headline(snapshot, row) for row in stories.items[:_SHOWN]),
        contested=tuple(contested),
        alone=tuple(line.row for line in lines if isinstance(line, Line)),
        recent=tuple(reversed(snapshot.decisions[-_SHOWN:])),
        failures=len(snapshot.base.findings.failures),
        built=built,
        revision=snapshot.revision,
    )


def _counts(snapshot: Snapshot) -> tuple[Count, ...]:
    rows = [told.row for told in snapshot.stories.values()]
    documents = sum(row.documents for row in rows)
    statements = sum(row.statements for row in rows)
    claims = sum(row.claims for row in rows)
    records = len(snapshot.records())
    found = (
        Count(documents, _of(documents, "document"), "/documents"),
        Count(len(rows), _of(len(rows), "story", "stories"), "/stories"),
        Count(statements, _of(statements, "statement"), "/documents"),
        Count(claims, _of(claims, "claim"), "/claims"),
        Count(records, _of(records, "record"), "/records"),
    )
    return found if records else found[:-1]


def _waiting(snapshot: Snapshot) -> tuple[Count, ...]:
    contested = open_in(snapshot, "conflicts")
    changed = open_in(snapshot, "variants")
    single = open_in(snapshot, "single-origin")
    misfits = len(queue_of(snapshot, "misfits", "").items)
    denied = sum(told.denied for told in snapshot.stories.values())
    return (
        Count(contested, f"{_of(contested, 'conflict')} to decide", "/queue/conflicts"),
        Count(changed, f"{_of(changed, 'change')} in retelling to decide", "/queue/variants"),
        Count(denied, f"{_of(denied, 'claim')} denied by somebody", "/claims?denied=1"),
        Count(single, f"{_of(single, 'claim')} of several documents on one origin", "/queue/single-origin"),
        Count(misfits, f"{_of(misfits, 'decision')} that fit no more", "/queue/misfits"),
    )


def _of(number: int, noun: str, plural: str = "") -> str:
    return noun if number == 1 else plural or f"{noun}s"


def _headline(snapshot: Snapshot) -> str:
    rows = asked_stories(snapshot).items
    if not rows:
        return headline(index_of(Findings(failures=snapshot.base.findings.failures)))
    largest = story_headline(snapshot.stories[rows[0].id])
    if len(rows) == 1:
        return largest
    documents = sum(row.documents for row in rows)
    title = cut(rows[0].title, _TITLE).rstrip(".")
    return (
        f"{documents:,} documents in {in_words(len(rows))} stories; the largest, “{title}”: "
        f"{largest[:1].lower()}{largest[1:]}"
    )
