"""Weighing a table of claims: records, copies, lists, and what must not change a thing."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.weigh.credibility import Row, Weighed, copying, weigh_rows
from firsthand.weigh.credibility.copying import Pairs
from firsthand.weigh.credibility.index import Given, Index

QUESTIONS = [f"boat {number}" for number in range(40)]
TRUE = {question: f"pier {number}" for number, question in enumerate(QUESTIONS)}


def source(name: str, *, wrong: float, seed: int) -> list[Row]:
    chance = random.Random(seed)
    return [
        Row(name, q, "lies at", f"berth {chance.randrange(60)}" if chance.random() < wrong else TRUE[q])
        for q in QUESTIONS
    ]


def copies(rows: list[Row], count: int) -> list[Row]:
    return [Row(f"copy {n}", r.object, r.attribute, r.value) for n in range(count) for r in rows]


def share_right(weighed: Weighed) -> float:
    return sum(answer.value == TRUE[answer.object] for answer in weighed.answers) / len(weighed.answers)


HARBOUR = [row for n in range(4) for row in source(f"office {n}", wrong=0.25, seed=n)]
WORST = source("rumour", wrong=0.9, seed=99)


def test_the_record_of_the_sources_decides_where_voting_cannot() -> None:
    two_against_two = [
        *source("careful", wrong=0.05, seed=1),
        *source("also careful", wrong=0.05, seed=2),
        *source("careless", wrong=0.7, seed=3),
    ]
    weighed = weigh_rows(two_against_two)
    record = {each.source: each.share for each in weighed.records}
    assert record["careful"] > record["careless"]
    assert share_right(weighed) >= 0.95


@pytest.mark.parametrize("count", [10, 300])
def test_copies_of_the_worst_source_change_nothing(count: int) -> None:
    before = weigh_rows(HARBOUR + WORST)
    after = weigh_rows(HARBOUR + WORST + copies(WORST, count))
    assert [a.value for a in after.answers] == [a.value for a in before.answers]
    assert [a.probability for a in after.answers] == [a.probability for a in before.answers]
    assert sum("rumour" in (each.source, each.other) for each in after.copies) or after.copies


def test_near_copies_are_found_and_said() -> None:
    chance = random.Random(5)
    partial = [row for row in WORST[:20] if chance.random() < 0.9]
    near = [Row(f"echo {n}", r.object, r.attribute, r.value) for n in range(6) for r in partial[n:]]
    # The offices answer everything: that the echoes answer the same few questions gives them away.
    weighed = weigh_rows(HARBOUR + WORST[:20] + near)
    assert share_right(weighed) >= share_right(weigh_rows(HARBOUR)) - 0.05
    pair = next(each for each in weighed.copies if {each.source, each.other} == {"echo 0", "echo 1"})
    assert pair.same == pair.both == min(len(partial), len(partial) - 1)
    assert "the same answer to" in pair.because


def test_answers_are_never_certain_and_say_why() -> None:
    answer = weigh_rows(HARBOUR).answers[0]
    assert 0 < answer.options[-1].probability <= answer.probability < 1
    assert answer.because.startswith("for it ")
    assert "office" in answer.because


def test_what_says_nothing_is_no_answer_and_an_estimate_yields_to_a_report() -> None:
    rows = [
        Row("a", "ferry", "left", "Not available"),
        Row("b", "ferry", "left", "7:12 p.m. (Estimated)"),
        Row("c", "ferry", "left", "7:12 p.m. (Estimated)"),
        Row("d", "ferry", "left", "19:05"),
        Row("a", "barge", "left", None),
        Row("b", "barge", "left", "6:40aDec 3"),
    ]
    weighed = weigh_rows(rows, kinds={"left": "time"})
    ferry = weighed.find_answer("ferry", "left")
    barge = weighed.find_answer("barge", "left")
    assert ferry is not None and barge is not None
    assert (ferry.value, len(ferry.options)) == ("19:05", 1)
    assert barge.value == "6:40aDec 3"
    assert weighed.find_answer("tug", "left") is None


def test_close_numbers_support_each_other_where_that_is_asked_for() -> None:
    rows = [Row(s, "town", "people", v) for s, v in {"a": "1200", "b": "1203", "c": "90"}.items()]
    apart = weigh_rows(rows).answers[0]
    together = weigh_rows(rows, tolerance={"people": 0.01}).answers[0]
    chance = {option.value: option.probability for option in together.options}
    assert chance["1200"] > chance["90"]
    assert len({option.probability for option in apart.options}) == 1


def test_a_rounded_number_counts_less_than_one_counted_out() -> None:
    answer = weigh_rows([Row("a", "town", "people", "46,000"), Row("b", "town", "people", "45871")]).answers[
        0
    ]
    assert answer.value == "45871"


def test_a_source_nobody_knows_is_taken_for_one_of_its_kind() -> None:
    rows = [*HARBOUR, *WORST]
    rows += [Row("new hand", "raft", "lies at", "east"), Row("another", "raft", "lies at", "west")]
    groups = {"new hand": "office", "another": "gossip", "rumour": "gossip"}
    groups |= {f"office {n}": "office" for n in range(4)}
    raft = weigh_rows(rows, groups=groups).find_answer("raft", "lies at")
    assert raft is not None
    assert raft.value == "east"
    assert raft.probability > raft.options[1].probability


def test_each_name_of_a_list_is_judged_by_itself() -> None:
    wordings = [
        "Quill, Ada M.; Lind, Bo", "Ada M. Quill, Bo Lind", "QUILL, ADA M.", "Quill", "Quill, Ada M.",
        "Quill, Ada M./ Lind, Bo", "By (author) Quill, Ada M. By (author) Lind, Bo", "Ada Quill, et al",
    ]  # fmt: skip
    rows = [Row(f"shop {n}", "book", "authors", wording) for n, wording in enumerate(wordings)]
    answer = weigh_rows(rows, kinds={"authors": "names"}).answers[0]
    assert answer.value == "Ada M. Quill; Bo Lind"
    assert answer.probability > 0.5


def test_names_run_together_or_misspelled_are_read_by_the_other_wordings() -> None:
    wordings = [
        "Quill, Matthew; Quill, Elena", "Matthew Quill, Elena Quill", "Matthew Van Quill Elena Quill",
        "Mathew Quill, Elena Quill", "QUILL, MATTHEWQUILL, ELENA", "Matthew Quill Elena Quill",
    ]  # fmt: skip
    rows = [Row(f"shop {n}", "book", "authors", wording) for n, wording in enumerate(wordings)]
    answer = weigh_rows(rows, kinds={"authors": "names"}).answers[0]
    assert answer.value == "Matthew Quill; Elena Quill"


def test_two_surnames_are_two_people_and_brothers_stay_two() -> None:
    wordings = ["Quill, Ada; Lind, Bo", "Ada Quill, Bo Lind", "Quill Lind", "Lind, Bo"]
    brothers = ["Marsh, Ivo A.; Marsh, Ivo B.", "Ivo A. Marsh, Ivo B. Marsh"]
    rows = [Row(f"shop {n}", "book", "authors", wording) for n, wording in enumerate(wordings)]
    rows += [Row(f"shop {n}", "atlas", "authors", wording) for n, wording in enumerate(brothers)]
    weighed = weigh_rows(rows, kinds={"authors": "names"})
    assert [answer.value for answer in weighed.answers] == [
        "Ivo A. Marsh; Ivo B. Marsh",
        "Ada Quill; Bo Lind",
    ]


@settings(max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(chance: random.Random) -> None:
    rows = HARBOUR[:60] + WORST[:15]
    shuffled = rows[:]
    chance.shuffle(shuffled)
    assert weigh_rows(shuffled) == weigh_rows(rows)


def test_an_empty_table() -> None:
    assert weigh_rows([]) == Weighed((), (), ())


def test_looking_pairs_up_counts_like_the_table_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index(Given(r.source, r.object, r.attribute, r.value or "") for r in HARBOUR + WORST)
    pairs = Pairs(index)
    trust = np.full((len(index.sources), 1), 0.8)
    dependent = np.linspace(0, 1, len(pairs.one))
    dependent = np.minimum(dependent, dependent[np.lexsort((pairs.one, pairs.other))])
    by_table = pairs.counted(trust, dependent)
    monkeypatch.setattr(copying, "_FIT_A_TABLE", 0)
    assert np.allclose(pairs.counted(trust, dependent), by_table)
    assert by_table.min() < 1
