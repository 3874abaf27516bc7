"""Phrases that name the source of a clause: "laut X", "nach Angaben von X", "X zufolge", "..., so X"."""

from collections.abc import Iterator

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Chunk, Reading, Unit
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from, subjects
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources

_VERBS = frozenset({"VERB", "AUX"})


def sayings_by_phrases(reading: Reading, sources: Sources) -> Iterator[Saying]:
    """Find every clause whose source is named by a phrase beside its verb."""
    for number, unit in enumerate(reading.units):
        for k, chunk in enumerate(unit.chunks):
            if chunk.kind == "quote":
                continue
            yield from _so(reading, number, k)
            yield from _whereby(reading, number, k)
            i = chunk.start
            while i < chunk.end:
                found = _ahead(reading, sources, number, k, i) or _behind(reading, sources, number, k, i)
                if found is None:
                    i += 1
                    continue
                saying, i = found
                if saying is not None:
                    yield saying


def _ahead(
    reading: Reading, sources: Sources, number: int, k: int, i: int
) -> tuple[Saying | None, int] | None:
    """Read "laut X", "nach Angaben von X" from a word on: what it attributes, and where it ends."""
    unit, cues = reading.units[number], reading.cues
    end = unit.chunks[k].end
    plain = phrase_at(reading.words, i, cues.phrases["according.before"])
    loose = phrase_at(reading.words, i, cues.phrases["according.before_said"])
    size = plain or loose
    if not size or i + size >= end:
        return None
    phrase = phrase_from(reading, i + size, end)
    if phrase is None or phrase.start <= i:
        return None
    nouns = range(phrase.start, phrase.core)
    said = any(cues.noun("nouns.said", reading.doc[j]) for j in nouns)
    if not said and (not plain or any(cues.noun("according.no_source", reading.doc[j]) for j in nouns)):
        return None
    if (
        not plain
        and reading.words[phrase.end : phrase.end + 1]
        and phrase.end < end
        and reading.words[phrase.end] in cues.lists["according.after_said"]
    ):
        return None
    stop = phrase.end
    if stop < end and reading.words[stop] in cues.lists["according.after"]:
        stop += 1
    cue = tuple(range(i, i + size))
    return _saying(reading, sources, number, k, cue, (i, stop), phrase, said), stop


def _behind(
    reading: Reading, sources: Sources, number: int, k: int, i: int
) -> tuple[Saying | None, int] | None:
    """Read "X zufolge", "seiner Meinung nach" from a phrase's first word on."""
    unit, cues = reading.units[number], reading.cues
    end = unit.chunks[k].end
    if not cues.lists["according.after"] and not cues.lists["according.after_said"]:
        return None
    if reading.doc[i].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"}:
        return None
    phrase = phrase_from(reading, i, end)
    if phrase is None or phrase.end >= end:
        return None
    if i > unit.start and reading.doc[i - 1].pos_ == "DET":
        return None
    size = phrase_at(reading.words, phrase.end, cues.phrases["according.after"])
    said = any(cues.noun("nouns.said", reading.doc[j]) for j in range(phrase.start, phrase.core))
    if not size and said:
        size = phrase_at(reading.words, phrase.end, cues.phrases["according.after_said"])
        following = phrase.end + size
        if (
            size
            and following < end
            and phrase_from(reading, following, end) is not None
            and reading.doc[following].pos_ != "VERB"
        ):
            opens = following < end and reading.doc[following].pos_ in {"DET", "PROPN", "NOUN", "ADJ", "NUM"}
            possessive = reading.doc[i].pos_ in {"DET", "PRON"}
            if opens and not possessive:
                size = 0
    if not size:
        return None
    cue = tuple(range(phrase.end, phrase.end + size))
    stop = phrase.end + size
    return _saying(reading, sources, number, k, cue, (i, stop), phrase, said), stop


def _saying(
    reading: Reading, sources: Sources, number: int, k: int,
    cue: tuple[int, ...], hole: tuple[int, int], phrase: Phrase, said: bool,
) -> Saying | None:  # fmt: skip
    unit = reading.units[number]
    contents = _clause_without(reading, unit, k, hole)
    if not contents:
        return None
    if said and reading.words[phrase.start] in reading.cues.lists["verbs.own"]:
        _give_to_subject(reading, sources, unit.chunks[k], hole, phrase)
    doc = reading.doc
    first, last = doc[cue[0]], doc[cue[-1]]
    source = (owner(reading, phrase) or phrase) if said else phrase
    return Saying(
        cue=first,
        lemma=" ".join(reading.words[j] for j in cue),
        contents=contents,
        cue_words=(
            (first.idx, last.idx + len(last.text)),
            (doc[phrase.start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1].text)),
        ),
        unit=number,
        source=source,
    )


def _give_to_subject(
    reading: Reading, sources: Sources, chunk: Chunk, hole: tuple[int, int], phrase: Phrase
) -> None:
    """Hold that "eigene Angaben" are those of whom the clause is about."""
    found = [*subjects(reading, chunk.start, hole[0]), *subjects(reading, hole[1], chunk.end)]
    if found:
        sources.owned(phrase, sources.best(found))


def owner(reading: Reading, phrase: Phrase) -> Phrase | None:
    """Return whose words a noun stands for: "Angaben | der Polizei"; None where it does not tell."""
    for j in range(phrase.core, phrase.end):
        inner = phrase_from(reading, j, phrase.end)
        if inner is not None:
            return inner
    return None


def _clause_without(reading: Reading, unit: Unit, k: int, hole: tuple[int, int]) -> tuple[Stretch, ...]:
    """Return the clause around a phrase, the phrase left out."""
    chunks = unit.chunks
    here = chunks[k]
    begin, end, after = k, k, hole[1]
    alone = here.kind == "under" or (k > 0 and here.kind == "piece" and _rest(reading, here, hole))
    while begin and not alone and chunks[begin].mark not in {";", ":", "(", ")"}:
        begin -= 1
    while end + 1 < len(chunks) and chunks[end + 1].mark not in {";", "(", ")"}:
        if alone and chunks[end + 1].kind not in {"under", "infinitive"}:
            break
        end += 1
    if (
        k == begin
        and hole[1] >= here.end
        and k + 2 < len(chunks)
        and chunks[k + 1].kind == "under"
        and (reading.words[chunks[k + 1].start] in reading.cues.lists["sources.relatives"])
    ):
        after = chunks[k + 2].start
    elif hole[1] >= here.end and end > k and _apposition(reading, chunks[k + 1]):
        after = chunks[k + 1].end
    pieces = [
        reading.stretch(chunks[begin].start, hole[0]),
        reading.stretch(after, chunks[end].end),
    ]
    return tuple(piece for piece in pieces if piece[1] - piece[0] > 1)


def _apposition(reading: Reading, chunk: Chunk) -> bool:
    """Tell whether a piece only names again whom the one before named: "der Anwältin, Ina Roe"."""
    phrase = (
        phrase_from(reading, chunk.start, chunk.end) if chunk.kind == "piece" and chunk.mark == "," else None
    )
    return phrase is not None and phrase.end == chunk.end


def _rest(reading: Reading, chunk: Chunk, hole: tuple[int, int]) -> bool:
    """Tell whether anything but a phrase stands in a clause: "darunter laut Roe zwölf Kinder"."""
    left, right = reading.stretch(chunk.start, hole[0]), reading.stretch(hole[1], chunk.end)
    return left[1] > left[0] or right[1] > right[0]


def _so(reading: Reading, number: int, k: int) -> Iterator[Saying]:
    """Read "..., so X" behind what X said."""
    unit, cues = reading.units[number], reading.cues
    chunk = unit.chunks[k]
    size = phrase_at(reading.words, chunk.start, cues.phrases["according.so"])
    if not size or not k or chunk.start + size >= chunk.end:
        return
    at = chunk.start + size
    phrase = phrase_from(reading, at, chunk.end)
    if phrase is None and reading.words[at] in cues.lists["sources.pronouns"]:
        phrase = Phrase(at, at + 1, at + 1, at, pronoun=True)
    if phrase is None or any(reading.doc[j].pos_ in _VERBS for j in range(phrase.core, chunk.end)):
        return
    left = reading.stretch(unit.start, unit.chunks[k - 1].end)
    pieces = [left]
    for later in unit.chunks[k + 1 :]:
        if later.kind != "piece":
            pieces.append(reading.stretch(later.start, later.end))
    first = reading.doc[chunk.start]
    yield Saying(
        cue=first,
        lemma=first.text.lower(),
        contents=tuple(piece for piece in pieces if piece[1] > piece[0]),
        cue_words=((first.idx, first.idx + len(first.text)),),
        unit=number,
        source=phrase,
        direct=unit.chunks[k - 1].kind == "quote",
    )


def _whereby(reading: Reading, number: int, k: int) -> Iterator[Saying]:
    """Read "Berichte, wonach ..." and, at the head of a sentence, "Demnach ..."."""
    unit, cues = reading.units[number], reading.cues
    chunk = unit.chunks[k]
    doc = reading.doc
    size = phrase_at(reading.words, chunk.start, cues.phrases["according.whereby"])
    first = doc[chunk.start]
    before = _teller_before(reading, unit, k) if size and k else None
    if size > 1 and (before is None or not _tells(reading, before)):
        return
    if size and k and chunk.kind != "piece":
        end = chunk.end
        for later in unit.chunks[k + 1 :]:
            if later.kind == "main" and not later.told:
                break
            end = later.end
        content = reading.stretch(chunk.start + size, end)
        if content[1] > content[0]:
            last = doc[chunk.start + size - 1]
            yield Saying(
                cue=first,
                lemma=first.text.lower(),
                contents=(content,),
                cue_words=((first.idx, last.idx + len(last.text)),),
                unit=number,
                source=(owner(reading, before) or before) if before is not None else None,
                carried=before is None,
            )
        return
    for i in range(chunk.start, min(chunk.start + 6, chunk.end)):
        size = phrase_at(reading.words, i, cues.phrases["according.thus"])
        if (
            size
            and chunk.kind == "main"
            and (i == chunk.start or doc[i - 1].pos_ in _VERBS)
            and doc[i].pos_ != "ADP"
        ):
            contents = _clause_without(reading, unit, k, (i, i + size))
            if contents:
                yield Saying(
                    cue=doc[i],
                    lemma=doc[i].text.lower(),
                    contents=contents,
                    cue_words=((doc[i].idx, doc[i].idx + len(doc[i].text)),),
                    unit=number,
                    carried=True,
                )
            return


def _noun_before(reading: Reading, chunk: Chunk) -> Phrase | None:
    """Return the last noun phrase of a clause."""
    found: Phrase | None = None
    i = chunk.start
    while i < chunk.end:
        phrase = phrase_from(reading, i, chunk.end)
        if phrase is None:
            i += 1
            continue
        found, i = phrase, phrase.end
    return found


def _teller_before(reading: Reading, unit: Unit, k: int) -> Phrase | None:
    """Return the noun that a clause with "wonach" tells the content of: the last that can, or the last."""
    last = _noun_before(reading, unit.chunks[k - 1])
    if last is not None and _tells(reading, last):
        return last
    i, found = unit.start, None
    while i < unit.chunks[k].start:
        phrase = phrase_from(reading, i, unit.chunks[k].start)
        if phrase is not None and _tells(reading, phrase):
            found = phrase
        i = phrase.core if phrase is not None else i + 1
    return found or last


def _tells(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether a noun stands for something said or written."""
    return any(
        reading.cues.noun(key, reading.doc[j])
        for j in range(phrase.start, phrase.core)
        for key in ("nouns.claim", "nouns.said", "nouns.document")
    )
