"""Verbs by which somebody is said to say something: the verb, who speaks, what is said."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading, Unit
from firsthand.extract.surface.attribution.germanic.contents import Place, contents_of, is_form
from firsthand.extract.surface.attribution.germanic.speaking import (
    contents_left,
    leans_on,
    relays_of,
    speaker_of,
)
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources
from firsthand.model.statement import Stance

_VERBS = frozenset({"VERB", "AUX"})
_MOST_ASIDES = 3  # pieces between commas over which a clause goes on
_PARTICLE_REACH = 60  # words between a verb and the part that comes apart from it


@dataclass(frozen=True, slots=True)
class Match:
    """A verb of saying found in a text: its dictionary form, what it can do, and its words."""

    lemma: str
    kinds: frozenset[str]
    words: tuple[int, ...]


def sayings_by_verbs(reading: Reading, sources: Sources) -> Iterator[Saying]:
    """Find every verb of saying with what is said by it."""
    for number, unit in enumerate(reading.units):
        for k, chunk in enumerate(unit.chunks):
            if chunk.kind == "quote":
                continue
            for i in range(chunk.start, chunk.end):
                match = match_at(reading, unit, k, i)
                if match is None:
                    continue
                saying = _saying(reading, sources, number, k, i, match)
                if saying is not None:
                    yield saying


def match_at(reading: Reading, unit: Unit, k: int, i: int) -> Match | None:
    """Return the verb of saying that a word is, with the words that belong to it, or None."""
    token = reading.doc[i]
    lemma = token.lemma_.lower()
    verb = token.pos_ in _VERBS or (
        token.pos_ == "ADJ" and lemma != reading.words[i] and lemma in reading.cues.verbs
    )
    if not verb or _before_noun(reading, unit, i):
        return None
    found: list[tuple[bool, Match]] = []
    for way in reading.cues.verbs.get(lemma, ()):
        words = [i]
        apart = way.particle is not None and lemma != way.lemma
        if apart:
            at = _particle(reading, unit, k, i, str(way.particle))
            if at is None:
                continue
            words.append(at)
        elif lemma != way.lemma and lemma != way.stem:
            continue
        beside = _beside(reading, unit, k, way.beside, words)
        if beside is None:
            continue
        found.append((apart, Match(way.lemma, way.kinds, (*words, *beside))))
    if any(apart for apart, _ in found):
        found = [(apart, match) for apart, match in found if apart]
    if not found:
        return None
    longest = max((match for _, match in found), key=lambda match: len(match.words))
    kinds = frozenset(kind for _, match in found for kind in match.kinds)
    return Match(longest.lemma, kinds, longest.words)


def _before_noun(reading: Reading, unit: Unit, i: int) -> bool:
    """Tell whether a form of a verb describes a noun: "eine bestätigte Zahl"."""
    doc = reading.doc
    follows = i + 1 < unit.end and doc[i + 1].pos_ in {"NOUN", "ADJ"}
    leads = i > unit.start and (
        doc[i - 1].pos_ in {"DET", "ADJ"}
        or doc[i].pos_ == "ADJ"
        or (doc[i - 1].pos_ in {"PRON", "ADP"} and not is_form(doc[i], "Fin"))
    )
    return follows and leads and not doc[i].text[:1].isupper()


def _particle(reading: Reading, unit: Unit, k: int, i: int, particle: str) -> int | None:
    """Return where the part stands that came off a verb: at the end of its clause."""
    last = min(unit.end, i + _PARTICLE_REACH)
    words = reading.words
    if i > unit.start and words[i - 1] == particle:
        return i - 1
    for j in range(i + 1, last):
        if words[j] == particle and (
            j + 1 >= unit.end or reading.doc[j + 1].pos_ == "PUNCT" or reading.doc[j + 1].pos_ == "CCONJ"
            or words[j + 1] in reading.cues.lists["contents.joins"]
        ):  # fmt: skip
            return j
        if words[j] in {";", ":"}:
            return None
    return None


def _beside(
    reading: Reading, unit: Unit, k: int, wanted: tuple[str, ...], held: list[int]
) -> list[int] | None:
    """Return where the words stand that belong to a verb: in its clause, or behind an aside in it."""
    if not wanted:
        return []
    end = k
    while end + 1 < len(unit.chunks) and end - k < _MOST_ASIDES and unit.chunks[end + 1].kind == "piece":
        end += 1
    span = range(unit.chunks[k].start, unit.chunks[end].end)
    found: list[int] = []
    for word in wanted:
        at = next((j for j in span if reading.words[j] == word and j not in held and j not in found), None)
        if at is None:
            return None
        found.append(at)
    return found


def _saying(reading: Reading, sources: Sources, number: int, k: int, i: int, match: Match) -> Saying | None:
    unit = reading.units[number]
    place = Place.of(reading, unit, k, i, match.words, match.kinds)
    if _negated(reading, place):
        return None
    contents, act, direct = contents_of(reading, unit, place)
    if not contents:
        return None
    source, unnamed = speaker_of(reading, sources, unit, place, contents, act)
    if act and (source is None or not (source.pronoun or sources.tells(source))):
        return None
    if "impersonal" in place.kinds and direct and source is not None and not sources.tells(source):
        return None  # "Das Lokal hieß „Zur Gans“"
    stance = _stance(match, act)
    relays = tuple(
        relay
        for relay in relays_of(reading, sources, unit, place, source)
        if act or not any(start <= reading.doc[relay.head].idx < end for start, end in contents)
    )
    origin = leans_on(reading, sources, place, source)
    if origin is not None and source is not None:
        source, relays = origin, (source, *relays)
    return Saying(
        cue=reading.doc[i],
        lemma=match.lemma,
        contents=contents,
        cue_words=_closing(reading, unit, place, contents) or _stretches(reading, match.words),
        unit=number,
        source=source,
        relays=relays,
        stance=stance,
        act=act,
        unnamed=unnamed,
        carried=source is None and (unnamed is None or not place.passive),
        direct=direct,
    )


def _negated(reading: Reading, place: Place) -> bool:
    """Tell whether nothing is said: "sagte nicht, ob ..."."""
    cues, words = reading.cues, reading.words
    chunk = place.chunk
    if not {"say", "think", "find"} & place.kinds or {"deny", "doubt"} & place.kinds:
        return False
    near = range(max(chunk.start, place.verb - 3), min(chunk.end, place.verb + 4))
    return any(words[j] in cues.lists["verbs.negation"] and j not in place.words for j in near)


def _stance(match: Match, act: bool) -> Stance:
    if act:
        return "asserts"
    for kind, stance in (("deny", "denies"), ("doubt", "doubts"), ("plan", "plans")):
        if kind in match.kinds:
            return stance  # type: ignore[return-value]
    return "asserts"


def _closing(
    reading: Reading, unit: Unit, place: Place, contents: tuple[Stretch, ...]
) -> tuple[Stretch, ...]:
    """Return a whole clause that does nothing but say who spoke: "..., hatte es im April erklärt"."""
    chunk = place.chunk
    words = reading.doc[chunk.start : chunk.end]
    alone = place.first and place.finite == chunk.start and not any(token.pos_ == "CCONJ" for token in words)
    if not alone or not contents_left(reading, unit, place, contents):
        return ()
    start, end = reading.stretch(chunk.start, chunk.end)
    return ((start, end),) if all(stop <= start or end <= begin for begin, stop in contents) else ()


def _stretches(reading: Reading, words: tuple[int, ...]) -> tuple[Stretch, ...]:
    """Return the words of a cue as stretches, neighbours joined."""
    doc = reading.doc
    found: list[Stretch] = []
    before = -2
    for i in sorted(set(words)):
        end = doc[i].idx + len(doc[i].text)
        if i == before + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((doc[i].idx, end))
        before = i
    return tuple(found)
