"""Who stands before or behind a verb: noun phrases found by their words, without a parse."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.parse import Token
from firsthand.extract.surface.attribution.clauses import Reading

_NAMING = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
_QUOTES = frozenset("„“”»«\"‚‘'’")
_LONGEST_LEAD = 9  # words between an article and its noun
_MOST_TAILS = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, tokens [start, end): `core` is the end of its noun, before what hangs on it."""

    start: int
    end: int
    core: int
    head: int
    pronoun: bool = False


def phrase_from(reading: Reading, at: int, limit: int) -> Phrase | None:
    """Return the noun phrase that begins with a token, or None; it ends before `limit`."""
    core = _core(reading, at, limit)
    if core is None:
        return None
    end, head = core
    stop = end
    for _ in range(_MOST_TAILS):
        longer = _tail(reading, stop, limit)
        if longer is None:
            break
        stop = longer
    return Phrase(at, stop, end, head)


def _core(reading: Reading, at: int, limit: int) -> tuple[int, int] | None:
    """Return where the noun that begins at a token ends, and its head."""
    doc, words = reading.doc, reading.words
    i = _behind_attribute(reading, at, limit)
    while i < min(limit, at + _LONGEST_LEAD) and not _noun(reading, i):
        lead = doc[i].pos_ in _BEFORE_NOUN or words[i] in _QUOTES
        if i == at + 1 and _verb_for_noun(reading, i, limit):
            return i + 1, i
        if (
            doc[i].pos_ == "DET"
            and i > at
            and doc[i - 1].pos_ not in {"DET", "ADP"}
            and words[i - 1] not in _QUOTES
        ):
            return None
        if not lead and (
            i == at
            or doc[i].pos_ not in {"ADV", "VERB", "PUNCT", "X", "CCONJ"}
            or words[i] in {",", ":", ";"}
        ):
            return _taken(reading, at, i)
        i += 1
    if i >= limit or not _noun(reading, i):
        return _taken(reading, at, i)
    head = i
    while i < limit and (_noun(reading, i) or _between_names(reading, i, limit)):
        if _noun(reading, i) and (doc[i].pos_ == "PROPN" or doc[head].pos_ != "PROPN"):
            head = i
        i += 1
    return i, head


def _behind_attribute(reading: Reading, at: int, limit: int) -> int:
    """Return where a noun's own words go on behind others: "eine | am Dienstag veröffentlichte Studie".

    `at` itself where no preposition follows an article, or no participle with a noun after that.
    """
    doc = reading.doc
    if reading.cues.order != "second" or at + 1 >= limit or doc[at + 1].pos_ != "ADP":
        return at
    if doc[at].pos_ not in {"DET", "PRON"} or reading.words[at] not in reading.cues.lists["sources.articles"]:
        return at
    for j in range(at + 3, min(limit - 1, at + _LONGEST_LEAD)):
        if doc[j].pos_ in {"PUNCT", "CCONJ", "SCONJ", "AUX"}:
            return at
        if doc[j].pos_ in {"ADJ", "VERB"} and doc[j].text[:1].islower() and doc[j + 1].pos_ in _NAMING:
            return j
    return at


def _verb_for_noun(reading: Reading, i: int, limit: int) -> bool:
    """Tell whether a word behind an article was taken for a verb: "la sindaca ha detto", "les élus que"."""
    doc = reading.doc
    if reading.cues.order == "second" or doc[i].pos_ != "VERB" or doc[i - 1].pos_ != "DET":
        return False
    return i + 1 >= limit or doc[i + 1].pos_ not in {"NOUN", "PROPN", "DET", "ADJ", "NUM"}


def _taken(reading: Reading, at: int, end: int) -> tuple[int, int] | None:
    """Return a noun that was taken for an adjective: "le secrétaire", "die Grünen"."""
    doc = reading.doc
    first = next((i for i in range(at + 1, end) if doc[i].pos_ == "ADJ"), None)
    if first is None or doc[at].pos_ != "DET" or doc[end - 1].pos_ != "ADJ":
        return None
    head = end - 1 if reading.cues.order == "second" else first
    return end, head


def _noun(reading: Reading, i: int) -> bool:
    token = reading.doc[i]
    return (
        token.pos_ in _NAMING
        or i in reading.named
        or (token.pos_ in {"ADJ", "X"} and "." in token.text[1:-2])
    )


def _between_names(reading: Reading, i: int, limit: int) -> bool:
    """Tell whether a mark inside a name stands here: a hyphen, a quotation mark, brackets."""
    word, words = reading.words[i], reading.words
    if word in _QUOTES or word in {"-", "/", "&"}:
        return i + 1 < limit and (
            _noun(reading, i + 1) or words[i + 1] in _QUOTES or words[i - 1] not in _QUOTES
        )
    if word in {"(", "["}:
        return any(words[j] in {")", "]"} for j in range(i, min(i + 8, limit)))
    inside = any(words[j] in {"(", "["} for j in range(max(0, i - 7), i))
    return inside and any(words[j] in {")", "]"} for j in range(i, min(i + 8, limit)))


def _tail(reading: Reading, at: int, limit: int) -> int | None:
    """Return where what hangs on a noun ends ("of the police", "in Berlin"), or None."""
    if at + 1 >= limit or reading.words[at] not in reading.cues.lists["sources.inside"]:
        return None
    begin = at if reading.doc[at].pos_ == "DET" else at + 1
    core = _core(reading, begin, limit)
    if core is None and begin == at:
        core = _core(reading, at + 1, limit)
    return core[0] if core is not None else None


def subjects(reading: Reading, start: int, end: int) -> Iterator[Phrase]:
    """Return the phrases in tokens [start, end) that can be a subject, in order."""
    doc, words, cues = reading.doc, reading.words, reading.cues
    i = start
    behind = -1
    while i < end:
        token, word = doc[i], words[i]
        if token.pos_ == "ADP":
            inner = phrase_from(reading, i + 1, end) if i + 1 < end else None
            i = inner.end if inner is not None else i + 1
            behind = i
            continue
        if word in cues.lists["sources.pronouns"] and not _leads(reading, i, end):
            yield Phrase(i, i + 1, i + 1, i, pronoun=True)
            i += 1
            continue
        found = phrase_from(reading, i, end) if _begins(reading, i) else None
        if found is None:
            i += 1
            continue
        hangs = i == behind and token.pos_ == "ADJ"  # "trotz der Zahl getöteter Helfer"
        if word not in cues.lists["sources.oblique"] and not hangs and not never(reading, doc[found.head]):
            yield found
        i = found.end


def _begins(reading: Reading, i: int) -> bool:
    begins = reading.doc[i].pos_ in _BEFORE_NOUN or _noun(reading, i) or reading.words[i] in _QUOTES
    return begins or _behind_attribute(reading, i, len(reading.doc)) != i


def _leads(reading: Reading, i: int, end: int) -> bool:
    """Tell whether a word that may be a pronoun stands before a noun here: "diese Partei"."""
    if _behind_attribute(reading, i, end) != i:
        return True
    return reading.doc[i].pos_ == "DET" and i + 1 < end and _core(reading, i, end) is not None


def never(reading: Reading, head: Token) -> bool:
    """Tell whether a noun stands for nobody who speaks: a day, a number."""
    if head.i and reading.words[head.i - 1] in _QUOTES:
        return False  # "die „Wirtschaftswoche“"
    return reading.cues.noun("sources.not_sources", head)
