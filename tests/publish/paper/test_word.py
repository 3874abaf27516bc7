import io
import re
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import docx

from firsthand.publish.paper.blocks import Grid, Heading
from firsthand.publish.paper.content import paper_of
from firsthand.publish.publication import Files, Publication

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def text_of(element: ElementTree.Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def test_every_mark_has_its_footnote(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        data = made["report/report.docx"]
        marks = [e.get(f"{W}id") for e in part(data, "word/document.xml").iter(f"{W}footnoteReference")]
        notes = part(data, "word/footnotes.xml").findall(f"{W}footnote")
        assert [n.get(f"{W}id") for n in notes] == ["-1", "0", *marks]
        assert marks == [str(i) for i in range(1, len(marks) + 1)]
        assert all(text_of(n).strip() for n in notes[2:])


def test_the_parts_of_the_package_know_of_the_footnotes(files: Files) -> None:
    data = files["report/report.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert 'PartName="/word/footnotes.xml"' in types and "footnotes.xml" in relations
    separators = part(data, "word/settings.xml").findall(f"{W}footnotePr/{W}footnote")
    assert [e.get(f"{W}id") for e in separators] == ["-1", "0"]
    styles = {e.get(f"{W}styleId") for e in part(data, "word/styles.xml").iter(f"{W}style")}
    assert {"FootnoteText", "FootnoteReference", "Hyperlink"} <= styles


def test_links_in_footnotes_lead_to_the_web(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        data = made["report/report.docx"]
        links = [e.get(f"{R}id") for e in part(data, "word/footnotes.xml").iter(f"{W}hyperlink")]
        assert links
        relations = part(data, "word/_rels/footnotes.xml.rels")
        targets = {r.get("Id"): (r.get("Target"), r.get("TargetMode")) for r in relations}
        for link in links:
            target, mode = targets[link]
            assert (target or "").startswith("https://") and mode == "External"


def test_python_docx_reads_headings_tables_and_title(files: Files, publication: Publication) -> None:
    document = docx.Document(io.BytesIO(files["report/report.docx"]))
    blocks = paper_of(publication).blocks
    heads = [
        (p.style.name, p.text)
        for p in document.paragraphs
        if p.style is not None and p.style.name is not None and p.style.name.startswith("Heading")
    ]
    assert heads == [(f"Heading {b.level}", b.text) for b in blocks if isinstance(b, Heading)]
    grids = [b for b in blocks if isinstance(b, Grid)]
    assert [len(t.rows) for t in document.tables] == [len(g.rows) + 1 for g in grids]
    assert document.core_properties.created is not None
    assert document.core_properties.created.replace(tzinfo=None) == datetime(2031, 3, 9)
    assert document.core_properties.author == "firsthand"
    assert document.paragraphs[0].text == publication.title.strip()


def test_tables_repeat_their_heads_and_say_what_they_are(files: Files) -> None:
    for table in part(files["report/report.docx"], "word/document.xml").iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_chinese_is_marked_as_chinese(files: Files) -> None:
    notes = part(files["report/report.docx"], "word/footnotes.xml")
    runs = [r for r in notes.iter(f"{W}r") if re.search("[\u4e00-\u9fff]{6}", text_of(r))]
    assert any(lang.get(f"{W}eastAsia") == "zh" for r in runs for lang in r.iter(f"{W}lang"))


def test_pages_are_numbered_and_no_member_has_a_time_of_its_own(files: Files) -> None:
    with zipfile.ZipFile(io.BytesIO(files["report/report.docx"])) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        footers = [package.read(n).decode() for n in package.namelist() if "footer" in n and "rels" not in n]
    assert any('w:instr="PAGE"' in footer for footer in footers)
