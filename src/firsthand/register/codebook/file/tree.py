"""A codebook's YAML as a tree of texts that know their lines.

Read from the parser's events, never built into objects: a file from a stranger can neither run anything nor
swell in memory. Every scalar is the text that stands there: `no` is the language or the country, not false.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from firsthand.register.codebook.file.problems import Problems, Spot

LONGEST = 500_000
"""Characters of the longest codebook: the longest that ships has a twentieth of it."""

_DEEPEST = 12  # a word of a step of a scale stands eight deep


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a phrase, as it stands."""

    value: str
    at: Spot


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: list["Node"]
    at: Spot


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys with what stands under them; `spots` are the lines of the keys."""

    items: dict[str, "Node"]
    at: Spot
    spots: dict[str, Spot] = field(default_factory=dict)


Node = Text | Items | Entries


def read_tree(text: str, *, file: str, problems: Problems) -> Entries | None:
    """Return the tree of a codebook's text; None where it cannot be read as one, with the problems noted."""
    if len(text) > LONGEST:
        problems.add(
            Spot(file, 0),
            f"the file has {len(text):,} characters, a codebook at most {LONGEST:,}",
            "Name the codebook, not a document; or split it and use extends.",
        )
        return None
    if not text.strip():
        problems.add(Spot(file, 0), "the file is empty", f"Begin with a template: {TEMPLATE}")
        return None
    if _tabbed(text, file, problems):
        return None
    try:
        tree = _built(text, file, problems)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(
            Spot(file, mark.line + 1 if mark else 0),
            f"this cannot be read as YAML: {error.problem or error.context or 'something is off'}",
            "Look at the indentation and at brackets and quotes that are not closed; put a phrase with "
            'a colon, a # or an apostrophe in "double quotes".',
        )
        return None
    except (YAMLError, ValueError) as error:  # a control character, a broken escape
        problems.add(
            Spot(file, 0),
            f"this cannot be read as YAML: {' '.join(str(error).split())[:200]}",
            "A codebook is a plain text file in UTF-8.",
        )
        return None
    if tree is None and not problems:
        problems.add(
            Spot(file, 0), "the file holds nothing but comments", f"Begin with a template: {TEMPLATE}"
        )
    if tree is not None and not isinstance(tree, Entries):
        problems.add(
            tree.at, "this is no codebook: it does not begin with “firsthand codebook: 1”", f"See {TEMPLATE}"
        )
        return None
    return tree


TEMPLATE = "firsthand codebook new NAME."


def _tabbed(text: str, file: str, problems: Problems) -> bool:
    lines = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip()
    ]
    for line in lines[:20]:
        problems.add(Spot(file, line), "the line begins with a tab", "Indent with spaces only: two a level.")
    return bool(lines)


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is being read."""

    node: Items | Entries
    key: str | None = None


def _built(text: str, file: str, problems: Problems) -> Node | None:
    events = _events(text)
    stack: list[_Open] = []
    root: Node | None = None
    documents = 0
    for event in events:
        at = Spot(file, event.start_mark.line + 1)
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.add(at, "a second document begins here (---)", "Keep one codebook in a file.")
                return None
        elif isinstance(event, AliasEvent):
            problems.add(at, f"*{event.anchor} refers to another place of the file", _NO_ALIAS)
            return None
        elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent):
            if event.anchor:
                problems.add(at, f"&{event.anchor} is a name to refer to", _NO_ALIAS)
                return None
            if event.tag is not None and event.tag != "!":
                problems.add(at, f"{event.tag} is a type of YAML", "Remove it: a codebook holds texts.")
                return None
            node: Node
            if isinstance(event, ScalarEvent):
                node = Text(event.value, at)
            else:
                node = Items([], at) if isinstance(event, SequenceStartEvent) else Entries({}, at)
            if stack:
                _put(stack[-1], node, problems)
            else:
                root = node
            if not isinstance(node, Text):
                if len(stack) == _DEEPEST:
                    problems.add(at, "this is nested too deep", "Close the brackets that are still open.")
                    return None
                stack.append(_Open(node))
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            stack.pop()
        elif isinstance(event, DocumentEndEvent) and root is None:
            return None
    return root


_NO_ALIAS = (
    "Write out what it stands for; or, if it is a phrase, put it in quotes. Codebooks share by extends."
)


def _events(text: str) -> Iterator[Any]:
    yaml = YAML(typ="safe", pure=True)
    return yaml.parse(io.StringIO(text))  # type: ignore[no-any-return]


def _put(into: _Open, node: Node, problems: Problems) -> None:
    """Put a node where it belongs: the next item of a list, a key, or what stands under the key."""
    if isinstance(into.node, Items):
        into.node.items.append(node)
        return
    if into.key is None:
        if isinstance(node, Text):
            into.key = node.value
            if node.value in into.node.items:
                first = into.node.spots[node.value].line
                problems.add(
                    node.at,
                    f"“{node.value}” stands here a second time (first in line {first})",
                    "Merge the two, or rename one.",
                )
            into.node.spots.setdefault(node.value, node.at)
        else:
            into.key = ""
            into.node.spots.setdefault("", node.at)
            problems.add(
                node.at, "a key is a list or has keys itself", "A key is a word with a colon after it."
            )
        return
    into.node.items.setdefault(into.key, node)
    into.key = None
