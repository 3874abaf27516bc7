"""A verb of saying with the words that belong to it: "n'a toujours pas confirmé", "si è detto convinto"."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.packs import table
from firsthand.extract.surface.attribution.clauses import Reading
from firsthand.extract.surface.attribution.cuewords import Verb, phrase_at
from firsthand.extract.surface.attribution.romance.regions import Region, is_stop
from firsthand.extract.surface.attribution.romance.verbs import form_at, is_tied, verb_at

_VERBS = frozenset({"VERB", "AUX"})
_LEFT = 6  # words before a participle among which its auxiliary stands
_RIGHT = 6  # words behind a verb among which its fixed company stands ("mettre + en garde")


@dataclass(frozen=True, slots=True)
class Group:
    """A verb of saying: tokens [start, end) with auxiliaries, clitics and fixed company; `verb` is its core.

    `tied` is a pronoun that is its subject ("-t-il"). `leads` are words that must stand before what is
    said ("de" in "accuser de"), where the verb has them. `mood` marks the conditional perfect of hearsay.
    """

    start: int
    end: int
    verb: int
    lemma: str
    kinds: frozenset[str]
    words: tuple[int, ...]
    leads: frozenset[str]
    form: str  # "finite", "gerund", "infinitive"
    passive: bool = False
    reflexive: bool = False
    negated: bool = False
    tied: int | None = None
    hearsay: bool = False


def groups(reading: Reading, region: Region) -> Iterator[Group]:
    """Find the verbs of saying in a region, those inside its quotations left out."""
    found = list(_all(reading, region))
    for group in found:
        # "ha voluto precisare": what is wanted was done.
        if not any(other.start <= group.verb < other.verb for other in found if other is not group):
            yield group


def _all(reading: Reading, region: Region) -> Iterator[Group]:
    i = region.start
    while i < region.end:
        quote = region.hidden(i)
        if quote is not None:
            i = max(quote.end, i + 1)
            continue
        found = _group(reading, region, i)
        if found is not None:
            yield found
            i = max(found.end, i + 1)
        else:
            i += 1


def _group(reading: Reading, region: Region, i: int) -> Group | None:
    doc, words, cues = reading.doc, reading.words, reading.cues
    if not words[i][:1].isalpha():
        return None
    lemma = verb_at(reading, region, i)
    if lemma is None or lemma not in cues.verbs:
        return None
    ways = [(way, _company(reading, region, way, i)) for way in cues.verbs[lemma]]
    fitting = [(way, company) for way, company in ways if company is not None]
    if not fitting:
        return None
    fixed = [(way, company) for way, company in fitting if company and not _leads(reading, way)]
    best, company = max(fixed or fitting, key=lambda pair: len(pair[1] or ()))
    plain = fixed or [(way, c) for way, c in fitting if not way.beside] or fitting
    kinds = frozenset(kind for way, _ in plain for kind in way.kinds)
    leads = frozenset("".join(way.beside) for way, _ in fitting if _leads(reading, way))
    if not fixed and not any(not way.beside for way, _ in fitting) and not leads:
        return None
    start, aux, marks = _left(reading, region, i)
    form = form_at(reading, i, aux)
    if form is None:
        return None
    if form == "infinitive":
        leans = _leans(reading, region, i)
        if leans is None:
            return None
        start, form = min(start, _left(reading, region, leans)[0]), "finite"
    end = max([i + 1, *(j + 1 for j in company or () if fixed)])
    tied = next((j for j in range(start, end) if is_tied(reading, j)), None)
    if tied is None and end < region.end and is_tied(reading, end):
        tied, end = end, end + 1
    passive = (
        aux is not None
        and _passive(reading, start, i, marks)
        and best.lemma not in cues.lists["verbs.passive"]
    )
    return Group(
        start=start,
        end=end,
        verb=i,
        lemma=" ".join((best.lemma, *best.beside)) if fixed else best.lemma,
        kinds=kinds,
        words=tuple(sorted({*range(start, i + 1), *((company or ()) if fixed else ())})),
        leads=leads,
        form=form,
        passive=passive,
        reflexive="reflexive" in marks,
        negated="negated" in marks,
        tied=tied,
        hearsay=aux is not None and "Cnd" in doc[aux].morph.get("Mood", []),
    )


def _company(reading: Reading, region: Region, way: Verb, i: int) -> tuple[int, ...] | None:
    """Return the words that must stand with a verb; () if none must, None if they are missing."""
    if not way.beside:
        return ()
    wanted = "".join(way.beside)
    contracted = _contracted(reading.cues.language)
    last = min(region.end, i + 1 + (_RIGHT if not _leads(reading, way) else 12))
    for j in range(i + 1, last):
        if region.hidden(j) is not None or (reading.words[j] in {".", ";", ":"}):
            return None
        text, k = "", j
        while k < region.end and len(text) < len(wanted):
            text += contracted.get(reading.words[k], reading.words[k])
            k += 1
        if text == wanted or (len(way.beside) == 1 and _inflected(reading.words[j], wanted)):
            return tuple(range(j, max(k, j + 1)))
        if reading.doc[j].pos_ == "VERB" and not _leads(reading, way):
            return None
    return None


def _inflected(word: str, wanted: str) -> bool:
    """Tell whether a word is a feminine or plural of another: "convaincue" of "convaincu"."""
    return len(wanted) > 4 and word.startswith(wanted[:-1]) and len(word) - len(wanted) in {0, 1, 2}


def _leads(reading: Reading, way: Verb) -> bool:
    """Tell whether a verb's company is a preposition before what is said, rather than part of the verb."""
    return len(way.beside) == 1 and way.beside[0] in set(_contracted(reading.cues.language).values())


@functools.cache
def _contracted(language: str) -> dict[str, str]:
    return dict(table("cues", "verbs", "contracted", language=language))


def lead_of(reading: Reading, token: int) -> str:
    """Return the plain preposition that a word is or holds: "du" is "de", "alla" is "a"."""
    return _contracted(reading.cues.language).get(reading.words[token], reading.words[token])


def _left(reading: Reading, region: Region, i: int) -> tuple[int, int | None, frozenset[str]]:
    """Return where a verb's words begin, its auxiliary, and whether it is negated or reflexive."""
    doc, words, lists = reading.doc, reading.words, reading.cues.lists
    start, aux, marks = i, None, set()
    j = i - 1
    adverbs = 0
    while j >= region.start and i - j <= _LEFT:
        word = words[j]
        if region.hidden(j) is not None or is_stop(reading, j):
            break
        if word in lists["verbs.negation"]:
            marks.add("negated")
            start = j
        elif doc[j].pos_ in _VERBS and doc[j].lemma_.lower() in lists["verbs.have"]:
            if aux is None or doc[j].lemma_.lower() not in lists["verbs.passive"]:
                aux = j if aux is None else aux
            if aux != j:
                marks.add("chained")
            start = j
        elif word in lists["verbs.clitics"] and (doc[j].pos_ != "DET" or doc[j + 1].pos_ in _VERBS):
            if word in lists["verbs.reflexive"]:
                marks.add("reflexive")
            start = j
        elif is_tied(reading, j):
            start = j
        elif inserted := _inserted(reading, region, j):
            j -= inserted - 1
        elif doc[j].pos_ == "ADV" or (doc[j].pos_ in {"SCONJ", "PART"} and words[j] == "anche"):
            adverbs += 1  # belongs to the verb if an auxiliary stands before it
        elif doc[j].is_space:
            pass
        else:
            break
        j -= 1
    return start, aux, frozenset(marks)


def _leans(reading: Reading, region: Region, verb: int) -> int | None:
    """Return the verb by which an infinitive is done in fact: "vient d'annoncer", "ha voluto dire"."""
    real = reading.cues.lists["verbs.really"]
    for j in range(verb - 1, max(region.start, verb - 4) - 1, -1):
        token = reading.doc[j]
        if token.pos_ in _VERBS and token.lemma_.lower() in real:
            return None if "Cnd" in token.morph.get("Mood", []) else j
    return None


def _inserted(reading: Reading, region: Region, j: int) -> int:
    """Return how many words up to a token make a phrase set between a verb's words: "par ailleurs"."""
    for size in (4, 3, 2):
        if (
            j - size + 1 > region.start
            and phrase_at(reading.words, j - size + 1, reading.cues.phrases["verbs.inserted"]) == size
        ):
            return size
    return 0


def _passive(reading: Reading, start: int, verb: int, marks: frozenset[str]) -> bool:
    """Tell whether something is said of the subject, rather than by it: "est accusé", "a été annoncé"."""
    if "reflexive" in marks:
        return False
    helpers = [j for j in range(start, verb) if reading.doc[j].pos_ in _VERBS]
    return bool(helpers) and reading.doc[helpers[-1]].lemma_.lower() in reading.cues.lists["verbs.passive"]
