"""How the benchmark of credibility counts."""

import csv
from pathlib import Path

from credibility import exact, triples, within, write
from credibility_peers import vote
from firsthand.weigh.credibility import Row, weigh_rows


def test_exact_counts_every_true_cell_and_a_tie_by_its_share() -> None:
    truth = {("ferry", "left"): "07:05", ("ferry", "came"): "08:00", ("barge", "left"): "19:30"}
    right = exact(truth)
    assert right({("ferry", "left"): ["7:05 a.m."], ("ferry", "came"): ["8:00", "8:10"]}) == 0.5
    assert right({}) == 0


def test_within_a_share() -> None:
    truth = {("town", "people"): 1000.0}
    assert within(truth, 0.01)({("town", "people"): ["1010"]}) == 1
    assert within(truth, 0.01)({("town", "people"): ["1011"]}) == 0


def test_voting_keeps_ties() -> None:
    rows = [
        Row(s, "ferry", "left", v)
        for s, v in {"a": "7:05", "b": "7:05 a.m.", "c": "8:00", "d": "n/a"}.items()
    ]
    assert vote(triples(rows, "time")) == {("ferry", "left"): ["07:05"]}
    assert vote(triples(rows[1:], "time")) == {("ferry", "left"): ["07:05", "08:00"]}


def test_the_answers_are_written_as_a_table(tmp_path: Path) -> None:
    out = tmp_path / "answers.csv"
    rows = [Row("shop", "book", "authors", "Quill, Ada")]
    write(weigh_rows(rows, kinds={"authors": "names"}), out)
    with out.open(newline="") as file:
        header, line = csv.reader(file)
    assert header == ["object", "attribute", "value", "probability"]
    assert line[:3] == ["book", "authors", "Ada Quill"] and 0 < float(line[3]) < 1
