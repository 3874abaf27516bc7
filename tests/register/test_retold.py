"""One accident told in several ways: by its region, by the town next to it, in two stories."""

import random

from firsthand.building import build_from
from firsthand.model import Record
from firsthand.read import Original
from firsthand.register import derive_register
from firsthand.register.codebook import read_codebook

TOWN = (
    "Fire destroys Brellwick furniture store in Epsom\n\nA fire destroyed the Brellwick furniture store in "
    "Epsom on Friday night. More than 40 firefighters tackled the blaze at the Brellwick store. The fire "
    "began in the roof of the furniture store.\n"
)
REGION = (
    "Furniture store in Surrey destroyed by fire\n\nA fire destroyed the Brellwick furniture store in Surrey "
    "on Friday night. More than 40 firefighters tackled the blaze at the furniture store. The store is a "
    "total loss.\n"
)
BESIDE = (
    "Brellwick furniture store burns down\n\nFirefighters tackled a blaze at the Brellwick furniture store "
    "in Leatherhead on Friday night. The fire began in the roof of the furniture store, and the store is "
    "a total loss.\n"
)
AGAIN = (
    "Brellwick furniture store burns down\n\nA fire destroyed the Brellwick furniture store in Epsom on "
    "Friday night. The same night a fire destroyed a barn in Leatherhead.\n"
)


def accidents(*texts: str, order: int = 0) -> list[Record]:
    originals = [Original(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    random.Random(order).shuffle(originals)
    with build_from(originals, processes=1) as case:
        records = derive_register(case.findings, read_codebook("industrial-accidents")).records
    return [record for record in records if record.type == "accident"]


def stories(*texts: str) -> int:
    with build_from(
        [Original(f"{n}.txt", text.encode()) for n, text in enumerate(texts)], processes=1
    ) as case:
        return len(case.findings.stories)


def places(record: Record) -> list[str]:
    field = record.field("place")
    return [value.text for value in field.values] if field else []


def test_what_one_account_tells_of_the_region_is_of_the_town_of_the_others() -> None:
    (record,) = accidents(TOWN, TOWN.replace("Friday night", "Friday evening"), REGION)
    assert record.documents == 3
    assert places(record) == ["Epsom"]
    assert any("Surrey" in note for note in record.notes), "what was done is told"


def test_the_town_next_to_it_is_the_same_accident() -> None:
    (record,) = accidents(TOWN, TOWN.replace("Friday night", "Friday evening"), BESIDE)
    assert record.documents == 3
    assert places(record) == ["Epsom"]


def test_a_document_that_tells_of_both_tells_of_two() -> None:
    found = accidents(TOWN, AGAIN)
    assert sorted(place for record in found for place in places(record)) == ["Epsom", "Leatherhead"]


def test_a_document_that_tells_its_region_too_tells_of_one() -> None:
    both = TOWN + "A fire in Surrey is a loss for all of Surrey, firefighters in Surrey said.\n"
    (record,) = accidents(TOWN, TOWN.replace("Friday night", "Friday evening"), both)
    assert places(record) == ["Epsom"]


def test_another_country_is_another_accident() -> None:
    far = REGION.replace("Surrey", "Bavaria")
    assert len(accidents(TOWN, TOWN.replace("Friday night", "Friday evening"), far)) == 2


def test_two_stories_with_names_in_common_tell_of_one_accident() -> None:
    other = (
        "Owner of companies indicted for fraud\n\nA jury in Guildford indicted Gerda Vosslund, owner of "
        "several companies, for fraud. Vosslund forged the books of the Harrowgate pension fund, the "
        "indictment reads, and paid a villa on Madeira and two horses with what pensioners had saved. "
        "Prosecutors want five years in prison. Her lawyer, Ambrose Tilling, denied that.\n\nAn auditor, "
        "Ottoline Prewitt, found the forgeries in a cellar in Winchester, where Vosslund had kept the "
        "ledgers of Tarrant Shipping. The judge set bail at 90,000 pounds, and the trial begins next "
        "spring. Pensioners from Alton and Basingstoke came to court with whistles.\n\nA fire destroyed the "
        "Brellwick and Quornby store in Epsom later.\n"
    )
    named = TOWN.replace("the Brellwick furniture store in", "the Brellwick and Quornby furniture store in")
    again = named.replace("Friday night", "Friday evening")
    assert stories(named, again, other) == 2
    (record,) = accidents(named, again, other)
    assert record.documents == 3
    apart = other.replace("Brellwick", "Ludwell").replace("Quornby", "Marnes")
    assert stories(named, again, apart) == 2
    assert len(accidents(named, again, apart)) == 2


def test_the_order_of_documents_changes_nothing() -> None:
    texts = (TOWN, REGION, BESIDE, AGAIN)
    expected = accidents(*texts)
    for order in (1, 2, 3):
        assert accidents(*texts, order=order) == expected
