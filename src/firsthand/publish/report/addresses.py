"""Addresses inside the report: every document, statement, claim and conflict has one to send on."""

import re

_PLAIN = re.compile(r"[A-Za-z][\w-]*")


def anchor(kind: str, item_id: str) -> str:
    """Return the address of an item in the page, such as "s-3f0c9a1b2d4e": stable, unique, plain."""
    if kind == "d":
        return f"d-{item_id[:16]}" if _PLAIN.fullmatch(f"d{item_id}") else "d-" + _plain(item_id)
    return (
        item_id
        if item_id.startswith(f"{kind}-") and _PLAIN.fullmatch(item_id)
        else f"{kind}-{_plain(item_id)}"
    )


def _plain(item_id: str) -> str:
    """Return the id with what an address cannot hold written as its number, so that ids stay apart."""
    return re.sub(r"[^A-Za-z0-9-]", lambda match: f"_{ord(match[0]):x}", item_id)
