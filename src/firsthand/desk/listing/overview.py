"""Where a case stands, for who opens it."""

from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.claims import asked_claims
from firsthand.desk.listing.paging import Ordered, ordered
from firsthand.desk.listing.queues import queue_of
from firsthand.desk.shapes import Asked, Count, Overview, StoryRow
from firsthand.model import Findings
from firsthand.publish.telling.headline import headline
from firsthand.publish.telling.index import index_of
from firsthand.publish.telling.wording import cut, in_words

_SHOWN = 5  # of each kind
_TITLE = 60  # letters of a story's title inside a sentence


def asked_stories(snapshot: Snapshot) -> Ordered[StoryRow]:
    """Return the stories, the largest first."""
    return snapshot.once("stories", lambda: _stories(snapshot))


def overview_of(snapshot: Snapshot, *, name: str, built: str) -> Overview:
    """Return where the case stands."""
    return snapshot.once("overview", lambda: _overview(snapshot, name, built))


def _stories(snapshot: Snapshot) -> Ordered[StoryRow]:
    rows = [told.row for told in snapshot.stories.values()]
    return ordered(rows, lambda row: (-row.documents, -row.statements, row.title, row.id))


def _overview(snapshot: Snapshot, name: str, built: str) -> Overview:
    stories = snapshot.stories.values()
    conflicts = queue_of(snapshot, "conflicts", "")
    variants = queue_of(snapshot, "variants", "")
    alone = queue_of(snapshot, "single-origin", "")
    misfits = queue_of(snapshot, "misfits", "")
    rows = [told.row for told in stories]
    numbers = {
        "documents": sum(row.documents for row in rows),
        "statements": sum(row.statements for row in rows),
        "claims": sum(row.claims for row in rows),
    }
    records = len(snapshot.records())
    counts = [
        Count(numbers["documents"], _of(numbers["documents"], "document"), "/documents"),
        Count(len(rows), _of(len(rows), "story", "stories"), "/stories"),
        Count(numbers["statements"], _of(numbers["statements"], "statement"), "/documents"),
        Count(numbers["claims"], _of(numbers["claims"], "claim"), "/claims"),
    ]
    if records:
        counts.append(Count(records, _of(records, "record"), "/records"))
    contested = _waiting(conflicts.items)
    changed = _waiting(variants.items)
    single = _waiting(alone.items)
    denied = len(asked_claims(snapshot, Asked(denied=True)).items)
    waiting = (
        Count(contested, _of(contested, "conflict") + " to decide", "/queue/conflicts"),
        Count(changed, _of(changed, "change") + " in retelling to decide", "/queue/variants"),
        Count(denied, _of(denied, "claim") + " denied by somebody", "/claims?denied=1"),
        Count(single, _of(single, "claim") + " of several documents on one origin", "/queue/single-origin"),
        Count(
            len(misfits.items), _of(len(misfits.items), "decision") + " that fit no more", "/queue/misfits"
        ),
    )
    return Overview(
        name=name,
        headline=_headline(snapshot),
        counts=tuple(counts),
        waiting=waiting,
        stories=asked_stories(snapshot).part("", _SHOWN).items,
        contested=tuple(each for each in conflicts.items if each.state == "open")[:_SHOWN],
        alone=tuple(each.claim for each in alone.items if each.claim is not None and each.state == "open")[
            :_SHOWN
        ],
        recent=tuple(reversed(snapshot.decisions[-_SHOWN:])),
        failures=len(snapshot.base.findings.failures),
        built=built,
        revision=snapshot.revision,
    )


def _waiting(items: object) -> int:
    return sum(each.state == "open" for each in items)  # type: ignore[attr-defined]


def _of(number: int, noun: str, plural: str = "") -> str:
    return noun if number == 1 else plural or f"{noun}s"


def story_headline(told: Told) -> str:
    """Return the one sentence that says what a story's accounts go back to."""
    return headline(told.index)


def _headline(snapshot: Snapshot) -> str:
    rows = asked_stories(snapshot).items
    if not rows:
        return headline(index_of(Findings(failures=snapshot.base.findings.failures)))
    largest = snapshot.stories[rows[0].id]
    if len(rows) == 1:
        return story_headline(largest)
    documents = sum(row.documents for row in rows)
    said = story_headline(largest).rstrip(".")
    return (
        f"{documents:,} documents in {in_words(len(rows))} stories; the largest, "
        f"“{cut(rows[0].title, _TITLE).rstrip('.')}”: {said[:1].lower()}{said[1:]}."
    )
