"""Every place where a known person is named: in full, by one name, inflected, misspelt, in an address."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.extract.countries import country_of
from firsthand.resolve.people.joining import FullName, core_of
from firsthand.resolve.people.lexicon import family_names, folded, given_names, is_place, particles, suffixes
from firsthand.resolve.people.reading import Reading
from firsthand.resolve.people.same import sounds_alike
from firsthand.resolve.people.words import Token, joined

_SHORTEST_SLIP = 5  # letters of a family name of which one may be wrong
_SHORTEST_ADDRESS = 6  # letters of a name written as one word, "adalund", that nothing else is
_ENDINGS = ("s", "es", "ns", "i", "as", "os")  # "Lunds", "los Lundes"
_GAP = 3  # words that may stand inside a full name: middle names, particles


@dataclass(frozen=True, slots=True)
class Known:
    """The persons of a case as they may be named: by number in the list of persons.

    `full` gives, by the first word, the cores of full names and whose they are; `family` and `given` the
    persons by a single name; `lone` those that are only ever named by one word.
    """

    full: Mapping[str, tuple[tuple[FullName, int], ...]]
    family: Mapping[str, tuple[int, ...]]
    given: Mapping[str, tuple[int, ...]]
    lone: Mapping[str, int]
    compact: re.Pattern[str] | None
    whose: Mapping[str, int]


def known(names: Sequence[set[FullName]], lone: Mapping[str, int]) -> Known:
    """Lay out the full names of persons for finding them."""
    full: dict[str, list[tuple[FullName, int]]] = defaultdict(list)
    family: dict[str, set[int]] = defaultdict(set)
    given: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(names):
        for name in sorted(group):
            core = core_of(name)
            if len(core) < 2 or not core[0].isascii():
                continue
            for words in {core, (core[-1], *core[:-1]), (core[0], core[-1])}:
                full[words[0]].append((words, number))
            family[core[-1]].add(number)
            given[core[0]].add(number)
            for middle in core[1:-1]:
                family[middle].add(number)
            for word in name:
                if "-" in word:
                    family[word].add(number)
    pattern, whose = _compact(full)
    return Known(
        {word: tuple(sorted(set(found), key=lambda f: (-len(f[0]), f))) for word, found in full.items()},
        {word: tuple(sorted(who)) for word, who in family.items() if len(word) > 1},
        {word: tuple(sorted(who)) for word, who in given.items() if len(word) > 1},
        dict(lone),
        pattern,
        whose,
    )


def find_mentions(
    reading: Reading, people: Known, taken: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], int]:
    """Return all passages [start, end) of a text that name a person, with the number of that person.

    `taken` are those that are known already: found by the words around them.
    """
    tokens, text = reading.tokens, reading.document.text
    found: dict[tuple[int, int], int] = dict(taken)
    covered = [False] * len(tokens)
    starts = {token.start: i for i, token in enumerate(tokens)}
    for i in range(len(tokens)):
        if covered[i]:
            continue
        hit = _full(reading, i, people)
        if hit is not None:
            last, number = hit
            found.setdefault((tokens[i].start, tokens[last].end), number)
            covered[i : last + 1] = [True] * (last + 1 - i)
    for start, end in taken:
        k: int | None = starts.get(start)
        while k is not None and k < len(tokens) and tokens[k].end <= end:
            covered[k] = True
            k += 1
    spans = sorted((span, number) for span, number in found.items())
    lower = {tokens[i].plain for i in range(len(tokens)) if covered[i] and not tokens[i].capital}
    for i, token in enumerate(tokens):
        if covered[i]:
            continue
        whom = _single(reading, i, people, spans, lower)
        if whom is not None:
            found[token.start, token.end] = whom
    for start, end, whose in _addresses(text, people):
        found.setdefault((start, end), whose)
    return found


def _full(reading: Reading, i: int, people: Known) -> tuple[int, int] | None:
    """Return where a full name that begins with this word ends, and whose it is."""
    tokens = reading.tokens
    for core, number in people.full.get(tokens[i].plain, people.full.get(tokens[i].plain.split("-")[0], ())):
        last = _spelled(reading, i, core)
        if last is not None:
            return last, number
    return None


def _spelled(reading: Reading, i: int, core: FullName) -> int | None:
    tokens, text = reading.tokens, reading.document.text
    words: list[str] = []
    at, gap = i, 0
    while at < len(tokens) and len(words) < len(core):
        if at > i and not (
            joined(text, tokens[at - 1], tokens[at], reading.edges) or _near(text, tokens, at)
        ):
            return None
        parts = [part for part in tokens[at].plain.split("-") if part]
        wanted = core[len(words) : len(words) + len(parts)]
        if tuple(parts) == wanted or (len(parts) == 1 and wanted and _inflected(parts[0], wanted[0])):
            words += parts
        elif words and gap < _GAP and _inside(tokens[at]):
            gap += 1
        else:
            return None
        at += 1
    if len(words) != len(core):
        return None
    if (
        at < len(tokens)
        and tokens[at].plain in suffixes()
        and joined(text, tokens[at - 1], tokens[at], reading.edges)
    ):
        at += 1
    return at - 1


def _near(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a comma or a line end stands between two words: "Lund, Ada"."""
    between = text[tokens[at - 1].end : tokens[at].start]
    return bool(re.fullmatch(r",? ?\n? {0,12}|[\"“”'‘’()« »]{1,4}|[._/+]", between))


def _inside(token: Token) -> bool:
    return token.plain in particles() or (token.capital and not token.opens)


def _inflected(word: str, name: str) -> bool:
    return len(name) > 2 and any(word == name + ending for ending in _ENDINGS)


def _single(
    reading: Reading,
    i: int,
    people: Known,
    spans: Sequence[tuple[tuple[int, int], int]],
    lower: Set[str],
) -> int | None:
    """Return whom one word names: by the family name, a given name, or a slip of either.

    `lower` are the words of full names that the text writes without a capital.
    """
    token = reading.tokens[i]
    word = token.plain
    if len(word) < 2:
        return None
    if not token.capital and (word not in lower or _everyday(word, reading)):
        return None
    if country_of(token.text, language=reading.lexicon.language):
        return None
    for form in (word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))):
        who = people.family.get(form) or (people.given.get(form) if form == word else None)
        if who is None and form in people.lone:
            who = (people.lone[form],)
        if who is None:
            continue
        if form != word and (not token.capital or len(form) < 3):
            continue
        if _everyday(form, reading) and not _told(reading, i):
            continue
        return _nearest(who, token.start, spans)
    for part in word.split("-"):
        if (
            part != word
            and (who := people.family.get(part))
            and token.capital
            and not _everyday(part, reading)
        ):
            return _nearest(who, token.start, spans)
    if token.capital and len(word) >= _SHORTEST_SLIP and not _everyday(word, reading):
        if word in reading.nouns:
            return None
        if _is_listed(word):
            alike = {
                n
                for name, who in people.family.items()
                if name[:1] == word[:1] and sounds_alike(name, word)
                for n in who
            }
            return _nearest(sorted(alike), token.start, spans) if alike else None
        return _slip(word, people, token, spans)
    return None


def _is_listed(word: str) -> bool:
    return word in given_names() or word in family_names()


def _everyday(word: str, reading: Reading) -> bool:
    """Tell whether a word is a common one, or a place, so that it names a person only in some places."""
    known = reading.lexicon
    return (
        word in known.common
        or word in known.people
        or word in known.bodies
        or word in known.calendar
        or word in known.saying
        or is_place(word, known.language)
        or is_place(word.title(), known.language)
    )


def _told(reading: Reading, i: int) -> bool:
    """Tell whether the words around a word that may be something else show that it is a person."""
    tokens, known = reading.tokens, reading.lexicon
    token = tokens[i]
    if not token.capital:
        return False
    before = (
        tokens[i - 1] if i and joined(reading.document.text, tokens[i - 1], token, reading.edges) else None
    )
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is not None and (before.plain in known.titles or before.plain in known.people):
        return True
    if before is not None and (before.plain in known.locatives or before.plain in known.articles):
        return False
    if (
        behind is not None
        and behind.plain in known.saying
        and joined(reading.document.text, token, behind, reading.edges)
    ):
        return True
    if before is not None and before.plain in known.saying:
        return True
    if reading.document.text[token.end : token.end + 2] in {"'s", "’s"}:
        return True
    if not _is_listed(token.plain):
        return False  # "Ada Water Lund" makes nobody of "Water"
    told = behind is not None and behind.plain in known.relatives | known.auxiliaries
    return told or not (token.opens or is_place(token.text, known.language))


def _nearest(who: Sequence[int], start: int, spans: Sequence[tuple[tuple[int, int], int]]) -> int:
    """Return which of several of one name is meant: the one named last before, else the first after."""
    if len(who) == 1:
        return who[0]
    before = [number for (begin, _), number in spans if begin < start and number in who]
    if before:
        return before[-1]
    after = [number for (begin, _), number in spans if begin >= start and number in who]
    return after[0] if after else who[0]


def _slip(word: str, people: Known, token: Token, spans: Sequence[tuple[tuple[int, int], int]]) -> int | None:
    """Return whose family name a capitalised word misspells by one letter, the first one spared."""
    who = [
        number
        for name, numbers in people.family.items()
        if len(name) >= _SHORTEST_SLIP
        and name[0] == word[0]
        and abs(len(name) - len(word)) <= 1
        and DamerauLevenshtein.distance(name, word, score_cutoff=1) <= 1
        for number in numbers
    ]
    return _nearest(sorted(set(who)), token.start, spans) if who else None


def _addresses(text: str, people: Known) -> Iterator[tuple[int, int, int]]:
    """Yield names written without a space: in an e-mail address, a handle, a web address, glued words."""
    if people.compact is not None:
        for match in people.compact.finditer(_level(text)):
            yield match.start(), match.end(), people.whose[_bare(match[0])]


def compact_in(name: str, people: Known) -> list[tuple[str, int]]:
    """Return the persons in a file name or web address, with the characters that name them."""
    return [(name[start:end], number) for start, end, number in _addresses(name, people)]


def _bare(found: str) -> str:
    return "".join(c for c in found if c.isalpha())


def _compact(
    full: Mapping[str, Sequence[tuple[FullName, int]]],
) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """Return a pattern for all full names as one word, or with marks between: "ada.lund", "ada%20lund"."""
    whose: dict[str, int] = {}
    forms: set[str] = set()
    for word in sorted(full):
        for core, number in full[word]:
            key = "".join(core)
            if len(key) >= _SHORTEST_ADDRESS and all(len(part) > 1 for part in core) and key.isalpha():
                whose.setdefault(key, number)
                forms.add(r"(?:[._+-]|%20){0,2}".join(core))
    if not forms:
        return None, {}
    return re.compile("|".join(sorted(forms, key=lambda form: (-len(form), form)))), whose


def _level(text: str) -> str:
    """Return a text folded one character for one, so that offsets hold."""
    if text.isascii():
        return text.lower()
    return "".join(plain if len(plain := folded(c)) == 1 else c.lower()[:1] for c in text)
