"""Ids that depend on content alone, so that the same input gives the same ids."""

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """Return a short stable id such as "s-3f0c9a1b2d4e" for the given parts."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()
    return f"{prefix}-{digest[:12]}"
