"""What a gold set and a system are both brought to: texts, and the reports in them."""

from dataclasses import dataclass

Stretch = tuple[int, int]  # [start, end) in code points of the text


@dataclass(frozen=True, slots=True)
class Report:
    """One thing somebody is said to have said.

    `content` are its stretches, in order. `chain` are the links, the origin first: each is all the
    stretches that name that source (a gold source in two pieces; or a system's source and every other
    mention of the same bearer, see `own`). `own` are the words the system itself gave for each link.
    `kind` is the gold's type, "" where it has none. `around` is where else the gold's origin may be
    named (CEC). `cue` is the lemma of the attributing word, as well as it is known.
    """

    content: tuple[Stretch, ...]
    chain: tuple[tuple[Stretch, ...], ...] = ()
    own: tuple[tuple[Stretch, ...], ...] = ()
    kind: str = ""
    cue: str = ""
    around: tuple[Stretch, ...] = ()
    marks: tuple[Stretch, ...] = ()  # the cue's words in the text

    @property
    def size(self) -> int:
        """How many characters were said."""
        return sum(end - start for start, end in self.content)


@dataclass(frozen=True, slots=True)
class Text:
    """One document of a gold set; `reports` are all that it attributes."""

    name: str
    language: str
    text: str
    reports: tuple[Report, ...]


def joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Return stretches in order, those that touch or overlap made one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def without(stretches: tuple[Stretch, ...], hole: Stretch) -> tuple[Stretch, ...]:
    """Return stretches with [hole) cut out of them."""
    left: list[Stretch] = []
    for start, end in stretches:
        left += [(start, min(end, hole[0])), (max(start, hole[1]), end)]
    return joined(left)


def shared(one: tuple[Stretch, ...], other: tuple[Stretch, ...]) -> int:
    """Return how many characters two sets of stretches have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
