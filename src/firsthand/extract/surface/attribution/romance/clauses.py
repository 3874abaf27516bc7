"""Where what is said begins and ends around its verb."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.phrases import Phrase, phrase_from
from firsthand.extract.surface.attribution.romance.ends import clause_end
from firsthand.extract.surface.attribution.romance.groups import Group, lead_of
from firsthand.extract.surface.attribution.romance.place import Place, skip
from firsthand.extract.surface.attribution.romance.regions import Quote, Region, is_stop

_VERBS = frozenset({"VERB", "AUX"})
_NAMING = frozenset({"NOUN", "PROPN"})
_REACH = 30  # words between a verb and the "que" or colon behind it


@dataclass(frozen=True, slots=True)
class Right:
    """What is said behind a verb: tokens [start, end); `how` it is joined to it.

    `how` is "clause", "infinitive", "colon", "quote" or "object".
    """

    start: int
    end: int
    how: str


def right_of(reading: Reading, place: Place) -> Right | None:
    """Return what is said behind a verb, or None."""
    region = place.region
    quote = region.quote_at(place.behind)
    if quote is not None and (quote.speech or _small_words(reading, quote)):
        return Right(quote.start, quote.end, "quote")
    clause = _clause(reading, place)
    if clause is not None:
        return clause
    return _object(reading, place)


def _clause(reading: Reading, place: Place) -> Right | None:
    """Find "que", an infinitive or a colon behind a verb, past whom it was said to, where and when."""
    region, group, doc, words, lists = (
        place.region,
        place.group,
        reading.doc,
        reading.words,
        reading.cues.lists,
    )
    telling = bool(group.kinds & {"say", "think", "find", "deny", "doubt", "plan", "impersonal"})
    i, last = group.end, min(region.end, group.end + _REACH)
    plain = True  # nothing but adverbs, whom it was said to and where stood between
    nouns = 0
    while i < last:
        word = words[i]
        if (quote := region.hidden(i)) is not None:
            return Right(quote.start, quote.end, "quote") if plain and nouns == 0 else None
        if word == ":":
            return _behind_colon(reading, region, i) if nouns == 0 or "quote_only" in group.kinds else None
        if (
            telling
            and word in lists["contents.that"]
            and _that(reading, region, group, i, plain=plain, nouns=nouns)
        ):
            start = i if word in {"si", "s'", "se"} else i + 1
            return Right(start, clause_end(reading, place, start), "clause")
        if (
            telling
            and plain
            and word not in group.leads
            and word in lists["contents.question"]
            and i <= place.behind + 1
            and doc[i].pos_ != "DET"
        ):
            return Right(i, clause_end(reading, place, i), "clause")
        infinitive = _infinitive(reading, region, group, i, nouns=nouns)
        if infinitive is None and any(g.start <= i < g.end for g in place.others):
            return None
        if infinitive is not None:
            return Right(infinitive, clause_end(reading, place, infinitive), "infinitive")
        if word == ";" or (doc[i].is_sent_start and i > region.start and not doc[i].is_space):
            return None
        if is_stop(reading, i):
            aside = _aside(reading, region, i, last)
            if aside is None:
                return None
            i = aside
            continue
        if doc[i].pos_ == "ADP":
            phrase = phrase_from(reading, i + 1, region.end) if i + 1 < region.end else None
            if phrase is not None:
                i = phrase.end
                continue
        if doc[i].pos_ in _VERBS and doc[i - 1].pos_ == "DET":
            nouns, i = nouns + 1, i + 1  # "les élus"
            continue
        if doc[i].pos_ in _VERBS:
            return None
        phrase = (
            phrase_from(reading, i, region.end)
            if doc[i].pos_ in {"DET", "NOUN", "PROPN", "NUM", "ADJ"}
            else None
        )
        if phrase is not None and phrase.end > i:
            timely = reading.cues.noun("sources.not_sources", doc[phrase.head])
            nouns += not timely
            i = phrase.end
            continue
        i += 1
    return None


def _that(reading: Reading, region: Region, group: Group, i: int, *, plain: bool, nouns: int) -> bool:
    """Tell whether "que" opens what is said, rather than a clause about the noun before it."""
    doc, word = reading.doc, reading.words[i]
    if word in {"si", "s'", "se"}:
        return (
            i <= group.end + 1 and doc[i].pos_ == "SCONJ" and "say" in group.kinds and not _clitic(reading, i)
        )
    if i + 1 >= region.end:
        return False
    before = doc[i - 1]
    if (
        before.pos_ in {"ADP", "SCONJ"}
        and word_before(reading, i) not in reading.cues.lists["contents.ahead"]
    ):
        return False
    lone = reading.words[i - 1] in reading.cues.lists["verbs.clitics"] and i - 1 > group.end
    if lone and before.pos_ in {"DET", "PRON"} and doc[i - 2].pos_ == "ADP":
        return False  # "una carta en la que dice"
    finite = "Fin" in doc[i + 1].morph.get("VerbForm", [])
    if before.pos_ == "NOUN" and doc[i - 2].pos_ == "ADP" and finite and i - 1 > group.end:
        return False  # "citando a personas que conocen"
    if nouns == 0:
        return True
    # "dijo el ministro que P", "prévient les élus que P", but "anunció la medida que prepara".
    subject = (
        doc[i + 1].pos_ in {"DET", "PROPN", "PRON", "ADV", "ADP", "NUM"} or region.quote_at(i + 1) is not None
    )
    inverted = group.start == region.start or is_stop(reading, group.start - 1)
    return nouns == 1 and (subject or inverted) and (inverted or "react" not in group.kinds)


def word_before(reading: Reading, i: int) -> str:
    """Return the word before a token, a contracted preposition as its plain form."""
    return lead_of(reading, i - 1)


def _clitic(reading: Reading, i: int) -> bool:
    """Tell whether "si", "se" or "s'" belongs to a verb behind it: "se ha quejado"."""
    following = reading.doc[i + 1] if i + 1 < len(reading.doc) else None
    return following is not None and following.pos_ in _VERBS and reading.cues.language != "fr"


def _infinitive(reading: Reading, region: Region, group: Group, i: int, *, nouns: int) -> int | None:
    """Return where an infinitive begins that is what is said: "de avoir lancé", "importar más"."""
    doc, words, lists = reading.doc, reading.words, reading.cues.lists
    lead = lead_of(reading, i)
    marked = lead in lists["contents.infinitive"] or words[i] in lists["contents.infinitive"]
    at = i + 1 if marked else i
    first = at
    while at < region.end and (
        words[at] in lists["verbs.clitics"] or words[at] in lists["verbs.negation"] or doc[at].pos_ == "ADV"
    ):
        at += 1
    if at >= region.end or doc[at].pos_ not in _VERBS or not is_infinitive(reading, at):
        return None
    if nouns and lead not in group.leads:
        return None
    if nouns == 0 and (
        group.kinds & {"say", "think", "plan", "deny", "doubt", "react"} or lead in group.leads
    ):
        return first
    return first if lead in group.leads else None


def is_infinitive(reading: Reading, i: int) -> bool:
    """Tell whether a verb stands in its dictionary form, its ending perhaps cut off ("aver")."""
    lemma, word = reading.doc[i].lemma_.lower(), reading.words[i]
    return (
        word == lemma
        or (lemma.startswith(word) and len(lemma) - len(word) == 1 and word[-1:] == "r")
        or ("Inf" in reading.doc[i].morph.get("VerbForm", []))
    )


def _behind_colon(reading: Reading, region: Region, i: int) -> Right | None:
    quote = next((q for q in region.quotes if i < q.start <= i + 2), None)
    if quote is not None:
        return Right(quote.start, quote.end, "colon")
    if i + 1 >= region.end:
        return None
    return Right(i + 1, region.end, "colon")


def _aside(reading: Reading, region: Region, i: int, last: int) -> int | None:
    """Return where an aside ends that stands between a verb and what is said: ", in a speech, que"."""
    closing = {"(": ")", "[": "]", "–": "–", "—": "—"}.get(reading.words[i], ",")
    for j in range(i + 1, last):
        blocked = region.hidden(j) is not None or (reading.doc[j].pos_ in _VERBS and closing == ",")
        relatives = reading.cues.lists["sources.relatives"]
        if blocked and not any(reading.words[k] in relatives for k in range(i + 1, j)):
            return None
        if reading.words[j] == closing:
            ready = skip(reading, region, j + 1)
            thats = reading.cues.lists["contents.that"]
            if ready < region.end and (
                (reading.words[ready] in thats and reading.words[ready] not in {"si", "se", "s'"})
                or closing != ","
            ):
                return j + 1
            return None
        if reading.words[j] == ":":
            return j
    return None


def _object(reading: Reading, place: Place) -> Right | None:
    """Return the noun phrase that a verb has as its object, with all that hangs on it."""
    region, group, doc = place.region, place.group, reading.doc
    if group.passive:
        return None
    i = place.behind
    led = group.leads and i < region.end and lead_of(reading, i) in group.leads
    if led:
        quote = region.quote_at(i + 1)
        start = quote.start if quote is not None else i + 1
        return (
            Right(start, clause_end(reading, place, start, "object"), "object")
            if start < region.end
            else None
        )
    if "react" not in group.kinds and not group.leads:
        return None
    if group.reflexive:
        return None
    if i >= region.end or (is_stop(reading, i) and region.quote_at(i) is None):
        return None
    if doc[i].pos_ not in {"DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"} and region.quote_at(i) is None:
        return None
    if doc[i].pos_ == "PRON":
        return None
    return Right(i, clause_end(reading, place, i, "object"), "object")


def _small_words(reading: Reading, quote: Quote) -> bool:
    """Tell whether a short quotation is a wording, not a title."""
    return any(
        reading.doc[i].text[:1].islower() for i in range(quote.start + 1, min(quote.start + 2, quote.end))
    )


def first_phrase(reading: Reading, region: Region, i: int) -> Phrase | None:
    """Return the noun phrase that begins at a token, if it is not hidden in a quotation."""
    if i >= region.end or region.hidden(i) is not None:
        return None
    return phrase_from(reading, i, region.end)


def finite_in(reading: Reading, region: Region, start: int, end: int, groups: Sequence[Group]) -> bool:
    """Tell whether tokens [start, end) hold a verb of their own, outside relative clauses."""
    relative = False
    lists = reading.cues.lists
    for i in range(start, end):
        if region.hidden(i) is not None:
            continue
        if is_stop(reading, i):
            relative = False
        if reading.words[i] in lists["sources.relatives"] and i > start:
            relative = True
        if reading.doc[i].pos_ in _VERBS and not relative:
            form = reading.doc[i].morph.get("VerbForm", [])
            if not form or form[0] == "Fin" or "Fin" in form:
                return True
    return False
