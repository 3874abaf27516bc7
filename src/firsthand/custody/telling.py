"""What an entry of the log says, in a sentence."""

from typing import Any

from firsthand.model import NOTHING

_PURPOSES = {
    "page": "a page",
    "resource": "what a page is made of",
    "robots": "the site's rules for robots",
    "feed": "a feed",
    "sitemap": "a sitemap",
    "rendering": "a page as a browser draws it",
}
_MADE = {"text/html": "its HTML as shown", "image/png": "its picture", "application/pdf": "its print"}
_RESULTS = "intermediate results and notes, as they stood, were bound to the log"


def told_entry(entry: dict[str, Any]) -> str:
    """Return what was done, to what, with what came of it; `entry` is one of the report's log."""
    details: dict[str, str] = entry["details"]
    name = entry["name"]
    match entry["deed"]:
        case "begun":
            told = f"the case was begun: {name}" if name else "the case was begun, in memory"
        case "added":
            told = f"a file was added: {name}"
        case "unpacked":
            told = f"taken out of what was added: {name}"
        case "collected":
            told = _answer(name, details)
        case "missed":
            told = f"{details.get('asked') or name} gave nothing: {details.get('reason', '')}"
        case "waived":
            told = f"a rule was not followed ({name}), because: {details.get('reason', '')}"
        case "built":
            counts = [
                f"{details[one]} {one}" for one in ("documents", "statements", "claims") if one in details
            ]
            told = f"the record was derived: {', '.join(counts)}"
        case "kept":
            told = _RESULTS
        case "decided":
            told = f"a reviewer decided (decision {name})"
        case "published":
            told = f"the case was published: {name}, {details.get('files', '?')} files"
        case "stamped":
            told = (
                f"{name} stamped the log at {details.get('time', '')} (asked at {details.get('address', '')})"
            )
        case "locked":
            told = f"the case was written out encrypted: {name}"
        case "unlocked":
            told = f"the case was written out in plain: {name}"
        case other:
            told = f"{other}: {name}"
    said = [details[one] for one in ("found", "before", "accepted") if details.get(one)]
    return f"{told} ({'; '.join(said)})" if said else told


def purpose_of(purpose: str) -> str:
    """Return what an address was asked for, in words."""
    return _PURPOSES.get(purpose, purpose)


def subject_of(entry: dict[str, Any]) -> str:
    """Return the digest of what an entry is about, nothing where it is about no bytes."""
    return "" if entry["subject"] == NOTHING else str(entry["subject"])


def _answer(name: str, details: dict[str, str]) -> str:
    address, asked = details.get("address") or name, details.get("asked") or name
    purpose, status = details.get("purpose", "page"), details.get("status", "")
    if purpose == "rendering":
        made = _MADE.get(details.get("media", ""), details.get("media", ""))
        return f"{address} as a browser draws it: {made}"
    led = f", where {asked} led," if asked != address else ""
    came = "not changed since it was last kept" if status == "304" else purpose_of(purpose)
    if status.startswith("3") and status != "304":
        came = "it leads elsewhere"
    elif not status.startswith(("2", "3")):
        came = "an error"
    return f"{address}{led} answered {status}: {came}"
