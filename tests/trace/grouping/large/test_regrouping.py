import random
from collections.abc import Mapping

import pytest
from sketched import pile

from firsthand.trace import Sketch, regroup, regroup_more
from firsthand.trace.grouping.large import candidate_keys, commonness, comparing, regrouping

LANGUAGES = [("en",), ("en", "de"), ("en", "xx", "zh")]


@pytest.fixture(params=[(12, 5, 800), (3, 1, 800), (4, 2, 9)], ids=["small", "sampled", "cut"])
def scale(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a pile of a hundred go the ways of one of a hundred thousand."""
    sampled, carriers, most = request.param
    monkeypatch.setattr(commonness, "_SAMPLED", sampled)
    monkeypatch.setattr(candidate_keys, "_CARRIERS", carriers)
    monkeypatch.setattr(regrouping, "_MOST_AT_ONCE", most)
    monkeypatch.setattr(comparing, "_MOST_ANEW", 0.9)


@pytest.mark.usefixtures("scale")
@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("seed", range(2))
def test_a_pile_that_grew_and_shrank_is_grouped_as_if_it_had_always_been_so(
    seed: int, languages: tuple[str, ...]
):
    sketches = pile(seed, 140, languages=languages)
    chance = random.Random(seed)
    present = set(chance.sample(sorted(sketches), 70))
    grouping = regroup(None, sketches, present)
    for _ in range(8):
        coming = chance.sample(sorted(sketches.keys() - present), chance.choice((1, 1, 2, 6)))
        going = chance.sample(sorted(present), chance.choice((0, 0, 1, 5)))
        present = (present | set(coming)) - set(going)
        before, grouping = grouping, regroup(grouping.kept, sketches, present)
        anew = regroup(None, sketches, present)
        assert grouping.groups == anew.groups
        assert grouping.kept == anew.kept
        if not going:
            assert regroup_more(before.kept, sketches, coming) == grouping
        assert grouping.new == set(grouping.groups) - set(before.groups)
        assert grouping.changed == {
            name for name, data in grouping.kept.items() if before.kept.get(name) != data
        }


def test_one_by_one_in_any_order_comes_to_the_same():
    sketches = pile(7, 24, languages=("en", "de"))
    found = []
    for order in (
        sorted(sketches),
        sorted(sketches, reverse=True),
        random.Random(1).sample(list(sketches), 24),
    ):
        kept = None
        for last in range(1, len(order) + 1):
            kept = regroup(kept, sketches, order[:last]).kept
        found.append(kept)
    assert found[0] == found[1] == found[2] == regroup(None, sketches, sketches.keys()).kept


def test_what_tells_of_one_matter_is_one_group():
    sketches = pile(3, 60, matters=3)
    groups = regroup(None, sketches, sketches.keys()).groups
    assert sorted(id for group in groups for id in group) == sorted(sketches)
    assert all(len({id.split()[-1] for id in group}) == 1 for group in groups)
    assert len(groups) < 10


def test_one_document_more_changes_its_own_chunks_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("firsthand.trace.grouping.large.chunks._CHUNK", 3)
    monkeypatch.setattr(commonness, "_SAMPLED", 4)
    sketches = pile(11, 120, matters=20)
    *most, last = sorted(sketches)
    before = regroup(None, sketches, most)
    after = regroup(before.kept, sketches, [*most, last])
    own = {name for name in after.changed if name.startswith("sketches/")}
    assert len(own) == 1
    assert len([name for name in after.kept if name.startswith("sketches/")]) == 16


class Asked(dict[str, Sketch]):
    """Sketches that tell which of them were asked for."""

    def __init__(self, sketches: Mapping[str, Sketch]) -> None:
        super().__init__(sketches)
        self.asked: list[str] = []

    def __getitem__(self, id: str) -> Sketch:
        self.asked.append(id)
        return super().__getitem__(id)


def test_only_new_documents_are_asked_for():
    sketches = Asked(pile(5, 30))
    first, *others = sorted(sketches)
    kept = regroup(None, sketches, others).kept
    assert sketches.asked == others
    sketches.asked.clear()
    regroup(kept, sketches, [first, *others])
    assert sketches.asked == [first]


@pytest.mark.parametrize("spoilt", [{}, {"sketches/1/00000": b"", "ties/1/00000": b""}])
def test_what_other_code_kept_is_not_used(spoilt: dict[str, bytes]):
    sketches = pile(5, 30)
    anew = regroup(None, sketches, sketches.keys())
    assert regroup(spoilt, sketches, sketches.keys()).kept == anew.kept
    older = {name: data.replace(data[4:6], b"\xff\xff", 1) for name, data in anew.kept.items()}
    assert regroup(older, sketches, sketches.keys()) == anew
    assert regroup_more(older, sketches, []) is None
    fewer = {name: data for name, data in anew.kept.items() if name.startswith("sketches")}
    assert regroup(fewer, sketches, sketches.keys()).groups == anew.groups


def test_a_pile_may_be_empty_and_become_so():
    sketches = pile(2, 5)
    assert regroup(None, {}, ()).groups == ()
    kept = regroup(None, sketches, sketches.keys()).kept
    gone = regroup(kept, sketches, ())
    assert gone.groups == ()
    assert regroup(gone.kept, sketches, sketches.keys()).kept == kept


def test_documents_with_nothing_to_say_stay_by_themselves():
    empty = {id: Sketch(id, "en", 0, b"", b"") for id in "abc"}
    assert regroup(None, empty, empty.keys()).groups == (("a",), ("b",), ("c",))


def test_names_of_any_script_are_kept():
    sketches = {id: Sketch(id, "en", 0, b"", b"") for id in ("ä/文.txt", "plain", "\n")}
    kept = regroup(None, sketches, sketches.keys()).kept
    assert regroup(kept, {}, sketches.keys()).groups == tuple(sorted((id,) for id in sketches))
