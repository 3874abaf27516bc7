"""Given names of places are resolved in the light of the text around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.places import resolve_spans
from firsthand.extract.places.divisions import divisions, divisions_named, key_of
from firsthand.extract.places.other_names import other_names
from firsthand.extract.places.small_towns import name_key, small_towns
from firsthand.model import Place


def resolve(text: str, *names: str, language: str = "en", countries: tuple[str, ...] = ()) -> list[Place]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    return list(resolve_spans(text, spans, language=language, countries=countries))


def test_what_stands_behind_a_comma_decides() -> None:
    (town, state) = resolve("The fair in London, Ontario opened.", "London", "Ontario")
    assert (town.country, town.precision, state.precision) == ("CA", "city", "region")


def test_what_is_said_once_holds_for_the_name_everywhere() -> None:
    text = "Paris, Texas, is calm. Shops in Paris were open."
    spans = [(0, 5), (7, 12), (text.rindex("Paris"), text.rindex("Paris") + 5)]
    first, _, again = resolve_spans(text, spans)
    assert first.country == again.country == "US"
    assert first.geoname == again.geoname


def test_places_near_by_decide() -> None:
    (alone,) = resolve("A meeting in Cambridge.", "Cambridge")
    text = "From Boston, Somerville and Newton they drove to Cambridge."
    *_, among = resolve(text, "Boston", "Somerville", "Newton", "Cambridge")
    assert (alone.country, among.country) == ("GB", "US")


def test_a_people_named_decides() -> None:
    (town,) = resolve("Canadian officers went to Halifax.", "Halifax")
    assert town.country == "CA"


def test_the_countries_of_the_matter_decide_where_the_text_does_not() -> None:
    assert resolve("A raid in Córdoba.", "Córdoba", countries=("ES",))[0].country == "ES"
    assert resolve("A raid in Córdoba.", "Córdoba", countries=("AR",))[0].country == "AR"
    # What the text says comes before what the matter is about.
    assert resolve("London, Ontario", "London", "Ontario", countries=("GB",))[0].country == "CA"


@pytest.mark.parametrize(
    ("language", "name", "country", "precision"),
    [
        ("en", "ST. PAUL", "US", "city"),
        ("en", "Maury County", "US", "region"),
        ("en", "Gwinnett", "US", "region"),
        ("en", "W. Va.", "US", "region"),
        ("en", "NSW", "AU", "region"),
        ("en", "the Netherlands", "NL", "country"),
        ("en", "Egyptians", "EG", "country"),
        ("en", "Ohioans", "US", "region"),
        ("en", "South West England", "GB", "region"),
        ("en", "Mediterranean Sea", None, "region"),
        ("en", "Aquisgrana", "DE", "city"),
        ("de", "Oberfranken", None, None),
        ("de", "Mittelmeer", None, "region"),
        ("fr", "Occitanie", "FR", "region"),
        ("es", "Île-de-France", "FR", "region"),
        ("it", "Renania Settentrionale-Vestfalia", "DE", "region"),
        ("zh", "巴伐利亚", "DE", "region"),
        ("en", "Qzxwv", None, None),
    ],
)
def test_a_name_has_the_precision_it_has(
    language: str, name: str, country: str | None, precision: str | None
) -> None:
    (place,) = resolve(name, name, language=language)
    assert (place.country, place.precision) == (country, precision)
    assert (place.latitude is None) == (precision is None)


def test_the_region_around_a_city_of_its_name_gives_way_to_it() -> None:
    assert [resolve(name, name)[0].precision for name in ("Beijing", "Zürich", "Tokyo")] == ["city"] * 3


@settings(deadline=None, max_examples=30)
@given(st.permutations(["Paris", "Texas", "Dallas", "France", "Lyon", "Springfield"]))
def test_the_order_of_the_spans_changes_nothing(names: list[str]) -> None:
    text = "Paris, Texas; Dallas. France, Lyon, Springfield."
    by_name = {name: place.geoname for name, place in zip(names, resolve(text, *names), strict=True)}
    in_order = sorted(names)
    assert by_name == dict(zip(in_order, (place.geoname for place in resolve(text, *in_order)), strict=True))


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    (place,) = resolve_spans(text, [(0, len(text))])
    assert (place.start, place.end) == (0, len(text))


def test_no_spans_no_places() -> None:
    assert resolve_spans("Paris", []) == ()


def test_the_small_towns_of_the_gazetteer_are_all_read() -> None:
    towns = small_towns()
    assert len(towns.names) > 150_000
    assert max(towns.numbers[:, 1]) < 15_000
    (town,) = [town for town in towns.named("St. Johann im Pongau") if town.country == "AT"]
    assert (round(town.latitude), round(town.longitude)) == (47, 13)


def test_regions_lie_somewhere_and_are_listed_once() -> None:
    known = list(divisions())
    assert all(-90 <= each.latitude <= 90 and -180 <= each.longitude <= 180 for each in known)
    assert all(each.country for each in known if each.level)
    ids = [each.geoname for each in known if each.geoname]
    assert len(ids) == len(set(ids))
    for language in ("en", "de", "fr", "es", "it", "zh"):
        keys = {key_of(name, language) for each in known for name in each.called(language)}
        assert len(keys) > 1_000
        assert all(divisions_named(key, language) for key in keys)


def test_a_key_is_the_same_for_ways_to_write_a_name() -> None:
    assert name_key("St. Johann-im-Wald") == name_key("Saint Johann im Wald") == "saint johann im wald"
    assert name_key("São Tomé") == "sao tome"


def test_other_languages_names_lead_to_the_town() -> None:
    assert len(other_names().towns) > 100_000
    assert list(other_names().named("Nowhere Such")) == []
