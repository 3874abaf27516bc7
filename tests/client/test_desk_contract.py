"""What every desk answers and refuses, here and elsewhere: the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from firsthand import walk
from firsthand.desk import Desk, OpenDesk
from firsthand.desk.shapes import Asked, Page
from firsthand.model import Draft
from firsthand.model.errors import DecisionError, FirsthandError, GoneError

REASON = "The harbour in the second sentence is another one."

LISTS: dict[str, Callable[..., Page[Any]]] = {
    "stories": lambda desk, **part: desk.stories(**part),
    "claims": lambda desk, **part: desk.claims(**part),
    "contested": lambda desk, **part: desk.claims(Asked(standing="contested"), **part),
    "conflicts": lambda desk, **part: desk.queue("conflicts", **part),
    "variants": lambda desk, **part: desk.queue("variants", **part),
    "single-origin": lambda desk, **part: desk.queue("single-origin", **part),
    "misfits": lambda desk, **part: desk.queue("misfits", **part),
    "documents": lambda desk, **part: desk.documents(**part),
    "sources": lambda desk, **part: desk.sources(**part),
    "records": lambda desk, **part: desk.records(**part),
    "custody": lambda desk, **part: desk.custody(**part),
    "decisions": lambda desk, **part: desk.decisions(**part),
}
ASKED = [
    Asked(),
    Asked(text="forty tonnes"),
    Asked(text="diesel"),
    Asked(standing="corroborated"),
    Asked(place="Corvane"),
    Asked(language="de"),
    Asked(since=date(2021, 3, 4), until=date(2021, 3, 4)),
    Asked(state="open", denied=True),
    Asked(changed=True, sort="text"),
    Asked(sort="origins"),
    Asked(origin="src-none", source="src-none", document="none", story="story-none"),
]


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_the_same_whole_and_in_parts(a_desk: Desk, still: OpenDesk, name: str) -> None:
    ask = LISTS[name]
    whole = ask(still)
    assert ask(a_desk) == whole
    parts = walk(lambda **part: ask(a_desk, **part), limit=1)
    assert tuple(parts) == whole.items
    # More than is ever given is as much as is.
    assert ask(a_desk, limit=10_000) == ask(still, limit=10_000)
    assert len(ask(a_desk, limit=0).items) <= 1


@pytest.mark.parametrize("asked", ASKED, ids=repr)
def test_what_is_asked_for_is_found_the_same(a_desk: Desk, still: OpenDesk, asked: Asked) -> None:
    assert a_desk.claims(asked) == still.claims(asked)
    assert a_desk.facets(asked) == still.facets(asked)


def test_each_thing_is_the_same(a_desk: Desk, still: OpenDesk) -> None:
    assert a_desk.overview() == replace(still.overview(), name=a_desk.overview().name)
    for story in still.stories().items:
        assert a_desk.story(story.id) == still.story(story.id)
    for claim in walk(still.claims):
        assert a_desk.claim(claim.id) == still.claim(claim.id)
    for row in still.documents().items:
        assert a_desk.document(row.id) == still.document(row.id)
        assert a_desk.document(row.id, at=40) == still.document(row.id, at=40)
        assert a_desk.areas(row.id, 0, 20) == still.areas(row.id, 0, 20)
        assert a_desk.original(row.id) == still.original(row.id)
    for source in walk(still.sources):
        assert a_desk.source(source.source.id) == source
    for record in walk(still.records):
        assert a_desk.record(record.record.id) == record
    for name in ("tallies", "failures", "in_force", "misfits", "report", "building"):
        assert getattr(a_desk, name)() == getattr(still, name)(), name
    assert type(a_desk.in_force()) is frozenset


def test_persons_are_the_same_but_for_where_they_are_named(a_desk: Desk, still: OpenDesk) -> None:
    def bare(desk: Desk) -> list[object]:
        return [replace(row, person=replace(row.person, mentions=())) for row in desk.persons().items]

    assert bare(a_desk) == bare(still)
    assert bare(still)
    if not isinstance(a_desk, OpenDesk):
        assert not any(row.person.mentions for row in a_desk.persons().items)


@pytest.mark.parametrize(
    "ask",
    [
        lambda desk: desk.story("story-none"),
        lambda desk: desk.claim("c-none"),
        lambda desk: desk.claim(""),
        lambda desk: desk.claim("a/b"),
        lambda desk: desk.claim(".."),
        lambda desk: desk.claim("\x00"),
        lambda desk: desk.claim("\udc80"),
        lambda desk: desk.claim("x" * 5000),
        lambda desk: desk.claims(after="nothing"),
        lambda desk: desk.document("none"),
        lambda desk: desk.original("none"),
        lambda desk: desk.areas("none", 0, 1),
        lambda desk: desk.source("none"),
        lambda desk: desk.record("none"),
        lambda desk: desk.decide(Draft("accept", "c-none"), reviewer="Ada Lind"),
        lambda desk: desk.decide(Draft("withdraw", "decision-none", reason=REASON), reviewer="Ada Lind"),
    ],
)
def test_what_is_not_there_is_gone_in_the_same_words(
    a_desk: Desk, still: OpenDesk, ask: Callable[[Desk], object]
) -> None:
    told = []
    for desk in (a_desk, still):
        with pytest.raises(GoneError) as raised:
            ask(desk)
        told.append(str(raised.value))
    assert all(told)
    if "no id looks like this" not in told[0]:
        assert told[0] == told[1]


@pytest.mark.parametrize(
    "draft",
    [
        Draft("reject", "CLAIM"),
        Draft("reject", "CLAIM", reason="ok"),
        Draft("judge-claim", "CLAIM", reason=REASON),
        Draft("split-claim", "CLAIM", reason=REASON),
        Draft("merge-claims", "CLAIM", reason=REASON, others=("CLAIM",)),
        Draft("set-bounds", "STATEMENT", reason=REASON),
        Draft("set-bounds", "STATEMENT", reason=REASON, start=9, end=3),
        Draft("set-bounds", "STATEMENT", reason=REASON, start=0, end=10**8),
        Draft("add-statement", "DOCUMENT", reason=REASON, start=5, end=5),
    ],
    ids=repr,
)
def test_what_cannot_be_decided_is_refused_in_the_same_words(
    a_desk: Desk, still: OpenDesk, draft: Draft
) -> None:
    claim = still.claims().items[0].id
    ids = {
        "CLAIM": claim,
        "STATEMENT": still.claim(claim).statements.items[0].id,
        "DOCUMENT": still.documents().items[0].id,
    }
    draft = replace(draft, target=ids[draft.target], others=tuple(ids[one] for one in draft.others))
    told = []
    for desk in (a_desk, still):
        with pytest.raises(DecisionError) as raised:
            desk.decide(draft, reviewer="Ada Lind")
        told.append((type(raised.value), str(raised.value)))
        assert desk.decisions().total == 0
    assert told[0] == told[1]


def test_decisions_come_to_the_same(any_desk: Desk, same: OpenDesk) -> None:
    first, second = (row.id for row in same.claims(limit=2).items)
    document = same.documents().items[0].id
    drafts = [
        Draft("accept", first),
        Draft("judge-claim", first, reason=REASON, value="Seen in the register"),
        Draft("reject", second, reason=REASON),
        Draft("add-statement", document, reason=REASON, start=0, end=12, chain=("The Quay Office",)),
    ]
    for draft in drafts:
        there, here = (desk.decide(draft, reviewer="Ada Lind") for desk in (any_desk, same))
        assert (there.decision.action, there.decision.target, there.decision.reviewer) == (
            here.decision.action, here.decision.target, here.decision.reviewer,
        )  # fmt: skip
        assert there.now == here.now
        assert len(there.changed) == len(here.changed)
    assert any_desk.decisions().total == same.decisions().total == 4
    assert len(any_desk.in_force()) == 4
    assert [row.id for row in walk(any_desk.claims) if row.id == second] == []
    assert any_desk.claim(first).state == same.claim(first).state
    undone = next(d for d in any_desk.decisions().items if d.action == "reject")
    any_desk.decide(Draft("withdraw", undone.id, reason=REASON), reviewer="Ada Lind")
    assert second in [row.id for row in walk(any_desk.claims)]


def test_several_are_decided_together_or_not_at_all(any_desk: Desk) -> None:
    one, other = (row.id for row in any_desk.claims(limit=2).items)
    with pytest.raises(FirsthandError):
        any_desk.decide_all([Draft("accept", one), Draft("accept", "c-none")], reviewer="Ada Lind")
    assert any_desk.decisions().total == 0
    made = any_desk.decide_all([Draft("accept", one), Draft("accept", other)], reviewer="Ada Lind")
    assert [one_made.decision.target for one_made in made] == [one, other]
    assert any_desk.decide_all([], reviewer="Ada Lind") == ()
    assert any_desk.decisions().total == 2


def test_news_tell_what_was_decided(any_desk: Desk) -> None:
    claim = any_desk.claims().items[0].id
    before = any_desk.overview().revision
    made = any_desk.decide(Draft("accept", claim), reviewer="Ada Lind")
    news = any_desk.news(before)
    assert news.decisions == (made.decision,)
    assert news.revision == any_desk.overview().revision != before
    assert any_desk.news(news.revision).decisions == ()
