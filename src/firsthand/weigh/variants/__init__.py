"""Find what a retelling changed: a quotation, a number, how sure it sounds, who did it, how far it goes."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from firsthand.model import Claim, Document, Lineage, Statement, Variant, VariantKind, content_id
from firsthand.trace.wording.words import language_of
from firsthand.weigh.variants.changes import Change, find_changes
from firsthand.weigh.variants.direction import find_parents, in_order, publication_days
from firsthand.weigh.variants.quotations import find_changed, find_quotations
from firsthand.weigh.variants.words import differences, tell

__all__ = ["find_variants"]

# The gravest change of a kind is told once for each claim and pair of documents, and no more than
# this many others a story: a reader wants the changes that matter, not every other wording.
_MOST_CHANGES = 24
# Claims told more often than this are compared by their first tellings in each document only.
_MOST_TELLINGS = 40
_GRAVITY: tuple[VariantKind, ...] = ("number", "actor", "scope", "modality")


def find_variants(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    documents: Iterable[Document] = (),
    lineage: Lineage = Lineage(),  # noqa: B008
) -> tuple[Variant, ...]:
    """Find the retellings of one story that changed something. The order of the input changes nothing.

    `Variant.statements` are the earlier or fuller telling, then the changed one. A quotation variant
    outside any claim carries the claim of its earlier statement, "" if it has none.
    """
    documents = sorted(documents, key=lambda document: document.id)
    told = sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id))
    claims = sorted(claims, key=lambda claim: claim.id)
    claim_of = {each: claim.id for claim in claims for each in claim.statements}
    parents, days = find_parents(lineage), publication_days(documents)
    texts = {document.id: document.text for document in documents}
    languages = {document.id: language_of(document) for document in documents}
    variants: list[Variant] = []
    for changed in find_changed(find_quotations(told, texts, languages), claim_of):
        words = {changed.left.statement.id: changed.left, changed.right.statement.id: changed.right}
        first, second = in_order(changed.left.statement, changed.right.statement, parents=parents, days=days)
        found = differences(words[first.id].words, words[second.id].words)
        if found:
            text = f"The quoted words differ: {tell(found)}."
            variants.append(_variant("quotation", claim_of.get(first.id, ""), first, second, text))
    quoted = {frozenset(variant.statements) for variant in variants}
    variants += _retellings(claims, told, quoted, parents, days, languages)
    return tuple(sorted(variants, key=lambda variant: variant.id))


def _retellings(
    claims: Iterable[Claim],
    told: Iterable[Statement],
    quoted: set[frozenset[str]],
    parents: Mapping[str, frozenset[str]],
    days: Mapping[str, date],
    languages: Mapping[str, str],
) -> list[Variant]:
    by_id = {statement.id: statement for statement in told}
    best: dict[tuple[str, VariantKind, frozenset[str]], tuple[Change, Statement, Statement]] = {}
    for claim in claims:
        members = [by_id[each] for each in claim.statements if each in by_id][:_MOST_TELLINGS]
        for one, other in combinations(members, 2):
            if one.document == other.document or frozenset((one.id, other.id)) in quoted:
                continue
            language = languages.get(one.document, "en")
            if language != languages.get(other.document, "en"):
                continue  # other words for the same, in another language, are no change
            first, second = in_order(one, other, parents=parents, days=days)
            for change in find_changes(first, second, language):
                key = (claim.id, change.kind, frozenset((first.document, second.document)))
                if key not in best or change.alike > best[key][0].alike:
                    best[key] = (change, first, second)
    ranked = sorted(
        best.items(),
        key=lambda item: (_GRAVITY.index(item[0][1]), -item[1][0].alike, item[1][1].id, item[1][2].id),
    )
    return [
        _variant(kind, claim, first, second, change.explanation)
        for (claim, kind, _), (change, first, second) in ranked[:_MOST_CHANGES]
    ]


def _variant(kind: VariantKind, claim: str, first: Statement, second: Statement, text: str) -> Variant:
    return Variant(
        id=content_id("v", kind, first.id, second.id),
        kind=kind,
        claim=claim,
        statements=(first.id, second.id),
        explanation=text,
    )
