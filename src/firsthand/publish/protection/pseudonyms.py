"""Person A, Person B: who has which letter, and how they keep it.

The letter is English in a text of any language: it is a label that a reader can follow through tables,
maps and quotations, and a search for it finds all of them.
"""

from collections.abc import Callable, Iterable, Mapping

from firsthand.model import Findings, Person
from firsthand.publish.protection.hidden import hidden_people
from firsthand.review.persons import full_names

_WORD = "Person"


def assign_pseudonyms(findings: Findings, kept: Mapping[str, str]) -> dict[str, str]:
    """Return the pseudonym of every hidden person by the person's id: {"p-…": "Person A"}.

    `kept` is what `kept_pseudonyms` gave before ({} at first): whoever has a letter in it, by id or by a
    full name, keeps it, and no letter in it goes to anybody else. New ones get the next letters in the
    order in which the documents, by name, first name them.
    """
    people = hidden_people(findings)
    assigned: dict[str, str] = {}
    taken: set[str] = set()
    for key_of in (_id_keys, _name_keys):  # nobody takes by a name what somebody else has by the id
        for person in people:
            found = next((kept[k] for k in key_of(person) if k in kept and kept[k] not in taken), None)
            if person.id not in assigned and found:
                assigned[person.id] = found
                taken.add(found)
    used = taken | set(kept.values())
    free = (name for i in range(len(people) + len(used)) if (name := f"{_WORD} {letters(i)}") not in used)
    for person in sorted(people, key=_first_named(findings)):
        if person.id not in assigned:
            assigned[person.id] = next(free)
    return assigned


def kept_pseudonyms(
    findings: Findings, assigned: Mapping[str, str], kept: Mapping[str, str]
) -> dict[str, str]:
    """Return what the case keeps so that letters stay: ids and names of all who ever had one.

    It is as private as the case file itself.
    """
    people = {person.id: person for person in hidden_people(findings)}
    found = dict(kept)
    for person_id, pseudonym in assigned.items():
        found[person_id] = pseudonym
        if person_id in people:
            found |= dict.fromkeys(_name_keys(people[person_id]), pseudonym)
    return dict(sorted(found.items()))


def letters(index: int) -> str:
    """Return A, B, … Z, AA, AB, … for 0, 1, …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def slug(pseudonym: str) -> str:
    """Return a pseudonym as it stands in ids, file names and addresses: "person-a"."""
    return pseudonym.lower().replace(" ", "-")


def _id_keys(person: Person) -> Iterable[str]:
    return (person.id,)


def _name_keys(person: Person) -> tuple[str, ...]:
    return tuple(f"name: {name}" for name in sorted(full_names((person.name, *person.aliases))))


def _first_named(findings: Findings) -> Callable[[Person], tuple[int, int, str]]:
    order = {d.id: i for i, d in enumerate(sorted(findings.documents, key=lambda d: (d.name, d.id)))}
    spoke: dict[str, tuple[int, int]] = {}
    for s in findings.statements:
        for source in s.attribution:
            at = (order.get(s.document, len(order)), s.start)
            spoke[source] = min(spoke.get(source, at), at)

    def key(person: Person) -> tuple[int, int, str]:
        places = [(order.get(m.document, len(order)), m.start) for m in person.mentions]
        if person.source in spoke:
            places.append(spoke[person.source])
        first = min(places, default=(len(order), 0))
        return (*first, person.id)

    return key
