import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from orrery import COPY, INDEPENDENT, OTHER_MATTER, REORDERED, REWRITE, WIRE, document, outlet, statement

from firsthand.model import Document
from firsthand.trace import find_stories

LENSES = [document(f"{i}.txt", text) for i, text in enumerate((WIRE, COPY, REORDERED, REWRITE, INDEPENDENT))]
PEARS = document("pears.txt", OTHER_MATTER)


def test_one_matter_is_one_story_and_another_matter_another():
    stories = find_stories([*LENSES, PEARS])
    assert sorted(sorted(story.documents) for story in stories) == sorted(
        [sorted(one.id for one in LENSES), [PEARS.id]]
    )


def printed(release: str, count: int, *, seed: int = 1) -> Iterator[Document]:
    """Yield what so many papers print of a release: most of its sentences, and some words of their own."""
    chance = random.Random(seed)
    title, *paragraphs = release.strip().split("\n\n")
    for number in range(count):
        paper = "".join(chance.choice("bdfgklmnrst") + chance.choice("aeiou") for _ in range(3)).title()
        kept = [
            " ".join(one for one in text.split(". ") if chance.random() < 0.8).strip() for text in paragraphs
        ]
        body = "\n\n".join(f"{text}." for text in kept if text)
        own = f"The {paper} Courier is printed in {paper} on {chance.choice(('Mondays', 'Fridays'))}."
        yield document(f"{seed}-{number}.txt", f"{title}\n\n{paper} Courier\n\n{body}\n\n{own}\n")


@pytest.mark.parametrize("large", [3000, 20], ids=["all with all", "by sketches"])
@pytest.mark.parametrize("count", [5, 40, 150])
def test_a_folder_about_one_matter_is_one_story_however_many_tell_of_it(
    count: int, large: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("firsthand.trace.grouping.stories._LARGE", large)
    (story,) = find_stories(printed(WIRE, count))
    assert len(story.documents) == count


def test_two_releases_that_many_print_are_of_one_story():
    papers = [*printed(WIRE, 9), *printed(REWRITE, 9, seed=2)]
    (story,) = find_stories(papers)
    assert len(story.documents) == len(papers)


def test_two_matters_that_many_print_are_two_stories():
    lenses, pears = list(printed(WIRE, 30)), list(printed(OTHER_MATTER, 30, seed=2))
    found = {frozenset(story.documents) for story in find_stories([*lenses, *pears])}
    assert found == {frozenset(one.id for one in lenses), frozenset(one.id for one in pears)}


def test_a_story_is_called_by_its_most_central_title():
    (story,) = find_stories(LENSES)
    assert story.title in {one.title for one in LENSES[:2]}


def test_without_a_title_the_first_statement_names_it():
    (wire,) = (replace(LENSES[0], title=None),)
    said = [
        statement(wire, "Nine brass lenses vanished from the hilltop observatory", outlet()),
        statement(wire, "The audit, which runs to sixty pages", outlet()),
    ]
    assert find_stories([wire], said)[0].title == "Nine brass lenses vanished from the hilltop observatory"
    assert find_stories([wire])[0].title == "0.txt"


def test_a_long_title_is_cut_between_words():
    (story,) = find_stories([replace(PEARS, title="pear " * 40)])
    assert len(story.title) <= 92
    assert story.title.endswith("pear …")


def test_the_same_people_years_later_are_another_story():
    early = [replace(one, published=date(2030, 1, 1)) for one in (LENSES[0], LENSES[4])]
    late = [replace(one, id=one.id + "x", published=date(2036, 1, 1)) for one in (LENSES[3],)]
    assert len(find_stories([LENSES[0], LENSES[4]])) == 1
    assert len(find_stories([*early, *late])) >= 2


def test_no_documents_are_no_stories():
    assert find_stories([]) == ()


@settings(max_examples=10, deadline=None)
@given(st.permutations([*LENSES, PEARS]))
def test_the_order_of_documents_changes_nothing(told):
    assert find_stories(told) == find_stories([*LENSES, PEARS])
