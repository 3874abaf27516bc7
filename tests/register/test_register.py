"""Records out of accounts: what lies where, which state did what, in what state, counted by whom."""

from datetime import date

from stations import BOOK, FIRE, STATION, TEXTS, read, told

from firsthand.model import Findings, Record
from firsthand.register import derive_register
from firsthand.register.codebook import Codebook, KnownPlace


def records(findings: Findings, kind: str, book: Codebook = BOOK) -> dict[str, Record]:
    return {r.title: r for r in derive_register(findings, book).records if r.type == kind}


def steps(record: Record) -> list[tuple[str, str]]:
    field = record.field("status")
    return [(value.step, value.stance) for value in field.values] if field else []


def test_things_lie_where_the_text_says_and_not_where_it_only_names_a_place() -> None:
    assert set(records(told(TEXTS["en"]), "station")) == {
        "Kraków, Poland",
        "Gdańsk, Poland",
        "Gothenburg, Sweden",
        "Lyon, France",
        "Marseille, France",
        "Turin, Italy",
        "Porto, Portugal",
        "Gent, Belgium",
        "Ireland",
    }


def test_a_record_known_to_the_country_says_so_and_stays_apart() -> None:
    ireland = records(told(TEXTS["en"]), "station")["Ireland"]
    assert ireland.notes == ("only the country is known",)


def test_states_that_act_have_their_status_also_where_they_did_as_another_did() -> None:
    found = records(told(TEXTS["en"]), "response")
    assert steps(found["Norway"]) == steps(found["Denmark"]) == [("investigated", "asserts")]
    assert steps(found["Sweden"]) == [("closed", "asserts")]
    assert steps(found["Ireland"]) == [("closed", "asserts")]
    assert steps(found["Finland"]) == [("investigated", "denies")]


def test_a_count_is_held_beside_the_places_listed() -> None:
    register = derive_register(told(TEXTS["en"]), BOOK)
    (tally,) = [t for t in register.tallies if t.place and t.place.country == "PT"]
    assert [value.text for value in tally.counted] == ["5"]
    assert [r.title for r in register.records if r.id in tally.listed] == ["Porto, Portugal"]
    assert "5" in tally.explanation and "one place: Porto" in tally.explanation


def test_who_runs_a_thing_is_a_body_and_where_it_is_from_no_place_of_the_thing() -> None:
    ghent = records(told(TEXTS["en"]), "station")["Gent, Belgium"]
    since = ghent.field("since")
    assert since is not None and since.values[0].text == "2016"
    assert since.values[0].dates is not None and since.values[0].dates.earliest == date(2016, 1, 1)


def test_a_thing_abroad_does_not_lie_at_home() -> None:
    text = """Stations

Brazil runs secret listening stations in Europe. The Brazilian listening station in Lyon was opened in 2019. \
A man named a Brazilian listening station in Recife.
"""
    assert set(records(told(text), "station")) == {"Lyon, France"}


def test_near_a_place_is_not_in_it() -> None:
    text = "Stations\n\nA secret listening station was found near Lyon. Police searched it on Monday.\n"
    (record,) = records(told(text), "station").values()
    assert record.title == "France, near Lyon"
    assert "only known to lie near Lyon" in record.notes
    place = record.field("place")
    assert place is not None and place.values[0].place is not None
    assert place.values[0].place.precision == "country"


def test_accounts_of_one_thing_are_one_record_and_what_differs_is_two() -> None:
    one = "Fire in Porto\n\nA fire in Porto killed 3 people and injured 12 people on 4 May 2021.\n"
    two = "Blaze\n\nFour workers were killed in a blaze in Porto on 4 May 2021, officials said.\n"
    other = (
        "Braga\n\nA fire in Porto injured two people on 9 July 2021. "
        "A fire in Braga hurt nobody on 4 May 2021.\n"
    )
    findings = read((("a.txt", one), ("b.txt", two), ("c.txt", other)))
    found = [r for r in derive_register(findings, BOOK).records if r.type == "fire"]
    assert sorted(r.title for r in found) == [
        "Braga, Portugal, 4 May 2021",
        "Porto, Portugal, 4 May 2021",
        "Porto, Portugal, 9 July 2021",
    ]
    porto = next(r for r in found if r.title == "Porto, Portugal, 4 May 2021")
    assert porto.documents == 2
    dead, injured = porto.field("dead"), porto.field("injured")
    assert dead is not None and {value.text for value in dead.values} == {"3", "4"}
    assert injured is not None and [value.text for value in injured.values] == ["12"]


def test_a_date_after_the_document_is_not_taken() -> None:
    text = (
        "Porto\n\nMay 6, 2021\n\nA film about the fire in Braga comes out on 4 June 2030, its makers said.\n"
    )
    findings = told(text)
    assert findings.documents[0].published == date(2021, 5, 6)
    assert [date.earliest for s in findings.statements for date in s.dates]
    assert set(records(findings, "fire")) == {"Braga, Portugal"}


def test_a_place_that_only_the_codebook_knows_is_found() -> None:
    text = "Kell Ridge\n\nA fire at Kell Ridge killed 3 people on 4 May 2021.\n"
    place = KnownPlace("Kell Ridge", {"de": ("Kellgrat",)}, country="AT", latitude=47.1, longitude=13.2)
    book = Codebook("fires", "Fires", types=(FIRE,), places=(place,))
    (record,) = records(told(text), "fire", book).values()
    assert record.title == "Kell Ridge, Austria, 4 May 2021"


def test_what_never_signals_a_thing_signals_none() -> None:
    text = "Trains\n\nThe listening station was found. A railway station in Lyon was closed.\n"
    assert records(told(text), "station") == {}


def test_every_value_leads_to_claims_and_statements_that_exist() -> None:
    findings = told(TEXTS["en"])
    claims = {claim.id: set(claim.statements) for claim in findings.claims}
    for record in derive_register(findings, BOOK).records:
        assert record.claims and set(record.claims) <= set(claims)
        for field in record.fields:
            for value in field.values:
                assert value.claims and value.statements
                assert set(value.statements) <= set().union(*(claims[name] for name in value.claims))


def test_no_person_fills_a_field() -> None:
    text = """Stations

A listening station in Lyon was set up by Ada Lorn. "It was run by me," said Ada Lorn, a trader.
"""
    for record in derive_register(told(text), BOOK).records:
        for field in record.fields:
            assert all("Lorn" not in value.text for value in field.values)


def test_a_codebook_without_records_makes_none() -> None:
    assert derive_register(told(TEXTS["en"]), Codebook("empty", "Empty")).records == ()
    assert derive_register(Findings(), Codebook("one", "One", types=(STATION,))).records == ()
