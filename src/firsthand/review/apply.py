"""Decisions laid over findings: what they touch is derived again, all else stays as it was derived."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from firsthand.model import Decision, Edge, Findings, Lineage, Source
from firsthand.review.claims import with_present_claims
from firsthand.review.deciding import in_force
from firsthand.review.peopling import with_people
from firsthand.review.reviewed import Misfit, Reviewed
from firsthand.review.routing import Routes
from firsthand.review.slices import Slice, cut

_OF_PERSONS = frozenset({"show-person", "hide-person"})


def apply_decisions(findings: Findings, decisions: Iterable[Decision]) -> Reviewed:
    """Return the findings as the decisions in force leave them.

    `findings` are what was derived, of a whole case or of the slice of one story (`slices.cut`); they are not
    changed, and where nothing comes of the decisions they are the very ones that are returned. Decisions are
    taken in the order they were made, each on what the former left; ids stay what they were. Each story is
    reviewed by itself, so that a case and its slices come to the same. Pure; applied to its own result it
    changes nothing more.
    """
    holding = [d for d in in_force(decisions) if d.action not in _OF_PERSONS and d.kind != "person"]
    if not holding:
        return Reviewed(findings)
    from firsthand.review.applying.records import review_records  # loads what weighs

    on_records = [d for d in holding if d.kind == "record"]
    others = [d for d in holding if d.kind != "record"]
    reviewed = _by_story(findings, others) if others else Reviewed(findings)
    records = review_records(findings, reviewed.findings, on_records, moved=reviewed.moved)
    order = {decision.id: n for n, decision in enumerate(holding)}
    misfits = sorted((*reviewed.misfits, *records.misfits), key=lambda each: order[each.decision.id])
    moved = {**reviewed.moved, **records.moved}
    left = with_people(records.findings, findings, moved)
    if (told := with_present_claims(left.decisions, moved)) != left.decisions:
        left = replace(left, decisions=told)
    return Reviewed(left, moved, tuple(misfits), reviewed.touched)


def changed_claims(before: Findings, after: Findings) -> tuple[str, ...]:
    """Return the ids of the claims that differ between two states of the same findings, gone ones too."""
    was, now = ({claim.id: claim for claim in each.claims} for each in (before, after))
    return tuple(sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name)))


def _by_story(findings: Findings, decisions: list[Decision]) -> Reviewed:
    from firsthand.review.applying.story import review_story

    told = {document for story in findings.stories for document in story.documents}
    if len(findings.stories) <= 1 and all(document.id in told for document in findings.documents):
        return review_story(findings, decisions)
    slices = {each.story.id: each for each in cut(findings)}
    routes = Routes(findings)
    touching: dict[str, list[Decision]] = defaultdict(list)
    nowhere: list[Decision] = []
    for decision in decisions:
        stories = [s for s in routes.stories_of(decision, decisions) if s in slices]
        for story in stories:
            touching[story].append(decision)
        if not stories:
            nowhere.append(decision)
    done = {
        story: review_story(replace(slices[story].findings, sources=findings.sources), made)
        for story, made in sorted(touching.items())
    }
    return Reviewed(
        _joined(findings, slices, done),
        _led_on({old: new for story in done.values() for old, new in story.moved.items()}),
        _misfits(done, touching, nowhere),
        frozenset(claim for story in done.values() for claim in story.touched),
    )


def _led_on(moved: dict[str, str]) -> dict[str, str]:
    """Return where former ids lead in the end, also where one story leads on to another."""
    found = {}
    for old, new in moved.items():
        seen = {old, new}
        while (on := moved.get(new)) is not None and on not in seen:
            seen.add(on)
            new = on
        found[old] = new
    return found


def _misfits(
    done: Mapping[str, Reviewed], touching: Mapping[str, list[Decision]], nowhere: list[Decision]
) -> tuple[Misfit, ...]:
    """Return the decisions that fit in none of the stories they may be about."""
    lost: dict[str, list[Misfit]] = defaultdict(list)
    for story in done.values():
        for misfit in story.misfits:
            lost[misfit.decision.id].append(misfit)
    tried: dict[str, int] = defaultdict(int)
    for made in touching.values():
        for decision in made:
            tried[decision.id] += 1
    everywhere = [found[0] for name, found in lost.items() if len(found) == tried[name]]
    why = "What it was about is not in the case any more."
    return (*everywhere, *(Misfit(decision, why) for decision in nowhere))


def _joined(findings: Findings, slices: Mapping[str, Slice], done: Mapping[str, Reviewed]) -> Findings:
    """Return the findings of a case in which the stories of `done` are as reviewers left them."""
    changed = [
        (slices[story].findings, each.findings)
        for story, each in done.items()
        if each.findings.statements is not slices[story].findings.statements
        or replace(each.findings, sources=()) != replace(slices[story].findings, sources=())
    ]
    if not changed:
        return findings
    told = _in_place(findings.statements, [(old.statements, new.statements) for old, new in changed])
    return replace(
        findings,
        sources=_sources(findings.sources, [new.sources for _, new in changed]),
        statements=tuple(sorted(told, key=lambda s: (s.document, s.start, s.end, s.id))),
        claims=_in_place(findings.claims, [(old.claims, new.claims) for old, new in changed]),
        conflicts=_in_place(findings.conflicts, [(old.conflicts, new.conflicts) for old, new in changed]),
        variants=_in_place(findings.variants, [(old.variants, new.variants) for old, new in changed]),
        updates=_in_place(findings.updates, [(old.updates, new.updates) for old, new in changed]),
        lineage=_lineage(findings.lineage, [(old.lineage, new.lineage) for old, new in changed]),
    )


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", bound=_Named)


def _in_place(
    items: tuple[_Item, ...], changed: Iterable[tuple[tuple[_Item, ...], tuple[_Item, ...]]]
) -> tuple[_Item, ...]:
    """Return items with those of some stories as they are now, each story's where its first one stood."""
    first: dict[str, tuple[_Item, ...]] = {}
    gone: set[str] = set()
    more: list[_Item] = []
    for old, new in changed:
        if old == new:
            continue
        gone.update(item.id for item in old)
        if old:
            first[old[0].id] = new
        else:
            more += new
    if not gone and not more:
        return items
    kept: list[_Item] = []
    for item in items:
        kept += first.get(item.id, () if item.id in gone else (item,))
    return (*kept, *more)


def _sources(sources: tuple[Source, ...], reviewed: Iterable[tuple[Source, ...]]) -> tuple[Source, ...]:
    """Return the sources of a case after its stories, each of which knows all of them, were reviewed."""
    known = {source.id: source for source in sources}
    found = dict(known)
    for now in reviewed:
        if now is sources:
            continue
        for gone in known.keys() - {source.id for source in now}:
            found.pop(gone, None)
        for source in now:
            if source != known.get(source.id):
                found[source.id] = _united(found.get(source.id), source, known.get(source.id))
    if found == known:
        return sources
    return tuple(sorted(found.values(), key=lambda source: (source.name, source.id)))


def _united(one: Source | None, other: Source, before: Source | None) -> Source:
    """Return a source that two stories changed: with all the names that both gave it."""
    if one is None or one == before:
        return other
    return replace(
        one,
        aliases=tuple(name for name in dict.fromkeys((*one.aliases, *other.aliases)) if name != one.name),
        document=one.document or other.document,
        offices=tuple(dict.fromkeys((*one.offices, *other.offices))),
    )


def _lineage(lineage: Lineage, changed: Iterable[tuple[Lineage, Lineage]]) -> Lineage:
    nodes = {node.id: node for node in lineage.nodes}
    edges = {_ends(edge): edge for edge in lineage.edges}
    for old, new in changed:
        if old is new or old == new:
            continue
        for node in old.nodes:
            nodes.pop(node.id, None)
        for edge in old.edges:
            edges.pop(_ends(edge), None)
        nodes |= {node.id: node for node in new.nodes}
        edges |= {_ends(edge): edge for edge in new.edges}
    return Lineage(tuple(nodes[key] for key in sorted(nodes)), tuple(edges[key] for key in sorted(edges)))


def _ends(edge: Edge) -> tuple[str, str, str]:
    return edge.parent, edge.child, edge.kind
