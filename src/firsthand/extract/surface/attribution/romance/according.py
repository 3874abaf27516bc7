"""Sources named by a phrase: "selon X", "según X", "stando a X", "apparemment"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from
from firsthand.extract.surface.attribution.romance.groups import Group, lead_of
from firsthand.extract.surface.attribution.romance.regions import Region, is_stop
from firsthand.extract.surface.attribution.romance.relays import cited_by, leans_on
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources

_VERBS = frozenset({"VERB", "AUX"})


def by_phrases(reading: Reading, sources: Sources, region: Region, cues: Sequence[Group]) -> Iterator[Saying]:
    """Read every phrase of a region that names the source of a clause."""
    i = region.start
    while i < region.end:
        quote = region.hidden(i)
        if quote is not None:
            i = max(quote.end, i + 1)
            continue
        found = _at(reading, sources, region, cues, i)
        if found is not None:
            yield found[0]
            i = found[1]
        else:
            heard = _hearsay(reading, region, cues, i)
            if heard is not None:
                yield heard
            i += 1


def _at(
    reading: Reading, sources: Sources, region: Region, cues: Sequence[Group], i: int
) -> tuple[Saying, int] | None:
    size = phrase_at(reading.words, i, reading.cues.phrases["according.before"])
    if not size or i + size >= region.end:
        return None
    loose = reading.words[i] in reading.cues.lists["according.loose"]
    opens = i == region.start or is_stop(reading, i - 1) or reading.doc[i - 1].is_space
    if any(i <= group.start <= i + size + 3 for group in cues) and _clause(reading, cues, i + size):
        return None
    phrase = phrase_from(reading, i + size, region.end)
    if phrase is None:
        phrase = _pronoun(reading, i + size, region)
    if phrase is None or not _can_speak(reading, sources, phrase, loose=loose, opens=opens):
        return None
    if loose and not (i == region.start and phrase.end < region.end and reading.words[phrase.end] == ","):
        return None
    if i > region.start and reading.doc[i - 1].pos_ == "DET":
        return None
    start = i
    while start > region.start and reading.doc[start - 1].pos_ == "ADV" and start > i - 2:
        start -= 1
    cited = cited_by(reading, region, phrase)
    origin = leans_on(reading, region, phrase)
    end = max(_phrase_end(reading, region, phrase), cited.end if cited is not None else 0)
    contents = _contents(reading, region, start, end)
    if not contents:
        return None
    first, last = reading.doc[i], reading.doc[i + size - 1]
    said = reading.cues.noun("nouns.said", reading.doc[phrase.head])
    source = (_owner(reading, region, phrase) or phrase) if said and cited is None else phrase
    citing = cited or cited_by(reading, region, source)
    saying = Saying(
        cue=first,
        lemma=" ".join(reading.words[j] for j in range(i, i + size)),
        contents=contents,
        cue_words=((first.idx, last.idx + len(last.text)),),
        unit=region.unit,
        source=source,
        relays=(citing,) if citing is not None else (),
    )
    if origin is not None:
        saying = replace(saying, source=origin, relays=(source, *saying.relays))
    return saying, max(phrase.end, i + size)


def _clause(reading: Reading, cues: Sequence[Group], at: int) -> bool:
    """Tell whether a clause follows rather than a name: "según informó X", "secondo quanto riferito"."""
    return any(group.start <= at + 1 and group.end > at for group in cues)


def _pronoun(reading: Reading, at: int, region: Region) -> Phrase | None:
    if at < region.end and reading.words[at] in reading.cues.lists["sources.pronouns"]:
        return Phrase(at, at + 1, at + 1, at, pronoun=True)
    return None


def _can_speak(reading: Reading, sources: Sources, phrase: Phrase, *, loose: bool, opens: bool) -> bool:
    head = reading.doc[phrase.head]
    if any(
        reading.cues.noun("according.no_source", reading.doc[j]) for j in range(phrase.start, phrase.core)
    ):
        return False
    bare = phrase.start == phrase.head and head.pos_ == "NOUN"
    if bare and not opens and not reading.cues.noun("nouns.said", head) and sources.known(phrase) is None:
        return False
    if head.pos_ == "NUM" or reading.cues.noun("sources.not_sources", head):
        return False
    return (phrase.pronoun or sources.speaks(phrase)) if loose else True


def _phrase_end(reading: Reading, region: Region, phrase: Phrase) -> int:
    """Return where the words about a source end: in "selon l'étude, publiée en mai, P" at the last comma."""
    end = phrase.end
    while end < region.end and not is_stop(reading, end) and reading.words[end] not in {".", "!", "?"}:
        opens = reading.doc[end].pos_ in {"DET", "PROPN", "PRON"} and reading.doc[end - 1].pos_ != "ADP"
        if (
            opens
            or _counts(reading, end, region.end)
            or (reading.doc[end].pos_ in _VERBS and end > phrase.end)
        ):
            break
        end += 1
        if end - phrase.end > 12:
            return phrase.end
    if end < region.end and reading.words[end] == "," and end + 1 < region.end:
        # "selon l'étude, publiée en janvier, P": a participle, a relative, a bare noun describe the source.
        following = reading.doc[end + 1]
        close = next((j for j in range(end + 1, region.end) if reading.words[j] == ","), None)
        after = reading.doc[end + 2].pos_ if end + 2 < region.end else ""
        noun = following.pos_ == "NOUN" and after in {"ADP", "ADJ", "PUNCT", "DET"}
        described = (
            noun
            or following.pos_ in {"ADJ", "VERB"}
            or reading.words[end + 1] in reading.cues.lists["sources.relatives"]
        )
        if close is not None and described and close - end < 16 and region.end - close > 3:
            return close
    return end


def _counts(reading: Reading, at: int, limit: int) -> bool:
    """Tell whether a counted noun begins: "selon la police | plus de cent personnes"."""
    if reading.doc[at - 1].pos_ in {"ADP", "DET", "NUM"} or reading.doc[at].pos_ not in {"NUM", "ADV", "ADJ"}:
        return False
    ahead = range(at, min(at + 4, limit))
    return next((reading.doc[i].pos_ for i in ahead if reading.doc[i].pos_ in {"NUM", "NOUN"}), "") == "NUM"


def _contents(reading: Reading, region: Region, start: int, end: int) -> tuple[Stretch, ...]:
    """Return the clause around a phrase [start, end): what stands before it, behind it, or both."""
    words, doc = reading.words, reading.doc
    at = start - 1
    while at > region.start and (words[at] == "," or doc[at].pos_ == "ADV"):
        at -= 1
    under = at > region.start and (
        doc[at].pos_ == "SCONJ"
        or words[at] in reading.cues.lists["contents.that"] | reading.cues.lists["contents.question"]
        or (doc[at].pos_ == "CCONJ" and words[at + 1] == ",")
    )
    left_edge = at + 1 if under else region.start
    for i in range(start - 1, left_edge - 1, -1):
        if words[i] in {";", ":"} or (words[i] in {"–", "—", "-"} and i - region.start < 14):
            left_edge = i + 1
            break
    right_edge = next((i for i in range(end, region.end) if words[i] == ";"), region.end)
    left = reading.stretch(left_edge, start)
    weighty = any(doc[i].pos_ in _VERBS for i in range(left_edge, start) if region.hidden(i) is None) or any(
        left_edge <= q.start < start for q in region.quotes
    )
    if weighty:
        end = next((i for i in range(end, right_edge) if is_stop(reading, i)), right_edge)
    right = reading.stretch(end, right_edge)
    if not weighty and start - left_edge <= 5 and right[1] > right[0]:
        short = left[1] - left[0] < 25
        return (right,) if short or left[1] <= left[0] else (left, right)
    pieces = [left]
    if end < region.end and words[end] == "," and not _new_clause(reading, end + 1, right_edge):
        pieces.append(right)
    return tuple(piece for piece in pieces if piece[1] > piece[0])


def _new_clause(reading: Reading, start: int, end: int) -> bool:
    """Tell whether another clause begins, or none: "..., selon X, mais Y dit Q", "..., selon X, élue"."""
    if start >= end:
        return True
    first = reading.doc[start]
    if first.pos_ == "CCONJ" or reading.words[start] in reading.cues.lists["contents.joins"]:
        return True
    verbs = any(reading.doc[i].pos_ in _VERBS for i in range(start, end))
    return not verbs


def _owner(reading: Reading, region: Region, phrase: Phrase) -> Phrase | None:
    """Return whose words a noun stands for: "les déclarations | du maire", "dati diffusi da X"."""
    for j in range(phrase.core, phrase.end):
        if lead_of(reading, j) in {"de", "di", "d'"} or reading.doc[j].pos_ == "ADP":
            inner = phrase_from(reading, j + 1, phrase.end)
            if inner is not None:
                return inner
    for j in range(phrase.end, min(region.end - 1, phrase.end + 8)):
        if is_stop(reading, j):
            break
        if reading.words[j] in reading.cues.lists["verbs.agent"]:
            return phrase_from(reading, j + 1, region.end)
    return None


def _hearsay(reading: Reading, region: Region, cues: Sequence[Group], i: int) -> Saying | None:
    """Read "apparemment", "al parecer": somebody said so, who is not told."""
    if region.inside:
        return None
    size = phrase_at(reading.words, i, reading.cues.phrases["hearsay.adverbs"])
    if not size:
        return None
    if any(i <= group.verb < i + size for group in cues):
        return None  # read as "as it seems"
    first, last = reading.doc[i], reading.doc[min(i + size, region.end) - 1]
    if i + size < region.end and reading.words[i + size] in reading.cues.lists["contents.that"]:
        content = reading.stretch(i + size + 1, region.end)
    elif i == region.start or is_stop(reading, i - 1):
        left = reading.stretch(region.start, i)
        right = reading.stretch(i + size, region.end)
        content = right if right[1] - right[0] > left[1] - left[0] else left
    else:
        return None
    if content[1] - content[0] < 10 or not any(
        "Fin" in reading.doc[j].morph.get("VerbForm", []) for j in range(region.start, region.end)
    ):
        return None
    words = (first.idx, last.idx + len(last.text))
    return Saying(
        cue=first, lemma=" ".join(reading.words[j] for j in range(i, i + size)), contents=(content,),
        cue_words=(words,), unit=region.unit, unnamed=words,
    )  # fmt: skip


def by_mood(reading: Reading, region: Region) -> Iterator[Saying]:
    """Read the mood of hearsay in a sentence where nobody is named who said it."""
    for i in range(region.start, region.end):
        heard = _conditional(reading, region, i) if region.hidden(i) is None else None
        if heard is not None:
            yield heard
            return


def _conditional(reading: Reading, region: Region, i: int) -> Saying | None:
    """Read the mood of hearsay: "Le chalutier aurait heurté un conteneur", where nobody else is named."""
    doc, words = reading.doc, reading.words
    if (
        region.inside
        or doc[i].pos_ != "AUX"
        or not set(doc[i].morph.get("Mood", [])) & reading.cues.lists["hearsay.mood"]
    ):
        return None
    if doc[i].lemma_.lower() not in reading.cues.lists["hearsay.auxiliaries"]:
        return None
    j = i + 1
    while j < region.end and doc[j].pos_ in {"ADV", "AUX"}:
        j += 1
    if (
        j >= region.end
        or "Part" not in doc[j].morph.get("VerbForm", [])
        or reading.cues.lists["contents.that"] & {words[k] for k in range(region.start, i)}
    ):
        return None
    mark = (doc[i].idx, doc[i].idx + len(doc[i].text))
    content = reading.stretch(region.start, region.end)
    return Saying(
        cue=doc[i], lemma=words[i], contents=(content,), cue_words=(mark,), unit=region.unit, unnamed=mark
    )
