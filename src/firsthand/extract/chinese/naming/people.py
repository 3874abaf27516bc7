"""Persons by their names: 张伟, 欧阳先生, 阿卜杜勒·卡里姆, and a foreign name behind an office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.extract.chinese.naming.lexicon import Lexicon
from firsthand.extract.chinese.reading import Token
from firsthand.extract.packs import words

# How many words behind a name at the beginning of a clause a verb of saying may stand.
_FAR = 14

_DOTS = frozenset("·・•‧∙")

# Parts of speech that cannot be part of a given name that the dictionary does not know.
_NO_NAME = ("p", "c", "u", "y", "w", "num", "m", "q", "r", "")


@dataclass(frozen=True, slots=True)
class Person:
    """The words [first, last] are a person's name; `honorific` is what follows a family name alone."""

    first: int
    last: int
    honorific: str | None = None
    foreign: bool = False


def person_at(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, introduced: bool) -> Person | None:
    """Return the person's name that begins with a word, if one does.

    `introduced` says that an office or another word for a person stands right before it, so that
    also a name the dictionary does not know is taken for one.
    """
    if i and tokens[i - 1].word in words("names", "posted", language="zh"):
        return None  # 红十字会驻卡罗尼亚代表
    found = _dotted(tokens, i, lexicon) or _addressed(tokens, i, lexicon)
    if found is not None:
        return found
    native = _native(tokens, i, lexicon, introduced=introduced)
    foreign = _foreign(tokens, i, lexicon)
    if foreign is not None and not introduced and not _speaks(tokens, foreign, lexicon):
        foreign = None
    if native is not None and foreign is not None:
        return max(native, foreign, key=lambda person: person.last)
    return native or foreign


def _dotted(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Person | None:
    """A name in parts: 罗莎·玛丽亚·费尔南德斯."""
    last = _sounding(tokens, i, lexicon)
    dots = 0
    while last is not None and last + 2 < len(tokens) and tokens[last + 1].word in _DOTS:
        following = _sounding(tokens, last + 2, lexicon)
        if following is None:
            break
        last, dots = following, dots + 1
    return Person(i, last, foreign=True) if last is not None and dots else None


def _sounding(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    """Return the last of the words from here on that write the sounds of a foreign name."""
    last = None
    length = 0
    while i < len(tokens) and length < 8:
        token = tokens[i]
        word = token.word
        known = token.tag.startswith("nr") or token.tag in {"ns", "nz"}
        if token.tag == "eng" and last is None:
            return i
        if not (known or (len(word) <= 4 and all(char in lexicon.sounds for char in word))):
            break
        if len(word) > 1 and not known and token.tag not in {"x", "n", "nz", "zg", "v", "a"}:
            break
        last, length, i = i, length + len(word), i + 1
    return last


def _foreign(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Person | None:
    """A foreign name without a dot behind an office: 总统奥尔森."""
    last = _sounding(tokens, i, lexicon)
    if last is None or (last == i and len(tokens[i].word) < 2):
        return None
    if last == i and tokens[i].tag == "ns":
        return None
    return Person(i, last, foreign=True)


def _addressed(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Person | None:
    """A family name with how its bearer is addressed: 王先生, 李某, 老张."""
    token = tokens[i]
    for surname, honorific in _splits(tokens, i, lexicon):
        if token.tag != "w" and (surname in lexicon.surnames or surname in lexicon.surnames_long):
            return Person(i, honorific[0], honorific=honorific[1])
    return None


def _splits(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Iterator[tuple[str, tuple[int, str]]]:
    """Yield each way to see a family name and an address in the words from here on."""
    word = tokens[i].word
    for honorific in lexicon.honorifics:
        if word.endswith(honorific) and len(word) > len(honorific):
            yield word.removesuffix(honorific), (i, honorific)
    if i + 1 < len(tokens) and tokens[i + 1].word in lexicon.honorifics:
        last = i + 1
        if tokens[last].word == lexicon.masked and last + 1 < len(tokens):
            following = tokens[last + 1]
            if (
                len(following.word) == 1
                and following.word not in lexicon.not_given
                and following.tag not in _NO_NAME
            ):
                last += 1  # 陈某远
        yield word, (last, tokens[i + 1].word)


def _native(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, introduced: bool) -> Person | None:
    token = tokens[i]
    if token.tag in {"nr", "nrfg"} and 2 <= len(token.word) <= 4 and _begins_as_name(token.word, lexicon):
        known = introduced or _is_followed(tokens, i, i, lexicon)
        return _lengthened(tokens, i, lexicon, introduced=introduced) if known else None
    if token.word in lexicon.surnames or token.word in lexicon.surnames_long:
        given = _given(tokens, i, lexicon)
        if introduced or (given is not None and _is_followed(tokens, i, given.last, lexicon)):
            return given
    if not introduced:
        return None
    # The dictionary joined the family name to what follows: 马晓 | 明.
    if (
        len(token.word) in {2, 3}
        and token.word[0] in lexicon.surnames
        and (token.tag in {"x", "nz", "nr"} or (token.tag == "n" and _is_followed(tokens, i, i, lexicon)))
    ):
        return _lengthened(tokens, i, lexicon, introduced=True)
    return None


def _speaks(tokens: Sequence[Token], person: Person, lexicon: Lexicon) -> bool:
    """Tell whether a foreign name that nothing introduces begins a clause and a verb of saying follows."""
    begins = not person.first or tokens[person.first - 1].tag in {"", "w"}
    length = sum(len(token.word) for token in tokens[person.first : person.last + 1])
    return begins and length > 2 and _is_followed(tokens, person.first, person.last, lexicon)


def _is_followed(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether an office or a verb of saying follows, so that a name the dictionary lacks is one.

    The verb stands right behind, or anywhere in a clause that begins with the name.
    """
    say = words("cues", "say", language="zh") | words("cues", "say_before_mark", language="zh")
    begins = not first or tokens[first - 1].tag in {"", "w"}
    for token in tokens[last + 1 : last + (_FAR if begins else 2)]:
        if token.sentence != tokens[last].sentence:
            return False
        if token.tag == "w" and token.word not in "《》（）()":
            return False
        if token.word in say:
            return True
        head = lexicon.head(token.word) if token is tokens[last + 1] else None
        if head is not None and head.sort == "office":
            return True
    return False


def _lengthened(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, introduced: bool) -> Person:
    """Take the last character of a name that the dictionary cut off: 王小 | 明."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if (
        introduced
        and len(tokens[i].word) == 2
        and following is not None
        and len(following.word) == 1
        and following.word not in lexicon.not_given
        and not following.tag.startswith(_NO_NAME[:-1])
        and following.tag
    ):
        return Person(i, i + 1)
    return Person(i, i)


def _begins_as_name(word: str, lexicon: Lexicon) -> bool:
    return word[0] in lexicon.surnames or word[:2] in lexicon.surnames_long


def _before_verb(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Tell whether a character ends a given name because a verb of saying follows: 何大年说."""
    says = k + 1 < len(tokens) and tokens[k + 1].word in words("cues", "say", language="zh")
    return says and tokens[k].word in lexicon.given_before_verb


def _given(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Person | None:
    """A family name and the one or two characters of a given name behind it."""
    length = 0
    last = i
    for k in (i + 1, i + 2):
        if k >= len(tokens):
            break
        token = tokens[k]
        if (
            not token.tag
            or token.tag == "w"
            or (token.word in lexicon.not_given and not _before_verb(tokens, k, lexicon))
            or length + len(token.word) > 2
            or (len(token.word) > 1 and lexicon.head(token.word) is not None)
        ):
            break
        if length and token.tag.startswith(("p", "c", "u", "d", "v", "t")) and len(token.word) > 1:
            break
        last, length = k, length + len(token.word)
    return Person(i, last) if length else None
