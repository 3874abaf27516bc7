"""A verb of saying where it stands, with the others of its sentence."""

from dataclasses import dataclass

from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.romance.groups import Group
from firsthand.extract.surface.attribution.romance.regions import Region

_NAMING = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Place:
    """A verb of saying in its region, with the others there.

    `behind` is the first token behind the verb that is neither adverb nor time.
    """

    region: Region
    group: Group
    others: tuple[Group, ...]
    behind: int


def skip(reading: Reading, region: Region, i: int) -> int:
    """Return the first token from i that is no adverb, no word of time, no adjective of manner."""
    doc, lists = reading.doc, reading.cues.lists
    while i < region.end and region.hidden(i) is None:
        token = doc[i]
        timely = token.pos_ in _NAMING and reading.cues.noun("sources.not_sources", token)
        if token.pos_ == "ADV" or token.is_space or timely or reading.words[i] in {"ne", "n'"}:
            i += 1
        elif token.pos_ in {"DET", "NUM"} and (timed := _timed(reading, region, i)):
            i = timed
        elif reading.words[i] in lists["verbs.negation"] and token.pos_ != "DET":
            i += 1
        else:
            break
    return i


def _timed(reading: Reading, region: Region, i: int) -> int:
    """Return where words of time end that begin with an article or a number ("la semaine dernière"), or 0."""
    doc = reading.doc
    for j in range(i + 1, min(i + 4, region.end)):
        if reading.cues.noun("sources.not_sources", doc[j]):
            j += 1
            while j < region.end and doc[j].pos_ in {"ADJ", "NUM"}:
                j += 1
            # A tagger may take "semaine" for an adjective and "dernière" for its noun.
            if doc[j - 1].pos_ == "ADJ" and j < region.end and doc[j].pos_ == "NOUN":
                j += 1
            return j
        if doc[j].pos_ not in {"NUM", "ADJ"}:
            return 0
    return 0
