"""What is found where somebody is said to have said something."""

from dataclasses import dataclass

from firsthand.extract.parse import Token
from firsthand.model import Citation, Name
from firsthand.model.statement import Stance

Stretch = tuple[int, int]  # [start, end) in characters of the document


@dataclass(frozen=True, slots=True)
class Attribution:
    """One stretch of a document that somebody is said to have said.

    [start, end) is what was said, without the words that name the source and attribute; content
    in several pieces is several Attributions. `chain` are indices of names: the origin first,
    then each relay outward. `evidence` are the source's words and the attributing words. `cue`
    is the lemma of the attributing word. `direct` is true inside quotation marks. `carried` is
    true where the source is not named beside it but goes on from what stands before. `attitude` marks
    what somebody is said to want, back or talk about, not to have said: no statement rests on it.
    """

    start: int
    end: int
    chain: tuple[int, ...]
    evidence: tuple[Stretch, ...] = ()
    cue: str = ""
    stance: Stance = "asserts"
    direct: bool = False
    carried: bool = False
    attitude: bool = False


@dataclass(frozen=True, slots=True)
class Attributions:
    """Everything one document attributes.

    `names` are the names given, perhaps extended at the end, so that indices hold. Attributions are
    in the order of the text, attitudes behind all others.
    """

    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One place where words attribute words, before nesting is worked out.

    `sources` are the head words of those who speak, origin first; empty where nobody is named.
    `contents` are the stretches said. `act` marks that the content is the speaking itself
    ("the ministry has denied the claims"). `scope` is wider than `contents`: where cues of reports
    inside this one lie. `unnamed` are the words that stand for an unnamed source. `elsewhere` marks a
    quotation in a paragraph of its own: its cue stands in another.
    """

    cue: Token
    sources: tuple[Token, ...]
    contents: tuple[Stretch, ...]
    cue_words: Stretch
    stance: Stance = "asserts"
    act: bool = False
    carried: bool = False
    unnamed: Stretch | None = None
    speech: bool = True
    elsewhere: bool = False
    attitude: bool = False
