"""The life of each original in a case: from where it came, through what, when, by whom."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath

from firsthand.custody.headers import answer_headers
from firsthand.model import Capture, Entry


@dataclass(frozen=True, slots=True)
class Coming:
    """One time that an original came into the case, or came again.

    `source` is the path or the address; `through` the addresses that sent on to it, in order; `status` and
    `headers` what the server answered; `record` the digest of the WARC records; `within` the digest of the
    archive or letter that it was unpacked from.
    """

    entry: int
    how: str
    time: str
    by: str
    tool: str
    source: str
    through: tuple[str, ...] = ()
    status: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    record: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """All that the log says of an original; `read_by` is the version that first derived from it."""

    digest: str
    bytes: int | None
    comings: tuple[Coming, ...]
    read_by: str = ""


def lives_of(
    entries: Sequence[Entry],
    captures: Sequence[Capture],
    record: Callable[[str], bytes | None],
    called: Callable[[str], str],
    shown: Callable[[str], str],
) -> tuple[Life, ...]:
    """Return the lives of all originals in the order in which they came.

    `record` gives the WARC records of a capture, `called` the name that stands for who did something, `shown`
    what is shown of a path.
    """
    known = {capture.id: capture for capture in captures}
    comings: dict[str, list[Coming]] = {}
    sizes: dict[str, int] = {}
    for entry in entries:
        if entry.deed in ("added", "unpacked"):
            size = entry.detail("bytes") or ""
            sizes.setdefault(entry.subject, int(size)) if size.isdecimal() else None
            made = Coming(
                entry.number,
                entry.deed,
                told_time(entry),
                called(entry.by),
                entry.tool,
                shown(entry.name),
                within=entry.detail("within") or "",
            )
            comings.setdefault(entry.subject, []).append(made)
        elif entry.deed == "collected" and (payload := entry.detail("payload")):
            capture = known.get(entry.subject)
            status, headers = answer_headers(record(entry.subject) or b"")
            made = Coming(
                entry.number,
                entry.deed,
                entry.detail("taken") or told_time(entry),
                called(entry.by),
                entry.tool,
                entry.detail("address") or entry.name,
                through=_through(capture, captures) if capture else (),
                status=status or entry.detail("status") or "",
                headers=headers,
                record=entry.subject,
            )
            comings.setdefault(payload, []).append(made)
    built = [entry for entry in entries if entry.deed == "built"]
    return tuple(
        Life(
            digest,
            sizes.get(digest),
            tuple(came),
            read_by=next((one.tool for one in built if one.number > came[0].entry), ""),
        )
        for digest, came in comings.items()
    )


def pseudonyms(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return a pseudonym for everybody who did something, in the order of the log."""
    names = dict.fromkeys(entry.by for entry in entries)
    return {name: f"Collector {number}" for number, name in enumerate(names, 1)}


def without_folders(name: str) -> str:
    """Return a path that starts at the root cut to its last part: folders tell who works on the machine."""
    if re.match(r"[A-Za-z]:[\\/]|\\\\", name):
        return PureWindowsPath(name).name
    if name.startswith(("/", "~")):
        return PurePath(name).name
    return name


def told_time(entry: Entry) -> str:
    """Return when an entry was made, to the second, in UTC."""
    return entry.time.isoformat(timespec="seconds")


def _through(capture: Capture, captures: Sequence[Capture]) -> tuple[str, ...]:
    """Return the addresses between the one that was asked and the one that answered."""
    if capture.url == capture.asked:
        return ()
    before = [
        other.url
        for other in captures
        if other.asked == capture.asked and 300 <= other.status < 400 and other.taken <= capture.taken
    ]
    return tuple(dict.fromkeys([capture.asked, *before]))
