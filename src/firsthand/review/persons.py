"""Whether a person's name may leave the case: what the documents show, unless a decision says otherwise."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model import Decision, Findings, Person
from firsthand.review.deciding import about_persons


@dataclass(frozen=True, slots=True)
class Visibility:
    """Whether a person is shown by name, and by which decision (None: by what the documents show)."""

    shown: bool
    decision: Decision | None = None


def visibility_of(person: Person, decisions: Iterable[Decision]) -> Visibility:
    """Return whether a person is shown by name.

    Public persons are, private ones are not; the latest decision in force on them counts for more. A
    decision finds its person by the id, or by a full name they had when it was made: ids change with
    the documents. Where a name alone would match two persons nobody is shown by it (see `is_shown`).
    """
    latest = None
    for decision in about_persons(decisions):
        if _is_about(decision, person):
            latest = decision
    if latest is None:
        return Visibility(person.public)
    return Visibility(latest.action == "show-person", latest)


def is_shown(person: Person, findings: Findings) -> bool:
    """Tell whether this person of these findings is named in what leaves the case.

    A decision to show somebody that finds two persons by name, and neither by id, shows neither of
    them; a decision to hide hides both.
    """
    found = visibility_of(person, findings.decisions)
    decision = found.decision
    if decision is None or not found.shown or decision.target == person.id:
        return found.shown
    others = [p for p in findings.people if p.id != person.id and _is_about(decision, p)]
    return person.public if others else True


def find_person(findings: Findings, wanted: str) -> tuple[Person, ...]:
    """Return the persons of a case that an id or a name points at, whole names before parts of them."""
    plain = plain_name(wanted)
    by_id = tuple(p for p in findings.people if p.id == wanted)
    by_name = tuple(p for p in findings.people if plain == plain_name(p.name))
    by_alias = tuple(p for p in findings.people if plain in {plain_name(a) for a in p.aliases})
    return by_id or by_name or by_alias


def plain_name(name: str) -> str:
    """Return a name without case, accents, marks and the order of spaces: "Ada  LÜND" is "ada lund"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def full_names(names: Iterable[str]) -> frozenset[str]:
    """Return those names, plain, that point at one person: two words or more, or Chinese characters."""
    plain = (plain_name(name) for name in names)
    return frozenset(
        name for name in plain if " " in name or (len(name) > 1 and re.search(r"[\u3400-\u9fff]", name))
    )


def _is_about(decision: Decision, person: Person) -> bool:
    if decision.target == person.id:
        return True
    return bool(full_names(decision.names) & full_names((person.name, *person.aliases)))
