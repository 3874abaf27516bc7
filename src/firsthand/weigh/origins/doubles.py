"""Pairs of first speakers of a claim that are one line, though they go by two names."""

from collections.abc import Sequence
from itertools import combinations

from firsthand.model import Statement
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.similarity import runs

# One utterance under two names: at least this many three-word runs (six words on end), and this share
# of the shorter wording's. Chance does not do that; a shared quotation or a copy does.
_RUNS_OF_AN_UTTERANCE = 4
_SHARE_OF_AN_UTTERANCE = 0.8

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
    doers = [body for body in named if any(lines.is_doer(body, statement) for statement in said)]
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
    worded = [(origin, runs(statement)) for statement, origin in spoken if not statement.title]
    return [
        (one, other)
        for (one, first), (other, second) in combinations(worded, 2)
        if one != other
        and min(len(first), len(second)) >= _RUNS_OF_AN_UTTERANCE
        and len(first & second) >= _SHARE_OF_AN_UTTERANCE * min(len(first), len(second))
    ]


def _rendered(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of first speakers of whom a translation says what the other account says of one.

    A source told by a description ("el operador") is often another in each language: a translation
    adds no origin.
    """
    sources: dict[str, set[str]] = {}
    for statement, source in spoken:
        sources.setdefault(statement.document, set()).add(source)
    alone = {document for document, found in sources.items() if len(found) == 1}
    return [
        (one, other)
        for (first, one), (second, other) in combinations(spoken, 2)
        if one != other
        and (
            lines.rendered(first, second)
            or (
                {first.document, second.document} <= alone
                and lines.translations(first.document, second.document)
            )
        )
    ]


def _same_unnamed(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of first speakers that nothing shows to be two, because one is unnamed or both are.

    One unnamed is another speaker's double where one of their documents draws on the other. Two unnamed
    are one where one text is behind both documents; elsewhere they are two only if they are told
    differently: "a nurse" and "a fisherman"; "officials" and "a senior official" of independent documents
    may be one and the same, and independence has to be shown.
    """
    return [
        (one, other)
        for (first, one), (second, other) in combinations(spoken, 2)
        if one != other
        and (lines.is_unnamed(one) or lines.is_unnamed(other))
        and (
            lines.derived(first.document, second.document)
            or (
                lines.is_unnamed(one)
                and lines.is_unnamed(other)
                and lines.one_text(first.document, second.document)
            )
            or (first.document != second.document and lines.told_alike(one, other))
        )
    ]


def _miswritten(spoken: Spoken, lines: Lines) -> Pairs:
    """Return pairs of first speakers of whom a retelling miswrote one: "Ferrel police", "Ferel police".

    In accounts that have nothing from one another they may be the police of two towns.
    """
    return [
        (one, other)
        for (first, one), (second, other) in combinations(spoken, 2)
        if one != other and lines.slip(one, other) and lines.one_text(first.document, second.document)
    ]


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
