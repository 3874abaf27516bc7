"""What one passage asserts, and who is said to have said it."""

from dataclasses import dataclass
from typing import Literal

from firsthand.model.mention import DateRange, Name, Place, Quantity
from firsthand.model.passage import Passage

Stance = Literal["asserts", "denies", "doubts", "plans"]


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a statement: its surface, lemma (lower case) and universal part of speech."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one passage asserts, as worded; never merged, never edited.

    `start`, `end` and `text` are the passage, without the words that attribute it. `quoted` is
    true when it stands inside quotation marks. `stance` is what the speaker does with it:
    in "the ministry denied that X" the statement X has stance "denies".

    As worded, from extraction: `speakers` are indices into `Extraction.names`, the origin
    (first speaker) first, then each relay outward; empty is the document's own voice.
    `evidence` are the passages of the words that name those speakers and that attribute (cues).
    `hedges` are the words that weaken it ("allegedly", "may"), `negated` and `modal` describe its
    main verb. `main` are the lemmas of its main predicate; `words` its content words. `subject` are
    the lemmas of the words that say who or what does it, `object` to whom or what it is done (in
    English also of passives), the head word first; empty where that is not known.
    `reports_speech` marks a statement about an act of speaking ("the ministry has denied the claims").

    Filled by resolution: `attribution` are ids of sources, in the order of `speakers`, without
    the document's own publisher; `about` are ids of sources it mentions; `reading` is the text
    with pronouns and descriptions replaced by what they stand for.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    sentence: int
    quoted: bool = False
    stance: Stance = "asserts"
    speakers: tuple[int, ...] = ()
    evidence: tuple[Passage, ...] = ()
    hedges: tuple[str, ...] = ()
    negated: bool = False
    modal: str | None = None
    main: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    reports_speech: bool = False
    title: bool = False
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateRange, ...] = ()
    attribution: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    reading: str = ""

    @property
    def passage(self) -> Passage:
        """The passage of the document that this statement is."""
        return Passage(self.document, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Citation:
    """Words by which a document says that it draws on somebody: "CNN, citing a report by ...".

    `speaker` is an index into `Extraction.names`; `start`, `end` cover the citing words.
    """

    speaker: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was taken out of one document. The unit of the per-document map, and of its cache."""

    document: str
    statements: tuple[Statement, ...] = ()
    names: tuple[Name, ...] = ()
    citations: tuple[Citation, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()
