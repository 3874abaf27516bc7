import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.quantities import find_quantities
from firsthand.model import Document, Quantity


def quantities(text: str, language: str) -> list[tuple[str, Quantity]]:
    (analysis,) = analyse([Document(id="d", name="d.txt", text=text, language=language)])
    return [(text[found.start : found.end], found) for found in find_quantities(analysis)]


GERMAN = [
    ("Sie besitzen 35.000 Boote.", "35.000", 35000, 35000, "boat"),
    ("Sie besitzen mehr als hundert alte Boote.", "mehr als hundert", 100, None, "boat"),
    ("Fast eine Viertelmillion Menschen floh.", "Fast eine Viertelmillion", 225e3, 250e3, "people"),
    ("Es gab dreiundzwanzig Verletzte.", "dreiundzwanzig", 23, 23, "injured"),
    ("Es gab mindestens 13 Tote.", "mindestens 13", 13, None, "death"),
    ("Sie zahlten eine halbe Million Euro.", "eine halbe Million", 5e5, 5e5, "EUR"),
    ("Sie zahlten zweieinhalb Milliarden Euro.", "zweieinhalb Milliarden", 2.5e9, 2.5e9, "EUR"),
    ("Sie zahlten rund 1,2 Mio. Euro.", "rund 1,2 Mio.", 1.08e6, 1.32e6, "EUR"),
    ("Sie zahlten zwei Billionen Dollar.", "zwei Billionen", 2e12, 2e12, "USD"),
    ("Sie fanden Dutzende Polizeiwachen.", "Dutzende", 24, 100, "station"),
    ("Sie fanden mehrere Hundert Boote.", "mehrere Hundert", 300, 900, "boat"),
    ("Es waren zwischen 20 und 30 Prozent.", "zwischen 20 und 30 Prozent", 20, 30, "%"),
    ("Sie fanden 20 bis 30 Boote.", "20 bis 30", 20, 30, "boat"),
    ("Sie fanden bis zu 3.000 ältere Boote.", "bis zu 3.000", None, 3000, "boat"),
    ("Der 34-jährige Fischer ging.", "34", 34, 34, "year old"),
    ("Anna Lund (34) ging.", "34", 34, 34, "year old"),
    ("Die Hälfte der Fischer ging.", "Die Hälfte", 50, 50, "%"),
    ("Zwei Drittel der Fischer gingen.", "Zwei Drittel", 66.666667, 66.666667, "%"),
    ("Die Zahl stieg um 1,5 Prozent.", "1,5 Prozent", 1.5, 1.5, "%"),
    ("Knapp 500 Polizeibeamte kamen.", "Knapp 500", 450, 500, "officer"),
    ("Gut 500 Boote kamen.", "Gut 500", 500, 550, "boat"),
    ("Ein Toter wurde geborgen.", "Ein", 1, 1, "death"),
]
FRENCH = [
    ("Ils ont 35 000 bateaux.", "35 000", 35000, 35000, "boat"),
    ("Ils ont 35\u202f000 bateaux.", "35\u202f000", 35000, 35000, "boat"),
    ("Ils ont plus de cent vieux bateaux.", "plus de cent", 100, None, "boat"),
    ("Près d'un quart de million de personnes.", "Près d'un quart de million", 225e3, 250e3, "people"),
    ("Un demi-milliard d'euros a disparu.", "Un demi-milliard", 5e8, 5e8, "EUR"),
    ("Ils ont deux millions et demi d'euros.", "deux millions et demi", 2.5e6, 2.5e6, "EUR"),
    ("Ils ont 300 M€ en caisse.", "300 M€", 3e8, 3e8, "EUR"),
    ("Il y a quatre-vingt-dix-sept bateaux.", "quatre-vingt-dix-sept", 97, 97, "boat"),
    ("Il y a une centaine de bateaux.", "une centaine", 90, 110, "boat"),
    ("Il y a plusieurs dizaines de blessés.", "plusieurs dizaines", 30, 90, "injured"),
    ("Il y a quelque 200 postes de police.", "quelque 200", 180, 220, "station"),
    ("Des dizaines de milliers de bateaux.", "dizaines de milliers", 2e4, 1e5, "boat"),
    ("Il y a au moins 13 morts.", "au moins 13", 13, None, "death"),
    ("Ils sont entre 20 et 30 %.", "entre 20 et 30 %", 20, 30, "%"),
    ("Il y a 10 à 15 bateaux.", "10 à 15", 10, 15, "boat"),
    ("La moitié des pêcheurs est partie.", "La moitié", 50, 50, "%"),
    ("Une femme âgée de 34 ans est partie.", "34", 34, 34, "year old"),
]
SPANISH = [
    ("Tienen 35.000 barcos.", "35.000", 35000, 35000, "boat"),
    ("Tienen 3,500 barcos.", "3,500", 3500, 3500, "boat"),
    ("Tienen más de cien barcos viejos.", "más de cien", 100, None, "boat"),
    ("Huyó casi un cuarto de millón de personas.", "casi un cuarto de millón", 225e3, 250e3, "people"),
    ("Tienen medio millón de dólares.", "medio millón", 5e5, 5e5, "USD"),
    ("Deben un billón de euros.", "un billón", 1e12, 1e12, "EUR"),
    ("Deben dos mil millones de euros.", "dos mil millones", 2e9, 2e9, "EUR"),
    ("Deben dos millones y medio de euros.", "dos millones y medio", 2.5e6, 2.5e6, "EUR"),
    ("Hay treinta y dos comisarías.", "treinta y dos", 32, 32, "station"),
    ("Hay unos 200 agentes.", "unos 200", 180, 220, "officer"),
    ("Hay al menos 13 muertos.", "al menos 13", 13, None, "death"),
    ("Hay una veintena de barcos.", "una veintena", 18, 22, "boat"),
    ("Hay decenas de miles de barcos.", "decenas de miles", 2e4, 1e5, "boat"),
    ("Hay de 20 a 30 barcos.", "de 20 a 30", 20, 30, "boat"),
    ("Subió un 3,5 por ciento.", "3,5 por ciento", 3.5, 3.5, "%"),
    ("Un hombre de 34 años se fue.", "34", 34, 34, "year old"),
]
ITALIAN = [
    ("Hanno 35.000 barche.", "35.000", 35000, 35000, "boat"),
    ("Hanno oltre cento vecchie barche.", "oltre cento", 100, None, "boat"),
    ("Sono fuggite 200mila persone.", "200mila", 2e5, 2e5, "people"),
    ("Quasi un quarto di milione di persone.", "Quasi un quarto di milione", 225e3, 250e3, "people"),
    ("Hanno mezzo milione di dollari.", "mezzo milione", 5e5, 5e5, "USD"),
    ("Hanno due milioni e mezzo di euro.", "due milioni e mezzo", 2.5e6, 2.5e6, "EUR"),
    ("Ci sono circa duecento agenti.", "circa duecento", 180, 220, "officer"),
    ("Ci sono almeno 13 morti.", "almeno 13", 13, None, "death"),
    ("Ci sono una ventina di barche.", "una ventina", 18, 22, "boat"),
    ("Ci sono decine di migliaia di barche.", "decine di migliaia", 2e4, 1e5, "boat"),
    ("Ci sono settecentocinquantatré barche.", "settecentocinquantatré", 753, 753, "boat"),
    ("Ci sono tra le 20 e le 30 barche.", "tra le 20 e le 30", 20, 30, "boat"),
    ("È salito fino al 3 per cento.", "fino al 3 per cento", None, 3, "%"),
    ("Un uomo di 34 anni è partito.", "34", 34, 34, "year old"),
]
CASES = [
    (language, *case)
    for language, cases in (("de", GERMAN), ("fr", FRENCH), ("es", SPANISH), ("it", ITALIAN))
    for case in cases
]


@pytest.mark.parametrize(("language", "text", "expression", "low", "high", "unit"), CASES)
def test_intervals_and_units_in_european_languages(
    language: str, text: str, expression: str, low: float | None, high: float | None, unit: str
) -> None:
    ((passage, found),) = quantities(text, language)
    assert passage == expression
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("language", "more", "less", "near"),
    [
        ("de", "mehr als 90 Boote", "weniger als 90 Boote", "fast 90 Boote"),
        ("fr", "plus de 90 bateaux", "moins de 90 bateaux", "presque 90 bateaux"),
        ("es", "más de 90 barcos", "menos de 90 barcos", "casi 90 barcos"),
        ("it", "più di 90 barche", "meno di 90 barche", "quasi 90 barche"),
    ],
)
def test_open_ends_are_marked_in_every_language(language: str, more: str, less: str, near: str) -> None:
    above, below, nearly = (quantities(text, language)[0][1] for text in (more, less, near))
    assert above.open_low
    assert below.open_high
    assert nearly.open_high
    assert nearly.approximate
    assert not above.approximate


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Um 20 Uhr kam der 2. Zug auf Gleis 5."),
        ("de", "Ein Mann gab acht. Eine Frau kam."),
        ("de", "Das Gesetz gilt seit 2015, Artikel 5 seit dem 3. Mai."),
        ("fr", "À 20 heures, un homme est venu avec un train neuf, article 5."),
        ("fr", "Le 1er mai, à 20h30, une femme est venue."),
        ("es", "A las 20 horas llegó un hombre, según el artículo 5."),
        ("it", "Alle 20.30 è arrivato un uomo, secondo l'articolo 5."),
        ("it", "Tu sei qui, in casa."),
    ],
)
def test_what_counts_nothing_in_other_languages(language: str, text: str) -> None:
    assert quantities(text, language) == []


def test_a_german_number_without_its_noun_counts_what_the_one_before_counted() -> None:
    found = quantities("Sie fanden 54 Boote; weitere 12 wurden gesucht.", "de")
    assert [quantity.unit for _, quantity in found] == ["boat", "boat"]


def test_what_no_pack_lists_is_counted_by_its_own_lemma() -> None:
    ((_, quantity),) = quantities("Sie fanden drei Quastenflosser.", "de")
    assert quantity.unit == "quastenflosser"
