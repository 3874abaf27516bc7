"""Putting together who is looked for in the texts of a case, and whose names are left alone."""

from collections.abc import Mapping, Sequence

from firsthand.model import Findings, Person
from firsthand.publish.protection.hidden import shown_people
from firsthand.publish.protection.names.finding import Finder
from firsthand.publish.protection.names.folding import folded_text
from firsthand.publish.protection.names.forms import Form, forms_of, initials_of, name_words
from firsthand.publish.protection.names.masking import Masker


def masker_of(findings: Findings, hidden: Sequence[Person], pseudonyms: Mapping[str, str]) -> Masker:
    """Return what masks the names of these persons in the texts of these findings."""
    languages = languages_of(findings)
    shown = shown_people(findings)
    forms = {person.id: forms_of(person, languages) for person in hidden}
    others = other_words(findings, hidden)
    return Masker(
        Finder(forms, languages, others=others),
        pseudonyms,
        initials={person.id: initials_of(person.name) for person in hidden},
        shared=frozenset(
            word
            for p in shown
            for name in (p.name, *p.aliases)
            for parts in name_words(name)
            for word in parts
        ),
        spared=Finder(spared_forms(findings, shown, hidden), languages),
    )


def languages_of(findings: Findings) -> tuple[str, ...]:
    """Return the languages that a case's documents are in; English where none is known."""
    return tuple(sorted({d.language or "en" for d in findings.documents})) or ("en",)


def other_words(findings: Findings, hidden: Sequence[Person]) -> frozenset[str]:
    """Return the folded words of the names of everybody and everything else in the case."""
    own = {p.source for p in hidden}
    names = [n for p in shown_people(findings) for n in (p.name, *p.aliases)]
    names += [s.name for s in findings.sources if s.id not in own and s.kind != "person"]
    names += [p.name for s in findings.statements for p in s.places]
    return frozenset(word for name in names for parts in name_words(name) for word in parts)


def spared_forms(
    findings: Findings, shown: Sequence[Person], hidden: Sequence[Person]
) -> dict[str, frozenset[Form]]:
    """Return whole names of shown persons, bodies and outlets: in them a single word is nobody hidden."""
    own = {p.source for p in hidden}
    whole = {
        tuple(part for parts in name_words(name) for part in parts)
        for p in hidden
        for name in (p.name, *p.aliases)
    }
    found: dict[str, frozenset[Form]] = {}
    for person in shown:
        for name in (person.name, *person.aliases):
            flat = tuple(part for parts in name_words(name) for part in parts)
            if len(flat) > 1:
                found[f"{person.id} {name}"] = frozenset({Form(flat, True)})
    for source in findings.sources:
        if source.kind in ("person", "unnamed", "document") or source.id in own:
            continue
        for name in (source.name, *source.aliases):
            flat = tuple(part for parts in name_words(name) for part in parts)
            capitals = sum(word[:1].isupper() for word in name.split())
            if len(flat) > 1 and flat not in whole and capitals > 1 and folded_text(name)[0] != "'":
                found[f"{source.id} {name}"] = frozenset({Form(flat, True)})
    return found
