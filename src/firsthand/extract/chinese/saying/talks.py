"""Talks written down: each paragraph opens with who speaks and a colon, 问：…, 林青禾：…."""

import re
from collections.abc import Sequence

from firsthand.extract.chinese.reading import Clause, Reading, Stretch
from firsthand.extract.chinese.saying.cues import Cue
from firsthand.extract.chinese.saying.sources import Speakers
from firsthand.extract.packs import words
from firsthand.model import Name

# The most characters before the colon, and how many paragraphs that open so make a talk.
LONGEST_LABEL = 16
FEWEST_TURNS = 3

_COLONS = "：:"


def find_turns(reading: Reading, speakers: Speakers) -> list[tuple[Clause, Cue, int]]:
    """Return who speaks in each turn of a talk: the label's clause, the cue and the index of a name.

    What is said goes on from the cue's body to the end of the clause, to the next turn. Turns of one who is
    not known, and those that ask, are left out.
    """
    labels = [label for paragraph in reading.paragraphs if (label := _label(reading, speakers, paragraph))]
    told = [reading.plain[start:end] for start, end, _ in labels]
    if len(labels) < FEWEST_TURNS or len(set(told)) == len(told):
        return []
    answering = _answering(speakers.names)
    found = []
    ends = [*(start for start, _, _ in labels[1:]), None]
    for (start, end, name), limit in zip(labels, ends, strict=True):
        stop = limit if limit is not None else reading.paragraph_at(start)[1]
        word = reading.plain[start:end]
        source = answering if word in words("cues", "talks", "answers", language="zh") else name
        if source is not None:
            cue = Cue("turn", (start, end), (start, end), end + 1, word)
            found.append((Clause(start, stop, "", ""), cue, source))
    return found


def asks(plain: str, paragraph: Stretch) -> bool:
    """Tell whether a paragraph is somebody's question in a talk written down: 问：…."""
    label = re.split(f"[{_COLONS}]", plain[paragraph[0] : paragraph[0] + LONGEST_LABEL], maxsplit=1)
    return len(label) > 1 and label[0].strip() in words("cues", "talks", "asks", language="zh")


def _label(reading: Reading, speakers: Speakers, paragraph: Stretch) -> tuple[int, int, int | None] | None:
    """Return the label that a paragraph opens with, and the name it holds."""
    start, end = paragraph
    stop = min(end, start + LONGEST_LABEL)
    at = min((at for mark in _COLONS if (at := reading.plain.find(mark, start, stop)) >= 0), default=-1)
    if at < 0:
        return None
    word = reading.plain[start:at].strip()
    if word in words("cues", "talks", "asks", language="zh") | words(
        "cues", "talks", "answers", language="zh"
    ):
        return start, start + len(word), None
    inside = [i for i in speakers.within(start, at) if speakers.names[i].form == "name"]
    return (start, at, inside[-1]) if inside and speakers.names[inside[-1]].end == at else None


def _answering(names: Sequence[Name]) -> int | None:
    """Return who answers where a label says only that somebody does: the first person with an office."""
    people = [i for i, name in enumerate(names) if name.kind == "person" and name.form == "name"]
    return next((i for i in people if names[i].role), people[0] if people else None)
