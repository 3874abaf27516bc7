"""Two statements held side by side: whether they speak of one thing, and who says them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from firsthand.model import Document, Source, Statement
from firsthand.weigh.conflicts.lexicon import listed
from firsthand.weigh.conflicts.profile import Profile, weights_of_words
from firsthand.weigh.conflicts.stances.candidates import candidate_pairs
from firsthand.weigh.similarity import dots

# Neighbours are at most this many sentences apart.
_SENTENCES = 2
# A word is telling where no more statements than this hold it, or no larger a share of them.
_FEWEST, _FEW = 4, 0.04


@dataclass(frozen=True, slots=True)
class Near:
    """How two statements of one document stand: sentences apart, and statements between them."""

    apart: int
    statements: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of different claims, in the order of their documents and passages.

    `sense` is the cosine of their sense; `near` how they stand where one document tells both.
    """

    left: Profile
    right: Profile
    sense: float
    near: Near | None

    @property
    def both(self) -> tuple[tuple[Profile, Profile], tuple[Profile, Profile]]:
        """The two statements, either way round."""
        return (self.left, self.right), (self.right, self.left)

    @property
    def one_document(self) -> bool:
        """Whether one document tells both."""
        return self.left.statement.document == self.right.statement.document

    @property
    def two_voices(self) -> bool:
        """Whether different speakers say them; a document's own voice is one."""
        left, right = self.left, self.right
        if left.speaker or right.speaker:
            return left.speaker != right.speaker
        return not self.one_document

    @property
    def shared(self) -> frozenset[str]:
        """The words that both hold and that say what they speak of; names alone do not."""
        left, right = self.left, self.right
        return (left.lemmas & right.lemmas) - left.names - right.names - listed("empty", left.language)

    @property
    def subjects(self) -> bool | None:
        """Whether they are said of one thing; None where one of the subjects is not known."""
        return _meet(self.left.statement.subject, self.right.statement.subject)

    @property
    def objects(self) -> bool | None:
        """Whether what is done is done to one thing; None where one of the objects is not known."""
        one, other = (frozenset(_thing(each.statement)) for each in (self.left, self.right))
        return bool(one & other) if one and other else None


@dataclass(frozen=True, slots=True)
class Told:
    """A story's statements, ready for the detectors of stances.

    `profiles` are in the order of documents and passages, `senses` (statements, dimensions) their
    directions; `claim_of` maps statements to claims.
    """

    profiles: Sequence[Profile]
    senses: npt.NDArray[np.float32]
    claim_of: Mapping[str, str]
    sources: Mapping[str, Source]
    documents: Mapping[str, Document]
    weights: Mapping[str, float] = field(default_factory=dict)
    pairs: Sequence[Pair] = ()

    def telling(self, words: frozenset[str]) -> frozenset[str]:
        """Return those of some words that few statements of the story hold."""
        few = np.log((len(self.profiles) + 1) / (max(_FEWEST, _FEW * len(self.profiles)) + 0.5))
        return frozenset(word for word in words if self.weights.get(word, 0.0) >= few)


def told_of(
    profiles: Sequence[Profile],
    senses: npt.NDArray[np.float32],
    *,
    claim_of: Mapping[str, str],
    sources: Mapping[str, Source],
    documents: Mapping[str, Document],
) -> Told:
    """Make the statements of a story ready: its candidate pairs are found once for all detectors."""
    weights = weights_of_words(profiles)
    pairs = tuple(_pairs(profiles, senses, claim_of))
    return Told(profiles, senses, claim_of, sources, documents, weights, pairs)


def _pairs(
    profiles: Sequence[Profile],
    senses: npt.NDArray[np.float32],
    claim_of: Mapping[str, str],
) -> Iterator[Pair]:
    claims = [claim_of[each.statement.id] for each in profiles]
    found = [(at, other) for at, other in candidate_pairs(profiles) if claims[at] != claims[other]]
    cosines = dots(senses, *np.array(found, np.intp).reshape(-1, 2).T).tolist()
    for (at, other), sense in zip(found, cosines, strict=True):
        left, right = profiles[at], profiles[other]
        yield Pair(left, right, sense=sense, near=near(left, right))


def near(left: Profile, right: Profile) -> Near | None:
    """Return how two statements of one document stand; None if they are far apart."""
    one, other = left.statement, right.statement
    if one.document != other.document:
        return None
    apart = abs(one.sentence - other.sentence)
    if apart > _SENTENCES:
        return None
    return Near(apart, abs(left.place - right.place) - 1)


def _thing(statement: Statement) -> tuple[str, ...]:
    return statement.object or tuple(word for word in statement.main[1:] if word not in statement.subject)


def _meet(left: tuple[str, ...], right: tuple[str, ...]) -> bool | None:
    """Tell whether two noun phrases, heads first, name one thing: the head of one is a word of the other."""
    if not left or not right:
        return None
    return left[0] in right or right[0] in left
