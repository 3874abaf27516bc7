"""Through whom words came: the outlet a speaker spoke to, or that is named as citing him."""

from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from
from firsthand.extract.surface.attribution.romance.groups import lead_of
from firsthand.extract.surface.attribution.romance.place import Place
from firsthand.extract.surface.attribution.romance.regions import Region
from firsthand.extract.surface.attribution.sources import Sources

_REACH = 14  # words behind a verb among which whom it was said to stands


def relays_of(reading: Reading, sources: Sources, place: Place, source: Phrase | None) -> tuple[Phrase, ...]:
    """Return the outlets a speaker spoke to, and those that are said to cite him."""
    region, group = place.region, place.group
    found: list[Phrase] = []
    for i in range(group.end, min(region.end, group.end + _REACH)):
        if (
            region.hidden(i) is not None
            or reading.words[i] in {":", ";"}
            or reading.words[i] in reading.cues.lists["contents.that"]
        ):
            break
        size = phrase_at(reading.words, i, reading.cues.phrases["relays.told"]) or (
            lead_of(reading, i) in reading.cues.lists["relays.told"]
        )
        phrase = (
            phrase_from(reading, i + int(size), region.end) if size and i + int(size) < region.end else None
        )
        if phrase is not None and sources.outlet(phrase) and not _same(phrase, source):
            found.append(phrase)
            break
    if source is not None:
        citing = cited_by(reading, region, source)
        if citing is not None and not _same(citing, source):
            found.append(citing)
    return tuple(found)


def cited_by(reading: Reading, region: Region, source: Phrase) -> Phrase | None:
    """Return who is named beside a source as citing it: "un témoin cité par l'agence"."""
    for i in range(source.core, min(region.end - 1, source.end + 4)):
        size = phrase_at(reading.words, i, reading.cues.phrases["relays.citing"])
        if size and i + size < region.end:
            return phrase_from(reading, i + size, region.end)
    return None


def leans_on(reading: Reading, region: Region, source: Phrase) -> Phrase | None:
    """Return what a source is said to lean on: "le journal, qui cite un document"."""
    for i in range(source.core, min(region.end - 1, source.end + 4)):
        size = phrase_at(reading.words, i, reading.cues.phrases["relays.leaning"])
        if size and i + size < region.end:
            return phrase_from(reading, i + size, region.end)
    return None


def _same(phrase: Phrase, other: Phrase | None) -> bool:
    return other is not None and phrase.start < other.core and other.start < phrase.core
