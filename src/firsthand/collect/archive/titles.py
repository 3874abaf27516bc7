"""What a page calls itself: what a viewer lists it under."""

import re
from html import unescape

from firsthand.collect.archive.message import Answer

_TITLE = re.compile(r"<title\b[^>]{0,500}>", re.I)
_TITLE_ENDS = re.compile(r"</title|<body\b", re.I)
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_NAMED = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_MOST = 300


def title_of(answer: Answer) -> str | None:
    """Return the title of a page in HTML, on one line; None where it has none."""
    if answer.media not in ("text/html", "application/xhtml+xml"):
        return None
    named = _NAMED.search(answer.header("Content-Type") or "")
    within = _CHARSET.search(answer.body, 0, 4096)
    charset = named.group(1) if named else within.group(1).decode("ascii", "replace") if within else "utf-8"
    try:
        text = answer.body.decode(charset, "replace")
    except LookupError:
        text = answer.body.decode("utf-8", "replace")
    begins = _TITLE.search(text)
    ends = _TITLE_ENDS.search(text, begins.end()) if begins else None
    if begins is None or ends is None:
        return None
    return " ".join(unescape(text[begins.end() : ends.start()]).split())[:_MOST] or None
