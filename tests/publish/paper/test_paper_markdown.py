import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from firsthand.publish.paper.content import paper_of
from firsthand.publish.publication import Files, Publication
from firsthand.publish.rows.characters import in_markdown


def parse(data: bytes) -> list[Token]:
    return MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin).parse(data.decode())


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def test_every_mark_has_its_footnote_and_every_footnote_its_mark(files: Files) -> None:
    text = files["report/report.md"].decode()
    tokens = parse(files["report/report.md"])
    marks = [t for t in inline(tokens) if t.type == "footnote_ref"]
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert [int(n) for n in defined] == list(range(1, len(marks) + 1))
    assert len(marks) == len([t for t in tokens if t.type == "footnote_open"]) > 20


def test_headings_and_tables_are_what_they_are_in_the_report(files: Files, publication: Publication) -> None:
    tokens = parse(files["report/report.md"])
    assert next(t.tag for t in tokens if t.type == "heading_open") == "h1"
    assert len([t for t in tokens if t.type == "table_open"]) == sum(
        type(b).__name__ == "Grid" for b in paper_of(publication).blocks
    )


def test_no_markup_comes_out_of_the_case(files: Files, hostile_files: Files) -> None:
    for made in (files, hostile_files):
        tokens = parse(made["report/report.md"])
        kinds = {t.type for t in (*tokens, *inline(tokens))}
        assert not kinds & {"html_inline", "html_block", "image", "fence", "code_block", "code_inline"}
        for t in inline(tokens):
            if t.type == "link_open":
                assert str(t.attrs["href"]).startswith(("https://", "http://"))


def test_a_trap_of_a_title_is_shown_as_it_is(files: Files) -> None:
    cells = [t.content for t in inline(parse(files["report/report.md"])) if t.type == "text"]
    assert any('=HYPERLINK("x") <b>Skarhaven</b> & ' in cell for cell in cells)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    (_, token, _) = MarkdownIt("commonmark").enable("table").parse("a " + in_markdown(text))
    shown = "".join(child.content for child in token.children or ())
    assert " ".join(shown.split()) == " ".join(("a " + text).split())


@given(st.text("#+=-*_>|1.) ab`[]!<&", min_size=1))
def test_no_text_begins_a_list_or_a_heading(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(in_markdown(text))
    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
