"""Persons whom reviewers name, or call otherwise: protected as those are whom the documents name."""

from collections.abc import Mapping
from dataclasses import replace

from firsthand.model import Findings, Person, Source, content_id
from firsthand.review.persons import full_names


def with_people(findings: Findings, before: Findings, moved: Mapping[str, str]) -> Findings:
    """Return reviewed findings whose persons are the sources they are now, with all the names they have now.

    A person whom a reviewer named and no document does is a private one, until a decision says otherwise.
    Findings without any person stay so: then everybody who speaks is taken for private.
    """
    if findings.sources is before.sources or not findings.people:
        return findings
    known = {source.id: source for source in before.sources}
    now = {source.id: source for source in findings.sources}
    people = [_as_now(person, known, now, moved) for person in findings.people]
    at = {person.source: n for n, person in enumerate(people) if person.source}
    for source in findings.sources:
        if source.id in known or source.id in at or source.kind != "person":
            continue
        names = full_names((source.name, *source.aliases))
        same = [n for n, p in enumerate(people) if not p.source and names & full_names((p.name, *p.aliases))]
        if same:
            people[same[0]] = replace(people[same[0]], source=source.id)
        else:
            people.append(
                Person(
                    content_id("per", "named by a reviewer", source.id),
                    source.name,
                    source.aliases,
                    because="named by a reviewer",
                    source=source.id,
                )
            )
    return replace(findings, people=tuple(people)) if tuple(people) != findings.people else findings


def _as_now(
    person: Person, known: Mapping[str, Source], now: Mapping[str, Source], moved: Mapping[str, str]
) -> Person:
    source = moved.get(person.source, person.source)
    called, was = now.get(source), known.get(source)
    if called is None or called.kind not in ("person", "unnamed"):
        return person if source == person.source else replace(person, source=source)
    told = dict.fromkeys((called.name, *called.aliases)) if called != was else {}
    new = [name for name in told if name not in (person.name, *person.aliases)]
    if source == person.source and not new:
        return person
    return replace(person, source=source, aliases=(*person.aliases, *new))
