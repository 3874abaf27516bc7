# ruff: noqa: E501
"""An invented matter for the tests of tracing: the observatory of Vessen and its missing lenses.

Nobody and nothing in it exists. `WIRE` is the agency text; the others are what was made of it.
"""

from datetime import date

from firsthand.model import Document, Passage, Source, Statement, content_id

WIRE = """Observatory at Vessen lost nine lenses, audit finds

Nine brass lenses vanished from the hilltop observatory at Vessen during the winter refit, according to an audit seen by Quill Wire. The curators noticed the gap only when a visiting astronomer asked for the seventeenth-century pieces by their shelf marks.

The audit, which runs to sixty pages, blames a leaking skylight that forced the staff to move cabinets into an unlocked corridor. A locksmith had warned the trustees twice about the corridor before the refit began.

"Nobody carried them out under a coat, they were packed and labelled like any loan," said Orla Benn, who wrote the audit.

The trustees of the observatory deny that anything was stolen and say the lenses were misfiled. They have promised a full inventory before the comet season opens in June.
"""

COPY = """Nine lenses missing from Vessen observatory

Nine brass lenses vanished from the hilltop observatory at Vessen in the course of the winter refit, according to an audit seen by Quill Wire. The curators noticed the gap only when a visiting astronomer asked for the pieces by their shelf marks.

The audit, which runs to sixty pages, blames a leaking skylight that forced staff to move the cabinets into an unlocked corridor.
"""

REORDERED = """Locksmith warned trustees about corridor

A locksmith had warned the trustees twice about the corridor before the refit began, Quill Wire reported. Ferry crews on the lake have meanwhile found nothing.

The curators noticed the gap only when a visiting astronomer asked for the seventeenth-century pieces by their shelf marks. Tickets for the summer shows will be sold as usual, a clerk said.
"""

REWRITE = """Where did the old glass go?

An examiner says the hilltop house for star-gazers lost nine brass lenses while builders were in during winter, Quill Wire has learned. Curators did not see the gap until an astronomer on a visit wanted the old pieces.

Water from a leaking skylight made the staff push cabinets into a corridor without a lock, the audit of sixty pages explains. Trustees had two warnings from a locksmith about that corridor.

Orla Benn, author of the audit, believes the lenses left the house packed and with labels. The trustees deny a theft; the lenses were misfiled, they say, and an inventory will be full by June when the comet season opens.
"""

INDEPENDENT = """Stargazers miss their treasures

Children who climbed the hill on Sunday found the doors of the Vessen observatory shut. My own questions about the lenses went unanswered by the trustees, and two carpenters of the refit told me over soup that crates left by the back gate in February.

One curator drew me a map of the corridor where the brass used to stand. An audit? She had heard of it, and of nine lenses; the rest is gossip of astronomers.
"""

QUOTING = """Quoted: the author of the lens report

Our weekend column collects sayings. From the mountains comes this one: "Nobody carried them out under a coat, they were packed and labelled like any loan," said Orla Benn. Send yours on a postcard.
"""

OTHER_MATTER = """Harvest of winter pears fails along the Ilm

Frost in April killed most of the blossom in the pear orchards along the Ilm, growers said on Friday. The cooperative of Dorn expects to press a third of last year's cider.

Beekeepers lost hives as well. Insurance covers hail but no frost, and the ministry of farming has promised loans without interest until the next crop.
"""


def document(
    name: str, text: str, *, publisher: str | None = None, published: date | None = None
) -> Document:
    title = text.split("\n", 1)[0]
    return Document(
        id=content_id("d", text), name=name, text=text, title=title, publisher=publisher, published=published
    )


def mention(told: Document, words: str) -> Passage:
    start = told.text.index(words)
    return Passage(told.id, start, start + len(words))


def outlet(name: str = "Quill Wire", *, document: str | None = None) -> Source:
    return Source(content_id("source", name), name, "outlet", document=document)


def cites(told: Document, source: Source, words: str) -> tuple[str, str, Passage]:
    return told.id, source.id, mention(told, words)


def statement(told: Document, words: str, *attribution: Source) -> Statement:
    at = mention(told, words)
    return Statement(
        id=content_id("s", told.id, at.start),
        document=told.id,
        start=at.start,
        end=at.end,
        text=words,
        sentence=0,
        attribution=tuple(source.id for source in attribution),
    )
