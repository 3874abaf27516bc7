"""Names that hold a place's name without being one: a person's, a company's."""

from dataclasses import replace

from firsthand.building import build_from
from firsthand.model import Findings, Passage, Person
from firsthand.read import Original
from firsthand.register import derive_register
from firsthand.register.codebook import read_codebook

SHORT = (
    "Barn damaged in fire\n\nA fire damaged the barn on Friday. The fire was aimed at Preston, a farmer "
    "said. Preston thanked the crews.\n"
)
BANK = (
    "Explosion at a bank\n\nA bomb exploded at a West Coast Bank branch on Friday. The West Coast Bank said "
    "it was sad. West Coast Bank said it was closed.\n"
)


def read(text: str) -> Findings:
    with build_from([Original("0.txt", text.encode())], processes=1) as case:
        return case.findings


def places(findings: Findings) -> list[str]:
    records = derive_register(findings, read_codebook("industrial-accidents")).records
    fields = [record.field("place") for record in records if record.type == "accident"]
    return [value.text for field in fields if field for value in field.values]


def test_a_person_of_the_case_called_like_a_town_is_no_place() -> None:
    findings = read(SHORT)
    assert places(replace(findings, people=())) == ["Preston"], "a town, as far as this account tells"
    elsewhere = tuple(Passage("d" * 64, start, start + 7) for start in (10, 50, 90, 130))
    person = Person("per-1", "Ada Preston", aliases=("Preston",), mentions=elsewhere)
    assert places(replace(findings, people=(person,))) == []


def test_the_region_that_a_company_is_named_after_is_no_place() -> None:
    findings = read(BANK)
    assert places(findings) == []
    assert places(replace(findings, sources=())) == ["West Coast"]
