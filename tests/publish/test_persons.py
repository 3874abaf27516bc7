import dataclasses
import json

import pytest

from firsthand.model import Document, Findings, Source, Statement
from firsthand.publish.export import export_json
from firsthand.publish.persons import BLANK, letters, private_persons, pseudonymised
from firsthand.publish.tables import tables


def _case(text: str, name: str, *aliases: str) -> Findings:
    person = Source("src-1", name, "person", aliases)
    said = Statement("s-1", "d", 0, len(text), text, 0, attribution=("src-1",))
    return Findings((Document("d", "d.txt", text),), (person,), (said,))


def test_people_without_an_office_get_a_letter_and_people_in_office_keep_their_name(
    harbour: Findings,
) -> None:
    names = {s.id: s.name for s in harbour.sources}
    assert {names[i]: p for i, p in private_persons(harbour).items()} == {"Ebbe Sorn": "Person A"}


def test_nothing_that_leaves_names_a_private_person(harbour: Findings) -> None:
    published = export_json(harbour, pseudonymous=True)
    assert "Sorn" not in published and "Ebbe" not in published
    assert "Mara Quill" in published
    assert json.loads(published)["pseudonymous"] is True
    assert "Sorn" not in "".join(tables(pseudonymised(harbour)).values())


def test_the_owner_of_a_case_keeps_the_names(harbour: Findings) -> None:
    assert "Ebbe Sorn" in export_json(harbour)


def test_blanked_texts_keep_every_offset(harbour: Findings) -> None:
    before = {d.id: d for d in harbour.documents}
    for document in pseudonymised(harbour).documents:
        assert len(document.text) == len(before[document.id].text)
    radio = next(d for d in pseudonymised(harbour).documents if d.name == "radio.txt")
    assert f"A dock worker, {BLANK * 4 + ' ' + BLANK * 4}" in radio.text or BLANK * 9 in radio.text


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Mayor Una Brandt said the gate is shut.", True),
        ("Una Brandt, the gate’s deputy director since May, said so.", True),
        ("Una Brandt, 43, said the gate is shut.", False),
        ("Una Brandt, the widow of the mayor, said so.", False),
        ("The mayor was not there. Una Brandt said so.", False),
        ("“It was dark,” Una Brandt said.", False),
    ],
)
def test_an_office_counts_only_beside_the_name(text: str, public: bool) -> None:
    assert bool(private_persons(_case(text, "Una Brandt"))) is not public


def test_a_title_in_an_alias_is_enough() -> None:
    assert not private_persons(_case("Brandt spoke.", "Una Brandt", "Gov. Una Brandt"))


def test_a_surname_shared_with_an_office_holder_is_blanked_only_in_the_whole_name() -> None:
    text = "Minister Olaf Brandt came. Una Brandt wept."
    case = _case(text, "Una Brandt")
    minister = Source("src-2", "Olaf Brandt", "person", ("Minister Olaf Brandt",))
    said = pseudonymised(Findings(case.documents, (*case.sources, minister), case.statements))
    assert said.documents[0].text == f"Minister Olaf Brandt came. {BLANK * 10} wept."


def test_file_names_and_addresses_are_blanked_too() -> None:
    text = "Una Brandt wept."
    person = Source("src-1", "Una Brandt", "person")
    document = Document("d", "una-brandt.html", text, url="https://paper.example/una-brandt-wept")
    said = Statement("s-1", "d", 0, len(text), text, 0, attribution=("src-1",))
    published = pseudonymised(Findings((document,), (person,), (said,))).documents[0]
    assert "brandt" not in published.name.lower() + (published.url or "").lower()


def test_letters_go_on_after_z() -> None:
    assert [letters(i) for i in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


def test_a_description_blanks_no_words_that_others_use() -> None:
    text = "The Norlish government left. Una Brandt, a Norlish dissident, wept. una brandtmember of a choir"
    aliases = ("a Norlish dissident", "una brandtmember of a choir")
    published = pseudonymised(_case(text, "Una Brandt", *aliases)).documents[0].text
    assert "The Norlish government" in published and "a Norlish dissident" in published
    assert "Brandt" not in published and "una brandt" not in published


def test_a_whole_name_without_capitals_is_blanked_but_not_a_common_word() -> None:
    text = "“It was dark,” said Ada Lake. then ada lake went to the lake."
    published = pseudonymised(_case(text, "Ada Lake")).documents[0].text
    assert published.endswith(f"said {BLANK * 8}. then {BLANK * 8} went to the lake.")


def _told(text: str, language: str, name: str, *aliases: str) -> Findings:
    case = _case(text, name, *aliases)
    return dataclasses.replace(case, documents=(dataclasses.replace(case.documents[0], language=language),))


@pytest.mark.parametrize(
    ("language", "text", "name", "public"),
    [
        ("de", "Bürgermeisterin Una Brandt sagte, das Tor sei zu.", "Una Brandt", True),
        ("de", "Una Brandt, die Witwe des Direktors, sagte das.", "Una Brandt", False),
        ("fr", "Una Brandt, porte-parole du port, a dit cela.", "Una Brandt", True),
        ("fr", "« Il faisait noir », a dit Una Brandt.", "Una Brandt", False),
        ("es", "La alcaldesa Una Brandt dijo que la puerta está cerrada.", "Una Brandt", True),
        ("es", "Una Brandt, vecina del puerto, dijo eso.", "Una Brandt", False),
        ("it", "Una Brandt, direttrice del porto, ha detto questo.", "Una Brandt", True),
        ("it", "La testimone Una Brandt ha detto questo.", "Una Brandt", False),
        ("zh", "港务局副局长卞云山表示，大门已关闭。", "卞云山", True),
        ("zh", "目击者卞云山告诉记者，当时天很黑。", "卞云山", False),
        ("zh", "局长没有出席。卞云山说，当时天很黑。", "卞云山", False),
    ],
)
def test_an_office_counts_in_its_language(language: str, text: str, name: str, public: bool) -> None:
    assert bool(private_persons(_told(text, language, name))) is not public


def test_a_chinese_name_is_blanked_within_its_sentence() -> None:
    case = _told("居民卞云山说，当时天很黑。", "zh", "卞云山（Bian Yunshan）", "卞云山")
    published = pseudonymised(case)
    assert published.documents[0].text == f"居民{BLANK * 3}说，当时天很黑。"
    told = "".join(tables(published).values())
    assert "卞云山" not in told and "Bian Yunshan" not in told
