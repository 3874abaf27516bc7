"""Whom a case names, and what would be shown of them."""

import threading
from collections.abc import Mapping
from dataclasses import replace

from firsthand.desk.holding.kept import KeptCase
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.listing.paging import Key, Ordered, ordered
from firsthand.desk.shapes import PersonRow
from firsthand.model import Decision, Findings, Person
from firsthand.model.errors import CaseError
from firsthand.publish.protection import assign_pseudonyms, hidden_people
from firsthand.review import is_shown, visibility_of
from firsthand.review.peopling import with_people

_OF_PERSONS = ("show-person", "hide-person", "withdraw")


class Pseudonyms:
    """The pseudonyms of a case, as they would be published; worked out once and then gone on from."""

    def __init__(self, kept: KeptCase) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}

    def of(self, now: Snapshot, findings: Findings) -> Mapping[str, str]:
        """Return the pseudonym of every hidden person by id."""
        with self._lock:
            hidden = hidden_people(findings)
            missing = [person for person in hidden if person.id not in self._known]
            if len(missing) > 1 or not self._known:  # their order is that in which the documents name them
                case = self._kept.as_case(now)
                try:
                    self._known |= case.pseudonyms()
                except CaseError:  # nothing can be kept just now: once it can, the same ones are
                    return case.pseudonyms(keep=False)
            elif missing:
                self._known = assign_pseudonyms(findings, self._known) | self._known
            return dict(self._known)


def asked_persons(now: Snapshot, pseudonyms: Pseudonyms) -> Ordered[PersonRow]:
    """Return the persons, those shown by name first."""
    naming = tuple(decision for decision in now.decisions if _names_somebody(decision))
    key = ("persons", tuple(decision.id for decision in naming))
    return now.lately(key, lambda: now.as_before(key) or _persons(now, pseudonyms, naming))


def _names_somebody(decision: Decision) -> bool:
    """Tell whether a decision may name a person, say how one is shown, or take such a decision back."""
    return decision.kind in ("person", "source") or bool(decision.chain) or decision.action in _OF_PERSONS


def _persons(now: Snapshot, pseudonyms: Pseudonyms, naming: tuple[Decision, ...]) -> Ordered[PersonRow]:
    base = replace(now.base.findings, statements=(), claims=())
    changed = replace(base, sources=tuple(now.sources().values()))
    findings = replace(with_people(changed, base, now.moved), decisions=naming)
    names = pseudonyms.of(now, findings)
    return ordered([_row(person, findings, names) for person in findings.people], _key)


def _row(person: Person, findings: Findings, pseudonyms: Mapping[str, str]) -> PersonRow:
    shown = is_shown(person, findings)
    decision = visibility_of(person, findings.decisions).decision
    because = person.because if person.public else "no passage shows an office"
    if decision is not None:
        because = f"{decision.reviewer} decided: {decision.reason}"
    return PersonRow(person, person.name if shown else pseudonyms[person.id], because, shown, decision)


def _key(row: PersonRow) -> Key:
    """Sort Person B before Person AA, and names by their letters."""
    length = len(row.shown_as) if row.shown_as.startswith("Person ") else 0
    return (not row.shown, length, row.shown_as.casefold(), row.person.id)
