"""Who is said to have said what in Chinese, simplified and traditional. People and places are invented."""

import pytest
from chinese_reading import attributions_in, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("外交部发言人林青禾表示，谈判将继续。", (("林青禾",), "谈判将继续")),
        ("外交部發言人林青禾週二在例行記者會上表示，談判將繼續。", (("林青禾",), "談判將繼續")),
        ("警方称车内没有人。", (("警方",), "车内没有人")),
        ("据青湾县公安局通报，嫌疑人已被拘留。", (("青湾县公安局",), "嫌疑人已被拘留")),
        ("據青灣縣公安局通報，嫌疑人已被拘留。", (("青灣縣公安局",), "嫌疑人已被拘留")),
        ("记者从青湾县教育局获悉，学校将停课三天。", (("青湾县教育局",), "学校将停课三天")),
        ("“我们没有收到任何通知。”村民周大山说。", (("周大山",), "我们没有收到任何通知")),
        ("「我們沒有收到任何通知。」村民周大山說。", (("周大山",), "我們沒有收到任何通知")),
        ("村民周大山说：“我们没有收到任何通知。”", (("周大山",), "我们没有收到任何通知")),
        ("据说，桥梁早已有裂缝。", (("据说",), "桥梁早已有裂缝")),
        ("根据东岸大学的数据，每年约有六万人受影响。", (("东岸大学",), "每年约有六万人受影响")),
        ("有目击者称看到两名男子逃离现场。", (("有目击者",), "看到两名男子逃离现场")),
        ("两名不愿具名的官员说，谈判已经破裂。", (("两名不愿具名的官员",), "谈判已经破裂")),
        ("反对党领袖马丁·科尔曼指责政府隐瞒真相。", (("马丁·科尔曼",), "政府隐瞒真相")),
        ("人权组织“北方观察”指出，至少有54个站点在运作。", (("北方观察",), "至少有54个站点在运作")),
        ("该公司说，车间已经停产。", (("该公司",), "车间已经停产")),
        ("他还说，赔偿至今没有到位。", (("他",), "赔偿至今没有到位")),
    ],
)
def test_one_speaker(text: str, expected: tuple[tuple[str, ...], str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "chain", "words"),
    [
        (
            "东岸通讯社援引消防部门的话报道称，大火造成三人死亡。",
            ("消防部门", "东岸通讯社"),
            "大火造成三人死亡",
        ),
        ("据东岸通讯社援引消防部门的消息说，大火已被扑灭。", ("消防部门", "东岸通讯社"), "大火已被扑灭"),
        ("據東岸通訊社報導，市長韓立群說，大火已被撲滅。", ("韓立群", "東岸通訊社"), "大火已被撲滅"),
        ("两名官员告诉东岸通讯社，谈判已经破裂。", ("两名官员", "东岸通讯社"), "谈判已经破裂"),
        ("李明远在接受《东岸日报》采访时说，自己从未签过字。", ("李明远", "《东岸日报》"), "自己从未签过字"),
    ],
)
def test_the_origin_comes_before_those_who_pass_it_on(text: str, chain: tuple[str, ...], words: str) -> None:
    assert (chain, words) in told(text)


def test_an_agency_sends_all_that_follows_its_dateline() -> None:
    text = (
        "青湾县工厂起火\n\n东岸社青湾５月６日电（记者何其）据县消防局介绍，大火于清晨扑灭。\n\n"
        "副县长郑远说，救援仍在进行。\n\n目前，县城通往青湾的道路交通已经全面恢复，厂区周围的居民已经回家。（完）"
    )
    found = told(text)
    assert (("县消防局", "东岸社"), "大火于清晨扑灭") in found
    assert (("郑远", "东岸社"), "救援仍在进行") in found
    (whole,) = [words for chain, words in found if chain == ("东岸社",)]
    assert whole.startswith("据县消防局") and whole.endswith("居民已经回家")


def test_the_paper_itself_is_no_name() -> None:
    found = attributions_in("本报讯（记者何其）昨天下午，青湾县一座桥梁垮塌。")
    (said,) = found.attributions
    assert found.names[said.chain[0]].form == "description"


def test_what_was_said_goes_on_over_sentences_until_the_account_takes_over() -> None:
    text = "据县消防局介绍，大火于清晨扑灭。三间厂房被烧毁。目前，原因仍在调查。"
    assert told(text) == [(("县消防局",), "大火于清晨扑灭。三间厂房被烧毁")]


def test_a_figure_is_told_in_one_sentence() -> None:
    text = "据国家测绘局统计，全县有三百条河。河水流向东海。"
    assert told(text) == [(("国家测绘局",), "全县有三百条河")]


def test_two_speakers_in_one_sentence_do_not_share_their_words() -> None:
    text = "警方称车内没有人，司机周大山则表示，车上还有两名乘客。"
    assert told(text) == [(("警方",), "车内没有人"), (("周大山",), "车上还有两名乘客")]


def test_an_interrupted_quotation_is_one_speakers() -> None:
    text = "「我們沒有收到通知，」村民周大山說，「也沒有人來過。」"
    found = attributions_in(text)
    assert [text[said.start : said.end] for said in found.attributions] == [
        "我們沒有收到通知，",
        "也沒有人來過。",
    ]
    assert all(said.direct for said in found.attributions)
    assert {found.names[said.chain[0]].text for said in found.attributions} == {"周大山"}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("该公司否认向河中排放废水。", "denies"),
        ("該公司否認向河中排放廢水。", "denies"),
        ("专家质疑该项目的安全性。", "doubts"),
        ("该公司表示河水已经干净。", "asserts"),
    ],
)
def test_what_the_speaker_does_with_it(text: str, stance: str) -> None:
    (said,) = attributions_in(text).attributions
    assert said.stance == stance


def test_a_denial_and_what_is_granted_are_two_statements() -> None:
    text = "警方否认曾使用催泪弹，但承认拘留了十二人。"
    found = attributions_in(text)
    assert [(text[said.start : said.end], said.stance, said.carried) for said in found.attributions] == [
        ("曾使用催泪弹", "denies", False),
        ("拘留了十二人", "asserts", True),
    ]
    assert found.attributions[0].chain == found.attributions[1].chain


@pytest.mark.parametrize(
    "text",
    [
        "警方没有透露死者身份。",
        "据悉，事故原因仍在调查中。",
        "根据有关规定，桥梁必须每年检修。",
        "他的说法没有人相信。",
        "两家公司计划于下月合并。",
        "大火造成三人死亡，五人受伤。",
    ],
)
def test_nobody_is_said_to_have_said_anything(text: str) -> None:
    assert told(text) == []


def test_evidence_is_the_source_and_the_words_that_attribute() -> None:
    text = "据青湾县公安局通报，嫌疑人已被拘留。"
    (said,) = attributions_in(text).attributions
    words = [text[start:end] for start, end in said.evidence]
    assert "青湾县公安局" in words
    assert any("通报" in word for word in words)
    assert all(end <= said.start or start >= said.end for start, end in said.evidence)


def test_a_quotation_goes_on_in_the_next_paragraph_that_opens_with_its_mark() -> None:
    text = (
        "村民周大山说：“我们没有收到任何通知。房子没了。\n\n"
        "“补偿也没有。县里没有人来过。”\n\n警方称，案件正在调查。"
    )
    assert told(text) == [
        (("周大山",), "我们没有收到任何通知。房子没了"),
        (("周大山",), "补偿也没有。县里没有人来过"),
        (("警方",), "案件正在调查"),
    ]


def test_whom_an_outlet_cites_at_the_opening_says_nothing_further_on() -> None:
    text = (
        "据东岸通讯社援引环保组织“河账”（River Ledger）的报告报道，北风矿业公司隐瞒了三处泄漏。\n\n"
        "县水务局否认有泄漏未上报。\n\n另据西岸通讯社报道，议会将举行听证。"
    )
    found = told(text)
    assert (("河账", "东岸通讯社"), "北风矿业公司隐瞒了三处泄漏") in found
    assert (("县水务局", "东岸通讯社"), "有泄漏未上报") in found
    assert (("西岸通讯社",), "议会将举行听证") in found


def test_who_is_said_to_do_something_does_not_say_it() -> None:
    assert told("矿业公司被指隐瞒三处泄漏。") == []


@pytest.mark.parametrize(
    ("text", "chain", "words"),
    [
        ("经青湾县环境监测站检测发现，河水中汞含量超标三倍。", ("青湾县环境监测站",), "河水中汞含量超标三倍"),
        ("谈及补偿问题，县长高仲远坦言，资金还没有到位。", ("高仲远",), "资金还没有到位"),
        ("知情人士向东岸通讯社透露，谈判已经破裂。", ("知情人士", "东岸通讯社"), "谈判已经破裂"),
        ("路透社获得的一份文件显示，公司早就知情。", ("一份文件", "路透社"), "公司早就知情"),
        ("外界普遍认为，选举将推迟。", ("外界普遍认为",), "选举将推迟"),
        (
            "外交与安全政策代表马尔科·贝利尼（Marco Bellini）周三在社交媒体上发文称，船队不会返航。",
            ("马尔科·贝利尼",),
            "船队不会返航",
        ),
        ("据卡罗尼亚《晨报》网站5月3日报道，总统辞去职务。", ("《晨报》",), "总统辞去职务"),
        ("全县将改造学校21所，这是记者昨日从县住建局了解到的。", ("县住建局",), "全县将改造学校21所"),
    ],
)
def test_how_papers_learn(text: str, chain: tuple[str, ...], words: str) -> None:
    assert told(text) == [(chain, words)]


@pytest.mark.parametrize("text", ["该组织三月公布了14处泄漏。", "县水务局对此没有回应。"])
def test_who_gives_a_thing_out_does_not_say_it(text: str) -> None:
    assert told(text) == []
