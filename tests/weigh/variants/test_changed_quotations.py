from telling import Telling

from firsthand.weigh.variants.quotations import find_changed, find_quotations

TRUE = (
    "It is shameful to think that the harbour guards would attempt to set up posts in Merrow without consent"
)
TWISTED = (
    "It's shameful to think that the harbour guards are trying to set up posts in Merrow without consent"
)


def changed(telling, claim_of=None, persons=(), language="en"):
    texts = {d.id: d.text for d in telling.documents}
    quotations = find_quotations(telling.statements, texts, dict.fromkeys(texts, language))
    found = find_changed(quotations, claim_of or {}, persons)
    return [{c.left.statement.id, c.right.statement.id} for c in found]


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


def test_two_people_seldom_say_the_same():
    telling = Telling()
    one = telling.say("a", "My brother woke me before ten past three", by="Ada", before="“", after="”. ")
    other = telling.say("b", "My sister woke me at ten past three", by="Ole", before="“", after="”. ")
    assert changed(telling, {one.id: "c", other.id: "c"}) == [{one.id, other.id}]
    assert changed(telling, {one.id: "c", other.id: "c"}, persons=("Ada", "Ole")) == []
    telling = Telling()
    one = telling.say("a", TRUE, by="Ada", before="“", after="”. ")
    other = telling.say("b", TWISTED, by="Ole", before="“", after="”. ")
    assert changed(telling, persons=("Ada", "Ole")) == [{one.id, other.id}]  # one of them was misnamed


CHINESE = "我们决不会从北部的山谷撤走任何一名守卫人员"


def test_chinese_quotations_are_compared_by_their_characters():
    telling = Telling()
    first = telling.say("a", CHINESE, by="市长", before="市长说：“", after="。”")
    second = telling.say(
        "b", CHINESE.replace("决不会", "暂时不会"), by="市长", before="他表示：“", after="。”"
    )
    assert changed(telling, language="zh") == [{first.id, second.id}]
    telling = Telling()
    telling.say("a", CHINESE, by="市长", before="市长说：“", after="。”")
    telling.say("b", CHINESE.replace("会从", "會從"), by="市长", before="市長說：「", after="。」")
    telling.say("c", CHINESE[:12], by="市长", before="他表示：“", after="”。")
    telling.say("d", "港口将在下周重新开放给所有渔船使用", by="市长", before="他说：“", after="。”")
    assert changed(telling, language="zh") == []


def test_other_languages_marks_hold_quotations():
    for opening, closing in (("„", "“"), ("«", "»"), ("»", "«"), ("« ", " »"), ("“", "”")):
        telling = Telling()
        true = "Der Hafen bleibt geschlossen bis alle Leitungen repariert sind"
        one = telling.say("a", true, by="mayor", before=opening, after=f"{closing}. ")
        other = telling.say(
            "b", true.replace("alle", "einige"), by="mayor", before=opening, after=f"{closing}. "
        )
        assert changed(telling, language="de") == [{one.id, other.id}], opening


def test_many_copies_of_a_quotation_do_not_hide_that_one_changed_it():
    telling = Telling()
    for number in range(70):
        telling.say(f"d{number:02}", TRUE, by="mayor", before="“", after="”. ")
    one = telling.say("e", TWISTED, by="mayor", before="“", after="”. ")
    quotations = find_quotations(telling.statements, {d.id: d.text for d in telling.documents})
    found = find_changed(quotations, {})
    assert found and all(one.id in {c.left.statement.id, c.right.statement.id} for c in found)
    sides = {frozenset(map(len, (c.like_left, c.like_right))) for c in found}
    assert sides == {frozenset({70, 1})}
