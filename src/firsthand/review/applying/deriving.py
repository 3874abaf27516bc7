"""The claims that decisions touched, derived again: their wording, their origins, their documents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.model import Claim, Source, Statement
from firsthand.review.applying.working import Working
from firsthand.trace.wording.words import language_of
from firsthand.weigh.origins import find_origins
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.wording import clearest

# A claim with more statements than this keeps its wording when some of them leave or come.
_MANY = 500


def derive_claims(story: Working) -> dict[str, Claim]:
    """Return the claims that are left by id; those no decision touched are the very same."""
    lines: Lines | None = None
    found: dict[str, Claim] = {}
    for name, members in story.members.items():
        if name not in story.touched and name in story.claims:
            found[name] = story.claims[name]
            continue
        left = sorted(each for each in members if each not in story.rejected)
        if left:
            lines = lines or lines_of(story)
            known = story.claims.get(name) or Claim(name, "", ())
            found[name] = _derived(known, [story.statements[each] for each in left], story, lines)
    return found


def lines_of(story: Working) -> Lines:
    """Return the lines of a story as its statements are attributed now.

    A source that was joined to another still stands for its document, under the name of that other, so
    that two documents of one outlet are told apart, and count as one.
    """
    from firsthand.review.applying.lineage import lineage_of

    stubs = [
        replace(source, name=story.sources[into].name, kind=story.sources[into].kind)
        for source in story.joined.values()
        if source.document
        and (into := story.now(source.id)) in story.sources
        and story.sources[into].document != source.document
    ]
    told = [each for each in story.statements.values() if each.id not in story.rejected]
    lineage = lineage_of(story)
    # Those of other stories say nothing here, and a case is reviewed as its slices are.
    used = {source for each in told for source in (*each.attribution, *each.about)}
    used |= {end for edge in lineage.edges for end in (edge.parent, edge.child)}
    here = [s for s in story.sources.values() if s.id in used or s.document in story.documents]
    return Lines(lineage, (*here, *stubs), told)


def _derived(claim: Claim, group: Sequence[Statement], story: Working, lines: Lines) -> Claim:
    group = sorted(group, key=lambda s: (s.document, s.start, s.end, s.id))
    named, number = find_origins(group, lines)
    origins = tuple(sorted({story.now(origin) for origin in named}))
    return replace(
        claim,
        text=_text(claim, group, origins, story),
        statements=tuple(sorted(statement.id for statement in group)),
        origins=origins,
        independent_origins=max(number - (len(named) - len(origins)), 1),
        documents=len({statement.document for statement in group}),
    )


def _text(claim: Claim, group: Sequence[Statement], origins: Sequence[str], story: Working) -> str:
    """Return the clearest wording; of very many, that which the claim has, as long as somebody says so."""
    if len(group) > _MANY and claim.text:
        told = claim.text.strip('"“”')
        if any(told in " ".join((each.reading or each.text).split()) for each in group):
            return claim.text
    return clearest(group, denier=_first_name(origins, story.sources), languages=_languages(group, story))


def _first_name(origins: Sequence[str], sources: Mapping[str, Source]) -> str | None:
    return next((sources[origin].name for origin in origins if origin in sources), None)


def _languages(group: Sequence[Statement], story: Working) -> dict[str, str]:
    told = {statement.document for statement in group}
    return {name: language_of(story.documents[name]) for name in told if name in story.documents}
