"""Names that marks or grammar give away: 《东岸新报》, 人权组织“北方观察”, 法国表示, 他们."""

from collections.abc import Sequence, Set

from firsthand.extract.chinese.naming.found import Found, name_of, next_word
from firsthand.extract.chinese.naming.lexicon import Lexicon
from firsthand.extract.chinese.naming.phrases import Phrase
from firsthand.extract.chinese.reading import QUOTES, Token
from firsthand.extract.packs import words
from firsthand.model import SourceKind


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


def find_titled(text: str, tokens: Sequence[Token], phrases: Sequence[Phrase]) -> list[Found]:
    """Return bodies whose name stands in quotation marks behind what they are: 人权组织“北方观察”."""
    found = []
    for phrase in phrases:
        first = phrase.last + 2
        if phrase.head.sort not in {"body", "outlet"} or first >= len(tokens):
            continue
        close = QUOTES.get(tokens[first - 1].word)
        ends = range(first, min(first + 8, len(tokens)))
        last = next((i for i in ends if tokens[i].word == close), None)
        if close is None or last is None or last == first:
            continue
        if any(token.tag == "w" for token in tokens[first:last]):
            continue
        place = (first, last - 1)
        name = name_of(text, tokens, place, phrase.head.kind, "name", tokens[last - 1].word, gender="n")
        found.append(Found(name, *place, first))
    return found


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
