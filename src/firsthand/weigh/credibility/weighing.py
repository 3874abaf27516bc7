"""Weigh a table of claims: how likely each value is, how good each source is, and who copies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from firsthand.weigh.credibility.copying import Pairs
from firsthand.weigh.credibility.index import Given, Index
from firsthand.weigh.credibility.likeness import find_alike
from firsthand.weigh.credibility.lists import Listed, read_lists
from firsthand.weigh.credibility.reasons import why_one_line, why_value
from firsthand.weigh.credibility.records import Found, find_records, recount
from firsthand.weigh.credibility.table import Answer, Copying, Option, Record, Row, Weighed
from firsthand.weigh.credibility.values import Kind, Reading, kind_of, read_value

# Nothing that sources say is certain, and nothing that one of them says impossible.
_SURE = 0.99
_COPIES_SHOWN = 0.5
# A rounded number says less than one counted out: half, by sense (after the formats of Li et al., "Truth
# Finding on the Deep Web", VLDB 2012).
_WORTH_ROUNDED = 0.5
# Who copies whom is asked again once the lists of names are known; a third round changes next to nothing.
_ROUNDS_OF_LISTS = 3


@dataclass(frozen=True, slots=True)
class _Told:
    row: Row
    reading: Reading


def weigh_rows(
    rows: Iterable[Row],
    *,
    kinds: Mapping[str, Kind] | None = None,
    tolerance: Mapping[str, float] | None = None,
    groups: Mapping[str, str] | None = None,
) -> Weighed:
    """Weigh what sources say against one another, by their records, copies counted once.

    `kinds` says what an attribute holds ("text", "number", "time", "names" for lists of people); by default
    it is guessed from the values, lists of names excepted. `tolerance` says within which share of one another
    two numbers (within how many minutes two times) of an attribute support each other; by default only the
    same value does. `groups` names the kind of source ("agency", "unsigned") where it is known: a source
    of which little is known is taken for one like its group. The order of the rows changes nothing.
    """
    read = _read(rows, kinds or {})
    listed = [told.row for told in read if told.reading.key == ""]
    lists = read_lists({(row.object, row.attribute, row.value or "") for row in listed})
    given: list[Given] = []
    wordings: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    numbers: dict[tuple[str, str, str], float] = {}
    for told in read:
        row = told.row
        key = told.reading.key or lists.key(row.object, row.attribute, row.value or "")
        if key is None:
            continue
        worth = _WORTH_ROUNDED if told.reading.rounded else 1.0
        given.append(Given(row.source, row.object, row.attribute, key, worth))
        wordings[row.object, row.attribute, key][(row.value or "").strip()] += 1
        if told.reading.number is not None:
            numbers[row.object, row.attribute, key] = told.reading.number
    index = Index(lists.joined(given))
    pairs = Pairs(index)
    alike = find_alike(index, numbers, tolerance or {})
    found = find_records(index, pairs, alike=alike, groups=groups)
    chances: dict[tuple[str, str, str], float] = {}
    for _ in range(_ROUNDS_OF_LISTS if listed else 0):
        chances = lists.chances(index, found)
        found = recount(index, pairs, lists.how_right(index, found.probability), groups=groups)
    return Weighed(
        answers=_answers(index, found, wordings, lists, chances),
        records=_records(index, found),
        copies=_copies(index, pairs, found),
    )


def _read(rows: Iterable[Row], kinds: Mapping[str, Kind]) -> list[_Told]:
    """Read the values; where somebody is sure, those who give an estimate are set aside."""
    ordered = sorted(set(rows), key=lambda r: (r.source, r.object, r.attribute, r.value or ""))
    values: dict[str, list[str | None]] = defaultdict(list)
    for row in ordered:
        values[row.attribute].append(row.value)
    kind = {attribute: kinds.get(attribute) or kind_of(found) for attribute, found in values.items()}
    told = [
        _Told(row, reading)
        for row in ordered
        if (reading := read_value(row.value, kind[row.attribute])) is not None
    ]
    sure = {(t.row.object, t.row.attribute) for t in told if not t.reading.unsure}
    return [t for t in told if not t.reading.unsure or (t.row.object, t.row.attribute) not in sure]


def _answers(
    index: Index,
    found: Found,
    wordings: Mapping[tuple[str, str, str], Counter[str]],
    lists: Listed,
    chances: Mapping[tuple[str, str, str], float],
) -> tuple[Answer, ...]:
    members = index.members
    answers = []
    for at, (object_, attribute) in enumerate(index.questions):
        options: list[tuple[Option, dict[str, float]]] = []
        for option in index.of_question[at].tolist():
            key = index.options[option][2]
            trust: dict[str, float] = {}
            counted = 0.0
            for place in index.of_option[option].tolist():
                source = index.source[place]
                counted += float(found.counted[place])
                for member in members[index.sources[source]]:
                    trust[member] = float(found.trust[source, index.attribute[place]])
            chance = chances.get((object_, attribute, key), float(found.probability[option]))
            worded = wordings.get((object_, attribute, key))
            shown = lists.shown(object_, attribute, key) or _commonest(worded or Counter([key]))
            options.append((Option(shown, _honest(chance), tuple(sorted(trust)), counted), trust))
        best = lists.best(object_, attribute)
        if best is not None and best[0] not in {each.value for each, _ in options}:
            options.append((Option(best[0], _honest(best[1]), (), 0.0), {}))
        options.sort(key=lambda each: (-each[0].probability, -each[0].counted, each[0].value))
        because = why_value([each for each, _ in options], [trust for _, trust in options])
        answers.append(Answer(object_, attribute, tuple(each for each, _ in options), because))
    return tuple(answers)


def _commonest(worded: Counter[str]) -> str:
    return max(sorted(worded), key=lambda wording: (worded[wording], -len(wording)))


def _honest(chance: float) -> float:
    return round(min(max(chance, 1 - _SURE), _SURE), 4)


def _records(index: Index, found: Found) -> tuple[Record, ...]:
    members = index.members
    records = []
    for source, line in enumerate(index.sources):
        for at, attribute in enumerate(index.attributes):
            given = int(found.given[source, at])
            if given:
                right = round(float(found.right[source, at]), 2)
                share = round(float(found.trust[source, at]), 4)
                records += [Record(member, attribute, right, given, share) for member in members[line]]
    return tuple(sorted(records, key=lambda record: (record.source, record.attribute)))


def _copies(index: Index, pairs: Pairs, found: Found) -> tuple[Copying, ...]:
    copies = _alike_throughout(index, found)
    shared, right = pairs.alike(found.probability)
    for at in np.flatnonzero((found.dependent >= _COPIES_SHOWN) & (pairs.one < pairs.other)).tolist():
        both, alike = int(pairs.both[at]), int(shared[at].sum())
        wrong = float((shared[at] - right[at]).sum())
        because = why_one_line(both, alike, wrong, always=False)
        one, other = index.sources[pairs.one[at]], index.sources[pairs.other[at]]
        share = round(float(found.dependent[at]), 4)
        copies.append(Copying(one, other, share, both, alike, round(wrong, 2), because))
    return tuple(sorted(copies, key=lambda copy: (copy.source, copy.other)))


def _alike_throughout(index: Index, found: Found) -> list[Copying]:
    """Return the sources that give exactly what another gives, each beside the first of its line."""
    copies = []
    for at, line in enumerate(index.sources):
        others = index.members[line][1:]
        if others:
            given = index.option[index.of_source[at]]
            wrong = float((1 - found.probability[given]).sum())
            because = why_one_line(len(given), len(given), wrong, always=True)
            copies += [
                Copying(each, line, 1.0, len(given), len(given), round(wrong, 2), because) for each in others
            ]
    return copies
