"""One field of a record: its kind, and what a field of that kind may say."""

from typing import Any, Literal, cast

from firsthand.extract.packs import load
from firsthand.model import FieldKind
from firsthand.register.codebook.codebook import Choice, FieldRule, Step
from firsthand.register.codebook.file import keys
from firsthand.register.codebook.file.entries import is_name, known_keys, one_of, required, text, texts
from firsthand.register.codebook.file.phrases import read_phrases
from firsthand.register.codebook.file.problems import Problems, Spot, did_you_mean
from firsthand.register.codebook.file.tree import Entries, Items, Node

_PRECISIONS: tuple[Literal["country", "region", "city"], ...] = ("country", "region", "city")
_WHERE: tuple[Literal["at", "of", "with", "from"], ...] = ("at", "of", "with", "from")
_WHO: tuple[Literal["subject", "object", "owner", "any"], ...] = ("subject", "object", "owner", "any")


def read_field(name: str, node: Node, *, at: Spot, problems: Problems) -> FieldRule | None:
    """Return the rule that a field says; None where its kind is not known, with the problems noted."""
    if not isinstance(node, Entries):
        problems.add(at, f"the field “{name}” says nothing", f"Write {name}: {{kind: text, label: …}}.")
        return None
    what = f"the field “{name}”"
    if "kind" not in node.items:
        problems.add(at, f"{what} has no kind", f"Write kind: and one of {', '.join(keys.KINDS)}.")
        return None
    kind = one_of(node, "kind", keys.KINDS, problems)
    if not kind:
        return None
    _fitting_keys(node, kind, name, problems)
    read = _Field(node, problems)
    rule = FieldRule(
        name=name,
        kind=cast(FieldKind, kind),
        label=required(node, "label", what, problems),
        line=at.line,
        signals=read.phrases("signals"),
        where=read.some_of("where", _WHERE, ("at",)),
        precision=read.some_of("precision", _PRECISIONS, _PRECISIONS),
        apart=text(node, "apart", problems),
        scene=one_of(node, "scene", ("yes", "no"), problems) == "yes",
        units=read.phrases("units"),
        counts=text(node, "counts", problems),
        who=read.some_of("who", _WHO, ("any",)),
        scale=_steps(node, at, problems) if kind == "status" else (),
        choices=_choices(node, problems) if kind == "text" else (),
    )
    if kind == "text" and not rule.signals and not rule.choices:
        problems.add(
            at,
            f"{what} would hold any text: it has neither signals nor choices",
            "Write signals: with the words it stands after, or choices: with the values it may have.",
        )
    return rule


def _fitting_keys(node: Entries, kind: str, name: str, problems: Problems) -> None:
    """Note keys that no field has, and those that only another kind of field has."""
    fitting = (*keys.FIELD, *keys.FIELD_OF[kind])
    for key, at in node.spots.items():
        others = [other for other, theirs in keys.FIELD_OF.items() if key in theirs]
        if key in fitting:
            continue
        if others:
            problems.add(
                at,
                f"“{key}” is for a field of kind {' or '.join(others)}; “{name}” is of kind {kind}",
                f"Remove it, or write kind: {others[0]}.",
            )
        else:
            known = {key for theirs in keys.FIELD_OF.values() for key in theirs}
            problems.add(at, f"a field has no key “{key[:80]}”", did_you_mean(key, {*fitting, *known}))


class _Field:
    """Reads what stands under a field's keys."""

    def __init__(self, node: Entries, problems: Problems) -> None:
        self._node = node
        self._problems = problems

    def phrases(self, key: str) -> Any:
        return read_phrases(self._node.items.get(key), key=key, problems=self._problems)

    def some_of(self, key: str, known: tuple[Any, ...], default: tuple[Any, ...]) -> Any:
        said = texts(self._node, key, self._problems)
        for item in said:
            if item.value not in known:
                self._problems.add(item.at, f"{key} is “{item.value[:80]}”", did_you_mean(item.value, known))
        return tuple(word for word in known if word in {item.value for item in said}) or default


def _steps(node: Entries, at: Spot, problems: Problems) -> tuple[Step, ...]:
    scale = node.items.get("scale")
    if scale is None:
        problems.add(at, "a status has no scale", "Write scale: with its steps, the lowest first.")
        return ()
    states = load("status")["scale"]
    steps: list[Step] = []
    for step in _named(scale, node.spots["scale"], "scale", "step", problems):
        known_keys(step, keys.STEP, "a step", problems)
        said = texts(step, "states", problems)
        for item in said:
            if item.value not in states:
                problems.add(item.at, f"“{item.value[:80]}” is no state", did_you_mean(item.value, states))
        words = read_phrases(step.items.get("words"), key="words", problems=problems)
        name = text(step, "name", problems)
        if not words and not said:
            problems.add(step.at, f"nothing tells the step “{name}”", "Write words: or states:.")
        steps.append(
            Step(name, text(step, "label", problems) or name, words, tuple(item.value for item in said))
        )
    for number, one in enumerate(steps):
        for state in one.states:
            if any(state in other.states for other in steps[:number]):
                problems.add(
                    node.spots["scale"], f"the state “{state}” is on two steps", "Leave it on one of them."
                )
    return tuple(steps)


def _choices(node: Entries, problems: Problems) -> tuple[Choice, ...]:
    choices = node.items.get("choices")
    if choices is None:
        return ()
    read: list[Choice] = []
    for choice in _named(choices, node.spots["choices"], "choices", "choice", problems):
        known_keys(choice, keys.CHOICE, "a choice", problems)
        words = read_phrases(choice.items.get("words"), key="words", problems=problems)
        name = text(choice, "name", problems)
        if not words:
            problems.add(choice.at, f"nothing tells the choice “{name}”", "Write words: {en: [phrase]}.")
        read.append(Choice(name, text(choice, "label", problems) or name, words))
    return tuple(read)


def _named(node: Node, at: Spot, key: str, what: str, problems: Problems) -> list[Entries]:
    """Return the items of a list whose items have a name, none of them twice."""
    if not isinstance(node, Items) or not node.items:
        problems.add(at, f"{key} is no list", f"Write each {what} as “- {{name: …, label: …}}”.")
        return []
    found: list[Entries] = []
    seen: dict[str, int] = {}
    for item in node.items:
        if not isinstance(item, Entries):
            problems.add(
                item.at, f"a {what} has no keys", f"Write “- {{name: …, label: …}}” for each {what}."
            )
            continue
        name = required(item, "name", f"the {what}", problems)
        if not name or not is_name(name, item.spots["name"], what, problems):
            continue
        if name in seen:
            problems.add(
                item.at,
                f"the {what} “{name}” stands here a second time (first in line {seen[name]})",
                "Remove one.",
            )
            continue
        seen[name] = item.at.line
        found.append(item)
    return found
