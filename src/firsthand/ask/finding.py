"""What a model says stands in a document, looked for there: found word for word, or dropped."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.ask.replies import Told
from firsthand.model import SourceKind
from firsthand.model.statement import Stance

Stretch = tuple[int, int]

# How much nearer words must stand, in characters, to be preferred although the model told of something
# behind them before: models keep the order of the text.
_BACKWARDS = 400
# The same for words inside what was said: they are mostly not those that attribute it.
_INSIDE = 80
_MOST_PLACES = 30
_EDGES = " \t\r\n,;:、，；：-–—"
_NO_BEGINNING = _EDGES + ".!?。！？"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words of the document that name somebody, and those beside them that attribute (None: no such)."""

    source: Stretch
    kind: SourceKind
    cue: Stretch | None


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution that is in the document: the stretches said, and who said them, origin first."""

    content: tuple[Stretch, ...]
    chain: tuple[Speaker, ...]
    stance: Stance

    @property
    def evidence(self) -> tuple[Stretch, ...]:
        """The words that name the speakers and that attribute, in the order of the text."""
        told = {speaker.source for speaker in self.chain}
        return tuple(sorted(told | {speaker.cue for speaker in self.chain if speaker.cue is not None}))


def find_told(text: str, begin: int, end: int, told: Iterable[Told]) -> tuple[tuple[Found, ...], int]:
    """Find attributions in text[begin:end]; return them, and how many have words that are not there.

    Words are found as they stand, letter for letter; only white space may be laid out otherwise. Of
    several places the one nearest to the words told beside it is taken, in the order of the text.
    """
    found: list[Found] = []
    dropped = 0
    at = begin
    for attribution in told:
        one = _find(text, begin, end, attribution, at)
        if one is None:
            dropped += 1
        elif one not in found:
            found.append(one)
            at = one.content[0][0]
    return tuple(found), dropped


def _find(text: str, begin: int, end: int, told: Told, at: int) -> Found | None:
    contents = [_places(text, begin, end, words) for words in told.content]
    sources = _places(text, begin, end, told.source)
    cues = _places(text, begin, end, told.cue) if told.cue.strip() else []
    if not all(contents) or not sources or (told.cue.strip() and not cues):
        return None
    beside = {content: _beside(content, sources, cues) for content in contents[0]}
    first = min(
        beside,
        key=lambda content: (_far(content, *beside[content]) + _BACKWARDS * (content[0] < at), content),
    )
    source, cue = beside[first]
    content = [first]
    for places in contents[1:]:
        later = [place for place in places if place[0] >= content[-1][1]]
        if not later:
            return None
        content.append(later[0])
    chain = [Speaker(source, told.kind, cue)]
    for relay in told.relays:
        names = _places(text, begin, end, relay.source)
        words = _places(text, begin, end, relay.cue) if relay.cue.strip() else []
        if not names or (relay.cue.strip() and not words):
            return None
        name = min(names, key=lambda place: (_gap(place, first), place))
        chain.append(
            Speaker(name, relay.kind, min(words, key=lambda place: (_gap(place, name), place), default=None))
        )
    evidence = [stretch for speaker in chain for stretch in (speaker.source, speaker.cue) if stretch]
    left = _without(text, content, evidence)
    return Found(left, tuple(chain), told.stance) if left else None


def _beside(
    content: Stretch, sources: Sequence[Stretch], cues: Sequence[Stretch]
) -> tuple[Stretch, Stretch | None]:
    """Return the places of source and cue that stand nearest to a content and to one another."""
    attributing: Sequence[Stretch | None] = cues or [None]
    pairs = ((source, cue) for source in sources for cue in attributing)
    return min(pairs, key=lambda pair: (_far(content, *pair), pair[0], pair[1] or pair[0]))


def _far(content: Stretch, source: Stretch, cue: Stretch | None) -> int:
    """Say how far apart words stand that belong together."""
    inside = _is_in(source, content) or (cue is not None and _is_in(cue, content))
    beside = 0 if cue is None else _gap(content, cue) + _gap(source, cue)
    return _gap(content, source) + beside + _INSIDE * inside


def _gap(one: Stretch, other: Stretch) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])


def _is_in(inner: Stretch, outer: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _places(text: str, begin: int, end: int, words: str) -> list[Stretch]:
    """Return where words stand, whole words only."""
    parts = words.split()
    if not any(character.isalnum() for character in words):
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    found = []
    for match in pattern.finditer(text, begin, end):
        if not (_is_glued(text, match.start()) or _is_glued(text, match.end())):
            found.append(match.span())
            if len(found) == _MOST_PLACES:
                break
    return found


def _is_glued(text: str, offset: int) -> bool:
    """Tell whether an offset lies inside a word; writing without spaces has no inside."""
    around = text[offset - 1 : offset + 1] if offset else ""
    return len(around) == 2 and all(c.isalnum() and (c.isascii() or c.lower() != c.upper()) for c in around)


def _without(text: str, content: Sequence[Stretch], evidence: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return what was said without the words that say who said it, where the model left them in."""
    left = list(content)
    for hole_start, hole_end in evidence:
        cut = []
        for start, end in left:
            if start < hole_end and hole_start < end:
                cut += [_trimmed(text, start, hole_start), _trimmed(text, hole_end, end)]
            else:
                cut.append((start, end))
        left = [(start, end) for start, end in cut if any(c.isalnum() for c in text[start:end])]
    return tuple(sorted(left))


def _trimmed(text: str, start: int, end: int) -> Stretch:
    while start < end and text[start] in _NO_BEGINNING:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end
