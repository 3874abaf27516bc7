"""Who stands behind what a verb of saying attributes."""

from collections.abc import Sequence

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from
from firsthand.extract.surface.attribution.romance.choosing import Found
from firsthand.extract.surface.attribution.romance.groups import lead_of
from firsthand.extract.surface.attribution.romance.place import Place
from firsthand.extract.surface.attribution.romance.regions import is_stop
from firsthand.extract.surface.attribution.romance.speakers import agent_of, before, behind, impersonal, tied
from firsthand.extract.surface.attribution.sources import Sources


def speaker_of(
    reading: Reading, sources: Sources, place: Place, found: Found, last: Phrase | None
) -> tuple[Phrase | None, Stretch | None, bool]:
    """Return who speaks, the words that stand for an unnamed source, whether the one before goes on."""
    group, words, region = place.group, reading.words, place.region
    cue = (
        reading.doc[group.start].idx,
        reading.doc[group.end - 1].idx + len(reading.doc[group.end - 1].text),
    )
    agent = agent_of(reading, place) if group.passive or found.how == "as" else None
    if agent is not None:
        return agent, None, False
    if group.passive:
        return None, cue, False
    if impersonal(reading, place):
        near = agent_of(reading, place) or _told_by(reading, place)
        near = (
            near if near is not None and (sources.known(near) is not None or group.tied is not None) else None
        )
        if near is not None:
            return near, None, False
        told = "impersonal" in group.kinds and (group.tied is not None or _next_to(reading, place, found))
        return None, cue if told else None, False
    own = tied(reading, place)
    if own is not None:
        return own, None, False
    starts = (
        group.start == region.start
        or is_stop(reading, group.start - 1)
        or (reading.doc[group.start - 1].pos_ in {"CCONJ", "ADV", "SPACE"})
    )
    joined = group.start > region.start and words[group.start - 1] in reading.cues.lists["contents.joins"]
    if found.how in {"left", "as"}:
        after = behind(reading, sources, place)
        if after is not None:
            return after, None, False
        ahead = before(reading, sources, place) if found.how == "left" and not found.direct else None
        if ahead is not None and not _within(reading, ahead, found.contents):
            return ahead, None, False
        if "say" not in group.kinds and "impersonal" in group.kinds:
            return None, cue, False
        return None, None, True
    dative = _dative(reading, place)
    if dative is not None:
        return dative, None, False
    if group.kinds == {"impersonal"}:
        return None, cue, False
    if (group.form == "gerund" or joined) and last is not None:
        return last, None, False
    ahead = before(reading, sources, place) if group.start > region.start else None
    if ahead is not None and not _within(reading, ahead, found.contents):
        return ahead, None, False
    if starts and found.how in {"clause", "colon", "quote"} and not joined:
        after = behind(reading, sources, place)
        if after is not None and not _within(reading, after, found.contents):
            return after, None, False
    if last is not None:
        return last, None, False
    if (
        "impersonal" in group.kinds
        and found.how == "clause"
        and "think" not in group.kinds
        and "say" not in group.kinds
    ):
        return None, cue, False
    return None, None, True


def _next_to(reading: Reading, place: Place, found: Found) -> bool:
    """Tell whether what is said follows directly: "se dice que P", not "se anunció en un foro que"."""
    at = reading.doc[place.group.end - 1].idx
    return found.how != "clause" or found.contents[0][0] - at < 25


def _dative(reading: Reading, place: Place) -> Phrase | None:
    """Return whom something worries, seems or pleases: "a X le preocupa que P"."""
    region, group = place.region, place.group
    if group.lemma not in reading.cues.lists["verbs.dative"]:
        return None
    for i in range(group.start - 1, region.start - 1, -1):
        if lead_of(reading, i) == "a":
            return phrase_from(reading, i + 1, group.start)
    return None


def proper(reading: Reading, sources: Sources, source: Phrase) -> Phrase:
    """Return the name beside a description ("sa porte-parole, X"), or else the phrase itself."""
    known = sources.known(source)
    at = source.end
    if (
        (known is not None and sources.names[known].form == "name")
        or source.pronoun
        or at + 1 >= len(reading.doc)
    ):
        return source
    if reading.words[at] != "," or reading.doc[at + 1].pos_ != "PROPN":
        return source
    name = phrase_from(reading, at + 1, min(len(reading.doc), at + 8))
    ends = name is not None and (name.end >= len(reading.doc) or reading.doc[name.end].is_punct)
    return name if name is not None and ends and sources.person(name) else source


def _told_by(reading: Reading, place: Place) -> Phrase | None:
    """Return from whom one learned: "a-t-on appris auprès du ministère"."""
    region = place.region
    for i in range(place.group.end, min(region.end - 1, place.group.end + 4)):
        size = phrase_at(reading.words, i, reading.cues.phrases["relays.told"])
        if size:
            return phrase_from(reading, i + size, region.end)
    return None


def _within(reading: Reading, phrase: Phrase, contents: Sequence[Stretch]) -> bool:
    at = reading.doc[phrase.head].idx
    return any(start <= at < end for start, end in contents)
