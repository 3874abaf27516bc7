"""Who speaks: the phrase that is the subject of a verb of saying, and whom he spoke to."""

from collections.abc import Callable, Iterator, Sequence

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Chunk, Reading, Unit
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.germanic.contents import Place
from firsthand.extract.surface.attribution.phrases import Phrase, never, phrase_from, subjects
from firsthand.extract.surface.attribution.sources import Sources

_LEFT_REACH = 6  # pieces before a verb among which its subject is looked for


def speaker_of(
    reading: Reading, sources: Sources, unit: Unit, place: Place, contents: Sequence[Stretch], act: bool
) -> tuple[Phrase | None, Stretch | None]:
    """Return who speaks, or the words that stand for somebody unnamed; both None where he goes on unnamed."""
    cue = reading.doc[place.verb]
    here = (cue.idx, cue.idx + len(cue.text))
    chunk = place.chunk
    within = _outside(reading, contents, act)
    before = [p for p in subjects(reading, chunk.start, place.verb) if within(p)]
    if place.passive and "cite" in place.kinds:
        cited = before or [p for m in unit.chunks for p in subjects(reading, m.start, m.end) if within(p)]
        return (sources.best(cited), None) if cited else (None, here)
    if place.passive:
        agent = agent_of(reading, place)
        return (agent, None) if agent is not None else (_document(reading, chunk), here)
    pronoun = _pronoun_behind(reading, place)
    if pronoun is not None:
        return pronoun, None
    if (
        not before
        and _nobody(reading, place)
        and not any(True for _ in subjects(reading, place.verb + 1, chunk.end))
    ):
        written = _document(reading, chunk) or _place_told(reading, chunk)
        return written, None if written else here
    if chunk.kind == "under" and not place.as_clause:
        relative = _antecedent(reading, unit, place)
        if relative is not None and not [p for p in before if not _is_relative(reading, p)]:
            return relative, None
    if place.first:
        piece = _piece_before(reading, unit, place)
        after = [p for p in subjects(reading, place.finite + 1, chunk.end) if within(p)]
        if piece is not None and (act or not contents_left(reading, unit, place, contents)):
            return piece, None
        if after:
            return sources.best(after), None
    if before:
        return sources.best(before), None
    after = [p for p in subjects(reading, place.verb + 1, chunk.end) if within(p)]
    if after:
        return sources.best(after), None
    if "find" in place.kinds:
        shown = _after_word(reading, chunk, reading.cues.lists["verbs.shown_in"])
        if shown is not None:
            return shown, None
    return _opening_name(reading, unit, place) or _from_left(reading, unit, place, within), None


def _pronoun_behind(reading: Reading, place: Place) -> Phrase | None:
    """Return the pronoun right behind the finite verb, a subject in any case: "Den Plan nannte er"."""
    at = place.finite + 1
    if place.chunk.kind != "main" or at >= place.chunk.end or reading.doc[at].pos_ != "PRON":
        return None
    lists, word = reading.cues.lists, reading.words[at]
    neuter = place.first and place.verb > at and word in lists["sources.impersonal"]
    if phrase_from(reading, at, place.chunk.end) is not None:
        return None  # "kommt eine am Montag vorgelegte Studie"
    known = word in lists["sources.pronouns"] or (neuter and "impersonal" not in place.kinds)
    return Phrase(at, at + 1, at + 1, at, pronoun=True) if known else None


def _opening_name(reading: Reading, unit: Unit, place: Place) -> Phrase | None:
    """Return a name nobody knows at the head of a sentence, before its verb: "Roe sagte"."""
    start = place.chunk.start
    alone = start == unit.start and place.finite == start + 1
    if alone and reading.doc[start].text[:1].isupper() and reading.doc[start].pos_ in {"ADJ", "X", "VERB"}:
        return Phrase(start, start + 1, start + 1, start)
    return None


def _nobody(reading: Reading, place: Place) -> bool:
    """Tell whether a verb has nobody who speaks for a subject: "hieß es", "verlautete"."""
    near = range(max(place.chunk.start, place.finite - 1), min(place.chunk.end, place.verb + 2))
    impersonal = any(reading.words[j] in reading.cues.lists["sources.impersonal"] for j in near)
    return impersonal or "impersonal" in place.kinds


def contents_left(reading: Reading, unit: Unit, place: Place, contents: Sequence[Stretch]) -> bool:
    """Tell whether what is said stands before its verb."""
    return any(start < reading.doc[place.chunk.start].idx for start, _ in contents)


def _outside(reading: Reading, contents: Sequence[Stretch], act: bool) -> Callable[[Phrase], bool]:
    """Return a test whether a phrase lies outside what is said; a told act of speaking holds its speaker."""
    doc = reading.doc
    if act:
        return lambda phrase: True
    return lambda phrase: not any(start <= doc[phrase.head].idx < end for start, end in contents)


def _is_relative(reading: Reading, phrase: Phrase) -> bool:
    return phrase.pronoun and reading.words[phrase.head] in reading.cues.lists["sources.relatives"]


def _antecedent(reading: Reading, unit: Unit, place: Place) -> Phrase | None:
    """Return who a relative clause is about: "die Firma, die dies mitteilte"."""
    if reading.words[place.chunk.start] not in reading.cues.lists["sources.relatives"] or not place.k:
        return None
    before = unit.chunks[place.k - 1]
    found = list(_phrases(reading, before.start, before.end))
    if not found:
        return None
    last = found[-1]
    for j in range(last.core, last.end):
        inner = phrase_from(reading, j, last.end)
        if inner is not None and inner.end == last.end and reading.doc[inner.head].pos_ == "PROPN":
            return inner
    return last


def _phrases(reading: Reading, start: int, end: int) -> Iterator[Phrase]:
    i = start
    while i < end:
        phrase = phrase_from(reading, i, end)
        if phrase is not None:
            yield phrase
            i = phrase.end
        else:
            i += 1


def _piece_before(reading: Reading, unit: Unit, place: Place) -> Phrase | None:
    """Return the subject set off by commas: "Der Sprecher, Ina Roe, sagte"."""
    if not place.k:
        return None
    first: Phrase | None = None
    for m in range(place.k - 1, max(-1, place.k - _LEFT_REACH), -1):
        chunk = unit.chunks[m]
        if chunk.kind in {"main", "quote"} or (chunk.mark in {";", ":"} and m != 0):
            break
        if chunk.kind == "piece":
            found = next(subjects(reading, chunk.start, chunk.end), None)
            first = found or first
    return first


def _from_left(
    reading: Reading, unit: Unit, place: Place, outside: Callable[[Phrase], bool]
) -> Phrase | None:
    """Return the subject of the clause before, which this one goes on with: "X kam und sagte"."""
    for m in range(place.k - 1, max(-1, place.k - _LEFT_REACH), -1):
        chunk = unit.chunks[m]
        if chunk.kind == "quote":
            break
        found = [p for p in subjects(reading, chunk.start, chunk.end) if outside(p)]
        opens = chunk.kind == "main" or m == 0 or unit.chunks[m - 1].kind in {"main", "quote"}
        if chunk.kind in {"piece", "main"} and found and opens:
            return found[0]
    return None


def _after_word(reading: Reading, chunk: Chunk, known: frozenset[str]) -> Phrase | None:
    for j in range(chunk.start, chunk.end - 1):
        if reading.words[j] in known:
            phrase = phrase_from(reading, j + 1, chunk.end)
            if phrase is not None:
                return phrase
    return None


def agent_of(reading: Reading, place: Place) -> Phrase | None:
    """Return by whom something was said: of several phrases the one next to the verb."""
    found = None
    for j in range(place.chunk.start, place.chunk.end - 1):
        if reading.words[j] in reading.cues.lists["verbs.agent"]:
            found = phrase_from(reading, j + 1, place.chunk.end) or found
    return found


def _place_told(reading: Reading, chunk: Chunk) -> Phrase | None:
    """Return where something stands written: "in dem Antrag heißt es"."""
    for j in range(chunk.start, chunk.end - 1):
        if reading.doc[j].pos_ == "ADP":
            phrase = phrase_from(reading, j + 1, chunk.end)
            if phrase is not None and not never(reading, reading.doc[phrase.head]):
                return phrase
    return None


def _document(reading: Reading, chunk: Chunk) -> Phrase | None:
    """Return the writing in which something stands: "heißt es in einer Mitteilung"."""
    for phrase in _phrases(reading, chunk.start, chunk.end):
        if any(reading.cues.noun("nouns.document", reading.doc[j]) for j in range(phrase.start, phrase.core)):
            return phrase
    return None


def relays_of(
    reading: Reading, sources: Sources, unit: Unit, place: Place, source: Phrase | None
) -> tuple[Phrase, ...]:
    """Return the outlets the speaker spoke to: "sagte dem Sender X", "im Gespräch mit X"."""
    chunk, cues = place.chunk, reading.cues
    found: list[Phrase] = []
    held = range(0)
    if source is not None:  # "sagte Ina Roe | der Agentur X": behind a proper name no genitive follows
        proper = reading.doc[source.head].pos_ == "PROPN"
        held = range(source.start, source.core if proper else source.end)
    for phrase in _phrases(reading, chunk.start, chunk.end):
        for part in (phrase, phrase_from(reading, phrase.core, phrase.end)):
            if part is None or part.start in held or held.start in range(part.start, part.end):
                continue
            if sources.outlet(part):
                found.append(part)
                break
    told = _after_word(reading, chunk, cues.lists["relays.told"])
    if told is not None and told not in found and sources.body(told):
        found.append(told)
    return tuple(found)


def leans_on(reading: Reading, sources: Sources, place: Place, source: Phrase | None) -> Phrase | None:
    """Return whom an outlet leans on: "meldete unter Berufung auf Polizeikreise"."""
    if source is None or not sources.outlet(source):
        return None
    chunk = place.chunk
    for j in range(chunk.start, chunk.end - 1):
        size = phrase_at(reading.words, j, reading.cues.phrases["relays.citing"])
        if size and j + size < chunk.end:
            return phrase_from(reading, j + size, chunk.end)
    return None
