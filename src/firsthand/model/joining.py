"""What was derived in parts, put together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from firsthand.model.findings import Findings, failures_in_order
from firsthand.model.lineage import Edge, Lineage, Node, Story
from firsthand.model.person import Person
from firsthand.model.source import Source


def join_findings(parts: Sequence[Findings]) -> Findings:
    """Put findings together whose documents differ; the order of the parts is that of their claims.

    A source or person that several parts have is one. Who is public in one part is public in all, but for
    those known by a single word: that may be somebody else, and stays private where it is so in any part.
    """
    if len(parts) == 1:
        return parts[0]
    return Findings(
        documents=tuple(sorted((d for p in parts for d in p.documents), key=lambda d: (d.name, d.id))),
        sources=_sources(source for part in parts for source in part.sources),
        statements=tuple(
            sorted((s for p in parts for s in p.statements), key=lambda s: (s.document, s.start, s.end, s.id))
        ),
        claims=tuple(claim for part in parts for claim in part.claims),
        conflicts=tuple(conflict for part in parts for conflict in part.conflicts),
        variants=tuple(variant for part in parts for variant in part.variants),
        updates=tuple(update for part in parts for update in part.updates),
        lineage=join_lineages(part.lineage for part in parts),
        stories=in_order(story for part in parts for story in part.stories),
        people=_people(person for part in parts for person in part.people),
        records=tuple(record for part in parts for record in part.records),
        tallies=tuple(tally for part in parts for tally in part.tallies),
        decisions=tuple(decision for part in parts for decision in part.decisions),
        failures=failures_in_order(failure for part in parts for failure in part.failures),
    )


def join_lineages(lineages: Iterable[Lineage]) -> Lineage:
    """Put the lineages of several stories into one graph."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for lineage in lineages:
        nodes.update((node.id, node) for node in lineage.nodes)
        edges.update(((edge.parent, edge.child, edge.kind), edge) for edge in lineage.edges)
    return Lineage(tuple(nodes[key] for key in sorted(nodes)), tuple(edges[key] for key in sorted(edges)))


def in_order(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Put the largest story first."""
    return tuple(sorted(stories, key=lambda story: (-len(story.documents), story.id)))


def _sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    same: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        same[source.id].append(source)
    joined = [found[0] if len(found) == 1 else _one_source(found) for found in same.values()]
    return tuple(sorted(joined, key=lambda source: (source.name, source.id)))


def _one_source(same: Sequence[Source]) -> Source:
    first = min(same, key=lambda one: (one.name, one.kind))
    aliases = {alias: None for one in same for alias in (one.name, *one.aliases) if alias != first.name}
    documents = {one.document for one in same}
    return replace(
        first,
        aliases=tuple(sorted(aliases)),
        document=documents.pop() if len(documents) == 1 else None,
        offices=tuple(sorted({office for one in same for office in one.offices})),
    )


def _people(people: Iterable[Person]) -> tuple[Person, ...]:
    same: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        same[person.id].append(person)
    joined = [found[0] if len(found) == 1 else _one_person(found) for found in same.values()]
    return tuple(sorted(joined, key=lambda person: person.id))


def _one_person(same: Sequence[Person]) -> Person:
    ordered = sorted(same, key=lambda one: (not one.public, one.name, one.mentions))
    shown = ordered[0] if " " in ordered[0].name else ordered[-1]
    return replace(
        shown,
        aliases=tuple(sorted({alias for one in same for alias in (one.name, *one.aliases)} - {shown.name})),
        mentions=tuple(
            sorted(
                {mention for one in same for mention in one.mentions},
                key=lambda m: (m.document, m.start, m.end),
            )
        ),
        source=min((one.source for one in same if one.source), default=""),
    )
