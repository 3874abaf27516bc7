"""The claims that a changed one may stand against: few, with a few statements each, in any large story."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from firsthand.model import Statement

# By what a reviewer waits for: conflicts among some seventy statements are looked for in 0.1 s.
_CLAIMS = 12
_STATEMENTS = 5
# A word that more statements have than this says nothing of what one is about.
_COMMON = 400


class Neighbours:
    """The statements of a story by what some of them have in common with others: places, and words."""

    def __init__(
        self, some: Iterable[Statement], statements: Iterable[Statement], claim_of: Mapping[str, str]
    ) -> None:
        """Take in those whose neighbours are asked for, all that are left, and which claim each is in."""
        self._claim_of = claim_of
        self._having: dict[object, list[str]] = {mark: [] for each in some for mark in marks_of(each)}
        wanted = self._having.keys()
        for statement in statements:
            if statement.id in claim_of:
                for mark in wanted & marks_of(statement):
                    self._having[mark].append(statement.id)

    def claims(self, statement: Statement, own: str) -> list[str]:
        """Return the claims that share most with a statement, those first that share what few have."""
        shared: Counter[str] = Counter()
        for mark in sorted(marks_of(statement), key=repr):
            having = self._having.get(mark, ())
            if 0 < len(having) <= _COMMON:
                for claim in {self._claim_of[each] for each in having}:
                    shared[claim] += 1.0 / len(having)  # type: ignore[assignment]
        shared.pop(own, None)
        return sorted(shared, key=lambda claim: (-shared[claim], claim))[:_CLAIMS]


def some_of(
    statements: Sequence[Statement], *, always: Collection[str] = (), most: int = _STATEMENTS
) -> list[Statement]:
    """Return a few statements of a claim: those that must be there, then other documents' wordings."""
    kept = [each for each in statements if each.id in always]
    told = {(each.document, each.text) for each in kept}
    worded = {each.text for each in kept}
    documents = {each.document for each in kept}
    for fresh in (True, False):
        for each in statements:
            if len(kept) >= max(most, len(always)):
                return kept
            new = each.document not in documents and each.text not in worded
            if (each.document, each.text) not in told and (new or not fresh):
                told.add((each.document, each.text))
                worded.add(each.text)
                documents.add(each.document)
                kept.append(each)
    return kept


def marks_of(statement: Statement) -> set[object]:
    """Return what of a statement is compared: its places and the lemmas of its content words."""
    places: set[object] = {("place", p.geoname or p.country or p.name) for p in statement.places}
    return places | {word.lemma for word in statement.words if word.pos in ("NOUN", "PROPN", "VERB", "NUM")}
