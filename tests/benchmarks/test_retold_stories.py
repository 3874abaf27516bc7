"""Generated piles: the same seed gives the same bytes, and what is told of them is in them."""

import pytest

from firsthand.read import read_bytes
from retold import RetoldStory, generate, shared_passages


@pytest.fixture(scope="module")
def stories() -> list[RetoldStory]:
    return list(generate(seed=11, documents=150))


def test_the_same_seed_gives_the_same_pile_and_another_gives_another():
    first, again = list(generate(seed=3, documents=60)), list(generate(seed=3, documents=60))
    other = list(generate(seed=4, documents=60))
    assert first == again
    assert {d.text for s in first for d in s.documents}.isdisjoint(d.text for s in other for d in s.documents)


@pytest.mark.parametrize("documents", [1, 10, 57])
def test_a_pile_has_as_many_documents_as_were_asked_for(documents: int):
    pile = [document for story in generate(seed=5, documents=documents) for document in story.documents]
    assert len(pile) == documents
    assert len({document.name for document in pile}) == len({document.data for document in pile}) == documents


def test_what_a_document_carries_stands_where_it_is_said_to_stand(stories: list[RetoldStory]):
    told = [(document, one) for story in stories for document in story.documents for one in document.carries]
    assert len(told) > 1000
    for document, one in told:
        sentence = document.text[one.start : one.end]
        assert sentence.strip() == sentence and sentence
        if one.value and ".s" not in one.fact and one.fact != "release":
            assert one.value in document.text, (one, sentence)


def test_parents_are_in_the_story_and_no_later_than_their_children(stories: list[RetoldStory]):
    derived = 0
    for story in stories:
        by_name = {document.name: document for document in story.documents}
        latent = {one.id: one for one in story.latents}
        for document in story.documents:
            assert document.parent is None or document.parent in by_name or document.parent in latent
            if document.parent in by_name:
                derived += 1
                assert by_name[document.parent].published <= document.published
                assert document.parent not in document.alike
            elif document.parent is not None:
                assert document.name in latent[document.parent].children
            assert (document.parent is None) == (document.how == "own")
    assert derived > 40


def test_shared_passages_are_in_both_texts(stories: list[RetoldStory]):
    found = 0
    for story in stories:
        by_name = {document.name: document for document in story.documents}
        for document in story.documents:
            if document.parent not in by_name:
                continue
            for passage in shared_passages(by_name[document.parent], document, least=8):
                ours = by_name[passage.a].text[passage.a_start : passage.a_end].split()
                theirs = by_name[passage.b].text[passage.b_start : passage.b_end].split()
                assert passage.words <= min(len(ours), len(theirs))
                assert (
                    len({word.strip("“”.,:") for word in ours} & {word.strip("“”.,:") for word in theirs})
                    >= 4
                )
                found += 1
    assert found > 80


def test_accounts_of_their_own_share_no_passage(stories: list[RetoldStory]):
    pairs = 0
    for story in stories:
        own = [document for document in story.documents if document.how == "own"]
        for a in own:
            for b in own:
                if a is not b:
                    assert shared_passages(a, b) == []
                    pairs += 1
    assert pairs > 20


def test_a_mistake_is_in_the_text_that_made_it_and_what_was_right_is_not(stories: list[RetoldStory]):
    mistakes = [
        (document, change)
        for story in stories
        for document in story.documents
        for change in document.changes
        if change.kind in ("figure", "name")
    ]
    assert len(mistakes) > 5
    for document, change in mistakes:
        account = document.text[document.sentences[0].start : document.sentences[-1].end]
        assert change.before not in {word.strip("“”.,:;") for word in account.split()}


def test_somebody_whom_two_reporters_asked_is_one_origin(stories: list[RetoldStory]):
    shared = 0
    for story in stories:
        own = {document.name for document in story.documents if document.how == "own"}
        for document in story.documents:
            for one in document.carries:
                if one.origin.startswith(f"{story.id}:") and one.value:
                    tellers = {
                        other.name
                        for other in story.documents
                        if any(c.fact == one.fact and c.value == one.value for c in other.carries)
                    }
                    if len(tellers & own) > 1:
                        shared += 1
                        assert len(story.origins(one.fact, one.value)) == 1
    assert shared > 10


def test_the_reader_reads_who_published_a_page_and_when(stories: list[RetoldStory]):
    right = total = 0
    for story in stories[:6]:
        for document in story.documents:
            page = read_bytes(document.data, name=document.name)
            total += 1
            right += page.publisher == document.publisher and page.published == document.published
            assert page.text == document.text
    assert right >= 0.95 * total
