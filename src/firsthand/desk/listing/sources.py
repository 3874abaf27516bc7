"""Sources as a list, those first with whom most begins, and which of them may be the same."""

from collections import defaultdict

from firsthand.desk.folding import fold, wanted_words
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.listing.paging import Ordered, ordered
from firsthand.desk.shapes import SourceRow
from firsthand.model import Source

_LIKELY = 6  # suggestions for one source: more would be noise


def asked_sources(snapshot: Snapshot, text: str) -> Ordered[SourceRow]:
    """Return the sources whose name or alias holds all the words, those first with whom most begins."""
    key = ("sources", fold(text))
    return snapshot.lately(key, lambda: snapshot.as_before(key) or _asked(snapshot, text))


def source_rows(snapshot: Snapshot) -> dict[str, SourceRow]:
    """Return the lines of all sources by id."""
    return snapshot.of_findings("source rows", lambda: _rows(snapshot))


def _asked(snapshot: Snapshot, text: str) -> Ordered[SourceRow]:
    words = wanted_words(text)
    rows = [
        row
        for row in source_rows(snapshot).values()
        if not words or all(word in _folded(row.source) for word in words)
    ]
    return ordered(
        rows,
        lambda row: (-row.claims, -row.relayed, -row.documents, fold(row.source.name), row.source.id),
    )


def _rows(snapshot: Snapshot) -> dict[str, SourceRow]:
    counts: dict[str, list[int]] = {}
    likely: defaultdict[str, set[str]] = defaultdict(set)
    for told in snapshot.stories.values():
        for source, part in told.parts.items():
            sums = counts.setdefault(source, [0, 0, 0, 0])
            for place, number in enumerate((part.claims, part.alone, part.relayed, part.documents)):
                sums[place] += number
        for source, others in told.likely.items():
            likely[source].update(others)
    rows = {}
    for one in snapshot.sources().values():
        claims, alone, relayed, documents = counts.get(one.id, (0, 0, 0, 0))
        same = tuple(sorted(likely.get(one.id, ())))[:_LIKELY]
        rows[one.id] = SourceRow(one, claims, alone, relayed, documents, same)
    return rows


def _folded(source: Source) -> str:
    return "\n".join(map(fold, (source.name, *source.aliases)))
