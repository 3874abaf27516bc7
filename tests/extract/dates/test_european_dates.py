from datetime import date

import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.dates import find_dates
from firsthand.model import Document

PUBLISHED = date(2022, 12, 7)  # a Wednesday


def dates(
    text: str, language: str, published: date | None = PUBLISHED
) -> list[tuple[str, date | None, date | None]]:
    document = Document(id="d", name="d.txt", text=text, published=published, language=language)
    (analysis,) = analyse([document])
    return [(text[day.start : day.end], day.earliest, day.latest) for day in find_dates(analysis)]


CASES = [
    ("de", "Der Kai schloss am 4. März 2021.", "4. März 2021", "2021-03-04", "2021-03-04"),
    ("de", "Der Kai schloss am 4.3.2021.", "4.3.2021", "2021-03-04", "2021-03-04"),
    ("de", "Der Kai schloss am 4. Dezember.", "4. Dezember", "2022-12-04", "2022-12-04"),
    (
        "de",
        "Sie trafen sich am Montag, den 5. Dezember.",
        "Montag, den 5. Dezember",
        "2022-12-05",
        "2022-12-05",
    ),
    ("de", "Sie kamen vom 2. bis 4. November.", "2. bis 4. November", "2022-11-02", "2022-11-04"),
    ("de", "Sie kamen am Montagabend.", "Montagabend", "2022-12-05", "2022-12-05"),
    ("de", "Am Freitag wird sie sprechen.", "Freitag", "2022-12-09", "2022-12-09"),
    ("de", "Der Kai schloss im September.", "September", "2022-09-01", "2022-09-30"),
    ("de", "Sie kamen im September letzten Jahres.", "September letzten Jahres", "2021-09-01", "2021-09-30"),
    ("de", "Ein Kran fiel vor zwei Wochen um.", "vor zwei Wochen", "2022-11-20", "2022-11-26"),
    ("de", "Ein Kran fiel letztes Jahr um.", "letztes Jahr", "2021-01-01", "2021-12-31"),
    ("de", "Ein Kran fiel in den letzten zehn Tagen um.", "letzten zehn Tagen", "2022-11-27", "2022-12-07"),
    ("de", "Ein Kran fiel gestern um.", "gestern", "2022-12-06", "2022-12-06"),
    ("de", "Ende 2019 fiel er um.", "Ende 2019", "2019-09-01", "2019-12-31"),
    ("de", "In den 1990er Jahren fiel er um.", "1990er Jahren", "1990-01-01", "1999-12-31"),
    ("de", "Er stand zwischen 2016 und 2018.", "zwischen 2016 und 2018", "2016-01-01", "2018-12-31"),
    ("de", "Er stand von März bis Juni 2020.", "von März bis Juni 2020", "2020-03-01", "2020-06-30"),
    ("de", "Seit 2015 kam niemand.", "Seit 2015", "2015-01-01", "2022-12-07"),
    ("fr", "Le quai a fermé le 4 mars 2021.", "4 mars 2021", "2021-03-04", "2021-03-04"),
    ("fr", "Le quai a fermé le 1er mai.", "1er mai", "2022-05-01", "2022-05-01"),
    ("fr", "Mardi, le quai a fermé.", "Mardi", "2022-12-06", "2022-12-06"),
    ("fr", "Le quai a fermé en septembre dernier.", "septembre dernier", "2022-09-01", "2022-09-30"),
    ("fr", "Le quai a fermé il y a trois jours.", "il y a trois jours", "2022-12-04", "2022-12-04"),
    ("fr", "Le quai a fermé l’an dernier.", "l’an dernier", "2021-01-01", "2021-12-31"),
    ("fr", "Le quai a fermé du 2 au 4 novembre.", "2 au 4 novembre", "2022-11-02", "2022-11-04"),
    ("fr", "La maire parlera mardi.", "mardi", "2022-12-13", "2022-12-13"),
    ("fr", "Dans les années 90, il fermait.", "années 90", "1990-01-01", "1999-12-31"),
    ("fr", "Fin 2019, il fermait.", "Fin 2019", "2019-09-01", "2019-12-31"),
    ("fr", "Depuis 2015, personne ne vient.", "Depuis 2015", "2015-01-01", "2022-12-07"),
    (
        "es",
        "El muelle cerró el 2 de noviembre de 2022.",
        "2 de noviembre de 2022",
        "2022-11-02",
        "2022-11-02",
    ),
    ("es", "El muelle cerró el martes.", "martes", "2022-12-06", "2022-12-06"),
    ("es", "El muelle cerró el pasado lunes.", "el pasado lunes", "2022-12-05", "2022-12-05"),
    ("es", "El muelle cerró hace dos días.", "hace dos días", "2022-12-05", "2022-12-05"),
    ("es", "El muelle cerró el año pasado.", "el año pasado", "2021-01-01", "2021-12-31"),
    ("es", "Cerró en noviembre del año pasado.", "noviembre del año pasado", "2021-11-01", "2021-11-30"),
    ("es", "Cerró de marzo a junio de 2020.", "de marzo a junio de 2020", "2020-03-01", "2020-06-30"),
    ("es", "La alcaldesa hablará el viernes.", "viernes", "2022-12-09", "2022-12-09"),
    ("es", "La alcaldesa hablará mañana.", "mañana", "2022-12-08", "2022-12-08"),
    ("es", "A finales de 2019 cerró.", "A finales de 2019", "2019-09-01", "2019-12-31"),
    ("it", "Il molo ha chiuso il 2 novembre 2022.", "2 novembre 2022", "2022-11-02", "2022-11-02"),
    ("it", "Il molo ha chiuso l'11 settembre.", "11 settembre", "2022-09-11", "2022-09-11"),
    ("it", "Il molo ha chiuso due settimane fa.", "due settimane fa", "2022-11-20", "2022-11-26"),
    ("it", "Il molo ha chiuso martedì scorso.", "martedì scorso", "2022-12-06", "2022-12-06"),
    ("it", "Il molo ha chiuso lo scorso settembre.", "lo scorso settembre", "2022-09-01", "2022-09-30"),
    ("it", "Negli anni Novanta ha chiuso.", "anni Novanta", "1990-01-01", "1999-12-31"),
    ("it", "Era chiuso tra il 2016 e il 2018.", "tra il 2016 e il 2018", "2016-01-01", "2018-12-31"),
    ("it", "La sindaca parlerà venerdì.", "venerdì", "2022-12-09", "2022-12-09"),
]


@pytest.mark.parametrize(("language", "text", "expression", "earliest", "latest"), CASES)
def test_dates_in_european_languages(
    language: str, text: str, expression: str, earliest: str, latest: str
) -> None:
    assert dates(text, language) == [(expression, date.fromisoformat(earliest), date.fromisoformat(latest))]


@pytest.mark.parametrize(
    ("language", "text", "latest"),
    [
        ("de", "Der Vertrag gilt bis 2030.", date(2030, 12, 31)),
        ("fr", "Le traité vaut jusqu'en 2030.", date(2030, 12, 31)),
        ("es", "El tratado vale hasta 2030.", date(2030, 12, 31)),
        ("it", "Il trattato vale fino al 2030.", date(2030, 12, 31)),
        ("de", "Er kam vor 2019.", date(2019, 1, 1)),
        ("es", "Llegó antes de 2019.", date(2019, 1, 1)),
    ],
)
def test_dates_without_a_beginning(language: str, text: str, latest: date) -> None:
    assert [(first, last) for _, first, last in dates(text, language)] == [(None, latest)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "August Lund kam am Morgen mit 2000 Menschen."),
        ("fr", "Avril Roe a vu Mars avec 2000 personnes."),
        ("es", "Por la mañana llegaron 2000 personas con Domingo Roe."),
        ("it", "Al giorno d'oggi 2000 persone lo sanno."),
    ],
)
def test_what_is_no_date_in_other_languages(language: str, text: str) -> None:
    assert dates(text, language) == []


def test_a_start_after_the_day_of_publication_has_no_end() -> None:
    assert dates("Cerrará a partir del próximo mes.", "es") == [
        ("a partir del próximo mes", date(2023, 1, 1), None)
    ]


@pytest.mark.parametrize("language", ["de", "fr", "es", "it"])
def test_without_a_date_of_publication_nothing_is_made_up(language: str) -> None:
    said = {"de": "gestern", "fr": "hier", "es": "ayer", "it": "ieri"}[language]
    assert dates(f"— {said}.", language, None) == [(said, None, None)]
