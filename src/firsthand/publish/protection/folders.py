"""Where documents lie on the machine of the case's owner: nobody else's business, and never published."""

import re
from collections.abc import Iterable

_PARTS = re.compile(r"[^\\/]*[\\/]+")
_ABSOLUTE = re.compile(
    r"(?<![\w:/\\.])(?:[A-Za-z]:[\\/]|[\\/]|~[\\/]|\.{1,2}[\\/])(?:[^\s\\/:\"“”<>|]+[\\/])*(?=[^\s\\/])"
)


def shared_folder(names: Iterable[str]) -> str:
    """Return the folder that all documents lie in, with its last slash: "" where they share none.

    Of a single document it is all but the file's own name. Web addresses are no files.
    """
    folders = [_PARTS.findall(name) for name in names if "://" not in name]
    shared = folders[0] if folders else []
    for other in folders[1:]:
        length = next((i for i, (a, b) in enumerate(zip(shared, other, strict=False)) if a != b), len(other))
        shared = shared[:length]
    return "".join(shared)


def below(name: str, folder: str) -> str:
    """Return a document's name as it is told: the part below the shared folder."""
    return name.removeprefix(folder)


def without_folders(text: str, folder: str) -> str:
    """Return a message without the folders of the owner's machine that stand in it."""
    return _ABSOLUTE.sub("", text.replace(folder, "") if folder else text)
