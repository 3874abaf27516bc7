"""What a desk shows of a case: a claim with all that hangs on it, documents in parts, what is gone."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from firsthand.desk import OpenDesk, walk
from firsthand.desk.listing.documents import PART, parts_of
from firsthand.model import Block, Document, Draft
from firsthand.model.errors import DecisionError, GoneError, ReadOnlyCaseError

REASON = "The original says nothing of the kind."


def test_a_claim_comes_with_all_that_hangs_on_it(large: OpenDesk) -> None:
    row = max(walk(large.claims), key=lambda row: row.statements)
    found = large.claim(row.id, limit=30)
    assert found.statements.total == row.statements > len(found.statements.items) == 30
    told = [s.id for s in found.statements.items]
    after = found.statements.after
    while after:
        page = large.claim(row.id, after=after, limit=30).statements
        told += [s.id for s in page.items]
        after = page.after
    assert sorted(told) == sorted(found.claim.statements)
    assert len(found.documents) == row.documents
    sources = {source.id for source in found.sources}
    assert {one for s in found.statements.items for one in s.attribution} <= sources
    assert found.story.id == row.story == large.story_of(row.id) == large.story_of(told[0])


def test_a_merged_claim_is_found_under_its_former_id(large: OpenDesk) -> None:
    story = large.stories().items[0].id
    one, other = large.claims(limit=200).items[3], None
    other = next(r for r in walk(large.claims) if r.story == one.story and r.id != one.id)
    before = len(large.claim(one.id).claim.statements) + len(large.claim(other.id).claim.statements)
    draft = Draft("merge-claims", one.id, reason="Both tell of one event.", others=(other.id,))
    made = large.decide(draft, reviewer="Ada Lund")
    assert made.now == one.id
    assert {one.id, other.id} <= set(made.changed)
    led = large.claim(other.id)
    assert led.claim.id == one.id
    assert len(led.claim.statements) == before
    assert made.decision in led.history
    assert large.story_of(other.id) == one.story
    assert large.story_of(story) == story


def test_a_rejected_conflict_waits_last_and_can_be_taken_back(large: OpenDesk) -> None:
    first = large.queue("conflicts").items[0]
    made = large.decide(Draft("reject", first.id, reason=REASON), reviewer="Ada Lund")
    assert made.now == ""
    last = list(walk(large.queue, "conflicts"))[-1]
    assert (last.id, last.state) == (first.id, "rejected")
    back = Draft("withdraw", made.decision.id, reason="Taken back by the reviewer who made it.")
    large.decide(back, reviewer="Ada Lund")
    assert large.queue("conflicts").items[0].id == first.id
    assert [d.action for d in large.queue("conflicts").items[0].history] == ["reject", "withdraw"]


def test_a_long_document_comes_in_parts_that_make_it_whole(large: OpenDesk) -> None:
    row = max(walk(large.documents), key=lambda row: row.letters)
    assert row.sheets > 3
    whole = large.document(row.id).document
    told: set[str] = set()
    at, ends = 0, []
    while at < row.letters:
        part = large.document(row.id, at=at)
        assert (part.start, part.row) == (at, row)
        assert all(s.start < part.end and s.end > part.start for s in part.statements)
        told |= {s.id for s in part.statements}
        ends.append(part.end)
        at = part.end
    assert ends[-1] == len(whole.text) == row.letters
    assert len(ends) == len(parts_of(whole)) > 1
    assert len(told) == row.statements


def test_parts_end_between_blocks_or_at_a_line() -> None:
    text = ("word " * 999 + "\n") * 9
    lines = Document("d", "a.txt", text)
    assert all(text[start - 1] == "\n" for start in parts_of(lines)[1:])
    blocks = tuple(Block(at, at + 4000, "paragraph") for at in range(0, 40_000, 4000))
    divided = Document("d", "a.txt", "x" * 40_000, blocks=blocks)
    assert parts_of(divided) == (0, 12_000, 24_000)
    assert parts_of(Document("d", "a.txt", "x" * 40_000)) == (0, PART, 2 * PART)
    assert parts_of(Document("d", "a.txt", "")) == (0,)


def test_the_pages_of_an_original_are_drawn_with_its_statements(large: OpenDesk) -> None:
    row = max(walk(large.documents), key=lambda row: row.sheets)
    drawn = large.pictured(row.id, 2)
    assert large.picture(row.id, 2)[:4] == b"RIFF"
    assert drawn.marks
    statement = large.document(row.id).statements[0]
    (first, *_) = large.areas(row.id, statement.start, statement.end)
    assert first.sheet == 1
    with pytest.raises(GoneError, match="no page 99"):
        large.picture(row.id, 99)
    assert large.original(row.id)[:5] == b"%PDF-"


def test_the_overview_counts_what_the_lists_hold(large: OpenDesk) -> None:
    found = large.overview()
    numbers = {count.path: count.number for count in (*found.counts, *found.waiting)}
    assert numbers["/claims"] == large.claims().total
    assert numbers["/stories"] == large.stories().total
    assert numbers["/records"] == large.records().total
    assert numbers["/queue/conflicts"] == large.queue("conflicts").total
    assert numbers["/queue/single-origin"] == large.queue("single-origin").total
    assert found.headline.startswith("61 documents in ")
    assert found.built


def test_a_case_read_from_texts_says_who_speaks_and_who_is_protected(desk: OpenDesk) -> None:
    assert desk.sources(text="harbour watch").items
    named = {row.person.name: row for row in walk(desk.persons)}
    assert named["Ina Roe"].shown
    before = desk.report()
    made = desk.decide(
        Draft("hide-person", named["Ina Roe"].person.id, reason="She asked us not to be named."),
        reviewer="Ada Lund",
    )
    hidden = {row.person.name: row for row in walk(desk.persons)}["Ina Roe"]
    assert (hidden.shown, hidden.decision) == (False, made.decision)
    assert hidden.shown_as.startswith("Person ")
    told = desk.report()
    assert "Ina Roe" not in told and told != before
    assert desk.report() is told  # written once, until something is decided again
    assert made.changed == ()


@pytest.mark.parametrize("gone", ["", "c-0", "story-0", "../x", "<b>", "é" * 2000])
def test_what_is_not_there_is_gone(desk: OpenDesk, gone: str) -> None:
    asked = (desk.claim, desk.document, desk.source, desk.record, desk.story, desk.machine, desk.story_of)
    for ask in (*asked, desk.index, desk.original):
        with pytest.raises(GoneError):
            ask(gone)
    with pytest.raises((GoneError, DecisionError)):
        desk.decide(Draft("reject", gone, reason=REASON), reviewer="Ada Lund")
    assert desk.decisions().total == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_case_that_can_only_be_read_says_why(tarn_path: Path) -> None:
    tarn_path.chmod(0o400)
    with OpenDesk(tarn_path) as desk:
        _is_only_read(desk)


def test_a_case_that_was_changed_from_outside_is_only_read(tarn_path: Path) -> None:
    with closing(sqlite3.connect(tarn_path)) as file:
        file.execute("INSERT INTO notes VALUES ('by hand', 'put in without firsthand')")
        file.commit()
    with OpenDesk(tarn_path) as desk:
        assert "seal does not fit" in desk.read_only
        _is_only_read(desk)


def _is_only_read(desk: OpenDesk) -> None:
    assert desk.read_only
    claim = desk.claims().items[0]
    with pytest.raises(ReadOnlyCaseError):
        desk.decide(Draft("accept", claim.id), reviewer="Ada Lund")
    assert desk.claim(claim.id).state == "open"
