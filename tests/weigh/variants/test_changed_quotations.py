from telling import Telling

from firsthand.weigh.variants.quotations import find_changed, find_quotations

TRUE = (
    "It is shameful to think that the harbour guards would attempt to set up posts in Merrow without consent"
)
TWISTED = (
    "It's shameful to think that the harbour guards are trying to set up posts in Merrow without consent"
)


def changed(telling, claim_of=None):
    quotations = find_quotations(telling.statements, {d.id: d.text for d in telling.documents})
    return [{c.left.statement.id, c.right.statement.id} for c in find_changed(quotations, claim_of or {})]


def test_a_changed_quotation_is_found_against_every_faithful_one_and_no_other():
    telling = Telling()
    first = telling.say("a", TRUE, by="mayor", before="“", after="”, she said. ")
    second = telling.say("b", TWISTED, by="mayor", before='"', after='", she said. ')
    third = telling.say("c", TRUE, by="mayor", before='"', after='," the mayor said. ')
    pairs = changed(telling)
    assert {first.id, second.id} in pairs and {second.id, third.id} in pairs and len(pairs) == 2


def test_words_outside_quotation_marks_are_no_quotation():
    telling = Telling()
    telling.say("a", TRUE, by="mayor", before="“", after="”, she said. ")
    telling.say("b", TWISTED, by="mayor", before="She said that ")
    assert changed(telling) == []


def test_a_part_quoted_within_a_sentence_is_compared_by_its_quoted_words_only():
    telling = Telling()
    telling.say("a", TRUE, by="mayor", before="“", after="”, she said. ")
    telling.say("b", 'the guards "would attempt to set up posts in Merrow" soon', by="mayor")
    assert changed(telling) == []
    telling.say("c", 'the guards "would attempt to set up six posts in Merrow" soon', by="mayor")
    assert len(changed(telling)) == 2


def test_short_phrases_are_no_quotations():
    telling = Telling()
    telling.say("a", 'the levy is a "bad deal"', by="mayor")
    telling.say("b", 'the levy is a "very bad deal"', by="mayor")
    assert changed(telling) == []


def test_a_document_that_also_quotes_faithfully_changed_nothing_there():
    telling = Telling()
    first = telling.say("a", TRUE, by="mayor", before="“", after="”, she said. ")
    telling.say("b", TRUE, by="mayor", before="“", after="”, she said. ")
    shortened = telling.say("b", TWISTED, by="mayor", before="“", after="”, she said. ")
    assert {first.id, shortened.id} not in changed(telling)


def test_another_translation_needs_one_claim():
    telling = Telling()
    one = telling.say(
        "a", "The northern harbour depot has completed its mission", before="“", after="”. ", by="mayor"
    )
    other = telling.say(
        "b",
        "At last the northern harbour depot did all that was asked of it",
        before="“",
        after="”. ",
        by="mayor",
    )
    assert changed(telling) == []
    assert changed(telling, {one.id: "c", other.id: "c"}) == [{one.id, other.id}]


def test_a_quotation_that_never_closes_ends_with_its_paragraph():
    telling = Telling()
    telling.say("a", TRUE, by="mayor", before="“", after="\n\n")
    telling.say("a", TWISTED, by="mayor", before="She went on to say ")
    telling.say("b", TRUE, by="mayor", before="“", after="”. ")
    assert changed(telling) == []
