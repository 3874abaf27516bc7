from dataclasses import replace
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from orrery import COPY, INDEPENDENT, QUOTING, REORDERED, REWRITE, WIRE, cites, document, outlet, statement

from firsthand.model import Edge, Lineage, Source, Story
from firsthand.trace import dependent, join, trace

TEXTS = {
    "wire": WIRE, "copy": COPY, "moved": REORDERED, "own": INDEPENDENT, "quoting": QUOTING,
    "rewrite": REWRITE,
}  # fmt: skip


def traced(told, *, sources=(), citations=(), statements=()):
    story = Story("s", "lenses", tuple(one.id for one in told))
    return trace(story, told, statements, sources, citations)


def named(*names, **fields):
    return [document(name, TEXTS[name], **fields) for name in names]


def edges(lineage, kind):
    return {(edge.parent, edge.child) for edge in lineage.edges if edge.kind == kind}


def test_a_copy_hangs_on_its_original_with_the_passages_that_show_it():
    wire, copy, own = named("wire", "copy", "own")
    lineage = traced([wire, copy, own])
    (edge,) = lineage.edges
    assert (edge.parent, edge.child, edge.kind, edge.directed) == (wire.id, copy.id, "reuses", True)
    assert [passage.document for passage in edge.evidence[:2]] == [wire.id, copy.id]
    assert dependent(lineage, wire.id, copy.id)
    assert not dependent(lineage, wire.id, own.id)
    assert {node.id for node in lineage.nodes} == {wire.id, copy.id, own.id}


def test_an_article_that_is_not_in_the_folder_is_the_parent_of_all_who_have_it():
    told, wire = named("wire", "moved", "rewrite", "own"), outlet()
    copy, own = told[0], told[3]
    lineage = traced(told, sources=[wire], citations=[cites(one, wire, "Quill Wire") for one in told[:3]])
    assert edges(lineage, "reuses") == {(wire.id, one.id) for one in told[:3]}
    assert edges(lineage, "cites") == {(wire.id, one.id) for one in told[:3]}
    (node,) = [node for node in lineage.nodes if node.id == wire.id]
    assert not node.in_collection
    assert all(dependent(lineage, a.id, b.id) for a, b in combinations(told[:3], 2))
    assert not dependent(lineage, own.id, copy.id)


def test_a_cited_outlet_whose_account_is_in_the_folder_is_that_document():
    wire = document("wire", WIRE, publisher="Quill Wire")
    (rewrite,) = named("rewrite")
    source = outlet()
    once, again = cites(rewrite, source, "Quill Wire"), cites(rewrite, source, "the audit of sixty pages")
    lineage = traced([wire, rewrite], sources=[source], citations=[once, again])
    assert edges(lineage, "cites") == edges(lineage, "reuses") == {(wire.id, rewrite.id)}
    assert source.id not in {node.id for node in lineage.nodes}
    named_once = traced([wire, rewrite], sources=[source], citations=[once])
    assert edges(named_once, "cites") == edges(named_once, "reuses") == {(wire.id, rewrite.id)}
    (own,) = named("own")
    aside = traced([wire, own], sources=[source], citations=[cites(own, source, "gossip of astronomers")])
    assert edges(aside, "cites") == {(wire.id, own.id)}
    assert edges(aside, "reuses") == set()


def test_a_rewrite_that_credits_nobody_is_told_from_an_account_of_its_own():
    wire, rewrite, own = named("wire", "rewrite", "own")
    lineage = traced([wire, rewrite, own])
    assert dependent(lineage, wire.id, rewrite.id)
    assert not dependent(lineage, wire.id, own.id)
    assert not dependent(lineage, rewrite.id, own.id)


def test_quoting_and_citing_the_same_source_does_not_make_accounts_dependent():
    wire, quoting = named("wire", "quoting")
    benn = Source("benn", "Orla Benn", "person")
    words = "Nobody carried them out under a coat, they were packed and labelled like any loan"
    lineage = traced(
        [wire, quoting],
        sources=[benn],
        citations=[cites(one, benn, "said Orla Benn") for one in (wire, quoting)],
        statements=[statement(one, words, benn) for one in (wire, quoting)],
    )
    assert edges(lineage, "quotes") == edges(lineage, "cites") == {(benn.id, wire.id), (benn.id, quoting.id)}
    assert edges(lineage, "reuses") == set()
    assert not dependent(lineage, wire.id, quoting.id)


def test_all_who_print_a_release_depend_on_each_other():
    told = [
        document(f"{word}.txt", f"{WIRE} {word} {word}ly {word}ness.")
        for word in ("mild", "grim", "calm", "wild")
    ]
    again = replace(told[0], id="again", name="again.txt")
    lineage = traced([*told, again])
    assert all(dependent(lineage, a.id, b.id) for a, b in combinations([*told, again], 2))


def test_documents_of_another_story_are_left_alone():
    wire, copy = named("wire", "copy")
    lineage = trace(Story("s", "", (wire.id,)), [wire, copy], (), (), ())
    assert [node.id for node in lineage.nodes] == [wire.id]
    assert lineage.edges == ()


def test_what_two_have_from_one_text_joins_them_however_far_it_came():
    def graph(*pairs, kind="reuses", directed=True):
        return Lineage(edges=tuple(Edge(a, b, kind, 1.0, (), directed) for a, b in pairs))

    assert dependent(graph(("p", "a"), ("p", "b")), "a", "b")
    assert dependent(graph(("a", "b"), kind="translates"), "b", "a")
    assert dependent(graph(("a", "b"), directed=False), "b", "a")
    assert not dependent(graph(("p", "a"), ("p", "b"), kind="cites"), "a", "b")
    assert dependent(graph(("p", "a"), ("p", "q"), ("q", "b")), "a", "b")
    assert not dependent(graph(("a", "c"), ("b", "c")), "a", "b")
    assert not dependent(graph(("p", "a"), ("p", "b"), directed=False), "a", "b")
    assert dependent(graph(), "a", "a")


def lines(lineage, ids):
    """Count the groups that dependence leaves."""
    groups = [{one} for one in ids]
    for a, b in combinations(ids, 2):
        if dependent(lineage, a, b):
            first, second = (next(group for group in groups if one in group) for one in (a, b))
            if first is not second:
                groups.remove(second)
                first |= second
    return len(groups)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(sorted(TEXTS)), min_size=2, max_size=6, unique=True),
    st.data(),
)
def test_an_exact_copy_never_adds_an_independent_line(names, data):
    told = named(*names)
    again = replace(data.draw(st.sampled_from(told)), id="again", name="again.txt")
    before = lines(traced(told), [one.id for one in told])
    after = lines(traced([*told, again]), [*(one.id for one in told), "again"])
    assert after <= before


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(TEXTS)))
def test_the_order_of_documents_changes_nothing(names):
    wire = outlet()
    citing = [one for one in named(*names) if "Quill Wire" in one.text]
    result = traced(
        named(*names), sources=[wire], citations=[cites(one, wire, "Quill Wire") for one in citing]
    )
    ordered = sorted(TEXTS)
    assert result == replace(
        traced(named(*ordered), sources=[wire], citations=[cites(one, wire, "Quill Wire") for one in citing])
    )


def test_evidence_lies_in_its_documents_and_is_alike():
    told = named(*TEXTS, published=date(2030, 1, 1))
    texts = {one.id: one.text for one in told}
    lineage = traced(told)
    assert lineage.edges
    for edge in lineage.edges:
        assert 0.0 <= edge.confidence <= 1.0
        for passage in edge.evidence:
            assert 0 <= passage.start < passage.end <= len(texts[passage.document])
        if edge.parent in texts:
            for ours, theirs in zip(edge.evidence[::2], edge.evidence[1::2], strict=True):
                assert (ours.document, theirs.document) == (edge.parent, edge.child)
                first, second = (
                    set(texts[p.document][p.start : p.end].lower().split()) for p in (ours, theirs)
                )
                assert len(first & second) >= 0.4 * min(len(first), len(second))


def test_lineages_of_several_stories_join_into_one():
    wire, copy = named("wire", "copy")
    both = traced([wire, copy])
    assert join([both, both, Lineage()]) == both
