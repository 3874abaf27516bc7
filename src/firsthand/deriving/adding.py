"""A few documents more in a large case: only the stories they belong to are derived again.

What is kept for this of a large case are its documents as a list, in parts, and what its findings' key is
made of. What comes of it is what a build of all documents would make.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from pydantic import TypeAdapter

from firsthand.ask import Asked
from firsthand.deriving.extracting import extract_all
from firsthand.deriving.failing import RETRIED
from firsthand.deriving.keys import findings_key, total_of
from firsthand.deriving.large import (
    forget_grouping,
    group_all,
    in_several_languages,
    sketch_all,
    story_id,
    tell_all_units,
)
from firsthand.deriving.progress import Progress
from firsthand.deriving.registering import is_chosen, is_registered
from firsthand.engine import Engine
from firsthand.model import Failure, failures_in_order
from firsthand.pile import Documents, Listed, Read
from firsthand.register.choosing import MOST_STATEMENTS
from firsthand.step_keys import step_key
from firsthand.store import Kind, Store

LISTED = Kind("listed", TypeAdapter(tuple[Listed, ...]))
_NOTE = "large case"
_DIGITS = 2  # of a document's id that say in which part of the list it is


@dataclass(frozen=True, slots=True)
class _State:
    """What a large case was built from last; `code` stands for the code that did, `total` is a `total_of`."""

    code: str
    model: str
    count: int
    total: int
    several: bool
    failures: tuple[Failure, ...]


_STATE: TypeAdapter[_State] = TypeAdapter(_State)


def keep_listed(store: Store, read: Read, model: str) -> frozenset[str]:
    """Keep what adding to a large case needs; return the keys of the results it is kept under."""
    listed = read.documents.listed
    state = _State(
        code=step_key("listed"),
        model=model,
        count=len(listed),
        total=total_of(listed),
        several=in_several_languages(listed),
        failures=read.failures,
    )
    before = _state(store)
    # Where the same bytes are read otherwise now, by another name, the last grouping knows what is no more.
    reread = before is not None and before.total != state.total and _any_reread(store, listed)
    with store.together():
        if reread:
            forget_grouping(store)
        keys = _keep_parts(store, listed)
        _keep_state(store, state)
    return keys


def _any_reread(store: Store, listed: Sequence[Listed]) -> bool:
    def text(one: Listed) -> tuple[str, str | None]:
        return one.content, one.language

    before = {one.id: text(one) for part in _all_parts(store) for one in part}
    return any(one.id in before and before[one.id] != text(one) for one in listed)


def add_to_large(store: Store, read: Read, *, engine: Engine, progress: Progress) -> bool:
    """Derive a large case again with a few documents more; false where all of it has to be looked at.

    So it is where the case was built by other code, was not finished, was asked of a language model, holds
    one of the documents already, or comes to hold a language more.
    """
    state, before = _state(store), store.manifest()
    if state is None or before is None or state.code != step_key("listed") or state.model:
        return False
    key = findings_key(store, "", state.count, state.total, state.failures)
    chosen = is_chosen(store) and before.count("statements") > MOST_STATEMENTS
    if store.findings_key() != key or not before.units or not is_registered(store) or not chosen:
        return False
    listed = {one.id: one for part in _all_parts(store) for one in part}
    added = read.documents.listed
    if len(listed) != state.count or not listed.keys().isdisjoint(one.id for one in added):
        return False
    if in_several_languages([next(iter(listed.values())), *added]) and not state.several:
        return False
    new = extract_all(store, read.documents, Asked(), engine=engine, progress=progress)
    sketches = sketch_all(store, read.documents, state.several, engine=engine, progress=progress)
    listed |= {one.id: one for one in added}
    grouping, _ = group_all(store, sketches, listed, several=state.several, progress=progress)
    units = {unit.story: unit for unit in before.units}
    stories = {story_id(group): group for group in grouping.groups}
    missing = [group for story, group in stories.items() if story not in units]
    touched = Documents(store, (listed[one] for group in missing for one in group))
    extracted = extract_all(store, touched, Asked(), engine=engine, progress=progress)
    there = len(stories) - len(missing)
    told = tell_all_units(store, touched, extracted, missing, there=there, engine=engine, progress=progress)
    units |= told.units
    failures = {*before.rest.failures, *read.failures, *new.failures, *told.failures}
    rest = replace(before.rest, failures=failures_in_order(failures))
    broken = any(failure.step in RETRIED for failure in failures)
    now = replace(
        state,
        count=state.count + len(added),
        total=total_of(added, state.total),
        failures=failures_in_order({*state.failures, *read.failures}),
    )
    key = findings_key(store, "", now.count, now.total, now.failures)
    gone = [unit.key for story, unit in units.items() if story not in stories]
    with store.together():
        touched_parts = {one.id[:_DIGITS] for one in added}
        _keep_parts(store, (one for one in listed.values() if one.id[:_DIGITS] in touched_parts))
        _keep_state(store, now)
        store.keep_findings("" if broken else key, rest, [units[story] for story in sorted(stories)])
        store.forget(gone)
    return True


def _keep_parts(store: Store, listed: Iterable[Listed]) -> frozenset[str]:
    """Keep documents as parts of the list; return the keys of the parts."""
    parts: dict[str, list[Listed]] = defaultdict(list)
    for one in listed:
        parts[one.id[:_DIGITS]].append(one)
    kept = {_part_key(name): tuple(sorted(part, key=lambda one: one.id)) for name, part in parts.items()}
    store.keep_all(LISTED, kept.items())
    return frozenset(kept)


def _all_parts(store: Store) -> Iterable[tuple[Listed, ...]]:
    names = (f"{number:0{_DIGITS}x}" for number in range(16**_DIGITS))
    return (part for _, part in store.kept_all(LISTED, map(_part_key, names)))


def _part_key(name: str) -> str:
    return step_key("listed", name)


def _keep_state(store: Store, state: _State) -> None:
    store.keep_note(_NOTE, json.dumps(asdict(state), ensure_ascii=False))


def _state(store: Store) -> _State | None:
    kept = store.note(_NOTE)
    return None if kept is None else _STATE.validate_json(kept)
