"""A few documents more in a large case: only the stories they belong to are derived again.

What is kept for this of a large case are its documents as a list, in parts, and what its findings' key is
made of. Of the list only the parts are looked at whose documents are concerned. What comes of it is what a
build of all documents would make.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain

from pydantic import TypeAdapter

from firsthand.ask import Asked
from firsthand.deriving.extracting import extract_all
from firsthand.deriving.failing import RETRIED
from firsthand.deriving.keys import findings_key, pile_told, total_of
from firsthand.deriving.large import (
    forget_grouping,
    group_more,
    keep_grouping,
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
_PARTS = tuple(f"{number:0{_DIGITS}x}" for number in range(16**_DIGITS))


@dataclass(frozen=True, slots=True)
class _State:
    """What a large case was built from last; `code` stands for the code that did, `total` is a `total_of`."""

    code: str
    model: str
    count: int
    total: int
    languages: tuple[str | None, ...]
    failures: tuple[Failure, ...]

    @property
    def pile(self) -> str:
        """What stands for all documents of the case."""
        return pile_told(self.count, self.total)

    @property
    def several(self) -> bool:
        """Whether the case is in more than one language."""
        return len(self.languages) > 1

    def with_more(self, added: Sequence[Listed], failures: Iterable[Failure]) -> "_State":
        """Return what it is with some documents more, and what of those failed."""
        return replace(
            self,
            count=self.count + len(added),
            total=total_of(added, self.total),
            languages=_languages(added, self.languages),
            failures=failures_in_order({*self.failures, *failures}),
        )


_STATE: TypeAdapter[_State] = TypeAdapter(_State)


def keep_listed(store: Store, read: Read, model: str) -> frozenset[str]:
    """Keep what adding to a large case needs; return the keys of the results it is kept under."""
    listed = read.documents.listed
    state = _State(
        code=step_key("listed"),
        model=model,
        count=len(listed),
        total=total_of(listed),
        languages=_languages(listed),
        failures=read.failures,
    )
    before = _state(store)
    # Where the same bytes are read otherwise now, by another name, the last grouping knows what is no more.
    reread = before is not None and before.total != state.total and _any_reread(store, listed)
    parts = _in_parts(listed)
    with store.together():
        if reread:
            forget_grouping(store)
        _keep_parts(store, {name: parts.get(name, ()) for name in _PARTS})
        _keep_state(store, state)
    return frozenset(map(_part_key, _PARTS))


def _any_reread(store: Store, listed: Sequence[Listed]) -> bool:
    def text(one: Listed) -> tuple[str, str | None]:
        return one.content, one.language

    before = {one.id: text(one) for one in chain.from_iterable(_kept_parts(store, _PARTS).values())}
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
    added = read.documents.listed
    now = state.with_more(added, read.failures)
    own = _in_parts(added)
    parts = _kept_parts(store, own)
    held = {one.id for one in chain.from_iterable(parts.values())}
    if len(parts) < len(own) or not held.isdisjoint(one.id for one in added) or now.several != state.several:
        return False
    new = extract_all(store, read.documents, Asked(), engine=engine, progress=progress)
    sketches = sketch_all(store, read.documents, state.several, engine=engine, progress=progress)
    grouping = group_more(store, sketches, pile=state.pile, several=state.several, progress=progress)
    if grouping is None:
        return False
    units = {unit.story: unit for unit in before.units}
    stories = {story_id(group): group for group in grouping.groups}
    missing = [group for story, group in stories.items() if story not in units]
    wanted = frozenset(chain.from_iterable(missing))
    near = _kept_parts(store, {document[:_DIGITS] for document in wanted})
    listed = [one for one in chain(added, *near.values()) if one.id in wanted]
    if len(listed) < len(wanted):  # a part is damaged
        return False
    touched = Documents(store, listed)
    extracted = extract_all(store, touched, Asked(), engine=engine, progress=progress)
    there = len(stories) - len(missing)
    told = tell_all_units(store, touched, extracted, missing, there=there, engine=engine, progress=progress)
    units |= told.units
    failures = {*before.rest.failures, *read.failures, *new.failures, *told.failures}
    rest = replace(before.rest, failures=failures_in_order(failures))
    broken = any(failure.step in RETRIED for failure in failures)
    key = findings_key(store, "", now.count, now.total, now.failures)
    gone = [unit.key for story, unit in units.items() if story not in stories]
    with store.together():
        _keep_parts(store, {name: (*part, *own[name]) for name, part in parts.items()})
        _keep_state(store, now)
        keep_grouping(store, grouping, pile=now.pile, several=now.several)
        store.keep_findings("" if broken else key, rest, [units[story] for story in sorted(stories)])
        store.forget(gone)
    return True


def _languages(listed: Iterable[Listed], before: Iterable[str | None] = ()) -> tuple[str | None, ...]:
    """Return the languages that documents are in."""
    return tuple(sorted({*before, *(one.language for one in listed)}, key=lambda language: language or ""))


def _in_parts(listed: Iterable[Listed]) -> dict[str, tuple[Listed, ...]]:
    """Return documents by the part of the list they belong to."""
    parts: dict[str, list[Listed]] = defaultdict(list)
    for one in listed:
        parts[one.id[:_DIGITS]].append(one)
    return {name: tuple(part) for name, part in parts.items()}


def _keep_parts(store: Store, parts: Mapping[str, Iterable[Listed]]) -> None:
    ordered = ((_part_key(name), sorted(part, key=lambda one: one.id)) for name, part in parts.items())
    store.keep_all(LISTED, ((key, tuple(part)) for key, part in ordered))


def _kept_parts(store: Store, names: Iterable[str]) -> dict[str, tuple[Listed, ...]]:
    """Return parts of the list by name, but for those that cannot be read back."""
    keys = {_part_key(name): name for name in names}
    return {keys[key]: part for key, part in store.kept_all(LISTED, keys)}


def _part_key(name: str) -> str:
    return step_key("listed", name)


def _keep_state(store: Store, state: _State) -> None:
    store.keep_note(_NOTE, json.dumps(asdict(state), ensure_ascii=False))


def _state(store: Store) -> _State | None:
    kept = store.note(_NOTE)
    return None if kept is None else _STATE.validate_json(kept)
