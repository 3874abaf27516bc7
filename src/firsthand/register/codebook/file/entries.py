"""What stands under a key: a text, a list, a name; a problem where it is something else."""

import re
from collections.abc import Collection

from firsthand.register.codebook.file.problems import Problems, Spot, did_you_mean
from firsthand.register.codebook.file.tree import Entries, Items, Text

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_LONGEST_NAME = 60


def is_name(name: str, at: Spot, what: str, problems: Problems) -> bool:
    """Tell whether this may name a type, a field, a step: lower case, no spaces; a problem if not."""
    if _NAME.fullmatch(name) and len(name) <= _LONGEST_NAME:
        return True
    better = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:_LONGEST_NAME]
    fix = f"Write “{better}”" if _NAME.fullmatch(better) else "Write a short word"
    problems.add(
        at,
        f"“{name[:80]}” cannot name a {what}: a name has small letters, digits and _ or - between them",
        f"{fix} and put the words for the reader under label.",
    )
    return False


def known_keys(node: Entries, known: Collection[str], what: str, problems: Problems) -> None:
    """Note every key that is not known here, with the one that was probably meant."""
    for key, at in node.spots.items():
        if key not in known:
            problems.add(at, f"{what} has no key “{key[:80]}”", did_you_mean(key, known))


def entries(node: Entries, key: str, problems: Problems) -> Entries | None:
    """Return what has keys of its own under a key; None where nothing is there."""
    under = node.items.get(key)
    if under is None or isinstance(under, Entries):
        return under
    problems.add(
        node.spots[key], f"nothing with keys of its own stands under {key}", f"Indent it below {key}:."
    )
    return None


def text(node: Entries, key: str, problems: Problems) -> str:
    """Return the text under a key, in one line; "" where nothing is there."""
    under = node.items.get(key)
    if under is None:
        return ""
    if isinstance(under, Text):
        return " ".join(under.value.split())
    problems.add(node.spots[key], f"{key} is a list or has keys", f"Write one text after {key}:.")
    return ""


def required(node: Entries, key: str, what: str, problems: Problems) -> str:
    """Return the text under a key that must be there."""
    said = text(node, key, problems)
    if not said:
        problems.add(node.spots.get(key, node.at), f"{what} has no {key}", f"Write {key}: and a few words.")
    return said


def texts(node: Entries, key: str, problems: Problems) -> list[Text]:
    """Return the texts listed under a key; a single text is a list of one."""
    under = node.items.get(key)
    if isinstance(under, Text) and under.value:
        return [under]
    if isinstance(under, Items) and all(isinstance(item, Text) and item.value for item in under.items):
        return [item for item in under.items if isinstance(item, Text)]
    if under is not None:
        problems.add(node.spots[key], f"{key} is no list of words", f"Write {key}: [one, another].")
    return []


def one_of(node: Entries, key: str, known: Collection[str], problems: Problems) -> str:
    """Return the word under a key, which must be one of those known; "" where it is not."""
    said = text(node, key, problems)
    if said and said not in known:
        problems.add(node.spots[key], f"{key} is “{said[:80]}”", did_you_mean(said, known))
        return ""
    return said
