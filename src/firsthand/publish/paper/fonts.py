"""Which characters the PDF can draw, and what stands for those it cannot: never an empty box.

Latin, Greek and Cyrillic come with typst (Libertinus Serif, SIL Open Font License). Chinese needs Noto Sans
CJK (the same licence) from the package `noto-cjk-sans-jp-regular`: one file with the forms of all regions,
chosen by the language of the text.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from importlib import resources

from firsthand.read.script import IDEOGRAPH

_PACKAGES = ("noto_cjk_sans_jp_regular",)
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")
_PROBE = (
    '#set document(title: "t")\n#set text(lang: "en", font: ("Libertinus Serif", "Noto Sans CJK JP"))\n'
    "#for letter in json(bytes(sys.inputs.letters)) { par(letter) }"
)
# Everything in these is in Libertinus Serif 7.051, which typst brings: no need to ask.
_SURE = frozenset(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180)) if code != 0xAD)


def font_folders() -> list[str]:
    """Return the folders of the fonts that are installed with firsthand; none where they are missing."""
    found = []
    for package in _PACKAGES:
        try:
            found.append(str(resources.files(package)))
        except ModuleNotFoundError:
            continue
    return found


def drawable(letters: set[str], folders: Sequence[str]) -> set[str]:
    """Return those of the letters that the fonts have."""
    asked = sorted(letters - _SURE - set("\n\t "))
    if not folders:  # without that font no ideograph is there: there may be thousands to ask for
        asked = [letter for letter in asked if not IDEOGRAPH.match(letter)]
    missing = _missing(tuple(asked), tuple(folders))
    return (letters & (_SURE | set("\n\t "))) | (set(asked) - missing)


@functools.lru_cache(maxsize=64)
def _missing(letters: tuple[str, ...], folders: tuple[str, ...]) -> frozenset[str]:
    """Ask typst, which names one letter it cannot draw at a time."""
    import json

    import typst

    left = list(letters)
    missing: set[str] = set()
    while left:
        # A mark that sits on a letter is asked for on one.
        shown = [f"a{c}" if unicodedata.category(c).startswith("M") else c for c in left]
        try:
            typst.compile(
                _PROBE.encode(),
                format="pdf",
                sys_inputs={"letters": json.dumps(shown)},
                font_paths=typst.Fonts(include_system_fonts=False, font_paths=[*folders]),
                pdf_standards="ua-1",
            )
            return frozenset(missing)
        except typst.TypstError as error:
            told = _MISSING.search(str(error))
            shown_there = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), told[1]) if told else ""
            # Where it cannot be told which letter it was, none of them is risked.
            named = {c for c in left if c in shown_there} or set(left)
            missing |= named
            left = [c for c in left if c not in named]
    return frozenset(missing)


def substitute(text: str, missing: frozenset[str]) -> str:
    """Return a text with what cannot be drawn in brackets: Chinese in pinyin, others by their numbers."""
    if missing.isdisjoint(text):
        return text
    parts = []
    for stretch in re.findall(
        "|".join(
            (
                f"[{''.join(map(re.escape, sorted(missing)))}]+",
                f"[^{''.join(map(re.escape, sorted(missing)))}]+",
            )
        ),
        text,
    ):
        parts.append(stretch if stretch[0] not in missing else f"[{_named(stretch)}]")
    return "".join(parts)


def _named(letters: str) -> str:
    from pypinyin import lazy_pinyin

    if all(IDEOGRAPH.match(letter) for letter in letters):
        return " ".join(lazy_pinyin(letters))
    return " ".join(f"U+{ord(letter):04X}" for letter in letters)
