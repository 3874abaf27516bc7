"""Statements that only count the things of a country: no thing of their own where its places are listed."""

from collections.abc import Iterable, Sequence

from firsthand.register.answers import Candidate
from firsthand.register.codebook import RecordType
from firsthand.register.filling.filling import Count


def without_sums(
    kind: RecordType, candidates: Sequence[Candidate], counts: Iterable[Count]
) -> list[Candidate]:
    """Leave out "X hosts 11 stations" where the documents list places of X: that is for the tally.

    Also "the stations in X", several of them without a number. Where no place of X is listed, the country
    is all that is known, and the statement makes a record of it.
    """
    name = next((rule.name for rule in kind.fields if rule.kind == "place" and rule.name in kind.same), None)
    if name is None or len(kind.same) > 1:
        return list(candidates)
    several = {
        count.answer.telling.statement.id
        for count in counts
        if count.counts == kind.name
        and count.answer.quantity
        and (count.answer.quantity.low is None or count.answer.quantity.low > 1)
    }
    listed = {
        answer.country
        for candidate in candidates
        for answer in candidate.answers.get(name, ())
        if answer.place and answer.place.precision != "country" and not answer.hint
    }

    def is_sum(candidate: Candidate) -> bool:
        answers = candidate.answers.get(name, ())
        coarse = bool(answers) and all(
            a.place and a.place.precision == "country" and not a.hint and a.country in listed for a in answers
        )
        return coarse and (candidate.statement.id in several or _names_several(candidate))

    return [candidate for candidate in candidates if not is_sum(candidate)]


def _names_several(candidate: Candidate) -> bool:
    """Tell whether a phrase that signals the thing stands in the plural."""
    telling = candidate.telling
    hits = [*telling.found("signals", candidate.kind.name), *telling.found("weak", candidate.kind.name)]
    ends = {hit.end for hit in hits}
    heads = [token for token in telling.tokens if token.end in ends]
    return any(token.text != token.lemma for token in heads)
