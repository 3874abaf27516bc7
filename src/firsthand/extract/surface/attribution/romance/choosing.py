"""What a verb of saying attributes: the clause or quotation behind it, before it, or around it."""

from dataclasses import dataclass

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import phrase_at
from firsthand.extract.surface.attribution.phrases import Phrase
from firsthand.extract.surface.attribution.romance.clauses import Right, finite_in, right_of
from firsthand.extract.surface.attribution.romance.groups import Group
from firsthand.extract.surface.attribution.romance.place import Place, skip
from firsthand.extract.surface.attribution.romance.regions import Quote, Region, is_stop
from firsthand.extract.surface.attribution.romance.speakers import agent_of, behind, tied
from firsthand.extract.surface.attribution.sources import Sources

_REACH = 4  # words between "comme" and its verb


@dataclass(frozen=True, slots=True)
class Found:
    """What is said, its stretches, and how it stands to its verb."""

    contents: tuple[Stretch, ...]
    how: str
    direct: bool = False


def contents_of(reading: Reading, sources: Sources, place: Place) -> Found | None:
    """Return what a verb of saying attributes, or None."""
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
        return Found(tuple(reading.stretch(q.start, q.end) for q in quotes), "left", True)
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


def _right(reading: Reading, region: Region, right: Right) -> Found:
    stretch = reading.stretch(right.start, right.end)
    quote = next((q for q in region.quotes if q.start <= right.start < q.end), None)
    direct = quote is not None and quote.end >= right.end - 1
    if direct and quote is not None and right.how in {"quote", "colon"}:
        stretch = reading.stretch(quote.start, quote.end)
    return Found((stretch,) if stretch[1] > stretch[0] else (), right.how, direct)


def _named(reading: Reading, place: Place) -> Found | None:
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
            return Found((reading.stretch(quote.start, quote.end),), "name", True)
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


def _inverted(reading: Reading, sources: Sources, place: Place) -> Found | None:
    """Find the clause that a verb follows: "Le feu est éteint, a annoncé la préfecture."."""
    region, group, words = place.region, place.group, reading.words
    if (
        group.start == region.start
        or not is_stop(reading, group.start - 1)
        or words[group.start - 1] in {":", ";"}
    ):
        return None
    if not group.kinds & {"say", "think", "find", "impersonal", "quote_only"} or group.form != "finite":
        return None
    subject = tied(reading, place) or behind(reading, sources, place)
    end = subject.end if subject is not None else group.end
    if subject is None and not (reading.cues.pro_drop and _ends(reading, region, place.behind)):
        return None
    start = _opening(reading, region, group.start - 1)
    opener = reading.doc[start]
    if opener.pos_ == "SCONJ" and opener.lower_ not in reading.cues.lists["contents.that"]:
        return None
    if group.tied is None and subject is not None and not _may_speak(reading, sources, subject):
        return None
    left_finite = finite_in(reading, region, start, group.start - 1, ())
    pieces = [reading.stretch(start, group.start - 1)]
    if not left_finite:
        # "Une prime qui, rétorque X, n'est pas versée": set off by commas on both sides.
        closing = skip(reading, region, end)
        if closing >= region.end - 2 or words[closing] != ",":
            return None
        if not finite_in(reading, region, closing + 1, region.end, ()):
            return None
        pieces.append(reading.stretch(closing + 1, region.end))
    return Found(tuple(p for p in pieces if p[1] > p[0]), "left")


def _may_speak(reading: Reading, sources: Sources, phrase: Phrase) -> bool:
    """Tell whether a phrase behind a verb is its subject rather than its object: somebody, not something."""
    return (
        phrase.pronoun
        or sources.speaks(phrase)
        or sources.known(phrase) is not None
        or not reading.cues.pro_drop
    )


def _incise(reading: Reading, sources: Sources, place: Place) -> Found | None:
    """Find the quotation that its speaker's words stand in: "« Je comprends, confie X. Mais non. »"."""
    region, group, words = place.region, place.group, reading.words
    around = region.around
    if around is None or group.start == region.start or not _quotes_it(group) or group.form != "finite":
        return None
    if words[group.start - 1] not in {",", "?", "!", "…", "..."}:
        return None
    subject = tied(reading, place) or behind(reading, sources, place)
    if subject is None or reading.words[subject.head] in reading.cues.lists["sources.first"]:
        return None
    ends = (i for i in range(subject.end, region.end) if is_stop(reading, i) or words[i] in {".", "!", "?"})
    end = next(ends, region.end)
    left = reading.stretch(around.start + 1, group.start)
    right = reading.stretch(end, around.end - 1)
    return Found(tuple(p for p in (left, right) if p[1] - p[0] > 1), "left", True)


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


def _passive(reading: Reading, place: Place) -> Found | None:
    """Find what is said to have been announced: "a été annoncé par X", "è stato riferito che P"."""
    region, group = place.region, place.group
    thats = reading.cues.lists["contents.that"]
    i = place.behind
    if i < region.end and reading.words[i] in thats and reading.words[i] not in {"si", "s'", "se"}:
        if agent_of(reading, place) is None and "impersonal" not in group.kinds:
            return None
        end = next((j for j in range(i + 1, region.end) if reading.words[j] == ";"), region.end)
        return Found((reading.stretch(i + 1, end),), "clause")
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


def _around(reading: Reading, sources: Sources, place: Place, start: int) -> Found | None:
    """Return the rest of the sentence that a clause with "comme l'a dit X" stands in."""
    region, words = place.region, reading.words
    subject = tied(reading, place) or behind(reading, sources, place) or agent_of(reading, place)
    stop = subject.end if subject is not None else place.group.end
    end = next((i for i in range(stop, region.end) if is_stop(reading, i) or words[i] == "."), region.end)
    left = reading.stretch(_opening(reading, region, start), start)
    right = reading.stretch(min(end + 1, region.end), region.end) if end < region.end else (0, 0)
    if end + 1 < region.end and reading.words[end + 1] in reading.cues.lists["sources.relatives"]:
        right = (0, 0)  # "según informó la agencia, que cita un informe"
    if phrase_at(words, min(end + 1, region.end - 1), reading.cues.phrases["relays.leaning"]):
        right = (0, 0)
    pieces = [p for p in (left, right) if p[1] - p[0] > 3]
    return Found(tuple(pieces), "as") if pieces else None
