"""Lists come in parts: nothing is lost or told twice, also where somebody decides in between."""

from typing import get_args

import pytest

from firsthand.desk import OpenDesk, walk
from firsthand.desk.shapes import Asked, Queue, Sort
from firsthand.model import Draft
from firsthand.model.errors import GoneError

REASON = "It stands in no original of this case."


@pytest.mark.parametrize("sort", get_args(Sort))
def test_every_claim_comes_once_in_any_order(large: OpenDesk, sort: Sort) -> None:
    every = {claim for story in large.stories(limit=500).items for claim in large.index(story.id).claim}
    told = [row.id for row in walk(large.claims, Asked(sort=sort), limit=7)]
    assert len(told) == len(set(told)) == large.claims().total
    assert set(told) == every


@pytest.mark.parametrize("kind", get_args(Queue))
def test_every_open_item_comes_once(large: OpenDesk, kind: Queue) -> None:
    told = [one.id for one in walk(large.queue, kind, limit=3)]
    assert len(told) == len(set(told)) == large.queue(kind).total
    by_story = [
        one.id for story in walk(large.stories) for one in walk(large.queue, kind, story=story.id, limit=9)
    ]
    assert sorted(by_story) == sorted(told)


def test_other_lists_come_whole(large: OpenDesk) -> None:
    assert len({row.id for row in walk(large.documents, limit=9)}) == large.documents().total == 61
    assert len({row.source.id for row in walk(large.sources, limit=9)}) == large.sources().total
    assert len({row.record.id for row in walk(large.records, limit=9)}) == large.records().total > 0
    assert len({row.person.id for row in walk(large.persons, limit=9)}) == large.persons().total > 0
    numbers = [entry.number for entry in walk(large.custody, limit=9)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 1


def test_a_part_goes_on_where_the_last_one_ended_though_claims_left(large: OpenDesk) -> None:
    whole = [row.id for row in walk(large.claims)]
    first = large.claims(limit=40)
    for gone in (whole[3], whole[39], whole[41], whole[60]):  # before, at, and after the end of the part
        large.decide(Draft("reject", gone, reason=REASON), reviewer="Ada Lund")
    rest: list[str] = []
    after = first.after
    while after:
        part = large.claims(limit=7, after=after)
        rest += [row.id for row in part.items]
        after = part.after
    again = [row.id for row in walk(large.claims)]
    seen = {row.id for row in first.items}
    assert not {whole[3], whole[39], whole[41], whole[60]} & set(again)
    assert len(rest) == len(set(rest))
    assert set(again) - seen <= set(rest)  # nothing is lost
    assert [one for one in rest if one in whole[:40]] == []  # nothing is told twice


def test_a_cursor_of_another_list_is_refused(large: OpenDesk) -> None:
    other = large.claims(Asked(sort="text"), limit=1).after
    with pytest.raises(GoneError, match="Begin again"):
        large.claims(Asked(sort="documents"), after=other)
    for broken in ("x", "W10", "é", "bnVsbA", "WyJ4Il0" * 9):
        with pytest.raises(GoneError, match="Begin again"):
            large.claims(after=broken)


def test_a_part_is_never_empty_or_endless(large: OpenDesk) -> None:
    assert len(large.claims(limit=0).items) == 1
    assert len(large.claims(limit=10_000).items) == min(500, large.claims().total)


def test_lists_after_decisions_are_as_if_opened_anew(large: OpenDesk) -> None:
    for sort in get_args(Sort):
        large.claims(Asked(sort=sort))
    for kind in get_args(Queue):
        large.queue(kind)
    large.overview()
    rows = large.claims(limit=100).items
    large.decide(Draft("accept", rows[0].id), reviewer="Ada Lund")
    for row in rows[5:8]:
        large.decide(Draft("reject", row.id, reason=REASON), reviewer="Ada Lund")
    conflict = large.queue("conflicts").items[0]
    large.decide(Draft("reject", conflict.id, reason=REASON), reviewer="Ada Lund")
    variant = large.queue("variants").items[0]
    large.decide(Draft("accept", variant.id), reviewer="Ada Lund")
    path = large.path
    assert path is not None
    with OpenDesk(path) as anew:
        for sort in get_args(Sort):
            asked = Asked(sort=sort)
            assert list(walk(large.claims, asked)) == list(walk(anew.claims, asked))
        for kind in get_args(Queue):
            assert list(walk(large.queue, kind)) == list(walk(anew.queue, kind))
        assert list(walk(large.documents)) == list(walk(anew.documents))
        assert list(walk(large.sources)) == list(walk(anew.sources))
        assert list(walk(large.records)) == list(walk(anew.records))
        assert large.overview() == anew.overview()
        assert large.facets() == anew.facets()
        assert large.revision == anew.revision
