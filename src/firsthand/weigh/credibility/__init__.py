"""How likely each of several values is, from the track record of those who give them, copies counted once.

Usable alone, on any table of claims: `weigh_rows(rows)` takes rows of (source, object, attribute, value)
and returns for each question its values with their probabilities and reasons, the record of each
source, and which sources are taken for copies of one another and why.

    from firsthand.weigh.credibility import Row, weigh_rows

    weighed = weigh_rows([
        Row("harbour office", "ferry 12", "left", "7:05 a.m."),
        Row("timetable", "ferry 12", "left", "7:00"),
    ])
    for answer in weighed.answers:
        print(answer.object, answer.attribute, answer.value, answer.probability, answer.because)

`with_credibility` does it for the claims of a story, whose copies the lineage knows.

A probability says how the sources' records speak for a value: where it comes from, not that it is so.
"""

from firsthand.weigh.credibility.disputes import with_credibility
from firsthand.weigh.credibility.reading import read_table
from firsthand.weigh.credibility.table import Answer, Copying, Option, Record, Row, Weighed
from firsthand.weigh.credibility.values import Kind
from firsthand.weigh.credibility.weighing import weigh_rows

__all__ = [
    "Answer",
    "Copying",
    "Kind",
    "Option",
    "Record",
    "Row",
    "Weighed",
    "read_table",
    "weigh_rows",
    "with_credibility",
]
