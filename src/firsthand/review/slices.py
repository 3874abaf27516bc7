"""The findings of a case cut into its stories, so that what is decided in one leaves the others alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from firsthand.model import (
    Claim,
    Edge,
    Findings,
    Lineage,
    Node,
    Source,
    Statement,
    Story,
    content_id,
)

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Slice:
    """One story with all that was derived from its documents, and the sources that are used in it."""

    story: Story
    findings: Findings


def cut(findings: Findings) -> tuple[Slice, ...]:
    """Return the stories of a case, each with its own part of the findings, in the case's order."""
    stories = _all_stories(findings)
    home = {document: story.id for story in stories for document in story.documents}
    claim_home: dict[str, str] = {}
    statement_home = {s.id: home[s.document] for s in findings.statements if s.document in home}
    for claim in findings.claims:
        found = next((statement_home[s] for s in claim.statements if s in statement_home), None)
        if found is not None:
            claim_home[claim.id] = found
    documents = _by(findings.documents, lambda d: home.get(d.id))
    statements = _by(findings.statements, lambda s: home.get(s.document))
    claims = _by(findings.claims, lambda c: claim_home.get(c.id))
    conflicts = _by(findings.conflicts, lambda c: _first(claim_home, c.claims))
    variants = _by(findings.variants, lambda v: claim_home.get(v.claim))
    updates = _by(findings.updates, lambda u: _first(claim_home, u.claims))
    records = _by(findings.records, lambda r: r.story)
    edges = _edges(findings, home)
    sources = _Sources(findings.sources)
    nodes = {node.id: (place, node) for place, node in enumerate(findings.lineage.nodes)}
    slices = []
    for story in stories:
        part = Findings(
            documents=documents[story.id],
            statements=statements[story.id],
            claims=claims[story.id],
            conflicts=conflicts[story.id],
            variants=variants[story.id],
            updates=updates[story.id],
            lineage=_lineage(nodes, edges.get(story.id, []), story),
            stories=(story,),
            records=records[story.id],
        )
        slices.append(Slice(story, replace(part, sources=sources.used(part))))
    return tuple(slices)


def used_sources(findings: Findings, sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return those of the sources that these findings of one story speak of."""
    return _Sources(sources).used(findings)


class _Sources:
    """The sources of a case, looked up by id, by their document and by the name of an outlet."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_id: dict[str, Source] = {}
        self._of_document: dict[str, list[str]] = defaultdict(list)
        self._outlets: dict[str, list[str]] = defaultdict(list)
        for source in sources:
            self._by_id[source.id] = source
            if source.document:
                self._of_document[source.document].append(source.id)
            if source.kind == "outlet":
                for name in (*source.aliases, source.name):
                    self._outlets[name.casefold()].append(source.id)

    def used(self, findings: Findings) -> tuple[Source, ...]:
        ids = _named(findings.statements, findings.claims, findings.lineage.edges)
        ids.update(node.id for node in findings.lineage.nodes)
        for document in findings.documents:
            ids.update(self._of_document.get(document.id, ()))
            if document.publisher:
                ids.update(self._outlets.get(document.publisher.casefold(), ()))
        for record in findings.records:
            ids.update(record.origins)
            for field in record.fields:
                for value in field.values:
                    ids.update((*value.origins, value.party))
        return tuple(self._by_id[one] for one in sorted(ids) if one in self._by_id)


def _named(statements: Iterable[Statement], claims: Iterable[Claim], edges: Iterable[Edge]) -> set[str]:
    found: set[str] = set()
    for statement in statements:
        if statement.attribution:
            found.update(statement.attribution)
        if statement.about:
            found.update(statement.about)
    for claim in claims:
        found.update(claim.origins)
    for edge in edges:
        found.update((edge.parent, edge.child))
    return found


def _all_stories(findings: Findings) -> tuple[Story, ...]:
    """Return the stories, and one more for documents that are in none."""
    told = {document for story in findings.stories for document in story.documents}
    rest = tuple(sorted(d.id for d in findings.documents if d.id not in told))
    if not rest:
        return findings.stories
    return (*findings.stories, Story(content_id("story", *rest), "Documents of no story", rest))


def _edges(findings: Findings, home: dict[str, str]) -> dict[str, list[Edge]]:
    """Return the derivations of each story: those of its documents, then those of what they come from."""
    found: dict[str, list[Edge]] = defaultdict(list)
    elsewhere: dict[str, list[Edge]] = defaultdict(list)
    for edge in findings.lineage.edges:
        homes = {home[end] for end in (edge.child, edge.parent) if end in home}
        for story in sorted(homes):
            found[story].append(edge)
        if not homes:
            elsewhere[edge.child].append(edge)
    if elsewhere:
        for edges in found.values():
            waiting = [edge.parent for edge in edges]
            seen = set(waiting)
            while waiting:
                for edge in elsewhere.get(waiting.pop(), ()):
                    edges.append(edge)
                    if edge.parent not in seen:
                        seen.add(edge.parent)
                        waiting.append(edge.parent)
    return found


def _lineage(places: Mapping[str, tuple[int, Node]], edges: list[Edge], story: Story) -> Lineage:
    """Return the lineage of one story; `places` are the nodes of the case with their place among all."""
    ends = {end for edge in edges for end in (edge.parent, edge.child)} | set(story.documents)
    found = sorted((places[end] for end in ends if end in places), key=lambda pair: pair[0])
    return Lineage(tuple(node for _, node in found), tuple(edges))


def _by(items: Iterable[_Item], home: Callable[[_Item], str | None]) -> dict[str, tuple[_Item, ...]]:
    found: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        story = home(item)
        if story is not None:
            found[story].append(item)
    return defaultdict(tuple, {story: tuple(its) for story, its in found.items()})


def _first(homes: dict[str, str], ids: Iterable[str]) -> str | None:
    return next((homes[one] for one in ids if one in homes), None)
