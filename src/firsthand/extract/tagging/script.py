"""Chinese in one script: traditional characters as simplified ones, wide Latin and digits as narrow ones."""

import functools
import importlib.util
import unicodedata
from pathlib import Path


def simplified(text: str) -> str:
    """Return a text with its traditional characters as simplified ones, as many of them, so offsets hold.

    "臺灣９月" gives "台湾9月". Where a traditional character has several simplified forms the
    commonest is taken, without looking at the word it stands in.
    """
    return text.translate(_table())


@functools.cache
def _table() -> dict[int, str]:
    """Read the table once a process. Source: OpenCC's TSCharacters (Apache-2.0)."""
    pairs: dict[int, str] = {}
    for line in _file_of("opencc", "dictionary/TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        before, _, after = line.partition("\t")
        first = after.split(" ")[0]
        if len(before) == 1 and len(first) == 1:
            pairs[ord(before)] = first
    for code in range(0xFF01, 0xFF5F):  # full-width forms of ASCII
        narrow = unicodedata.normalize("NFKC", chr(code))
        if narrow.isalnum() or narrow in ".%/~+":
            pairs[code] = narrow
    pairs[0x3000] = " "
    return pairs


def _file_of(package: str, path: str) -> Path:
    """Return a data file of an installed package, without running any of its code."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"Chinese needs the package {package}; install firsthand anew")
    return Path(spec.submodule_search_locations[0]) / path


def dictionary_file() -> Path:
    """Return jieba's dictionary (MIT): a word, its frequency and its part of speech a line."""
    return _file_of("jieba", "dict.txt")
