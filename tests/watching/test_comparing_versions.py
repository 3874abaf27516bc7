"""Two versions of a page, statement by statement; no page is read for it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.model import Block, Claim, Conflict, Document, Findings, Quantity, Source, Statement
from firsthand.watching import PageChange, compare_records, compare_versions

Version = tuple[Document, list[Statement]]


def version(*sentences: str, furniture: str = "", quantities: dict[int, Quantity] | None = None) -> Version:
    """Return a page with a statement a sentence; `quantities` by the number of their sentence."""
    told: list[Statement] = []
    text = ""
    for number, sentence in enumerate(sentences):
        start = len(text)
        text += sentence + "\n"
        found = (quantities or {}).get(number)
        figures = (replace(found, start=start + found.start, end=start + found.end),) if found else ()
        identity = f"{hash((sentences, furniture))}-{number}"
        told.append(
            Statement(identity, "", start, start + len(sentence), sentence, number, quantities=figures)
        )
    blocks = [Block(0, len(text), "paragraph")] if text else []
    blocks += [Block(len(text), len(text) + len(furniture), "furniture")] if furniture else []
    document = Document(
        f"{hash((text, furniture))}", "https://varn.example/ferry", text + furniture, tuple(blocks)
    )
    return document, [replace(one, document=document.id) for one in told]


CLOSED = "The ferry at Varn was closed on Monday"
ENVELOPE = "The harbour master of Varn took a second envelope"
BRIDGE = "A bridge across the strait is planned by the council"


def compare(before: Version, after: Version) -> PageChange:
    return compare_versions(before[0], after[0], before[1], after[1])


def test_gained_lost_reworded_and_in_another_order() -> None:
    changed = compare(version(CLOSED, ENVELOPE), version(BRIDGE, ENVELOPE.replace("took", "accepted")))
    assert [one.text for one in changed.gained] == [BRIDGE]
    assert [one.text for one in changed.lost] == [CLOSED]
    assert [(one.before.text, one.after.text) for one in changed.reworded] == [
        (ENVELOPE, ENVELOPE.replace("took", "accepted"))
    ]
    turned = compare(version(CLOSED, ENVELOPE), version(ENVELOPE, CLOSED))
    assert turned.state == "wording"
    assert not (turned.gained or turned.lost or turned.reworded)


def test_only_furniture_or_nothing() -> None:
    assert compare(version(CLOSED), version(CLOSED, furniture="Weather: rain")).state == "furniture"
    assert compare(version(CLOSED), version(CLOSED)).state == "same"
    assert not compare(version(CLOSED), version(CLOSED)).told


def test_new_and_gone_versions() -> None:
    document, told = version(CLOSED)
    assert compare_versions(None, document, [], told).gained == tuple(told)
    assert compare_versions(document, None, told, []).lost == tuple(told)


@pytest.mark.parametrize(
    ("was", "now", "moves"),
    [
        (Quantity(0, 2, 13, 13, "inspector"), Quantity(0, 2, 17, 17, "inspector"), True),
        (Quantity(0, 2, 13, 13, "inspector"), Quantity(0, 2, 13, None, "inspector"), True),
        (Quantity(0, 2, 13, 13, "inspector"), Quantity(0, 2, 13, 13, "inspector"), False),
        (Quantity(0, 2, 13, 13, "inspector"), Quantity(0, 2, 17, 17, "day"), False),
    ],
)
def test_a_figure_moves_when_its_interval_does(was: Quantity, now: Quantity, moves: bool) -> None:
    before = version("13 inspectors had left the harbour of Varn", quantities={0: was})
    after = version("17 inspectors had left the harbour of Varn", quantities={0: now})
    changed = compare(before, after)
    assert bool(changed.moved) is moves
    assert bool(changed.reworded) is not moves
    if moves:
        assert changed.moved[0].words == ("13", "17")


def test_other_words_of_the_same_value_are_no_moved_figure() -> None:
    before = version("13 inspectors left Varn", quantities={0: Quantity(0, 2, 13, 13, "inspector")})
    after = version("Thirteen inspectors left Varn", quantities={0: Quantity(0, 8, 13, 13, "inspector")})
    assert not compare(before, after).moved


def test_the_same_words_from_another_source_are_told() -> None:
    (before, told), (after, again) = version(CLOSED), version(CLOSED, furniture="x")
    changed = compare_versions(
        before,
        after,
        [replace(told[0], attribution=("s1",))],
        [replace(again[0], attribution=("s2", "s1"))],
        names={"s1": "Harbour Watch", "s2": "Ministry of Works"},
    )
    assert changed.reworded[0].said_by_before == ("Harbour Watch",)
    assert changed.reworded[0].said_by_after == ("Ministry of Works", "Harbour Watch")


@given(st.lists(st.sampled_from([CLOSED, ENVELOPE, BRIDGE, CLOSED + " at noon"]), max_size=6), st.data())
@settings(max_examples=60, deadline=None)
def test_every_statement_is_told_or_kept_and_none_twice(sentences: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(sentences)) if sentences else []
    other = other[: data.draw(st.integers(0, len(other)))]
    before, after = version(*sentences), version(*other, furniture="x")
    changed = compare(before, after)
    assert len(changed.lost) == len(sentences) - len(other)
    assert not changed.gained
    assert len(changed.kept) + len(changed.lost) == len(sentences)
    assert len({was for was, _ in changed.kept}) == len(changed.kept)


def findings(
    page: Version, *, claims: tuple[Claim, ...] = (), conflicts: tuple[Conflict, ...] = ()
) -> Findings:
    sources = (Source("s1", "Harbour Watch", "organisation"), Source("s2", "Ministry", "government"))
    return Findings((page[0],), sources, tuple(page[1]), claims, conflicts)


def test_a_claim_is_found_again_through_other_words_and_its_weight_compared() -> None:
    one, two = version(CLOSED, ENVELOPE), version(CLOSED + " night", ENVELOPE)
    before = findings(one, claims=(Claim("c1", CLOSED, (one[1][0].id,), ("s1",)),))
    after = findings(two, claims=(Claim("c9", CLOSED, (two[1][0].id,), ("s1", "s2"), 2, 1, "corroborated"),))
    [change] = compare_records(before, after).claims
    assert (change.before.id, change.after.id) == ("c1", "c9")
    assert change.origins_after == ("Harbour Watch", "Ministry")
    same = findings(two, claims=(Claim("c9", CLOSED, (two[1][0].id,), ("s1",)),))
    assert not compare_records(before, same).claims


def test_new_and_settled_conflicts_are_told_and_old_ones_are_not() -> None:
    one, two = version(CLOSED, ENVELOPE), version(CLOSED + " night", ENVELOPE)

    def conflict(page: Version) -> Conflict:
        return Conflict(
            "x" + page[1][0].id, "value", "When?", ("a", "b"), tuple(s.id for s in page[1]), "Because"
        )

    plain = compare_records(findings(one), findings(two, conflicts=(conflict(two),)))
    assert [one.question for one in plain.conflicts] == ["When?"]
    both = compare_records(
        findings(one, conflicts=(conflict(one),)), findings(two, conflicts=(conflict(two),))
    )
    assert not both.conflicts
    assert not both.settled
    gone = compare_records(findings(one, conflicts=(conflict(one),)), findings(two))
    assert len(gone.settled) == 1
