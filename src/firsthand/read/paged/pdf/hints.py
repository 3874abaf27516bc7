"""What a paragraph's letters tell of its job: title and headings are larger or bolder.

What the words say goes before: a letterhead or a byline is often the largest print on a page, and no title.
"""

import re
from collections import Counter
from collections.abc import Sequence

from firsthand.model import BlockKind
from firsthand.read.page_words import PageWords
from firsthand.read.paged.naming import tells_itself
from firsthand.read.paged.pdf.account import Item, is_cell, usual_size

# Against the letters of most of the text: a heading's, a title's.
_HEADING, _TITLE = 1.1, 1.2
_BOLDER = 150
_HEADING_WORDS, _TITLE_WORDS, _CAPTION_WORDS = 20, 40, 60
_CAPTION = re.compile(
    r"(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)?|tab(?:le|elle|leau|la|ella|\.)?|photo|foto|bild|chart|map|karte|"
    r"carte|graphique|grafik|gráfico|grafico|mapa|cuadro|diagram(?:me|ma|m)?|box)\s*"
    r"(?:[a-z]?\d+(?:[.-]\d+)*[a-z]?\s*(?P<mark>[.:–—|)-])?|(?P<colon>:))(?=\s)"
    r"|[图圖表]\s*[\d一二三四五六七八九十]+(?P<wide>\s|[：:.、])",
    re.IGNORECASE,
)


def hints_of(found: Sequence[Item], words: PageWords) -> list[BlockKind | None]:
    """Say of each paragraph what size, weight and place tell of it; `words` are its language's."""
    weights: Counter[int] = Counter()
    for item in found:
        if item.row is None and not item.running:
            weights[item.weight] += len(item.text)
    size = usual_size(found)
    weight = weights.most_common(1)[0][0] if weights else 0
    said = frozenset(
        at
        for at, item in enumerate(found)
        if not item.running and item.row is None and tells_itself(item.text, words)
    )
    title = _title(found, size, said)
    hints: list[BlockKind | None] = []
    for at, item in enumerate(found):
        hint = _hint(item, size, weight)
        hints.append("title" if at == title else None if hint == "heading" and at in said else hint)
    return hints


def _title(found: Sequence[Item], size: float, said: frozenset[int]) -> int | None:
    """Return which item heads the document: the largest of its first page, if larger than the text."""
    first = next((item.sheet for item in found if not item.running), 0)
    large = [
        at
        for at, item in enumerate(found)
        if item.sheet == first
        and at not in said
        and not item.running
        and item.row is None
        and item.size > _TITLE * size
        and len(item.text) > 4
        and len(item.text.split()) <= _TITLE_WORDS
    ]
    return max(large, key=lambda at: (round(found[at].size), -at), default=None)


def _hint(item: Item, size: float, weight: int) -> BlockKind | None:
    if item.running:
        return "furniture"
    if item.row is not None:
        return "cell" if is_cell(item) else None
    words = len(item.text.split())
    if words <= _CAPTION_WORDS and (caption := _CAPTION.match(item.text)):
        marked = caption["mark"] or caption["colon"] or caption["wide"]
        if marked or item.size < 0.95 * size:
            return "caption"
    if words > _HEADING_WORDS or item.text.endswith((".", "。", ":", "：", ";", ",")):
        return None
    larger = item.size > _HEADING * size
    bolder = weight > 0 and item.weight >= weight + _BOLDER and item.size > 0.95 * size
    return "heading" if larger or bolder else None
