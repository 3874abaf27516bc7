# ruff: noqa: E501, I001
"""An invented story, taken apart by hand: the harbour of Port Ansel and the barrels under its quay.

Nobody and nothing in it exists. Every feature of a case shows: a report nobody collected, an agency
that relays it, copies, a rewrite that changes a quotation, a clumsy retelling, an independent account,
a denial, a figure that moved, and a file that could not be read.
"""

import hashlib
import re
from dataclasses import replace
from datetime import date

from firsthand.model import (
    Block, Claim, Conflict, DateRange, Document, Edge, Failure, Findings, Lineage, Node, Passage, Place,
    Quantity, Source, Statement, Story, Update, Variant, Word, content_id,
)  # fmt: skip

TEXTS: dict[str, tuple[str, str | None, date | None, str]] = {
    "wire.txt": (
        "Barrels under the quay of Port Ansel, group says",
        "Northern Wire",
        date(2031, 3, 4),
        "At least 44 barrels of solvent lie under the old quay of Port Ansel, according to a report by the campaign "
        "group Tidewatch. In January the group had counted 31 barrels.\n\n"
        "“What we see is a harbour that was told to look away, and that looked away for years,” said Mara Quill, the "
        "group’s director.\n\n"
        "The port authority has denied that any barrel leaks. Inspectors from Velmark opened an inquiry.\n\n"
        "Sign up for our morning letter!",
    ),
    "courier.html": (
        "Group finds barrels under Port Ansel’s quay",
        "The Ansel Courier",
        date(2031, 3, 5),
        "At least 44 barrels of solvent lie under the old quay of Port Ansel, according to a report by the campaign "
        "group Tidewatch, Northern Wire reported. In January the group had counted 31 barrels.\n\n"
        "“What we see is a harbour that was told to look away, and that looked away for years,” said Mara Quill, the "
        "group’s director.\n\n"
        "Inspectors from Velmark opened an inquiry. Keep reading: ten walks along the shore",
    ),
    "quay-daily.txt": (
        "Harbour ‘chose to look away’",
        "Quay Daily",
        date(2031, 3, 6),
        "Tidewatch, cited by Northern Wire, says 44 barrels of solvent were dumped under the quay at Port Ansel.\n\n"
        "Its director Mara Quill said: “What we see is a harbour that chose to look away for years.”\n\n"
        "Velmark’s inspectors have closed the quay, the paper has learned.",
    ),
    "translated.txt": (
        "Forty and four barrels in the sea of Ansel",
        None,
        None,
        "The group Tidewatch speaks of 44 barrels of the solvent under the quay old of Port Ansel, so Northern Wire.\n\n"
        "One barrel perhaps leaks in the water.",
    ),
    "radio.txt": (
        "Dock worker: ‘I rolled them in myself’",
        "Coast Radio",
        date(2031, 3, 7),
        "A dock worker, Ebbe Sorn, told Coast Radio that he had rolled barrels under the quay himself in the winter "
        "of 2019. “There was no label on them,” he said.\n\n"
        "Coast Radio saw two rusted barrels at low water near Skarhaven.",
    ),
    "authority.txt": (
        "Statement of the Port Authority",
        "Port Authority of Ansel",
        date(2031, 3, 5),
        "No barrel leaks. The Port Authority of Ansel denies that its harbour was told to look away. "
        "The quay remains open.",
    ),
}
FAILURE = Failure(
    "scan.txt",
    "read",
    "scan.txt is not text (it begins like a picture). Save its words as .txt and build again.",
)


def _source(name: str, kind: str, *aliases: str, document: str | None = None) -> Source:
    return Source(content_id("src", name), name, kind, aliases, document)  # type: ignore[arg-type]


def document_id(name: str) -> str:
    return hashlib.sha256(TEXTS[name][3].encode()).hexdigest()


def _documents() -> tuple[Document, ...]:
    found = []
    for name, (title, publisher, published, text) in TEXTS.items():
        blocks = []
        for match in re.finditer(r"[^\n]+", text):
            kind = "furniture" if match[0].startswith("Sign up") else "paragraph"
            cut = match[0].find("Keep reading")
            end = match.start() + cut if cut > 0 else match.end()
            blocks.append(Block(match.start(), end, kind))  # type: ignore[arg-type]
            if cut > 0:
                blocks.append(Block(end, match.end(), "furniture"))
        found.append(
            Document(document_id(name), name, text, tuple(blocks), title, publisher, None, published, "en")
        )
    return tuple(found)


SOURCES = {
    "tidewatch": _source("Tidewatch", "organisation", "the group", "the campaign group Tidewatch"),
    "quill": _source("Mara Quill", "person", "Quill"),
    "sorn": _source("Ebbe Sorn", "person", "Sorn"),
    "velmark": _source("Velmark", "government", "Velmark’s inspectors"),
    "authority": _source(
        "Port Authority of Ansel", "organisation", "the port authority", document=document_id("authority.txt")
    ),
    "wire": _source("Northern Wire", "outlet", document=document_id("wire.txt")),
    "courier": _source("The Ansel Courier", "outlet", document=document_id("courier.html")),
    "daily": _source("Quay Daily", "outlet", "the paper", document=document_id("quay-daily.txt")),
    "translated": _source("translated.txt", "document", document=document_id("translated.txt")),
    "radio": _source("Coast Radio", "outlet", document=document_id("radio.txt")),
}
ANSEL = ("Port Ansel", "NO", 67.3, 14.6, 900001, "city")
VELMARK = ("Velmark", "DK", 56.0, 10.0, None, "country")
SKARHAVEN = ("Skarhaven", "NO", 68.2, 15.4, 900002, "city")
PLACES = {p[0]: p for p in (ANSEL, VELMARK, SKARHAVEN)}

# claim, document, words of the passage, chain, cue words, more
ROWS: tuple[tuple[str, str, str, str, str, dict[str, object]], ...] = (
    ("lie", "wire.txt", "At least 44 barrels of solvent lie under the old quay of Port Ansel", "tidewatch", "according to", {"n": (44, None)}),
    ("lie", "courier.html", "At least 44 barrels of solvent lie under the old quay of Port Ansel", "tidewatch wire", "according to", {"n": (44, None)}),
    ("lie", "quay-daily.txt", "44 barrels of solvent were dumped under the quay at Port Ansel", "tidewatch wire", "says", {"n": (44, 44)}),
    ("lie", "translated.txt", "44 barrels of the solvent under the quay old of Port Ansel", "tidewatch wire", "speaks of", {"n": (44, 44)}),
    ("january", "wire.txt", "In January the group had counted 31 barrels", "tidewatch", "", {"n": (31, 31), "when": (date(2031, 1, 1), date(2031, 1, 31))}),
    ("january", "courier.html", "In January the group had counted 31 barrels", "tidewatch wire", "", {"n": (31, 31), "when": (date(2031, 1, 1), date(2031, 1, 31))}),
    ("away", "wire.txt", "What we see is a harbour that was told to look away, and that looked away for years", "quill", "said", {"quoted": True}),
    ("away", "courier.html", "What we see is a harbour that was told to look away, and that looked away for years", "quill wire", "said", {"quoted": True}),
    ("away", "quay-daily.txt", "What we see is a harbour that chose to look away for years", "quill", "said", {"quoted": True}),
    ("away", "authority.txt", "its harbour was told to look away", "authority", "denies", {"stance": "denies"}),
    ("leaks", "wire.txt", "any barrel leaks", "authority", "denied", {"stance": "denies"}),
    ("leaks", "authority.txt", "No barrel leaks", "", "", {"negated": True, "stance": "denies"}),
    ("leaks", "translated.txt", "One barrel perhaps leaks in the water", "", "", {"hedges": ("perhaps",)}),
    ("inquiry", "wire.txt", "Inspectors from Velmark opened an inquiry", "", "", {}),
    ("inquiry", "courier.html", "Inspectors from Velmark opened an inquiry", "wire", "", {}),
    ("closed", "quay-daily.txt", "Velmark’s inspectors have closed the quay", "", "has learned", {}),
    ("open", "authority.txt", "The quay remains open", "", "", {}),
    ("rolled", "radio.txt", "he had rolled barrels under the quay himself in the winter of 2019", "sorn", "told", {"when": (date(2019, 1, 1), date(2019, 12, 31))}),
    ("label", "radio.txt", "There was no label on them", "sorn", "said", {"quoted": True, "negated": True}),
    ("lie", "radio.txt", "Coast Radio saw two rusted barrels at low water near Skarhaven", "", "", {"n": (2, 2)}),
)  # fmt: skip


def _statement(
    row: tuple[str, str, str, str, str, dict[str, object]], documents: dict[str, Document]
) -> Statement:
    _, name, words, chain, cue, more = row
    document = documents[name]
    start = document.text.index(words)
    end = start + len(words)
    evidence = []
    for source in chain.split():
        for way in (SOURCES[source].name, *SOURCES[source].aliases):
            if way in document.text:
                at = document.text.index(way)
                evidence.append(Passage(document.id, at, at + len(way)))
                break
    if cue:
        at = document.text.index(cue)
        evidence.append(Passage(document.id, at, at + len(cue)))
    quantities: tuple[Quantity, ...] = ()
    if "n" in more:
        low, high = more["n"]  # type: ignore[misc]
        match = re.search(r"\d+|two", words)
        assert match
        quantities = (Quantity(start + match.start(), start + match.end(), low, high, "barrel"),)
    dates: tuple[DateRange, ...] = ()
    if "when" in more:
        earliest, latest = more["when"]  # type: ignore[misc]
        dates = (DateRange(start, start + 2, earliest, latest),)
    places = tuple(
        Place(start + words.index(p), start + words.index(p) + len(p), *PLACES[p])  # type: ignore[arg-type]
        for p in PLACES
        if p in words
    )
    return Statement(
        id=content_id("s", document.id, start, end),
        document=document.id,
        start=start,
        end=end,
        text=words,
        sentence=document.text.count(".", 0, start),
        quoted=bool(more.get("quoted")),
        stance=more.get("stance", "asserts"),  # type: ignore[arg-type]
        evidence=tuple(sorted(evidence)),
        hedges=more.get("hedges", ()),  # type: ignore[arg-type]
        negated=bool(more.get("negated")),
        words=tuple(
            Word(start + m.start(), start + m.end(), m[0], m[0].lower(), "NOUN")
            for m in re.finditer(r"\w{4,}", words)
        ),
        quantities=quantities,
        places=places,
        dates=dates,
        attribution=tuple(SOURCES[s].id for s in chain.split()),
        reading=words,
    )


def _claims(statements: dict[str, list[Statement]]) -> dict[str, Claim]:
    independent = {"lie": 2, "leaks": 2}
    standing = {
        "lie": "corroborated",
        "leaks": "contested",
        "closed": "contested",
        "open": "contested",
        "january": "superseded",
    }
    found = {}
    for key, said in statements.items():
        own = {s.document: s.id for s in SOURCES.values() if s.document}
        origins = dict.fromkeys(
            (s.attribution or (own[s.document],))[0] for s in said if s.stance != "denies"
        )
        found[key] = Claim(
            content_id("c", key), said[0].text, tuple(s.id for s in said), tuple(origins),
            independent.get(key, 1), len({s.document for s in said}), standing.get(key, "single-origin"),  # type: ignore[arg-type]
        )  # fmt: skip
    return found


def harbour() -> Findings:
    """Return the whole story, taken apart."""
    documents = {d.name: d for d in _documents()}
    by_claim: dict[str, list[Statement]] = {}
    for row in ROWS:
        by_claim.setdefault(row[0], []).append(_statement(row, documents))
    claims = _claims(by_claim)
    away = by_claim["away"]
    ids = {name: d.id for name, d in documents.items()}
    report = Node("latent-1", "document", "Tidewatch, report on the quay", in_collection=False)
    nodes = (
        *(Node(d.id, "document", TEXTS[d.name][1] or d.name) for d in documents.values()),
        report,
        Node(SOURCES["tidewatch"].id, "source", "Tidewatch", in_collection=False),
    )
    first = by_claim["lie"][0]

    def both(parent: str, child: str, length: int) -> tuple[Passage, ...]:
        return (Passage(ids[parent], 0, length), Passage(ids[child], 0, length))

    edges = (
        Edge(ids["wire.txt"], ids["courier.html"], "reuses", 0.97, both("wire.txt", "courier.html", 120)),
        Edge(ids["wire.txt"], ids["quay-daily.txt"], "cites", 0.8, (Passage(ids["quay-daily.txt"], 0, 30),)),
        Edge(
            ids["wire.txt"], ids["translated.txt"], "translates", 0.55, both("wire.txt", "translated.txt", 60)
        ),
        Edge("latent-1", ids["wire.txt"], "cites", 0.9, (Passage(ids["wire.txt"], 69, 105),)),
        Edge(ids["authority.txt"], ids["wire.txt"], "quotes", 0.3, (), directed=False),
    )
    return Findings(
        documents=tuple(sorted(documents.values(), key=lambda d: d.name)),
        sources=tuple(sorted(SOURCES.values(), key=lambda s: s.id)),
        statements=tuple(sorted((s for said in by_claim.values() for s in said), key=lambda s: (s.document, s.start))),
        claims=tuple(sorted(claims.values(), key=lambda c: c.id)),
        conflicts=(
            Conflict(
                content_id("conflict", "quay"), "status", "Is the quay open or closed?",
                (claims["closed"].id, claims["open"].id), (by_claim["closed"][0].id, by_claim["open"][0].id),
                "Quay Daily says closed on 6 March, the port authority says open on 5 March.",
            ),
            Conflict(
                content_id("conflict", "leaks"), "denial", "Does a barrel leak?",
                (claims["leaks"].id,), tuple(s.id for s in by_claim["leaks"]),
                "The port authority denies what one account says.",
            ),
        ),
        variants=(
            Variant(
                content_id("v", "away"), "quotation", claims["away"].id, (away[0].id, away[2].id),
                "“was told to look away” became “chose to look away”.",
            ),
        ),
        updates=(
            Update(
                content_id("u", "barrels"), (claims["january"].id, claims["lie"].id),
                "barrels: 31 (Jan 2031) → 44 or more (4 March 2031): an update, not a conflict",
            ),
        ),
        lineage=Lineage(tuple(sorted(nodes, key=lambda n: n.id)), edges),
        stories=(Story(content_id("story", first.id), "Barrels under the quay of Port Ansel", tuple(ids.values())),),
        failures=(FAILURE,),
    )  # fmt: skip


def large(documents: int, statements: int) -> Findings:
    """Return a case of many documents that all tell much the same, to see that pages still open."""
    sources = tuple(Source(f"src-{i}", f"Voice {i}", "organisation") for i in range(40))
    texts, said = [], []
    each = statements // documents
    for d in range(documents):
        parts = [f"Quay number {d * each + k} of the long shore was paved anew." for k in range(each)]
        identity = hashlib.sha256(f"large {d}".encode()).hexdigest()
        texts.append(Document(identity, f"account-{d:03d}.txt", " ".join(parts), publisher=f"Paper {d}"))
        at = 0
        for k, part in enumerate(parts):
            said.append(
                Statement(
                    f"s-{d}-{k}", identity, at, at + len(part), part, k, attribution=(f"src-{(d + k) % 40}",)
                )
            )
            at += len(part) + 1
    claims = tuple(
        Claim(f"c-{i}", s.text, tuple(x.id for x in said[i :: len(said) // 2][:2]), (s.attribution[0],), 1, 2)
        for i, s in enumerate(said[: len(said) // 2])
    )
    story = Story("story-1", "The long shore", tuple(t.id for t in texts))
    return Findings(tuple(texts), sources, tuple(said), claims, stories=(story,))


def unsaid() -> Findings:
    """Return the same documents as if nothing had been found in them."""
    whole = harbour()
    return replace(
        whole,
        sources=(),
        statements=(),
        claims=(),
        conflicts=(),
        variants=(),
        updates=(),
        lineage=Lineage(),
        stories=(),
    )
