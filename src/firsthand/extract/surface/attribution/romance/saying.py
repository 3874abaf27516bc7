"""A verb of saying with who speaks and what is said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from, subjects
from firsthand.extract.surface.attribution.romance.clauses import (
    Place,
    Right,
    finite_in,
    right_of,
    skip,
)
from firsthand.extract.surface.attribution.romance.groups import Group
from firsthand.extract.surface.attribution.romance.regions import Quote, Region, is_stop
from firsthand.extract.surface.attribution.romance.relays import relays_of
from firsthand.extract.surface.attribution.romance.speakers import before, behind, impersonal, tied
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources
from firsthand.model.statement import Stance

_VERBS = frozenset({"VERB", "AUX"})
_FIRST = frozenset({"je", "j'", "nous", "yo", "nosotros", "nosotras", "io", "noi"})
_REACH = 4  # words between "comme" and its verb


@dataclass(frozen=True, slots=True)
class _Found:
    """What is said, its stretches, and how it stands to its verb."""

    contents: tuple[Stretch, ...]
    how: str
    direct: bool = False


def by_verbs(reading: Reading, sources: Sources, region: Region, cues: Sequence[Group]) -> Iterator[Saying]:
    """Read every verb of saying in a region."""
    last: Phrase | None = None
    for n, group in enumerate(cues):
        others = tuple(other for other in cues if other is not group)
        place = Place(region, group, others, skip(reading, region, group.end))
        if _unsaid(reading, place):
            continue
        found = _contents(reading, sources, place)
        if found is None or not found.contents:
            continue
        source, unnamed, carried = _speaker(reading, sources, place, found, last)
        if source is not None and reading.words[source.head] in _FIRST:
            continue
        if region.inside and (source is None or unnamed is not None):
            continue
        if source is not None:
            last = source
        yield _saying(reading, sources, place, found, source, unnamed, carried)


def _saying(
    reading: Reading, sources: Sources, place: Place, found: _Found,
    source: Phrase | None, unnamed: Stretch | None, carried: bool,
) -> Saying:  # fmt: skip
    group = place.group
    return Saying(
        cue=reading.doc[group.verb],
        lemma=group.lemma,
        contents=found.contents,
        cue_words=_stretches(reading, group.words),
        unit=place.region.unit,
        source=source,
        relays=relays_of(reading, sources, place, source),
        stance=_stance(group, found),
        unnamed=unnamed,
        carried=carried,
        direct=found.direct,
    )


def _unsaid(reading: Reading, place: Place) -> bool:
    """Tell whether nothing is said by a verb: denied, a mere possibility, an infinitive that hangs on nothing."""
    group = place.group
    if group.negated and not group.kinds & {"deny", "doubt", "think"}:
        return True
    if group.form == "infinitive":
        return not _leans(reading, place)
    mood = reading.doc[group.verb].morph.get("Mood", [])
    return "Cnd" in mood and not group.hearsay


def _leans(reading: Reading, place: Place) -> bool:
    """Tell whether an infinitive is done in fact: "vient d'annoncer", "tient à préciser", "ha voluto dire"."""
    region, start = place.region, place.group.start
    real = reading.cues.lists["verbs.really"]
    return any(
        reading.doc[i].pos_ in _VERBS
        and reading.doc[i].lemma_.lower() in real
        and "Cnd" not in reading.doc[i].morph.get("Mood", [])
        for i in range(max(region.start, start - 3), start)
    )


def _contents(reading: Reading, sources: Sources, place: Place) -> _Found | None:
    region, group = place.region, place.group
    as_word = _as_word(reading, place)
    if as_word is not None:
        return _around(reading, sources, place, as_word)
    if group.passive:
        return _passive(reading, place)
    if region.inside and (spoken := _incise(reading, sources, place)) is not None:
        return spoken
    left = _quote_left(reading, place)
    if left is not None and _quotes_it(group):
        further = _quote_right(reading, sources, place)
        quotes = [left, *([further] if further else [])]
        return _Found(tuple(reading.stretch(q.start, q.end) for q in quotes), "left", True)
    right = right_of(reading, place)
    if right is not None and right.how == "object" and (named := _named(reading, place)) is not None:
        return named
    if (
        right is not None
        and right.how in {"clause", "infinitive", "colon", "quote"}
        and not (right.how == "quote" and not _quotes_it(group) and "react" not in group.kinds)
    ):
        return _right(reading, region, right)
    opened = _inverted(reading, sources, place)
    if opened is not None:
        return opened
    named = _named(reading, place)
    if named is not None:
        return named
    return _right(reading, region, right) if right is not None else None


def _quotes_it(group: Group) -> bool:
    return bool(group.kinds & {"say", "think", "quote_only"})


def _right(reading: Reading, region: Region, right: Right) -> _Found:
    stretch = reading.stretch(right.start, right.end)
    quote = next((q for q in region.quotes if q.start <= right.start < q.end), None)
    direct = quote is not None and quote.end >= right.end - 1
    if direct and quote is not None and right.how in {"quote", "colon"}:
        stretch = reading.stretch(quote.start, quote.end)
    return _Found((stretch,) if stretch[1] > stretch[0] else (), right.how, direct)


def _named(reading: Reading, place: Place) -> _Found | None:
    """Find the name in quotation marks that somebody gives a thing: "le llamó « une farce »"."""
    region, group = place.region, place.group
    if "quote_only" not in group.kinds:
        return None
    for quote in region.quotes:
        if group.end <= quote.start <= group.end + 14:
            between = range(group.end, quote.start)
            if any(
                reading.words[i] in {";", "."} or any(g.start <= i < g.end for g in place.others)
                for i in between
            ):
                return None
            return _Found((reading.stretch(quote.start, quote.end),), "name", True)
    return None


def _quote_left(reading: Reading, place: Place) -> Quote | None:
    """Return the quotation that a verb follows: "« P », a dit X", "« P », X a-t-il dit"."""
    region = place.region
    quote = region.speech_before(place.group.start)
    if quote is None:
        quote = next(
            (q for q in reversed(region.quotes) if q.end <= place.group.start and q.start == region.start),
            None,
        )
    if quote is None:
        return None
    between = [i for i in range(quote.end, place.group.start) if not reading.doc[i].is_space]
    if any(
        not is_stop(reading, i) and reading.doc[i].pos_ != "ADV" and reading.words[i] not in {".", "!", "?"}
        for i in between
    ):
        return None
    if not _alone(reading, region, quote) or any(reading.words[i] == ";" for i in between):
        return None
    return quote


def _alone(reading: Reading, region: Region, quote: Quote) -> bool:
    """Tell whether a quotation is no part of the sentence before it."""
    at = quote.start - 1
    while at >= region.start and (reading.doc[at].is_space or reading.words[at] in {"-", "–", "—"}):
        at -= 1
    return (
        at < region.start
        or reading.words[at] in {":", ",", ".", "!", "?", ";", ">"}
        or region.hidden(at) is not None
    )


def _quote_right(reading: Reading, sources: Sources, place: Place) -> Quote | None:
    """Return the quotation that goes on behind its speaker: "« A », a dit X, « B »"."""
    region = place.region
    quote = next((q for q in region.quotes if q.start >= place.group.end and q.speech), None)
    if quote is None:
        return None
    between = range(place.group.end, quote.start)
    blocked = any(g.start in between for g in place.others) or any(
        reading.words[i] in reading.cues.lists["contents.that"] or reading.words[i] == ";" for i in between
    )
    return None if blocked or len(between) > 30 else quote


def _inverted(reading: Reading, sources: Sources, place: Place) -> _Found | None:
    """Find the clause that a verb follows: "Le feu est éteint, a annoncé la préfecture."."""
    region, group, words = place.region, place.group, reading.words
    if (
        group.start == region.start
        or not is_stop(reading, group.start - 1)
        or words[group.start - 1] in {":", ";"}
    ):
        return None
    if not group.kinds & {"say", "think", "find", "impersonal"} or group.form != "finite":
        return None
    subject = tied(reading, place) or behind(reading, sources, place)
    end = subject.end if subject is not None else group.end
    if subject is None and not (reading.cues.pro_drop and _ends(reading, region, place.behind)):
        return None
    start = _opening(reading, region, group.start - 1)
    left_finite = finite_in(reading, region, start, group.start - 1, ())
    closing = next((i for i in range(end, region.end) if is_stop(reading, i) or words[i] == "."), region.end)
    right = range(closing + 1, region.end)
    goes_on = closing < region.end and words[closing] == "," and len(right) > 2
    pieces = [reading.stretch(start, group.start - 1)]
    if not left_finite:
        if not goes_on:
            return None
        if (
            subject is not None
            and group.tied is None
            and not finite_in(reading, region, closing + 1, region.end, ())
        ):
            return None
        pieces.append(reading.stretch(closing + 1, region.end))
    return _Found(tuple(p for p in pieces if p[1] > p[0]), "left")


def _incise(reading: Reading, sources: Sources, place: Place) -> _Found | None:
    """Find the quotation that its speaker's words stand in: "« Je comprends, confie X. Mais non. »"."""
    region, group, words = place.region, place.group, reading.words
    around = region.around
    if around is None or group.start == region.start or not _quotes_it(group) or group.form != "finite":
        return None
    if words[group.start - 1] not in {",", "?", "!", "…", "..."}:
        return None
    subject = tied(reading, place) or behind(reading, sources, place)
    if subject is None or reading.words[subject.head] in _FIRST:
        return None
    ends = (i for i in range(subject.end, region.end) if is_stop(reading, i) or words[i] in {".", "!", "?"})
    end = next(ends, region.end)
    left = reading.stretch(around.start + 1, group.start)
    right = reading.stretch(end, around.end - 1)
    return _Found(tuple(p for p in (left, right) if p[1] - p[0] > 1), "left", True)


def _opening(reading: Reading, region: Region, end: int) -> int:
    """Return where the clause begins that ends at a token."""
    for i in range(end - 1, region.start - 1, -1):
        quote = region.hidden(i)
        if reading.words[i] == ";" or (reading.words[i] in {"–", "—", "-"} and i - region.start < 14):
            return i + 1
        if quote is not None and quote.end == region.end:
            return quote.end
    return region.start


def _ends(reading: Reading, region: Region, i: int) -> bool:
    return i >= region.end or is_stop(reading, i) or reading.words[i] in {".", "!", "?"}


def _passive(reading: Reading, place: Place) -> _Found | None:
    """Find what is said to have been announced: "a été annoncé par X", "è stato riferito che P"."""
    region, group = place.region, place.group
    thats = reading.cues.lists["contents.that"]
    i = place.behind
    if i < region.end and reading.words[i] in thats and reading.words[i] not in {"si", "s'", "se"}:
        end = next((j for j in range(i + 1, region.end) if reading.words[j] == ";"), region.end)
        return _Found((reading.stretch(i + 1, end),), "clause")
    if agent_of(reading, place) is None or not group.kinds & {"say", "find", "react"}:
        return None
    first = next(iter(subjects(reading, region.start, group.start)), None)
    if first is None:
        return None
    return _Found((reading.stretch(first.start, group.start),), "passive")


def agent_of(reading: Reading, place: Place) -> Phrase | None:
    """Return by whom something was said: "annoncé par X"."""
    region = place.region
    for i in range(place.group.end, min(region.end - 1, place.group.end + 12)):
        if (
            region.hidden(i) is not None
            or is_stop(reading, i)
            or reading.words[i] in reading.cues.lists["contents.that"]
        ):
            return None
        if reading.words[i] in reading.cues.lists["verbs.agent"]:
            return phrase_from(reading, i + 1, region.end)
    return None


def _as_word(reading: Reading, place: Place) -> int | None:
    """Return where "comme", "según" or "come" stands before a verb with its subject behind, or None."""
    region, words = place.region, reading.words
    for i in range(place.group.start, max(region.start, place.group.start - _REACH) - 1, -1):
        size = phrase_at(words, i, reading.cues.phrases["according.as"])
        if size and i + size <= place.group.verb:
            between = range(i + size, place.group.start)
            opens = (
                i == region.start
                or is_stop(reading, i - 1)
                or reading.doc[i - 1].pos_ in {"CCONJ", "ADV", "SPACE"}
            )
            clear = all(
                reading.doc[j].pos_ in {"ADV", "PRON", "DET", "AUX"} or reading.doc[j].is_space
                for j in between
            )
            if clear and (opens or size > 1):
                return i
    return None


def _around(reading: Reading, sources: Sources, place: Place, start: int) -> _Found | None:
    """Return the rest of the sentence that a clause with "comme l'a dit X" stands in."""
    region, words = place.region, reading.words
    subject = tied(reading, place) or behind(reading, sources, place) or agent_of(reading, place)
    stop = subject.end if subject is not None else place.group.end
    end = next((i for i in range(stop, region.end) if is_stop(reading, i) or words[i] == "."), region.end)
    left = reading.stretch(_opening(reading, region, start), start)
    right = reading.stretch(min(end + 1, region.end), region.end) if end < region.end else (0, 0)
    pieces = [p for p in (left, right) if p[1] - p[0] > 3]
    return _Found(tuple(pieces), "as") if pieces else None


def _speaker(
    reading: Reading, sources: Sources, place: Place, found: _Found, last: Phrase | None
) -> tuple[Phrase | None, Stretch | None, bool]:
    """Return who speaks, or the words that stand for an unnamed source, or that the speaker before goes on."""
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
    if impersonal(reading, place) and not (group.reflexive and before(reading, sources, place) is not None):
        near = agent_of(reading, place) or _told_by(reading, place)
        if near is not None:
            return near, None, False
        return None, cue if "impersonal" in group.kinds else None, False
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
        return None, None, True
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


def _stance(group: Group, found: _Found) -> Stance:
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
