"""Nouns for what is said, with the clause that tells it: "die Behauptung Lunds, dass ..."."""

from collections.abc import Iterator, Sequence

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading, Unit
from firsthand.extract.surface.attribution.germanic.contents import clause_from
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from, subjects
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources

_REACH = 2  # pieces between a noun and its clause


def sayings_by_nouns(reading: Reading, sources: Sources, taken: Sequence[Saying]) -> Iterator[Saying]:
    """Find nouns of saying with a clause that no verb has claimed already."""
    claimed: dict[int, list[Stretch]] = {}
    for saying in taken:
        claimed.setdefault(saying.unit, []).extend(saying.contents)
    for number, unit in enumerate(reading.units):
        for k, chunk in enumerate(unit.chunks[:-1]):
            if chunk.kind == "quote":
                continue
            noun = _last_noun(reading, chunk.start, chunk.end)
            if noun is None:
                continue
            content = _clause(reading, unit, k)
            if content is None or any(
                a <= content[0] + 2 and content[0] < b and a > reading.doc[unit.start].idx
                for a, b in claimed.get(number, ())
            ):
                continue
            head = reading.doc[noun.head]
            yield Saying(
                cue=head,
                lemma=head.lemma_.lower(),
                contents=(content,),
                cue_words=((head.idx, head.idx + len(head.text)),),
                unit=number,
                source=_speaker(reading, sources, unit, k, noun),
                carried=False,
            )


def _last_noun(reading: Reading, start: int, end: int) -> Phrase | None:
    """Return the last noun phrase of a clause that stands for something said."""
    found = None
    i = start
    while i < end:
        phrase = phrase_from(reading, i, end)
        if phrase is None:
            i += 1
            continue
        if reading.cues.noun("nouns.claim", reading.doc[phrase.head]):
            found = phrase
        i = phrase.core
    return found


def _clause(reading: Reading, unit: Unit, k: int) -> Stretch | None:
    chunks, lists = unit.chunks, reading.cues.lists
    for m in range(k + 1, min(k + 1 + _REACH, len(chunks))):
        chunk = chunks[m]
        if chunk.mark != ",":
            return None
        if chunk.kind == "under" and any(
            reading.words[j] in lists["contents.that"]
            for j in range(chunk.start, min(chunk.start + 2, chunk.end))
        ):
            return clause_from(reading, unit, m)
        if chunk.kind == "infinitive" or (chunk.kind == "main" and chunk.told):
            return clause_from(reading, unit, m)
        if chunk.kind != "piece":
            return None
    return None


def _speaker(reading: Reading, sources: Sources, unit: Unit, k: int, noun: Phrase) -> Phrase:
    """Return whose words a noun stands for: its owner, the subject beside it; else the noun itself."""
    for j in range(noun.core, noun.end):
        inner = phrase_from(reading, j, noun.end)
        if inner is not None:
            return inner
    chunk = unit.chunks[k]
    others = [p for p in subjects(reading, chunk.start, chunk.end) if p.head != noun.head]
    known = [p for p in others if p.pronoun or sources.tells(p)]
    return known[0] if known else noun
