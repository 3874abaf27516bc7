"""What a model tells is looked for in the document: found word for word, or dropped."""

import re

from hypothesis import given
from hypothesis import strategies as st

from firsthand.ask.finding import Found, find_told
from firsthand.ask.replies import Relay, Told

TEXT = (
    "Ina Roe said the ferry sank. The mayor denied it.\n\n"
    "“Nobody told us,” Karl Lund said. “We had to find out,” he added.\n\n"
    "The ferry sank, the Daily reported, citing Lund. Karl Lund said the ferry sank."
)


def find(*told: Told, text: str = TEXT) -> tuple[tuple[Found, ...], int]:
    return find_told(text, 0, len(text), told)


def words(found: Found, text: str = TEXT) -> tuple[list[str], list[str], list[str | None]]:
    return (
        [text[a:b] for a, b in found.content],
        [text[slice(*speaker.source)] for speaker in found.chain],
        [text[slice(*speaker.cue)] if speaker.cue else None for speaker in found.chain],
    )


def test_words_that_are_there_are_found() -> None:
    (found,), dropped = find(Told(content=("the ferry sank",), source="Ina Roe", cue="said"))
    assert dropped == 0
    assert words(found) == (["the ferry sank"], ["Ina Roe"], ["said"])
    assert found.content == ((13, 27),)
    assert found.evidence == ((0, 7), (8, 12))


def test_invented_words_are_dropped_and_counted() -> None:
    told = [
        Told(content=("the ferry has sunk",), source="Ina Roe", cue="said"),
        Told(content=("the ferry sank",), source="Ina Rowe", cue="said"),
        Told(content=("the ferry sank",), source="Ina Roe", cue="claimed"),
        Told(content=("The Ferry sank",), source="Ina Roe"),
        Told(content=("the ferry sank", "and burned"), source="Ina Roe"),
        Told(content=("the ferry sank",), source="Ina Roe", relays=(Relay(source="Radio Tarn"),)),
        Told(content=("the ferry sank",), source="Ina Roe", relays=(Relay(source="Lund", cue="wrote"),)),
        Told(content=("“ ”",), source="Ina Roe"),
        Told(content=("he",), source="Ro"),
        Told(content=("We had to find out", "Nobody told us"), source="Karl Lund"),
    ]
    assert find(*told) == ((), len(told))


def test_words_that_stand_in_several_places_are_taken_beside_their_speaker() -> None:
    (first, last), _ = find(
        Told(content=("the ferry sank",), source="Ina Roe", cue="said"),
        Told(content=("the ferry sank",), source="Karl Lund", cue="said"),
    )
    assert first.content[0][0] == TEXT.index("the ferry sank")
    assert last.content[0][0] == TEXT.rindex("the ferry sank")
    assert last.chain[0].source[0] == TEXT.rindex("Karl Lund")


def test_of_equal_places_the_order_of_the_text_decides() -> None:
    text = "They agree, Roe said. It rains, Lund said. They agree, Roe said."
    found, _ = find(
        Told(content=("It rains",), source="Lund", cue="said"),
        Told(content=("They agree",), source="Roe", cue="said"),
        text=text,
    )
    assert [f.content[0][0] for f in found] == [text.index("It"), text.rindex("They")]


def test_words_inside_longer_words_are_not_found() -> None:
    (found,), _ = find(Told(content=("We had to find out",), source="he", cue="added"))
    assert words(found)[1] == ["he"]
    assert TEXT[found.chain[0].source[0] - 1] == " "


def test_the_chain_goes_outward() -> None:
    (found,), _ = find(
        Told(content=("The ferry sank",), source="Lund", relays=(Relay(source="the Daily", cue="reported"),))
    )
    assert words(found) == (["The ferry sank"], ["Lund", "the Daily"], [None, "reported"])


def test_words_of_the_speaker_are_cut_out_of_what_was_said() -> None:
    (found,), _ = find(
        Told(
            content=("“Nobody told us,” Karl Lund said. “We had to find out,”",),
            source="Karl Lund",
            cue="said",
        )
    )
    assert words(found)[0] == ["“Nobody told us,”", "“We had to find out,”"]


def test_layout_does_not_matter_and_the_passage_is_the_documents_own() -> None:
    text = "Roe said the\n  ferry\tsank."
    (found,), _ = find(Told(content=("the ferry sank",), source="Roe", cue="said"), text=text)
    assert words(found, text)[0] == ["the\n  ferry\tsank"]


def test_chinese_has_no_spaces_between_words() -> None:
    text = "青山县政府表示，大桥已经关闭。记者李明说，大桥已经关闭。"
    found, dropped = find(
        Told(content=("大桥已经关闭",), source="青山县政府", cue="表示"),
        Told(content=("大桥已经关闭",), source="李明", cue="说"),
        text=text,
    )
    assert dropped == 0
    assert [f.content[0][0] for f in found] == [text.index("大桥"), text.rindex("大桥")]


def test_the_same_told_twice_is_one() -> None:
    one = Told(content=("the ferry sank",), source="Ina Roe", cue="said")
    found, dropped = find(one, one)
    assert (len(found), dropped) == (1, 0)


@given(
    st.text(alphabet="ab 。\n“", max_size=60),
    st.text(alphabet="ab 。\n“", min_size=1, max_size=6),
    st.text(alphabet="ab", min_size=1, max_size=2),
)
def test_whatever_is_found_stands_there(text: str, content: str, source: str) -> None:
    found, dropped = find_told(text, 0, len(text), [Told(content=(content,), source=source)])
    assert len(found) + dropped == 1
    for one in found:
        assert re.sub(r"\s+", " ", text[slice(*one.chain[0].source)]) == source
        for start, end in one.content:
            assert 0 <= start < end <= len(text)
            assert " ".join(text[start:end].split()) in " ".join(content.split())
