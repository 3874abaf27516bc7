"""Names that marks or grammar give away: 《东岸新报》, 人权组织“北方观察”, 法国表示, 他们."""

from collections.abc import Sequence, Set

from firsthand.extract.chinese.naming.found import Found, name_of, next_word
from firsthand.extract.chinese.naming.lexicon import Lexicon
from firsthand.extract.chinese.naming.phrases import Phrase
from firsthand.extract.chinese.reading import QUOTES, Token
from firsthand.extract.packs import words
from firsthand.model import SourceKind

# The most words of a body's name in quotation marks, and of a name in Latin letters in brackets, marks and
# spaces counted.
MOST_NAME_WORDS = 10
MOST_GLOSS_WORDS = 14

# Parts of speech that stand in what somebody says rather than in a name.
_NO_TITLE = frozenset({"w", "d", "r", "p", "ug", "ul", "uz", "y"})
_HANDLE = "@"

# The most words before the last of a firm's name, and their parts of speech.
MOST_FIRM_WORDS = 3
_NOMINAL = ("n", "j", "x", "a", "b", "z", "vn")

_BRACKETS = {"（": "）", "(": ")"}


def find_papers(text: str, tokens: Sequence[Token], known: Lexicon) -> list[Found]:
    """Return newspapers by their marks: 《东岸新报》."""
    found = []
    for i, token in enumerate(tokens):
        if token.word != "》":
            continue
        first = next((k for k in range(i - 1, max(-1, i - 9), -1) if tokens[k].word == "《"), None)
        last = tokens[i - 1].word[-1:]
        if first is not None and first < i - 1 and last in known.outlets_by_last:
            name = name_of(text, tokens, (first, i), "outlet", "name", tokens[i - 1].word, gender="n")
            found.append(Found(name, first, i, first))
    return found


def find_titled(text: str, tokens: Sequence[Token], phrases: Sequence[Phrase], known: Lexicon) -> list[Found]:
    """Return bodies whose name stands in quotation marks: 人权组织“北方观察”, “北方观察”表示.

    In marks stands the name of a body where words that say what it is come before it, where its name in
    Latin letters stands behind it in brackets, and where it speaks or has somebody who does.
    """
    said = {phrase.last: phrase for phrase in phrases if phrase.head.sort in {"body", "outlet"}}
    found: dict[str, list[tuple[int, int, SourceKind | None, Phrase | None]]] = {}
    for i, token in enumerate(tokens):
        last = _closing(tokens, i) if token.word in QUOTES else None
        if last is None:
            continue
        name = "".join(token.word for token in tokens[i + 1 : last])
        phrase = said.get(i - 1)
        kind: SourceKind | None = "organisation" if _acts(tokens, last + 1, known) else None
        kind = phrase.head.kind if phrase is not None else kind
        found.setdefault(name, []).append((i + 1, last - 1, kind, phrase))
    named = []
    for places in found.values():
        kind = next((kind for _, _, kind, _ in places if kind is not None), None)
        if kind is None:
            continue
        for first, last, _, phrase in places:
            role = None if phrase is None else text[tokens[phrase.first].start : tokens[phrase.last].end]
            head = tokens[last].word
            titled = name_of(text, tokens, (first, last), kind, "name", head, gender="n", role=role)
            named.append(Found(titled, first, last, first))
    return named


def find_firms(text: str, tokens: Sequence[Token], known: Lexicon) -> list[Found]:
    """Return firms whose names do not say that they are: 青云科技表示, 青云科技（Qingyun）, and again."""
    found: dict[str, list[tuple[int, int]]] = {}
    sure: set[str] = set()
    for i, token in enumerate(tokens):
        if not token.word.endswith(known.firms) or token.tag in {"", "w"}:
            continue
        first = i
        while first and i - first < MOST_FIRM_WORDS and _names(tokens[first - 1], known):
            first -= 1
        name = "".join(token.word for token in tokens[first : i + 1])
        if name in known.firms:
            continue
        found.setdefault(name, []).append((first, i))
        if _acts(tokens, i + 1, known):
            sure.add(name)
    return [
        Found(
            name_of(text, tokens, place, "organisation", "name", tokens[place[1]].word, gender="n"),
            *place,
            place[0],
        )
        for name, places in found.items()
        for place in places
        if name in sure
    ]


def _names(token: Token, known: Lexicon) -> bool:
    """Tell whether a word may stand in a firm's name: a noun that tells of no body or person."""
    return token.tag.startswith(_NOMINAL) and known.head(token.word) is None


def _closing(tokens: Sequence[Token], i: int) -> int | None:
    """Return the mark that closes a name of a few words, opened at a word; None where it holds a mark."""
    for k in range(i + 1, min(i + MOST_NAME_WORDS, len(tokens))):
        if tokens[k].word == QUOTES[tokens[i].word]:
            return k if k > i + 1 else None
        if tokens[k].tag in _NO_TITLE:
            return None
    return None


def _acts(tokens: Sequence[Token], i: int, known: Lexicon) -> bool:
    """Tell whether behind a name stands its other spelling in brackets, a verb of saying or an office."""
    if gloss_end(tokens, i) is not None:
        return True
    if i >= len(tokens) or not tokens[i].tag:
        return False
    head = known.head(tokens[i].word)
    return tokens[i].word in words("cues", "say", language="zh") or (
        head is not None and head.sort == "office"
    )


def gloss_end(tokens: Sequence[Token], i: int) -> int | None:
    """Return the closing bracket of Latin letters in brackets that open at a word: （Ada Lind）."""
    if i >= len(tokens) or tokens[i].word not in _BRACKETS:
        return None
    for k in range(i + 1, min(i + MOST_GLOSS_WORDS, len(tokens))):
        if tokens[k].word == _BRACKETS[tokens[i].word]:
            return k if k > i + 1 else None
        if tokens[k].tag not in {"eng", "", "num"} and tokens[k].word not in ".·-&'’,，":
            return None
    return None


def glosses(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the words that stand in brackets behind a name and spell it in Latin letters."""
    found: set[int] = set()
    for i in range(1, len(tokens)):
        end = gloss_end(tokens, i)
        if end is not None:
            found |= set(range(i, end + 1))
    return frozenset(found)


def handles(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the words of the names of accounts: @平安青湖, who stands before it."""
    found: set[int] = set()
    for i, token in enumerate(tokens):
        k = i + 1
        while token.word == _HANDLE and k < len(tokens) and tokens[k].tag not in {"", "w"}:
            found.add(k)
            k += 1
    return frozenset(found)


def find_countries(text: str, tokens: Sequence[Token], known: Lexicon, taken: Set[int]) -> list[Found]:
    """Return countries that speak: 法国表示."""
    say = words("cues", "say", language="zh")
    found = []
    for i, token in enumerate(tokens):
        if i in taken or not (token.word in known.countries or token.tag == "ns"):
            continue
        following = next_word(tokens, i)
        if following is not None and tokens[following].word in say:
            name = name_of(text, tokens, (i, i), "government", "name", token.word, gender="n")
            found.append(Found(name, i, i, i))
    return found


def find_pronouns(text: str, tokens: Sequence[Token], known: Lexicon) -> list[Found]:
    """Return pronouns."""
    found = []
    for i, token in enumerate(tokens):
        facts = known.pronouns.get(token.word)
        if facts is None:
            continue
        said = facts.get("gender")
        kind: SourceKind = "unnamed" if said is None else "organisation" if said == "n" else "person"
        name = name_of(
            text,
            tokens,
            (i, i),
            kind,
            "pronoun",
            token.word,
            plural=bool(facts.get("plural")),
            gender="m" if said == "m" else "f" if said == "f" else "n" if said == "n" else None,
        )
        found.append(Found(name, i, i, i))
    return found
