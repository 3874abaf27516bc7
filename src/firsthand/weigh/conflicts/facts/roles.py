"""Who: one act, one saying or one superlative that is given to two."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from firsthand.model import Source, Word
from firsthand.weigh.conflicts.facts.lexicon import happenings, listed, things, wording
from firsthand.weigh.conflicts.facts.telling import Story, Telling, stem
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import phrases

# Words that two people are said to have said are one saying if so many are told, and nearly all alike.
_SAID_WORDS, _SAID_ALIKE = 8, 0.8
# What only one can be is named in so many content words behind "largest" at most.
_NAMED = 3
# Statements that give one part to two are about one thing if they are this alike in sense or in words.
_SENSE, _SHARED = 0.38, 0.4
# Volunteers and the paid are told of in other sentences: the work they share speaks for itself.
_WORK_SENSE = 0.25
# One act is given to two only if all else is told alike: so much of its words are in both.
_SAME_REST = 0.7


def find_roles(story: Story, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield pairs of statements that fill one part with two."""
    for left, right in combinations(story.tellings, 2):
        if left.statement.passage.overlaps(right.statement.passage):
            continue
        finding = (
            _said(left, right, sources)
            or _left_out(story, left, right)
            or _superlative(story, left, right)
            or _paid(story, left, right)
            or _to_whom(story, left, right)
            or _done_by(story, left, right, sources)
        )
        if finding:
            yield finding


def _said(left: Telling, right: Telling, sources: Mapping[str, Source]) -> Finding | None:
    """Find one saying that is put into two mouths."""
    one, other = sources.get(left.speaker), sources.get(right.speaker)
    if one is None or other is None or one.id == other.id or not one.kind == other.kind == "person":
        return None
    if set(left.statement.attribution) & set(right.statement.attribution):
        return None
    said = [set(re.findall(r"\w+", each.text)) for each in (left, right)]
    if min(map(len, said)) < _SAID_WORDS or not (left.statement.quoted and right.statement.quoted):
        return None
    alike = len(said[0] & said[1]) / len(said[0] | said[1])
    named = [set(re.findall(r"\w\w+", " ".join((s.name, *s.aliases)).lower())) for s in (one, other)]
    if alike < _SAID_ALIKE or named[0] & named[1] or min(len(s.name.split()) for s in (one, other)) < 2:
        return None
    return Finding(
        "role",
        left.statement,
        right.statement,
        f"Who said “{_shown(left)}”: {one.name} or {other.name}?",
        "The same words are given to two speakers.",
        round(0.5 + 0.4 * alike, 3),
    )


def _left_out(story: Story, left: Telling, right: Telling) -> Finding | None:
    """Find what one counts in and the other leaves out: "of the council", "other than the council"."""
    if left.language != right.language:
        return None
    for without, within in ((left, right), (right, left)):
        match = phrases("left_out", without.language).search(without.text)
        if match is None or phrases("left_out", within.language).search(within.text):
            continue
        at = without.statement.start + match.end()
        named = _named_behind(without, at)
        stems = {stem(word.lemma) for word in named}
        if not stems or not stems <= within.about:
            continue
        likeness = story.likeness(left, right)
        if likeness.sense < _SENSE or likeness.shared < _SHARED:
            continue
        called = without.statement.text[named[0].start - without.statement.start :]
        called = called[: named[-1].end - named[0].start]
        return Finding(
            "role",
            left.statement,
            right.statement,
            f"Does it take in “{called}”, or leave it out?",
            f"One names “{called}”, the other leaves it out (“{match.group()}”).",
            round(min(0.95, 0.4 + 0.3 * likeness.sense + 0.3 * likeness.shared), 3),
        )
    return None


def _named_behind(telling: Telling, at: int) -> list[Word]:
    """Return the name that begins behind a place in the text, with the common words inside it."""
    behind = [word for word in telling.statement.words if word.start >= at]
    named = list[Word]()
    for word in behind:
        if word.pos != "PROPN":
            break
        named.append(word)
    return named


def _superlative(story: Story, left: Telling, right: Telling) -> Finding | None:
    """Find two that are each said to be the only one of a kind: the largest, the first."""
    if left.language != right.language:
        return None
    one, other = _only(left), _only(right)
    if one is None or other is None or one[0] != other[0] or one[2] != other[2]:
        return None
    fillers = left.did & left.names, right.did & right.names
    if not all(fillers) or fillers[0] & right.about or fillers[1] & left.did:
        return None
    likeness = story.likeness(left, right)
    loose = "*share" in one[1] | other[1]
    if one[1] - other[1] and other[1] - one[1] and not loose:
        return None
    if not (one[1] & other[1] or loose) or likeness.sense < _SENSE:
        return None
    asked = one if len(one[3]) >= len(other[3]) else other
    return Finding(
        "role",
        left.statement,
        right.statement,
        f"Who or what is “{asked[3]}”: {_filler(left)} or {_filler(right)}?",
        f"Only one can be “{asked[0]}”, and two are named.",
        round(min(0.95, 0.5 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
    )


def _only(telling: Telling) -> tuple[str, frozenset[str], str, str] | None:
    """Return a superlative, the words it ranks (and their kinds), whose it is, and its wording."""
    match = wording("filling.most", telling.language).search(telling.text)
    if match is None:
        return None
    at = telling.statement.start + match.end()
    ranked = _phrase([word for word in telling.statement.words if word.start >= at])
    if not ranked or not {stem(word.lemma) for word in ranked} & telling.acts:
        return None  # it does something to the largest, or comes with it: it is not said to be it
    groups = things(telling.language), happenings(telling.language)
    kinds = (group.get(word.lemma, frozenset()) for word in ranked for group in groups)
    owner = re.search(r"(\S+)['’]s? $", telling.text[: match.start()])
    end = ranked[-1].end - telling.statement.start
    return (
        match.group(),
        frozenset(stem(word.lemma) for word in ranked).union(*kinds),
        owner.group(1) if owner else "",
        f"the {telling.statement.text[match.start() : end]}",
    )


def _phrase(words: Sequence[Word]) -> list[Word]:
    """Return the first words of a noun phrase: no more than a few, but a name whole."""
    end = 0
    for end, word in enumerate(words, 1):
        if word.pos not in {"NOUN", "ADJ", "PROPN"}:
            end -= 1
            break
        if end >= _NAMED and (end == len(words) or words[end].pos != "PROPN"):
            break
    return list(words[:end])


def _filler(telling: Telling) -> str:
    words = [
        word for word in telling.statement.words if word.pos == "PROPN" and stem(word.lemma) in telling.did
    ]
    start = telling.statement.start
    return telling.statement.text[words[0].start - start : words[-1].end - start]


def _paid(story: Story, left: Telling, right: Telling) -> Finding | None:
    """Find work at one thing that is given to volunteers, and to people who are paid."""
    for free, hired in ((left, right), (right, left)):
        unpaid, paid = _says("filling.unpaid", free), _says("filling.paid", hired)
        if not unpaid or not paid or _says("filling.paid", free) or _says("filling.unpaid", hired):
            continue
        likeness = story.likeness(left, right)
        shared = sorted(((free.did | free.done) & hired.about) - {stem(unpaid)})
        nouns = [word for word in free.statement.words if word.pos in {"NOUN", "PROPN"}]
        work = next((word.text for word in nouns if stem(word.lemma) in shared), "")
        if not work or likeness.sense < _WORK_SENSE:
            continue
        return Finding(
            "role",
            left.statement,
            right.statement,
            f"Who works for the {work}: {unpaid}, or people who are paid (“{paid}”)?",
            f"One speaks of “{unpaid}”, the other of people who are paid for it (“{paid}”).",
            round(min(0.9, 0.58 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
        )
    return None


def _says(key: str, telling: Telling) -> str:
    """Return the first word of a statement that is on a list, as it stands there."""
    wanted = frozenset(listed(key, telling.language))
    return next((word.text for word in telling.statement.words if word.lemma in wanted), "")


def _to_whom(story: Story, left: Telling, right: Telling) -> Finding | None:
    """Find one announcement that is made to two."""
    if left.language != right.language or not _announces(left) or not _announces(right):
        return None
    one, other = _hearers(left), _hearers(right)
    if not one or not other or stem(one[0]) == stem(other[0]) or not left.did & right.did & left.names:
        return None
    likeness = story.likeness(left, right)
    if likeness.sense < _SENSE:
        return None
    return Finding(
        "role",
        left.statement,
        right.statement,
        f"To whom was it said: {one[1]} or {other[1]}?",
        f"One names “{one[1]}”, the other “{other[1]}” as those who were told.",
        round(min(0.9, 0.3 + 0.4 * likeness.sense + 0.2 * likeness.shared), 3),
    )


def _announces(telling: Telling) -> bool:
    kinds = happenings(telling.language)
    words = {*telling.statement.main, *telling.statement.object[:1]}
    return any("*announce" in kinds.get(word, frozenset()) for word in words)


def _hearers(telling: Telling) -> tuple[str, str] | None:
    for match in wording("filling.to_whom", telling.language).finditer(telling.text):
        at = telling.statement.start + match.end()
        behind = [word for word in telling.statement.words if word.start >= at][:1]
        if (
            behind
            and behind[0].pos == "NOUN"
            and behind[0].start - at <= 1
            and behind[0].text != behind[0].lemma
        ):
            return behind[0].lemma, behind[0].text
    return None


def _done_by(story: Story, left: Telling, right: Telling, sources: Mapping[str, Source]) -> Finding | None:
    """Find one act that two are said to have done, both of them known by name and of one kind."""
    one, other = _doer(left, sources), _doer(right, sources)
    if one is None or other is None or one.kind != other.kind or left.speaker == right.speaker != "":
        return None
    if set(left.statement.about) & set(right.statement.about) or left.did & right.did:
        return None
    done = {each for each in left.done & right.done if not each.startswith("*")}
    if not done or not {each for each in left.acts & right.acts if not each.startswith("*")}:
        return None
    likeness = story.likeness(left, right)
    rest = [each.about - each.did for each in (left, right)]
    if len(rest[0] & rest[1]) < _SAME_REST * len(rest[0] | rest[1]):
        return None
    return Finding(
        "role",
        left.statement,
        right.statement,
        f"Who was it: {one.name} or {other.name}?",
        "One act is given to two.",
        round(min(0.9, 0.3 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
    )


def _doer(telling: Telling, sources: Mapping[str, Source]) -> Source | None:
    """Return who does what a statement tells, if that is one of the story's sources."""
    known = [sources[each] for each in telling.statement.about if each in sources]
    doing = telling.did & telling.names
    fitting = [
        each
        for each in known
        if doing & {stem(word) for name in (each.name, *each.aliases) for word in name.split()}
    ]
    return fitting[0] if len(fitting) == 1 else None


def _shown(telling: Telling, most: int = 80) -> str:
    text = " ".join(telling.statement.text.split()).strip(" .,;:“”\"'")
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
