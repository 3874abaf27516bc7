"""What reviewers say of sources: two that are one, one that is two, another name, another kind."""

from dataclasses import replace

from firsthand.model import Decision, Source
from firsthand.review.applying.working import LostError, Working
from firsthand.review.naming import named_source


def merge_sources(story: Working, decision: Decision) -> None:
    """Make one source of several: chains, lines and lineage lead to the target."""
    names = decision.names
    target = _one(story, decision, decision.target, names[:1])
    found, lost = [], []
    for n, other in enumerate(decision.others, start=1):
        try:
            found.append(_one(story, decision, other, names[n : n + 1]))
        except LostError as error:
            lost.append(error)
    others = [each for each in dict.fromkeys(found) if each != target]
    if not others:
        if lost and not found:
            raise lost[0]
        return
    for other in others:
        source, into = story.sources.pop(other), story.sources[target]
        called = dict.fromkeys((*into.aliases, source.name, *source.aliases))
        story.sources[target] = replace(
            into,
            aliases=tuple(name for name in called if name != into.name),
            document=into.document or source.document,
            offices=tuple(dict.fromkeys((*into.offices, *source.offices))),
        )
        story.joined[other] = source
        story.move(other, target)
        story.names.add(story.sources[target])
    gone = set(others)
    for name, statement in story.statements.items():
        if not (gone.isdisjoint(statement.attribution) and gone.isdisjoint(statement.about)):
            story.statements[name] = replace(
                statement,
                attribution=_renamed(statement.attribution, gone, target),
                about=_renamed(statement.about, gone, target),
            )
            story.restated.add(name)
    _touch(story, {target, *others})


def split_source(story: Working, decision: Decision) -> None:
    """Put another source into the chains of some statements: two were taken for one."""
    target = story.source(decision.target, decision.names, decision.about)
    new = named_source(decision.value, story.sources[target].kind)
    known = [each for each in story.names_of(decision.value) if each != target]
    into = known[0] if known else new.id
    if into == target:
        raise LostError(f"“{decision.value}” is what the source itself is called now.")
    lost: LostError | None = None
    changed = False
    for n, name in enumerate(decision.others):
        try:
            found = story.statement(name, decision.about[n : n + 1])
        except LostError as error:
            lost = error
            continue
        changed = True
        statement = story.statements[found]
        if target in statement.attribution:
            chain = _renamed(statement.attribution, {target}, into)
            story.statements[found] = replace(statement, attribution=chain)
            story.restated.add(found)
            story.touch(found)
    if not changed and lost is not None:
        raise lost
    if into not in story.sources:
        story.sources[into] = new
        story.names.add(new)
        story.people_named[into] = new
    _touch(story, {target, into})


def rename_source(story: Working, decision: Decision) -> None:
    """Call a source otherwise; its former name stays among the ways it is named."""
    target = story.source(decision.target, decision.names, decision.about)
    source = story.sources[target]
    if source.name == decision.value:
        return
    called = dict.fromkeys((*source.aliases, source.name))
    _put(
        story,
        replace(source, name=decision.value, aliases=tuple(n for n in called if n != decision.value)),
    )
    story.names.add(story.sources[target])
    _touch(story, {target})


def set_source_kind(story: Working, decision: Decision) -> None:
    """Say what kind of source somebody is: who is a body speaks for itself, an outlet passes on."""
    target = story.source(decision.target, decision.names, decision.about)
    source = story.sources[target]
    if source.kind == decision.value:
        return
    _put(story, replace(source, kind=decision.value))  # type: ignore[arg-type]
    _touch(story, {target})


def _put(story: Working, source: Source) -> None:
    story.sources[source.id] = source
    if source.id in story.people_named:
        story.people_named[source.id] = source


def _one(story: Working, decision: Decision, name: str, names: tuple[str, ...]) -> str:
    return story.source(name, names, decision.about)


def _renamed(chain: tuple[str, ...], gone: set[str], target: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(target if each in gone else each for each in chain))


def _touch(story: Working, sources: set[str]) -> None:
    """Note the claims that rest on these sources, whose lines may be others now."""
    story.sources_changed = True
    own = {
        s.document
        for s in (*story.sources.values(), *story.joined.values())
        if s.id in sources and s.document
    }
    for name, statement in story.statements.items():
        if not sources.isdisjoint(statement.attribution) or statement.document in own:
            story.touch(name)
    for claim in story.claims.values():
        now = story.now(claim.id)
        if not sources.isdisjoint(claim.origins) and now in story.members:
            story.touched.add(now)
            story.about.add(now)
