"""What a codebook's parts say of one another: every name leads somewhere, no rule undoes another."""

from collections.abc import Iterable, Mapping

from firsthand.register.codebook.codebook import Codebook, FieldRule, RecordType
from firsthand.register.codebook.file.keys import STORY
from firsthand.register.codebook.file.problems import Problems, Spot, did_you_mean
from firsthand.register.codebook.file.tree import Entries, Node


def check_references(codebook: Codebook, tree: Entries, problems: Problems) -> None:
    """Note every name that leads nowhere, every circle, and every signal that can never count."""
    types = [kind.name for kind in codebook.types]
    for kind in codebook.types:
        spots = _Spots(tree, kind.name)
        _check_names(kind, spots, problems)
        _check_phrases(kind, spots, problems)
        _check_sense(kind, spots, problems)
        others = [name for name in types if name != kind.name]
        if kind.near and kind.near not in others:
            problems.add(
                spots.key("near"),
                f"near names “{kind.near}”, which is no other record type",
                did_you_mean(kind.near, others),
            )
        for rule in kind.fields:
            _check_apart(rule, kind, spots, problems)
            if rule.counts and rule.counts not in types:
                problems.add(
                    spots.field(rule.name, "counts"),
                    f"counts names “{rule.counts}”, which is no record type",
                    did_you_mean(rule.counts, types),
                )
    _check_circles(codebook, tree, problems)


class _Spots:
    """Where in the file the keys of a record type stand."""

    def __init__(self, tree: Entries, name: str) -> None:
        records = tree.items.get("records")
        node = records.items.get(name) if isinstance(records, Entries) else None
        self._node = node if isinstance(node, Entries) else tree
        self.own = records.spots.get(name, tree.at) if isinstance(records, Entries) else tree.at

    def key(self, key: str) -> Spot:
        """Where a key of the type stands."""
        return self._node.spots.get(key, self.own)

    def field(self, name: str, key: str) -> Spot:
        """Where a key of a field stands."""
        fields: Node | None = self._node.items.get("fields")
        rule = fields.items.get(name) if isinstance(fields, Entries) else None
        return rule.spots.get(key, rule.at) if isinstance(rule, Entries) else self.own


def _check_names(kind: RecordType, spots: _Spots, problems: Problems) -> None:
    names = [rule.name for rule in kind.fields]
    for key, said in (("needs", kind.needs), ("same", kind.same), ("updates", kind.updates)):
        known = [*names, STORY] if key == "same" else names
        for name in said:
            if name not in known:
                problems.add(
                    spots.key(key), f"{key} names “{name}”, which is no field of “{kind.name}”",
                    did_you_mean(name, known),
                )  # fmt: skip
        for name in sorted({name for name in said if said.count(name) > 1}):
            problems.add(spots.key(key), f"{key} names “{name}” twice", "Remove one.")
    if STORY in names:
        problems.add(
            spots.field(STORY, "kind"),
            f"a field cannot be called “{STORY}”",
            f"Call it otherwise: “{STORY}” names the documents about one matter.",
        )


def _check_phrases(kind: RecordType, spots: _Spots, problems: Problems) -> None:
    for key, phrases in (("signals", kind.signals), ("weak", kind.weak)):
        for language, said in phrases.items():
            never = kind.never.get(language, ())
            for phrase in said:
                barring = next((other for other in never if _holds(phrase, other, language)), None)
                if barring == phrase:
                    problems.add(
                        spots.key(key),
                        f"“{phrase}” is both in {key} and in never of “{kind.name}”",
                        "Leave it in one of them.",
                    )
                elif barring:
                    problems.add(
                        spots.key(key),
                        f"“{phrase}” in {key} of “{kind.name}” can never count: "
                        f"it holds “{barring}”, which is in never",
                        "Remove one of them.",
                    )
    for language, said in kind.weak.items():
        for phrase in said:
            if phrase in kind.signals.get(language, ()):
                problems.add(
                    spots.key("weak"),
                    f"“{phrase}” is both in signals and in weak of “{kind.name}”",
                    "Leave it in signals if it is enough alone, in weak if it leans on a signal nearby.",
                )


def _holds(phrase: str, other: str, language: str) -> bool:
    if language == "zh":
        return other in phrase
    return f" {other} " in f" {phrase} "


def _check_sense(kind: RecordType, spots: _Spots, problems: Problems) -> None:
    if not kind.signals:
        more = " (weak words count only near a signal)" if kind.weak else ""
        problems.add(
            spots.own, f"the record type “{kind.name}” has no signals{more}: no statement speaks of it",
            "Write signals: {en: [phrase, phrase]}.",
        )  # fmt: skip
    if not kind.same:
        problems.add(
            spots.own, f"nothing says when two records of “{kind.name}” are one",
            "Write same: [field, field], or same: [story].",
        )  # fmt: skip
    dates = [name for name in kind.same if (rule := kind.field(name)) and rule.kind == "date"]
    if kind.within_days and not dates:
        problems.add(
            spots.key("within_days"),
            f"within_days says how far dates may lie apart, but same of “{kind.name}” names no date",
            "Add a date field to same, or remove within_days.",
        )  # fmt: skip


def _check_apart(rule: FieldRule, kind: RecordType, spots: _Spots, problems: Problems) -> None:
    if not rule.apart:
        return
    fitting = [other.name for other in kind.fields if other.kind in ("place", "party") and other != rule]
    if rule.apart == rule.name:
        problems.add(
            spots.field(rule.name, "apart"),
            f"“{rule.name}” is apart from itself",
            "Name another field, or remove it.",
        )
    elif rule.apart not in fitting:
        wrong = "is no place or party" if kind.field(rule.apart) else f"is no field of “{kind.name}”"
        problems.add(
            spots.field(rule.name, "apart"), f"apart names “{rule.apart}”, which {wrong}",
            did_you_mean(rule.apart, fitting),
        )  # fmt: skip


def _check_circles(codebook: Codebook, tree: Entries, problems: Problems) -> None:
    """Note types that count one another and fields that are apart from one another, in a circle."""
    counting = {kind.name: [rule.counts for rule in kind.fields if rule.counts] for kind in codebook.types}
    for circle in _circles(counting):
        kind = codebook.type(circle[0])
        rule = next(rule for rule in kind.fields if rule.counts) if kind else None
        problems.add(
            _Spots(tree, circle[0]).field(rule.name if rule else "", "counts"),
            f"record types count one another in a circle: {' → '.join([*circle, circle[0]])}",
            "A type that counts is a type of its own (figure): remove one counts.",
        )
    for circle in _circles({kind.name: [kind.near] for kind in codebook.types if kind.near}):
        if len(circle) > 1:
            problems.add(
                _Spots(tree, circle[0]).key("near"),
                f"record types are near one another in a circle: {' → '.join([*circle, circle[0]])}",
                "Say it at one of them.",
            )
    for kind in codebook.types:
        apart = {rule.name: [rule.apart] for rule in kind.fields if rule.apart and rule.apart != rule.name}
        for circle in _circles(apart):
            problems.add(
                _Spots(tree, kind.name).field(circle[0], "apart"),
                f"fields are apart from one another in a circle: {' → '.join([*circle, circle[0]])}",
                "Say it at one of them.",
            )


def _circles(leads: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Return each circle once, from its first name in the alphabet."""
    found: set[tuple[str, ...]] = set()

    def follow(path: tuple[str, ...]) -> None:
        for following in leads.get(path[-1], ()):
            if following in path:
                circle = path[path.index(following) :]
                start = circle.index(min(circle))
                found.add(circle[start:] + circle[:start])
            elif following in leads:
                follow((*path, following))

    for name in leads:
        follow((name,))
    return sorted(found)
