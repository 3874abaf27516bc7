"""Who is named in Chinese texts. People and places are invented."""

import pytest
from chinese_reading import analysis_of

from firsthand.extract.chinese import find_names
from firsthand.model import Name


def named(text: str) -> dict[str, Name]:
    return {name.text: name for name in find_names(analysis_of(text))}


@pytest.mark.parametrize(
    ("text", "name", "kind", "form"),
    [
        ("青湾县公安局介绍了案情。", "青湾县公安局", "government", "name"),
        ("青灣縣公安局介紹了案情。", "青灣縣公安局", "government", "name"),
        ("东岸通讯社报道了此事。", "东岸通讯社", "outlet", "name"),
        ("《东岸日报》报道了此事。", "《东岸日报》", "outlet", "name"),
        ("当地媒体报道了此事。", "当地媒体", "outlet", "description"),
        ("人权组织“北方观察”发布了报告。", "北方观察", "organisation", "name"),
        ("司机周先生称车已停下。", "周先生", "person", "name"),
        ("嫌疑人王某某已被拘留。", "王某某", "person", "name"),
        ("总统奥尔森宣布辞职。", "奥尔森", "person", "name"),
        ("罗莎·费尔南德斯没有回应。", "罗莎·费尔南德斯", "person", "name"),
        ("该局没有回应。", "该局", "government", "description"),
        ("有关部门没有回应。", "有关部门", "government", "description"),
        ("知情人士透露了细节。", "知情人士", "unnamed", "description"),
        ("两名不愿具名的官员透露了细节。", "两名不愿具名的官员", "unnamed", "description"),
        ("法国表示将提供援助。", "法国", "government", "name"),
        ("她没有回应。", "她", "person", "pronoun"),
    ],
)
def test_kind_and_form(text: str, name: str, kind: str, form: str) -> None:
    found = named(text)
    assert name in found, sorted(found)
    assert (found[name].kind, found[name].form) == (kind, form)


def test_a_person_has_the_office_and_its_body() -> None:
    names = find_names(analysis_of("青湾县公安局局长林青禾说，案件已经侦破。"))
    (person,) = [name for name in names if name.kind == "person"]
    assert person.text == "林青禾"
    assert person.role == "青湾县公安局局长"
    assert person.owner is not None and names[person.owner].text == "青湾县公安局"
    assert person.subject


def test_an_office_alone_is_one_particular_person() -> None:
    names = find_names(analysis_of("青湾县公安局发言人拒绝回答。"))
    office = next(name for name in names if name.head == "发言人")
    assert (office.kind, office.definite) == ("person", True)
    assert office.owner is not None and names[office.owner].text == "青湾县公安局"


def test_a_name_introduced_once_is_known_again() -> None:
    names = find_names(analysis_of("市长韩立群提出辞呈。反对党要求韩立群说明原因。"))
    assert [name.text for name in names].count("韩立群") == 2


@pytest.mark.parametrize(
    ("text", "name", "gender", "plural"),
    [
        ("刘女士没有回应。", "刘女士", "f", False),
        ("赵先生没有回应。", "赵先生", "m", False),
        ("她们没有回应。", "她们", "f", True),
        ("他没有回应。", "他", "m", False),
        ("青湾县公安局没有回应。", "青湾县公安局", "n", False),
        ("一些居民已经离开。", "一些居民", None, True),
    ],
)
def test_gender_and_number(text: str, name: str, gender: str | None, plural: bool) -> None:
    found = named(text)[name]
    assert (found.gender, found.plural) == (gender, plural)


@pytest.mark.parametrize(
    ("text", "name", "definite"),
    [
        ("一名男子受伤。", "一名男子", False),
        ("该男子受伤。", "该男子", True),
        ("目击者报警。", "目击者", False),
    ],
)
def test_whether_a_description_means_somebody_known(text: str, name: str, definite: bool) -> None:
    assert named(text)[name].definite is definite


@pytest.mark.parametrize(
    "text", ["全部内容已经公布。", "社会各界十分关注。", "大火在北部地区蔓延。", "机会难得。"]
)
def test_words_that_only_end_like_a_body(text: str) -> None:
    assert [
        name.text for name in find_names(analysis_of(text)) if name.kind in {"government", "organisation"}
    ] == []


def test_names_lie_where_they_say() -> None:
    text = "據東岸通訊社報導，青灣縣縣長林青禾否認有關指控。"
    for name in find_names(analysis_of(text)):
        assert text[name.start : name.end] == name.text


@pytest.mark.parametrize(
    "text",
    [
        "“河账”（River Ledger）公布了名单。总部设在青湾的“河账”表示，名单没有写完。",
        "「河帳」負責人林青禾說，名單沒有寫完。外界批評「河帳」。",
    ],
)
def test_a_body_in_quotation_marks_is_one_name_wherever_it_stands(text: str) -> None:
    names = find_names(analysis_of(text))
    bodies = [(name.text, name.kind, name.form) for name in names if name.kind == "organisation"]
    assert len(bodies) == 2 and {(kind, form) for _, kind, form in bodies} == {("organisation", "name")}
    assert {text for text, _, _ in bodies} <= {"河账", "河帳"}


def test_words_in_quotation_marks_that_nothing_makes_a_name_are_none() -> None:
    assert "低价" not in named("商店以“低价”招揽顾客。")


@pytest.mark.parametrize(
    "text",
    [
        "人权组织“河账”（River Ledger）的报告指出，水源已被污染。",
        "《东岸日报》援引县卫生局发布的报告说，水源已被污染。",
    ],
)
def test_a_paper_has_its_author(text: str) -> None:
    names = find_names(analysis_of(text))
    (paper,) = [name for name in names if name.kind == "document"]
    assert paper.owner is not None and names[paper.owner].text in {"河账", "县卫生局"}


def test_a_foreign_name_of_a_company_is_whole() -> None:
    assert "布罗尼克矿业公司" in named("布罗尼克矿业公司没有回应。")
