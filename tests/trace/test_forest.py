from datetime import date

from orrery import REORDERED, WIRE, cites, document, outlet

from firsthand.model import Document, Edge, Passage, Story
from firsthand.trace import dependent, trace
from firsthand.trace.forest import best_supported

TOLD = {name: Document(name, name, "x" * 200) for name in "abc"}


def reuse(parent: str, child: str, start: int, end: int, *, sure: float = 0.9) -> Edge:
    return Edge(parent, child, "reuses", sure, (Passage(child, start, end),))


def pairs(edges: list[Edge]) -> set[tuple[str, str]]:
    return {(edge.parent, edge.child) for edge in edges}


def test_a_parent_that_a_nearer_one_explains_is_left_out() -> None:
    edges = [reuse("a", "b", 0, 90), reuse("b", "c", 0, 90), reuse("a", "c", 10, 60, sure=0.8)]
    assert pairs(best_supported(edges, TOLD)) == {("a", "b"), ("b", "c")}


def test_a_second_parent_with_passages_of_its_own_stays() -> None:
    edges = [reuse("a", "b", 0, 90), reuse("b", "c", 0, 90), reuse("a", "c", 60, 150, sure=0.8)]
    assert best_supported(edges, TOLD) == edges


def test_nobody_loses_an_ancestor() -> None:
    edges = [reuse("a", "c", 0, 90), reuse("b", "c", 0, 90)]
    assert best_supported(edges, TOLD) == edges


def test_a_report_stands_above_the_missing_article_that_spread_it() -> None:
    """The report is here, the article about it is not, two papers print the article and name both."""
    study, opening, rest = WIRE.split("\n\n", 4)[2], WIRE.split("\n\n", 2)[1], REORDERED.split("\n\n", 2)[1]
    report = document(
        "report", f"What we found\n\n{study}", publisher="Vessen Trust", published=date(2030, 1, 1)
    )
    papers = [
        document(name, f"{title}\n\n{opening}\n\n{study}\n\n{rest}", published=date(2030, 1, 3))
        for name, title in (
            ("one", "Lenses are gone, Vessen Trust says"),
            ("two", "Vessen Trust misses glass"),
        )
    ]
    trust, wire = outlet("Vessen Trust"), outlet("Quill Wire")
    citations = [cites(paper, trust, "Vessen Trust") for paper in papers]
    citations += [cites(paper, wire, "Quill Wire") for paper in papers]
    told = [report, *papers]
    story = Story("s", "lenses", tuple(one.id for one in told))
    lineage = trace(story, told, (), [trust, wire], citations)
    found = {(edge.parent, edge.child) for edge in lineage.edges if edge.kind == "reuses"}
    assert (report.id, wire.id) in found
    assert {(wire.id, paper.id) for paper in papers} <= found
    assert not {(report.id, paper.id) for paper in papers} & found
    assert all(dependent(lineage, report.id, paper.id) for paper in papers)
