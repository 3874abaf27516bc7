"""Phrases for those who speak: bodies, outlets, offices, one of many, with the words that belong to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.chinese.naming.lexicon import Head, Lexicon
from firsthand.extract.chinese.reading import Token

# A phrase takes no more words before its head than this: longer ones ran on into the clause before.
MOST_WORDS = 9

_PROPER = ("ns", "nt", "nr", "nz", "eng", "x", "f")
# Parts of speech of single characters that the dictionary leaves open.
_UNSURE = frozenset({"zg", "g", "ng", "vg", "ag", "tg", "x", "a", "f"})
# Those of small words, which never open a name.
_SMALL = ("p", "c", "d", "u", "r")
_MODIFIERS = ("n", "vn", "j", "b", "eng", "x", "s", "an")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words [first, last] with the head they end in; `proper` says that they are a name.

    `definite` is what a word before them says: 该, 这 (True), 一名, 有 (False), nothing (None).
    """

    first: int
    last: int
    head: Head
    proper: bool
    definite: bool | None
    plural: bool


def find_phrases(tokens: Sequence[Token], lexicon: Lexicon) -> list[Phrase]:
    """Return all phrases, the longest for each head; a body inside a longer body's name is none."""
    found: list[Phrase] = []
    for i in range(len(tokens)):
        head = _head(tokens, i, lexicon)
        if head is None:
            continue
        phrase = _phrase(tokens, i, head, lexicon)
        while found and _part_of(found[-1], phrase):
            found.pop()
        found.append(phrase)
    return found


def _head(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> Head | None:
    token = tokens[i]
    word = token.word
    if not token.tag or token.tag in {"w", "num", "p", "c"}:
        return None
    if len(word) == 1:
        # The dictionary lacks the body's name and cut off its last character: 监测 | 局.
        kind = lexicon.by_last.get(word)
        before = tokens[i - 1] if i else None
        if before is None or before.end != token.start:
            return None
        if before.word in lexicon.definite:
            return lexicon.single(word)
        if kind is None or len(before.word) < 2:
            return None
        if word in lexicon.unsure_last and not _ends_name(tokens, i, lexicon):
            return None
        fits = before.tag.startswith(("n", "vn", "j", "l")) or before.word in lexicon.inside
        joined = before.word + word not in lexicon.not_bodies
        return Head("body", kind, word) if fits and joined else None
    found = lexicon.head(word)
    if found is None or (token.tag == "i" and len(found.word) == 1):
        return None  # 流离失所 is no institute
    if found.sort == "body" and token.tag.startswith(("v", "d", "m", "r", "t")) and token.tag != "vn":
        return found if i and tokens[i - 1].word in lexicon.definite else None  # 该组织
    following = lexicon.head(tokens[i + 1].word) if i + 1 < len(tokens) else None
    official = found.word == word and found.sort == "body" and word in lexicon.official
    return None if official and following is not None and following.sort == "document" else found


def _ends_name(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Tell whether what follows a word lets it end a name: a mark, or somebody's office."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or following.tag in {"", "w"}:
        return True
    head = lexicon.head(following.word)
    return head is not None and head.sort == "office"


def _part_of(inner: Phrase, outer: Phrase) -> bool:
    """Tell whether a phrase only begins a longer one of the same sort."""
    if not outer.first <= inner.first <= inner.last < outer.last:
        return False
    people = {"office", "crowd", "reporter"}
    return (inner.head.sort in people) == (outer.head.sort in people) and outer.head.sort != "document"


def _phrase(tokens: Sequence[Token], i: int, head: Head, lexicon: Lexicon) -> Phrase:
    first = i
    definite: bool | None = None
    plural = tokens[i].word.endswith(lexicon.plural_last)
    proper = tokens[i].tag in {"nt", "ns"} and head.sort in {"body", "outlet"}
    proper = proper or tokens[i].word in lexicon.outlets or _is_prefixed(tokens[i], head, lexicon)
    while first > 0 and i - first < MOST_WORDS:
        before = tokens[first - 1]
        if before.end != tokens[first].start or before.sentence != tokens[i].sentence:
            break
        word = before.word
        counted = before.tag == "q" and first > 1 and _determines(tokens, first - 2, head, lexicon)
        if counted or _determines(tokens, first - 1, head, lexicon):
            first -= 2 if counted else 1
            word = tokens[first].word
            definite = word in lexicon.definite and word not in lexicon.plural
            plural = plural or word in lexicon.plural
            break
        if not _belongs(tokens, first - 1, head, lexicon):
            far = _described_from(tokens, first - 1, i, head, lexicon)
            if far is not None:
                first, definite = far, tokens[far].word in lexicon.definite
                plural = plural or tokens[far].word in lexicon.plural
            break
        proper = proper or before.tag.startswith(_PROPER) or word in lexicon.countries
        first -= 1
    while first < i and tokens[first].word in {lexicon.particle, *lexicon.joining}:
        first += 1
    if head.sort in {"office", "crowd", "reporter", "document"}:
        proper = False
    if head.sort == "outlet" and head.word not in lexicon.outlets_generic:
        proper = proper or first < i
    return Phrase(first, i, head, proper, definite, plural)


def _determines(tokens: Sequence[Token], k: int, head: Head, lexicon: Lexicon) -> bool:
    """Tell whether a word points or counts: 该, 一名; 有 only before people (有目击者)."""
    word = tokens[k].word
    if tokens[k].tag.startswith("v"):
        return word in lexicon.indefinite and head.sort in {"crowd", "office"}
    return word in lexicon.definite or word in lexicon.indefinite or word in lexicon.plural


def _described_from(tokens: Sequence[Token], k: int, last: int, head: Head, lexicon: Lexicon) -> int | None:
    """Return where 两名不愿具名的官员 begins, seen from the words with 的: at one that counts or points."""
    described = any(token.word == lexicon.particle for token in tokens[k:last])
    if not described or head.sort not in {"crowd", "office"}:
        return None
    for i in range(k - 1, max(-1, k - MOST_WORDS), -1):
        if tokens[i].tag in {"", "w"}:
            return None
        if not tokens[i].tag.startswith("v") and _determines(tokens, i, head, lexicon):
            return i
    return None


def _is_prefixed(token: Token, head: Head, lexicon: Lexicon) -> bool:
    """Tell whether a word holds more than its head, and so is a name: 朝日新闻社, 市公安局 is none."""
    rest = token.word.removesuffix(head.word)
    if head.sort == "outlet":
        return len(rest) > 1
    return any(rest.startswith(country) for country in lexicon.countries if len(rest) >= 2)


def _belongs(tokens: Sequence[Token], k: int, head: Head, lexicon: Lexicon) -> bool:
    """Tell whether a word belongs to the phrase that begins right behind it."""
    token = tokens[k]
    if token.word == lexicon.particle:
        return head.sort in {"crowd", "office", "document"} and k > 0 and tokens[k - 1].tag.startswith("n")
    if not token.tag or token.tag in {"w", "num", "p", "c", "t"}:
        return token.word in lexicon.joining and head.sort == "office" and _is_office(tokens, k - 1, lexicon)
    if token.word in lexicon.pronouns:
        return False
    if token.word in lexicon.inside:
        return True
    if head.sort == "document" and token.word in lexicon.publishing:
        return False  # 发布公告
    told = lexicon.head(token.word)
    if told is not None and told.sort in {"office", "crowd", "reporter", "document"}:
        return head.sort == "office" or (head.sort == "document" and told.sort == "document")
    if token.tag.startswith(_MODIFIERS):
        return True
    if token.word in lexicon.countries:
        return True
    if _goes_on_sounding(tokens, k, lexicon):
        return True
    if len(token.word) == 1 and token.tag in _UNSURE:
        return token.word in lexicon.places_by_last or tokens[k + 1].word in lexicon.places_by_last
    if token.tag == "l" and (head.sort == "body" or tokens[k + 1].word in lexicon.by_last):
        return True  # 紧急情况部
    if token.tag == "m" and head.sort in {"body", "outlet"}:
        return token.word.startswith(lexicon.ordinal)  # 北岭第三中学
    joined = k > 0 and tokens[k - 1].tag.startswith(("n", "x", "an", "vn", "j"))
    if token.tag == "f" and len(token.word) > 1 and head.sort == "outlet":
        return True  # 北方电视台
    return token.tag in {"f", "a", "zg"} and joined


def _goes_on_sounding(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    """Tell whether a character goes on writing the sounds of a foreign name: 克 in 布兰尼克矿业公司."""
    word, before = tokens[k].word, tokens[k - 1].word if k else ""
    if len(word) != 1 or word not in lexicon.sounds:
        return False
    behind = tokens[k + 1]
    opens = len(behind.word) > 1 and behind.tag.startswith("nr") and not tokens[k].tag.startswith(_SMALL)
    joined = len(before) > 1 and tokens[k - 1].end == tokens[k].start
    return (joined and all(char in lexicon.sounds for char in before)) or (
        opens and all(char in lexicon.sounds for char in behind.word)
    )


def _is_office(tokens: Sequence[Token], k: int, lexicon: Lexicon) -> bool:
    told = lexicon.head(tokens[k].word) if k >= 0 else None
    return told is not None and told.sort == "office"
