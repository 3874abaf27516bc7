"""The custody report: what a third party needs to see what was done to a case, and to check it.

One value for every form: `report_on` makes it, `render` writes it as text, Markdown, HTML, JSON, or the log
alone as JSON Lines.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from firsthand.custody.chain import plain_fields
from firsthand.custody.faults import CaseCheck
from firsthand.custody.lives import lives_of, pseudonyms, told_time, without_folders
from firsthand.custody.pages import as_html, as_markdown, as_text
from firsthand.model import Capture, Entry
from firsthand.model.errors import InputError

FORMAT, VERSION = "firsthand.custody", 1


def report_on(
    name: str,
    entries: Sequence[Entry],
    captures: Sequence[Capture],
    record: Callable[[str], bytes | None],
    check: CaseCheck,
    *,
    names: bool,
) -> dict[str, Any]:
    """Return the custody report of a case as plain data.

    `record` gives the WARC records of a capture. Unless `names`, who collected is Collector 1, 2, …, and
    paths are cut to the file's name.
    """
    hidden = {} if names else pseudonyms(entries)

    def called(by: str) -> str:
        return hidden.get(by, by)

    def shown(path: str) -> str:
        return path if names else without_folders(path)

    lives = lives_of(entries, captures, record, called, shown)
    head = entries[-1] if entries else None
    return {
        "format": FORMAT,
        "version": VERSION,
        "case": name,
        "made_with": f"firsthand {version('firsthand')}",
        "pseudonymous": not names,
        "verdict": check.verdict,
        "faults": [fault.told for fault in check.faults],
        "remarks": list(check.remarks),
        "head": {"number": head.number, "digest": head.digest, "time": told_time(head)} if head else None,
        "collectors": list(dict.fromkeys(called(entry.by) for entry in entries)),
        "originals": [asdict(life) for life in lives],
        "missed": [
            {"entry": entry.number, "address": entry.name, "time": told_time(entry)}
            | {"reason": entry.detail("reason") or ""}
            for entry in entries
            if entry.deed == "missed"
        ],
        "log": [_line(entry, called, shown) for entry in entries],
        "recipe": recipe(),
    }


def render(report: dict[str, Any], form: str) -> str:
    """Return a report as text (".txt"), ".md", ".html", ".json", or its log alone as ".jsonl".

    Raises InputError for another form.
    """
    if form == ".json":
        return json.dumps(report, ensure_ascii=True, indent=1) + "\n"
    if form == ".jsonl":
        return "".join(
            json.dumps(line, sort_keys=True, separators=(",", ":")) + "\n" for line in report["log"]
        )
    writers = {".txt": as_text, ".md": as_markdown, ".html": as_html, ".htm": as_html}
    if form not in writers:
        raise InputError(
            f"A custody report is .html, .md, .json, .txt or .jsonl (the log alone), not {form or 'that'}."
        )
    return writers[form](report)


def recipe() -> str:
    """Return the program that checks a case without firsthand."""
    return (files("firsthand") / "custody" / "recipe.txt").read_text(encoding="utf-8")


def _line(entry: Entry, called: Callable[[str], str], shown: Callable[[str], str]) -> dict[str, Any]:
    """Return an entry's fields as its digest is taken of them, and the digest."""
    return plain_fields(entry) | {"by": called(entry.by), "name": shown(entry.name), "digest": entry.digest}
