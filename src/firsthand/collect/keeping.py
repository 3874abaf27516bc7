"""Every answer goes into the case before anything is said of it, with its entry in the custody log."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from firsthand.collect.addresses import canonical
from firsthand.collect.archive.exchange import Earlier, Exchange, Rendering
from firsthand.collect.archive.message import split_message
from firsthand.collect.archive.records import earlier_of, payload_of, write_records, write_rendering
from firsthand.collect.net import Answer
from firsthand.custody import Keeper
from firsthand.model import Capture

NOT_MODIFIED = 304


class Keeping:
    """Keeps answers, and knows the latest that was kept of every address."""

    def __init__(self, store: Keeper) -> None:
        self.store = store
        self._latest: dict[str, Capture] = {}
        self._versions: dict[tuple[str, str, str], Capture] = {}
        for capture in store.captures():
            self._note(capture)

    def _note(self, capture: Capture) -> None:
        if capture.payload is not None and capture.purpose != "rendering":
            self._latest[capture.url] = capture
            self._versions[capture.url, capture.address, capture.purpose] = capture

    def version(self, url: str, *, asked: str, purpose: str) -> Capture | None:
        """Return the latest capture with a body of what was asked for by this name, for this purpose."""
        return self._versions.get((url, canonical(asked), purpose))

    def conditions(self, url: str, *, asked: str, purpose: str) -> dict[str, str]:
        """Return the headers that ask for an address only if it changed since it was last kept."""
        latest = self.version(url, asked=asked, purpose=purpose)
        if latest is None:
            return {}
        told = {"If-None-Match": latest.etag, "If-Modified-Since": latest.modified}
        return {name: value for name, value in told.items() if value}

    def keep(self, answer: Answer, *, asked: str, purpose: str, whole: bool) -> tuple[Capture, bool]:
        """Keep an answer; return its capture, and whether an earlier one holds the same.

        `whole` says that the body is what was asked for: it is kept as an original to be read.
        """
        body = answer.body if whole else None
        digest = hashlib.sha256(body).hexdigest() if body is not None else None
        version = self.version(answer.url, asked=asked, purpose=purpose)
        same = version is not None and (
            answer.status == NOT_MODIFIED if body is None else digest == version.payload
        )
        earlier = self._revisited(version or self._latest.get(answer.url), answer, digest)
        records = write_records(
            Exchange(
                url=answer.url,
                asked=asked,
                taken=answer.taken,
                ip=answer.ip,
                request=answer.request,
                response=answer.response,
                truncated=answer.truncated,
                revisit_of=earlier,
            )
        )
        capture = Capture(
            id=hashlib.sha256(records).hexdigest(),
            url=answer.url,
            asked=asked,
            address=canonical(asked),
            taken=answer.taken,
            status=answer.status,
            media=answer.media,
            payload=digest,
            purpose=purpose,
            etag=_sendable(answer.header("etag")),
            modified=_sendable(answer.header("last-modified")),
        )
        self.store.keep_capture(capture, records, body)
        self._note(capture)
        return capture, same

    def keep_drawn(self, page: Capture, drawn: Mapping[str, bytes], *, taken: datetime, by: str = "") -> None:
        """Keep what a browser (`by`: its name and version) made of a page, all of it in one step."""
        with self.store.together():
            for media, data in drawn.items():
                records = write_rendering(Rendering(url=page.url, taken=taken, media=media, data=data, by=by))
                capture = Capture(
                    id=hashlib.sha256(records).hexdigest(),
                    url=page.url,
                    asked=page.asked,
                    address=page.address,
                    taken=taken,
                    status=200,
                    media=media,
                    payload=hashlib.sha256(data).hexdigest(),
                    purpose="rendering",
                )
                self.store.keep_capture(capture, records, data)

    def headers_of(self, capture: Capture) -> tuple[tuple[str, str], ...]:
        """Return the headers that a capture's answer came with, by their names in small letters."""
        try:
            answer = payload_of(self.store.record(capture.id) or b"")
        except ValueError:
            return ()
        return tuple((name.lower(), value) for name, value in answer.headers)

    def _revisited(self, latest: Capture | None, answer: Answer, digest: str | None) -> Earlier | None:
        """Return what a record of "nothing new" refers to; None where there is something, on the wire too."""
        if latest is None or (answer.status != NOT_MODIFIED and digest != latest.payload):
            return None
        records = self.store.record(latest.id)
        if records is None:
            return None
        try:
            earlier = earlier_of(records)
        except ValueError:
            return None
        if answer.status == NOT_MODIFIED:
            return earlier
        wire = hashlib.sha256(split_message(answer.response)[1]).hexdigest()
        return earlier if earlier.digest.removeprefix("sha256:") == wire else None

    def miss(self, *, asked: str, reason: str, purpose: str, url: str | None = None) -> None:
        """Write in the custody log that an address gave nothing, and why."""
        details = {"address": url or asked, "asked": asked, "purpose": purpose, "reason": reason}
        self.store.log("missed", name=canonical(asked), details=details)


def _sendable(value: str | None) -> str | None:
    """Return a header that can be sent back as it came."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None
