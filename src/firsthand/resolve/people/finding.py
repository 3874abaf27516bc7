"""From the texts of a case to the persons whom they name."""

import bisect
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.extract.tagging.script import simplified
from firsthand.model import Document, Extraction, Passage, Person, Source, Statement
from firsthand.model.undisturbed import undisturbed
from firsthand.resolve.people.candidates import find_candidates
from firsthand.resolve.people.hanzi import find_hanzi, given_parts, is_han_text
from firsthand.resolve.people.joining import FullName, core_of, group
from firsthand.resolve.people.judging import persons
from firsthand.resolve.people.known import Known, known
from firsthand.resolve.people.lexicon import (
    family_names,
    folded,
    given_names,
    particles,
    pinyin_surnames,
    suffixes,
)
from firsthand.resolve.people.lower import find_lower
from firsthand.resolve.people.mentions import find_mentions
from firsthand.resolve.people.offices import Capacity, capacity_of
from firsthand.resolve.people.reading import Reading, language_of, read
from firsthand.resolve.people.words import nickname_in, tokens_of
from firsthand.resolve.spelling.chinese import is_han

Span = tuple[int, int]

_DIGITS = 12  # hexadecimal digits of an id
_HAN_RUN = re.compile(r"[㐀-鿿豈-﫿]+")


@dataclass(slots=True)
class _Found:
    """One person while the case is read: full names as plain words, and mentions by document."""

    names: set[FullName] = field(default_factory=set)
    mentions: dict[int, set[Span]] = field(default_factory=lambda: defaultdict(set))
    elsewhere: set[str] = field(default_factory=set)


@undisturbed()
def find_people(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    sources: Sequence[Source],
    statements: Sequence[Statement],
) -> tuple[Person, ...]:
    """Find everybody whom a case names, under all forms, and who is named in an office.

    Every text is read whole: titles, bylines, captions and what stands beside the account; also titles,
    authors, file names and addresses of the documents. Sorted by id; the order of documents changes
    nothing.
    """
    ordered = sorted(documents, key=lambda d: (d.name, d.id))
    by_document = {extraction.document: extraction for extraction in extractions}
    readings = [read(document, by_document.get(document.id)) for document in ordered]
    full, lone = _named(readings, sources)
    hanzi = [set(find_hanzi(r.document, by_document.get(r.document.id))) for r in readings]
    found, people = _people(readings, full, lone, hanzi)
    for at, reading in enumerate(readings):
        taken = dict(_taken(at, full, lone, people))
        for span, number in find_mentions(reading, people, taken).items():
            found[number].mentions[at].add(span)
    _find_hanzi_mentions(readings, found)
    for number, name in _elsewhere(ordered, people):
        found[number].elsewhere.add(name)
    speakers = _speakers(sources, statements)
    made = [
        _person(one, readings, speakers, by_document)
        for one in found
        if any(one.mentions.values()) or one.elsewhere
    ]
    return tuple(sorted(made, key=lambda person: person.id))


def _named(
    readings: Sequence[Reading], sources: Sequence[Source]
) -> tuple[dict[int, dict[Span, FullName]], dict[int, dict[Span, str]]]:
    """Return the full names and the single names that the texts show to be persons', by reading."""
    small: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        small[language_of(reading)] |= reading.small
    seen = {language: frozenset(words) for language, words in small.items()}
    candidates = [
        (at, candidate)
        for at, reading in enumerate(readings)
        for candidate in find_candidates(reading, seen[language_of(reading)])
    ]
    full: dict[int, dict[Span, FullName]] = defaultdict(dict)
    lone: dict[int, dict[Span, str]] = defaultdict(dict)
    others = {
        " ".join(token.plain for token in tokens_of(name))
        for source in sources
        if source.kind not in ("person", "unnamed")
        for name in (source.name, *source.aliases)
    }
    for at, candidate in persons(readings, candidates, small=seen, others=others):
        if candidate.single:
            lone[at][candidate.start, candidate.end] = candidate.core[-1]
        else:
            full[at][candidate.start, candidate.end] = candidate.words
    _shorten(readings, full)
    judged: dict[int, list[Span]] = defaultdict(list)
    for at, candidate in candidates:
        judged[at].append((candidate.start, candidate.end))
    for at, reading in enumerate(readings):
        for start, end in _read_elsewise(reading, judged[at]):
            words = tuple(token.plain for token in tokens_of(reading.document.text[start:end]))
            if len(core_of(words)) > 1:
                full[at].setdefault((start, end), words)
        for start, end, words in find_lower(reading):
            full[at].setdefault((start, end), words)
    return full, lone


def _shorten(readings: Sequence[Reading], full: dict[int, dict[Span, FullName]]) -> None:
    """Cut names down to what the case calls the same person elsewhere: headlines run on in capitals."""
    known_names = {words for spans in full.values() for words in spans.values()}
    for at, spans in full.items():
        reading = readings[at]
        starts = [token.start for token in reading.tokens]
        for (start, end), words in sorted(spans.items()):
            if len(words) < 3:
                continue
            inside = reading.tokens[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
            headed = any(one <= start < two for one, two in reading.headings)
            for length in range(len(words) - 1, 1, -1):
                rest = words[length:]
                if words[:length] not in known_names or len(inside) != len(words):
                    continue
                if headed or not any(word in family_names() or word in suffixes() for word in rest):
                    del spans[start, end]
                    spans[start, inside[length - 1].end] = words[:length]
                    break


def _read_elsewise(reading: Reading, judged: Sequence[Span]) -> Iterable[Span]:
    """Yield persons' names that extraction found where no capital shows one: "ada lundmember of"."""
    for (start, end), kind in sorted(reading.kinds.items()):
        text = reading.document.text[start:end]
        small = text == text.lower() and not is_han(text)
        listed = text.split()[0] in given_names() or text.split()[0] in pinyin_surnames()
        if (
            kind == "person"
            and small
            and listed
            and not any(one < end and start < two for one, two in judged)
        ):
            yield start, end


def _people(
    readings: Sequence[Reading],
    full: Mapping[int, Mapping[Span, FullName]],
    lone: Mapping[int, Mapping[Span, str]],
    hanzi: Sequence[set[Span]],
) -> tuple[list[_Found], Known]:
    """Gather names into persons; a single name that nobody's full name holds is a person of its own."""
    names: dict[FullName, Counter[str]] = defaultdict(Counter)
    languages: dict[FullName, set[str]] = defaultdict(set)
    for at, spans in full.items():
        for words in spans.values():
            names[words][readings[at].document.id] += 1
            languages[words].add(readings[at].lexicon.language)
    for at, chinese in enumerate(hanzi):
        for start, end in chinese:
            words = (readings[at].document.text[start:end],)
            names[words][readings[at].document.id] += 1
            languages[words].add("zh")
    found = [_Found(one.names) for one in group(names, languages)]
    held = {word for one in found for name in one.names for word in (*core_of(name), *name)}
    alone: dict[str, int] = {}
    for word in sorted({word for spans in lone.values() for word in spans.values()}):
        if word in held:
            continue
        base = next(
            (word.removesuffix(e) for e in ("s", "es") if word.removesuffix(e) in alone and e in word), None
        )
        if base is not None:
            alone[word] = alone[base]
        else:
            alone[word] = len(found)
            found.append(_Found({(word,)}))
    return found, known([one.names for one in found], alone)


def _taken(
    at: int,
    full: Mapping[int, Mapping[Span, FullName]],
    lone: Mapping[int, Mapping[Span, str]],
    people: Known,
) -> Iterable[tuple[Span, int]]:
    """Yield the passages that are known to name somebody before the text is searched."""
    for span, words in full.get(at, {}).items():
        number = people.whole.get(core_of(words))
        if number is not None:
            yield span, number
    for span, word in lone.get(at, {}).items():
        if word in people.lone:
            yield span, people.lone[word]


def _find_hanzi_mentions(readings: Sequence[Reading], found: Sequence[_Found]) -> None:
    """Find names in Chinese characters; a given name only in a text that has the whole name."""
    whose: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for name in {simplified(w) for words in one.names for w in words if is_han(w)}:
            whose[name].append(number)
    if not whose:
        return
    first, lengths = {name[0] for name in whose}, sorted({len(name) for name in whose})
    for at, reading in enumerate(readings):
        text = simplified(reading.document.text)
        if not is_han_text(text):
            continue
        named = {
            text[start : start + length]
            for match in _HAN_RUN.finditer(text)
            for start in range(match.start(), match.end())
            if text[start] in first
            for length in lengths
        }
        for name in named & whose.keys():
            spans = _all(text, name)
            covered = {k for start, end in spans for k in range(start, end)}
            for form in {part for part in given_parts(name) if len(part) > 1} - {name}:
                spans += [span for span in _all(text, form) if span[0] not in covered]
            for number in whose[name]:
                found[number].mentions[at].update(spans)


def _all(text: str, form: str) -> list[Span]:
    found = []
    start = text.find(form)
    while start >= 0:
        found.append((start, start + len(form)))
        start = text.find(form, start + len(form))
    return found


def _elsewhere(documents: Sequence[Document], people: Known) -> Iterable[tuple[int, str]]:
    """Yield names in file names and addresses, as they stand there."""
    for document in documents:
        for text in (document.name, document.url or ""):
            for start, end, number in people.addresses.find(text):
                yield number, text[start:end]


def _speakers(sources: Sequence[Source], statements: Sequence[Statement]) -> dict[str, str]:
    """Return the ids of the persons that speak, by each of their names, folded."""
    speaking = {source for statement in statements for source in statement.attribution}
    return {
        folded(name): source.id
        for source in sources
        if source.kind == "person" and source.id in speaking
        for name in (source.name, *source.aliases)
    }


def _person(
    one: _Found,
    readings: Sequence[Reading],
    speakers: Mapping[str, str],
    by_document: Mapping[str, Extraction],
) -> Person:
    aliases: Counter[str] = Counter()
    mentions: list[Passage] = []
    for at in sorted(one.mentions):
        document = readings[at].document
        for start, end in sorted(one.mentions[at]):
            mentions.append(Passage(document.id, start, end))
            aliases[document.text[start:end]] += 1
            nickname = nickname_in(document.text, start, end)
            if nickname:
                aliases[nickname] += 1
    aliases.update(one.elsewhere)
    name = _shown(aliases, one)
    source = next((speakers[folded(a)] for a in [name, *sorted(aliases)] if folded(a) in speakers), "")
    capacity: Capacity | None = capacity_of(one.mentions, readings, speaks=bool(source))
    key = "\n".join(sorted({" ".join(words) for words in one.names}))
    return Person(
        id="per-" + hashlib.sha256(key.encode()).hexdigest()[:_DIGITS],
        name=name,
        aliases=tuple(sorted(set(aliases) - {name})),
        mentions=tuple(sorted(mentions)),
        public=capacity is not None,
        office=capacity.passage if capacity else None,
        because=capacity.because if capacity else "",
        source=source,
    )


def _shown(aliases: Mapping[str, int], one: _Found) -> str:
    """Return the fullest way the documents name somebody, in Latin letters if there is one."""
    wanted = {core_of(words) for words in one.names}

    def rank(alias: str) -> tuple[object, ...]:
        words = tuple(folded(alias).replace("-", " ").replace(".", " ").split())
        core = tuple(w for w in words if w not in particles())
        full = core in wanted or (is_han(alias) and (alias,) in wanted)
        capitals = alias[:1].isupper() and not alias.isupper()
        return (not full, not capitals, is_han(alias), -len(words), -aliases[alias], alias)

    return min(aliases, key=rank)
