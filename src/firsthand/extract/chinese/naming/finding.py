"""Which words of a Chinese text are persons' names, and which phrase tells each one's office."""

from collections.abc import Iterable, Sequence

from firsthand.extract.chinese.naming.lexicon import Lexicon
from firsthand.extract.chinese.naming.people import Person, person_at
from firsthand.extract.chinese.naming.phrases import Phrase
from firsthand.extract.chinese.reading import Reading, Token

PEOPLE = frozenset({"office", "crowd", "reporter"})
"""The sorts of phrases that are people."""


def find_people(
    tokens: Sequence[Token], phrases: Sequence[Phrase], known: Lexicon
) -> list[tuple[Person, Phrase | None]]:
    """Return persons by name, each with the phrase that tells the office."""
    inside: dict[int, Phrase] = {}
    ending: dict[int, Phrase] = {}
    for phrase in phrases:
        ending[phrase.last] = phrase
        for i in range(phrase.first, phrase.last + 1):
            inside.setdefault(i, phrase)
    found: list[tuple[Person, Phrase | None]] = []
    i = 0
    while i < len(tokens):
        office = ending.get(i - 1)
        introduced = office is not None and office.head.sort in PEOPLE
        if not introduced and found and i >= 2 and tokens[i - 1].word in known.joining:
            introduced = found[-1][0].last == i - 2
        around = inside.get(i)
        person = None
        if tokens[i].tag and (around is None or around.head.sort in PEOPLE):
            person = person_at(tokens, i, known, introduced=introduced)
        if person is None or (around is not None and person.last >= around.last):
            i += 1
            continue
        if around is not None and person.last != around.last - 1:
            i += 1
            continue
        if any(_is_body(inside.get(k)) for k in range(i + 1, person.last + 1)):
            i += 1  # 向 before 东岸通讯社 is no family name
            continue
        role = office if introduced else None
        behind = around or ending.get(person.last + 1)
        if role is None and behind is not None and behind.head.sort == "office":
            role = behind
        found.append((person, role))
        i = person.last + 1
    return found


def _is_body(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.head.sort not in PEOPLE


def mentioned_again(
    reading: Reading, people: Iterable[tuple[Person, Phrase | None]], phrases: Sequence[Phrase]
) -> list[tuple[Person, Phrase | None]]:
    """Return where the bearer of a name introduced before is named without office."""
    tokens = reading.tokens
    people = list(people)
    taken = {i for person, _ in people for i in range(person.first, person.last + 1)}
    taken |= {
        i
        for phrase in phrases
        if phrase.head.sort in {"body", "outlet"}
        for i in range(phrase.first, phrase.last + 1)
    }
    wanted = {
        reading.plain[tokens[at].start : tokens[person.last].end]
        for person, _ in people
        for at in {person.first, person.last if person.foreign else person.first}
        if person.honorific is None
    }
    found: list[tuple[Person, Phrase | None]] = []
    for word in sorted(wanted, key=len, reverse=True):
        at = reading.plain.find(word) if len(word) > 1 else -1
        while at >= 0:
            first, last = reading.at(at), reading.at(at + len(word) - 1)
            fits = tokens[first].start == at and tokens[last].end == at + len(word)
            if fits and taken.isdisjoint(range(first, last + 1)):
                taken |= set(range(first, last + 1))
                found.append((Person(first, last), None))
            at = reading.plain.find(word, at + len(word))
    return found
