"""Where a page may lead on to: only to pages of this desk, whatever an address or a form says."""

from urllib.parse import urlsplit


def own_path(text: str, *, otherwise: str = "/") -> str:
    """Return a path of this desk with its query, or `otherwise` where a text leads anywhere else."""
    if not text.startswith("/") or text.startswith("//") or "\\" in text or len(text) > 4000:
        return otherwise
    if any(not c.isprintable() or c == " " for c in text):  # browsers leave tabs and line ends out
        return otherwise
    try:
        parts = urlsplit(text)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc or "//" in parts.path else text
