import re

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Block, Document, Findings, Statement
from firsthand.publish.report.passages import document_view
from firsthand.publish.telling.index import index_of

TEXT = "One & two <three> “four” five six seven eight nine ten eleven."


def _body(statements: list[tuple[int, int]]) -> str:
    said = tuple(
        Statement(f"s-{i}", "d", a, b, TEXT[a:b], 0) for i, (a, b) in enumerate(sorted(statements)) if a < b
    )
    document = Document("d", "d.txt", TEXT, (Block(0, len(TEXT), "paragraph"),))
    view = document_view(index_of(Findings((document,), statements=said)), document, {})
    return str(view.paragraphs[0].body)


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=8))
def test_any_statements_however_they_overlap_leave_the_text_and_the_markup_whole(
    spans: list[tuple[int, int]],
) -> None:
    body = _body(spans)
    depth = 0
    for tag in re.findall(r"</?span", body):
        depth += 1 if tag == "<span" else -1
        assert depth >= 0
    assert depth == 0
    plain = re.sub(r"<[^>]*>", "", body)
    assert plain == TEXT.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for i, (a, b) in enumerate(sorted(spans)):
        assert (f'id="s-{i}"' in body) == (a < b)


def test_a_statement_within_another_is_nested() -> None:
    assert re.search(r'id="s-0"[^>]*>One &amp; <span[^>]*id="s-1"[^>]*>two</span>', _body([(0, 20), (6, 9)]))


def test_furniture_is_told_from_the_account(harbour: Findings) -> None:
    wire = next(d for d in harbour.documents if d.name == "wire.txt")
    view = document_view(index_of(harbour), wire, {})
    assert [p.kind for p in view.paragraphs][-1] == "furniture" and not view.paragraphs[-1].notes


def test_a_document_without_blocks_is_shown_line_by_line() -> None:
    document = Document("d", "d.txt", "One.\n\nTwo.\n")
    view = document_view(index_of(Findings((document,))), document, {})
    assert [str(p.body) for p in view.paragraphs] == ["One.", "Two."]


def test_only_web_addresses_become_links() -> None:
    for url, kept in (
        ("https://a.example/x", "https://a.example/x"),
        ("javascript:alert(1)", ""),
        ("file:///x", ""),
    ):
        document = Document("d", "d.txt", "x", url=url)
        assert document_view(index_of(Findings((document,))), document, {}).url == kept
