"""A large case: cut into its stories first, each of which is derived by itself, whatever else is in the case.

Nothing here grows faster than the number of documents, and a document more touches only its own story. In
memory are the sketches of all documents, and the texts of the stories that are worked on.
"""

import itertools
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import ConfigDict, TypeAdapter

from firsthand.deriving.extracting import Extracted, load_extractions
from firsthand.deriving.failing import unexpected
from firsthand.deriving.keys import pile_told, total_of
from firsthand.deriving.progress import Progress
from firsthand.deriving.whole import derive_whole
from firsthand.engine import Engine, LocalEngine
from firsthand.model import Document, Extraction, Failure, Findings, Statement, Story, content_id
from firsthand.pile import Documents, Listed
from firsthand.step_keys import step_key
from firsthand.store import UNIT, Kind, Store, Unit
from firsthand.store.batching import Batch
from firsthand.trace import (
    Grouping,
    Sketch,
    pack_sketch,
    regroup,
    regroup_more,
    sketch,
    story_of,
    unpack_sketch,
)
from firsthand.trace.sense import encode

_BYTES = TypeAdapter(bytes, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"))
SKETCH = Kind("sketch", _BYTES)
CHUNK = Kind("grouping", _BYTES)
# The note that says which chunks of a grouping are kept, and of which pile it is.
_CHUNKS = "grouping"


@dataclass(frozen=True, slots=True)
class Derived:
    """The units of a case in the order of their stories, the keys of what they are made of, what failed."""

    units: tuple[Unit, ...]
    used: frozenset[str]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class UnitInput:
    """The documents of a story, and what was taken out of them, by the document's id."""

    story: str
    key: str
    documents: tuple[Document, ...]
    extractions: Mapping[str, Extraction]


def derive_large(
    store: Store, documents: Documents, extracted: Extracted, *, engine: Engine, progress: Progress
) -> Derived:
    """Derive a large case, each story by itself; what was derived before is not derived again."""
    several = in_several_languages(documents.listed)
    sketches = sketch_all(store, documents, several, engine=engine, progress=progress)
    ids = [one.id for one in documents.listed]
    pile = pile_told(len(ids), total_of(documents.listed))
    grouping, chunks = group_all(store, sketches, ids, pile=pile, several=several, progress=progress)
    groups = {story_id(group): group for group in grouping.groups}
    known = _counted(store, {story: _unit_key(documents, extracted, groups[story]) for story in groups})
    missing = [groups[story] for story in sorted(groups) if story not in known]
    told = tell_all_units(
        store, documents, extracted, missing, there=len(known), engine=engine, progress=progress
    )
    units = known | told.units
    used = frozenset(itertools.chain(sketches.kept_under.values(), chunks, (u.key for u in units.values())))
    return Derived(tuple(units[story] for story in sorted(groups)), used, told.failures)


@dataclass(frozen=True, slots=True)
class Told:
    """Units that were derived just now, by the ids of their stories, and which a defect broke.

    What failed belongs to the case as a whole, which tells it; a unit holds none of it.
    """

    units: dict[str, Unit]
    failures: tuple[Failure, ...]


def tell_all_units(
    store: Store,
    documents: Documents,
    extracted: Extracted,
    groups: Sequence[Sequence[str]],
    *,
    there: int,
    engine: Engine,
    progress: Progress,
) -> Told:
    """Derive stories, each from the documents of its group, and keep them; `there` are told already."""

    def inputs() -> Iterator[UnitInput]:
        for group in groups:
            told = tuple(documents.load(documents[one] for one in group))
            taken = load_extractions(store, [extracted.keys[one] for one in group if one in extracted.keys])
            yield UnitInput(story_id(group), _unit_key(documents, extracted, group), told, taken)

    done = there
    units: dict[str, Unit] = {}
    failures: list[Failure] = []
    progress("weigh", done, there + len(groups))
    with Batch(store) as batch:
        for one, outcome in engine.map(
            tell_units,
            inputs(),
            weight=lambda one: sum(len(document.text) for document in one.documents),
            kind=lambda one: "unit",
        ):
            found = _failed(one, outcome) if isinstance(outcome, BaseException) else outcome
            failures += found.failures
            # What is broken is not found by the next build, which tries again.
            key = f"{one.key}, broken" if found.failures else one.key
            batch.keep(UNIT, key, replace(found, failures=()))
            units[one.story] = _unit(key, one.story, found)
            done += 1
            progress("weigh", done, there + len(groups))
    return Told(units, tuple(failures))


def story_id(group: Sequence[str]) -> str:
    """Return the id of the story that documents make, by their ids."""
    return content_id("story", *group)


def in_several_languages(listed: Iterable[Listed]) -> bool:
    """Tell whether documents are in more than one language."""
    return len({one.language for one in listed}) > 1


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


def _unit(key: str, story: str, found: Findings) -> Unit:
    return Unit(key, story, "", len(found.documents), len(found.statements), len(found.claims))


def _unit_key(documents: Documents, extracted: Extracted, group: Sequence[str]) -> str:
    members = (f"{documents[one].shown} {extracted.keys.get(one, '')}" for one in group)
    return step_key("unit", *members)


def _counted(store: Store, keys: Mapping[str, str]) -> dict[str, Unit]:
    """Return the units that are kept already, by the ids of their stories; `keys` are those of all units."""
    before = store.manifest()
    counted = {unit.key: unit for unit in before.units} if before is not None else {}
    there = store.has(keys.values())
    story_of_key = {key: story for story, key in keys.items() if key in there}
    found = {story: counted[key] for key, story in story_of_key.items() if key in counted}
    for key, findings in store.kept_all(UNIT, (key for key in story_of_key if key not in counted)):
        found[story_of_key[key]] = _unit(key, story_of_key[key], findings)
    return found


class Sketches(Mapping[str, Sketch]):
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


def sketch_all(
    store: Store, documents: Documents, several: bool, *, engine: Engine, progress: Progress
) -> Sketches:
    """Sketch the documents; `several` says whether the case is in more than one language."""
    told = "several languages" if several else "one language"
    keys = {one.id: step_key("sketch", one.content, one.language or "", told) for one in documents.listed}
    there = store.has(keys.values())
    missing = [one for one in documents.listed if keys[one.id] not in there]
    done = len(keys) - len(missing)
    progress("sketch", done, len(keys))
    with Batch(store) as batch:
        for document, outcome in engine.map(
            sketch_across if several else sketch_within,
            documents.load(missing),
            weight=lambda document: len(document.text),
            kind=lambda document: document.language or "",
        ):
            if isinstance(outcome, BaseException):
                raise outcome
            batch.keep(SKETCH, keys[document.id], outcome)
            done += 1
            progress("sketch", done, len(keys))
    return Sketches(store, keys)


def sketch_within(documents: Sequence[Document]) -> list[bytes]:
    """Sketch documents of a case in one language."""
    return [pack_sketch(sketch(document)) for document in documents]


def sketch_across(documents: Sequence[Document]) -> list[bytes]:
    """Sketch documents of a case in several languages."""
    return [pack_sketch(sketch(document, encoder=encode)) for document in documents]


def group_all(
    store: Store,
    sketches: Sketches,
    present: Collection[str],
    *,
    pile: str,
    several: bool,
    progress: Progress,
) -> tuple[Grouping, list[str]]:
    """Put documents together by matter, knowing the last grouping; return the keys of its chunks, too.

    `pile` stands for the documents that are present, see `pile_told`.
    """
    progress("group", 0, 1)
    grouping = regroup(_chunks(store, several), sketches, present)
    keys = keep_grouping(store, grouping, pile=pile, several=several)
    progress("group", 1, 1)
    return grouping, keys


def group_more(
    store: Store, sketches: Sketches, *, pile: str, several: bool, progress: Progress
) -> Grouping | None:
    """Put the documents of `sketches` together with those of the last grouping, and keep nothing of it.

    None where the last grouping is not known, or of another pile than `pile`.
    """
    progress("group", 0, 1)
    chunks = _chunks(store, several, of=pile)
    grouping = regroup_more(chunks, sketches, list(sketches)) if chunks else None
    progress("group", 1, 1)
    return grouping


def keep_grouping(store: Store, grouping: Grouping, *, pile: str, several: bool) -> list[str]:
    """Keep a grouping as the last, that of `pile`; return the keys of its chunks."""
    changed = ((_chunk_key(name, several), grouping.kept[name]) for name in sorted(grouping.changed))
    with store.together():
        store.keep_all(CHUNK, changed)
        store.keep_note(_CHUNKS, json.dumps({"pile": pile, "chunks": sorted(grouping.kept)}))
    return [_chunk_key(name, several) for name in grouping.kept]


def forget_grouping(store: Store) -> None:
    """Let the next grouping know nothing of the last."""
    store.keep_note(_CHUNKS, "{}")


def _chunks(store: Store, several: bool, of: str | None = None) -> dict[str, bytes] | None:
    """Return the chunks of the last grouping by name; None where one is missing, or it is not `of` a pile."""
    noted = json.loads(store.note(_CHUNKS) or "{}")
    if not isinstance(noted, dict) or (of is not None and noted.get("pile") != of):
        return None  # earlier versions noted the chunks alone
    names = noted.get("chunks", [])
    kept = dict(store.kept_all(CHUNK, (_chunk_key(name, several) for name in names)))
    found = {name: kept[key] for name in names if (key := _chunk_key(name, several)) in kept}
    return found if names and len(found) == len(names) else None


def _chunk_key(name: str, several: bool) -> str:
    return step_key("grouping", name, str(several))
