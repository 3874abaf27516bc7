"""Who speaks: the subject before the verb, behind it, tied to it, or left out."""

from collections.abc import Iterator

from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from, subjects
from firsthand.extract.surface.attribution.romance.place import Place, skip
from firsthand.extract.surface.attribution.romance.regions import Region, is_stop
from firsthand.extract.surface.attribution.sources import Sources

_VERBS = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"NOUN", "PROPN"})
_ASIDES = 3  # pieces between commas in front of a verb over which its subject is looked for


def tied(reading: Reading, place: Place) -> Phrase | None:
    """Return the pronoun tied to a verb by a hyphen, or None: "a-t-elle dit"."""
    at = place.group.tied
    return None if at is None else Phrase(at, at + 1, at + 1, at, pronoun=True)


def impersonal(reading: Reading, place: Place) -> bool:
    """Tell whether a verb has "on", "si" or "se" for its subject."""
    group, words, lists = place.group, reading.words, reading.cues.lists
    if group.tied is not None and words[group.tied].strip("-t").strip("-") in lists["sources.impersonal"]:
        return True
    several = " ".join(words[max(0, group.start - 1) : group.verb])
    if any(" " in word and word in several for word in lists["sources.impersonal"]):
        return True
    plain = not group.reflexive
    if plain and any(words[i] in lists["sources.impersonal"] for i in range(group.start, group.verb)):
        return True
    if group.start > place.region.start and words[group.start - 1] in lists["sources.impersonal"]:
        return True
    own = lists["verbs.of_oneself"]
    return group.reflexive and bool(own) and group.lemma.split()[0] not in own


def behind(reading: Reading, sources: Sources, place: Place) -> Phrase | None:
    """Return the subject that stands behind a verb: "a déclaré jeudi à la presse le maire"."""
    region, doc = place.region, reading.doc
    i = skip(reading, region, place.group.end)
    passed = 0
    while i < region.end and region.hidden(i) is None and passed < 3:
        if is_stop(reading, i) or reading.words[i] in {".", "!", "?"}:
            return None
        if reading.words[i] in reading.cues.lists["contents.that"]:
            return None
        if doc[i].pos_ in {"ADP", "ADV"}:
            phrase = phrase_from(reading, i + 1, region.end) if i + 1 < region.end else None
            if phrase is None or doc[i].pos_ == "ADV":
                i += 1
                continue
            cut = _cut(reading, sources, phrase)
            i, passed = skip(reading, region, cut), passed + 1
            continue
        found = next((p for p in subjects(reading, i, region.end) if p.start == i), None)
        if found is not None:
            return found
        described = "Part" in doc[i].morph.get("VerbForm", [])  # "commenta amareggiato X"
        if doc[i].pos_ == "ADJ" or described:
            i += 1
            continue
        return None
    return None


def _cut(reading: Reading, sources: Sources, phrase: Phrase) -> int:
    """Return where a phrase ends, a second name directly behind the first left out."""
    known = sources.known(phrase)
    if known is not None and sources.names[known].kind == "outlet":
        end = reading.token_at(sources.names[known].end)
        return min(phrase.end, max(end, phrase.start + 1))
    return phrase.end


def before(reading: Reading, sources: Sources, place: Place) -> Phrase | None:
    """Return the subject in front of a verb, past asides and coordinated verbs."""
    region, group = place.region, place.group
    relative = _relative(reading, sources, place)
    if relative is not None:
        return relative
    left = _left_edge(reading, place)
    if group.form == "gerund" or _joined(reading, place):
        return main_subject(reading, region, left, group.start)
    pieces = _pieces(reading, region, left, group.start)
    closed = (
        group.start > region.start
        and is_stop(reading, group.start - 1)
        and reading.words[group.start - 1] != ":"
    )
    if closed and len(pieces) > 1:
        # "X, the mayor, said": what stands between the last two commas hangs on the name before.
        order = [*range(len(pieces) - 2, max(-1, len(pieces) - 2 - _ASIDES), -1)]
        if not reading.cues.pro_drop:
            order.append(len(pieces) - 1)
    else:
        order = list(range(len(pieces) - 1, max(-1, len(pieces) - 1 - _ASIDES), -1))
    at = skip_back(reading, region, group.start)
    if at > left and reading.words[at] in reading.cues.lists["sources.relatives"]:
        # "une lettre dans laquelle il dit", "nella quale afferma": who acts in the main clause speaks.
        return main_subject(reading, region, left, at)
    bare: Phrase | None = None
    for n in order:
        start, end = pieces[n]
        found = [p for p in subjects(reading, start, end) if not _inside_pp(reading, p, start)]
        if not found:
            continue
        best = found[0]
        if _verb_between(reading, region, best.end, end):
            if reading.cues.pro_drop:
                return None
            continue
        if closed and n > 0 and _apposition(reading, start):
            bare = bare or best
            continue
        return best
    return None if reading.cues.pro_drop else bare


def main_subject(reading: Reading, region: Region, left: int, right: int) -> Phrase | None:
    """Return the subject of the clause before: "X se fue y dijo", "X se fue, diciendo que"."""
    pieces = _pieces(reading, region, left, right)
    finite = False
    for start, end in reversed(pieces):
        if reading.doc[start].pos_ == "SCONJ":
            continue
        verb = _finite(reading, region, start, end)
        found = [
            p
            for p in subjects(reading, start, end if verb is None else verb)
            if not _inside_pp(reading, p, start)
        ]
        if verb is not None and found:
            return found[0]
        if finite and found and not _apposition(reading, start):
            return found[0]
        finite = finite or verb is not None
    return None


def _finite(reading: Reading, region: Region, start: int, end: int) -> int | None:
    """Return the first verb in tokens [start, end) that is not in a relative clause."""
    for i in range(start, end):
        if region.hidden(i) is not None:
            continue
        if i > start and reading.words[i] in reading.cues.lists["sources.relatives"]:
            return None
        if reading.doc[i].pos_ in _VERBS and "Fin" in reading.doc[i].morph.get("VerbForm", []):
            return i
    return None


def _verb_between(reading: Reading, region: Region, start: int, end: int) -> bool:
    return _finite(reading, region, start, end) is not None


def _joined(reading: Reading, place: Place) -> bool:
    """Tell whether a verb stands right behind an "and": it has the subject of the verb before."""
    at = skip_back(reading, place.region, place.group.start)
    return at >= place.region.start and reading.words[at] in reading.cues.lists["contents.joins"]


def _apposition(reading: Reading, start: int) -> bool:
    """Tell whether a piece begins like a description of the name before it: a bare noun, a participle."""
    token = reading.doc[start]
    return (
        token.pos_ in {"NOUN", "ADJ", "VERB"}
        or reading.words[start] in reading.cues.lists["sources.relatives"]
    )


def _inside_pp(reading: Reading, phrase: Phrase, start: int) -> bool:
    return phrase.start > start and reading.doc[phrase.start - 1].pos_ == "ADP"


def _relative(reading: Reading, sources: Sources, place: Place) -> Phrase | None:
    """Return who a relative clause with the verb is about: "le maire, qui craint"."""
    region, group, words, doc = place.region, place.group, reading.words, reading.doc
    at = skip_back(reading, region, group.start)
    if at < region.start or words[at] not in reading.cues.lists["sources.relatives"] or at == region.start:
        return None
    ahead = at - 1
    while ahead > region.start and is_stop(reading, ahead):
        ahead -= 1
    if doc[ahead].pos_ not in _NAMING:
        return None
    left = ahead
    while (
        left > region.start
        and ahead - left < 14
        and not is_stop(reading, left - 1)
        and "Fin" not in doc[left - 1].morph.get("VerbForm", [])
    ):
        left -= 1
    found: list[Phrase] = []
    i = left
    while i <= ahead:
        phrase = phrase_from(reading, i, ahead + 1) if doc[i].pos_ != "ADP" else None
        if phrase is not None:
            found.append(phrase)
            i = max(phrase.core, i + 1)
        else:
            i += 1
    if not found:
        return None
    people = [p for p in found if sources.person(p)]
    if people:
        return people[-1]
    return found[0] if is_stop(reading, at - 1) else found[-1]


def skip_back(reading: Reading, region: Region, start: int) -> int:
    """Return the first token before a verb that is no adverb or clitic."""
    i = start - 1
    while (
        i >= region.start
        and reading.doc[i].pos_ == "ADV"
        and reading.words[i] not in reading.cues.lists["sources.relatives"]
    ):
        i -= 1
    return i


def _left_edge(reading: Reading, place: Place) -> int:
    """Return where the clause of a verb begins: behind a colon, "que", or another clause's verb."""
    region, words, lists = place.region, reading.words, reading.cues.lists
    for i in range(place.group.start - 1, region.start, -1):
        quote = region.hidden(i)
        if quote is not None:
            return quote.end
        if words[i] in {";", ":"}:
            return i + 1
        if (
            words[i] in lists["contents.that"]
            and reading.doc[i].pos_ in {"SCONJ", "PRON"}
            and words[i] not in {"se", "s'"}
        ):
            if not _opens_content(place, i) and _after_noun(reading, i):
                continue
            if any(p for p in subjects(reading, i + 1, place.group.start)):
                return i + 1
        joined = words[i] in lists["contents.joins"] and words[i - 1] in {",", ";"}
        if joined and any(p for p in subjects(reading, i + 1, place.group.start)):
            return i + 1
    return region.start


def _after_noun(reading: Reading, i: int) -> bool:
    """Tell whether a noun stands before "que", perhaps with a comma: it opens a relative clause."""
    at = i - 1
    while at > 0 and (reading.doc[at].is_punct or reading.doc[at].is_space):
        at -= 1
    return reading.doc[at].pos_ in _NAMING | {"ADJ", "DET", "PRON"}


def _opens_content(place: Place, i: int) -> bool:
    """Tell whether a verb of saying stands close before "que": it opens what is said."""
    return any(group.end <= i <= group.end + 6 for group in place.others)


def _pieces(reading: Reading, region: Region, start: int, end: int) -> list[tuple[int, int]]:
    """Return what stands between the commas in tokens [start, end)."""
    return [piece for piece in _cut_at_stops(reading, region, start, end) if piece[1] > piece[0]]


def _cut_at_stops(reading: Reading, region: Region, start: int, end: int) -> Iterator[tuple[int, int]]:
    at, depth = start, 0
    for i in range(start, end):
        word = reading.words[i]
        if word in {"(", "["}:
            if depth == 0:
                yield at, i
            depth += 1
        elif word in {")", "]"}:
            depth = max(0, depth - 1)
            at = i + 1
        elif depth == 0 and (is_stop(reading, i) or region.hidden(i) is not None):
            yield at, i
            at = i + 1
    yield at, end


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
