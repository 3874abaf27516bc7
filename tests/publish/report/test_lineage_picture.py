from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Document, Edge, Findings, Lineage, Node
from firsthand.publish.report.lineage_picture import LANES, PARENTS, edge_words, lineage_picture, sureness
from firsthand.publish.telling.index import index_of


def test_time_runs_to_the_right_and_parents_stand_left(harbour: Findings) -> None:
    picture = lineage_picture(index_of(harbour), 1040)
    assert picture is not None and picture.dated
    x = {lane.label: lane.x for lane in picture.lanes}
    assert x["Northern Wire"] < x["The Ansel Courier"] < x["Quay Daily"] < x["Coast Radio"]
    assert x["Tidewatch, report on the quay"] < x["Northern Wire"]
    assert len({lane.y for lane in picture.lanes}) == len(picture.lanes)


def test_a_surer_line_is_thicker_and_an_unknown_direction_has_no_arrow(harbour: Findings) -> None:
    picture = lineage_picture(index_of(harbour), 1040)
    assert picture is not None
    width = {line.kind: line.width for line in picture.lines}
    assert width["reuses"] > width["translates"] > width["quotes"]
    assert next(line for line in picture.lines if line.kind == "quotes").arrow is None


def test_words_say_who_has_it_from_whom(harbour: Findings) -> None:
    index = index_of(harbour)
    words = [edge_words(index, edge) for edge in harbour.lineage.edges]
    assert "The Ansel Courier copies words of Northern Wire" in words
    assert "Northern Wire and Port Authority of Ansel: one quotes the other" in words
    assert sureness(0.55) == "possible, 0.55 of 1"


def test_nothing_derived_is_no_picture(harbour: Findings) -> None:
    assert lineage_picture(index_of(replace(harbour, lineage=Lineage())), 1040) is None


def test_a_crowd_is_limited_and_counted() -> None:
    documents = tuple(Document(f"d{i}", f"d{i:03}.txt", "x") for i in range(60))
    nodes = tuple(Node(f"p{i}", "document", f"Parent {i}", False) for i in range(9))
    edges = tuple(Edge(f"p{i % 9}", f"d{i}", "cites", 0.9) for i in range(60))
    picture = lineage_picture(index_of(Findings(documents, lineage=Lineage(nodes, edges))), 1040)
    assert picture is not None
    assert len(picture.lanes) <= LANES + PARENTS
    assert picture.left_out == 60 + 9 - len(picture.lanes)


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["reuses", "cites"]), st.booleans()),
        max_size=20,
    ),
    st.lists(st.one_of(st.none(), st.dates(date(2030, 1, 1), date(2031, 1, 1))), min_size=7, max_size=7),
)
def test_any_graph_even_a_loop_is_drawn_inside_the_picture(
    links: list[tuple[int, int, str, bool]], days: list[date | None]
) -> None:
    documents = tuple(Document(f"d{i}", f"d{i}.txt", "x", published=day) for i, day in enumerate(days))
    edges = tuple(Edge(f"d{a}", f"d{b}", k, 0.5, directed=d) for a, b, k, d in links)  # type: ignore[arg-type]
    for width in (1040, 350):
        picture = lineage_picture(index_of(Findings(documents, lineage=Lineage((), edges))), width)
        if edges:
            assert picture is not None and len(picture.lines) == len(edges)
            assert all(0 <= lane.x <= width and 0 <= lane.y <= picture.height for lane in picture.lanes)


def test_each_story_has_its_own_picture() -> None:
    documents = tuple(Document(f"d{i}", f"d{i}.txt", "x") for i in range(4))
    edges = (Edge("d0", "d1", "reuses", 0.9), Edge("d2", "d3", "reuses", 0.9))
    index = index_of(Findings(documents, lineage=Lineage((), edges)))
    picture = lineage_picture(index, 1040, ("d2", "d3"))
    assert picture is not None
    assert [lane.label for lane in picture.lanes] == ["d2", "d3"] and len(picture.lines) == 1
