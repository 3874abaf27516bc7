"""A claim as a line of a list, with all by which it can be looked for."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from firsthand.desk.folding import fold
from firsthand.desk.shapes import ClaimRow, State, Voice
from firsthand.extract.countries import country_name
from firsthand.model import Claim, Conflict, Statement
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.reading_order import wording_of
from firsthand.publish.telling.wording import clean
from firsthand.review import History

_VOICES = 8  # origins named in a row; how many there are is said beside them


@dataclass(frozen=True, slots=True)
class Line:
    """A row, and beside it what is not shown but looked for.

    `origins` and `chain` are ids of sources: with whom it begins, and anybody through whom it came. `places`
    are codes of countries and folded names. `days` are the days of publication, as ordinals. `folded` holds
    the claim and its statements. `surest` is the confidence of the surest conflict it is in.
    """

    claim: Claim
    row: ClaimRow
    origins: frozenset[str]
    chain: frozenset[str]
    places: frozenset[str]
    documents: frozenset[str]
    days: tuple[int, ...]
    folded: str
    surest: float


@dataclass(frozen=True, slots=True)
class _Around:
    """What is needed beside a claim to make its line."""

    index: Index
    history: History
    conflicts: Mapping[str, list[Conflict]]  # by claim
    variants: Counter[str]  # by claim
    voices: dict[tuple[str, ...], tuple[Voice, ...]]  # by the origins of a claim


def lines_of(
    index: Index,
    history: History,
    before: Mapping[str, Line],
    touched: Collection[str],
    statements: Mapping[str, Statement],
) -> tuple[Line, ...]:
    """Return the lines of the claims of one story, as reviewed.

    `before` are its lines as they were, by the claim, and `statements` what they were made of. A line holds
    unless its claim or a conflict changed, or, of those that are `touched`, a statement. What decisions say
    of it, and the letters of origins, are told anew.
    """
    findings = index.findings
    conflicts: defaultdict[str, list[Conflict]] = defaultdict(list)
    for conflict in findings.conflicts:
        for claim in conflict.claims:
            conflicts[claim].append(conflict)
    variants = Counter(variant.claim for variant in findings.variants)
    around = _Around(index, history, conflicts, variants, {})
    decided = {index.claim_of.get(one, one) for one in history.targets()}
    found = []
    for one in findings.claims:
        old = before.get(one.id)
        told_as_before = one.id not in touched or _same(one, index.statement, statements)
        if old is not None and told_as_before and _holds(old, one, around):
            line = _lettered(old, one, around)
            plain = one.id not in decided and line.row.state == "open" and not line.row.verdict
            found.append(line if plain else marked(line, history))
        else:
            found.append(_line(one, around))
    return tuple(found)


def marked(line: Line, history: History) -> Line:
    """Return a line whose claim is as before, with what decisions say of it now."""
    state, verdict = claim_state(line.claim, history), verdict_on(line.claim.id, history)
    if (state, verdict) == (line.row.state, line.row.verdict):
        return line
    return replace(line, row=replace(line.row, state=state, verdict=verdict))


def _same(claim: Claim, now: Mapping[str, Statement], before: Mapping[str, Statement]) -> bool:
    """Tell whether the statements of a claim say what they said before."""
    pairs = ((now.get(name), before.get(name)) for name in claim.statements)
    return all(one is other or one == other for one, other in pairs)


def _holds(line: Line, claim: Claim, around: _Around) -> bool:
    """Tell whether the line of a claim that was not touched says what it would say now."""
    row, conflicts = line.row, around.conflicts.get(claim.id, [])
    return (
        (line.claim is claim or line.claim == claim)
        and row.conflicts == len(conflicts)
        and line.surest == max((conflict.confidence for conflict in conflicts), default=0.0)
        and row.variants == around.variants[claim.id]
        and (row.denied or not any(conflict.kind == "denial" for conflict in conflicts))
    )


def _lettered(line: Line, claim: Claim, around: _Around) -> Line:
    """Return a line with its origins under the names and letters they have now."""
    voices = _voices(claim, around)
    return line if line.row.origins == voices else replace(line, row=replace(line.row, origins=voices))


def _voices(claim: Claim, around: _Around) -> tuple[Voice, ...]:
    if claim.origins and claim.origins in around.voices:
        return around.voices[claim.origins]
    index = around.index
    origins = index.origins_of(claim)[:_VOICES]
    found = tuple(Voice(one, clean(index.name(one)), index.letter.get(one, "")) for one in origins)
    if claim.origins:
        around.voices[claim.origins] = found
    return found


def claim_state(claim: Claim, history: History) -> State:
    """Return how it stands with a claim: by what was decided on it, else on its statements."""
    state = history.state(claim.id)
    if state == "open" and history.on_any(claim.statements):
        return "decided" if any(history.state(s) != "open" for s in claim.statements) else "open"
    return state


def verdict_on(claim: str, history: History) -> str:
    """Return the judgement that holds on a claim, "" where there is none."""
    judged = [d for d in history.of(claim) if d.action == "judge-claim" and d.id in history.in_force]
    return judged[-1].value if judged else ""


def _line(claim: Claim, around: _Around) -> Line:
    index = around.index
    told: list[Statement] = index.statements_of(claim)
    documents = list(dict.fromkeys(statement.document for statement in told))
    days = sorted({day.toordinal() for d in documents if (day := index.document[d].published) is not None})
    dates = [day for d in documents if (day := index.document[d].published) is not None]
    origins = index.origins_of(claim)
    conflicts = around.conflicts.get(claim.id, [])
    countries = Counter(p.country for s in told for p in s.places if p.country)
    row = ClaimRow(
        id=claim.id,
        text=wording_of(index, claim),
        story=index.findings.stories[0].id,
        standing=claim.standing,
        independent_origins=claim.independent_origins,
        documents=claim.documents,
        statements=len(claim.statements),
        origins=_voices(claim, around),
        languages=tuple(sorted({index.document[d].language or "en" for d in documents})),
        countries=tuple(sorted(countries, key=lambda code: (-countries[code], code))),
        first=min(dates, default=None),
        last=max(dates, default=None),
        conflicts=len(conflicts),
        variants=around.variants[claim.id],
        denied=any(s.stance == "denies" for s in told) or any(c.kind == "denial" for c in conflicts),
        state=claim_state(claim, around.history),
        verdict=verdict_on(claim.id, around.history),
    )
    named = {fold(country_name(code)) for code in countries}
    places = named | {code.casefold() for code in countries} | {fold(p.name) for s in told for p in s.places}
    texts = dict.fromkeys((row.text, claim.text, *(statement.text for statement in told)))
    return Line(
        claim=claim,
        row=row,
        origins=frozenset(origins),
        chain=frozenset(origins).union(*(statement.attribution for statement in told)),
        places=frozenset(places),
        documents=frozenset(documents),
        days=tuple(days),
        folded="\n".join(map(fold, texts)),
        surest=max((conflict.confidence for conflict in conflicts), default=0.0),
    )
