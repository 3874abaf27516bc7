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
