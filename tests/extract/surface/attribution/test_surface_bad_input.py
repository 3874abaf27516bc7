"""Whatever a text is, attributions lie inside it and nothing breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract.analysis import analyse
from firsthand.extract.languages import grammar_of
from firsthand.model import Document

LANGUAGES = ("de", "fr", "es", "it")
_PIECES = [
    "Die Ministerin sagte",
    "la ministre a déclaré",
    "dijo la alcaldesa",
    "ha detto il sindaco",
    ", dass",
    " que ",
    " che ",
    "laut",
    "selon",
    "según",
    "secondo",
    "nach Angaben der Polizei",
    "zufolge",
    "so",
    "wie",
    "teilte",
    "mit",
    "„",
    "“",
    "»",
    "«",
    '"',
    "‚",
    "‘",
    "’",
    ":",
    ",",
    ";",
    ".",
    "!",
    "?",
    "–",
    "(",
    ")",
    "\n",
    "\n\n",
    " ",
    "sei",
    "habe",
    "aurait",
    "habría",
    "avrebbe",
    "zu bauen",
    "de partir",
    "Arvendorf",
    "Reuters",
    "12,5",
    "5.",
    "😀",
    "e\u0301",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631",
    "\u200f",
    "\u5c71\u7530",
    "DIE POLIZEI SAGTE",
    "m1t",
    "T0te",
    "\x00",
    "\ufeff",
]


def check(text: str, language: str) -> int:
    document = Document(id="0" * 64, name="a.txt", text=text, language=language)
    (analysis,) = analyse([document])
    grammar = grammar_of(language)
    found = grammar.find_attributions(analysis, grammar.find_names(analysis))
    for name in found.names:
        assert 0 <= name.start < name.end <= len(text)
    for attribution in found.attributions:
        assert 0 <= attribution.start < attribution.end <= len(text)
        assert attribution.chain
        assert len(set(attribution.chain)) == len(attribution.chain)
        assert all(0 <= index < len(found.names) for index in attribution.chain)
        assert all(0 <= start < end <= len(text) for start, end in attribution.evidence)
    return len(found.attributions)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(LANGUAGES), st.sampled_from(["", " "])
)
def test_attributions_lie_inside_the_text(pieces: list[str], language: str, between: str) -> None:
    check(between.join(pieces), language)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_characters_can_be_read(text: str, language: str) -> None:
    check(text, language)


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_sentence_of_twenty_thousand_words_is_read(language: str) -> None:
    line = (
        "die Polizei sagte dass „alles gut sei und la ministre a dit que dijo que ha detto che laut Roevik, "
    )
    check(line * 1100, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_marks_without_a_partner_are_read(language: str) -> None:
    check('„«“»"‚ ' * 2000 + "sagte Roevik", language)


def test_a_quotation_with_emoji_and_combining_marks_is_found() -> None:
    assert check("„Wir bleiben 😀 cafe\u0301 hier“, sagte die Ministerin Ina Roevik.", "de") == 1


def test_capitals_without_marks_are_still_read() -> None:
    assert check("DIE POLIZEI SAGTE DASS ZWEI MENSCHEN VERLETZT SEIEN", "de") <= 1
