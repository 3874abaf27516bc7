"""What leaves a case: the terminal summary, the exports. The report loads what draws pages: `report`."""

from firsthand.publish.claim import claim_as_data, find_claim, render_claim
from firsthand.publish.comparison import case_sentences, comparison_as_data, render_comparison
from firsthand.publish.export import export_json
from firsthand.publish.files import replace_text
from firsthand.publish.summary import render_summary
from firsthand.publish.tables import export_csv

__all__ = [
    "case_sentences", "claim_as_data", "comparison_as_data", "export_csv", "export_json", "find_claim",
    "render_claim", "render_comparison", "render_summary", "replace_text",
]  # fmt: skip
