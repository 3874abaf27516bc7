"""The custody report as text, Markdown and HTML, for people; nothing in it can run or be fetched."""

from collections.abc import Sequence
from html import escape
from typing import Any

from firsthand.custody.telling import purpose_of, subject_of, told_entry

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
    "background:#fff;overflow-wrap:anywhere}h3{margin:1.5rem 0 .3rem;font-size:1rem}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}td,th{text-align:left;vertical-align:top;"
    "border-bottom:1px solid #ccc;padding:.3rem .5rem}table.life th{width:11rem}td.digest,pre,code{"
    "font:.8rem ui-monospace,monospace}table.log td:first-child{white-space:nowrap}"
    "pre{background:#f4f4f4;padding:1rem;white-space:pre-wrap}"
    "@media(max-width:40rem){thead{display:none}tr{display:block;padding:.4rem 0;"
    "border-bottom:1px solid #ccc}td,th,table.life th{display:block;width:auto;border:0;padding:0}}"
    "@media print{body{max-width:none;margin:0;font-size:10pt}h2,h3{break-after:avoid}tr{break-inside:avoid}}"
)
Row = tuple[str, ...]


def as_text(report: dict[str, Any]) -> str:
    """Return the log as lines for a terminal."""
    lines = [*_opening(report), ""]
    for entry in report["log"]:
        lines.append(f"{entry['number']:>5}  {_time(entry)}  {told_entry(entry)}")
        if len(_hands(report)) > 1:
            lines.append(f"{'':28}by {entry['by']}, with {entry['tool']}")
        if subject := subject_of(entry):
            lines.append(f"{'':28}SHA-256 {subject}")
    lines += ["", "With where each original came from, and what servers answered: --out report.html"]
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
        _md_table(_columns(report), _log(report)),
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
        parts.append(f"<h3>{escape(_plain(_title(life)))}</h3><table class='life'>{rows}</table>")
    if report["missed"]:
        parts.append("<h2>Addresses that gave nothing</h2>")
        parts.append(_html_table(("Entry", "When", "Address", "Why"), _missed(report)))
    parts.append("<h2>The log</h2>")
    parts.append(_html_table(_columns(report), _log(report)))
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
    entries, originals = len(report["log"]), len(report["originals"])
    counts = f"{entries} entr{'y' if entries == 1 else 'ies'} of the log, {originals} original"
    lines = [f"{report['case']}: {report['verdict']}. {counts}{'' if originals == 1 else 's'}."]
    if head:
        lines.append(f"The last entry: {head['number']}, {head['time']}, digest {head['digest']}")
    if len(_hands(report)) == 1:
        (by, tool), *_ = _hands(report)
        lines.append(f"All of it was done by {by}, with {tool}. Times are UTC.")
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
            (f"Entry {came['entry']}", f"{_how(came)}, {came['time']}, by {came['by']}, {came['tool']}")
        )
        rows.append(("From", came["source"]))
        if came["through"]:
            rows.append(("Asked for, and led on by", " → ".join(came["through"])))
        if came["within"]:
            rows.append(("Taken out of", f"{came['whole']} (SHA-256 {came['within']})"))
        if came["address"]:
            rows.append(("Its address, as that says", came["address"]))
        if came["server"]:
            rows.append(("Server", came["server"]))
        if came["request"]:
            rows.append(("Asked", "; ".join([came["request"], *_lines(came["sent"])])))
        if came["status"]:
            rows.append(("Answered", "; ".join([came["status"], *_lines(came["headers"])])))
        if came["browser"]:
            rows.append(("Drawn by", came["browser"]))
        if came["record"]:
            rows.append(("Records (WARC)", f"SHA-256 {came['record']}"))
    if life["next_build"]:
        rows.append(("Next build after it", life["next_build"]))
    return rows


def _how(came: dict[str, Any]) -> str:
    if came["how"] == "added":
        return "a file was added"
    if came["how"] == "unpacked":
        return "taken out of what was added"
    if came["purpose"] == "rendering":
        return "drawn by a browser from what was collected"
    if " 304" in f" {came['status']}":
        return "asked again, and not changed"
    return f"collected, as {purpose_of(came['purpose'])}" if came["purpose"] else "collected"


def _lines(headers: Sequence[Sequence[str]]) -> list[str]:
    return [f"{name}: {value}" for name, value in headers]


def _hands(report: dict[str, Any]) -> list[tuple[str, str]]:
    """Return who did something and with what, each pair once."""
    return list(dict.fromkeys((entry["by"], entry["tool"]) for entry in report["log"]))


def _time(entry: dict[str, Any]) -> str:
    return str(entry["time"][:19].replace("T", " "))


def _missed(report: dict[str, Any]) -> list[Row]:
    return [(str(one["entry"]), one["time"], one["address"], one["reason"]) for one in report["missed"]]


def _columns(report: dict[str, Any]) -> Row:
    hands = ("By", "With") if len(_hands(report)) > 1 else ()
    return ("No.", "When (UTC)", "What was done", *hands, "To what (SHA-256)", "Digest of the entry")


def _log(report: dict[str, Any]) -> list[Row]:
    many = len(_hands(report)) > 1
    return [
        (
            str(entry["number"]),
            _time(entry),
            told_entry(entry),
            *((entry["by"], entry["tool"]) if many else ()),
            subject_of(entry),
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
    return f"<table class='log'><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def _md(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#&" else c for c in _plain(text))


def _plain(text: str) -> str:
    """Return text without characters that steer a terminal or turn the direction of writing."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
