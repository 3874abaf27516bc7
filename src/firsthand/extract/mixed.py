"""Documents in more than one language: each paragraph is read in its own."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from firsthand.extract.analysis import SPOKEN_BLOCKS
from firsthand.extract.languages import LANGUAGES, language_name
from firsthand.model import Block, Document, Extraction, Name
from firsthand.read import surely_in

# Characters a paragraph needs before it is taken to be in another language than the document: shorter
# ones are mostly names, and the detector calls those anything.
_ENOUGH = 120
_ENOUGH_CHINESE = 40
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{6}")


def by_language(document: Document) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Split a document into the parts that are read in different languages, the main one first.

    Each part is the whole text with the same id; only its own paragraphs are among its blocks. Almost
    every document is one part; one in a language without a pack is none. The notes say which paragraphs
    are in another language than the rest.
    """
    main = document.language or "en"
    others = {n: other for n, block in enumerate(document.blocks) if (other := _other(document, block, main))}
    if not others:
        return ((document,) if main in LANGUAGES else ()), ()
    codes = [main, *sorted(set(others.values()))]
    told = Counter(others.values())
    return (
        tuple(_only(document, code, others) for code in codes if code in LANGUAGES),
        tuple(
            f"{_paragraphs(told[code])} in {language_name(code)}: "
            + ("read in that language" if code in LANGUAGES else "not read for statements")
            for code in codes[1:]
        ),
    )


def joined(extractions: Iterable[Extraction]) -> Extraction:
    """Join what was taken out of the parts of one document."""
    first, *rest = extractions
    for other in rest:
        shift = len(first.names)
        first = Extraction(
            document=first.document,
            statements=tuple(
                sorted(
                    first.statements
                    + tuple(
                        replace(s, speakers=tuple(speaker + shift for speaker in s.speakers))
                        for s in other.statements
                    ),
                    key=lambda s: (s.start, s.end),
                )
            ),
            names=first.names + tuple(_shifted(name, shift) for name in other.names),
            citations=first.citations + tuple(replace(c, speaker=c.speaker + shift) for c in other.citations),
            places=tuple(sorted(first.places + other.places, key=lambda p: (p.start, p.end))),
            notes=tuple(dict.fromkeys(first.notes + other.notes)),
        )
    return first


def _shifted(name: Name, shift: int) -> Name:
    return name if name.owner is None else replace(name, owner=name.owner + shift)


def _other(document: Document, block: Block, main: str) -> str | None:
    if block.kind != "paragraph" or block.end - block.start < _ENOUGH_CHINESE:
        return None
    text = document.text[block.start : block.end]
    if len(text) < _ENOUGH and not _IDEOGRAPHS.search(text):
        return None
    found = surely_in(text)
    return found if found not in {None, main} else None


def _only(document: Document, language: str, others: Mapping[int, str]) -> Document:
    """Return the document with the blocks of one language; headings go with the main one."""
    main = document.language or "en"
    blocks = tuple(
        block
        if others.get(number, main) == language or block.kind not in SPOKEN_BLOCKS
        else replace(block, kind="furniture")
        for number, block in enumerate(document.blocks)
    )
    return replace(document, language=language, blocks=blocks)


def _paragraphs(count: int) -> str:
    return "1 paragraph is" if count == 1 else f"{count} paragraphs are"
