from orrery import document, statement

from firsthand.model import Source
from firsthand.trace.statements import without_public_statements
from firsthand.trace.wording.reuse import find_reuse

SAID = "three sealed crates of optical glass had left the customs shed before the watchmen changed shifts"
ONE = f"""Glass trail leads to the harbour

The harbour office said {SAID}.

Divers looked for the rest on Sunday while gulls circled above. A cook recalled lanterns on the mole, and the
ferry to Dorn was late because its captain had overslept, which happens when fog lies on the sound in March.
Children collected corks along the beach until the bell rang for supper and somebody lit the stove again.
"""
TWO = f"""What the town talks about

It was the harbour office that told listeners how {SAID}, a remark that went down badly in the market.

Fishmongers would rather hear about herring quotas. The mayor is abroad, her deputy plays the organ, and the
clock on the tower has shown ten past four since a storm bent its hands; repairs wait for a smith from Ilm.
Nobody expects an answer before the regatta, least of all those who sell tickets for it by the old crane.
"""
OFFICE = Source("office", "Harbour Office", "government")
COOK = Source("cook", "the cook", "person")


def counted(*speakers: Source, credits: frozenset[tuple[str, str]] = frozenset()) -> bool:
    told = {name: document(name, text) for name, text in (("one", ONE), ("two", TWO))}
    one, two = told["one"], told["two"]
    (reuse,) = find_reuse([one, two])
    assert reuse.counts
    said = [statement(two, SAID, speakers[-1]), statement(one, SAID, speakers[0])]
    by_id = {document.id: document for document in (one, two)}
    named = {(one.id, two.id)} if credits else set()
    sources = {source.id: source for source in (OFFICE, COOK)}
    (again,) = without_public_statements([reuse], by_id, said, sources, named)
    return again.counts


def test_what_one_body_told_both_is_no_reuse() -> None:
    assert not counted(OFFICE, OFFICE)


def test_the_same_words_under_different_names_are() -> None:
    assert counted(OFFICE, COOK)


def test_who_credits_the_other_may_have_it_from_there() -> None:
    assert counted(OFFICE, OFFICE, credits=frozenset({("one", "two")}))


def test_a_bodys_own_notice_says_what_it_is_quoted_for() -> None:
    notice = document("notice", ONE, publisher="Harbour Office")
    two = document("two", TWO)
    (reuse,) = find_reuse([notice, two])
    by_id = {one.id: one for one in (notice, two)}
    said = [statement(two, SAID, OFFICE)]
    (again,) = without_public_statements([reuse], by_id, said, {OFFICE.id: OFFICE}, set())
    assert not again.counts
    assert again.quotations
