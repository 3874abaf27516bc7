"""Markup left inside sentences, and sentences that page matter broke in two."""

import re

from firsthand.model import Document

# Tags and signs that set a word off; only whole pairs and known tags, so that "5 < 6" and a footnote
# star stay as they are.
_TAGS = (
    r"</?(?:a|b|i|u|s|em|strong|span|p|br|sup|sub|mark|font|small|q|cite|code|del|ins)"
    r"(?:\s[^<>\n]{0,200})?/?>"
)
_INLINE = re.compile(
    rf"""(?P<tag>{_TAGS})
    | (?P<open>!?\[)(?=[^\[\]\n]{{1,300}}\]\([^()\s]{{1,500}}(?:\s"[^"\n]*")?\))
    | (?P<link>(?<=\S)\]\([^()\s]{{1,500}}(?:\s"[^"\n]*")?\))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PAIRS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\1(?![\w*])"
                    r"|(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,300})(?<=[^\s_])\3(?![\w_])")  # fmt: skip
_ENDS = ".!?:;\"'”’)…"
_PAGE_MATTER = frozenset({"byline", "furniture", "caption"})


def blank_markup(text: str) -> str:
    """Return the text with inline markup turned into spaces, character for character."""
    if not any(sign in text for sign in "<*_["):
        return text
    text = _INLINE.sub(lambda found: " " * len(found[0]), text)
    return _PAIRS.sub(
        lambda found: (
            " " * len(found[1] or found[3]) + (found[2] or found[4]) + " " * len(found[1] or found[3])
        ),
        text,
    )


def continuations(document: Document) -> frozenset[int]:
    """Return where blocks begin that go on with a sentence that page matter broke in two.

    A paragraph that stops without a full stop, then a byline or an advert, then a paragraph that
    begins in lower case: the reader's eye joins the two, and so should a parser.
    """
    found: set[int] = set()
    last = None
    broken = False
    for block in document.blocks:
        if block.kind in _PAGE_MATTER:
            broken = last is not None
        elif block.kind == "paragraph":
            begins = document.text[block.start : block.start + 1].islower()
            if broken and begins and last is not None and document.text[last.end - 1] not in _ENDS:
                found.add(block.start)
            last, broken = block, False
        else:
            last, broken = None, False
    return frozenset(found)
