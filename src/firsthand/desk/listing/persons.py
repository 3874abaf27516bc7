"""Whom a case names, and what would be shown of them."""

from collections.abc import Mapping

from firsthand.desk.listing.paging import Ordered, ordered
from firsthand.desk.shapes import PersonRow
from firsthand.model import Findings, Person
from firsthand.review import is_shown, visibility_of


def person_rows(findings: Findings, pseudonyms: Mapping[str, str]) -> Ordered[PersonRow]:
    """Return the persons, those shown by name first; `findings` hold the decisions."""
    rows = [_row(person, findings, pseudonyms) for person in findings.people]
    return ordered(rows, lambda row: (not row.shown, *_order(row.shown_as), row.person.id))


def _row(person: Person, findings: Findings, pseudonyms: Mapping[str, str]) -> PersonRow:
    shown = is_shown(person, findings)
    decision = visibility_of(person, findings.decisions).decision
    because = person.because if person.public else "no passage shows an office"
    if decision is not None:
        because = f"{decision.reviewer} decided: {decision.reason}"
    shown_as = person.name if shown else pseudonyms[person.id]
    return PersonRow(person, shown_as, because, shown, decision)


def _order(shown_as: str) -> tuple[int, str]:
    """Sort Person B before Person AA, and names by their letters."""
    return (len(shown_as) if shown_as.startswith("Person ") else 0, shown_as.casefold())
