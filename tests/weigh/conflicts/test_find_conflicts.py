import random

from telling import Telling, claim

from firsthand.model import Source, Update
from firsthand.trace.sense import encode
from firsthand.weigh.conflicts import find_conflicts


def story():
    telling = Telling()
    claims = []
    claims.append(
        claim(
            "closed",
            telling.say(
                "a", "Tolvia ordered the permanent closure of the harbour depot", main=("order", "closure")
            ),
        )
    )
    claims.append(
        claim(
            "probe",
            telling.say(
                "b", "Tolvia opened a temporary inquiry into the harbour depot", main=("open", "inquiry")
            ),
        )
    )
    volunteers = telling.say(
        "b",
        "the harbour depot is staffed by unpaid volunteers",
        by="ministry",
        main=("staff",),
        before="It said ",
    )
    hired = telling.say(
        "b",
        "the harbour depot hired 30 guards",
        by="union",
        main=("hire",),
        before="Yet the union found that ",
    )
    claims += [claim("volunteers", volunteers), claim("hired", hired)]
    for at, text in enumerate(
        (
            "rain fell on the hills for days",
            "the orchestra of Merrow toured the valley",
            "bread prices rose in spring",
            "two schools won a prize for their gardens",
            "the ferry ran late on Sunday",
            "a new bridge will span the river",
            "the museum shows old maps",
            "farmers sold wool at the fair",
            "the choir sang until midnight",
            "a comet was seen over the lake",
            "the mill was painted blue",
            "chess players met at the inn",
            "a bakery sells rye loaves",
            "the library lends skis",
            "a clock was mended at last",
            "snow closed no road this year",
            "the baker's cat slept",
            "students planted forty trees",
            "an opera was staged outdoors",
            "the well gave clear water",
            "a kite hung in the oak",
            "the tailor moved away",
            "apples were plentiful",
            "the tram has a new bell",
        )
    ):
        claims.append(claim(f"other{at}", telling.say("a" if at % 2 else "b", text)))
    return telling, claims


SOURCES = [
    Source("ministry", "Ministry of Ports", "organisation"),
    Source("union", "Dockers' Union", "organisation"),
]


def conflicts(telling, claims, **more):
    return find_conflicts(
        claims, telling.statements, SOURCES, documents=telling.documents, encoder=encode, **more
    )


def test_the_conflicts_of_a_story_are_found_and_told():
    telling, claims = story()
    found = {frozenset(each.claims[:2]): each for each in conflicts(telling, claims)}
    told = found[frozenset({"volunteers", "hired"})]
    assert "Ministry of Ports" in told.explanation and "“yet”" in told.explanation
    assert told.question.endswith("?")
    assert set(told.statements) <= {statement.id for statement in telling.statements}


def test_no_more_conflicts_than_a_reader_can_check():
    telling, claims = story()
    assert len(conflicts(telling, claims)) <= len(telling.statements) / 8 + 1


def test_one_account_alone_has_none():
    telling, claims = story()
    alone = [statement for statement in telling.statements if statement.document == telling.documents[1].id]
    assert find_conflicts(claims, alone, SOURCES, documents=telling.documents, encoder=encode) == ()


def test_the_order_of_the_input_changes_nothing():
    telling, claims = story()
    first = conflicts(telling, claims)
    mixed = list(telling.statements)
    random.Random(7).shuffle(mixed)
    again = find_conflicts(
        claims[::-1], mixed, SOURCES[::-1], documents=telling.documents[::-1], encoder=encode
    )
    assert first and again == first


def test_what_is_an_update_is_no_conflict():
    telling, claims = story()
    found = conflicts(telling, claims, updates=[Update("u", ("closed", "probe"), "")])
    assert not any({"closed", "probe"} <= set(each.claims) for each in found)


def test_claims_are_never_in_conflict_with_themselves():
    telling, claims = story()
    assert all(len(set(each.claims)) == len(each.claims) > 1 for each in conflicts(telling, claims))
