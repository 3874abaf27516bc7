"""Web addresses and file names as they are read: percent signs and punycode resolved."""

import re
from urllib.parse import unquote

_PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)


def unescaped(text: str) -> str:
    """Return an address with the letters it stands for: "xn--jrg-sna" is "jörg"."""
    return _PUNYCODE.sub(lambda m: _from_punycode(m[0]), unquote(text))


def _from_punycode(label: str) -> str:
    try:
        return label.lower().encode("ascii").decode("idna")
    except UnicodeError:
        return label
