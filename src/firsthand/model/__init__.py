"""The nouns of firsthand: frozen, and made of the standard library only."""

from dataclasses import is_dataclass

from firsthand.model.claim import Claim, Conflict, ConflictKind, Standing, Update, Variant, VariantKind
from firsthand.model.custody import NOTHING, Capture, Deed, Entry
from firsthand.model.decision import Action, Decision, Draft, Reviewed
from firsthand.model.document import Area, Block, BlockKind, Document, ReadWord, Sheet
from firsthand.model.findings import Failure, Findings, failures_in_order
from firsthand.model.identity import content_id
from firsthand.model.joining import in_order, join_findings, join_lineages
from firsthand.model.lineage import Edge, EdgeKind, Lineage, Node, Story
from firsthand.model.mention import DateRange, Name, Place, Quantity, SourceKind
from firsthand.model.passage import Passage
from firsthand.model.person import Person
from firsthand.model.record import Field, FieldKind, Record, Tally, Value
from firsthand.model.source import Source
from firsthand.model.statement import Citation, Extraction, Stance, Statement, Word
from firsthand.model.travelling import travel_light

__all__ = [
    "NOTHING", "Action", "Area", "Block", "BlockKind", "Capture", "Citation", "Claim", "Conflict",
    "ConflictKind", "DateRange", "Decision", "Deed", "Document", "Draft", "Edge", "EdgeKind", "Entry",
    "Extraction", "Failure", "Field", "FieldKind", "Findings", "Lineage", "Name", "Node", "Passage",
    "Person", "Place", "Quantity", "ReadWord", "Record", "Reviewed", "Sheet", "Source", "SourceKind",
    "Stance", "Standing", "Statement", "Story", "Tally", "Update", "Value", "Variant", "VariantKind", "Word",
    "content_id", "failures_in_order", "in_order", "join_findings", "join_lineages",
]  # fmt: skip

for _noun in [globals()[name] for name in __all__]:
    if isinstance(_noun, type) and is_dataclass(_noun):
        travel_light(_noun)
