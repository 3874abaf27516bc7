"""What drafts say of names: chains of sources, names and kinds of new ones."""

from typing import get_args

from firsthand.model import Draft, SourceKind
from firsthand.model.errors import DecisionError
from firsthand.review.drafting.case import CaseAtHand
from firsthand.review.naming import named_source
from firsthand.review.persons import plain_name

_LONGEST_NAME = 200


def chain_of(case: CaseAtHand, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources of a chain by their names, and their ids as far as they are known."""
    by_id = {source.id: source for source in case.findings.sources}
    names: list[str] = []
    ids: list[str] = []
    for told in draft.chain:
        if told in by_id:
            name = by_id[told].name
            alike = [s for s in by_id.values() if plain_name(s.name) == plain_name(name)]
            # The id itself is kept where the name alone would not lead to it.
            names.append(name if len(alike) == 1 else told)
            ids.append(told)
            continue
        name = name_of(told)
        plain = plain_name(name)
        same = [s.id for s in by_id.values() if plain_name(s.name) == plain]
        same = same or [s.id for s in by_id.values() if plain in map(plain_name, s.aliases)]
        names.append(name)
        ids.append(same[0] if len(same) == 1 else named_source(name).id)
    if len(set(ids)) < len(ids):
        raise DecisionError("A source stands in a chain once: the first who said it, then who passed it on.")
    return tuple(names), tuple(ids)


def kind_of_new(draft: Draft) -> str:
    """Return the kind of the sources that a chain names anew, "" where it is left to be guessed."""
    return source_kind(draft.value) if draft.value.strip() else ""


def source_kind(value: str) -> str:
    """Return a kind of source; raise DecisionError where it is none."""
    kind = value.strip().casefold()
    if kind not in get_args(SourceKind):
        raise DecisionError(f"“{value}” is no kind of source. Kinds are: {', '.join(get_args(SourceKind))}.")
    return kind


def name_of(value: str) -> str:
    """Return a name without superfluous spaces; raise DecisionError where it is none."""
    name = " ".join(value.split())
    if not plain_name(name):
        raise DecisionError("A source needs a name with letters in it.")
    if len(name) > _LONGEST_NAME:
        raise DecisionError(f"A name has at most {_LONGEST_NAME} characters.")
    return name
