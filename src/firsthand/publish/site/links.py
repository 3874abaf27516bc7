"""Where everything stands in the site: every record, claim, passage and document has one address to send on.

Addresses hold ids that depend on content alone, so they stay when documents are added.
"""

import hashlib
from collections.abc import Callable
from urllib.parse import quote

from firsthand.publish.report.addresses import anchor

PAGES = {
    "c": "claims.html",
    "s": "claims.html",
    "x": "contested.html",
    "v": "contested.html",
    "u": "contested.html",
    "e": "lineage.html",
    "d": "documents.html",
    "p": "map.html",
}
"""The page on which an item stands, by the kind that its address begins with."""
_NAME = 60  # letters of a file's name: longer ones do not fit every file system beside their folder


def record_page(record_id: str) -> str:
    """Return the page of a record: "records/r-3f0c9a1b2d4e.html"; no id climbs out of its folder."""
    name = anchor("r", record_id)
    if len(name) > _NAME:
        name = f"{name[: _NAME - 17]}-{hashlib.sha256(record_id.encode()).hexdigest()[:16]}"
    return f"records/{name}.html"


def type_page(name: str, names: tuple[str, ...]) -> str:
    """Return the page of a record type; names that no file can have are told apart by their place."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in name)[:_NAME].lower()
    same = [n for n in names if n != name and n.lower() == name.lower()]
    return f"register/{plain}{f'-{names.index(name)}' if plain != name or same else ''}.html"


def linker(root: str) -> Callable[[str], str]:
    """Return what turns an address into a link from a page `root` ("" or "../") below the site's folder."""

    def to(address: str) -> str:
        if address.endswith(".html") or ".html#" in address:
            return root + address
        return f"{root}{PAGES.get(address.split('-', 1)[0], 'index.html')}#{quote(address)}"

    return to
