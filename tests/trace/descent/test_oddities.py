"""What happens between newsrooms that no plain copy shows: told through the whole of tracing."""

from datetime import date
from itertools import combinations, permutations

from orrery import COPY, INDEPENDENT, OTHER_MATTER, REORDERED, REWRITE, WIRE, document

from firsthand.model import Story
from firsthand.trace import dependent, trace

BACKGROUND = WIRE.split("\n\n")[2]


def traced(told):
    return trace(Story("s", "lenses", tuple(one.id for one in told)), told, (), (), ())


def derived(lineage):
    return [edge for edge in lineage.edges if edge.kind in ("reuses", "translates")]


def test_who_names_another_and_tells_the_same_in_other_words_has_it_from_there():
    wire = document("wire", WIRE, publisher="Quill Wire", published=date(2030, 1, 2))
    rewrite = document("rewrite", REWRITE, publisher="Vessen Mirror", published=date(2030, 1, 2))
    (edge,) = derived(traced([wire, rewrite]))
    assert (edge.parent, edge.child, edge.directed) == (wire.id, rewrite.id, True)
    assert "names it as its source" in edge.because


def test_an_outlet_that_prints_its_background_again_has_it_from_its_earlier_item():
    earlier, later = (
        document(name, f"{text}\n\n{BACKGROUND}\n", publisher="Vessen Mirror", published=day)
        for name, text, day in (
            ("earlier", INDEPENDENT, date(2030, 1, 2)),
            ("later", OTHER_MATTER, date(2030, 3, 5)),
        )
    )
    lineage = traced([earlier, later])
    assert dependent(lineage, earlier.id, later.id)
    assert [
        (edge.parent, edge.child) for edge in derived(lineage) if edge.directed and edge.parent == earlier.id
    ] == [(earlier.id, later.id)]


def test_a_release_and_its_many_copies_are_as_many_lines_as_copies():
    release = document("release", WIRE, publisher="Vessen Observatory", published=date(2030, 1, 1))
    papers = [
        document(
            f"{at}.txt", f"Paper number {at}\n\n{WIRE}", publisher=f"Paper {at}", published=date(2030, 1, 2)
        )
        for at in range(40)
    ]
    lineage = traced([*papers, release])
    assert all(dependent(lineage, release.id, paper.id) for paper in papers)
    assert all(dependent(lineage, a.id, b.id) for a, b in combinations(papers[:6], 2))
    assert len(derived(lineage)) <= len(papers) + 1
    assert not [edge for edge in derived(lineage) if edge.child == release.id]


def test_copies_of_the_day_hang_together_whatever_their_order():
    told = [
        document(f"{at}", f"{title}\n\n{WIRE}")
        for at, title in enumerate(("Glass gone", "Gone glass", "Nine lenses"))
    ]
    found = {traced(list(order)) for order in permutations(told)}
    assert len(found) == 1
    (lineage,) = found
    assert all(dependent(lineage, a.id, b.id) for a, b in combinations(told, 2))


def test_two_with_half_of_a_text_each_have_a_text_nobody_named_and_the_earlier_is_told():
    lines = WIRE.split("\n\n")
    parts = ("\n\n".join(lines[1:4]), "\n\n".join((lines[2], lines[4])), "\n\n".join((lines[1], lines[4])))
    told = [
        document(
            f"/archive/{at}/page.html",
            f"{text}\n\n{own}",
            publisher=f"The {name}",
            published=date(2030, 1, day),
        )
        for at, (text, own, name, day) in enumerate(
            zip(
                parts,
                (INDEPENDENT, OTHER_MATTER, REORDERED),
                ("Lake Post", "Hill Echo", "Bay Mail"),
                (2, 5, 9),
                strict=True,
            )
        )
    ]
    lineage = traced(told)
    latent = [node for node in lineage.nodes if not node.in_collection]
    assert [node.name for node in latent] == [
        "an unnamed text that The Bay Mail, The Hill Echo and The Lake Post have in common"
    ]
    beside = [edge for edge in derived(lineage) if edge.parent in {one.id for one in told}]
    assert beside
    order = {one.id: one.published for one in told}
    for edge in beside:
        assert edge.directed and order[edge.parent] < order[edge.child]
        assert "both may also have it from a text that is not in the collection" in edge.because
        (first,) = (one for one in derived(lineage) if one.child == edge.child and one.parent == latent[0].id)
        assert edge.confidence < first.confidence


def test_every_line_of_descent_says_why():
    texts = (WIRE, COPY, REORDERED, REWRITE, INDEPENDENT, WIRE.replace("nine", "ten"))
    told = [document(f"{at}", text) for at, text in enumerate(texts)]
    lineage = traced(told)
    assert len(derived(lineage)) >= 4
    assert all(edge.because for edge in derived(lineage))
