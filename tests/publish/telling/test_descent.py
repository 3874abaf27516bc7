from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import Document, Edge, Findings, Lineage, Node, Source
from firsthand.publish.telling.descent import Descent, find_descent
from firsthand.publish.telling.index import index_of

ACCOUNTS = tuple(Document(f"d{i}", f"d{i}.txt", "x") for i in range(5))
WIRE = Source("wire", "Northern Wire", "outlet")
WITNESS = Source("witness", "Ada Moor", "person")
REPORT = Source("report", "a new report", "document")


def descent_of(*edges: Edge, documents: tuple[Document, ...] = ACCOUNTS) -> Descent:
    nodes = tuple(Node(s.id, "source", s.name, False) for s in (WIRE, WITNESS, REPORT))
    sources = (WIRE, WITNESS, REPORT)
    return find_descent(index_of(Findings(documents, sources, lineage=Lineage(nodes, edges))))


def lines(descent: Descent) -> set[tuple[str, str]]:
    return {(e.parent, e.child) for e in descent.edges}


def test_of_two_copied_parents_the_credited_one_is_the_parent() -> None:
    found = descent_of(
        Edge("d0", "d2", "reuses", 1.0), Edge("d1", "d2", "reuses", 0.9), Edge("d1", "d2", "cites", 0.9)
    )
    assert lines(found) == {("d1", "d2")}


def test_the_account_in_between_replaces_the_way_around_it() -> None:
    found = descent_of(
        Edge("d0", "wire", "cites", 0.8),
        Edge("d0", "d1", "reuses", 1.0), Edge("wire", "d1", "reuses", 1.0), Edge("wire", "d1", "cites", 0.9),
        Edge("d0", "d1", "cites", 0.9), Edge("d0", "d2", "reuses", 0.6), Edge("wire", "d2", "cites", 0.9),
        Edge("d0", "d2", "cites", 0.9),
    )  # fmt: skip
    assert lines(found) == {("d0", "wire"), ("wire", "d1"), ("wire", "d2")}
    assert found.origins() == ["d0"] and found.after("d0") == {"wire", "d1", "d2"}


def test_people_who_are_quoted_and_nameless_papers_are_no_parents() -> None:
    quoted = [Edge("witness", f"d{i}", kind, 0.9) for i in range(3) for kind in ("cites", "quotes")]  # type: ignore[arg-type]
    assert not descent_of(
        *quoted, Edge("report", "d1", "cites", 0.9), Edge("report", "d2", "cites", 0.9)
    ).edges


def test_an_outlet_is_its_only_document() -> None:
    documents = (replace(ACCOUNTS[0], publisher="Northern Wire"), *ACCOUNTS[1:])
    found = descent_of(Edge("wire", "d1", "cites", 0.9), documents=documents)
    assert lines(found) == {("d0", "d1")} and found.nodes == ("d0", "d1", "d2", "d3", "d4")


def test_nothing_comes_from_what_was_published_after_it() -> None:
    documents = tuple(replace(d, published=date(2030, 1, 9 - i)) for i, d in enumerate(ACCOUNTS))
    assert not descent_of(Edge("d0", "d1", "reuses", 0.9), documents=documents).edges


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.integers(0, 4),
            st.sampled_from(["reuses", "cites", "translates"]),
            st.booleans(),
        ),
        max_size=25,
    )
)
def test_it_has_no_loop_and_few_parents(links: list[tuple[int, int, str, bool]]) -> None:
    edges = [Edge(f"d{a}", f"d{b}", k, 0.5, directed=d) for a, b, k, d in links]  # type: ignore[arg-type]
    found = descent_of(*edges)
    assert find_same(found, descent_of(*reversed(edges)))
    for node in found.nodes:
        assert len(found.parents(node)) <= 2
        assert node not in found.after(node)


def find_same(one: Descent, other: Descent) -> bool:
    return one.nodes == other.nodes and lines(one) == lines(other)
