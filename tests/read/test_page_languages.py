"""What pages in other languages say of themselves."""

from datetime import date

import pytest

from firsthand.read import language_of, read_bytes, surely_in
from firsthand.read.bylines import byline, find_date, is_dateline_date
from firsthand.read.mastheads import is_body_name, is_outlet_name
from firsthand.read.page_words import page_words

_ACCOUNTS = {
    "de": (
        [
            "Altwerder Anzeiger",
            "Fähre läuft vor Lundholm auf Grund",
            "Von Petra Lindt",
            "Dienstag, 4. März 2025",
            "Die Fähre „Nordstern“ ist am Montag vor Lundholm auf Grund gelaufen, teilte die "
            "Hafenbehörde mit. Verletzt wurde nach ihren Angaben niemand.",
            "Mehr zum Thema",
            "Neue Brücke im Mai fertig",
        ],
        "Altwerder Anzeiger", "Petra Lindt", "Fähre läuft vor Lundholm auf Grund",
    ),
    "fr": (
        [
            "L'Écho du Vallon",
            "Un bac s'échoue devant Lundholm",
            "Par Claire Aubin",
            "Mardi 4 mars 2025 à 10h30",
            "Le bac « Étoile du Nord » s'est échoué lundi devant Lundholm, a annoncé la direction "
            "du port. Personne n'a été blessé, selon elle.",
            "Lire aussi",
            "Le nouveau pont ouvrira en mai",
        ],
        "L'Écho du Vallon", "Claire Aubin", "Un bac s'échoue devant Lundholm",
    ),
    "es": (
        [
            "El Correo de Valdesol",
            "Un transbordador encalla frente a Lundholm",
            "Por Elena Robles",
            "4 de marzo de 2025",
            "El transbordador «Estrella» encalló el lunes frente a Lundholm, informó la autoridad "
            "del puerto. Nadie resultó herido, según la entidad.",
            "Te puede interesar",
            "El nuevo puente abrirá en mayo",
        ],
        "El Correo de Valdesol", "Elena Robles", "Un transbordador encalla frente a Lundholm",
    ),
    "it": (
        [
            "Corriere di Valdesole",
            "Un traghetto si incaglia davanti a Lundholm",
            "di Marta Rinaldi",
            "martedì 4 marzo 2025",
            "Il traghetto «Stella» si è incagliato lunedì davanti a Lundholm, ha comunicato "
            "l'autorità del porto. Nessuno è rimasto ferito, secondo l'ente.",
            "Leggi anche",
            "Il nuovo ponte aprirà a maggio",
        ],
        "Corriere di Valdesole", "Marta Rinaldi", "Un traghetto si incaglia davanti a Lundholm",
    ),
    "zh": (
        [
            "伦港晚报",
            "渡轮在伦霍尔姆附近搁浅",
            "记者 卞云山",
            "2025年3月4日 星期二",
            "渡轮“北星号”星期一在伦霍尔姆附近搁浅，港务局通报说。据该局介绍，没有人受伤。",
            "相关新闻",
            "新桥将于五月通车",
        ],
        "伦港晚报", "卞云山", "渡轮在伦霍尔姆附近搁浅",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(_ACCOUNTS))
def test_a_page_says_who_published_it_who_wrote_it_and_when(language: str) -> None:
    lines, publisher, author, title = _ACCOUNTS[language]
    text = "\n\n".join(lines) + "\n"
    document = read_bytes(text.encode(), name="page.txt")
    assert document.text == text
    assert (document.language, document.publisher, document.author, document.title) == (
        language, publisher, author, title,
    )  # fmt: skip
    assert document.published == date(2025, 3, 4)
    told = [text[b.start : b.end] for b in document.blocks if b.kind == "paragraph"]
    assert len(told) == 1, "the link below the account is none of it"


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("de", "8. Mai 2024", date(2024, 5, 8)),
        ("de", "Stand: 08.05.2024", date(2024, 5, 8)),
        ("fr", "Publié le 1er mai 2024", date(2024, 5, 1)),
        ("es", "9 de junio del 2007", date(2007, 6, 9)),
        ("it", "1º maggio 2024", date(2024, 5, 1)),
        ("zh", "２０２４年５月１１日 08:30", date(2024, 5, 11)),
        ("en", "May 7, 2024", date(2024, 5, 7)),
    ],
)
def test_dates_are_read_as_the_language_writes_them(language: str, line: str, day: date) -> None:
    words = page_words(language)
    assert find_date(line, words) == day
    assert is_dateline_date(line, words)


def test_a_sentence_with_a_date_is_no_dateline() -> None:
    assert not is_dateline_date("Am 8. Mai 2024 lief die Fähre auf Grund", page_words("de"))
    assert not is_dateline_date("2024年5月11日渡轮搁浅", page_words("zh"))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Von den Fähren liefen zwei auf Grund"),
        ("es", "Por la tarde llovió"),
        ("zh", "记者到达现场，看到渡轮已经离开。"),
    ],
)
def test_a_sentence_is_no_byline(language: str, line: str) -> None:
    assert byline(line, page_words(language)) is None


def test_names_of_outlets_and_bodies_in_other_languages() -> None:
    assert is_outlet_name("La Voz de Valdesol", page_words("es"))
    assert is_outlet_name("Süddorfer Zeitung", page_words("de"))
    assert not is_outlet_name("Die Fähre", page_words("de"))
    assert is_body_name("Ministère de la Mer", page_words("fr"))
    assert is_body_name("伦港市水务局", page_words("zh"))
    assert not is_outlet_name("渡轮在港口搁浅，无人受伤", page_words("zh"))


def test_chinese_is_not_taken_for_japanese() -> None:
    assert surely_in("东海地震局测定震级六点三级") == "zh"
    assert language_of("東海地震局測定震級六點三級，並無傷亡報告，救援人員已抵達現場。") == "zh"
    assert language_of("東海地震の規模は六・三と測定されました。けが人はいません。") == "ja"
