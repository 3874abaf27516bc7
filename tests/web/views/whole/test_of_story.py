"""What was made of a story is made once, until its findings are others; the last answers alone are kept."""

from dataclasses import replace

from firsthand.model import Findings, Story
from firsthand.publish.telling.index import Index, index_of
from firsthand.web.views.whole.of_story import OfStory


def story(name: str) -> Index:
    return index_of(Findings(stories=(Story(name, "Harbour of Tarn closed", ()),)))


def test_an_answer_is_made_once_for_a_story_and_a_question() -> None:
    kept, made = OfStory(10), list[str]()

    def ask(index: Index, key: str) -> int:
        def make() -> int:
            made.append(key)
            return len(made)

        return kept.of(index, key, make)

    tarn, lerholm = story("tarn"), story("lerholm")
    assert [ask(tarn, "a"), ask(tarn, "b"), ask(tarn, "a"), ask(lerholm, "a"), ask(tarn, "b")] == [
        1,
        2,
        1,
        3,
        2,
    ]


def test_a_story_with_other_findings_forgets_its_own_answers_and_no_others() -> None:
    kept = OfStory(10)
    tarn, lerholm = story("tarn"), story("lerholm")
    for index in (tarn, lerholm):
        kept.of(index, "a", lambda: "before")
    decided = replace(tarn)
    assert kept.of(decided, "a", lambda: "after") == "after"
    assert kept.of(lerholm, "a", lambda: "after") == "before"
    assert kept.of(tarn, "a", lambda: "as it was") == "as it was"  # somebody still looks at the moment before


def test_no_more_answers_are_kept_than_asked_for() -> None:
    kept = OfStory(3)
    stories = [story(f"story {number}") for number in range(6)]
    for index in stories:
        kept.of(index, "a", lambda: "first")
    assert [kept.of(index, "a", lambda: "again") for index in stories[3:]] == ["first"] * 3
    assert [kept.of(index, "a", lambda: "again") for index in stories[:3]] == ["again"] * 3
    assert kept.of(stories[5], "a", lambda: "again") == "again"
