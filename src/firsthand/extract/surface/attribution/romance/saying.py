"""A verb of saying with who speaks and what is said."""

from collections.abc import Iterator, Sequence

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.phrases import Phrase, subjects
from firsthand.extract.surface.attribution.romance.choosing import Found, contents_of
from firsthand.extract.surface.attribution.romance.groups import Group
from firsthand.extract.surface.attribution.romance.place import Place, skip
from firsthand.extract.surface.attribution.romance.regions import Region
from firsthand.extract.surface.attribution.romance.relays import leans_on, relays_of
from firsthand.extract.surface.attribution.romance.whose import proper, speaker_of
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources
from firsthand.model.statement import Stance

_VERBS = frozenset({"VERB", "AUX"})


def by_verbs(reading: Reading, sources: Sources, region: Region, cues: Sequence[Group]) -> Iterator[Saying]:
    """Read every verb of saying in a region."""
    last: Phrase | None = None
    found_here: list[Saying] = []
    for group in cues:
        others = tuple(other for other in cues if other is not group)
        place = Place(region, group, others, skip(reading, region, group.end))
        if _unsaid(reading, place):
            continue
        found = contents_of(reading, sources, place)
        if found is None or not found.contents:
            continue
        source, unnamed, carried = speaker_of(reading, sources, place, found, last)
        if source is None and unnamed is None and not carried:
            continue
        if source is not None and reading.words[source.head] in reading.cues.lists["sources.first"]:
            continue
        if region.inside and (
            not group.kinds & {"say", "find", "deny"}
            or source is None
            or unnamed is not None
            or _ourselves(reading, group)
        ):
            continue
        things = group.lemma in reading.cues.lists["verbs.of_things"] and found.how in {
            "object",
            "infinitive",
        }
        if things and source is not None and not _able(reading, sources, source):
            continue
        relative = reading.words[group.start - 1] in reading.cues.lists["sources.relatives"]
        if relative and found.how == "object" and source is not None and not _able(reading, sources, source):
            continue
        if source is not None:
            source = proper(reading, sources, source)
            last = source
        found_here.append(_saying(reading, sources, place, found, source, unnamed, carried))
    for saying in found_here:
        if not _again(reading, saying, found_here):
            yield saying


def _ourselves(reading: Reading, group: Group) -> bool:
    """Tell whether a verb's form says that those who speak here speak of themselves."""
    endings = tuple(reading.cues.lists["sources.we"])
    return any(
        reading.doc[i].pos_ in _VERBS and reading.words[i].endswith(endings)
        for i in range(group.start, group.verb + 1)
    )


def _able(reading: Reading, sources: Sources, phrase: Phrase) -> bool:
    """Tell whether a phrase stands for somebody, or a writing, that can ask, announce or deny a thing."""
    if phrase.pronoun or sources.known(phrase) is not None:
        return True
    head = reading.doc[phrase.head]
    return head.pos_ == "PROPN" or any(
        reading.cues.noun(key, head) for key in ("nouns.document", "nouns.person_of", "nouns.said")
    )


def _again(reading: Reading, saying: Saying, others: Sequence[Saying]) -> bool:
    """Tell whether somebody's words only say again that they are his: "a dit qu'il pense que P"."""
    at = saying.cue.idx
    own = saying.source
    if own is not None and not own.pronoun:
        return False
    return any(
        other is not saying and not other.direct and any(start <= at < end for start, end in other.contents)
        for other in others
    )


def _saying(
    reading: Reading, sources: Sources, place: Place, found: Found,
    source: Phrase | None, unnamed: Stretch | None, carried: bool,
) -> Saying:  # fmt: skip
    group = place.group
    relays = relays_of(reading, sources, place, source)
    origin = leans_on(reading, place.region, source) if source is not None else None
    if origin is not None and source is not None:
        source, relays = origin, (source, *relays)
    return Saying(
        cue=reading.doc[group.verb],
        lemma=group.lemma,
        contents=found.contents,
        cue_words=_stretches(reading, group.words),
        unit=place.region.unit,
        source=source,
        relays=relays,
        stance=_stance(group, found),
        unnamed=unnamed,
        carried=carried,
        direct=found.direct,
    )


def _unsaid(reading: Reading, place: Place) -> bool:
    """Tell whether nothing is said by a verb: denied, or a mere possibility."""
    group = place.group
    if group.negated and not group.kinds & {"deny", "doubt", "think"}:
        return True
    mood = reading.doc[group.verb].morph.get("Mood", [])
    if any(
        "Sub" in reading.doc[i].morph.get("Mood", [])
        for i in range(group.start, group.verb)
        if reading.doc[i].pos_ == "AUX"
    ):
        return True
    return "Cnd" in mood and not group.hearsay


def _stance(group: Group, found: Found) -> Stance:
    if group.negated:
        return "denies" if "think" in group.kinds else "asserts"
    if "deny" in group.kinds:
        return "denies"
    if "doubt" in group.kinds:
        return "doubts"
    return "plans" if "plan" in group.kinds and found.how == "infinitive" else "asserts"


def _stretches(reading: Reading, words: tuple[int, ...]) -> tuple[Stretch, ...]:
    """Return the words of a cue as stretches, neighbours joined."""
    doc = reading.doc
    found: list[Stretch] = []
    before_it = -2
    for i in words:
        end = doc[i].idx + len(doc[i].text)
        if i == before_it + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((doc[i].idx, end))
        before_it = i
    return tuple(found)


def introduced(
    reading: Reading, sources: Sources, region: Region, found: Sequence[Saying]
) -> Iterator[Saying]:
    """Read a quotation behind a colon whose speaker does something else: "X lui tendit la main : « P »"."""
    for quote in region.quotes:
        at = quote.start - 1
        while at > region.start and reading.doc[at].is_space:
            at -= 1
        if region.inside or not quote.speech or at <= region.start or reading.words[at] != ":":
            continue
        begin, end = reading.stretch(quote.start, quote.end)
        if any(start < end and begin < stop for saying in found for start, stop in saying.contents):
            continue
        left = max(
            (i + 1 for i in range(region.start, at) if reading.words[i] in {";"}), default=region.start
        )
        who = next((p for p in subjects(reading, left, at) if sources.speaks(p) or p.pronoun), None)
        if who is None:
            continue
        yield Saying(
            cue=reading.doc[at],
            lemma="",
            contents=((begin, end),),
            cue_words=((reading.doc[at].idx, reading.doc[at].idx + 1),),
            unit=region.unit,
            source=who,
            direct=True,
        )
