"""What is found in a Chinese text, put so that a test can say what it expects."""

from dataclasses import replace

from firsthand.extract import chinese
from firsthand.extract.analysis import Analysis, analyse
from firsthand.extract.attribution import Attributions
from firsthand.model import Document
from firsthand.read import read_bytes

Told = tuple[tuple[str, ...], str]


def analysis_of(text: str) -> Analysis:
    """Return a text as it is read from a file, in Chinese."""
    document = replace(read_bytes(text.encode(), name="text.txt"), language="zh")
    (analysis,) = analyse([document])
    return analysis


def bare(text: str) -> Analysis:
    """Return a text without blocks, whatever is in it."""
    (analysis,) = analyse([Document("d", "d", text, language="zh")])
    return analysis


def attributions_in(text: str) -> Attributions:
    analysis = analysis_of(text)
    return chinese.find_attributions(analysis, chinese.find_names(analysis))


def told(text: str) -> list[Told]:
    """Return who said what: the chain as written, the origin first, and the words."""
    found = attributions_in(text)
    return [
        (tuple(found.names[i].text for i in said.chain), text[said.start : said.end].rstrip("。"))
        for said in found.attributions
    ]
