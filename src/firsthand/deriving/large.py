"""A large case: cut into its stories first, each of which is derived by itself, whatever else is in the case.

Nothing here grows faster than the number of documents, and a document more touches only its own story. In
memory are the sketches of all documents, and the texts of the stories that are worked on.
"""

import itertools
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pydantic import ConfigDict, TypeAdapter

from firsthand.deriving.extracting import Extracted, load_extractions
from firsthand.deriving.failing import RETRIED, unexpected
from firsthand.deriving.progress import Progress
from firsthand.deriving.whole import derive_whole
from firsthand.engine import Engine, LocalEngine
from firsthand.model import Document, Extraction, Failure, Findings, Statement, Story, content_id
from firsthand.pile import Documents
from firsthand.step_keys import step_key
from firsthand.store import UNIT, Kind, Store, Unit
from firsthand.store.batching import Batch
from firsthand.trace import Grouping, Sketch, pack_sketch, regroup, sketch, story_of, unpack_sketch
from firsthand.trace.sense import encode

_BYTES = TypeAdapter(bytes, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
SKETCH = Kind("sketch", _BYTES)
CHUNK = Kind("grouping", _BYTES)
# The note that says which chunks of a grouping are kept.
_CHUNKS = "grouping"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Derived:
    """The units of a case in the order of their stories, and the keys of all results they are made of."""

    units: tuple[Unit, ...]
    used: frozenset[str]
    broken: bool


@dataclass(frozen=True, slots=True)
class UnitInput:
    """The documents of a story, and what was taken out of them, by the document's id."""

    key: str
    documents: tuple[Document, ...]
    extractions: Mapping[str, Extraction]


def derive_large(
    store: Store, documents: Documents, extracted: Extracted, *, engine: Engine, progress: Progress
) -> Derived:
    """Derive a large case, each story by itself; what was derived before is not derived again."""
    several = len({one.language for one in documents.listed}) > 1
    sketches = _sketch_all(store, documents, several, engine=engine, progress=progress)
    grouping, chunks = _group(store, documents, sketches, several=several, progress=progress)
    groups = sorted(grouping.groups, key=lambda group: content_id("story", *group))
    keys = {group: _unit_key(documents, extracted, group) for group in groups}
    known = _counted(store, keys.values())
    missing = [group for group in groups if keys[group] not in known]
    progress("weigh", len(groups) - len(missing), len(groups))

    def inputs() -> Iterator[UnitInput]:
        for group in missing:
            told = tuple(documents.load(documents[one] for one in group))
            taken = load_extractions(store, [extracted.keys[one] for one in group if one in extracted.keys])
            yield UnitInput(keys[group], told, taken)

    done, broken = len(groups) - len(missing), False
    with Batch(store, UNIT) as batch:
        for one, outcome in engine.map(
            tell_units,
            inputs(),
            weight=lambda one: sum(len(document.text) for document in one.documents),
            kind=lambda one: "unit",
        ):
            found = _failed(one, outcome) if isinstance(outcome, BaseException) else outcome
            key = one.key
            if any(failure.step in RETRIED for failure in found.failures):
                broken, key = True, f"{one.key}, broken"  # not found by the next build, which tries again
                keys |= {group: key for group, kept in keys.items() if kept == one.key}
            batch.keep(key, found)
            known[key] = _unit(key, found)
            done += 1
            progress("weigh", done, len(groups))
    units = tuple(known[keys[group]] for group in groups)
    used = frozenset(itertools.chain(sketches.kept_under.values(), chunks, keys.values()))
    return Derived(units, used, broken)


def tell_units(inputs: Sequence[UnitInput]) -> list[Findings]:
    """Derive stories, each from its own documents."""
    with LocalEngine(1) as here:
        return [_tell_unit(one, here) for one in inputs]


def _tell_unit(one: UnitInput, here: Engine) -> Findings:
    def find(documents: Sequence[Document], statements: Sequence[Statement]) -> tuple[Story, ...]:
        return (story_of(documents, statements),)

    ordered = sorted(one.documents, key=lambda document: (document.name, document.id))
    found, _ = derive_whole(
        ordered, one.extractions, engine=here, progress=lambda step, done, total: None, find=find
    )
    return found


def _failed(one: UnitInput, error: BaseException) -> Findings:
    documents = tuple(sorted(one.documents, key=lambda document: (document.name, document.id)))
    failure = Failure(documents[0].name, "weigh", unexpected(f"The story of {documents[0].name}", error))
    return Findings(documents=documents, failures=(failure,))


def _unit(key: str, found: Findings) -> Unit:
    return Unit(key, "", len(found.documents), len(found.statements), len(found.claims))


def _unit_key(documents: Documents, extracted: Extracted, group: Sequence[str]) -> str:
    members = (f"{documents[one].shown} {extracted.keys.get(one, '')}" for one in group)
    return step_key("unit", *members)


def _counted(store: Store, keys: Collection[str]) -> dict[str, Unit]:
    """Return the units that are kept already, by their keys."""
    before = store.manifest()
    counted = {unit.key: unit for unit in before.units} if before is not None else {}
    waiting = iter(keys)
    found: dict[str, Unit] = {}
    while some := list(islice(waiting, _AT_ONCE)):
        there = store.has(some)
        found |= {key: counted[key] for key in some if key in there and key in counted}
        unread = [key for key in some if key in there and key not in counted]
        found |= {key: _unit(key, findings) for key, findings in store.kept_all(UNIT, unread)}
    return found


class _Sketches(Mapping[str, Sketch]):
    """The sketches of all documents, by id, loaded when they are asked for."""

    def __init__(self, store: Store, keys: dict[str, str]) -> None:
        self._store, self.kept_under = store, keys

    def __getitem__(self, document: str) -> Sketch:
        kept = self._store.kept(SKETCH, self.kept_under[document])
        assert kept is not None, "made a moment ago"
        return unpack_sketch(kept)

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept_under)

    def __len__(self) -> int:
        return len(self.kept_under)


def _sketch_all(
    store: Store, documents: Documents, several: bool, *, engine: Engine, progress: Progress
) -> _Sketches:
    told = "several languages" if several else "one language"
    keys = {one.id: step_key("sketch", one.content, one.language or "", told) for one in documents.listed}
    missing = []
    waiting = iter(documents.listed)
    while some := list(islice(waiting, _AT_ONCE)):
        there = store.has(keys[one.id] for one in some)
        missing += [one for one in some if keys[one.id] not in there]
    done = len(keys) - len(missing)
    progress("sketch", done, len(keys))
    with Batch(store, SKETCH) as batch:
        for document, outcome in engine.map(
            sketch_across if several else sketch_within,
            documents.load(missing),
            weight=lambda document: len(document.text),
            kind=lambda document: document.language or "",
        ):
            if isinstance(outcome, BaseException):
                raise outcome
            batch.keep(keys[document.id], outcome)
            done += 1
            progress("sketch", done, len(keys))
    return _Sketches(store, keys)


def sketch_within(documents: Sequence[Document]) -> list[bytes]:
    """Sketch documents of a case in one language."""
    return [pack_sketch(sketch(document)) for document in documents]


def sketch_across(documents: Sequence[Document]) -> list[bytes]:
    """Sketch documents of a case in several languages."""
    return [pack_sketch(sketch(document, encoder=encode)) for document in documents]


def _group(
    store: Store, documents: Documents, sketches: _Sketches, *, several: bool, progress: Progress
) -> tuple[Grouping, list[str]]:
    """Put documents together by matter, knowing the last grouping; return the keys of its chunks, too."""

    def key(name: str) -> str:
        return step_key("grouping", name, str(several))

    progress("group", 0, 1)
    names: list[str] = json.loads(store.note(_CHUNKS) or "[]")
    kept = dict(store.kept_all(CHUNK, map(key, names)))
    before = {name: kept[key(name)] for name in names if key(name) in kept}
    whole = before if names and len(before) == len(names) else None
    grouping = regroup(whole, sketches, [one.id for one in documents.listed])
    with store.together():
        store.keep_all(CHUNK, ((key(name), grouping.kept[name]) for name in sorted(grouping.changed)))
        store.keep_note(_CHUNKS, json.dumps(sorted(grouping.kept)))
    progress("group", 1, 1)
    return grouping, [key(name) for name in grouping.kept]
