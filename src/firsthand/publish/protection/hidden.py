"""Whose names must not leave the case."""

from collections.abc import Iterator

from firsthand.model import Decision, Findings, Person
from firsthand.review import is_shown
from firsthand.review.naming import named_source
from firsthand.review.persons import plain_name

_NAMING = frozenset({"split-source", "rename-source"})


def hidden_people(findings: Findings) -> tuple[Person, ...]:
    """Return the persons who are not shown by name: private ones, and whom a decision hides.

    Among them are those whom only a decision names: one that was withdrawn, or whose document left the case.
    Findings without any person (a case of an earlier version) tell nobody's office: then everybody who
    speaks counts as private.
    """
    if findings.people:
        known = tuple(person for person in findings.people if not is_shown(person, findings))
    else:
        known = tuple(
            Person(source.id, source.name, source.aliases, source=source.id)
            for source in findings.sources
            if source.kind == "person"
        )
    return (*known, *_only_decided_on(findings)) if findings.decisions else known


def shown_people(findings: Findings) -> tuple[Person, ...]:
    """Return the persons who are shown by name."""
    return tuple(person for person in findings.people if is_shown(person, findings))


def _only_decided_on(findings: Findings) -> tuple[Person, ...]:
    """Return the persons whom a decision names, and nothing else of the case."""
    told = {plain_name(name) for source in findings.sources for name in (source.name, *source.aliases)}
    told |= {plain_name(name) for person in findings.people for name in (person.name, *person.aliases)}
    kinds: dict[str, str] = {source.id: source.kind for source in findings.sources}
    found: dict[str, Person] = {}
    for decision in findings.decisions:
        for name, kind in _named(decision, kinds):
            plain = plain_name(name)
            if plain and plain not in told and plain not in found:
                source = named_source(name, kind)
                if source.kind in ("person", "unnamed"):
                    # An id of its own: nobody is found by it, and it tells nothing.
                    found[plain] = Person(f"per-{decision.id}-{len(found)}", source.name)
    return tuple(found.values())


def _named(decision: Decision, kinds: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names that a decision gives somebody, with the kind that is known of them, "" for none."""
    if decision.kind == "person" or decision.action in ("show-person", "hide-person"):
        yield from ((name, "person") for name in decision.names)
    elif decision.kind == "source":
        kind = kinds.get(decision.target, "")
        if decision.action in _NAMING:
            yield decision.value, kind
        if decision.action == "merge-sources":  # several: each is what its own name says
            yield from ((name, "") for name in decision.names)
        else:
            yield from ((name, kind) for name in decision.names)
    yield from ((name, decision.value) for name in decision.chain)
