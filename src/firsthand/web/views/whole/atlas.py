"""The overview's map: where the records of the case lie, or else the places its largest stories name.

It shows records and places, never where a person was: nothing on it belongs to anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from firsthand.desk.shapes import RecordRow
from firsthand.model import Findings
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.world_map import WorldMap, world_map
from firsthand.publish.site.record_map import RecordMap, record_map
from firsthand.publish.telling.index import Index, index_of
from firsthand.register.codebook import Codebook
from firsthand.web.views.whole.records import types_with

RECORDS = 500  # records drawn: more would lie on one another; the list has them all
STATEMENTS = 3000  # statements whose places are drawn, of the largest stories
WIDTH = 1040  # px
SIZES = {
    "wide": (WIDTH, 420),
    "small": (350, 320),
}  # px, width and most height: lower than on a page of its own


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map to draw: of records or of places, with the page that each of its marks leads to."""

    records: RecordMap | None = None
    places: WorldMap | None = None
    links: Mapping[str, str] = field(default_factory=dict)  # key of a pin, or name of a place: its page
    left_out: int = 0  # records that are only in the list

    def link(self, key: str) -> str:
        """Return the page that a mark leads to."""
        return self.links.get(key, "/records")


def record_atlas(rows: Sequence[RecordRow], codebook: Codebook | None, *, total: int) -> Atlas | None:
    """Return the map of the records that have a place with coordinates, None if there is none."""
    drawn = record_map(types_with(rows, (), codebook), whole=False, sizes=SIZES)
    if drawn is None:
        return None
    ids = {anchor("r", row.record.id): row.record.id for row in rows}
    links = {
        pin.key: f"/records/{ids[pin.records[0]]}" if len(pin.records) == 1 else _among(pin.title)
        for drawing in drawn.drawings
        for pin in drawing.pins
    }
    return Atlas(records=drawn, links=links, left_out=max(0, total - len(rows)))


def place_atlas(indexes: Sequence[Index]) -> Atlas | None:
    """Return the map of the places that the statements of some stories name, None if they name none."""
    statements = [s for index in indexes for s in index.findings.statements if s.places][:STATEMENTS]
    used = {s.document for s in statements}
    drawn = world_map(
        index_of(
            Findings(
                documents=tuple(d for index in indexes for d in index.documents if d.id in used),
                statements=tuple(statements),
                conflicts=tuple(c for index in indexes for c in index.findings.conflicts),
            )
        ),
        width=WIDTH,
    )
    if drawn is None or not drawn.spots:
        return None
    links = {spot.name: f"/claims?place={quote(spot.name, safe='')}" for spot in drawn.spots}
    return Atlas(places=drawn, links=links)


def _among(title: str) -> str:
    """Return the list of the records at a place; a pin's title begins with the place's name."""
    return f"/records?text={quote(title.partition('. ')[0], safe='')}"
