from telling import Telling

from firsthand.weigh.conflicts.judgement import judgement_of, judging


def judge(text):
    statement = Telling().say("a", text)
    return judgement_of(statement, statement.text.lower())


def test_praise_and_blame():
    assert judge("the bridge is robust") == 1
    assert judge("the bridge is weak") == -1
    assert judge("the bridge spans the river") == 0


def test_a_negated_word_judges_the_other_way_round():
    assert judge("the plan is not useful") == -1
    assert judge("the report holds little new") == -1
    assert judge("anything but a failure") == 1


def test_no_word_both_praises_and_blames():
    assert set(judging().values()) == {1, -1}
