"""What goes on being said without a cue: quotations, and sentences in the mood of told words."""

import bisect
from collections.abc import Iterator, Sequence

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading, Unit
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from, subjects
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources

_MOSTLY = 0.6  # share of a quotation that is said by somebody, so that nobody else says the whole
_REACH = 1  # paragraphs over which a speaker may go on


def going_on(reading: Reading, sources: Sources, sayings: Sequence[Saying]) -> Iterator[Saying]:
    """Find what the speaker before goes on to say, or what he says of whom the sentence before is about."""
    taken = sorted((start, end) for saying in sayings for start, end in saying.contents)
    starts = [start for start, _ in taken]
    by_unit: dict[int, list[int]] = {}
    for n, saying in enumerate(sayings):
        by_unit.setdefault(saying.unit, []).append(n)
    last: int | None = None
    topic: tuple[int, Phrase] | None = None
    spoken = -1
    for number, unit in enumerate(reading.units):
        here = by_unit.get(number, [])
        if last is not None and not _close(reading, sayings[last], unit):
            last = None
        stretch = reading.stretch(unit.start, unit.end)
        if stretch[1] <= stretch[0]:
            continue
        about = (
            topic[1] if topic is not None and topic[0] == number - 1 and _beside(reading, number) else None
        )
        if last is not None or about is not None:
            quotes = [chunk for chunk in unit.chunks if chunk.kind == "quote"]
            said = [s for n in here for s in sayings[n].contents if not sayings[n].act]
            near = number - spoken == 1
            told = _told(reading, unit, said, close=near)
            rumour = last is not None and not here and near and _hearsay(reading, unit)
            if not quotes and (told or rumour):
                about = about if told else None
                yield _carried(reading, (unit.start, unit.end), number, about, last, direct=False)
                spoken = number
                if about is not None:
                    topic = (number, about)
                continue
            for chunk in quotes:
                if not _covered(starts, taken, reading, chunk.start, chunk.end):
                    yield _carried(reading, (chunk.start, chunk.end), number, about, last, direct=True)
        named = [n for n in here if not sayings[n].carried]
        if named:
            spoken = number
            last = max(named, key=lambda n: (sayings[n].cue.pos_ != "NOUN", _reach(sayings[n]), -n))
            topic = None
        else:
            subject = _subject(reading, sources, unit)
            topic = (number, subject) if subject is not None else None


def _beside(reading: Reading, number: int) -> bool:
    """Tell whether a sentence stands in the same paragraph as the one before."""
    unit, before = reading.units[number], reading.units[number - 1]
    return reading.block(reading.doc[unit.start].idx) == reading.block(reading.doc[before.start].idx)


def _subject(reading: Reading, sources: Sources, unit: Unit) -> Phrase | None:
    """Return whom a sentence is about: the first phrase of its main clause that can speak."""
    written = _writing(reading, unit)
    if written is not None:
        return written
    for chunk in unit.chunks:
        if chunk.kind in {"main", "piece"}:
            found = [p for p in subjects(reading, chunk.start, chunk.end) if sources.speaks(p)]
            if found:
                return found[0]
            if chunk.kind == "main":
                return None
    return None


def _writing(reading: Reading, unit: Unit) -> Phrase | None:
    """Return the writing at the head of a sentence in which something is told: "Im Bericht werden ..."."""
    at = unit.start
    if reading.doc[at].pos_ != "ADP" or at + 1 >= unit.end:
        return None
    phrase = phrase_from(reading, at + 1, unit.end)
    return (
        phrase
        if phrase is not None and reading.cues.noun("nouns.document", reading.doc[phrase.head])
        else None
    )


def _reach(saying: Saying) -> int:
    """Prefer, of several in a sentence, the outermost: its speaker is the one who goes on."""
    return sum(end - start for start, end in saying.contents)


def _close(reading: Reading, saying: Saying, unit: Unit) -> bool:
    return reading.block(reading.doc[unit.start].idx) - reading.block(saying.cue.idx) <= _REACH


def _told(reading: Reading, unit: Unit, taken: Sequence[Stretch], *, close: bool) -> bool:
    """Tell whether the main clause of a sentence, not said by somebody in it, has the mood of told words."""
    doc = reading.doc
    for chunk in unit.chunks:
        if chunk.kind == "main":
            begin, stop = doc[chunk.start].idx, doc[chunk.end - 1].idx
            return (chunk.told or (chunk.may and close)) and not any(
                start < stop and begin < end for start, end in taken
            )
    return not taken and any(chunk.told for chunk in unit.chunks)


def _hearsay(reading: Reading, unit: Unit) -> bool:
    """Tell whether a sentence's verb says that others say so: "soll ... getötet haben"."""
    modals = reading.cues.lists["hearsay.modals"]
    for chunk in unit.chunks:
        if chunk.kind != "main":
            continue
        verbs = [i for i in range(chunk.start, chunk.end) if reading.doc[i].pos_ in {"VERB", "AUX"}]
        return bool(verbs) and reading.doc[verbs[0]].lemma_.lower() in modals
    return False


def _covered(starts: Sequence[int], taken: Sequence[Stretch], reading: Reading, start: int, end: int) -> bool:
    a, b = reading.stretch(start, end)
    near = bisect.bisect_right(starts, a + 2)
    if any(s <= a + 2 and b - 2 <= e for s, e in taken[max(0, near - 6) : near]):
        return True
    last = bisect.bisect_right(starts, b)
    pieces = [(max(s, a), min(e, b)) for s, e in taken[max(0, near - 6) : last] if s < b and a < e]
    held = sum(max(0, e - s) for s, e in set(pieces))
    return held > _MOSTLY * (b - a)  # "A, he goes on, B": what is left are the words set into it


def _carried(
    reading: Reading,
    tokens: tuple[int, int],
    number: int,
    about: Phrase | None,
    giver: int | None,
    *,
    direct: bool,
) -> Saying:
    return Saying(
        cue=reading.doc[tokens[0]],
        lemma="",
        contents=(reading.stretch(*tokens),),
        cue_words=(),
        unit=number,
        source=about,
        carried=True,
        direct=direct,
        giver=giver if about is None else None,
    )
