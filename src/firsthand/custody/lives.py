"""The life of each original in a case: from where it came, through what, when, by whom."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath, PureWindowsPath

from firsthand.custody.headers import heads_of
from firsthand.model import Capture, Entry


@dataclass(frozen=True, slots=True)
class Coming:
    """One time that an original came into the case, came again, or was found to be as it was.

    `how` is the deed; `purpose` what an address was asked for (a page, robots, a rendering, …). `source` is
    the path or the address, `asked` the address that the user named, `through` the addresses that sent on
    from there, in order; `server` the IP address that answered; `status` and `headers` what it answered,
    `request` and `sent` what it was asked; `record` the digest of the WARC records; `browser` what drew the
    page. `within` is the digest of the archive or letter that it was unpacked from, `whole` what that is
    called, `address` the web address that the archive gives.
    """

    entry: int
    how: str
    time: str
    by: str
    tool: str
    source: str
    purpose: str = ""
    asked: str = ""
    through: tuple[str, ...] = ()
    server: str = ""
    status: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    request: str = ""
    sent: tuple[tuple[str, str], ...] = ()
    record: str = ""
    browser: str = ""
    within: str = ""
    whole: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """All that the log says of an original; `next_build` is the first build after it came."""

    digest: str
    bytes: int | None
    comings: tuple[Coming, ...]
    next_build: str = ""


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
    names: dict[str, str] = {}
    comings: dict[str, list[Coming]] = {}
    sizes: dict[str, int] = {}
    latest: dict[str, str] = {}
    for entry in entries:
        if entry.deed in ("added", "unpacked"):
            size = entry.detail("bytes") or ""
            if size.isdecimal():
                sizes.setdefault(entry.subject, int(size))
            within = entry.detail("within") or ""
            names.setdefault(entry.subject, shown(entry.name))
            made = Coming(
                entry.number,
                entry.deed,
                told_time(entry),
                called(entry.by),
                entry.tool,
                shown(entry.name),
                within=within,
                whole=names.get(within, ""),
                address=entry.detail("address") or "",
            )
            comings.setdefault(entry.subject, []).append(made)
        elif entry.deed == "collected":
            address = entry.detail("address") or entry.name
            payload = entry.detail("payload")
            if not payload:
                # "Not modified": a look at what was kept before.
                payload = latest.get(address) if entry.detail("status") == "304" else None
                if payload is None:
                    continue
            elif entry.detail("purpose") != "rendering":
                latest[address] = payload
            names.setdefault(payload, address)
            made = _collected(entry, known.get(entry.subject), captures, record, called)
            comings.setdefault(payload, []).append(made)
    built = [entry for entry in entries if entry.deed == "built"]
    return tuple(
        Life(digest, sizes.get(digest), tuple(came), _next_build(came, built))
        for digest, came in comings.items()
    )


def _collected(
    entry: Entry,
    capture: Capture | None,
    captures: Sequence[Capture],
    record: Callable[[str], bytes | None],
    called: Callable[[str], str],
) -> Coming:
    heads = heads_of(record(entry.subject) or b"")
    return Coming(
        entry.number,
        entry.deed,
        _seconds(entry.detail("taken")) or told_time(entry),
        called(entry.by),
        entry.tool,
        entry.detail("address") or entry.name,
        purpose=entry.detail("purpose") or "",
        asked=entry.detail("asked") or "",
        through=_through(capture, captures) if capture else (),
        server=heads.server,
        status=heads.status
        or ("" if entry.detail("purpose") == "rendering" else entry.detail("status") or ""),
        headers=heads.headers,
        request=heads.request,
        sent=heads.sent,
        record=entry.subject,
        browser=heads.browser,
    )


def _next_build(came: Sequence[Coming], built: Sequence[Entry]) -> str:
    """Return the first build that could read it; what guards and lists pages is not read."""
    if all(one.purpose in ("robots", "feed", "sitemap", "resource") for one in came):
        return ""
    found = next((entry for entry in built if entry.number > came[0].entry), None)
    return f"entry {found.number}, {found.tool}" if found else ""


def pseudonyms(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return a pseudonym for everybody who did something, in the order of the log."""
    names = dict.fromkeys(entry.by for entry in entries)
    return {name: f"Collector {number}" for number, name in enumerate(names, 1)}


def without_folders(name: str) -> str:
    """Return a path from the root, or from above, cut to its last part: folders tell who works here."""
    if re.match(r"[A-Za-z]:[\\/]|\\\\|\.\.\\", name):
        return PureWindowsPath(name).name
    if name.startswith(("/", "~")) or ".." in PurePath(name).parts:
        return PurePath(name).name
    return name


def told_time(entry: Entry) -> str:
    """Return when an entry was made, to the second, in UTC."""
    return f"{entry.time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _seconds(time: str | None) -> str:
    try:
        return f"{datetime.fromisoformat(time or '').astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    except ValueError:
        return ""


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
