"""Where a claim begins: with how many who do not have it from one another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from firsthand.model import Statement
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.origins.unions import Union
from firsthand.weigh.similarity import runs

# One utterance under two names: at least this many three-word runs (six words on end), and this share
# of the shorter wording's. Chance does not do that; a shared quotation or a copy does.
_RUNS_OF_AN_UTTERANCE = 4
_SHARE_OF_AN_UTTERANCE = 0.8


def find_origins(group: Sequence[Statement], lines: Lines) -> tuple[tuple[str, ...], int]:
    """Return the sources where the lines of a claim begin, one for each line, and their number.

    A claim somebody is named for begins with its first speakers, and with the bodies that publish it in
    their own name. Who denies it is none of them, unless nobody says it: then the claim is the denial. One
    who only passes on what another of them says, one who speaks for another, an unnamed one in a document
    drawn from another's, two under whose names stand the same words, and two whose words are translated
    from one another, are one line; a report nobody signed, and nobody in particular, are none beside a
    named speaker. Documents that tell such a claim in their own voice add none: they tell what was said. A
    claim nobody is named for begins at the outlets of its documents, also where some of them put it on
    nobody in particular ("locals"); those that carry one another's text or draw on one account count once.
    """
    said = [s for s in group if s.stance != "denies"] or list(group)
    spoken = [(s, origin) for s in said if (origin := _speaker(s, lines)) is not None]
    if not spoken or all(not s.attribution for s, _ in spoken):
        return _from_documents(said, lines)
    if all(lines.is_unsigned(origin) for _, origin in spoken) and any(not s.attribution for s in said):
        return _from_documents(said, lines)
    told = Counter(origin for _, origin in spoken)
    signed = {source for source in told if not lines.is_unsigned(source)}
    named = sorted(signed or told)
    same = (_same_utterance, _same_unnamed, _miswritten, _rendered, _passed_on, _in_one_chain)
    pairs = [pair for find in same for pair in find(spoken, lines)]
    pairs += [pair for pair in combinations(named, 2) if not signed or lines.one_voice(*pair)]
    union = _joined([pair for pair in pairs if set(pair) <= set(named)], told, lines)
    relays = {other for one in named for other in named if lines.relayed(one, other)}
    begin: dict[str, str] = {}
    best = sorted(named, key=lambda s: (s in relays, lines.is_unnamed(s), -told[s], lines.is_foreign(s), s))
    for source in best:
        begin.setdefault(union.root(source), source)
    return tuple(sorted(begin.values())), len(begin)


def _joined(pairs: Iterable[tuple[str, str]], told: Counter[str], lines: Lines) -> Union:
    """Return the sets of speakers that are one.

    An unnamed one that may be any of several named ones makes no one of these: "officials" do not make the
    mayor and the minister the same. It is then one with whoever is told most.
    """
    union = Union()
    open_ones: set[tuple[str, str]] = set()
    named: set[str] = set()
    for one, other in pairs:
        known = [source for source in (one, other) if not lines.is_unnamed(source)]
        named.update(known)
        if len(known) == 1:
            open_ones.add((known[0], other if known[0] == one else one))
        else:
            union.join(one, other)
    for known_one, unnamed in sorted(open_ones, key=lambda pair: (-told[pair[0]], pair)):
        if union.root(unnamed) not in {union.root(source) for source in named}:
            union.join(known_one, unnamed)
    return union


def _speaker(statement: Statement, lines: Lines) -> str | None:
    return statement.attribution[0] if statement.attribution else lines.body_behind(statement.document)


def _from_documents(group: Sequence[Statement], lines: Lines) -> tuple[tuple[str, ...], int]:
    found = lines.of_documents(statement.document for statement in group)
    first = {source for line in found if (source := lines.first_told(line)) is not None}
    return tuple(sorted(first)), max(len(found), 1)


def _same_utterance(spoken: Sequence[tuple[Statement, str]], _: Lines) -> list[tuple[str, str]]:
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


def _rendered(spoken: Sequence[tuple[Statement, str]], lines: Lines) -> list[tuple[str, str]]:
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


def _same_unnamed(spoken: Sequence[tuple[Statement, str]], lines: Lines) -> list[tuple[str, str]]:
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


def _miswritten(spoken: Sequence[tuple[Statement, str]], lines: Lines) -> list[tuple[str, str]]:
    """Return pairs of first speakers of whom a retelling miswrote one: "Ferrel police", "Ferel police".

    In accounts that have nothing from one another they may be the police of two towns.
    """
    return [
        (one, other)
        for (first, one), (second, other) in combinations(spoken, 2)
        if one != other and lines.slip(one, other) and lines.one_text(first.document, second.document)
    ]


def _passed_on(spoken: Sequence[tuple[Statement, str]], lines: Lines) -> list[tuple[str, str]]:
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


def _in_one_chain(spoken: Sequence[tuple[Statement, str]], _: Lines) -> list[tuple[str, str]]:
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
