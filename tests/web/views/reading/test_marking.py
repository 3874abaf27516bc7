"""Text with statements marked: every letter is there once, and under the statements that it belongs to."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from firsthand.web.views.reading.marking import Underlined, marked


class Reader(HTMLParser):
    """Reads a marked stretch as the desk's script does: letters with the statements they stand under."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[tuple[str, frozenset[str]]] = []
        self.ids: list[str] = []
        self.aside: list[str] = []
        self._open: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._open.append(found)
        if found.get("id"):
            self.ids.append(str(found["id"]))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if any("data-skip" in one for one in self._open):
            self.aside.append(data)
            return
        under = frozenset(str(one["data-s"]) for one in self._open if one.get("data-s"))
        self.letters += [(letter, under) for letter in data]


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert reader._open == []
    return reader


def said(one: str, start: int, end: int) -> Underlined:
    return Underlined(one, start, end, "o1", "c-1", "A", "note")


def ordered(found: list[Underlined]) -> list[Underlined]:
    return sorted(found, key=lambda one: (one.start, -one.end, one.id))


texts = st.text(st.sampled_from("ab <>&\"'\r\n🦀é港ا"), min_size=1, max_size=40)


@given(texts, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=6), st.data())
def test_every_letter_stands_under_exactly_its_statements(
    text: str, spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    found = ordered(
        [
            said(f"s-{i}", start, min(len(text), start + length))
            for i, (start, length) in enumerate(spans)
            if start < len(text)
        ]
    )
    cut = data.draw(st.integers(0, len(text)))
    placed: set[str] = set()
    first, second = (
        read(str(marked(text, *part, found, placed=placed))) for part in ((0, cut), (cut, len(text)))
    )
    letters = first.letters + second.letters
    assert "".join(letter for letter, _ in letters) == text
    for at, (_, under) in enumerate(letters):
        assert under == {one.id for one in found if one.start <= at < one.end}
    ids = first.ids + second.ids
    assert sorted(ids) == sorted({one.id for one in found})
    assert len(first.aside + second.aside) == len(found)  # each has its letter once, where it ends


def test_what_overlaps_is_taken_up_again_behind() -> None:
    markup = str(marked("abcdef", 0, 6, [said("s-1", 0, 4), said("s-2", 2, 6)]))
    assert markup.count('id="s-2"') == 1
    assert markup.count('data-s="s-2"') == 2


def test_a_word_that_may_be_misread_is_marked_inside_a_statement() -> None:
    markup = marked("the shoal lay there", 0, 19, [said("s-1", 4, 13)], doubts=[(4, 9)])
    assert '<span class="doubt" title="may be misread">shoal</span>' in markup
    assert "".join(letter for letter, _ in read(str(markup)).letters) == "the shoal lay there"


def test_what_a_browser_would_drop_keeps_its_place() -> None:
    letters = [letter for letter, _ in read(str(marked("a\0b\r\n\ud800c", 0, 7, []))).letters]
    assert letters == ["a", "�", "b", "\r", "\n", "�", "c"]
