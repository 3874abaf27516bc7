"""The custody report as text, Markdown and HTML, for people; nothing in it can run or be fetched."""

from html import escape
from typing import Any

_SAYS = {
    "begun": "the case was begun",
    "added": "a file was added",
    "unpacked": "a part of an original was unpacked",
    "collected": "an address answered",
    "missed": "an address gave nothing",
    "waived": "a rule of collecting was not followed, for a reason",
    "built": "the record was derived",
    "kept": "results and notes were bound",
    "decided": "a reviewer decided",
    "published": "the case was published",
    "stamped": "an authority stamped the log",
    "locked": "the case was written out encrypted",
}
_LIMITS = (
    "The log shows what was done with firsthand, in which order, and that it was not changed since, as far "
    "as its last digest is known from elsewhere or was stamped. It does not show that what an original says "
    "is true, nor who sat at the machine; times are those of its clock, but for the stamps."
)
_CHECK = (
    "With firsthand: `firsthand verify CASE --head DIGEST`. Without: save the program below and run it with "
    "the case; a single original that was taken out is checked with `sha256sum`."
)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}table{border-collapse:collapse;width:100%;font-size:.9rem}td,th{text-align:left;"
    "vertical-align:top;border-bottom:1px solid #ccc;padding:.3rem .5rem}code,pre{font:.85em ui-monospace,"
    "monospace;overflow-wrap:anywhere}pre{background:#f4f4f4;padding:1rem;overflow:auto;white-space:pre-wrap}"
    ".scroll{overflow-x:auto}"
)
Row = tuple[str, ...]


def as_text(report: dict[str, Any]) -> str:
    """Return the log as lines for a terminal."""
    lines = [*_opening(report), ""]
    for entry in report["log"]:
        about = f" {entry['name']}" if entry["name"] else ""
        lines.append(f"{entry['number']:>5} {entry['time'][:16]} {entry['deed']:<9}{about}")
        lines.append(f"      {entry['by']}, {entry['tool']}, {entry['subject'][:16]}")
    lines += ["", "The whole of it, with the life of each original: --out report.html"]
    return "\n".join(map(_plain, lines)) + "\n"


def as_markdown(report: dict[str, Any]) -> str:
    """Return the report as Markdown."""
    parts = [f"# Custody of {_md(report['case'])}", *[_md(line) for line in _opening(report)], _LIMITS]
    for life in report["originals"]:
        parts.append(f"## {_md(_title(life))}")
        parts.append("\n".join(f"- {label}: {_md(value)}" for label, value in _life(life)))
    if report["missed"]:
        parts.append("## Addresses that gave nothing")
        parts.append(_md_table(("Entry", "When", "Address", "Why"), _missed(report)))
    parts += [
        "## The log",
        _md_table(("No.", "When (UTC)", "What", "About", "Who", "With", "Digest"), _log(report)),
    ]
    parts += ["## How to check it", _CHECK, f"```python\n{report['recipe'].rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def as_html(report: dict[str, Any]) -> str:
    """Return the report as one HTML page that opens offline."""
    title = f"Custody of {_plain(report['case'])}"
    parts = [f"<h1>{escape(title)}</h1>", *[f"<p>{escape(_plain(line))}</p>" for line in _opening(report)]]
    parts += [f"<p>{escape(_LIMITS)}</p>", "<h2>Originals</h2>"]
    for life in report["originals"]:
        rows = "".join(
            f"<tr><th scope='row'>{escape(label)}</th><td>{escape(_plain(value))}</td></tr>"
            for label, value in _life(life)
        )
        parts.append(
            f"<h3>{escape(_plain(_title(life)))}</h3><div class='scroll'><table>{rows}</table></div>"
        )
    if report["missed"]:
        parts.append("<h2>Addresses that gave nothing</h2>")
        parts.append(_html_table(("Entry", "When", "Address", "Why"), _missed(report)))
    parts.append("<h2>The log</h2>")
    parts.append(_html_table(("No.", "When (UTC)", "What", "About", "Who", "With", "Digest"), _log(report)))
    check = escape(_CHECK.replace("`", ""))
    parts.append(f"<h2>How to check it</h2><p>{check}</p><pre>{escape(report['recipe'])}</pre>")
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<meta http-equiv='Content-Security-Policy' "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        + "\n".join(parts)
        + "</main></body></html>\n"
    )


def _opening(report: dict[str, Any]) -> list[str]:
    head = report["head"]
    lines = [f"{report['case']}: {report['verdict']}. {len(report['log'])} entries. {report['made_with']}"]
    if head:
        lines.append(f"Last entry: {head['number']}, {head['time']}, digest {head['digest']}")
    lines += [f"Fault: {fault}" for fault in report["faults"]]
    lines += report["remarks"]
    if report["pseudonymous"]:
        lines.append(
            "Who collected stands under a pseudonym, and paths are cut to the file's name. The digests are "
            "those of the true entries, and are computed again from the case, or from a report with --names."
        )
    return lines


def _title(life: dict[str, Any]) -> str:
    return str(life["comings"][0]["source"] or life["digest"])


def _life(life: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [("SHA-256", life["digest"])]
    if life["bytes"] is not None:
        rows.append(("Bytes", f"{life['bytes']:,}"))
    for came in life["comings"]:
        rows.append(
            (f"Entry {came['entry']}", f"{came['how']} {came['time']} by {came['by']}, {came['tool']}")
        )
        rows.append(("From", came["source"]))
        if came["through"]:
            rows.append(("Sent on by", " → ".join(came["through"])))
        if came["within"]:
            rows.append(("Unpacked from", came["within"]))
        if came["record"]:
            rows.append(("Records (WARC)", came["record"]))
        if came["status"]:
            rows.append(("Answer", came["status"]))
        rows += [("Header", f"{name}: {value}") for name, value in came["headers"]]
    if life["read_by"]:
        rows.append(("Read by", life["read_by"]))
    return rows


def _missed(report: dict[str, Any]) -> list[Row]:
    return [(str(one["entry"]), one["time"], one["address"], one["reason"]) for one in report["missed"]]


def _log(report: dict[str, Any]) -> list[Row]:
    return [
        (
            str(entry["number"]),
            entry["time"][:19].replace("T", " "),
            _SAYS.get(entry["deed"], entry["deed"]),
            entry["name"],
            entry["by"],
            entry["tool"],
            entry["digest"],
        )
        for entry in report["log"]
    ]


def _md_table(head: Row, rows: list[Row]) -> str:
    lines = [head, tuple("---" for _ in head), *[tuple(map(_md, row)) for row in rows]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _html_table(head: Row, rows: list[Row]) -> str:
    titles = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_plain(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<div class='scroll'><table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table></div>"


def _md(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#&" else c for c in _plain(text))


def _plain(text: str) -> str:
    """Return text without characters that steer a terminal or turn the direction of writing."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
