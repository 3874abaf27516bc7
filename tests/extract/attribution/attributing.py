"""Reading a text written in a test, and asking who is said to have said a passage of it."""

from firsthand.extract.analysis import analyse
from firsthand.extract.attribution import find_attributions
from firsthand.extract.names import find_names
from firsthand.model import Block, Document


def read(text, kinds=None):
    parts = text.split("\n\n")
    blocks, at = [], 0
    for part, kind in zip(parts, kinds or ["paragraph"] * len(parts), strict=True):
        blocks.append(Block(at, at + len(part), kind))
        at += len(part) + 2
    document = Document("d", "d.txt", text, tuple(blocks))
    (analysis,) = analyse([document])
    return find_attributions(analysis, find_names(analysis))


def reported(text, kinds=None):
    """Return what is attributed as said, attitudes left out."""
    return [a for a in read(text, kinds).attributions if not a.attitude]


def said(text, passage, kinds=None):
    """Return the innermost attribution that covers a passage, and its chain as text."""
    found = read(text, kinds)
    start = text.index(passage)
    around = [a for a in found.attributions if a.start <= start and start + len(passage) <= a.end]
    if not around:
        return None, []
    best = min(around, key=lambda a: a.end - a.start)
    return best, [found.names[i].text for i in best.chain]


def chain(text, passage, kinds=None):
    return said(text, passage, kinds)[1]
