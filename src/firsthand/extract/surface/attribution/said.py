"""One place where words attribute words, before it is worked out who stands behind whom."""

from dataclasses import dataclass

from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.parse import Token
from firsthand.extract.surface.attribution.phrases import Phrase
from firsthand.model.statement import Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that attribute, what they attribute, and the phrase that speaks.

    `source` is None where nobody is named: then the speaker before goes on, if `carried`, or nobody
    known is (`unnamed` are the words that stand for him). `relays` are phrases for those through whom
    the words came; `origin` one whom the source leans on. `act` marks that the content is the speaking
    itself ("X criticised the plan"). `giver` is the number of the saying whose speaker goes on.
    """

    cue: Token
    lemma: str
    contents: tuple[Stretch, ...]
    cue_words: tuple[Stretch, ...]
    unit: int
    source: Phrase | None = None
    relays: tuple[Phrase, ...] = ()
    origin: Phrase | None = None
    stance: Stance = "asserts"
    act: bool = False
    carried: bool = False
    unnamed: Stretch | None = None
    direct: bool = False
    giver: int | None = None

    def report(self) -> Report:
        """Return it as the nesting of reports wants it."""
        return Report(
            cue=self.cue,
            sources=(),
            contents=self.contents,
            cue_words=self.cue_words[0] if self.cue_words else self.contents[0],
            stance=self.stance,
            act=self.act,
            carried=self.carried,
        )
