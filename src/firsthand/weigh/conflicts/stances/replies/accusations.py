"""An accusation and what the accused answers: "they coached them", "the coaching is denied"."""

from collections import Counter
from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.denials import is_denial
from firsthand.weigh.conflicts.stances.judgements import judging
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

# Beginnings of words this long, so that "coaching" and "coach" meet, and how many statements of a story
# may hold one of them for it to point at one accusation.
_STEM, _FEW = 5, 5
_ALIKE, _ANSWERED = 0.33, 0.55


def find_denied_things(told: Told) -> Iterator[Finding]:
    """Yield each denial of a thing that few statements name, with the nearest one of those that says it."""
    holders = Counter(stem for each in told.profiles for stem in _stems(each.lemmas))
    for at, denial in enumerate(told.profiles):
        thing = denial.statement.object[:1]
        language = denial.language
        outright = set(denial.statement.main) & listed("rejecting", language)
        if not is_denial(denial) or not outright or not thing or len(thing[0]) < _STEM:
            continue
        if thing[0] in listed("allegations", language) | denial.names or holders[thing[0][:_STEM]] > _FEW:
            continue
        cosines = told.senses @ told.senses[at]
        said = [
            (float(cosines[other]), other)
            for other, each in enumerate(told.profiles)
            if thing[0][:_STEM] in _stems(each.lemmas)
            and each.speaker != denial.speaker
            and not is_denial(each)
            and not each.negative
            and each.language == language
            and told.claim_of[each.statement.id] != told.claim_of[denial.statement.id]
            and not wording("conditions", language).search(each.lead + each.text)
            and cosines[other] >= _ALIKE
        ]
        for sense, other in sorted(said, reverse=True)[:1]:
            yield Finding(
                kind="denial",
                left=told.profiles[other].statement,
                right=denial.statement,
                question=is_it_so(told.profiles[other]),
                because=f"The second denies what the first tells of (“{thing[0]}”).",
                confidence=0.66 + 0.3 * max(0.0, sense - _ALIKE),
            )


def find_defences(told: Told) -> Iterator[Finding]:
    """Yield what somebody says against being blamed, with the nearest blame that others lay on him."""
    best: dict[str, tuple[float, Finding]] = {}
    for pair in told.pairs:
        if not pair.two_voices or pair.sense < _ANSWERED or not (pair.left.speaker and pair.right.speaker):
            continue
        for reply, blame in pair.both:
            if not _blames(reply, turned=True) or not _blames(blame, turned=False):
                continue
            if not _of(blame, reply.speaker, told) or blame.negative or blame.statement.title:
                continue
            finding = Finding(
                kind="denial",
                left=blame.statement,
                right=reply.statement,
                question=is_it_so(blame),
                because="The first blames who says the second, which turns the blame away.",
                confidence=0.4 + 0.5 * pair.sense,
            )
            claim = told.claim_of[reply.statement.id]
            if claim not in best or best[claim][0] < pair.sense:
                best[claim] = pair.sense, finding
    yield from (finding for _, finding in best.values())


def _of(blame: Profile, speaker: str, told: Told) -> bool:
    """Tell whether a statement speaks of a source: by what it is about, or by its name."""
    source = told.sources.get(speaker)
    named = {word.lower() for word in source.name.split()} if source else set[str]()
    return speaker in blame.statement.about or bool(named & blame.names)


def _blames(profile: Profile, *, turned: bool) -> bool:
    """Tell whether a word of blame stands in a statement, turned round ("no abuse") or as it is."""
    marks = judging(profile.language)
    denying = listed("rejecting", profile.language)
    return any(
        marks.get(word, 0) < 0 and profile.turned.get(word, False) == turned
        for word in sorted(profile.lemmas - denying)
    )


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words if len(word) >= _STEM)
