"""Which statements may give one count two values: all that could, held against trying every two."""

from itertools import combinations

import numpy as np

from firsthand.extract import extract_documents
from firsthand.read import read_bytes
from firsthand.resolve import resolve
from firsthand.weigh.conflicts.facts import meeting
from firsthand.weigh.conflicts.facts.counts import counts_of
from firsthand.weigh.conflicts.facts.meeting import pairs_that_count
from firsthand.weigh.conflicts.facts.telling import story_of
from firsthand.weigh.conflicts.facts.values import _one_noun

TEXTS = (
    "The navy of Tolvia tested more than 20 coastal rockets last year. Two hundred people signed the letter.",
    "The navy fired 14 rockets. The letter has 240 signatures. The repair cost 3 million crowns and 40 days.",
    "Inspectors found 31 spills in Orlen. Some 230 workers signed it, and the repair took 45 days.",
    "Brakk Chemicals hid 300 spills. The damage is 5 million crowns. Twelve people were hurt in Orlen.",
    "Die Marine von Tolvia testete 17 Raketen. Bei dem Unfall in Orlen wurden 14 Menschen verletzt.",
)


def _tellings(*texts):
    read = [read_bytes(text.encode(), name=f"{at}.txt") for at, text in enumerate(texts)]
    statements = resolve(read, list(extract_documents(read))).statements
    told = sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id))
    story = story_of(told, {document.id: document for document in read}, None)
    counts = {id(each): counts_of(each) for each in story.tellings}
    return [each for each in story.tellings if counts[id(each)]], counts


def test_every_two_that_count_one_thing_are_found_in_order():
    tellings, counts = _tellings(*TEXTS)
    found = list(pairs_that_count(tellings, counts))
    wanted = [
        (left, right)
        for left, right in combinations(tellings, 2)
        if not left.statement.passage.overlaps(right.statement.passage)
        and (
            left.language != right.language
            or any(_one_noun(a, b) for a in counts[id(left)] for b in counts[id(right)])
        )
    ]
    assert len(wanted) > 8
    assert [pair for pair in found if pair in wanted] == wanted
    assert len(found) < len(tellings) * (len(tellings) - 1) / 2


def test_of_very_many_that_count_one_thing_those_near_in_sense_are_held_together(monkeypatch):
    tellings, counts = _tellings(*(f"The navy of Tolvia tested {9 + at} rockets." for at in range(8)))
    monkeypatch.setattr(meeting, "_MANY", 5)
    assert list(pairs_that_count(tellings, counts)) == []  # nothing is known of their sense
    for each in tellings:
        object.__setattr__(each, "sense", np.ones(1, np.float32))
    assert len(list(pairs_that_count(tellings, counts))) == 28
