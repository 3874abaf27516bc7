"""Find what a retelling changed: a quotation, a number, how sure it sounds, who did it, how far it goes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import (
    Claim,
    Document,
    Lineage,
    Source,
    Statement,
    Update,
    Variant,
    VariantKind,
    content_id,
)
from firsthand.trace.wording.words import language_of
from firsthand.weigh.origins.unions import Union
from firsthand.weigh.variants.blame import UNKNOWN, Blame, find_blame
from firsthand.weigh.variants.changes import Change, find_changes, find_changes_across, likeness
from firsthand.weigh.variants.kinship import Kinship
from firsthand.weigh.variants.pairs import copied_pairs, members_of, told_pairs, worded_pairs
from firsthand.weigh.variants.quotations import find_changed, find_quotations
from firsthand.weigh.variants.telling import tell_change, tell_quotation
from firsthand.weigh.variants.words import differences, is_fuller

__all__ = ["find_variants"]

# The gravest change of a kind is told once for each claim and changed wording, and no more than this many
# a story: a reader wants the changes that matter, not every other wording.
_MOST_CHANGES = 24
# So many tellings of one claim are looked at in one document.
_MOST_ELSEWHERE = 8
_GRAVITY: tuple[VariantKind, ...] = ("number", "actor", "scope", "modality")


def find_variants(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    documents: Iterable[Document] = (),
    lineage: Lineage = Lineage(),  # noqa: B008
    *,
    sources: Iterable[Source] = (),
    updates: Iterable[Update] = (),
) -> tuple[Variant, ...]:
    """Find the retellings of one story that changed something. The order of the input changes nothing.

    `Variant.statements` are the original, or the earlier or fuller telling, then the changed one. A
    variant outside any claim carries the claim of its first statement, "" if it has none. What merely
    moved in time (`updates`) was not changed by anybody.
    """
    documents = sorted(documents, key=lambda document: document.id)
    told = sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id))
    story = _Story(
        claims=sorted(claims, key=lambda claim: claim.id),
        told=told,
        by_id={statement.id: statement for statement in told},
        kinship=Kinship(lineage, documents),
        languages={document.id: language_of(document) for document in documents},
        moved=frozenset(frozenset(update.claims) for update in updates),
        persons=frozenset(source.id for source in sources if source.kind == "person"),
    )
    variants = list(_quotations(story, {document.id: document.text for document in documents}))
    quoted = {frozenset(variant.statements) for variant in variants}
    variants += _retellings(story, lineage, quoted)
    return tuple(sorted(variants, key=lambda variant: variant.id))


@dataclass(frozen=True, slots=True)
class _Story:
    """What is looked up over and over.

    `moved` are sets of claims of which one overtook the other, `persons` the ids of people who speak.
    """

    claims: Sequence[Claim]
    told: Sequence[Statement]
    by_id: Mapping[str, Statement]
    kinship: Kinship
    languages: Mapping[str, str]
    moved: frozenset[frozenset[str]]
    persons: frozenset[str]

    def language(self, statement: Statement) -> str:
        return self.languages.get(statement.document, "en")


@dataclass(frozen=True, slots=True)
class _Found:
    """One change between two statements, in the order of the explanation.

    `copied`: they stand in a passage that one document has from the other.
    """

    change: Change
    first: Statement
    second: Statement
    copied: bool

    def turned(self) -> "_Found":
        return _Found(self.change.turned(), self.second, self.first, self.copied)


def _quotations(story: _Story, texts: Mapping[str, str]) -> Iterator[Variant]:
    claim_of = {each: claim.id for claim in story.claims for each in claim.statements}
    blamed: dict[tuple[frozenset[str], frozenset[str]], Blame] = {}
    for found in find_changed(find_quotations(story.told, texts, story.languages), claim_of, story.persons):
        words = {found.left.statement.id: found.left, found.right.statement.id: found.right}
        first, second = story.kinship.in_order(found.left.statement, found.right.statement)
        sides = {found.left.statement.id: found.like_left, found.right.statement.id: found.like_right}
        both = sides[first.id], sides[second.id]
        if both not in blamed:
            blamed[both] = find_blame(*both, story.kinship)
        blame = blamed[both]
        if blame.swapped:
            first, second = second, first
        apart = differences(words[first.id].words, words[second.id].words)
        if blame.known and is_fuller(apart):
            # Nobody quotes more than he has read: it is not from there that he has these words.
            first, second, blame = second, first, UNKNOWN
            apart = differences(words[first.id].words, words[second.id].words)
        if apart:
            text = tell_quotation(apart, blame, story.kinship.names)
            yield _variant("quotation", claim_of.get(first.id, ""), first, second, text, blame)


def _retellings(story: _Story, lineage: Lineage, quoted: set[frozenset[str]]) -> list[Variant]:
    """Return what was changed beside quoted words, one variant for each claim and changed wording."""
    alike = Union()  # the statements of one claim, and those that copies have from one another
    for claim in story.claims:
        for each in claim.statements:
            alike.join(claim.statements[0], each)
    retold = [statement for statement in story.told if not story.kinship.speaks_of_itself(statement)]
    alike_worded = (*copied_pairs(retold, lineage), *worded_pairs(retold, story.kinship))
    copies = sorted({(a.id, b.id) for a, b in alike_worded})
    for one, other in copies:
        alike.join(one, other)
    told: dict[tuple[str, str], list[Statement]] = {}
    for statement in story.told:
        told.setdefault((alike.root(statement.id), statement.document), []).append(statement)
    gathered: dict[tuple[str, VariantKind, str, str], list[_Found]] = {}
    for found in _changes(story, copies):
        first, second, root = found.first, found.second, alike.root(found.first.id)
        if (
            frozenset((first.id, second.id)) not in quoted
            and not _told_elsewhere(story, found, first, told[root, second.document])
            and not _told_elsewhere(story, found, second, told[root, first.document])
        ):
            if found.change.before > found.change.after:
                found = found.turned()
            change = found.change
            key = (alike.root(found.first.id), change.kind, change.before, change.after)
            gathered.setdefault(key, []).append(found)
    weighed = [_weighed(each, story.kinship) for each in gathered.values()]
    ranked = sorted(
        (each for each in weighed if each is not None),
        key=lambda each: (
            _GRAVITY.index(each[0].change.kind),
            not each[1].known,
            -each[0].change.alike,
            each[0].first.id,
            each[0].second.id,
        ),
    )
    claim_of = {each: claim.id for claim in story.claims for each in claim.statements}
    return [
        _variant(
            found.change.kind,
            claim_of.get(found.first.id, ""),
            found.first,
            found.second,
            tell_change(found.change, blame, story.kinship.names, found.second.document),
            blame,
        )
        for found, blame in ranked[:_MOST_CHANGES]
    ]


def _told_elsewhere(story: _Story, found: _Found, mine: Statement, theirs: Iterable[Statement]) -> bool:
    """Tell whether the other document has a telling that differs from mine in no such way."""
    return any(
        each.id not in (found.first.id, found.second.id)
        and likeness(mine, each) >= found.change.alike
        and found.change.kind not in {change.kind for change in _differing(story, mine, each)}
        for each in list(theirs)[:_MOST_ELSEWHERE]
    )


def _changes(story: _Story, copies: Sequence[tuple[str, str]]) -> Iterator[_Found]:
    """Return every change between two statements that may retell one another."""
    claim_of = {each: claim.id for claim in story.claims for each in claim.statements}
    known = {tuple(sorted(pair)) for pair in copies}
    seen: set[frozenset[str]] = set()
    for claim in story.claims:
        members = [m for m in members_of(claim, story.by_id) if not story.kinship.speaks_of_itself(m)]
        for one, other in told_pairs(members, story.kinship):
            seen.add(frozenset((one.id, other.id)))
            if story.language(one) == story.language(other):
                copied = tuple(sorted((one.id, other.id))) in known
                yield from _compared(story, one, other, copied=copied)
    for pair in copies:
        moved = frozenset(claim_of.get(each, "") for each in pair) in story.moved
        if frozenset(pair) not in seen and not moved:
            yield from _compared(story, *(story.by_id[each] for each in pair), copied=True)


def _compared(story: _Story, one: Statement, other: Statement, *, copied: bool) -> Iterator[_Found]:
    first, second = story.kinship.in_order(one, other)
    for change in _differing(story, first, second):
        yield _Found(change, first, second, copied)


def _differing(story: _Story, first: Statement, second: Statement) -> list[Change]:
    language = story.language(first)
    if language == story.language(second):
        return find_changes(first, second, language)
    return find_changes_across(first, second)


def _weighed(found: Sequence[_Found], kinship: Kinship) -> tuple[_Found, Blame] | None:
    """Return the clearest pair of two readings, and who changed one into the other.

    None where every document that has one reading has the other as well: that changed nothing.
    """
    sides = [{each.first.document for each in found}, {each.second.document for each in found}]
    one, other = sides[0] - sides[1], sides[1] - sides[0]
    shown = [each for each in found if each.first.document in one and each.second.document in other]
    if not shown:
        return None
    blame = find_blame(one, other, kinship)
    copied = blame.by_descent and any(each.copied for each in shown)
    if blame.known and not copied and _adds_a_limit(shown[0].change, swapped=blame.swapped):
        blame = UNKNOWN  # two may leave out the same word without having it from one another
    if not blame.known:
        first = shown[0]
        if kinship.in_order(first.first, first.second)[0] is first.second:
            shown = [each.turned() for each in shown]
    elif blame.swapped:
        shown = [each.turned() for each in shown]
    best = max(
        shown,
        key=lambda each: (
            each.second.document == blame.changed_by,
            kinship.derives(each.second.document, each.first.document),
            each.change.alike,
            each.first.id,
            each.second.id,
        ),
    )
    return best, blame


def _adds_a_limit(change: Change, *, swapped: bool) -> bool:
    """Tell whether the changed telling has a doubt or a limit that the original lacks."""
    original = change.after if swapped else change.before
    return change.kind in ("modality", "scope") and not original


def _variant(
    kind: VariantKind, claim: str, first: Statement, second: Statement, text: str, blame: Blame
) -> Variant:
    return Variant(
        id=content_id("v", kind, first.id, second.id),
        kind=kind,
        claim=claim,
        statements=(first.id, second.id),
        explanation=text,
        changed_by=blame.changed_by,
        inherited_by=blame.inherited_by,
    )
