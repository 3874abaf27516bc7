"""What descriptions stand for, and what sources are called."""

import pytest

from firsthand.extract import extract_documents
from firsthand.model import Document
from firsthand.resolve import resolve


def test_the_company_is_a_business_and_the_group_is_none(tell):
    told = tell(
        "The group Clear Sky said the crane fell. Orlin Foods said the pier was sound. "
        "The group said that smoke rose. The company said that it rained."
    )
    assert told.by("smoke rose") == ["Clear Sky"]
    assert told.by("it rained") == ["Orlin Foods"]
    assert told.source("Orlin Foods").kind == "organisation"


def test_a_business_is_known_by_its_first_word_in_another_document(tell):
    told = tell("Orlin Foods said the pier had sunk.", "Orlin said the crane fell.")
    assert told.by("the crane fell") == ["Orlin Foods"]


def test_the_ministry_is_the_ministry_named_before(tell):
    told = tell("The Ministry of Harbours said the pier had sunk. The ministry said that smoke rose.")
    assert told.by("smoke rose") == ["Ministry of Harbours"]


def test_who_is_written_small_is_the_one_named_in_full_elsewhere(tell):
    told = tell("Anna Lindgren said the pier had sunk.", "“The crane fell,” said anna lindgren.")
    assert told.by("The crane fell") == ["Anna Lindgren"]


def test_some_of_them_are_called_what_they_are(tell):
    told = tell("The reporters met eleven residents. Seven of them said the pier had sunk.")
    assert told.by("the pier had sunk") == ["seven residents"]


def test_a_clause_about_a_nameless_source_is_no_part_of_its_name(tell):
    told = tell("A technician at the mill, who gave no name, said the crane fell.")
    assert told.by("the crane fell") == ["technician at the mill"]


def test_a_spokeswoman_behind_a_company_s_name_does_not_present_it(tell):
    told = tell("The harbour stopped buying from Orlin Foods, a spokeswoman for the harbour said.")
    assert all("Orlin Foods" not in told.by(text) for text in ["The harbour stopped"])


@pytest.mark.parametrize("head", ["Count", "Number"])
def test_a_common_noun_that_opens_a_headline_is_nobody(tell, head):
    told = tell(f"{head} of cranes rises to five. The group Clear Sky said the pier had sunk.")
    assert head not in told.names()


def test_a_titled_report_of_the_collection_is_its_publisher_s():
    report = Document(
        id="a", name="a.txt", text="The pier sank in May.", title="Quiet Tides: why", publisher="Clear Sky"
    )
    news = Document(
        id="b",
        name="b.txt",
        text="The pier sank, according to a new report. The report, titled “Quiet Tides”, tells more.",
        publisher="Harbour Courier",
    )
    resolution = resolve((report, news), list(extract_documents((report, news))))
    names = {source.id: source.name for source in resolution.sources}
    told = [s for s in resolution.statements if s.document == "b" and s.text.startswith("The pier sank")]
    assert [[names[source] for source in s.attribution] for s in told] == [["Clear Sky"]]


def test_it_is_left_alone_where_two_could_be_meant(tell):
    told = tell("Clear Sky Society asked Orlin Foods for an answer. It has not answered.")
    readings = [s.reading for s in told.resolution.statements]
    assert "It has not answered" in [reading.rstrip(".") for reading in readings]
