"""Everybody whom a text names is found, whole, and only who is named in an office is public."""

from functools import cache

import pytest
from people_texts import TEXTS

from firsthand.extract import extract_documents
from firsthand.model import Document, Person
from firsthand.resolve import resolve
from firsthand.resolve.people import find_people

Marked = tuple[int, int, bool]


def bare(marked: str) -> tuple[str, list[Marked]]:
    """Take the brackets out of a text: what is left, and [start, end) of each name and if it is public."""
    text, spans, start = "", [], 0
    for character in marked.strip():
        if character in "⟦⟨":
            start = len(text)
        elif character in "⟧⟩":
            spans.append((start, len(text), character == "⟩"))
        else:
            text += character
    return text, spans


def found_in(*texts: tuple[str, str], reverse: bool = False) -> tuple[Person, ...]:
    """Return the people of some texts, each with its language."""
    documents = [Document(f"d{i}", f"d{i}.txt", text, language=lang) for i, (lang, text) in enumerate(texts)]
    if reverse:
        documents.reverse()
    extractions = list(extract_documents(documents))
    resolution = resolve(documents, extractions)
    return find_people(documents, extractions, resolution.sources, resolution.statements)


@cache
def people_of(name: str) -> tuple[Person, ...]:
    return found_in((name[:2], bare(TEXTS[name])[0]))


@pytest.mark.parametrize("name", TEXTS)
def test_every_name_is_found_whole(name):
    text, spans = bare(TEXTS[name])
    mentions = [m for person in people_of(name) for m in person.mentions]
    missed = [
        text[start:end]
        for start, end, _ in spans
        if not any(m.start <= start and end <= m.end for m in mentions)
    ]
    assert missed == []


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_else_is_taken_for_a_name(name):
    text, spans = bare(TEXTS[name])
    extra = [
        text[m.start : m.end]
        for person in people_of(name)
        for m in person.mentions
        if not any(m.start < end and start < m.end for start, end, _ in spans)
    ]
    assert extra == []


@pytest.mark.parametrize("name", TEXTS)
def test_only_an_office_makes_public(name):
    text, spans = bare(TEXTS[name])
    wrong = [
        (text[start:end], person.public, person.because)
        for person in people_of(name)
        for m in person.mentions
        for start, end, public in spans
        if m.start < end and start < m.end and person.public != public
    ]
    assert wrong == []


def test_the_texts_hold_more_than_sixty_names():
    assert sum(len(bare(text)[1]) for text in TEXTS.values()) > 60


def test_public_people_carry_the_passage_that_shows_the_office():
    text, _ = bare(TEXTS["en"])
    for person in people_of("en"):
        assert person.public == (person.office is not None) == bool(person.because)
    mayor = next(person for person in people_of("en") if person.name == "Edda Ravn")
    assert mayor.office is not None
    shown = text[mayor.office.start : mayor.office.end]
    assert "mayor" in shown and "Edda Ravn" in shown


def test_one_person_in_two_scripts():
    people = found_in(
        ("en", "Wang Jiahe, a dissident, said that he was followed."),
        ("zh", "异见人士王嘉禾说，他被跟踪。王嘉禾没有报警。"),
    )
    (person,) = [person for person in people if "王嘉禾" in (person.name, *person.aliases)]
    assert "Wang Jiahe" in (person.name, *person.aliases)
    assert {m.document for m in person.mentions} == {"d0", "d1"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The minister's son Jonas Veldrik said nothing.", "Jonas Veldrik"),
        ("en", "Jonas Veldrik, a neighbour of the mayor, heard shouting.", "Jonas Veldrik"),
        ("en", "Jonas Veldrik, the director's victim, was found on Monday.", "Jonas Veldrik"),
        ("en", "The widow of the president, Tessa Veldrik, left the house.", "Tessa Veldrik"),
        ("en", "Tessa Veldrik, whose father is the mayor, left the house.", "Tessa Veldrik"),
        ("en", "Jonas Veldrik, a former police officer, was questioned.", "Jonas Veldrik"),
        ("en", "Jonas Veldrik, who met the mayor, was questioned.", "Jonas Veldrik"),
        ("en", "Jonas Veldrik, 15, a student leader, was questioned.", "Jonas Veldrik"),
        ("de", "Die Witwe des Direktors, Tessa Veldrik, schwieg.", "Tessa Veldrik"),
        ("de", "Der ehemalige Bürgermeister Jonas Veldrik schwieg.", "Jonas Veldrik"),
        ("es", "La hija del ministro, Teresa Veldrik, guardó silencio.", "Teresa Veldrik"),
        ("es", "El exalcalde Jonás Veldrik guardó silencio.", "Jonás Veldrik"),
        ("fr", "La veuve du directeur, Tessa Veldrik, se tait.", "Tessa Veldrik"),
        ("fr", "L'ancien maire Jonas Veldrik se tait.", "Jonas Veldrik"),
        ("it", "La vedova del direttore, Teresa Veldrik, tace.", "Teresa Veldrik"),
        ("it", "L'ex sindaco Jonas Veldrik tace.", "Jonas Veldrik"),
        ("zh", "部长的儿子王嘉禾没有说话。", "王嘉禾"),
        ("zh", "前市长王嘉禾没有说话。", "王嘉禾"),
    ],
)
def test_an_office_that_is_not_theirs_makes_nobody_public(language, text, name):
    (person,) = [person for person in found_in((language, text)) if name in (person.name, *person.aliases)]
    assert not person.public


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "Jonas Veldrik, spokesman for the harbour police, said the report was wrong.",
            "Jonas Veldrik",
        ),
        ("en", "Judge Tessa Veldrik ordered the station closed.", "Tessa Veldrik"),
        ("de", "Außenministerin Tessa Veldrik kündigte eine Prüfung an.", "Tessa Veldrik"),
        ("de", "Der Sprecher des Ministeriums, Jonas Veldrik, widersprach.", "Jonas Veldrik"),
        ("es", "La ministra de Exteriores, Teresa Veldrik, anunció una investigación.", "Teresa Veldrik"),
        ("fr", "Le porte-parole du ministère, Jonas Veldrik, a démenti.", "Jonas Veldrik"),
        ("it", "Il ministro degli Esteri, Jonas Veldrik, ha smentito.", "Jonas Veldrik"),
        ("zh", "外交部发言人王嘉禾否认了报道。", "王嘉禾"),
    ],
)
def test_an_office_makes_public(language, text, name):
    (person,) = [person for person in found_in((language, text)) if name in (person.name, *person.aliases)]
    assert person.public


def test_the_order_of_documents_changes_nothing():
    texts = [(name[:2], bare(TEXTS[name])[0]) for name in ("en", "en-lower")]
    assert found_in(*texts) == found_in(*texts, reverse=True)


def test_names_in_file_names_are_told():
    document = Document("d0", "notes/jonas-veldrik.txt", "Jonas Veldrik, a welder, left.", language="en")
    (person,) = find_people([document], [], [], [])
    assert "jonas-veldrik" in person.aliases


def test_places_and_bodies_are_nobody():
    text = (
        "The Harbour Watch and the Ministry of Ports met in New York and Buenos Aires. Northern Airlines "
        "flew to Milan on Monday. The Kellport Court ruled in May. Grand River Bridge was closed by the UN."
    )
    assert found_in(("en", text)) == ()


def test_no_document_no_person():
    assert find_people([], [], [], []) == ()
    assert find_people([Document("d0", "a.txt", "", language="en")], [], [], []) == ()
