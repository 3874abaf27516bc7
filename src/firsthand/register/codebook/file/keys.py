"""Every key that a codebook may use, by where it stands."""

from collections.abc import Mapping
from typing import get_args

from firsthand.model import FieldKind

FORMAT = "firsthand codebook"
"""The key every codebook begins with; under it the version of the format."""

VERSION = "1"

KINDS: tuple[str, ...] = get_args(FieldKind)

CODEBOOK = (FORMAT, "name", "title", "about", "extends", "countries", "places", "records")
PLACE = ("name", "names", "country", "at", "precision")
RECORD = (
    "label", "plural", "about", "signals", "weak", "never", "near", "needs", "same", "within_days", "updates",
    "fields",
)  # fmt: skip
FIELD = ("kind", "label", "signals")
FIELD_OF: Mapping[str, tuple[str, ...]] = {
    "place": ("where", "precision", "apart", "scene"),
    "date": (),
    "quantity": ("units", "counts"),
    "party": ("who",),
    "status": ("scale",),
    "source": (),
    "text": ("choices",),
}
"""What a field of each kind may say beside the keys that all have."""

STEP = ("name", "label", "words", "states")
CHOICE = ("name", "label", "words")

PHRASES = ("signals", "weak", "never", "units", "words", "names")
"""Keys under which phrases stand by language: a codebook that extends another adds to its phrases."""

STORY = "story"
"""What `same` may name beside fields: all records of one story are one."""
