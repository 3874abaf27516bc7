"""A name in a Chinese text with the words it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.chinese.reading import Token
from firsthand.model import Name, SourceKind

# Parts of speech between a name and what its bearer does.
_BETWEEN = ("d", "t", "num", "m", "q", "w", "ul", "uz")


@dataclass(frozen=True, slots=True)
class Found:
    """A name with the words it takes, and the words [role_first, first) that tell the bearer's office."""

    name: Name
    first: int
    last: int
    role_first: int


def name_of(
    text: str,
    tokens: Sequence[Token],
    place: tuple[int, int],
    kind: SourceKind,
    form: Literal["name", "description", "pronoun"],
    head: str,
    *,
    plural: bool = False,
    gender: Literal["m", "f", "n"] | None = None,
    definite: bool = True,
    role: str | None = None,
) -> Name:
    """Return the words [first, last] as a name; `subject` by what stands around it."""
    first, last = place
    start, end = tokens[first].start, tokens[last].end
    following = next_word(tokens, last)
    before = tokens[first - 1] if first else None
    return Name(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        form=form,
        head=head,
        sentence=tokens[first].sentence,
        plural=plural,
        gender=gender,
        subject=following is not None
        and tokens[following].tag.startswith("v")
        and (before is None or before.tag != "p"),
        definite=definite,
        role=role,
    )


def next_word(tokens: Sequence[Token], i: int) -> int | None:
    """Return the next word of the same sentence that is no adverb, time or number."""
    for k in range(i + 1, min(i + 8, len(tokens))):
        if tokens[k].sentence != tokens[i].sentence or tokens[k].tag == "w":
            return None
        if not tokens[k].tag.startswith(_BETWEEN):
            return k
    return None
