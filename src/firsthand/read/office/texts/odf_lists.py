"""The bullets and numbers of an OpenDocument text: they stand on the page and not in the paragraphs."""

from dataclasses import dataclass, field

from firsthand.read.office.package import Element, attribute, local, named
from firsthand.read.office.texts.numbering import spelled

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(frozen=True, slots=True)
class _Level:
    form: str  # empty for a level without a sign
    before: str = ""
    after: str = ""
    start: int = 1
    levels: int = 1  # how many of the levels above are shown, too: "2.1"


@dataclass(frozen=True, slots=True)
class ListAt:
    """A list that is open: its style, how deep in others it stands (from 1), and the counts by level."""

    style: str
    level: int
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """Counts on from item to item; made once for a document."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in named(root, "list-style"):
                self._styles[attribute(style, "name") or ""] = _levels(style)
        self._last: dict[str, dict[int, int]] = {}
        self._known: dict[str, dict[int, int]] = {}

    def entered(self, one: Element, within: ListAt | None) -> ListAt:
        """Return the list that begins with an element; one that goes on counts on."""
        style = attribute(one, "style-name") or (within.style if within else "")
        if within is not None:
            return ListAt(style, within.level + 1, within.counts)
        followed = attribute(one, "continue-list")
        if followed in self._known:
            counts = self._known[followed]
        elif attribute(one, "continue-numbering") == "true":
            counts = self._last.get(style, {})
        else:
            counts = {}
        self._last[style] = counts
        if name := attribute(one, "id"):
            self._known[name] = counts
        return ListAt(style, 1, counts)

    def marker(self, at: ListAt, item: Element) -> str:
        """Return what stands before the first paragraph of an item, with a blank after it."""
        shape = self._styles.get(at.style, {}).get(at.level)
        if shape is None:
            return "• "
        given = attribute(item, "start-value") or ""
        at.counts[at.level] = (
            int(given) if given.isdecimal() else at.counts.get(at.level, shape.start - 1) + 1
        )
        for deeper in [level for level in at.counts if level > at.level]:
            del at.counts[deeper]
        if shape.form == "bullet":
            return "• "
        if not shape.form:
            return ""
        first = max(1, at.level - shape.levels + 1)
        numbers = []
        for level in range(first, at.level + 1):
            other = self._styles[at.style].get(level)
            if other is not None and other.form in _FORMS.values():
                numbers.append(spelled(at.counts.get(level, other.start), other.form))
        return f"{shape.before}{'.'.join(numbers)}{shape.after} "


def _levels(style: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for one in style:
        number = _number(attribute(one, "level"), 0)
        if local(one) == "list-level-style-bullet":
            levels[number] = _Level("bullet")
        elif local(one) == "list-level-style-number":
            levels[number] = _Level(
                _FORMS.get(attribute(one, "num-format") or "", ""),
                attribute(one, "num-prefix") or "",
                attribute(one, "num-suffix") or "",
                _number(attribute(one, "start-value"), 1),
                _number(attribute(one, "display-levels"), 1),
            )
    return levels


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else otherwise
