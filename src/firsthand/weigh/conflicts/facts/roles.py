"""Who: one act or one place in the story that is given to two."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from firsthand.model import Source, Word
from firsthand.weigh.conflicts.facts.lexicon import listed
from firsthand.weigh.conflicts.facts.telling import Story, Telling, pairs, stem
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import phrases

# What one account counts in and the other leaves out is one thing if the statements are this alike.
_SENSE, _SHARED = 0.38, 0.4
# Volunteers and the paid are told of in other sentences: the work they share speaks for itself.
_WORK_SENSE = 0.25
# One act is given to two only if all else is told alike: so much of its words are in both.
_SAME_REST = 0.7


def find_left_out(story: Story) -> Iterator[Finding]:
    """Yield pairs in which one counts in what the other leaves out ("other than the council")."""
    leaving = [each for each in story.tellings if phrases("left_out", each.language).search(each.text)]
    for without in leaving:
        match = phrases("left_out", without.language).search(without.text)
        named = _named_behind(without, without.statement.start + match.end()) if match else []
        stems = {stem(word.lemma) for word in named}
        for within in story.tellings if match and stems else ():
            if within in leaving or within.language != without.language or not stems <= within.about:
                continue
            likeness = story.likeness(without, within)
            if likeness.sense < _SENSE or likeness.shared < _SHARED or not match:
                continue
            start = without.statement.start
            called = without.statement.text[named[0].start - start : named[-1].end - start]
            yield Finding(
                "role",
                without.statement,
                within.statement,
                f"Does it take in “{called}”, or leave it out?",
                f"One names “{called}”, the other leaves it out (“{match.group()}”).",
                round(min(0.95, 0.4 + 0.3 * likeness.sense + 0.3 * likeness.shared), 3),
            )


def _named_behind(telling: Telling, at: int) -> list[Word]:
    """Return the name that begins behind a place in the text."""
    named = list[Word]()
    for word in (word for word in telling.statement.words if word.start >= at):
        if word.pos != "PROPN":
            break
        named.append(word)
    return named


def find_paid(story: Story) -> Iterator[Finding]:
    """Yield pairs in which work at one thing is given to volunteers, and to people who are paid."""
    unpaid = {id(each): word for each in story.tellings if (word := _says("filling.unpaid", each))}
    paid = {id(each): word for each in story.tellings if (word := _says("filling.paid", each))}
    both = unpaid.keys() & paid.keys()
    for free in (each for each in story.tellings if id(each) in unpaid.keys() - both):
        for hired in (each for each in story.tellings if id(each) in paid.keys() - both):
            likeness = story.likeness(free, hired)
            shared = ((free.did | free.done) & hired.about) - {stem(unpaid[id(free)])}
            nouns = [word for word in free.statement.words if word.pos in {"NOUN", "PROPN"}]
            work = next((word.text for word in nouns if stem(word.lemma) in shared), "")
            if not work or likeness.sense < _WORK_SENSE:
                continue
            one, other = unpaid[id(free)], paid[id(hired)]
            yield Finding(
                "role",
                free.statement,
                hired.statement,
                f"Who works for the {work}: {one}, or people who are paid (“{other}”)?",
                f"One speaks of “{one}”, the other of people who are paid for it (“{other}”).",
                round(min(0.9, 0.58 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
            )


def _says(key: str, telling: Telling) -> str:
    """Return the listed word that a statement is chiefly about: its verb, who does it, what is done."""
    statement = telling.statement
    chief = {*statement.main, *statement.subject[:1], *statement.object[:1]}
    wanted = chief & frozenset(listed(key, telling.language))
    return next((word.text for word in statement.words if word.lemma in wanted), "")


def find_doers(story: Story, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Yield pairs in which one act is done by two, both known by name and of one kind."""
    acting: dict[str, list[Telling]] = defaultdict(list)
    doers = {id(each): doer for each in story.tellings if (doer := _doer(each, sources)) is not None}
    for each in story.tellings:
        for act in each.acts if id(each) in doers and each.done and _done_once(each) else ():
            acting[act].append(each)
    for act in sorted(acting):
        for left, right in pairs(acting[act]):
            one, other = doers[id(left)], doers[id(right)]
            if one.kind != other.kind or left.speaker == right.speaker != "" or left.did & right.did:
                continue
            if one.id in right.statement.about or other.id in left.statement.about:
                continue
            here, there = left.about - left.did, right.about - right.did
            alike = len(here & there) / len(here | there)
            if alike < _SAME_REST or not left.done & right.done:
                continue
            likeness = story.likeness(left, right)
            yield Finding(
                "role",
                left.statement,
                right.statement,
                f"Who was it: {one.name} or {other.name}?",
                "One act, which is done once only, is given to two.",
                round(min(0.9, 0.4 + 0.3 * alike + 0.2 * likeness.sense), 3),
            )


def _done_once(telling: Telling) -> bool:
    """Tell whether a statement's act is done once only to one thing: founded, won, murdered."""
    wanted = frozenset(listed("filling.once", telling.language))
    return any(word in wanted for word in telling.statement.main[:1])


def _doer(telling: Telling, sources: Mapping[str, Source]) -> Source | None:
    """Return who does what a statement tells, if that is one of the story's sources."""
    doing = telling.did & telling.names
    fitting = [
        source
        for source in (sources[each] for each in telling.statement.about if each in sources)
        if doing & {stem(word) for name in (source.name, *source.aliases) for word in name.split()}
    ]
    return fitting[0] if len(fitting) == 1 else None
