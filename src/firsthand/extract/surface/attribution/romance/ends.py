"""Where what is said ends: with its sentence, or where somebody else begins to speak."""

from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.phrases import phrase_from
from firsthand.extract.surface.attribution.romance.groups import Group
from firsthand.extract.surface.attribution.romance.place import Place, skip
from firsthand.extract.surface.attribution.romance.regions import Region, is_stop

_VERBS = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"NOUN", "PROPN"})


def clause_end(reading: Reading, place: Place, start: int, how: str = "clause") -> int:
    """Return where what is said ends: with its sentence, or before words that say somebody else speaks."""
    region, words = place.region, reading.words
    for i in range(start + 1, region.end):
        if region.hidden(i) is not None:
            continue
        if words[i] == ";" or (words[i] == ":" and how == "object"):
            return i
        if words[i] == "," and how == "object" and _set_off(reading, place):
            return i
        if words[i] not in {",", "–", "—", "("} and words[i] not in reading.cues.lists["contents.joins"]:
            continue
        if _turns(reading, place, i, start):
            return i
    return region.end


def _turns(reading: Reading, place: Place, i: int, start: int) -> bool:
    """Tell whether another attribution begins behind a comma or an "and"."""
    region, words, lists = place.region, reading.words, reading.cues.lists
    j = i + 1
    joined = words[i] in lists["contents.joins"]
    if not joined and j < region.end and words[j] in lists["contents.joins"]:
        j += 1
        joined = True
    if j >= region.end:
        return False
    if not joined and (
        (
            phrase_at(words, j, reading.cues.phrases["according.before"])
            and words[j] not in reading.cues.lists["according.loose"]
        )
        or (phrase_at(words, j, reading.cues.phrases["according.as"]) and _cue_soon(place, j, 4))
    ):
        return True
    at = skip(reading, region, j)
    aside = _aside_cue(reading, place)
    if aside and words[i] == "," and at < region.end and _finite_at(reading, at):
        return True
    for group in place.others:
        if group.start < j:
            continue
        if group.start in {j, at}:
            return (
                joined
                or group.form == "gerund"
                or group.tied is not None
                or _inverted_after(reading, region, group)
            )
        if (joined or (aside and words[i] == ",")) and group.form == "finite":
            between = range(j, group.start)
            phrase = phrase_from(reading, j, region.end)
            clean = not any(
                reading.doc[k].pos_ in _VERBS or words[k] in lists["contents.that"] for k in between
            )
            return phrase is not None and clean and group.start - phrase.end <= 3
    return False


def _set_off(reading: Reading, place: Place) -> bool:
    """Tell whether a verb stands in a relative clause between commas: "X, qui craint une crue, ..."."""
    at, words = place.group.start - 1, reading.words
    relative = at > place.region.start and words[at] in reading.cues.lists["sources.relatives"]
    return relative and words[at - 1] == ","


def _finite_at(reading: Reading, i: int) -> bool:
    token = reading.doc[i]
    return token.pos_ in _VERBS and "Fin" in token.morph.get("VerbForm", [])


def _aside_cue(reading: Reading, place: Place) -> bool:
    """Tell whether a verb stands in a relative clause or a gerund before the main clause."""
    group, region = place.group, place.region
    at = group.start - 1
    relative = at > region.start and reading.words[at] in reading.cues.lists["sources.relatives"]
    led = relative and (reading.doc[at - 1].pos_ in _NAMING or reading.words[at - 1] == ",")
    return led or (group.form == "gerund" and group.start - region.start < 3)


def _cue_soon(place: Place, j: int, reach: int) -> bool:
    return any(j < group.start <= j + reach for group in place.others)


def _inverted_after(reading: Reading, region: Region, group: Group) -> bool:
    """Tell whether a verb's subject stands behind it and ends its clause: "..., a dit le maire."."""
    i = skip(reading, region, group.end)
    if i >= region.end or is_stop(reading, i) or reading.words[i] in {".", "!", "?"}:
        return True
    phrase = phrase_from(reading, i, region.end)
    return phrase is not None and (phrase.end >= region.end or reading.doc[phrase.end].is_punct)
