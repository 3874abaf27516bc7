"""The nouns of firsthand: frozen, and made of the standard library only."""

from firsthand.model.claim import Claim, Conflict, ConflictKind, Standing, Update, Variant, VariantKind
from firsthand.model.document import Block, BlockKind, Document
from firsthand.model.findings import Failure, Findings
from firsthand.model.identity import content_id
from firsthand.model.lineage import Edge, EdgeKind, Lineage, Node, Story
from firsthand.model.mention import DateRange, Name, Place, Quantity, SourceKind
from firsthand.model.passage import Passage
from firsthand.model.source import Source
from firsthand.model.statement import Citation, Extraction, Stance, Statement, Word

__all__ = [
    "Block", "BlockKind", "Citation", "Claim", "Conflict", "ConflictKind", "DateRange", "Document",
    "Edge", "EdgeKind", "Extraction", "Failure", "Findings", "Lineage", "Name", "Node", "Passage",
    "Place", "Quantity", "Source", "SourceKind", "Stance", "Standing", "Statement", "Story",
    "Update", "Variant", "VariantKind", "Word", "content_id",
]  # fmt: skip
