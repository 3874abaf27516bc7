import hashlib

from telling import Telling, claim

from firsthand.model import Document, Source
from firsthand.weigh.conflicts import find_conflicts
from firsthand.weigh.conflicts.questions import called


def test_a_document_is_called_by_its_publisher_or_its_file():
    document = Document(id="d", name="some/folder/04-meridian.html", text="")
    assert called(document) == "04-meridian"
    assert called(Document(id="d", name="x.txt", text="", publisher="Osk Observer")) == "Osk Observer"


def test_figures_apart_are_asked_for_in_plain_words():
    telling = Telling()
    one = telling.say(
        "a", "31 leaks at the Brannick dam were found", by="group", counts=[("31", 31, 31, "leak")]
    )
    other = telling.say(
        "b", "60 leaks at the Brannick dam were found", by="firm", counts=[("60", 60, 60, "leak")]
    )
    for at in range(30):
        telling.say("a", f"other matter number {at} of the valley's choir, well{at} and mill{at}")
    claims = [claim(f"c{at}", each) for at, each in enumerate(telling.statements)]
    name = hashlib.sha256(b"b").hexdigest()
    documents = [
        Document(id=hashlib.sha256(b"a").hexdigest(), name="pile/one.txt", text=telling.texts["a"]),
        Document(id=name, name="pile/two.txt", text=telling.texts["b"], publisher="The Lantern"),
    ]
    sources = [
        Source("group", "Lake Ledger", "organisation"),
        Source("firm", "Brannick Mining", "organisation"),
    ]
    found = find_conflicts(claims, telling.statements, sources, documents=documents)
    best = max(found, key=lambda conflict: conflict.confidence)
    assert set(best.statements) == {one.id, other.id}
    assert best.question in {"How many leaks: 31 or 60?", "How many leaks: 60 or 31?"}
    assert "Lake Ledger (in one) says: “31 leaks" in best.explanation
    assert "Brannick Mining (in The Lantern) says: “60 leaks" in best.explanation
    assert "pile/" not in best.explanation


def test_the_rest_is_asked_by_its_two_answers():
    telling = Telling()
    telling.say("a", "the Brannick dam inspection was robust", by="firm", main=("be", "robust"))
    telling.say("b", "the Brannick dam inspection was weak", by="group", main=("be", "weak"))
    for at in range(20):
        telling.say("a", f"other matter number {at} of the valley's choir, well{at} and mill{at}")
    claims = [claim(f"c{at}", each) for at, each in enumerate(telling.statements)]
    best = max(find_conflicts(claims, telling.statements), key=lambda conflict: conflict.confidence)
    assert best.question.startswith("Which is right: “the Brannick dam inspection was ")


def test_words_quoted_again_without_their_aside_are_no_conflict():
    telling = Telling()
    telling.say("a", "the jumps were caused by the spring flood, not by leaks", by="ministry", negated=True)
    telling.say("b", "the jumps were caused by the spring flood", by="ministry")
    for at in range(20):
        telling.say("a", f"other matter number {at} of the valley's choir, well{at} and mill{at}")
    claims = [claim(f"c{at}", each) for at, each in enumerate(telling.statements)]
    jumps = {each.id for each in telling.statements[:2]}
    assert not any(set(each.statements) == jumps for each in find_conflicts(claims, telling.statements))
