"""Damaged, mixed and senseless texts in every language: read without a fault, with offsets that hold."""

import math
import random
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.extract import extract_documents
from firsthand.extract.analysis import analyse
from firsthand.extract.quantities import find_quantities
from firsthand.model import Block, Document, Extraction

ACCOUNTS = {
    "en": (
        "The harbour office said on Monday that two ferries of the Lund line had been taken out of service.",
        "“Nobody told the passengers,” said Ina Roe, director of the Harbour Watch.",
        "The ministry denied that 1,250 people were hurt in Altwerder on 3 March 2021.",
        "He told the Tarn Courier that the line “will not pay” more than $3.5 million.",
    ),
    "de": (
        "Die Reederei Brandt wies die Vorwürfe am Montag zurück.",
        "„Niemand hat es den Fahrgästen gesagt“, sagte die Sprecherin Ines Hollweg am 3. März 2021.",
        "Nach Angaben der Polizei wurden etwa 1.250 Menschen verletzt, zwei davon schwer.",
        "Er teilte mit, die Linie werde nicht mehr als 3,5 Millionen Euro zahlen.",
    ),
    "fr": (
        "La compagnie Brandt a rejeté lundi les accusations.",
        "« Personne n'a prévenu les passagers », a déclaré la porte-parole Inès Hollvec le 3 mars 2021.",
        "Selon la police, environ 1 250 personnes ont été blessées, dont deux grièvement.",
        "Il a indiqué que la ligne ne paierait pas plus de 3,5 millions d'euros.",
    ),
    "es": (
        "La compañía Brandt rechazó el lunes las acusaciones.",
        "«Nadie avisó a los pasajeros», dijo la portavoz Inés Olveca el 3 de marzo de 2021.",
        "Según la policía, unas 1.250 personas resultaron heridas, dos de ellas graves.",
        "Añadió que la línea no pagaría más de 3,5 millones de euros.",
    ),
    "it": (
        "La compagnia Brandt ha respinto lunedì le accuse.",
        "«Nessuno ha avvertito i passeggeri», ha detto la portavoce Ines Olvecchi il 3 marzo 2021.",
        "Secondo la polizia, circa 1.250 persone sono rimaste ferite, due in modo grave.",
        "Ha aggiunto che la linea non pagherà più di 3,5 milioni di euro.",
    ),
    "zh": (
        "湖城港务局周一表示，两艘渡轮已停止运营。",
        "“没有人告诉乘客，”港口观察组织发言人李安华2021年3月3日说。",
        "據警方稱，約一千二百五十人受傷，其中兩人重傷。",
        "他补充说，「航運公司」不会支付超过三百五十万元。",
    ),
}
LANGUAGES = sorted(ACCOUNTS)
RIGHT_TO_LEFT = "قال المتحدث باسم الميناء يوم الاثنين إن عبارتين خرجتا من الخدمة. דובר הנמל אמר ביום שני."
MARKS = "“”„«»‹›「」『』‘’‚'\"—–"
NOISE = (
    *(
        *MARKS,
        "\u200b",
        "\u00ad",
        "\u202e",
        "\u2067",
        "\u200f",
        "\xa0",
        "\u202f",
        "\r\n",
        "\n\n",
        "\t",
        "|",
        "- \n",
    ),
    *(
        "👩‍👩‍👧",
        "🏳️‍🌈",
        "e\u0301",
        "\u0301\u0323",
        "ﬁ",
        "Ａ１",
        "０",
        "г",
        "l",
        "O",
        "(",
        ")",
        "[",
        "…",
        "。",
        "，",
    ),
    *(
        "9" * 400,
        "1e400",
        "99.99.2099",
        "31. Februar 0000",
        "0 mars 0",
        "0000年13月45日",
        "%",
        "½",
        RIGHT_TO_LEFT,
    ),
)


def document(language: str, text: str) -> Document:
    paragraphs, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            paragraphs.append(Block(at, at + len(part), "paragraph"))
        at += len(part) + 2
    return Document(
        id="d" * 64, name=f"{language}.txt", text=text, blocks=tuple(paragraphs), language=language
    )


def read(language: str, text: str) -> Extraction:
    whole = document(language, text)
    (extraction,) = extract_documents([whole])
    hold(whole, extraction)
    return extraction


def hold(whole: Document, extraction: Extraction) -> None:
    """Check that everything points at where it stands in the text."""
    text, names = whole.text, extraction.names
    assert len({s.id for s in extraction.statements}) == len(extraction.statements)
    for statement in extraction.statements:
        assert 0 <= statement.start < statement.end <= len(text)
        assert text[statement.start : statement.end] == statement.text
        assert all(0 <= p.start < p.end <= len(text) and p.document == whole.id for p in statement.evidence)
        assert all(0 <= speaker < len(names) for speaker in statement.speakers)
        assert statement.evidence or not statement.speakers
        measures = [(q.start, q.end) for q in statement.quantities]
        measures += [(d.start, d.end) for d in statement.dates] + [(p.start, p.end) for p in statement.places]
        assert all(statement.start <= start < end <= statement.end for start, end in measures)
        for quantity in statement.quantities:
            assert all(end is None or math.isfinite(end) for end in (quantity.low, quantity.high))
            assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        assert all(d.earliest is None or d.latest is None or d.earliest <= d.latest for d in statement.dates)
    for number, name in enumerate(names):
        assert 0 <= name.start < name.end <= len(text)
        assert name.owner is None or (0 <= name.owner < len(names) and name.owner != number)
    assert all(0 <= citation.speaker < len(names) for citation in extraction.citations)


def words_of(language: str, text: str) -> list[str]:
    return list(text) if language == "zh" else text.split(" ")


def spaced(language: str) -> str:
    return "" if language == "zh" else " "


def between(noise: str) -> Callable[[str, str], str]:
    return lambda language, text: (noise + spaced(language)).join(words_of(language, text))


DAMAGES: dict[str, Callable[[str, str], str]] = {
    "no punctuation": lambda _, text: "".join(c if c.isalnum() else " " for c in text),
    "all capitals": lambda _, text: text.upper(),
    "combining characters": lambda _, text: unicodedata.normalize("NFD", text),
    "marks on every character": lambda _, text: "".join(c + "\u0301\u0323" for c in text),
    "full-width": lambda _, text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "spaces that do not break": lambda _, text: text.replace(" ", "\xa0"),
    "narrow spaces": lambda _, text: text.replace(" ", "\u202f"),
    "a line for each word": lambda _, text: text.replace(" ", "\n"),
    "carriage returns": lambda _, text: text.replace(" ", "\r\n"),
    "spaces of no width": lambda _, text: "\u200b".join(text),
    "soft hyphens": lambda _, text: "\u00ad".join(text),
    "right to left": lambda _, text: f"\u202e{text} {RIGHT_TO_LEFT} \u2067{text}\u2069\n\n{RIGHT_TO_LEFT}",
    "marks never closed": lambda language, text: f"“«„「'\"{text}" + between(" “")(language, text),
    "marks never opened": lambda language, text: between("”»」")(language, text),
    "empty quotations": between(" “” «» „“ 「」 \"\" ''"),
    "brackets": lambda _, text: "(" * 300 + text + ")" * 200 + "[" * 100,
    "dashes": between(" —"),
    "emoji": lambda _, text: text.replace("a", "👩‍👩‍👧").replace("人", "👩‍👩‍👧").replace("“", "“🏳️‍🌈"),
    "split words": lambda _, text: " ".join(text),
    "a long word": lambda _, text: "x" * 5000 + text,
    "numbers without end": lambda _, text: text.replace("3", "3" * 400).replace("1", "1" * 400),
    "dates of no calendar": lambda _, text: f"{text} 99.99.2099 0.0.0 31. Februar 0000, 2021年13月45日.",
    "only marks": lambda _, text: f"... !!! «» “\n\n。。。\n\n{text}\n\n—— ??",
    "another language inside": lambda _, text: " ".join((text, *(each[1] for each in ACCOUNTS.values()))),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_text_is_read_and_everything_points_into_it(language: str, damage: str) -> None:
    text = DAMAGES[damage](language, spaced(language).join(ACCOUNTS[language]))
    assert read(language, text) == read(language, text)


@pytest.mark.parametrize(
    "text", ["a", "人", "Il.", "…", "\u0301", "👩‍👩‍👧", "“", "9" * 400, " \n\n ", "—\n\n«»"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_next_to_nothing_is_read(language: str, text: str) -> None:
    read(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_beside_damage_is_read_all_the_same(language: str) -> None:
    account = ACCOUNTS[language][2]
    noise = "\n\n".join(("|| l1O0 ||", "“ « „ 「", "9" * 400, "\u202e\u2067", "((((("))
    alone, beside = read(language, account), read(language, f"{account}\n\n{noise}")
    assert alone.statements
    assert {s.text for s in alone.statements} <= {s.text for s in beside.statements}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_without_an_end_is_read(language: str) -> None:
    """A twentieth of the longest promised; that time grows with length is measured, not tested."""
    words = [
        word.strip("“”„«»「」,.，。")
        for word in words_of(language, spaced(language).join(ACCOUNTS[language]))
    ]
    text = spaced(language).join((words * 1000)[: 2000 if language == "zh" else 1000])
    read(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_no_computer_counts_with_is_no_quantity(language: str) -> None:
    (analysis,) = analyse([document(language, f"{'3' * 400}. 12%.")])
    assert [(q.low, q.unit) for q in find_quantities(analysis)] == [(12, "%")]


@pytest.mark.parametrize("space", ["\xa0", "\u202f", "\n", "\t"])
@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("de", "nicht mehr als 12 Boote"),
        ("fr", "pas plus de 12 bateaux"),
        ("es", "más de 12 barcos"),
        ("it", "più di 12 barche"),
    ],
)
def test_any_space_stands_between_the_words_of_a_number(language: str, phrase: str, space: str) -> None:
    def bounds(text: str) -> list[tuple[float | None, float | None, str | None]]:
        (analysis,) = analyse([document(language, text)])
        return [(q.low, q.high, q.unit) for q in find_quantities(analysis)]

    line = "x" * 60 + ". "  # a full one: behind a short one a list or table may go on
    assert bounds(line + phrase)
    assert bounds(line + phrase.replace(" ", space, phrase.count(" ") - 1)) == bounds(line + phrase)
    assert bounds(line + space.join(phrase.rsplit(" ", 1))) == bounds(line + phrase)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), noise=st.lists(st.sampled_from(NOISE), max_size=12))
def test_any_mixture_is_read_and_all_points_into_it(language: str, seed: int, noise: list[str]) -> None:
    chance = random.Random(seed)
    other = chance.choice(LANGUAGES)
    words = words_of(language, spaced(language).join(ACCOUNTS[language])) + words_of(
        other, ACCOUNTS[other][1]
    )
    for each in noise:
        words.insert(chance.randrange(len(words)), each)
    if chance.random() < 0.3:
        chance.shuffle(words)
    read(language, chance.choice(("", " ")).join(words))
