"""One name of a place means one place in a story."""

import random
from dataclasses import replace

from firsthand.extract.places import resolve_spans
from firsthand.model import Document, Place, Statement
from firsthand.resolve.places import agree_places

SPRINGFIELD = "A barn burnt down in Springfield on Monday."
OHIO = "The barn in Springfield, Ohio, was empty, said the sheriff in Columbus and another in Dayton."


def _document(name: str, text: str) -> Document:
    return Document(id=name, name=name, text=text, language="en", blocks=())


def _statement(document: Document, *names: str) -> Statement:
    text = document.text
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return Statement(
        id=f"s-{document.id}",
        document=document.id,
        start=0,
        end=len(text),
        text=text,
        sentence=0,
        places=resolve_spans(text, spans),
    )


def _story() -> tuple[list[Document], list[Statement]]:
    one, two = _document("one", SPRINGFIELD), _document("two", OHIO)
    return [one, two], [
        _statement(one, "Springfield"),
        _statement(two, "Springfield", "Ohio", "Columbus", "Dayton"),
    ]


def _springfields(statements: list[Statement]) -> set[int | None]:
    return {
        place.geoname
        for statement in statements
        for place in statement.places
        if place.name.startswith("Springfield")
    }


def test_documents_of_a_story_agree_on_a_name() -> None:
    documents, statements = _story()
    assert len(_springfields(statements)) == 2, "each by itself reads another Springfield"
    agreed = agree_places(documents, statements)
    assert _springfields(agreed) == {statements[1].places[0].geoname}


def test_a_name_that_one_document_cannot_place_is_what_the_others_say() -> None:
    documents, statements = _story()
    place = statements[0].places[0]
    lost = replace(statements[0], places=(Place(place.start, place.end, "Springfield"),))
    assert _springfields(agree_places(documents, [lost, statements[1]])) == {statements[1].places[0].geoname}


def test_the_order_of_documents_and_statements_changes_nothing() -> None:
    documents, statements = _story()
    expected = {statement.id: statement for statement in agree_places(documents, statements)}
    for seed in range(4):
        shuffled = random.Random(seed).sample(documents, len(documents))
        told = random.Random(seed).sample(statements, len(statements))
        again = agree_places(shuffled, told)
        assert [statement.id for statement in again] == [statement.id for statement in told]
        assert {statement.id: statement for statement in again} == expected


def test_what_nobody_reads_differently_stays_as_it_is() -> None:
    documents, statements = _story()
    assert agree_places(documents[:1], statements[:1]) == statements[:1]
    columbus = agree_places(documents, statements)[1].places[2]
    assert columbus == statements[1].places[2]


def test_two_places_of_one_name_told_apart_stay_two() -> None:
    text = "Fires burnt in Springfield, Ohio, and in Springfield, Illinois."
    document = _document("both", text)
    first, last = text.index("Springfield"), text.rindex("Springfield")
    spans = [
        (first, first + 11),
        (text.index("Ohio"), text.index("Ohio") + 4),
        (last, last + 11),
        (text.index("Illinois"), text.index("Illinois") + 8),
    ]
    statement = Statement(
        id="s",
        document="both",
        start=0,
        end=len(text),
        text=text,
        sentence=0,
        places=resolve_spans(text, spans),
    )
    assert len(_springfields(agree_places([document], [statement]))) == 2


def test_a_document_in_a_language_without_a_pack_stands_in_nobodys_way() -> None:
    documents, statements = _story()
    dutch = replace(_document("drie", "De schuur in Springfield stond leeg."), language="nl")
    assert agree_places([*documents, dutch], statements) == agree_places(documents, statements)
