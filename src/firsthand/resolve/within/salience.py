"""Whom a pronoun means: the one spoken of last, fittest in number and gender, most in the foreground."""

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.naming.kinds import kind_of_name
from firsthand.model import Document, Extraction, Name
from firsthand.resolve.within.entities import Cast, Entity

# Points by which candidates are ranked. Chosen by hand after Lappin and Leass (1994), An Algorithm for
# Pronominal Anaphora Resolution, and checked on the speakers of the seeds.
_SENTENCE = 20.0  # a mention loses this with every sentence that passes
_SUBJECT = 14.0
_SPEAKER = 12.0  # it spoke: who spoke last goes on speaking
_LAST_SPEAKER = 8.0
_OFTEN = 0.6  # per mention so far, up to ten
_REACH = 4  # sentences a pronoun may look back
_FAR_REACH = 12  # to whoever spoke last, over long quotations
_CLAUSE = 80  # characters a clause is taken to reach
_OWNING = 4.0  # "the administration's line"
# In the marks of any tradition; a German quotation closes with the mark that opens an English one.
_QUOTATION = re.compile(
    r"„[^„“”]{1,2000}[“”]|“[^“”]{1,2000}”|«[^«»]{1,2000}»|»[^«»]{1,2000}«|「[^「」]{1,2000}」|\"[^\"\n]{1,2000}\""
)
_QUOTED = 12.0  # a mention inside a quotation, for a pronoun outside it


@dataclass(frozen=True, slots=True)
class Salience:
    """What makes the entities of one document prominent: who speaks, and what stands in quotation marks."""

    speakers: frozenset[int]
    order: tuple[int, ...]
    quoted: tuple[tuple[int, int], ...]

    def before(self, cast: Cast, index: int, *, whole: bool = False) -> list[Entity]:
        """Return the entities mentioned before a name, the latest first; `whole` adds the later ones."""
        found: list[tuple[int, Entity]] = []
        for entity in cast.entities:
            earlier = [k for k in entity.mentions if k < index]
            if earlier:
                found.append((max(earlier), entity))
            elif whole and entity.mentions:
                found.append((-min(entity.mentions), entity))
        found.sort(key=lambda pair: -pair[0])
        return [entity for _, entity in found]

    def last(self, entity: Entity, index: int) -> int:
        """Return the index of an entity's last mention before a name; -1 if there is none."""
        return max((k for k in entity.mentions if k < index), default=-1)

    def last_sentence(self, cast: Cast, entity: Entity, index: int) -> int:
        """Return the sentence in which an entity was last mentioned before a name; -1 if never."""
        return max((cast.names[k].sentence for k in entity.mentions if k < index), default=-1)

    def of(self, cast: Cast, entity: Entity, index: int) -> float:
        """Return how prominent an entity is where a name stands; more is more."""
        name = cast.names[index]
        inside = self._quotation(name)
        earlier = [k for k in entity.mentions if k < index]
        if not earlier:
            return -5 * _SENTENCE
        best = -100.0
        for k in earlier[-6:]:
            mention = cast.names[k]
            points = -_SENTENCE * (name.sentence - mention.sentence)
            points += _SUBJECT * mention.subject + _SPEAKER * (k in self.speakers)
            if self._quotation(mention) is not None and inside is None:
                points -= _QUOTED
            if cast.document.text[mention.end : mention.end + 2] in ("'s", "’s"):
                points += _OWNING
            if mention.sentence == name.sentence and mention.subject and not name.subject:
                points += 1.0
            best = max(best, points)
        return best + _OFTEN * min(len(earlier), 10)

    def antecedent(self, cast: Cast, index: int) -> Entity | None:
        """Return whom a pronoun stands for; None if nobody fits."""
        name = cast.names[index]
        if name.owner is not None and cast.of[name.owner] is not None:
            return cast.entities[cast.of[name.owner] or 0]
        if "relative" in cast.vocabulary.pronouns.get(name.head, {}):
            return self._just_before(cast, index)
        if name.head in cast.vocabulary.first_person:
            return None  # the author, or whoever is quoted
        repeated = self._resumed(cast, index)
        if repeated is not None:
            return repeated
        if name.plural:
            pair = self._pair(cast, index)
            if pair is not None:
                return pair
        speaker = self._last_speaker(cast, index)
        best: tuple[float, int] | None = None
        for number in self._recent(cast, index):
            entity = cast.entities[number]
            fit = _agreement(cast, name, entity)
            if fit is None or self.named_after(cast, entity, index):
                continue
            last = self.last_sentence(cast, entity, index)
            reach = _FAR_REACH if entity.number == speaker else _REACH
            if last < 0 or name.sentence - last > reach:
                continue
            score = fit + self.of(cast, entity, index) + _LAST_SPEAKER * (entity.number == speaker)
            if best is None or score > best[0]:
                best = (score, entity.number)
        return cast.entities[best[1]] if best else None

    def named_after(self, cast: Cast, entity: Entity, index: int) -> bool:
        """Tell whether an entity is named later in the clause of a subject: "he told Brandt" is not Brandt.

        Principle C of binding theory (Chomsky 1981). A speaker named later may be meant: "..., Brandt said".
        """
        name = cast.names[index]
        if not name.subject:
            return False
        for k in entity.mentions[bisect.bisect_right(entity.mentions, index) :]:
            later = cast.names[k]
            if later.sentence != name.sentence:
                return False
            if later.form != "name" or later.start - name.end > _CLAUSE:
                continue
            if later.kind == "government" and not later.subject:
                continue  # a country as a place: "it would pull out of Ruritania"
            if index in self.speakers or not (later.subject and k in self.speakers):
                return True
        return False

    def _recent(self, cast: Cast, index: int) -> list[int]:
        """Return the entities mentioned within reach before a name, in order of number."""
        found: set[int] = set()
        earliest = cast.names[index].sentence - _FAR_REACH
        for k in range(index - 1, -1, -1):
            if cast.names[k].sentence < earliest:
                break
            number = cast.of[k]
            if number is not None:
                found.add(number)
        return sorted(found)

    def _last_speaker(self, cast: Cast, index: int) -> int | None:
        """Return the entity that spoke last before a name; a report only for "it"."""
        neuter = cast.names[index].gender == "n"
        at = bisect.bisect_left(self.order, index) - 1
        while at >= 0:
            number = cast.of[self.order[at]]
            if number is not None and (neuter or cast.entities[number].kind != "document"):
                return number
            at -= 1
        return None

    def _pair(self, cast: Cast, index: int) -> Entity | None:
        """Return the first of two persons named together just before, whom "they" means."""
        name = cast.names[index]
        people = [
            k
            for k in range(max(0, index - 12), index)
            if cast.names[k].form == "name"
            and cast.names[k].kind == "person"
            and 0 < name.sentence - cast.names[k].sentence <= 2
        ]
        for one, other in itertools.pairwise(people):
            between = cast.document.text[cast.names[one].end : cast.names[other].start]
            number = cast.of[one]
            if number is not None and len(between) < 60 and re.match(r",? and |,[^.;]*,? and ", between):
                return cast.entities[number]
        return None

    def _resumed(self, cast: Cast, index: int) -> Entity | None:
        """Return what a pronoun repeats right behind it, as translated text has it: "the mayor he said"."""
        name = cast.names[index]
        if index == 0 or not name.subject or name.gender not in ("m", "f"):
            return None
        previous = cast.names[index - 1]
        number = cast.of[index - 1]
        touching = cast.document.text[previous.end : name.start] == " " and previous.form != "pronoun"
        if not touching or number is None or previous.sentence != name.sentence or not name.text[0].isupper():
            return None
        return cast.entities[number]

    def _just_before(self, cast: Cast, index: int) -> Entity | None:
        for k in range(index - 1, max(-1, index - 4), -1):
            number = cast.of[k]
            if cast.names[k].sentence == cast.names[index].sentence and number is not None:
                return cast.entities[number]
        return None

    def _quotation(self, name: Name) -> tuple[int, int] | None:
        at = bisect.bisect_right(self.quoted, (name.start, 1 << 60)) - 1
        if at >= 0 and self.quoted[at][0] <= name.start < self.quoted[at][1]:
            return self.quoted[at]
        return None


def salience_of(document: Document, extraction: Extraction, ranks: Sequence[int]) -> Salience:
    """Read off an extraction who speaks, and off the text what is quoted.

    `ranks` are the places of the extraction's names in order of text.
    """
    speakers = frozenset(ranks[k] for statement in extraction.statements for k in statement.speakers)
    quoted = [match.span() for match in _QUOTATION.finditer(document.text)]
    return Salience(speakers, tuple(sorted(speakers)), tuple(quoted))


def _agreement(cast: Cast, name: Name, entity: Entity) -> float | None:
    """Say how well number and gender agree; None where they exclude one another."""
    if name.gender in ("m", "f"):
        if entity.kind != "person" and not (entity.kind == "unnamed" and not _plural(cast, entity)):
            return None
        if entity.gender and entity.gender != name.gender:
            return None
        if not entity.names and all(
            text.casefold() in cast.vocabulary.bare_people for text in entity.described
        ):
            return None  # "anyone" is nobody
        return (6.0 if entity.gender else 0.0) + (4.0 if entity.names else 0.0)
    if name.gender == "n":
        if entity.kind in ("person", "unnamed") or (_plural(cast, entity) and not entity.names):
            return None
        if entity.kind == "organisation" and not credible(cast, entity):
            return None
        fits = {"organisation": 6.0, "outlet": 2.0, "government": 2.0, "document": 0.0}
        return fits.get(entity.kind, 0.0)
    if entity.kind == "person" or entity.kind == "document":
        return None
    return 8.0 if _plural(cast, entity) else -8.0


def credible(cast: Cast, entity: Entity) -> bool:
    """Tell whether a name of unknown kind is that of a body: it acts, or its words or office say so."""
    if entity.key or entity.role_phrases or not entity.names:
        return True
    if any(kind_of_name(tuple(name.split()), titled=False) for name in entity.names):
        return True
    acts = any(cast.names[k].subject and cast.names[k].form == "name" for k in entity.mentions)
    return acts and not any(letter.isdigit() for name in entity.names for letter in name)


def _plural(cast: Cast, entity: Entity) -> bool:
    return entity.kind != "government" and any(cast.names[k].plural for k in entity.mentions)
