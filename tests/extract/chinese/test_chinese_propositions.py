"""What Chinese texts state, and what each statement chiefly says. People and places are invented."""

import itertools

import pytest
from chinese_reading import analysis_of

from firsthand.extract import chinese
from firsthand.extract.statements import extract


def stated(text: str) -> list[str]:
    analysis = analysis_of(text)
    found = chinese.find_attributions(analysis, chinese.find_names(analysis))
    return [text[p.start : p.end] for p in chinese.find_propositions(analysis, found.attributions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("据县消防局介绍，大火于清晨扑灭。", ["大火于清晨扑灭"]),
        ("一辆货车发生侧翻，造成两人死亡，三人受伤。", ["一辆货车发生侧翻，造成两人死亡，三人受伤"]),
        ("警方封锁了附近的道路，但交通很快恢复。", ["警方封锁了附近的道路", "但交通很快恢复"]),
        ("昨天凌晨一点左右，一辆货车冲下桥梁。", ["昨天凌晨一点左右，一辆货车冲下桥梁"]),
        ("大火已被扑灭；无人受伤。", ["大火已被扑灭", "无人受伤"]),
        ("东岸社青湾5月6日电（记者何其）大火已被扑灭。", ["大火已被扑灭"]),
        ("「房子一夜之間就沒了。」村民周大山說。", ["房子一夜之間就沒了"]),
        ("责任编辑：何其", []),
    ],
)
def test_sentences_and_clauses_without_the_words_that_attribute(text: str, expected: list[str]) -> None:
    assert stated(text) == expected


def test_no_statement_crosses_another_or_stands_twice() -> None:
    text = "据县消防局介绍，大火于清晨扑灭，三间厂房被烧毁，但无人受伤。村民周大山说，他听到了爆炸声。"
    analysis = analysis_of(text)
    found = chinese.find_attributions(analysis, chinese.find_names(analysis))
    places = [(p.start, p.end) for p in chinese.find_propositions(analysis, found.attributions)]
    assert places == sorted(set(places))
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))


@pytest.mark.parametrize(
    ("text", "main", "negated", "modal"),
    [
        ("警方拘留了十二人。", ("拘留",), False, None),
        ("警方没有拘留任何人。", ("拘留",), True, None),
        ("警方並未拘留任何人。", ("拘留",), True, None),
        ("事故造成三人死亡。", ("造成", "死亡"), False, None),
        ("目前尚无人员伤亡。", ("尚无", "人员伤亡"), True, None),
        ("大桥可能关闭。", ("关闭",), False, "may"),
        ("大桥将关闭。", ("关闭",), False, "will"),
        ("大桥必须关闭。", ("关闭",), False, "must"),
        ("事故发生后，警方封锁了道路。", ("封锁",), False, None),
        ("从南方运来的货物已经到达。", ("到达",), False, None),
    ],
)
def test_main_verb_negation_and_modality(
    text: str, main: tuple[str, ...], negated: bool, modal: str | None
) -> None:
    predicate = chinese.find_predicate(analysis_of(text), 0, len(text))
    assert (predicate.main, predicate.negated, predicate.modal) == (main, negated, modal)


@pytest.mark.parametrize(
    ("text", "planned", "hedges"),
    [
        ("政府计划关闭大桥。", True, ()),
        ("政府擬關閉大橋。", True, ()),
        ("据悉，大桥已经关闭。", False, ("据悉",)),
        ("该男子涉嫌纵火。", False, ("涉嫌",)),
        ("疑似爆炸物的箱子已被移走。", False, ("疑似",)),
        ("政府关闭了大桥。", False, ()),
    ],
)
def test_plans_and_words_that_weaken(text: str, planned: bool, hedges: tuple[str, ...]) -> None:
    predicate = chinese.find_predicate(analysis_of(text), 0, len(text))
    assert (predicate.planned, predicate.hedges) == (planned, hedges)


def test_a_statement_has_its_speakers_and_stance() -> None:
    text = "據東岸通訊社報導，市長韓立群否認收受賄賂。"
    extraction = extract(analysis_of(text))
    (statement,) = [s for s in extraction.statements if "收受" in s.text and "否認" not in s.text]
    assert statement.stance == "denies"
    assert [extraction.names[i].text for i in statement.speakers] == ["韓立群", "東岸通訊社"]
    assert [text[e.start : e.end] for e in statement.evidence if "韓立群" in text[e.start : e.end]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("谈及补偿问题，县长高仲远坦言，资金还没有到位。", ["资金还没有到位"]),
        ("居民有权知道水里有什么，而不是五年之后才知道。", ["居民有权知道水里有什么，而不是五年之后才知道"]),
        ("你们为什么不早说？水早就不能喝了。", ["水早就不能喝了"]),
        ("县长高仲远否认了这一消息。", ["县长高仲远否认了这一消息"]),
    ],
)
def test_what_holds_together_and_what_states_nothing(text: str, expected: list[str]) -> None:
    assert stated(text) == expected
