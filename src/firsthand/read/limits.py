"""How much is read of what may be made to do harm. Every limit can be changed, and says what it cuts."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from firsthand.model.errors import InputError


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most. Sizes are in bytes, times in seconds.

    `characters` and `pages` of one document, `cells` of a table; `file` is the largest original that is
    opened; `pixels` those of a picture or of a page made into one. Of an archive or a letter: `parts` in all,
    `depth` of one within another, `unpacked` bytes in all, and `ratio`, how many times its size a part may
    unfold to. `seconds` without a sign of life after which a reader is stopped, `memory` it may take.
    """

    characters: int = 1_000_000
    pages: int = 5_000
    cells: int = 1_000_000
    file: int = 1_000_000_000
    pixels: int = 100_000_000
    parts: int = 10_000
    depth: int = 5
    unpacked: int = 4_000_000_000
    ratio: int = 1_000
    seconds: int = 120
    memory: int = 4_000_000_000

    def changed(self, settings: Iterable[str]) -> "Limits":
        """Return the limits with some set anew, each as "pages=200"; raises InputError."""
        known = {field.name for field in fields(self)}
        wanted: dict[str, int] = {}
        for setting in settings:
            name, _, value = setting.partition("=")
            number = value.replace("_", "").replace(",", "")
            if name not in known or not number.isdecimal() or int(number) < 1:
                raise InputError(
                    f"{setting}: no limit like this. Write NAME=NUMBER, the name one of "
                    f"{', '.join(sorted(known))}."
                )
            wanted[name] = int(number)
        return replace(self, **wanted)
