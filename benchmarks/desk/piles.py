"""Findings of invented stories, made straight: what a build would have derived, without building it.

Every figure is a parameter; the same seed gives the same case.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from inventing import LANGUAGES, SHAPES, Fact, Town, bodies, outlets, people, said, towns

from firsthand.model import (
    Block,
    Claim,
    Conflict,
    Document,
    Edge,
    Findings,
    Lineage,
    Node,
    Passage,
    Person,
    Place,
    Quantity,
    Source,
    Statement,
    Story,
    Update,
    Variant,
    Word,
    content_id,
)

_LATEST = date(2031, 6, 1)
_PER_PARAGRAPH = 4


@dataclass(frozen=True, slots=True)
class Size:
    """How large the case is: `told` are the statements of its largest claim, `pages` of its longest text."""

    documents: int
    statements: int
    told: int
    pages: int


@dataclass(slots=True)
class Cast:
    """Who speaks and where things happen, shared by all stories."""

    outlets: list[Source]
    bodies: list[Source]
    people: list[Source]
    towns: list[Town]


@dataclass(slots=True)
class Pile:
    """The parts of findings as they are made, and the bytes of each original."""

    originals: dict[str, bytes] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)


@dataclass(slots=True)
class Telling:
    """One sentence to be: which fact (-1 for none), who says it, and whether they deny it."""

    fact: Fact
    place: int
    chain: tuple[Source, ...]
    denied: bool = False


def make(size: Size, seed: int, longest: tuple[Document, bytes] | None = None) -> tuple[Findings, Pile]:
    """Return the findings of a case of that size, and its pile with the originals.

    `longest` is a long document that was read from an original; it is put into the second story.
    """
    random = Random(seed)
    cast = _cast(random, size)
    pile = Pile()
    counts = list(_documents_of_stories(random, size))
    each = max(2, round((size.statements - size.told) / max(1, size.documents)))
    for number, count in enumerate(counts):
        _story(
            pile,
            cast,
            random,
            documents=count,
            each=each,
            told=size.told if number == 0 else 0,
            longest=longest if number == min(1, len(counts) - 1) else None,
        )
    persons = _persons(pile, cast)
    findings = Findings(
        documents=tuple(sorted(pile.documents, key=lambda d: d.id)),
        sources=tuple(sorted((*cast.outlets, *cast.bodies, *cast.people), key=lambda s: s.id)),
        statements=tuple(sorted(pile.statements, key=lambda s: (s.document, s.start, s.end, s.id))),
        claims=tuple(pile.claims),
        conflicts=tuple(pile.conflicts),
        variants=tuple(pile.variants),
        updates=tuple(pile.updates),
        lineage=Lineage(tuple(sorted(pile.nodes.values(), key=lambda n: n.id)), tuple(pile.edges)),
        stories=tuple(sorted(pile.stories, key=lambda s: (-len(s.documents), s.id))),
        people=persons,
    )
    return findings, pile


def _cast(random: Random, size: Size) -> Cast:
    def many(prefix: str, names: list[str], kind: str) -> list[Source]:
        return [Source(content_id("src", prefix, name), name, kind) for name in names]  # type: ignore[arg-type]

    share = max(6, size.documents // 20)
    return Cast(
        many("outlet", outlets(random, share), "outlet"),
        many("body", bodies(random, 2 * share), "organisation"),
        many("person", people(random, 3 * share), "person"),
        towns(random, share),
    )


def _documents_of_stories(random: Random, size: Size) -> Iterator[int]:
    """Yield how many documents each story has: one very large, a few large, most small."""
    left = size.documents
    first = max(2, size.documents // 10)
    yield first
    left -= first
    while left > 0:
        count = min(left, max(1, round(random.paretovariate(1.1) * 2)), max(2, size.documents // 25))
        yield count
        left -= count


def _story(
    pile: Pile,
    cast: Cast,
    random: Random,
    *,
    documents: int,
    each: int,
    told: int,
    longest: tuple[Document, bytes] | None,
) -> None:
    place = random.sample(cast.towns, min(4, len(cast.towns)))
    speakers = random.sample(cast.bodies, 4) + random.sample(cast.people, 4)
    facts = [
        Fact(
            random.randrange(SHAPES),
            random.randrange(9),
            random.choice(place),
            random.choice(speakers).name,
            random.randint(3, 400),
        )
        for _ in range(max(4, round(documents * each / 2.5)))
    ]
    first = _LATEST - timedelta(days=random.randint(0, 1500))
    made: list[tuple[Document, list[tuple[int, Statement]]]] = []
    main = random.choice(LANGUAGES[:2])
    for number in range(documents):
        language = main if random.random() < 0.7 else random.choice(LANGUAGES)
        parent = random.choice(made) if made and random.random() < 0.5 else None
        tellings = _tellings(random, facts, each, speakers, parent)
        if told:
            share = told // documents + (number < told % documents)
            tellings += [Telling(facts[0], 0, _chain(random, speakers)) for _ in range(share)]
            random.shuffle(tellings)
        outlet = random.choice(cast.outlets)
        day = first + timedelta(days=random.randint(0, 40))
        found = _document(pile, random, tellings, language=language, outlet=outlet, day=day)
        made.append(found)
        if parent is not None:
            _derives(pile, random, parent, found)
    if longest is not None:
        made.append(_long(pile, longest, facts, random))
    ids = tuple(sorted(document.id for document, _ in made))
    story = Story(content_id("story", *ids), _title(facts[0]), ids)
    pile.stories.append(story)
    for document, _ in made:
        pile.nodes.setdefault(document.id, Node(document.id, "document", document.name))
    _weighed(pile, random, made)


def _chain(random: Random, speakers: list[Source]) -> tuple[Source, ...]:
    return tuple(random.sample(speakers, random.choices((0, 1, 2), (5, 4, 1))[0]))


def _tellings(
    random: Random,
    facts: list[Fact],
    each: int,
    speakers: list[Source],
    parent: tuple[Document, list[tuple[int, Statement]]] | None,
) -> list[Telling]:
    """Return what one account tells: what it has from a parent, and facts of its own."""
    inherited = [place for place, _ in parent[1]] if parent else []
    count = max(1, round(random.gauss(each, each / 6)))
    found = []
    for _ in range(count):
        place = (
            random.choice(inherited) if inherited and random.random() < 0.6 else random.randrange(len(facts))
        )
        fact = facts[place]
        if random.random() < 0.03:
            fact = fact.changed(random)
        chain = _chain(random, speakers)
        found.append(Telling(fact, place, chain, denied=bool(chain) and random.random() < 0.02))
    return found


def _document(
    pile: Pile, random: Random, tellings: list[Telling], *, language: str, outlet: Source, day: date
) -> tuple[Document, list[tuple[int, Statement]]]:
    title = _sentence(tellings[0].fact.told(language))
    text = title + "\n\n"
    blocks = [Block(0, len(title), "title")]
    spots: list[tuple[int, Telling, str, int]] = []
    begin = len(text)
    for number, telling in enumerate(tellings):
        clause = telling.fact.told(language)
        chain = tuple(source.name for source in telling.chain)
        sentence, at = said(language, clause, chain=chain, denied=telling.denied, random=random)
        spots.append((len(text) + at, telling, sentence[at : at + len(clause)], number))
        text += sentence
        if number % _PER_PARAGRAPH == _PER_PARAGRAPH - 1 or number == len(tellings) - 1:
            blocks.append(Block(begin, len(text), "paragraph"))
            text += "\n\n"
            begin = len(text)
        elif language != "zh":
            text += " "
    text = text.rstrip("\n") + f"\n\n{len(pile.documents)}\n"
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    slug = outlet.name.removeprefix("The ").lower().replace(" ", "-")
    document = Document(
        id=digest,
        name=f"{slug}-{len(pile.documents):05d}.txt",
        text=text,
        blocks=tuple(blocks),
        title=title,
        publisher=outlet.name,
        published=None if random.random() < 0.02 else day,
        language=language,
    )
    pile.originals[digest] = data
    pile.documents.append(document)
    statements = [
        (telling.place, _statement(document.id, start, clause, telling, number))
        for start, telling, clause, number in spots
    ]
    pile.statements += [statement for _, statement in statements]
    return document, statements


def _long(
    pile: Pile, longest: tuple[Document, bytes], facts: list[Fact], random: Random
) -> tuple[Document, list[tuple[int, Statement]]]:
    """Put a document that was read into the story, with a statement on each of its paragraphs."""
    document, data = longest
    pile.originals[document.id] = data
    pile.documents.append(document)
    statements = []
    for block in document.blocks:
        if block.kind == "paragraph" and block.end - block.start > 40:
            clause = document.text[block.start : block.end].split(".")[0]
            place = random.randrange(len(facts))
            telling = Telling(facts[place], place, ())
            number = len(statements)
            statements.append((place, _statement(document.id, block.start, clause, telling, number)))
    pile.statements += [statement for _, statement in statements]
    return document, statements


def _statement(document: str, start: int, clause: str, telling: Telling, number: int) -> Statement:
    fact = telling.fact
    end = start + len(clause)
    at = clause.find(fact.town.name)
    figure = clause.find(str(fact.number))
    town = fact.town
    words = []
    place = 0
    for word in clause.split():
        place = clause.index(word, place)
        if len(word) > 3:
            words.append(
                Word(start + place, start + place + len(word), word, word.lower().strip(".,"), "NOUN")
            )
        place += len(word)
    return Statement(
        id=content_id("s", document, start, end),
        document=document,
        start=start,
        end=end,
        text=clause,
        sentence=number,
        stance="denies" if telling.denied else "asserts",
        main=(words[0].lemma,) if words else (),
        words=tuple(words),
        subject=(fact.body.lower(),),
        quantities=(
            Quantity(start + figure, start + figure + len(str(fact.number)), fact.number, fact.number),
        )
        if figure >= 0
        else (),
        places=(
            Place(
                start + at,
                start + at + len(town.name),
                town.name,
                town.country,
                town.latitude,
                town.longitude,
                None,
                "city",
            ),
        )
        if at >= 0
        else (),
        attribution=tuple(source.id for source in telling.chain),
        reading=clause,
    )


def _derives(
    pile: Pile,
    random: Random,
    parent: tuple[Document, list[tuple[int, Statement]]],
    child: tuple[Document, list[tuple[int, Statement]]],
) -> None:
    earlier = dict(parent[1])
    shared = [(earlier[place], statement) for place, statement in child[1] if place in earlier][:4]
    evidence = tuple(passage for one, other in shared for passage in (one.passage, other.passage))
    alike = parent[0].language == child[0].language
    kind = "reuses" if alike else "translates"
    pile.edges.append(
        Edge(
            parent[0].id,
            child[0].id,
            kind,  # type: ignore[arg-type]
            round(random.uniform(0.5, 0.99), 2),
            evidence,
            because=f"{len(shared)} passages of at least twelve words in common",
        )
    )


def _weighed(pile: Pile, random: Random, made: list[tuple[Document, list[tuple[int, Statement]]]]) -> None:
    """Make the claims of a story, one a fact, with conflicts, changes and updates among them."""
    told: defaultdict[int, list[Statement]] = defaultdict(list)
    for _, statements in made:
        for place, statement in statements:
            told[place].append(statement)
    parents = {edge.child: edge.parent for edge in pile.edges[-len(made) :]}
    claims = []
    conflicts = []
    for _, group in sorted(told.items()):
        documents = {statement.document for statement in group}
        origins = tuple(sorted({s.attribution[0] for s in group if s.attribution}))
        own = {d for d in documents if parents.get(d) not in documents}
        alike: defaultdict[tuple[float | None, ...], list[Statement]] = defaultdict(list)
        for statement in group:
            alike[tuple(quantity.low for quantity in statement.quantities)].append(statement)
        many = max(alike.values(), key=len)
        claim = Claim(
            id=content_id("c", *sorted(s.id for s in group)),
            text=group[0].text,
            statements=tuple(s.id for s in group),
            origins=origins,
            independent_origins=max(1, len(origins) or len(own)),
            documents=len(documents),
            standing="corroborated" if len(origins or own) > 1 else "single-origin",
        )
        for values, others in alike.items():
            if others is many or not values:
                continue
            one, other = many[0], others[0]
            pile.variants.append(
                Variant(
                    content_id("v", one.id, other.id),
                    "number",
                    claim.id,
                    (one.id, other.id),
                    f"“{one.text}” became “{other.text}”.",
                    changed_by=other.document,
                )
            )
        claims.append(claim)
    for one, other in zip(claims[::40], claims[1::40], strict=False):
        said_so = (one.statements[0], other.statements[0])
        conflicts.append(
            Conflict(
                content_id("x", one.id, other.id),
                "value",
                "How many are there?",
                (one.id, other.id),
                said_so,
                f"One says: “{one.text}”. The other says: “{other.text}”.",
                round(random.uniform(0.3, 0.95), 3),
            )
        )
    contested = {claim for conflict in conflicts for claim in conflict.claims}
    pile.claims += [
        Claim(
            c.id, c.text, c.statements, c.origins, c.independent_origins, c.documents, "contested", 0.5,
            "two against two",
        )
        if c.id in contested
        else c
        for c in claims
    ]  # fmt: skip
    pile.conflicts += conflicts
    for one, other in zip(claims[20::90], claims[21::90], strict=False):
        pile.updates.append(Update(content_id("u", one.id, other.id), (one.id, other.id), "The figure grew."))


def _persons(pile: Pile, cast: Cast) -> tuple[Person, ...]:
    documents = {document.id: document for document in pile.documents}
    mentions: defaultdict[str, list[Passage]] = defaultdict(list)
    speaking = {source.id: source for source in cast.people}
    for statement in pile.statements:
        for one in statement.attribution:
            if one in speaking:
                text = documents[statement.document].text
                at = text.rfind(speaking[one].name, max(0, statement.start - 120), statement.end + 80)
                if at >= 0:
                    mentions[one].append(Passage(statement.document, at, at + len(speaking[one].name)))
    found = [
        Person(
            content_id("per", source.id),
            source.name,
            mentions=tuple(mentions[source.id]),
            public=number % 3 == 0,
            office=mentions[source.id][0] if number % 3 == 0 else None,
            because="spoke as harbour master" if number % 3 == 0 else "",
            source=source.id,
        )
        for number, source in enumerate(cast.people)
        if mentions[source.id]
    ]
    return tuple(sorted(found, key=lambda person: person.id))


def _title(fact: Fact) -> str:
    return _sentence(fact.told("en"))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
