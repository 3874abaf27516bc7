"""What a claim rests on: with whom it begins, how the accounts that tell it hang together, what was moved.

The sentences answer, for one claim, what the whole record is for: these eleven documents rest on two
origins; this one was written from that one; those four share a parent that is not here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.model import Claim, Edge, Statement
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import capitalised, clean, count, listed

COPYING = ("reuses", "translates")
_NAMED = 8  # names in a row; a release that hundreds print is told by its number


@dataclass(frozen=True, slots=True)
class Ground:
    """One origin of a claim, and the documents that have the claim from there, each with its relays."""

    origin: str  # id
    letter: str
    name: str
    through: tuple[str, ...]  # "The Ansel Courier", "Quay Daily, through Northern Wire"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What one claim rests on, in sentences ready to be read."""

    sentence: str
    origins: tuple[Ground, ...]
    kinship: tuple[str, ...]


def grounds_of(index: Index, claim: Claim) -> Grounds:
    """Return what a claim rests on."""
    told = index.statements_of(claim)
    documents = [d.id for d in index.documents_of(claim)]
    origins = index.origins_of(claim)
    by_origin: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        by_origin[index.origin_of(statement)].append(statement)
    said = f"{count(len(documents), 'document')} {'rests' if len(documents) == 1 else 'rest'}"
    sentence = f"{said} on {count(claim.independent_origins, 'independent origin')}."
    return Grounds(
        sentence=capitalised(sentence),
        origins=tuple(_ground(index, origin, by_origin[origin]) for origin in origins),
        kinship=tuple(_kinship(index, documents)),
    )


def _ground(index: Index, origin: str, told: Iterable[Statement]) -> Ground:
    through: dict[str, str] = {}
    for s in told:
        relays = [clean(index.name(r)) for r in s.attribution[1:]]
        title = index.title(s.document)
        own = not s.attribution or title == clean(index.name(origin))
        way = "in its own voice" if own else f"through {', '.join(relays)}" if relays else ""
        through.setdefault(s.document, f"{title}, {way}" if way else title)
    return Ground(origin, index.letter.get(origin, ""), clean(index.name(origin)), tuple(through.values()))


def _kinship(index: Index, documents: list[str]) -> Iterable[str]:
    """Yield how the documents that tell a claim derive from one another or from what is not here."""
    inside = set(documents)
    edges = [
        e
        for e in index.findings.lineage.edges
        if e.kind in COPYING and e.child in inside and (e.parent in inside or e.parent not in index.document)
    ]
    latent: defaultdict[str, list[str]] = defaultdict(list)
    for e in sorted(edges, key=lambda e: (index.order[e.child], e.parent, e.kind)):
        if e.parent in inside:
            yield _derived(index, e)
        else:
            latent[e.parent].append(e.child)
    for parent, children in latent.items():
        if len(children) > 1:
            who = listed([index.title(c) for c in children], limit=_NAMED)
            name = clean(index.name(parent))
            if name and not name[0].islower():
                yield f"{who} draw on an account by {name}, which is not in the collection."
            else:
                yield f"{who} share a parent that is not in the collection."
    joined = {e.child for e in edges} | {e.parent for e in edges}
    alone = [index.title(d) for d in documents if d not in joined]
    if len(documents) > 1 and alone:
        verb = "has" if len(alone) == 1 else "have"
        yield f"{listed(alone, limit=_NAMED)} {verb} no wording from the others."


def _derived(index: Index, edge: Edge) -> str:
    parent, child = index.title(edge.parent), index.title(edge.child)
    if not edge.directed:
        how = "translate one another" if edge.kind == "translates" else "share their wording"
        said = f"{child} and {parent} {how}; which was first is not known"
    else:
        said = f"{child} {'translates' if edge.kind == 'translates' else 'was written from'} {parent}"
    why = clean(edge.because).rstrip(".")
    return f"{said} ({why})." if why else f"{said}."
