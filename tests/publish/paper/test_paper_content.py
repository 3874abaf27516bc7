from dataclasses import replace
from datetime import date
from itertools import pairwise

from firsthand.model import Claim, Field, Findings, Record, Value
from firsthand.publish.paper import write_paper
from firsthand.publish.paper.blocks import Bullets, Grid, Heading, Inline, Note, Paper, Paragraph
from firsthand.publish.paper.content import paper_of
from firsthand.publish.publication import Files, Publication


def lines_of(paper: Paper) -> list[tuple[Inline, ...]]:
    found: list[tuple[Inline, ...]] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            found.append(block.content)
        elif isinstance(block, Bullets):
            found += block.items
        elif isinstance(block, Grid):
            found += [cell for row in block.rows for cell in row]
    return found


def notes_of(paper: Paper) -> list[str]:
    parts = [part for content in lines_of(paper) for part in content if isinstance(part, Note)]
    return ["".join(text.text for text in note.content) for note in parts]


def words_of(paper: Paper) -> list[str]:
    return [
        "".join("^" if isinstance(part, Note) else part.text for part in content)
        for content in lines_of(paper)
    ]


def chapters(paper: Paper) -> list[str]:
    return [b.text for b in paper.blocks if isinstance(b, Heading) and b.level == 1]


def test_the_chapters_are_those_a_reader_looks_for(publication: Publication) -> None:
    assert chapters(paper_of(publication)) == [
        "What was found", "The register", "Counts given, and places listed", "Contested",
        "Changed in retelling", "Denied", "Moved in time", "Judged by a reviewer", "How this was made",
        "Protection of persons", "Documents",
    ]  # fmt: skip


def test_no_level_of_headings_is_skipped(publication: Publication) -> None:
    levels = [b.level for b in paper_of(publication).blocks if isinstance(b, Heading)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_note_has_chain_passage_document_day_and_address(publication: Publication) -> None:
    notes = notes_of(paper_of(publication))
    assert any(
        "Tidewatch › Northern Wire: “44 barrels of solvent were dumped under the quay at Port Ansel”. "
        "Harbour ‘chose to look away’, Quay Daily, 6 March 2031." in note
        for note in notes
    )
    chinese = next(note for note in notes if "旧码头" in note)
    assert "港口的桶, 港口晚报, 8 March 2031, https://example.org/%E6%B8%AF%E5%8F%A3?a=1&b=2." in chinese


def test_every_value_of_the_register_has_a_note(publication: Publication) -> None:
    paper = paper_of(publication)
    grids = [b for b in paper.blocks if isinstance(b, Grid) and b.heads[0] == "Record"]
    assert [g.caption for g in grids] == ["Dumps", "Inquiries", "Sightings"]
    for grid in grids:
        for row in grid.rows:
            for cell in row[1:-1]:
                words = [part for part in cell if not isinstance(part, Note)]
                assert any(isinstance(part, Note) for part in cell) or words[0].text == "–"


def test_a_history_is_told_in_time_and_a_contest_is_said(publication: Publication) -> None:
    told = words_of(paper_of(publication))
    assert "31^ → at least 44^" in told
    assert "inquiry opened^ or quay closed (hedged by all who say it)^ (contested)" in told
    assert "Skarhaven (known to the region)^" in told


def test_every_claim_told_conflict_change_denial_and_move_has_a_note(publication: Publication) -> None:
    paper = paper_of(publication)
    chapter, bare = "", []
    for block in paper.blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter = block.text
        told = ("What was found", "Contested", "Changed in retelling", "Denied", "Moved in time")
        if isinstance(block, Bullets) and chapter in told:
            bare += [
                words
                for item, words in zip(block.items, words_of(Paper("", (), paper.day, (block,))), strict=True)
                if not any(isinstance(part, Note) for part in item) and "→" not in words
            ]
    assert bare == []


def test_a_note_that_says_the_same_again_names_the_first(publication: Publication) -> None:
    notes = notes_of(paper_of(publication))
    again = [note for note in notes if note.startswith("See note ")]
    assert again and len(set(notes) - set(again)) == len(notes) - len(again)
    for note in again:
        named = int(note.removeprefix("See note ").rstrip("."))
        assert not notes[named - 1].startswith("See note")


def test_a_type_with_many_fields_is_told_record_by_record(publication: Publication) -> None:
    said = publication.findings.statements[0].id
    fields = tuple(Field(f"field_{i}", "text", (Value(f"v{i}", statements=(said,)),)) for i in range(9))
    record = Record("r", "wide", "A wide one", "", fields, ())
    paper = paper_of(replace(publication, findings=replace(publication.findings, records=(record,))))
    assert Heading(3, "A wide one") in paper.blocks
    assert "field_8: v8^" in words_of(paper)


def test_an_empty_case_is_a_report_that_says_so() -> None:
    publication = Publication(Findings(), "", date(2031, 3, 9))
    assert "There is no document in this case." in words_of(paper_of(publication))[0]
    assert all(write_paper(publication).values())


def test_a_claim_whose_statements_are_gone_breaks_nothing() -> None:
    findings = Findings(claims=(Claim("c-1", "Something happened here", ("s-gone",)),))
    assert write_paper(Publication(findings, "t", date(2031, 3, 9)))


def test_publishing_twice_gives_the_same_bytes(publication: Publication, files: Files) -> None:
    assert write_paper(publication) == files
    assert set(files) == {"report/report.docx", "report/report.md", "report/report.pdf"}
