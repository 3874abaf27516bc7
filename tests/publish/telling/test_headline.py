from dataclasses import replace

from harbour import unsaid

from firsthand.model import Document, Edge, Findings, Lineage, Node, Source, Statement, Story
from firsthand.publish.telling.headline import headline, matters, story_paths
from firsthand.publish.telling.index import index_of


def test_the_sentence_says_what_the_accounts_go_back_to(harbour: Findings) -> None:
    said = headline(index_of(harbour))
    assert said.startswith("Six accounts: four go back to Tidewatch, report on the quay")
    assert said.endswith("which is not in the collection.")


def test_one_origin_behind_all_is_said_to_be_one() -> None:
    documents = tuple(Document(f"d{i}", f"d{i}.txt", "x") for i in range(3))
    wire = Source("wire", "Northern Wire", "outlet")
    nodes = (Node("wire", "source", "Northern Wire", False),)
    edges = tuple(Edge("wire", d.id, "reuses", 0.9) for d in documents)
    said = tuple(Statement(f"s{i}", f"d{i}", 0, 1, "x", 0) for i in range(3))
    found = Findings(documents, (wire,), said, lineage=Lineage(nodes, edges))
    sentence = headline(index_of(found))
    assert sentence == (
        "Three accounts, one origin: all go back to Northern Wire, which is not in the collection."
    )


def test_a_path_leads_from_the_origin_through_the_relay_to_the_documents(harbour: Findings) -> None:
    (way,) = story_paths(index_of(harbour), harbour.stories[0])
    assert way == (
        "Tidewatch, report on the quay (not in the collection) → Northern Wire, 4 March 2031"
        " → courier, quay and translated"
    )


def test_without_a_common_parent_the_most_quoted_are_named(harbour: Findings) -> None:
    index = index_of(replace(harbour, lineage=Lineage()))
    assert "six accounts, none seen to derive from another: of the five claims" in headline(index).lower()
    (way,) = story_paths(index, harbour.stories[0])
    assert way.startswith("none seen to derive from another; most quoted: Tidewatch (in ")


def test_stories_that_one_account_joins_are_one_matter(harbour: Findings) -> None:
    inside = harbour.stories[0].documents
    apart = tuple(Story(f"story-{d}", f"About {d}", (d,)) for d in inside)
    joined = matters(index_of(replace(harbour, stories=apart)))
    assert len(joined[0].documents) == 4 and len(joined) == 3
    assert headline(index_of(replace(harbour, stories=apart))).startswith("Six accounts of three stories")


def test_one_account_and_none(harbour: Findings) -> None:
    alone = harbour.documents[0]
    said = tuple(s for s in harbour.statements if s.document == alone.id)
    assert headline(
        index_of(Findings(documents=(alone,), sources=harbour.sources, statements=said))
    ).startswith("One account:")
    assert headline(index_of(unsaid())) == "Six documents read, and no statement found in them."


def test_where_it_is_not_known_which_came_first_nobody_says_that_nothing_derives() -> None:
    documents = tuple(Document(f"d{i}", f"d{i}.txt", "x") for i in range(3))
    said = tuple(Statement(f"s{i}", f"d{i}", 0, 1, "x", 0) for i in range(3))
    story = Story("one", "A spill", tuple(d.id for d in documents))
    alike = Edge("d0", "d1", "reuses", 0.9, directed=False)
    found = Findings(documents, (), said, stories=(story,), lineage=Lineage((), (alike,)))
    assert story_paths(index_of(found), story) == ["words in common; which came first is not known"]
    onward = replace(found, lineage=Lineage((), (alike, Edge("d1", "d2", "reuses", 0.9))))
    (way,) = story_paths(index_of(onward), story)
    assert way.endswith(" → d2")
    assert headline(index_of(onward)) == "Three accounts: d2 goes back to d1."


def test_documents_at_the_end_of_a_way_are_called_as_one_asks(harbour: Findings) -> None:
    index = index_of(harbour)
    (way,) = story_paths(index, harbour.stories[0], called=index.called)
    assert all(index.called[d.id] in way for d in index.documents if index.short[d.id] in ("courier", "quay"))
