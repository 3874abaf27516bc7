"""Paragraphs with their speaker written beside them: turns of a transcript, and posts that are signed."""

import re
from collections.abc import Sequence

from firsthand.extract.analysis import text_of
from firsthand.extract.attribution.found import Report, Stretch
from firsthand.extract.attribution.grammar import cover, trim
from firsthand.extract.parse import Doc

# "REYES:", "DR. M. REYES (host):"; up to four words.
_TURN = re.compile(r"\s*(?:[A-Z][A-Z.'’-]+\s+){0,3}([A-Z][A-Z'’-]{2,})(?:\s*\([^)\n]{1,40}\))?:\s+(?=\S)")
# "... said so. — Ina Roe (@inaroe) June 28", as pages show posts of social networks.
_SIGNATURE = re.compile(r"\s*(?:—|–|―|--)\s*([^\W\d_][^\n()—–―]{1,50}?)\s*\(@\w{1,30}\)")
_FEWEST_TURNS = 2  # one alone may be a heading ("UPDATE: ...")
_FEWEST_SPEAKERS = 2


def transcript_turns(doc: Doc, paragraphs: Sequence[Stretch]) -> list[Report]:
    """Read each turn of a transcript as said by the one whose name opens it.

    A text counts as one where two names or more take turns.
    """
    text = text_of(doc)
    turns = [(m, end) for start, end in paragraphs if (m := _TURN.match(text, start, end))]
    names = {m.group(1) for m, _ in turns}
    if len(turns) < _FEWEST_TURNS or len(names) < _FEWEST_SPEAKERS:
        return []
    found = []
    for turn, end in turns:
        name = doc.char_span(*turn.span(1), alignment_mode="expand")
        words = doc.char_span(turn.end(), end, alignment_mode="expand")
        if name is None or words is None or not len(name) or not len(words):
            continue
        content = trim(doc, words.start, words.end - 1)
        if content is not None:
            found.append(Report(name[0], (name[0],), (content,), cover(name[0])))
    return found


def signed_posts(doc: Doc, paragraphs: Sequence[Stretch]) -> list[Report]:
    """Read what stands before a signature with an account's name as said by whoever signs it.

    That is the paragraph up to the signature, or the paragraph before where it stands alone.
    """
    text = text_of(doc)
    found = []
    for number, (start, end) in enumerate(paragraphs):
        signed = _SIGNATURE.search(text, start, end)
        if signed is None:
            continue
        name = doc.char_span(*signed.span(1), alignment_mode="expand")
        post = (start, signed.start())
        if not text[slice(*post)].strip() and number:
            post = paragraphs[number - 1]
        words = doc.char_span(*post, alignment_mode="expand")
        if name is None or words is None or not len(name) or not len(words):
            continue
        content = trim(doc, words.start, words.end - 1)
        if content is not None:
            found.append(Report(name[-1], (name[-1],), (content,), cover(name[-1])))
    return found
