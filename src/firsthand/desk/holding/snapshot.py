"""A case at one moment, as its decisions leave it: never changed, replaced as a whole."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from firsthand.desk.holding.told import Told, marked_anew, reviewed, told
from firsthand.model import Decision, Findings, Record, Source
from firsthand.review import History, Misfit, Routes, apply_decisions, in_force, is_structural
from firsthand.review.slices import Slice, cut

_PERSONS = ("show-person", "hide-person")
_MOST_ANEW = 40  # stories; a list that was not asked for since so many changed is made from nothing
_LATELY = 128  # answers to what somebody asked for; a long one takes a megabyte
_OVER_ALL = ("over all", "findings")  # with these begins the name of what the next moment goes on from
_ASKED = (
    "claims",
    "counts",
    "sources",
    "persons",
)  # and of that what was asked for, of which the last ones are kept
_Found = TypeVar("_Found")
Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, and how much there is."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a build derived, cut into stories: the same for all snapshots until the next build.

    `home` is the story of a statement, claim, conflict, variant, document or record, by its id. It only
    grows: a claim that a decision splits off is in it from then on. `registered` says how many decisions the
    records took in when they were derived.
    """

    findings: Findings
    key: str
    slices: dict[str, Slice]
    routes: Routes
    home: dict[str, str]
    registered: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A case at one moment. `found` keeps what was worked out in it, each answer once.

    `moved` maps ids that decisions took away to those under which the same is found now. `before` are answers
    of moments before, each with the stories as they were then that have been worked out anew since.
    """

    base: Base
    decisions: tuple[Decision, ...]
    history: History
    stories: dict[str, Told]
    moved: Mapping[str, str]
    misfits: tuple[Misfit, ...]
    revision: str
    found: dict[Any, Any] = field(default_factory=dict)
    asked: OrderedDict[Any, Any] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    before: Mapping[Any, tuple[Any, Mapping[str, Told]]] = field(default_factory=dict)

    def story_of(self, item: str) -> str | None:
        """Return the id of the story that holds something, None where nothing goes by this id."""
        return self.base.home.get(item) or self.base.home.get(self.moved.get(item, ""))

    def told(self, item: str) -> Told | None:
        """Return the story that holds something."""
        story = item if item in self.stories else self.story_of(item)
        return self.stories.get(story) if story else None

    def place_of(self, decision: str) -> int:
        """Return which decision of the case it is, from 0."""
        places: dict[str, int] = self.once(
            "places", lambda: {made.id: place for place, made in enumerate(self.decisions)}
        )
        return places[decision]

    def once(self, key: Any, work: Callable[[], _Found]) -> _Found:
        """Return what was worked out for this key before, or work it out."""
        try:
            found: _Found = self.found[key]
        except KeyError:
            found = self.found[key] = work()
        return found

    def lately(self, key: Any, work: Callable[[], _Found]) -> _Found:
        """Return as `once` what there are many of: only the last answers are kept."""
        found: _Found
        with self.lock:
            if key in self.asked:
                self.asked.move_to_end(key)
                found = self.asked[key]
                return found
        found = work()
        with self.lock:
            self.asked[key] = found
            while len(self.asked) > _LATELY:
                self.asked.popitem(last=False)
        return found

    def of_findings(self, name: str, work: Callable[[], _Found]) -> _Found:
        """Return as `once` what is made of findings alone: it holds while decisions only mark something."""
        key = ("findings", name)

        def anew() -> _Found:
            found: _Found | None = self.as_before(key)
            return work() if found is None else found

        return self.once(key, anew)

    def as_before(self, key: Any) -> Any:
        """Return the answer of a moment before, None where there is none or where findings changed since."""
        found, since = self.before.get(key, (None, {}))
        same = all(self.stories[story].index is told.index for story, told in since.items())
        return found if same else None

    def sources(self) -> dict[str, Source]:
        """Return the sources as reviewed, by id."""
        return self.of_findings("all sources", self._sources)

    def records(self) -> dict[str, Record]:
        """Return the records as reviewed, by id."""
        return self.of_findings(
            "all records", lambda: {r.id: r for told in self.stories.values() for r in told.findings.records}
        )

    def _sources(self) -> dict[str, Source]:
        found = {source.id: source for told in self.stories.values() for source in told.findings.sources}
        return dict(sorted(found.items()))


def base_of(findings: Findings, key: str, *, registered: int = 0) -> Base:
    """Cut what a build derived into its stories."""
    slices = {one.story.id: one for one in cut(findings)}
    return Base(findings, key, slices, Routes(findings), {}, registered)


def snapshot_of(base: Base, decisions: tuple[Decision, ...], progress: Progress | None = None) -> Snapshot:
    """Return the case with all its decisions laid over what was derived."""
    return _laid(base, decisions, None, tuple(base.slices), progress=progress)


def with_decisions(before: Snapshot, made: Iterable[Decision]) -> Snapshot:
    """Return the case with further decisions: only the stories that they touch are worked out again.

    Of a story in which something was only accepted or judged, only the rows of that change.
    """
    new = tuple(made)
    every = (*before.decisions, *new)
    structural = [decision for decision in new if is_structural(decision, every)]
    touched = touched_by(before, structural)
    return _laid(before.base, every, before, touched, marked=touched_by(before, new), by=new)


def touched_by(snapshot: Snapshot, made: Iterable[Decision]) -> tuple[str, ...]:
    """Return the stories that decisions touch, in the order of the case."""
    new = tuple(made)
    all_made = (*snapshot.decisions, *new)
    found: set[str] = set()
    for decision in new:
        found |= _stories_of(snapshot.base, decision, all_made)
        about = snapshot.moved.get(decision.target)
        if about in snapshot.base.home:
            found.add(snapshot.base.home[about])
    return tuple(story for story in snapshot.base.slices if story in found)


def _laid(
    base: Base,
    decisions: tuple[Decision, ...],
    before: Snapshot | None,
    anew: tuple[str, ...],
    *,
    marked: tuple[str, ...] = (),
    by: tuple[Decision, ...] = (),
    progress: Progress | None = None,
) -> Snapshot:
    """Return the case with decisions: stories in `anew` worked out, in `marked` the rows `by` is about."""
    touching = _by_story(base, decisions)
    sources = base.findings.sources
    stories = dict(before.stories) if before else {}
    found = {story: reviewed(base.slices[story], sources, touching.get(story, ())) for story in anew}
    moved = {old: new for one in stories.values() if one.id not in found for old, new in one.moved.items()}
    for each in found.values():
        moved.update(each.moved)
    history = History(decisions, moved)
    for done, (story, each) in enumerate(found.items()):
        if progress and done % 20 == 0:
            progress("stories", done, len(found))
        _settle(base.home, story, each.findings)
        stories[story] = told(base.slices[story], each, history, stories.get(story))
    if progress:
        progress("stories", len(found), len(found))
    only = [story for story in marked if story not in found]
    about = {one for decision in by for one in history.about(decision)}
    for story in only:
        stories[story] = marked_anew(stories[story], history, about)
    return Snapshot(
        base=base,
        decisions=decisions,
        history=history,
        stories=stories,
        moved=moved,
        misfits=_misfits(base, decisions, stories, touching),
        revision=revision_of(base.key, len(decisions)),
        before=_carried(before, (*anew, *only)) if before else {},
    )


def _carried(before: Snapshot, anew: Iterable[str]) -> dict[Any, tuple[Any, Mapping[str, Told]]]:
    """Return the answers that the next moment can go on from: of lists over all, and those asked for lately.

    Of the latter the last ones alone: what is asked for has no end.
    """
    old = {story: before.stories[story] for story in anew}
    carried: dict[Any, tuple[Any, Mapping[str, Told]]] = {}
    carried |= {key: (found, {**old, **since}) for key, (found, since) in before.before.items()}
    with before.lock:
        asked = [(key, found) for key, found in before.asked.items() if key[0] in _ASKED]
    for key, found in (*tuple(before.found.items()), *asked):
        if isinstance(key, tuple) and key[0] in (*_OVER_ALL, *_ASKED):
            carried.pop(key, None)  # so that it comes last
            carried[key] = (found, old)
    kept = {key: pair for key, pair in carried.items() if len(pair[1]) <= _MOST_ANEW}
    for key in [key for key in kept if key[0] in _ASKED][:-_LATELY]:
        del kept[key]
    return kept


def _by_story(base: Base, decisions: tuple[Decision, ...]) -> dict[str, list[Decision]]:
    """Return the decisions in force on other things than persons, by the stories they touch."""
    found: dict[str, list[Decision]] = {}
    for decision in in_force(decisions):
        if decision.action not in _PERSONS:
            for story in _stories_of(base, decision, decisions):
                found.setdefault(story, []).append(decision)
    return found


def _stories_of(base: Base, decision: Decision, decisions: tuple[Decision, ...]) -> frozenset[str]:
    """Return the stories that a decision touches; `decisions` are all."""
    found = {base.home[one] for one in (decision.target, *decision.others) if one in base.home}
    if not found or decision.action not in _WITHIN_ONE:
        found |= base.routes.stories_of(decision, decisions)
    return frozenset(story for story in found if story in base.slices)


# What is decided on something that is at home in one story touches no other.
_WITHIN_ONE = ("accept", "reject", "set-bounds", "split-claim", "judge-claim")


def _settle(home: dict[str, str], story: str, findings: Findings) -> None:
    """Note where everything in a story is at home."""
    for many in (findings.documents, findings.statements, findings.claims, findings.conflicts):
        for one in many:
            home[one.id] = story
    for more in (findings.variants, findings.records):
        for each in more:
            home[each.id] = story


def _misfits(
    base: Base,
    decisions: tuple[Decision, ...],
    stories: Mapping[str, Told],
    touching: Mapping[str, list[Decision]],
) -> tuple[Misfit, ...]:
    """Return the decisions in force that fit no story, in the order they were made."""
    unfit: dict[str, Misfit] = {}
    fitting: set[str] = set()
    for story, its in touching.items():
        told_unfit = {misfit.decision.id: misfit for misfit in stories[story].misfits}
        unfit |= told_unfit
        fitting.update(decision.id for decision in its if decision.id not in told_unfit)
    known = fitting | set(unfit)
    homeless = [d for d in in_force(decisions) if d.action not in _PERSONS and d.id not in known]
    if homeless:
        alone = apply_decisions(Findings(sources=base.findings.sources), homeless)
        unfit |= {misfit.decision.id: misfit for misfit in alone.misfits}
    return tuple(unfit[d.id] for d in decisions if d.id in unfit and d.id not in fitting)


def revision_of(key: str, decisions: int) -> str:
    """Return the name of a moment: how many decisions there are, on which build."""
    return f"{decisions}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
