"""What a denial denies: the claim whose content it turns away, or the accusation it answers."""

from collections.abc import Iterator

import numpy as np

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

# What is denied is as near in sense as this to its denial, and shares this many telling words.
_DENIED = 0.55
_FEWEST = 2
_THINGS = frozenset({"NOUN", "PROPN", "ADJ"})
# The share of the denied words that are said again.
_REPEATED = 0.5
# And of all that the denied statement names.
_OF_ALL = 0.3
# What other speakers say is denied, too, where it fits less by so little; by how many at most.
_HARDLY_LESS, _MOST = 0.08, 3
# Each of them is that much less sure than the one before.
_LATER = 0.02
# Of sentences that translate one another 95 % are nearer than this, of others in one article 2 % (the Airbus
# articles of ../shared/data/translations).
_TRANSLATED = 0.7
# An accusation that is only pointed at ("these claims") stands so many sentences before.
_BACK = 3


def find_denials(told: Told) -> Iterator[Finding]:
    """Yield each explicit denial with the statement it denies; a denial that names nothing yields none."""
    for at, denial in enumerate(told.profiles):
        if not is_denial(denial):
            continue
        pointed = _pointed_at(told, at)
        for confidence, other in _repeated(told, at) or ([pointed] if pointed else []):
            yield Finding(
                kind="denial",
                left=other.statement,
                right=denial.statement,
                question=is_it_so(other),
                because="The second denies what the first says.",
                confidence=confidence,
            )


def is_denial(profile: Profile) -> bool:
    """Tell whether a statement turns away what others say."""
    statement, language = profile.statement, profile.language
    if statement.stance == "denies":
        return True
    if _finds_no_sign(profile):
        return True
    rejecting = listed("rejecting", language)
    return bool(set(statement.main[:2]) & rejecting) and bool(
        wording("denying", language).search(profile.text) or profile.lemmas & listed("allegations", language)
    )


def _finds_no_sign(profile: Profile) -> bool:
    return profile.statement.negated and bool(set(profile.statement.main) & listed("signs", profile.language))


def _content(denial: Profile) -> frozenset[str]:
    """Return what a denial says of the matter itself, without its own words and the denier's name."""
    language = denial.language
    own = (
        listed("rejecting", language)
        | listed("signs", language)
        | listed("allegations", language)
        | listed("empty", language)
    )
    statement = denial.statement
    denier = set(statement.subject) if set(statement.main) & listed("rejecting", language) else set[str]()
    return _things(denial) - own - denier


def _things(profile: Profile) -> frozenset[str]:
    return frozenset(word.lemma for word in profile.statement.words if word.pos in _THINGS)


def _repeated(told: Told, at: int) -> list[tuple[float, Profile]]:
    """Return the statements whose content a denial repeats: the one that fits best, and what other speakers
    say that fits hardly less."""
    denial = told.profiles[at]
    content = _content(denial)
    if len(content) < _FEWEST:
        return []
    cosines = told.senses @ told.senses[at]
    found: list[tuple[float, Profile]] = []
    for other in np.argsort(-cosines, kind="stable"):
        sense = float(cosines[other])
        if sense < _DENIED:
            break
        said = told.profiles[other]
        if not _can_be_denied(told, denial, said):
            continue
        fit = _fit(denial, said, content, sense)
        if fit is not None:
            found.append((fit, said))
    found.sort(key=lambda each: -each[0])  # of those that fit equally well, the nearest in sense first
    best: dict[str, tuple[float, Profile]] = {}
    for fit, said in found:
        if fit >= found[0][0] - _HARDLY_LESS:
            best.setdefault(said.speaker, (fit - _LATER * len(best), said))
    return list(best.values())[:_MOST]


def _fit(denial: Profile, said: Profile, content: frozenset[str], sense: float) -> float | None:
    """Return how surely a denial denies a statement (0..1); None where it speaks of something else.

    Across languages, words do not meet: there the two must be as near as translations are.
    """
    voiced = 0.05 if said.speaker else -0.05
    if denial.language != said.language:
        return 0.4 + 0.4 * sense + voiced if sense >= _TRANSLATED else None
    subject = said.statement.subject
    named = bool(subject) and subject[0] in denial.lemmas
    shared = len(content & said.lemmas)
    if _finds_no_sign(denial) and not named:
        return None
    if shared < max(_FEWEST, _REPEATED * len(content)) or shared < _OF_ALL * len(_things(said)):
        return None
    return min(0.9, 0.35 + 0.4 * sense + 0.15 * shared / len(content) + voiced + (0.05 if named else -0.05))


def _pointed_at(told: Told, at: int) -> tuple[float, Profile] | None:
    """Return the nearest statement before a denial that others make: what "these claims" stands for."""
    denial = told.profiles[at]
    allegations, thing = listed("allegations", denial.language), denial.statement.object
    if (thing and thing[0] not in allegations) or (not thing and _content(denial)):
        return None
    if not denial.lemmas & allegations:
        return None
    for said in reversed(told.profiles[max(0, at - 12) : at]):
        statement = said.statement
        if statement.document != denial.statement.document:
            return None
        if denial.statement.sentence - statement.sentence > _BACK:
            return None
        if not said.speaker or not _can_be_denied(told, denial, said) or statement.title:
            continue
        if _accuses(said, denial):
            return 0.7, said
    return None


def _accuses(said: Profile, denial: Profile) -> bool:
    """Tell whether a statement is about who denies."""
    named = set(denial.statement.subject) & said.lemmas
    return bool(
        named
        or denial.speaker in said.statement.about
        or set(denial.statement.about) & set(said.statement.about)
    )


def _accuser(said: Profile) -> str:
    """Return who brings a statement forward: its last relay, who may tell of the denier's own words."""
    return said.statement.attribution[-1] if said.statement.attribution else ""


def _can_be_denied(told: Told, denial: Profile, said: Profile) -> bool:
    one, other = denial.statement, said.statement
    return (
        told.claim_of[one.id] != told.claim_of[other.id]
        and not one.passage.overlaps(other.passage)
        and denial.speaker != _accuser(said)
        and not is_denial(said)
        and not other.negated
        and not wording("conditions", said.language).search(said.text)
        and other.modal not in listed("unreal", said.language)
    )
