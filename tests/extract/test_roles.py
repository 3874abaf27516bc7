"""Who does it and what it is done to, in six languages."""

import pytest

from firsthand.extract import extract_documents
from firsthand.model import Statement
from firsthand.read import read_bytes


def _first(text: str) -> Statement:
    document = read_bytes(text.encode(), name="lorn.txt")
    (extraction,) = extract_documents([document])
    return extraction.statements[0]


@pytest.mark.parametrize(
    ("text", "subject", "thing"),
    [
        ("The council closed the old office in May.", ("council",), ("office", "old")),
        ("The old office was closed by the council in May.", ("council",), ("office", "old")),
        ("The mayor of Lorn resigned on Monday.", ("mayor", "lorn"), ()),
        ("The mill is the largest employer of the valley.", ("mill",), ("employer", "large", "valley")),
        ("It closed the office.", (), ("office",)),
        ("Die Stadt hat das alte Büro im Mai geschlossen.", ("stadt",), ("büro", "alt")),
        ("Am Montag eröffnete die Firma drei neue Lager in Lorn.", ("firma",), ("lager", "drei", "neu")),
        ("La mairie a fermé le bureau en mai.", ("mairie",), ("bureau",)),
        ("La empresa abrió tres almacenes en Lorn.", ("empresa",), ("almacén", "tres")),
        ("Il comune ha chiuso l'ufficio a maggio.", ("comune",), ("ufficio",)),
        ("市政府五月关闭了办公室。这是当地居民多年来一直要求的事情。", ("市政府",), ("办公室",)),
        ("市长被警方逮捕。这是当地居民多年来一直要求的事情。", ("警方",), ("市长",)),
    ],
)
def test_doer_and_thing_are_found(text: str, subject: tuple[str, ...], thing: tuple[str, ...]) -> None:
    statement = _first(text)
    assert (statement.subject, statement.object) == (subject, thing)


def test_a_clause_without_a_doer_of_its_own_has_that_of_the_one_it_leans_on() -> None:
    document = read_bytes(
        b"Officials closed the mill, saying that it was unsafe. The firm sold the mill and fired 40 workers.",
        name="lorn.txt",
    )
    (extraction,) = extract_documents([document])
    doers = {one.subject for one in extraction.statements if "fire" in one.main or "sell" in one.main}
    assert doers == {("firm",)}


def test_a_relative_clause_is_about_the_noun_it_belongs_to() -> None:
    statement = _first("The firm that poisoned the river has paid a fine.")
    assert statement.subject[0] == "firm"
