"""The words of a text as plain objects: what they are, how they hang together, where they stand.

They are called and behave as spaCy's `Doc`, `Span` and `Token` do, as far as statements are taken from
them. spaCy makes a new object each time a word is looked at and looks each of its strings up anew; the rules
look at a word some seventy times, which took them most of their time. Here a text's words are made once.
"""

import functools
import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """What a written word is by its letters alone, wherever it stands."""

    text: str
    lower: str
    is_space: bool
    is_punct: bool
    is_quote: bool
    is_alpha: bool
    is_upper: bool
    is_title: bool
    like_num: bool
    like_url: bool


class Morph(str):
    """The features of a word as one string: "Mood=Sub|VerbForm=Fin"."""

    __slots__ = ()

    def get(self, feature: str, default: Sequence[str] = ()) -> list[str]:
        """Return the values of a feature."""
        return list(_features(str(self)).get(feature, default))

    def to_dict(self) -> dict[str, str]:
        """Return the features with their values."""
        return {feature: ",".join(values) for feature, values in _features(str(self)).items()}


@functools.lru_cache(maxsize=10_000)
def _features(told: str) -> Mapping[str, tuple[str, ...]]:
    pairs = (each.partition("=") for each in told.split("|") if "=" in each)
    return {feature: tuple(values.split(",")) for feature, _, values in pairs}


class Token:
    """One word of a text; `i` is its number, `idx` the offset at which it stands.

    `head` is the word it hangs on, itself where it hangs on none; `lefts` and `rights` are the words that
    hang on it, in their order, `children` both.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "form",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lefts",
        "lemma_",
        "lower_",
        "morph",
        "pos_",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )  # fmt: skip

    doc: "Doc"
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    tag_: str
    pos_: str
    dep_: str
    lemma_: str
    morph: Morph
    form: Form
    is_sent_start: bool
    is_space: bool
    is_punct: bool
    head: "Token"
    lefts: Sequence["Token"]
    rights: Sequence["Token"]
    children: Sequence["Token"]

    def __init__(self, i: int, idx: int, form: Form, *, space: bool, begins: bool):
        self.i = i
        self.idx = idx
        self.form = form
        self.text = form.text
        self.lower_ = form.lower
        self.is_space = form.is_space
        self.is_punct = form.is_punct
        self.whitespace_ = " " if space else ""
        self.is_sent_start = begins
        self.head = self
        self.lefts = self.rights = self.children = ()  # as most words have none: a list each takes time

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def is_quote(self) -> bool:
        """Tell whether it is a quotation mark."""
        return self.form.is_quote

    @property
    def is_alpha(self) -> bool:
        """Tell whether it is of letters only."""
        return self.form.is_alpha

    @property
    def is_upper(self) -> bool:
        """Tell whether its letters are capitals."""
        return self.form.is_upper

    @property
    def is_title(self) -> bool:
        """Tell whether it begins with a capital and goes on in small letters."""
        return self.form.is_title

    @property
    def like_num(self) -> bool:
        """Tell whether it is a number, in digits or in letters."""
        return self.form.like_num

    @property
    def like_url(self) -> bool:
        """Tell whether it is a web address."""
        return self.form.like_url

    @property
    def n_rights(self) -> int:
        """Return how many words behind it hang on it."""
        return len(self.rights)

    @property
    def sent(self) -> "Span":
        """Return its sentence."""
        return self.doc.sentence_at(self.i)

    @property
    def left_edge(self) -> "Token":
        """Return the first of the words that hang on it, directly or not."""
        return self.doc[self.doc.edges()[0][self.i]]

    @property
    def right_edge(self) -> "Token":
        """Return the last of the words that hang on it, directly or not."""
        return self.doc[self.doc.edges()[1][self.i]]

    @property
    def subtree(self) -> list["Token"]:
        """Return it with all words that hang on it, directly or not."""
        found: list[Token] = []
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:  # no recursion: a list of a thousand items hangs together in one chain
            token, opened = waiting.pop()
            if opened or not token.children:
                found.append(token)
                continue
            waiting += [(right, False) for right in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(left, False) for left in reversed(token.lefts)]
        return found

    @property
    def ancestors(self) -> Iterator["Token"]:
        """Yield the word it hangs on, the word that one hangs on, and so on."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: "Token") -> bool:
        """Tell whether another word hangs on it, directly or not."""
        return any(ancestor is self for ancestor in other.ancestors)

    def nbor(self, by: int = 1) -> "Token":
        """Return the word so many words further on; raises IndexError behind the edges of the text."""
        at = self.i + by
        if at < 0:
            raise IndexError(at)
        return self.doc[at]


class Span(tuple[Token, ...]):
    """Words of a text in a row: [start, end)."""

    doc: "Doc"
    start: int
    end: int

    @classmethod
    def of(cls, doc: "Doc", start: int, end: int) -> "Span":
        """Return the words [start, end) of a text."""
        span = cls(doc[start:end])
        span.doc, span.start, span.end = doc, start, end
        return span

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Span)
            and self.doc is other.doc
            and (self.start, self.end) == (other.start, other.end)
        )

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))

    @property
    def start_char(self) -> int:
        """Return the offset at which its first word stands."""
        return self[0].idx

    @property
    def end_char(self) -> int:
        """Return the offset behind its last word."""
        return self[-1].idx + len(self[-1].text)

    @property
    def text(self) -> str:
        """Return its words as they are written."""
        return self.doc.text[self.start_char : self.end_char] if self else ""

    @property
    def root(self) -> Token:
        """Return the word that its other words hang on; of several the one nearest to the sentence's own.

        Spaces and marks are taken last.
        """
        for token in self:
            if token.head is token:
                return token
        outside = [token for token in self if not self.start <= token.head.i < self.end]
        return min(outside, key=_depth, default=self[0])


def _depth(token: Token) -> int:
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


class Doc(tuple[Token, ...]):
    """The words of a text in their order.

    `text` is all of it, `starts` the offset of each word. `user_data` holds what was found out about it on
    the way and is wanted again.
    """

    text: str
    starts: list[int]
    user_data: dict[str, Any]
    _sents: list[Span] | None
    _edges: tuple[list[int], list[int]] | None
    _ordinals: list[int]

    @classmethod
    def of(cls, tokens: Sequence[Token], text: str) -> "Doc":
        """Put words together whose heads are set."""
        doc = cls(tokens)
        doc.text = text
        doc.starts = [token.idx for token in tokens]
        doc.user_data = {}
        doc._sents = doc._edges = None
        for token in tokens:
            token.doc = doc
            head = token.head
            if head is token:
                continue
            if token.i < head.i:
                head.lefts = [*head.lefts, token]
            else:
                head.rights = [*head.rights, token]
        for token in tokens:
            if token.lefts or token.rights:
                token.children = [*token.lefts, *token.rights]
        return doc

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def span(self, start: int, end: int) -> Span:
        """Return the words [start, end); a slice gives them too, but as a bare tuple."""
        return Span.of(self, start, end)

    @property
    def sents(self) -> list[Span]:
        """Return its sentences in their order."""
        if self._sents is None:
            begins = [token.i for token in self if token.is_sent_start and token.i]
            edges = [0, *begins, len(self)]
            self._sents = [
                Span.of(self, start, end) for start, end in itertools.pairwise(edges) if end > start
            ]
            self._ordinals = [number for number, span in enumerate(self._sents) for _ in span]
        return self._sents

    def sentence_at(self, i: int) -> Span:
        """Return the sentence of a word."""
        sents = self.sents
        return sents[self._ordinals[i]]

    def edges(self) -> tuple[list[int], list[int]]:
        """Return for each word the first and the last of the words that hang on it, itself included."""
        if self._edges is None:
            first, last = list(range(len(self))), list(range(len(self)))
            heads = [token.head.i for token in self]
            changed = True
            while changed:  # once, but where branches cross
                changed = False
                for order in (range(len(self)), range(len(self) - 1, -1, -1)):
                    for i in order:
                        head = heads[i]
                        if first[i] < first[head]:
                            first[head] = first[i]
                            changed = True
                        if last[i] > last[head]:
                            last[head] = last[i]
                            changed = True
            self._edges = first, last
        return self._edges

    def token_at(self, offset: int) -> int:
        """Return which word stands at an offset, or right before the space there; -1 outside of the text."""
        return bisect_right(self.starts, offset) - 1 if 0 <= offset < len(self.text) else -1

    def char_span(self, start: int, end: int, *, alignment_mode: str = "strict") -> Span | None:
        """Return the words that lie in [start, end) of the text; None where there are none.

        "strict": None unless words begin and end there. "contract": those that lie wholly inside.
        "expand": those cut at the edges too.
        """
        first, last = self.token_at(start), self.token_at(end - 1)
        if first < 0 or last < 0:
            return None
        begins = self.starts[first]
        stops = self.starts[last] + len(self[last].text)
        if alignment_mode == "strict":
            if begins != start or stops != end:
                return None
        elif alignment_mode == "contract":
            first += begins < start
            last -= end < stops
            if last < first:
                return None
        elif start == begins + len(self[first].text):
            first += 1  # the space behind a word is not the word
        return Span.of(self, first, last + 1)
