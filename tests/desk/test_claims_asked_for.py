"""Claims narrowed by what is asked for, found by their words in any script, and counted by what is left."""

from collections.abc import Callable
from datetime import date

import pytest

from firsthand.desk import OpenDesk, walk
from firsthand.desk.folding import fold, wanted_words
from firsthand.desk.shapes import Asked, ClaimRow
from firsthand.extract.countries import country_name
from firsthand.model import Claim, Draft, Place, Statement
from firsthand.publish.telling.index import Index

Fits = Callable[[Index, Claim, list[Statement]], bool]


def asked_for(desk: OpenDesk, asked: Asked) -> set[str]:
    return {row.id for row in walk(desk.claims, asked)}


def fitting(desk: OpenDesk, fits: Fits) -> set[str]:
    indexes = [desk.index(story.id) for story in walk(desk.stories)]
    return {
        claim.id
        for index in indexes
        for claim in index.findings.claims
        if fits(index, claim, index.statements_of(claim))
    }


def a_town(desk: OpenDesk) -> Place:
    indexes = (desk.index(story.id) for story in walk(desk.stories))
    return next(place for index in indexes for s in index.findings.statements for place in s.places)


def test_each_narrowing_leaves_what_fits_and_nothing_else(large: OpenDesk) -> None:
    story = large.stories().items[1]
    document = large.documents().items[7]
    row = large.claims().items[0]
    origin = row.origins[0].id
    relay = next(
        source
        for story in walk(large.stories)
        for s in large.index(story.id).findings.statements
        for source in s.attribution[1:]
    )
    town = a_town(large)
    first, last = date(2029, 1, 1), date(2030, 6, 30)
    cases: list[tuple[Asked, Fits]] = [
        (Asked(standing="contested"), lambda i, c, told: c.standing == "contested"),
        (Asked(origin=origin), lambda i, c, told: origin in i.origins_of(c)),
        (
            Asked(source=relay),
            lambda i, c, told: relay in i.origins_of(c) or any(relay in s.attribution for s in told),
        ),
        (Asked(story=story.id), lambda i, c, told: i.findings.stories[0].id == story.id),
        (Asked(document=document.id), lambda i, c, told: any(s.document == document.id for s in told)),
        (Asked(language="zh"), lambda i, c, told: any(i.language_of(s) == "zh" for s in told)),
        (
            Asked(since=first, until=last),
            lambda i, c, told: any(
                (day := i.document[s.document].published) is not None and first <= day <= last for s in told
            ),
        ),
        (
            Asked(place=town.country or ""),
            lambda i, c, told: any(place.country == town.country for s in told for place in s.places),
        ),
        (Asked(changed=True), lambda i, c, told: any(v.claim == c.id for v in i.findings.variants)),
        (Asked(denied=True), lambda i, c, told: any(s.stance == "denies" for s in told)),
        (
            Asked(standing="single-origin", language="de", story=story.id),
            lambda i, c, told: (
                c.standing == "single-origin"
                and i.findings.stories[0].id == story.id
                and any(i.language_of(s) == "de" for s in told)
            ),
        ),
    ]
    for asked, fits in cases:
        found = asked_for(large, asked)
        assert found == fitting(large, fits), asked
        assert found or asked.story, f"{asked} finds nothing, which tests nothing"
        assert large.claims(asked).total == len(found)


def test_a_country_or_a_town_is_a_place(large: OpenDesk) -> None:
    town = a_town(large)
    assert town.country
    there = asked_for(large, Asked(place=town.country))
    assert asked_for(large, Asked(place=country_name(town.country).upper())) == there
    assert asked_for(large, Asked(place=town.country.lower())) == there
    assert set() < asked_for(large, Asked(place=town.name.upper())) <= there


def test_words_are_found_without_case_and_accents_and_all_must_stand_there(desk: OpenDesk) -> None:
    def texts(text: str) -> list[str]:
        return [row.text for row in walk(desk.claims, Asked(text=text))]

    assert texts("MAREE noire") or texts("endommages")
    assert texts("endommages") == texts("endommagés") == texts("ENDOMMAGÉS  ")
    assert len(texts("boats")) > len(texts("boats nowhere")) == 0
    assert texts("渔船")
    assert texts("渔船") == texts("渔")
    assert not texts("渔港")
    assert {row.id for row in desk.claims(Asked(text="")).items} == {row.id for row in desk.claims().items}


def test_a_text_is_folded_as_people_type_it() -> None:
    assert fold("Société  NAVALE\u00a0d’État") == "societe navale d'etat"
    assert fold("“Straße”") == '"strasse"'
    assert fold("ÅNGSTRÖM 12 %") == "angstrom 12 %"
    assert fold("塔恩港") == "塔恩港"
    assert fold("한국") == "한국"
    assert wanted_words("  quay  Harbour harbour ") == ("harbour", "quay")


def test_facets_count_what_choosing_them_would_leave(large: OpenDesk) -> None:
    for asked in (Asked(), Asked(language="de"), Asked(standing="contested", language="en")):
        for kind, offered in large.facets(asked).items():
            for facet in offered[:4]:
                field = {"denied": True, "changed": True}.get(kind, facet.value)
                chosen = {name: getattr(asked, name) for name in ("language", "standing")} | {kind: field}
                left = large.claims(Asked(**chosen)).total  # type: ignore[arg-type]
                assert left == facet.claims, (asked, kind, facet)
    labels = {facet.value: facet.label for facet in large.facets()["place"]}
    assert labels == {code: country_name(code) for code in labels}


def test_a_state_is_asked_for(large: OpenDesk) -> None:
    rows = large.claims(limit=4).items
    large.decide(Draft("accept", rows[0].id), reviewer="Ada Lund")
    verdict = Draft("judge-claim", rows[1].id, reason="Both registers of the port say so.", value="Borne out")
    large.decide(verdict, reviewer="Ada Lund")
    statement = large.claim(rows[2].id).statements.items[0]
    large.decide(Draft("accept", statement.id), reviewer="Ada Lund")

    def one(state: str) -> ClaimRow:
        (found,) = large.claims(Asked(state=state)).items  # type: ignore[arg-type]
        return found

    assert one("accepted").id == rows[0].id
    assert (one("judged").id, one("judged").verdict) == (rows[1].id, "Borne out")
    assert one("decided").id == rows[2].id
    assert large.claims(Asked(state="open")).total == large.claims().total - 3


@pytest.mark.parametrize("asked", [Asked(story="story-0"), Asked(document="0" * 64), Asked(origin="src-0")])
def test_what_is_not_there_leaves_nothing(large: OpenDesk, asked: Asked) -> None:
    assert large.claims(asked).items == ()
    assert large.facets(asked)["standing"] == ()
