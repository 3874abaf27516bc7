"""Pairs of first speakers of a claim that are one line, though they go by two names."""

from collections.abc import Hashable, Sequence
from itertools import combinations

from firsthand.model import Statement
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.similarity import runs

# One utterance under two names: at least this many three-word runs (six words on end), and this share
# of the shorter wording's. Chance does not do that; a shared quotation or a copy does.
_RUNS_OF_AN_UTTERANCE = 4
_SHARE_OF_AN_UTTERANCE = 0.8
# Of a source that is told in more different wordings than this in one claim, the first are compared.
_MOST_WORDINGS = 60

# Statements with their first speakers, by the sources' ids.
Spoken = Sequence[tuple[Statement, str]]
Pairs = list[tuple[str, str]]


def doubles(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of first speakers that are one line, by what they say and by who tells it from whom."""
    same = (_same_utterance, _same_unnamed, _miswritten, _rendered, _passed_on, _in_one_chain)
    return [pair for find in same for pair in find(spoken, lines)]


def own_acts(said: Sequence[Statement], named: Sequence[str], lines: Lines) -> Pairs:
    """Return pairs of an outlet and a body where the outlet tells, in this claim, what the body did.

    "The Roads Office has closed the bridge, Harbour Wire reports" beside "we have closed it, the Roads Office
    said": an outlet has the acts of a body from the body, as long as nothing shows another origin.
    """
    subjects = {statement.subject for statement in said}
    doers = [body for body in named if any(lines.is_doer(body, subject) for subject in subjects)]
    return [
        (body, other)
        for body in doers
        for other in named
        if other != body and lines.kind_of(other) == "outlet"
    ]


def _same_utterance(spoken: Spoken, _: Lines) -> Pairs:
    """Return pairs of first speakers under whose names stand the same words.

    Headlines do not count: an editor's "Minister to visit Ruritania" is nobody's utterance.
    """
    worded: dict[str, dict[frozenset[Hashable], None]] = {}
    seen: set[tuple[str, str]] = set()
    for statement, origin in spoken:
        said = worded.setdefault(origin, {})
        new = (origin, statement.text) not in seen
        if new and not statement.title and len(said) < _MOST_WORDINGS:
            seen.add((origin, statement.text))
            words = frozenset(runs(statement))
            if len(words) >= _RUNS_OF_AN_UTTERANCE:
                said[words] = None
    return [
        (one, other)
        for one, other in combinations(sorted(worded), 2)
        if not worded[one].keys().isdisjoint(worded[other])
        or any(
            len(first & second) >= _SHARE_OF_AN_UTTERANCE * min(len(first), len(second))
            for first in worded[one]
            for second in worded[other]
        )
    ]


def _rendered(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of first speakers of whom a translation says what the other account says of one.

    A source told by a description ("el operador") is often another in each language: a translation
    adds no origin.
    """
    told: dict[str, list[tuple[Statement, str]]] = {}
    for statement, source in spoken:
        told.setdefault(statement.document, []).append((statement, source))
    sources = {document: {source for _, source in each} for document, each in told.items()}
    found = [
        (one, other)
        for document, another in lines.translated(told)
        for first, one in told[document]
        if (rendered := lines.renderings(first, another))
        for second, other in told[another]
        if one != other and any(passage.overlaps(second.passage) for passage in rendered)
    ]
    alone = sorted(document for document, each in sources.items() if len(each) == 1)
    for group in lines.by_translation(alone):
        said = sorted({source for document in group for source in sources[document]})
        found += combinations(said, 2)
    return found


def _same_unnamed(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of first speakers that nothing shows to be two, because one is unnamed or both are.

    One unnamed is another speaker's double where one of their documents draws on the other. Two unnamed
    are one where one text is behind both documents; elsewhere they are two only if they are told
    differently: "a nurse" and "a fisherman"; "officials" and "a senior official" of independent documents
    may be one and the same, and independence has to be shown.
    """
    told = _documents_of(spoken)
    unnamed = {source for source in told if lines.is_unnamed(source)}
    return [
        (one, other)
        for one, other in combinations(sorted(told), 2)
        if (one in unnamed or other in unnamed)
        and (
            lines.any_derived(told[one], told[other])
            or (one in unnamed and other in unnamed and lines.any_one_text(told[one], told[other]))
            or (len(told[one] | told[other]) > 1 and lines.told_alike(one, other))
        )
    ]


def _miswritten(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of first speakers of whom a retelling miswrote one: "Ferrel police", "Ferel police".

    In accounts that have nothing from one another they may be the police of two towns.
    """
    told = _documents_of(spoken)
    return [
        (one, other)
        for one, other in combinations(sorted(told), 2)
        if lines.slip(one, other) and lines.any_one_text(told[one], told[other])
    ]


def _documents_of(spoken: Spoken) -> dict[str, set[str]]:
    """Return the documents in which each first speaker is named."""
    told: dict[str, set[str]] = {}
    for statement, source in spoken:
        told.setdefault(source, set()).add(statement.document)
    return told


def _passed_on(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of an outlet quoted in one document and whom its own account names as the speaker.

    "Harbour Wire reports that the bridge is closed", where Harbour Wire's account has it from the
    Ombudsman: that is one line.
    """
    own = {outlet: document for document, outlet in lines.outlet.items()}
    told: dict[str, set[str]] = {}
    for statement, source in spoken:
        told.setdefault(statement.document, set()).add(source)
    return [
        (source, other)
        for statement, source in spoken
        if source in own and own[source] != statement.document
        for other in sorted(told.get(own[source], ()))
        if other != source
    ]


def _in_one_chain(spoken: Spoken, _: Lines) -> Pairs:
    """Return pairs of a first speaker and of one who passes on, in this claim, what he said of it.

    "The captain, so his lawyer, saw no light" and "the lawyer said the captain saw no light" are one line;
    where the lawyer is named for something else, he speaks for himself.
    """
    named = {source for _, source in spoken}
    return [
        (source, relay)
        for statement, source in spoken
        for relay in statement.attribution[1:]
        if relay in named and relay != source and statement.stance == "asserts"
    ]
