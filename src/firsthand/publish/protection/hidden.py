"""Whose names must not leave the case."""

from firsthand.model import Findings, Person
from firsthand.review import is_shown


def hidden_people(findings: Findings) -> tuple[Person, ...]:
    """Return the persons who are not shown by name: private ones, and whom a decision hides.

    Findings without any person (a case of an earlier version) tell nobody's office: then everybody who
    speaks counts as private.
    """
    if findings.people:
        return tuple(person for person in findings.people if not is_shown(person, findings))
    return tuple(
        Person(source.id, source.name, source.aliases, source=source.id)
        for source in findings.sources
        if source.kind == "person"
    )


def shown_people(findings: Findings) -> tuple[Person, ...]:
    """Return the persons who are shown by name."""
    return tuple(person for person in findings.people if is_shown(person, findings))
