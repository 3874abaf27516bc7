"""The state that a look compares with, kept in the case until the look was told."""

import base64
import json
from dataclasses import dataclass, replace
from typing import Any

from firsthand.model import Findings
from firsthand.store import Store
from firsthand.store.codec import FINDINGS, pack, unpack

_NOTE = "watch begun"


@dataclass(frozen=True, slots=True)
class Begun:
    """What was before a look: the record, None where there was none, and the last entry of the log."""

    entry: int
    findings: Findings | None


def begin_look(store: Store) -> Begun:
    """Return the state before this look; that of one that was stopped, if there is one."""
    kept: dict[str, Any] = json.loads(store.note(_NOTE) or "{}")
    if kept:
        entry = int(kept["entry"])
    else:
        entry = sum(1 for _ in store.entries())
        store.keep_note(_NOTE, json.dumps({"entry": entry}))
    if "findings" in kept:
        packed = kept["findings"]
        findings = unpack(FINDINGS, base64.b64decode(packed)) if packed else None
    else:  # nothing was derived anew since
        findings = store.findings()
    return Begun(entry, replace(findings, decisions=store.decisions()) if findings else None)


def keep_before(store: Store, begun: Begun) -> None:
    """Keep the record as it was, before it is derived anew."""
    packed = base64.b64encode(pack(FINDINGS, begun.findings)).decode("ascii") if begun.findings else ""
    store.keep_note(_NOTE, json.dumps({"entry": begun.entry, "findings": packed}))


def end_look(store: Store) -> None:
    """Forget the state before: the look was told."""
    store.keep_note(_NOTE, "")
