"""Records patched: values whose statements left are counted again or dropped, rejected records leave."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from firsthand.model import Decision, Field, Findings, Record, Statement, Tally, Value
from firsthand.register.standing import standing_of
from firsthand.review.applying.changes import Changes
from firsthand.review.reviewed import Misfit, Reviewed
from firsthand.weigh.conflicts.intervals import overlap
from firsthand.weigh.conflicts.moments import days_overlap
from firsthand.weigh.origins import find_origins
from firsthand.weigh.origins.lines import Lines

# A later build's record of one name is the same where so much is in common: shared statements of all.
_ALIKE = 0.5


def review_records(
    before: Findings, after: Findings, decisions: Iterable[Decision], *, moved: Mapping[str, str]
) -> Reviewed:
    """Return the findings `after` review with their records patched, and rejected ones left out.

    `before` are the same findings as they were derived; `decisions` are those in force on records. A record
    without anything left is dropped. What reviewers added is not in any record before the register is
    derived again.
    """
    grounds = _Grounds(before, after, moved)
    patched = {record.id: grounds.record(record) for record in before.records}
    gone: dict[str, str] = {}
    misfits: list[Misfit] = []
    rejected: set[str] = set()
    for decision in decisions:
        found = _find(decision, before)
        if found is None:
            misfits.append(Misfit(decision, "No such record is derived any more."))
            continue
        if found.id != decision.target:
            gone[decision.target] = found.id
        if decision.action == "reject":
            rejected.add(found.id)
        elif decision.action == "accept":
            rejected.discard(found.id)
    kept = tuple(
        new for each in before.records if (new := patched[each.id]) is not None and each.id not in rejected
    )
    left = {record.id for record in kept}
    tallies = tuple(t for each in before.tallies if (t := grounds.tally(each, left)) is not None)
    if _same(kept, before.records) and _same(tallies, before.tallies):
        return Reviewed(after, gone, tuple(misfits))
    return Reviewed(replace(after, records=kept, tallies=tallies), gone, tuple(misfits))


@dataclass(frozen=True)
class _Grounds(Changes):
    """What stands behind values now. What is not among these findings (another story's) stays as it was."""

    def record(self, record: Record) -> Record | None:
        """Return a record as it stands now, the very same if nothing changed, None if nothing is left."""
        if not self._touched(record):
            return record
        fields = tuple(f for each in record.fields if (f := self._field(each)) is not None)
        claims = self._claims(record.claims)
        if not fields or (record.claims and not claims):
            return None
        statements = dict.fromkeys(s for f in fields for v in f.values for s in v.statements)
        was = dict.fromkeys(s for f in record.fields for v in f.values for s in v.statements)
        backing = self._recounted(
            tuple(was), tuple(statements), record.origins, record.independent_origins, record.documents
        )
        contested = any(field.contested for field in fields)
        return replace(
            record,
            fields=fields,
            claims=claims,
            origins=backing[0],
            independent_origins=backing[1],
            documents=backing[2],
            standing=standing_of(backing[1], contested=contested),
        )

    def tally(self, tally: Tally, records: set[str]) -> Tally | None:
        """Return a tally as it stands now, None where nobody counts any more."""
        listed = tuple(each for each in tally.listed if each in records)
        counted = tuple(v for each in tally.counted if (v := self._value(each)) is not None)
        if not counted:
            return None
        if listed == tally.listed and _same(counted, tally.counted):
            return tally
        return replace(tally, listed=listed, counted=counted)

    def _field(self, field: Field) -> Field | None:
        values = [value for each in field.values if (value := self._value(each)) is not None]
        if not values:
            return None
        against = [
            n
            for n, one in enumerate(values)
            if one.standing == "contested"
            and any(m != n and self._against(one, other) for m, other in enumerate(values))
        ]
        for n, value in enumerate(values):
            last = n == len(values) - 1
            standing = standing_of(
                value.independent_origins,
                contested=n in against,
                superseded=value.standing == "superseded" and not last,
            )
            if standing != value.standing:
                values[n] = replace(value, standing=standing)
        return replace(field, values=tuple(values), contested=field.contested and bool(against))

    def _value(self, value: Value) -> Value | None:
        left = tuple(each for each in value.statements if each not in self.gone)
        if value.statements and not left:
            return None
        claims = self._claims(value.claims)
        held = {self.claim_of.get(each) for each in left} - {None}
        own = tuple(claim for claim in claims if claim in held or claim not in self.claims) or claims
        own = tuple(sorted({*own, *(str(claim) for claim in held)}))
        conflicts = self._conflicts(value, left, own)
        restated = not self.restated.isdisjoint(left)
        if left == value.statements and not restated:
            counted = value.origins, value.independent_origins, value.documents
        else:
            counted = self._recounted(
                value.statements, left, value.origins, value.independent_origins, value.documents
            )
        party = self.moved.get(value.party, value.party)
        new = replace(
            value,
            text=self._called(value.party, party, value.text),
            claims=own,
            statements=left,
            origins=tuple(sorted({self.moved.get(each, each) for each in counted[0]})),
            independent_origins=counted[1],
            documents=counted[2],
            conflicts=conflicts,
            party=party,
            said=value.said if left == value.statements else self._said(left, value),
        )
        return value if new == value else new

    def _called(self, old: str, new: str, text: str) -> str:
        """Return a value's words, with the name a source has now where they are its former name."""
        was, now = self.names_before.get(old), self.names_after.get(new)
        return now if old and now and text == was else text

    def _against(self, one: Value, other: Value) -> bool:
        """Tell whether two answers that were contested exclude each other still."""
        if other.standing != "contested":
            return False
        if set(one.conflicts) & set(other.conflicts):
            return True
        if "denies" in (one.stance, other.stance) and one.stance != other.stance:
            return True
        if one.quantity and other.quantity and not overlap(one.quantity, other.quantity):
            return True
        return bool(one.dates and other.dates and not days_overlap(one.dates, other.dates))

    def _claims(self, claims: Sequence[str]) -> tuple[str, ...]:
        known = {claim.id for claim in self.before.claims}
        moved = (self.moved.get(each, each) for each in claims)
        return tuple(sorted({each for each in moved if each in self.claims or each not in known}))

    def _conflicts(self, value: Value, left: Sequence[str], claims: Sequence[str]) -> tuple[str, ...]:
        found = {each for each in value.conflicts if each not in self.conflicts_known}
        for each in left:
            for name in self.conflicts_of.get(each, ()):
                if not set(self.conflict_claims[name]).isdisjoint(claims):
                    found.add(name)
        return tuple(sorted(found))

    def _said(self, left: Sequence[str], value: Value) -> date | None:
        days = [
            day
            for each in left
            if (s := self.statements.get(each)) is not None and (day := self.published.get(s.document))
        ]
        return min(days, default=value.said)

    def _recounted(
        self,
        was: tuple[str, ...],
        left: tuple[str, ...],
        origins: tuple[str, ...],
        number: int,
        documents: int,
    ) -> tuple[tuple[str, ...], int, int]:
        """Return origins, independent ones and documents of the statements that are left.

        Of statements that are not in these findings the former count stands: what those that are here came
        to is taken off, and what they come to now is put in its place.
        """
        old = [s for each in was if (s := self.statements_before.get(each)) is not None]
        new = [s for each in left if (s := self.statements.get(each)) is not None]
        after, after_number = self._origins(new, now=True)
        if len(old) == len(was):
            return after, max(after_number, 1), len({s.document for s in new})
        before, before_number = self._origins(old, now=False)
        rest = set(origins) - set(before)
        shared = len(rest & set(after))
        return (
            tuple(sorted(rest | set(after))),
            max(min(number, number - before_number + after_number - shared), 1),
            max(documents - len({s.document for s in old}) + len({s.document for s in new}), 1),
        )

    def _origins(self, told: Sequence[Statement], *, now: bool) -> tuple[tuple[str, ...], int]:
        by_story: dict[str, list[Statement]] = {}
        for each in sorted(told, key=lambda s: (s.document, s.start, s.end, s.id)):
            by_story.setdefault(self.story_of.get(each.document, each.document), []).append(each)
        origins: set[str] = set()
        counted = 0
        for story in sorted(by_story):
            found, number = find_origins(by_story[story], self._lines(story, now=now))
            counted += max(number - len(set(found) & origins), 0)
            origins |= set(found)
        return tuple(sorted(origins)), counted

    def _lines(self, story: str, *, now: bool) -> Lines:
        known = self.lines_now if now else self.lines_before
        if story not in known:
            documents = frozenset(d for d, name in self.story_of.items() if name == story) or {story}
            known[story] = _lines(self.after, documents) if now else _lines_before(self.before, documents)
        return known[story]

    def _touched(self, record: Record) -> bool:
        told = {each for field in record.fields for value in field.values for each in value.statements}
        conflicts = {each for field in record.fields for value in field.values for each in value.conflicts}
        parties = {value.party for field in record.fields for value in field.values if value.party}
        return not (
            (self.gone | self.restated).isdisjoint(told)
            and self.claims_changed.isdisjoint(record.claims)
            and self.conflicts_changed.isdisjoint(conflicts)
            and self.sources_changed.isdisjoint({*record.origins, *parties})
            and all(self.conflicts_new.isdisjoint(self.conflicts_of.get(each, ())) for each in told)
        )

    @cached_property
    def lines_now(self) -> dict[str, Lines]:
        return {}

    @cached_property
    def lines_before(self) -> dict[str, Lines]:
        return {}


def _lines(findings: Findings, documents: Set[str]) -> Lines:
    """Return the lines of one story of these findings."""
    told = [s for s in findings.statements if s.document in documents]
    named = {source for s in told for source in (*s.attribution, *s.about)}
    speaking = [s for s in findings.sources if s.id in named or s.document in documents]
    return Lines(findings.lineage, speaking, told)


# What was derived is the same for every decision on it: the lines of the latest stories are kept ready.
_latest: list[tuple[tuple[object, ...], Set[str], Lines]] = []
_KEPT = 4


def _lines_before(findings: Findings, documents: Set[str]) -> Lines:
    made_of = (findings.lineage, findings.sources, findings.statements)
    for known, of_these, lines in tuple(_latest):
        if of_these == documents and all(one is other for one, other in zip(known, made_of, strict=True)):
            return lines
    lines = _lines(findings, documents)
    _latest.insert(0, (made_of, documents, lines))
    del _latest[_KEPT:]
    return lines


def _find(decision: Decision, findings: Findings) -> Record | None:
    """Return the record that a decision is about: by its id, else that of its name and its statements."""
    same = next((each for each in findings.records if each.id == decision.target), None)
    if same is not None:
        return same
    at = {(s.document, s.start, s.end): s.id for s in findings.statements}
    told = {found for p in decision.about if (found := at.get((p.document, p.start, p.end)))}
    alike: dict[str, float] = {}
    for each in findings.records if told else ():
        own = {s for field in each.fields for value in field.values for s in value.statements}
        if (each.title, each.type) == decision.names[:2]:
            alike[each.id] = len(told & own) / len(told | own)
    best = max(sorted(alike), key=lambda name: alike[name], default=None)
    if best is None or alike[best] < _ALIKE:
        return None
    return next(each for each in findings.records if each.id == best)


def _same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))
