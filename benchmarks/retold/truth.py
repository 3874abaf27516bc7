"""What is known of generated stories: who had what from whom, what each text carries, what was changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

How = Literal["own", "copy", "light", "cut", "rewrite", "translation"]
ChangeKind = Literal["figure", "name", "place", "day", "hedge", "quotation", "update"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A fact that a document tells in [start, end) of its text, in code points.

    `value` is the figure, name or words as told here, "" where the sentence tells the fact without it.
    `origin` is where the line begins: "<story>:<source>" for somebody who is named, else the name of
    the document (or id of the latent text) that told it first in its own voice.
    """

    fact: str
    value: str
    start: int
    end: int
    origin: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a retelling changed: `before` and `after` are the words; a mistake unless kind is "update"."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One document and the truth about it.

    `name` says nothing of its place in the story. `parent` is the name of a document, the id of a latent
    text, or None for an account of its own. `alike` are further documents that a reader could not tell
    from the parent: they have all that this one has from it but for a word or two, no mistake among
    them, no later, and no credit says which (for an account of its own: full copies of it of the same
    day). `how` is what was done to the parent; `credits` whether the text names the parent's outlet.
    `words` are the marks of its words,
    sentence by sentence, see `passages`.
    """

    name: str
    text: str
    title: str
    publisher: str
    published: date
    parent: str | None
    alike: frozenset[str]
    how: How
    credits: bool
    carries: tuple[Carried, ...]
    changes: tuple[Change, ...]
    sentences: tuple["Marked", ...]

    @property
    def data(self) -> bytes:
        """The document as bytes, UTF-8."""
        return self.text.encode()


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence [start, end) of a document; `marks` are its words, alike only where one was copied."""

    start: int
    end: int
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Latent:
    """A text that nobody collected, and the documents written from it.

    `tellable` is false where one of the children has everything that the others have from it, and no
    two of them credit it: then nobody can see from the texts that there was another.
    """

    id: str
    outlet: str
    children: tuple[str, ...]
    tellable: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage of two documents with the same wording by descent: [start, end) in each.

    `words` is how many words are alike; in between and among them some may be edited.
    """

    a: str
    b: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int


@dataclass(frozen=True, slots=True)
class RetoldStory:
    """The documents about one event with all that is true of them. `facts` are the true values by fact."""

    id: str
    facts: Mapping[str, str]
    documents: tuple[Told, ...]
    latents: tuple[Latent, ...]

    def origins(self, fact: str, value: str) -> frozenset[str]:
        """Return the independent origins of a fact as told with one value, over all documents."""
        return frozenset(
            carried.origin
            for document in self.documents
            for carried in document.carries
            if carried.fact == fact and carried.value == value
        )
