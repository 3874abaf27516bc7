"""Names that hold a place's name without being one: a person's, a company's."""

from firsthand.case import Original, build_from
from firsthand.register import derive_register
from firsthand.register.codebook import read_codebook


def places(*texts: str) -> list[str]:
    originals = [Original(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    with build_from(originals, processes=1) as case:
        records = derive_register(case.findings, read_codebook("industrial-accidents")).records
    fields = [record.field("place") for record in records if record.type == "accident"]
    return [value.text for field in fields if field for value in field.values]


NAMED = (
    "Mayor visits\n\nMayor Ada Preston said she was sad. Preston spoke on Monday. Preston left on Tuesday. "
    "Preston will come again.\n"
)
SHORT = "Preston's barn damaged in fire\n\nThe fire damaged the barn. Preston thanked the crews.\n"


def test_a_person_called_like_a_town_is_no_place() -> None:
    assert places(NAMED, SHORT) == []
    assert places(SHORT.replace("Preston's barn damaged in fire", "Barn in Preston damaged in fire")) == [
        "Preston"
    ]
