"""What must hold of everything that is read, however damaged the original was."""

import re
from io import BytesIO
from itertools import pairwise

from lxml import html

from firsthand.building import build_from
from firsthand.model import Document, Failure
from firsthand.model.errors import NothingToReadError
from firsthand.publish import export_json
from firsthand.read import Limits, Opened, Original, open_original
from firsthand.read.guarded.wire import Message, receive, send
from firsthand.read.paged.locating import locate
from firsthand.store.codec import pack, unpack
from firsthand.store.kinds import READING

_MOST_DOCUMENTS = 1_000
_RUNS = re.compile(r"(?i)^\s*(javascript|vbscript|data:text/html)")


def of_reading(originals: tuple[tuple[str, bytes], ...]) -> tuple[int, int, str]:
    """Read originals one by one; return how many documents and failures came, and what is wrong, or ""."""
    documents = failures = 0
    for name, data in originals:
        for number, one in enumerate(open_original(Original(name, data))):
            if number > 20 * _MOST_DOCUMENTS:
                return documents, failures, "more than 20,000 results"
            if isinstance(one, Failure):
                failures += 1
                if wrong := _of_failure(one, name):
                    return documents, failures, wrong
            elif not isinstance(one, Opened):
                return documents, failures, f"neither opened nor failed: {type(one)}"
            else:
                if not (one.original.name == name or one.original.name.startswith(f"{name}/")):
                    return documents, failures, f"named {one.original.name!r}"
                if "/../" in f"/{one.original.name}/" or "\0" in one.original.name:
                    return documents, failures, f"climbs out: {one.original.name!r}"
                if one.document is not None:
                    documents += 1
                    if wrong := of_document(one.document, one.original.data):
                        return documents, failures, wrong
    return documents, failures, ""


def _of_failure(failure: Failure, name: str) -> str:
    if not failure.document.startswith(name) or not failure.message.startswith(failure.document):
        return f"does not name its document: {failure}"
    if any(word in failure.message for word in ("Traceback", "Error:", "object at 0x")):
        return f"words for programmers: {failure.message}"
    try:
        failure.message.encode()
    except UnicodeEncodeError:
        return f"half a character in a message: {failure!r}"
    return ""


def of_document(document: Document, data: bytes) -> str:
    """Return what is wrong with a document, "" where nothing is."""
    size = len(document.text)
    spans = [(block.start, block.end) for block in document.blocks]
    if any(not 0 <= start < end <= size for start, end in spans):
        return f"a block out of the text: {[s for s in spans if not 0 <= s[0] < s[1] <= size][:3]} of {size}"
    if any(one[1] > other[0] for one, other in pairwise(spans)):
        return "blocks overlap or are out of order"
    sheets = document.sheets
    if any(not 0 <= sheet.start <= sheet.end <= size for sheet in sheets):
        return "a sheet out of the text"
    if any(one.end > other.start or one.number >= other.number for one, other in pairwise(sheets)):
        return "sheets overlap or are out of order"
    for sheet in sheets:
        if any(not sheet.start <= word.start < word.end <= sheet.end for word in sheet.words):
            return f"a word out of its sheet {sheet.number}"
        if any(not 0 <= word.confidence <= 1 for word in sheet.words):
            return f"a confidence that is none on sheet {sheet.number}"
        if not (0 <= sheet.width < 1e7 and 0 <= sheet.height < 1e7):
            return f"a sheet of {sheet.width} by {sheet.height}"
    told = (document.text, document.title, document.author, document.publisher, document.url, *document.notes)
    told += tuple(sheet.label for sheet in sheets)
    for text in told:
        if text is not None:
            try:
                text.encode()
            except UnicodeEncodeError:
                return f"half a character: {text[:80]!r}"
    if unpack(READING.adapter, pack(READING.adapter, document)) != document:
        return "not the same when kept and read back"
    pipe = BytesIO()
    send(pipe, Message("found", (None, document)))
    pipe.seek(0)
    if receive(pipe).says != (None, document):
        return "not the same when told by a reader's process"
    if sheets and document.blocks and document.format in ("pdf", "image"):
        for block in document.blocks[:3]:
            areas = locate(data, document, block.start, block.end)
            if any(not (a.left <= a.right and a.top <= a.bottom) for a in areas):
                return f"an area inside out: {areas[:2]}"
    return ""


def of_case(originals: tuple[tuple[str, bytes], ...]) -> tuple[int, int, str]:
    """Build a case through the readers' own processes, report and export it; return as `of_reading` does."""
    given = [Original(name, data) for name, data in originals]
    try:
        with build_from(given, processes=1, limits=Limits(seconds=60)) as case:
            findings = case.findings
            report = case.report(names=True)
            case.report()
            export_json(findings)
    except NothingToReadError:
        return 0, len(given), ""
    for failure in findings.failures:
        if any(word in failure.message for word in ("crashed", "stumbled", "nothing came of", "more than 2")):
            return len(findings.documents), len(findings.failures), failure.message
    return len(findings.documents), len(findings.failures), of_report(report)


def of_report(report: str) -> str:
    """Return what in a report would run or fetch, "" where nothing does."""
    page = html.fromstring(report)
    for one in page.iter():
        if not isinstance(one.tag, str):
            continue
        if one.tag in ("iframe", "object", "embed", "base", "form", "frame", "applet"):
            return f"<{one.tag}> in the report"
        for name, value in one.attrib.items():
            if name.lower().startswith("on"):
                return f"{name}= in the report"
            if name in ("src", "srcset", "data", "poster", "background", "srcdoc", "xlink:href") and not (
                value.startswith(("data:image/", "#"))
            ):
                return f"{name}={value[:80]} in the report"
            if name in ("href", "action", "formaction") and _RUNS.match(value):
                return f"{name}={value[:80]} in the report"
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return "" if policy else "no content policy in the report"
