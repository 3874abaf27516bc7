"""Two states of a record held against each other: pages, claims and their origins, conflicts."""

from collections import Counter
from collections.abc import Iterable, Mapping

from firsthand.model import Claim, Conflict, Document, Findings, Statement
from firsthand.watching.changes import Changes, ClaimChange, PageChange
from firsthand.watching.versions import compare_versions


def compare_records(before: Findings, after: Findings) -> Changes:
    """Return what changed from one state of a record to the next.

    Documents are held against those of the same name: a page's name is its address. A claim is the one before
    with which it has most of its statements in common, through all rewording.
    """
    pages = _pages(before, after)
    was: dict[str, str] = {}
    for page in pages:
        was |= page.aligned()
    claims = _same_claims(before.claims, after.claims, was)
    old, new = _names(before), _names(after)
    changed: list[ClaimChange] = []
    for now, then in claims:
        origins = _named(then.origins, old), _named(now.origins, new)
        weight = (then.independent_origins, then.standing), (now.independent_origins, now.standing)
        if weight[0] != weight[1] or origins[0] != origins[1]:
            changed.append(ClaimChange(then, now, *origins))
    gained, settled = _conflicts(before, after, was)
    return Changes(tuple(page for page in pages if page.told), tuple(changed), gained, settled)


def _pages(before: Findings, after: Findings) -> list[PageChange]:
    old = {document.name: document for document in before.documents}
    new = {document.name: document for document in after.documents}
    said_before, said_after = _by_document(before), _by_document(after)
    names, names_before = _names(after), _names(before)

    def compared(was: Document | None, now: Document | None) -> PageChange:
        return compare_versions(
            was,
            now,
            said_before.get(was.id, []) if was else [],
            said_after.get(now.id, []) if now else [],
            names=names,
            names_before=names_before,
        )

    return [compared(old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys())]


def _same_claims(
    before: Iterable[Claim], after: Iterable[Claim], was: Mapping[str, str]
) -> list[tuple[Claim, Claim]]:
    """Return each claim of now with the one before that it is, if there is one."""
    holder = {statement: claim for claim in before for statement in claim.statements}
    taken: set[str] = set()
    votes: list[tuple[int, Claim, Claim]] = []
    for claim in after:
        counted: Counter[str] = Counter()
        for statement in claim.statements:
            if (then := holder.get(was.get(statement, statement))) is not None:
                counted[then.id] += 1
        by_id = {holder[s].id: holder[s] for s in (was.get(x, x) for x in claim.statements) if s in holder}
        votes += [(number, claim, by_id[one]) for one, number in counted.items()]
    pairs: list[tuple[Claim, Claim]] = []
    done: set[str] = set()
    for _, claim, then in sorted(votes, key=lambda vote: (-vote[0], vote[1].text, vote[1].id, vote[2].id)):
        if claim.id not in done and then.id not in taken:
            done.add(claim.id)
            taken.add(then.id)
            pairs.append((claim, then))
    return sorted(pairs, key=lambda pair: (pair[0].text, pair[0].id))


def _conflicts(
    before: Findings, after: Findings, was: Mapping[str, str]
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Return the conflicts that are new, and those that are no more, by the statements in them."""

    def sides(conflict: Conflict) -> tuple[str, frozenset[str]]:
        return conflict.kind, frozenset(was.get(one, one) for one in conflict.statements)

    old = [(conflict, *sides(conflict)) for conflict in before.conflicts]
    new = [(conflict, *sides(conflict)) for conflict in after.conflicts]

    def known(
        kind: str, statements: frozenset[str], others: list[tuple[Conflict, str, frozenset[str]]]
    ) -> bool:
        return any(kind == other and len(statements & held) >= 2 for _, other, held in others)

    gained = tuple(one for one, kind, held in new if not known(kind, held, old))
    settled = tuple(one for one, kind, held in old if not known(kind, held, new))
    return gained, settled


def _by_document(findings: Findings) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in findings.statements:
        found.setdefault(statement.document, []).append(statement)
    return found


def _names(findings: Findings) -> dict[str, str]:
    return {source.id: source.name for source in findings.sources}


def _named(origins: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({names.get(one, one) for one in origins}))
