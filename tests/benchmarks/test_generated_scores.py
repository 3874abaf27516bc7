"""What is scored on generated stories: the whole truth scores full marks, each wrong costs its own."""

from dataclasses import replace

import pytest

from retold import RetoldStory, generate

pytest.importorskip("datasketch")

from firsthand.model import Edge, Lineage, Node
from generated import Answer, answer_of, score_lineage


@pytest.fixture(scope="module")
def stories() -> list[RetoldStory]:
    return list(generate(seed=21, documents=120))


def truth(stories: list[RetoldStory]) -> Answer:
    return Answer(
        parents={d.name: d.parent for s in stories for d in s.documents if d.parent},
        open_pairs=frozenset(),
        latents={one.id: frozenset(one.children) for s in stories for one in s.latents},
    )


def test_the_truth_is_all_right(stories: list[RetoldStory]):
    score = score_lineage(stories, truth(stories))
    assert score.right["parents"] == score.total["parents"] == 120
    for measure in ("latent", "latent not false", "direction"):
        assert score.right[measure] == score.total[measure] > 0
    assert score.wrong == []


def test_naming_nobody_is_right_only_of_accounts_of_their_own(stories: list[RetoldStory]):
    score = score_lineage(stories, Answer({}, frozenset(), {}))
    own = sum(document.how == "own" for story in stories for document in story.documents)
    assert score.right["parents"] == score.right["parents, own"] == own
    assert score.right["latent"] == 0 < score.total["latent"]


def test_turning_every_edge_round_is_wrong_of_directions(stories: list[RetoldStory]):
    names = {document.name for story in stories for document in story.documents}
    said = truth(stories)
    turned = {parent: child for child, parent in said.parents.items() if parent in names}
    score = score_lineage(stories, replace(said, parents=turned))
    assert score.right["direction not wrong"] < 0.3 * score.total["direction not wrong"]
    assert score.right["parents"] < 60


def test_a_join_with_a_stranger_is_wrong_of_an_account_of_its_own(stories: list[RetoldStory]):
    story = max(stories, key=lambda story: len(story.documents))
    a, b = [document.name for document in story.documents if document.how == "own"][:2]
    said = truth(stories)
    score = score_lineage(stories, replace(said, open_pairs=frozenset({frozenset((a, b))})))
    assert score.right["parents"] == 118


def test_a_latent_parent_is_known_by_its_children_of_the_story_or_by_its_name(stories: list[RetoldStory]):
    several = [(s, one) for s in stories for one in s.latents if one.tellable]
    (story, one), (_, other) = several[0], several[-1]
    said = replace(truth(stories), latents={"x": frozenset((*one.children, *other.children))})
    assert score_lineage([story], said).right["latent"] == 1
    few = Answer({}, frozenset(), {"x": frozenset(one.children[:1])})
    named = replace(few, called={"x": f"the {one.outlet}"})
    assert score_lineage([story], named).right["latent"] == 1


def test_the_surest_edge_names_the_parent():
    edges = (
        Edge("d1", "d2", "reuses", 0.6),
        Edge("s", "d2", "reuses", 0.9),
        Edge("d1", "d3", "reuses", 0.7, directed=False),
        Edge("d1", "d3", "cites", 0.99),
    )
    nodes = (Node("s", "source", "Saltmere News Agency", in_collection=False),)
    said = answer_of(Lineage(nodes, edges), {"d1": "a.txt", "d2": "b.txt", "d3": "c.txt"})
    assert said.parents == {"b.txt": "s"}
    assert said.open_pairs == {frozenset(("a.txt", "c.txt"))}
    assert said.latents == {"s": frozenset({"b.txt"})}
    assert said.called == {"s": "Saltmere News Agency"}
