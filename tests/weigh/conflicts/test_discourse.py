from telling import Telling

from firsthand.weigh.conflicts.discourse import neighbours
from firsthand.weigh.conflicts.profile import profiles_of


def joined(telling):
    texts = {d.id: d.text for d in telling.documents}
    left, right = profiles_of(telling.statements, texts)
    return neighbours(left, right, texts[left.statement.document])


def test_a_text_sets_one_speaker_against_another():
    telling = Telling()
    telling.say("a", "the halls are staffed by volunteers", by="ministry", before="The ministry said ")
    telling.say("a", "the halls hired 30 guards", by="union", before="Yet the union reported that ")
    found = joined(telling)
    assert found and found.opposed and found.contrast == "yet" and found.apart == 1


def test_without_a_cue_neighbours_are_not_opposed():
    telling = Telling()
    telling.say("a", "the halls are staffed by volunteers", by="ministry")
    telling.say("a", "the halls open in May", by="ministry", before="It added that ")
    found = joined(telling)
    assert found and not found.opposed and found.contrast is None


def test_statements_of_two_documents_or_far_apart_are_no_neighbours():
    telling = Telling()
    telling.say("a", "the halls are staffed by volunteers")
    telling.say("b", "but the halls hired guards")
    assert joined(telling) is None
    telling = Telling()
    telling.say("a", "the halls are staffed by volunteers", after=". One more. Two more. Three more. ")
    telling.say("a", "but the halls hired guards")
    assert joined(telling) is None
