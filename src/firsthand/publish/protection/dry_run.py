"""What would be shown of every person if the case were published now."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from firsthand.model import Document, Findings, Passage, Person
from firsthand.publish.protection.protecting import protect
from firsthand.publish.protection.pseudonyms import assign_pseudonyms
from firsthand.review import is_shown, visibility_of

_AROUND = 110  # characters on each side of a passage that are shown with it


@dataclass(frozen=True, slots=True)
class Named:
    """One person of a case as a dry run lists them, for the eyes of the case's owner.

    `shown_as` is the name or the pseudonym under which they would be published; `passage` the words around
    the office that makes them public, or around the first mention as it would be published. `because`
    says why; `decision` is the id of the decision that counts, "" where there is none.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    public: bool
    shown_as: str
    because: str
    decision: str
    mentions: int
    documents: int
    where: str
    passage: str

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def dry_run(findings: Findings, pseudonyms: Mapping[str, str]) -> tuple[Named, ...]:
    """Return every person of a case, those shown by name first, and what would be shown of each."""
    protected = protect(findings, pseudonyms)
    named = assign_pseudonyms(findings, pseudonyms)
    texts = {d.id: d for d in protected.documents}
    people = {p.id: p for p in protected.people}
    told = []
    for person in findings.people:
        shown = is_shown(person, findings)
        after = people.get(person.id) or next(
            (p for p in protected.people if p.name == named.get(person.id)), person
        )
        told.append(
            _named(person, after, findings, texts, shown_as=person.name if shown else named[person.id])
        )
    return tuple(sorted(told, key=lambda n: (n.shown_as in named.values(), _order(n.shown_as), n.id)))


def _order(shown_as: str) -> tuple[int, str]:
    """Sort Person B before Person AA, and names by their letters."""
    return (len(shown_as) if shown_as.startswith("Person ") else 0, shown_as.casefold())


def _named(
    person: Person, after: Person, findings: Findings, texts: Mapping[str, Document], *, shown_as: str
) -> Named:
    found = visibility_of(person, findings.decisions)
    because = person.because if person.public else "no passage shows an office"
    if found.decision is not None:
        because = f"{found.decision.reviewer} decided: {found.decision.reason}"
    passage: Passage | None = after.office or min(after.mentions, default=None)
    document = texts.get(passage.document) if passage else None
    return Named(
        id=person.id,
        name=person.name,
        aliases=person.aliases,
        public=person.public,
        shown_as=shown_as,
        because=because,
        decision=found.decision.id if found.decision else "",
        mentions=len(person.mentions),
        documents=len({m.document for m in person.mentions}),
        where=document.name if document else "",
        passage=_around(document.text, passage) if document and passage else "",
    )


def _around(text: str, passage: Passage) -> str:
    start, end = max(0, passage.start - _AROUND), min(len(text), passage.end + _AROUND)
    line = max(text.rfind("\n", start, passage.start) + 1, start)
    stop = text.find("\n", passage.end, end)
    stop = end if stop < 0 else stop
    words = " ".join(text[line:stop].split())
    before = "… " if line > 0 and text[line - 1] != "\n" else ""
    return f"{before}{words}{' …' if stop == end < len(text) else ''}"
