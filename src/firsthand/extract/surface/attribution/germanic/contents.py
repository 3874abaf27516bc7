"""What is said by a verb of saying: the clause behind it, the one before it, or a quotation."""

from dataclasses import dataclass

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.parse import Token
from firsthand.extract.surface.attribution.clauses import Chunk, Reading, Unit
from firsthand.extract.surface.attribution.marks import Quotation, between

_VERBS = frozenset({"VERB", "AUX"})
_SET_OFF = frozenset({",", "–", "-", "—"})
_LOOK_AHEAD = 4  # pieces between a verb and the clause that it governs


@dataclass(frozen=True, slots=True)
class Place:
    """A verb of saying in its clause.

    `verb` is the token, `finite` the first verb of the clause, `first` whether nothing but adverbs
    stands before that. `as_clause` marks "wie X mitteilte".
    """

    k: int
    chunk: Chunk
    verb: int
    finite: int
    words: tuple[int, ...]
    kinds: frozenset[str]
    first: bool
    as_clause: bool
    passive: bool

    @classmethod
    def of(
        cls, reading: Reading, unit: Unit, k: int, verb: int, words: tuple[int, ...], kinds: frozenset[str]
    ) -> "Place":
        """Look at the clause around a verb."""
        doc, cues, chunk = reading.doc, reading.cues, unit.chunks[k]
        verbs = [i for i in range(chunk.start, chunk.end) if doc[i].pos_ in _VERBS]
        finite = verbs[0] if chunk.kind != "under" and verbs else verb
        first = (
            chunk.kind == "main"
            and not is_form(doc[finite], "Part", "Inf")
            and all(
                doc[i].pos_ in {"ADV", "CCONJ", "PUNCT", "SPACE", "PART"}
                and reading.words[i] not in cues.lists["sources.pronouns"]
                for i in range(chunk.start, finite)
            )
        )
        opening = range(chunk.start, min(chunk.start + 3, verb))
        as_clause = any(
            reading.words[i] in cues.lists["according.as"]
            and all(doc[j].pos_ in {"CCONJ", "ADV", "PUNCT", "SCONJ"} for j in range(chunk.start, i))
            for i in opening
        )
        passive = (
            not is_form(doc[verb], "Fin", "Inf")
            and reading.words[verb] != doc[verb].lemma_.lower()
            and any(i != verb and doc[i].lemma_.lower() in cues.lists["verbs.passive"] for i in verbs)
        )
        return cls(k, chunk, verb, finite, words, kinds, first, as_clause, passive)


def is_form(token: Token, *forms: str) -> bool:
    """Tell whether a verb is known to stand in one of some forms ("Fin", "Part", "Inf")."""
    return any(form in forms for form in token.morph.get("VerbForm", []))


def contents_of(reading: Reading, unit: Unit, place: Place) -> tuple[tuple[Stretch, ...], bool, bool]:
    """Return what is said, whether it is the speaking itself, and whether it is a quotation."""
    chunks, k = unit.chunks, place.k
    telling = bool({"say", "think", "find", "deny", "doubt", "plan", "impersonal"} & place.kinds)
    if place.as_clause or _aside(reading, unit, place):
        return _around(reading, unit, place), False, False
    if place.chunk.mark == "(":
        return (), False, False
    if place.first and k and chunks[k - 1].kind == "quote":
        pieces = [*_left(reading, unit, k), *_further_quotes(reading, unit, place)]
        return tuple(pieces), False, True
    right = _right(reading, unit, place, telling)
    if (
        place.first
        and k
        and telling
        and not _hung_on(reading, unit, k)
        and (right is None or any(chunk.told for chunk in chunks[:k]))
    ):
        left = _left(reading, unit, k)
        if left:
            return (*left, *((right,) if right and chunks[k + 1].told else ())), False, False
    if right is not None:
        direct = any(c.kind == "quote" and reading.doc[c.start].idx <= right[0] + 1 for c in chunks[k + 1 :])
        return (right,), False, direct
    inside = _quoted_inside(reading, place)
    before = _said_before(reading, unit, place)
    if before is not None and not (inside and "quote_only" in place.kinds):
        return (before,), False, False
    if inside and ("quote_only" in place.kinds or not {"react", "think"} & place.kinds):
        return inside, False, True
    told_by = not place.passive or _by(reading, place)
    if "react" in place.kinds and told_by and _has_finite(reading, place):
        return (_whole(reading, unit, place),), True, False
    return (), False, False


def _by(reading: Reading, place: Place) -> bool:
    """Tell whether a passive names who did it: "wurde von der Ministerin als Unfug bezeichnet"."""
    agents = reading.cues.lists["verbs.agent"]
    return any(reading.words[j] in agents for j in range(place.chunk.start, place.verb))


def _has_finite(reading: Reading, place: Place) -> bool:
    verbs = [
        reading.doc[i] for i in range(place.chunk.start, place.chunk.end) if reading.doc[i].pos_ in _VERBS
    ]
    return any(not is_form(token, "Part", "Inf") for token in verbs)


def _said_before(reading: Reading, unit: Unit, place: Place) -> Stretch | None:
    """Return the sentence before, where a word points back at it: "Das teilte die Polizei mit"."""
    cues, chunk = reading.cues, place.chunk
    points = reading.words[chunk.start] in cues.lists["contents.ahead"] and place.finite == chunk.start + 1
    if (
        place.k
        and points
        and chunk.kind == "main"
        and chunk.mark in _SET_OFF
        and {"say", "find"} & place.kinds
    ):
        left = reading.stretch(unit.start, unit.chunks[place.k - 1].end)
        return left if left[1] > left[0] else None
    pointing = [
        i
        for i in range(unit.start, place.finite)
        if (reading.words[i] in cues.lists["contents.ahead"] and reading.doc[i].pos_ != "DET")
        or (i in place.words and reading.words[i] in cues.lists["contents.ahead_beside"])
    ]
    if place.k or len(pointing) != 1 or place.finite - unit.start > 3:
        return None
    if not {"say", "find", "think"} & place.kinds:
        return None
    before = reading.unit_before(unit)
    if before is None:
        return None
    stretch = reading.stretch(before.start, before.end)
    return stretch if stretch[1] > stretch[0] else None


def _aside(reading: Reading, unit: Unit, place: Place) -> bool:
    """Tell whether a clause is put into what is said: "In zehn Jahren, so schätzt Roe, sei es so weit"."""
    chunk, k = place.chunk, place.k
    so = reading.words[chunk.start] in reading.cues.lists["according.so"]
    return so and place.finite == chunk.start + 1 and k > 0 and unit.chunks[k - 1].kind != "quote"


def _around(reading: Reading, unit: Unit, place: Place) -> tuple[Stretch, ...]:
    """Return what stands before and behind "wie X mitteilte"."""
    chunks = unit.chunks
    left = reading.stretch(unit.start, chunks[place.k].start) if place.k else (0, 0)
    right = (0, 0)
    if place.k + 1 < len(chunks):
        right = reading.stretch(chunks[place.k + 1].start, unit.end)
    short = left[1] - left[0] < 12 and right[1] > right[0]
    return tuple(s for s in ((0, 0) if short else left, right) if s[1] > s[0])


def _hung_on(reading: Reading, unit: Unit, k: int) -> bool:
    """Tell whether what stands left of a clause only belongs to it: "Nach dem Brand, der ..., sagte X"."""
    before = [chunk for chunk in unit.chunks[:k] if chunk.kind in {"main", "quote"}]
    if before:
        return False
    first = unit.chunks[0]
    word = reading.words[first.start]
    lists = reading.cues.lists
    return not (
        first.kind == "under" and (word in lists["contents.that"] or word in lists["contents.question"])
    )


def _left(reading: Reading, unit: Unit, k: int) -> list[Stretch]:
    """Return what stands before "..., sagte X", back to where another clause was closed."""
    if unit.chunks[k - 1].kind == "quote":
        begin = k - 1
        while begin and unit.chunks[begin - 1].kind == "quote":
            begin -= 1
        quoted = [reading.stretch(chunk.start, chunk.end) for chunk in unit.chunks[begin:k]]
        return [stretch for stretch in quoted if stretch[1] > stretch[0]]
    begin = k
    while begin and unit.chunks[begin].mark not in {";", "(", ")"}:
        begin -= 1
    if unit.chunks[begin].mark == ";" and begin == k:
        return []
    if unit.chunks[k].mark in {":", ";", "("} and unit.chunks[k - 1].kind != "quote":
        return []
    stretch = reading.stretch(unit.chunks[begin].start, unit.chunks[k - 1].end)
    return [stretch] if stretch[1] > stretch[0] else []


def _further_quotes(reading: Reading, unit: Unit, place: Place) -> list[Stretch]:
    """Return the quotation that goes on behind its speaker: "„A“, sagte X, „B.“"."""
    found = []
    for chunk in unit.chunks[place.k + 1 :]:
        if chunk.kind == "quote":
            found.append(reading.stretch(chunk.start, chunk.end))
    return [stretch for stretch in found if stretch[1] > stretch[0]]


def _right(reading: Reading, unit: Unit, place: Place, telling: bool) -> Stretch | None:
    chunks, k = unit.chunks, place.k
    cues, words = reading.cues, reading.words
    if telling:
        for j in range(place.verb + 1, place.chunk.end):
            if words[j] in cues.lists["contents.that"]:
                return _stretch_from(reading, unit, k, j + 1)
            if (
                words[j] in cues.lists["contents.infinitive"]
                and j + 1 < place.chunk.end
                and cues.language != "de"
                and (reading.doc[j + 1].pos_ in _VERBS and words[j + 1] == reading.doc[j + 1].lemma_.lower())
            ):
                return _stretch_from(reading, unit, k, j)
    for m in range(k + 1, min(k + 1 + _LOOK_AHEAD, len(chunks))):
        chunk = chunks[m]
        if chunk.mark == ";":
            return None
        if chunk.kind == "quote" or chunk.mark == ":":
            return _stretch_from(reading, unit, m, chunk.start) if _near(reading, unit, k, m) else None
        if not telling:
            if chunk.kind in {"piece", "under"}:
                continue
            return None
        start = _opening(reading, chunk)
        if start is not None:
            return _stretch_from(reading, unit, m, start)
        if chunk.kind == "infinitive" and {"say", "plan", "deny"} & place.kinds:
            return _stretch_from(reading, unit, m, chunk.start)
        if chunk.kind == "main":
            joined = words[chunk.start] in cues.lists["contents.joins"]
            if joined and not chunk.told:
                return None
            plain = (
                m == k + 1
                and {"say", "think"} & place.kinds
                and not place.first
                and not _verb_first(reading, chunk)
            )
            if chunk.told or chunk.may or plain:
                return _stretch_from(reading, unit, m, chunk.start)
            return None
    return None


def _near(reading: Reading, unit: Unit, k: int, m: int) -> bool:
    """Tell whether only pieces stand between a verb and the quotation or colon."""
    return all(chunk.kind in {"piece", "under"} for chunk in unit.chunks[k + 1 : m])


def _opening(reading: Reading, chunk: Chunk) -> int | None:
    """Return where the content begins in a clause opened by "dass" or a question word, or None."""
    lists, words = reading.cues.lists, reading.words
    for j in range(chunk.start, min(chunk.start + 3, chunk.end)):
        if words[j] in lists["contents.that"]:
            return j + 1
        if words[j] in lists["contents.question"]:
            return j
        if reading.doc[j].pos_ not in {"ADV", "PART", "CCONJ", "PUNCT", "SPACE"}:
            return None
    return None


def _verb_first(reading: Reading, chunk: Chunk) -> bool:
    return reading.doc[chunk.start].pos_ in _VERBS


def _stretch_from(reading: Reading, unit: Unit, m: int, start: int) -> Stretch | None:
    """Return the content that begins at a token of chunk m, as far as the same words go on."""
    chunks = unit.chunks
    first = chunks[m]
    end = first.end
    if first.kind == "quote":
        stop = m + 1
        while stop < len(chunks) and chunks[stop].kind == "quote":
            stop += 1
        end = chunks[stop - 1].end
    else:
        loose = (first.told or first.may) and first.kind == "main"
        cut = _cut(reading, first, start) if loose else None
        if cut is not None:
            end = cut
        else:
            for chunk in chunks[m + 1 :]:
                if _leaves(reading, first, chunk):
                    break
                end = chunk.end
                cut = _cut(reading, chunk, chunk.start) if loose and chunk.kind == "main" else None
                if cut is not None:
                    end = cut
                    break
    stretch = reading.stretch(start, end)
    return stretch if stretch[1] > stretch[0] else None


def clause_from(reading: Reading, unit: Unit, m: int) -> Stretch | None:
    """Return what is said from a clause on, without the word that opens it."""
    start = _opening(reading, unit.chunks[m])
    return _stretch_from(reading, unit, m, unit.chunks[m].start if start is None else start)


def _leaves(reading: Reading, first: Chunk, chunk: Chunk) -> bool:
    """Tell whether a clause no longer belongs to what is said."""
    if chunk.mark == ":" or (chunk.kind == "quote" and first.kind != "quote" and chunk.mark in {":", ""}):
        return True
    if chunk.told or chunk.kind in {"piece", "under", "infinitive"}:
        return chunk.mark == ";" and not chunk.told
    if chunk.mark == ";":
        return True
    if chunk.kind != "main":
        return False
    if first.kind == "infinitive" and _verb_first(reading, chunk):
        return True  # "..., Fenster zu schließen, | hieß es"
    words, joins = reading.words, reading.cues.lists["contents.joins"]
    at = chunk.start
    if words[first.start] in reading.cues.lists["contents.that"] and _verb_first(reading, chunk):
        return True  # "Die Aussage, dass er log, | ist falsch"
    joined = words[at] in joins
    if joined and at + 1 < chunk.end and reading.doc[at + 1].pos_ in _VERBS:
        return is_form(reading.doc[at + 1], "Fin") and not chunk.may
    return (
        (first.told or first.may) and first.kind == "main" and not chunk.may and _verb_first(reading, chunk)
    )


def _cut(reading: Reading, chunk: Chunk, start: int) -> int | None:
    """Return where told words end inside a clause: "sie müssten sparen | und lobte ..."."""
    doc, words = reading.doc, reading.words
    second = reading.cues.lists["subjunctive.second"]
    for j in range(start + 1, chunk.end - 1):
        verb = doc[j + 1]
        if words[j] not in reading.cues.lists["contents.joins"] or verb.pos_ not in _VERBS:
            continue
        plain = not reading.told(verb) and words[j + 1] not in second and words[j + 1] != verb.lemma_.lower()
        if plain and is_form(verb, "Fin"):
            return j
    return None


def _quoted_inside(reading: Reading, place: Place) -> tuple[Stretch, ...]:
    """Return the few words quoted in a clause of saying: "nannte das „Unfug“"."""
    doc, chunk = reading.doc, place.chunk
    last = doc[chunk.end - 1]
    quotes = between(reading.quotations, doc[place.finite].idx, last.idx + len(last.text))
    return tuple((q.start, q.end) for q in quotes if not q.inner and not _title(reading, q))


def _title(reading: Reading, quote: Quotation) -> bool:
    """Tell whether a quotation only names what the noun before it is: "im Sender „Radio Arven“"."""
    at = reading.token_at(quote.outer_start)
    if not at or reading.doc[at - 1].pos_ not in {"NOUN", "PROPN"}:
        return False
    if reading.cues.noun("nouns.claim", reading.doc[at - 1]):
        return False
    inside = reading.doc[at + 1 : reading.token_at(quote.end)]
    if any(token.pos_ in _VERBS for token in inside):
        return False
    return not (inside and inside[0].text[:1].islower())


def _whole(reading: Reading, unit: Unit, place: Place) -> Stretch:
    """Return the clause of a verb that tells of speaking, with what hangs on it."""
    chunks, k = unit.chunks, place.k
    begin = k
    if place.chunk.kind != "under":
        while begin and chunks[begin].mark not in {";", ":"} and chunks[begin - 1].kind != "main":
            begin -= 1
    end = k
    if place.chunk.kind == "under":
        return reading.stretch(place.chunk.start, place.chunk.end)
    while end + 1 < len(chunks) and chunks[end + 1].mark != ";" and chunks[end + 1].kind != "main":
        end += 1
    return reading.stretch(chunks[begin].start, chunks[end].end)
