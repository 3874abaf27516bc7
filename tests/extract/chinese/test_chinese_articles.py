"""Whole Chinese news texts of many registers: every statement that somebody is said to have said, and who."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from firsthand.extract import extract
from firsthand.extract.analysis import analyse
from firsthand.read import read_bytes
from firsthand.resolve.resolution import resolve

Told = tuple[str, tuple[str, ...]]

ARTICLES = tomllib.loads((Path(__file__).parent / "articles.toml").read_text(encoding="utf-8"))["articles"]


def told(text: str, *, publisher: str | None = None) -> list[Told]:
    """Return what a text states and from whom, as who is who has been found out."""
    document = replace(read_bytes(text.encode(), name="text.txt"), language="zh", publisher=publisher)
    (analysis,) = analyse([document])
    found = resolve([document], [extract(analysis)])
    names = {source.id: source.name for source in found.sources}
    return [
        (statement.text.rstrip("。"), tuple(names[source] for source in statement.attribution))
        for statement in found.statements
    ]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["name"])
def test_who_said_what(article: dict[str, Any]) -> None:
    found = told(article["text"])
    expected = [(words, tuple(chain)) for words, *chain in article["told"]]
    assert [one for one in expected if one not in found] == []
    assert [one for one in found if one[1] and one not in expected] == []


@pytest.mark.parametrize("publisher", [None, "青湖晚报"])
def test_what_a_paper_learned_by_itself_is_its_own_word(publisher: str | None) -> None:
    text = (
        "本报讯（记者何其）昨晚，城南区一家商店起火。记者在现场看到，屋顶已经坍塌。店主罗先生说，没有人受伤。"
    )
    found = told(text, publisher=publisher)
    assert [chain for _, chain in found] == [(), (), ("罗先生",)]
