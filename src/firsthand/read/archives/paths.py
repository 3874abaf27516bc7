"""A name that an archive or a letter gives to one of its parts, made harmless."""

import re
import unicodedata
from pathlib import PurePosixPath

_DRIVE = re.compile(r"^[A-Za-z]:")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
# Names that Windows keeps for devices, whatever the suffix.
_DEVICE = re.compile(r"^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.I)
_MOST_BYTES = 180  # of one step of a path; file systems take 255, and a number may still be added
_MOST_STEPS = 30
_LONGEST_SUFFIX = 12
_UNNAMED = "unnamed"


def clean_name(name: str) -> str:
    """Return a path that stays below where it is put, on any system: "../../a\\b.txt" becomes "a/b.txt".

    Nothing climbs, nothing is absolute; drives, control characters and signs that turn the direction of
    writing are gone; a step that names a device or is too long is changed. It is never empty, and cleaning
    it again changes nothing.
    """
    steps = [step for step in map(_clean_step, name.replace("\\", "/").split("/")) if step]
    return "/".join(steps[-_MOST_STEPS:]) or _UNNAMED


def climbs(name: str) -> bool:
    """Tell whether a name as given leads out of the whole that it stands in."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or bool(_DRIVE.match(plain)) or ".." in plain.split("/")


def hidden(name: str) -> bool:
    """Tell whether a path is one that a system keeps for itself, or that its maker hid."""
    steps = name.replace("\\", "/").split("/")
    system = steps[-1].lower() in ("thumbs.db", "desktop.ini", "ehthumbs.db")
    return system or any(
        step == "__MACOSX" or (step.startswith(".") and step not in (".", "..")) for step in steps
    )


class Names:
    """Gives every part of one whole a name of its own: the second "a.txt" becomes "a (2).txt"."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, name: str) -> str:
        """Return the name, cleaned, and numbered where another part has it."""
        clean = free = clean_name(name)
        stem, suffix = _parted(clean)
        while free in self._taken:
            number = self._next.get(clean, 2)
            self._next[clean] = number + 1
            free = f"{stem} ({number}){suffix}"
        self._taken.add(free)
        return free


def _clean_step(step: str) -> str:
    kept = "".join(character for character in step if unicodedata.category(character) not in _SILENT)
    kept = _FORBIDDEN.sub("_", _DRIVE.sub("", kept)).strip()
    kept = kept.rstrip(". ") if kept.strip(". ") else ""
    if _DEVICE.match(kept):
        kept = f"_{kept}"
    if len(kept.encode()) > _MOST_BYTES:
        stem, suffix = _parted(kept)
        kept = stem.encode()[: _MOST_BYTES - len(suffix.encode())].decode("utf-8", "ignore").rstrip() + suffix
    return kept


# Control characters, signs without a shape (among them those that turn the direction of writing), halves of
# characters, and what ends a line.
_SILENT = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _parted(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    if len(suffix.encode()) > _LONGEST_SUFFIX or " " in suffix:
        suffix = ""
    return name[: len(name) - len(suffix)], suffix
