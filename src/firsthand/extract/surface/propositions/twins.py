"""Statements that say what another says already."""

from collections.abc import Sequence

from firsthand.extract.attribution import Attribution
from firsthand.extract.propositions import Proposition
from firsthand.extract.surface.clauses import has_verb
from firsthand.extract.surface.propositions.attributed import span
from firsthand.extract.surface.words import Words

# Of two statements one inside the other, at least this share of the longer is the shorter's: they are twins.
_TWIN = 0.8

# Statements before one, in the order of the text, among which its twin is looked for.
_NEAR = 8


def is_told(words: Words, k: int, attributions: Sequence[Attribution], found: Sequence[Proposition]) -> bool:
    """Tell whether what an attribution covers is stated already.

    Inside a longer statement of the same source; without a verb inside anybody's; or by somebody told of in
    it, whose words carry the source too.
    """
    attribution = attributions[k]
    inside = span(words, attribution.start, attribution.end)
    verbless = not attribution.direct and not has_verb(words, inside.start, inside.stop - 1)
    for other in found:
        source = None if other.attribution is None else attributions[other.attribution]
        around = other.start <= attribution.start and attribution.end <= other.end
        if around and (verbless or (source is not None and source.chain == attribution.chain)):
            return True
        within = attribution.start < other.start and other.end <= attribution.end
        if within and source is not None and set(attribution.chain) < set(source.chain):
            return True
    return False


def without_twins(
    found: Sequence[Proposition], attributions: Sequence[Attribution]
) -> tuple[Proposition, ...]:
    """Return propositions in the order of the text, none twice.

    Of twins the one with more sources stays, then the longer one.
    """
    kept: list[Proposition] = []
    for proposition in sorted(found, key=lambda p: (p.start, -p.end, p.attribution is None)):
        twin = next(
            (i for i in range(len(kept) - 1, max(-1, len(kept) - _NEAR), -1) if _twins(kept[i], proposition)),
            None,
        )
        if twin is None:
            kept.append(proposition)
        elif _links(proposition, attributions) > _links(kept[twin], attributions):
            kept[twin] = proposition
    return tuple(sorted(kept, key=lambda p: (p.start, p.end)))


def _links(proposition: Proposition, attributions: Sequence[Attribution]) -> int:
    return 0 if proposition.attribution is None else len(attributions[proposition.attribution].chain)


def _twins(one: Proposition, other: Proposition) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    nested = shared == min(one.end - one.start, other.end - other.start)
    return nested and shared >= _TWIN * max(one.end - one.start, other.end - other.start)
