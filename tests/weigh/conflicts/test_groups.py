from firsthand.weigh.conflicts.groups import group_pairs


def alike(one: str, other: str) -> float:
    return 1.0 if one[0] == other[0] else 0.0


def test_answers_that_say_the_same_stand_on_one_side():
    [question] = group_pairs([("a1", "b1"), ("a1", "b2"), ("a2", "b1")], alike, most=5)
    assert question.claims == ("a1", "b1", "a2", "b2")


def test_other_answers_make_another_question():
    first, second = group_pairs([("a1", "b1"), ("a1", "c1")], alike, most=5)
    assert first.claims == ("a1", "b1") and second.claims == ("a1", "c1")


def test_a_question_has_few_answers_and_a_story_few_questions():
    pairs = [("a1", f"b{at}") for at in range(9)]
    [question] = group_pairs(pairs, alike, most=2)
    assert len(question.claims) == 6
    assert len(group_pairs([(f"a{n}", f"z{n}") for n in range(9)], lambda a, b: 0.0, most=3)) == 3


def test_a_question_asked_once_more_in_other_words_is_not_told_again():
    pairs = [("a1", "b1"), ("a1", "b2")]
    [question] = group_pairs(pairs, lambda one, other: 0.5, most=5)
    assert question.claims == ("a1", "b1")


def test_a_figure_and_its_later_count_stand_in_no_question_together():
    pairs = [("a1", "b1"), ("a1", "b2")]
    together = group_pairs(pairs, alike, most=2)
    assert [set(each.claims) for each in together] == [{"a1", "b1", "b2"}]
    apart = group_pairs(pairs, alike, most=2, apart={frozenset(("b1", "b2"))})
    assert [set(each.claims) for each in apart] == [{"a1", "b1"}, {"a1", "b2"}]


def test_one_question_with_an_answer_in_common_is_asked_once():
    pairs = [("a1", "b1"), ("a2", "c1"), ("d1", "e1")]
    asked = dict.fromkeys(pairs, "How many leaks")
    first, second = group_pairs(pairs, alike, most=5, asked=asked)
    assert set(first.claims) == {"a1", "b1", "a2", "c1"} and set(second.claims) == {"d1", "e1"}
    assert len(group_pairs(pairs, alike, most=5)) == 3


def test_an_answer_less_alike_is_an_answer_more():
    [question] = group_pairs([("a1", "b1"), ("a1", "b2")], lambda one, other: 0.6, most=5)
    assert question.claims == ("a1", "b1", "b2")
