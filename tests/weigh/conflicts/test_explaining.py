from telling import Telling

from firsthand.model import Document, Source
from firsthand.weigh.conflicts.explaining import called, explanation_of
from firsthand.weigh.conflicts.finding import Finding


def test_a_document_is_called_by_its_publisher_or_its_file():
    document = Document(id="d", name="some/folder/04-meridian.html", text="")
    assert called(document) == "04-meridian"
    assert called(Document(id="d", name="x.txt", text="", publisher="Osk Observer")) == "Osk Observer"


def test_who_says_what_where_and_why_it_counts():
    telling = Telling()
    one = telling.say("pile/one.txt", "the dam leaks", by="group")
    other = telling.say("pile/two.txt", "the dam leaks", by="firm", stance="denies")
    finding = Finding("denial", one, other, "Does the dam leak?", "One says so, the other denies it.", 0.8)
    sources = {
        "group": Source("group", "Lake Ledger", "organisation"),
        "firm": Source("firm", "Brannick Mining", "organisation"),
    }
    told = explanation_of(finding, sources, {each.id: each for each in telling.documents})
    assert told == (
        "Lake Ledger (in one) says: “the dam leaks”. Brannick Mining (in two) denies: “the dam leaks”. "
        "One says so, the other denies it."
    )
