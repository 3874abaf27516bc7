import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Document, Edge, Findings, Lineage, Node
from firsthand.publish.report.lineage_picture import LANES, edge_words, lineage_picture, sureness
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
    assert width["reuses"] > width["translates"]
    assert all(line.arrow for line in picture.lines)
    alike = tuple(replace(e, directed=False) for e in harbour.lineage.edges if e.kind == "reuses")
    picture = lineage_picture(index_of(replace(harbour, lineage=Lineage((), alike))), 1040)
    assert picture is not None and picture.lines[0].arrow is None


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
    assert len(picture.lanes) == LANES
    parents = sum(lane.missing for lane in picture.lanes)
    assert picture.left_out == 60 - (LANES - parents)


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
        if picture is not None:
            assert 0 < len(picture.lines) < 2 * len(documents)
            assert all(0 <= lane.x <= width and 0 <= lane.y <= picture.height for lane in picture.lanes)


def test_each_story_has_its_own_picture() -> None:
    documents = tuple(Document(f"d{i}", f"d{i}.txt", "x") for i in range(4))
    edges = (Edge("d0", "d1", "reuses", 0.9), Edge("d2", "d3", "reuses", 0.9))
    index = index_of(Findings(documents, lineage=Lineage((), edges)))
    picture = lineage_picture(index, 1040, ("d2", "d3"))
    assert picture is not None
    assert [lane.label for lane in picture.lanes] == ["d2", "d3"] and len(picture.lines) == 1


def test_no_line_runs_through_another_account() -> None:
    documents = tuple(
        Document(f"d{i}", f"d{i}.txt", "x", published=date(2030, 1, 1 + i % 4)) for i in range(9)
    )
    pairs = [(0, 1), (0, 2), (0, 6), (1, 3), (4, 5), (4, 7)]
    edges = [Edge(f"d{a}", f"d{b}", "reuses", 0.9) for a, b in pairs]
    edges += [Edge("d0", "d7", "cites", 0.9), Edge("d4", "d6", "cites", 0.9)]
    picture = lineage_picture(index_of(Findings(documents, lineage=Lineage((), tuple(edges)))), 1040)
    assert picture is not None and len(picture.lines) == 8
    at = {(lane.x, lane.y) for lane in picture.lanes}
    for line in picture.lines:
        points = [float(n) for n in re.findall(r"V([0-9.]+)|Q([0-9.]+)", line.path)[-1] if n]
        trunk = float(re.search(r"Q([0-9.]+)", line.path)[1])  # type: ignore[index]
        start = float(re.match(r"M[0-9.]+ ([0-9.]+)", line.path)[1])  # type: ignore[index]
        end = line.arrow[1] if line.arrow else 0.0
        assert points
        low, high = sorted((start, end))
        assert not [p for p in at if abs(p[0] - trunk) < 7 and low + 7 < p[1] < high - 7]
