"""What leaves a case: the terminal summary, the report, the exports."""

from firsthand.publish.export import export_json
from firsthand.publish.files import replace_text
from firsthand.publish.report import write_report
from firsthand.publish.summary import render_summary
from firsthand.publish.tables import export_csv

__all__ = ["export_csv", "export_json", "render_summary", "replace_text", "write_report"]
