"""How an entry of the custody log is bound to the one before.

The digest of an entry is the SHA-256 of its other fields as JSON: keys sorted, no spaces, UTF-8. Anybody can
compute it again without firsthand.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from firsthand.model import NOTHING, Deed, Entry


def next_entry(
    last: Entry | None,
    deed: Deed,
    *,
    subject: str = NOTHING,
    name: str = "",
    by: str,
    tool: str,
    details: Mapping[str, str] | None = None,
    time: datetime | None = None,
) -> Entry:
    """Return the entry that follows `last`, the first one where there is none; `time` is now if not given."""
    entry = Entry(
        number=last.number + 1 if last else 1,
        time=(time or datetime.now(UTC)).astimezone(UTC),
        deed=deed,
        subject=subject,
        name=name,
        by=by,
        tool=tool,
        details=tuple(sorted((details or {}).items())),
        previous=last.digest if last else NOTHING,
        digest="",
    )
    return replace(entry, digest=digest_of(entry))


def digest_of(entry: Entry) -> str:
    """Return the digest an entry must have, from all its fields but the digest itself."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def canonical(entry: Entry) -> bytes:
    """Return the bytes that the digest of an entry is taken of."""
    text = json.dumps(plain_fields(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def plain_fields(entry: Entry) -> dict[str, Any]:
    """Return all fields of an entry but its digest, as JSON has them."""
    return {
        "number": entry.number,
        "time": entry.time.isoformat(timespec="microseconds"),
        "deed": entry.deed,
        "subject": entry.subject,
        "name": entry.name,
        "by": entry.by,
        "tool": entry.tool,
        "details": dict(entry.details),
        "previous": entry.previous,
    }
