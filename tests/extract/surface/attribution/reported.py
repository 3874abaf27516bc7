"""Sentences of one language, and what is to be found in each: content, who said it, through whom, how."""

from dataclasses import replace

from firsthand.extract.analysis import analyse
from firsthand.extract.languages import grammar_of
from firsthand.read import read_bytes

Row = tuple[str, tuple[str, ...], str]
"""Content, chain (words of each link, the origin first), stance; "" in a chain is a source left out."""


def found_in(text: str, language: str) -> list[Row]:
    """Return everything that is attributed in a text."""
    document = replace(read_bytes(text.encode(), name="report.txt"), language=language)
    (analysis,) = analyse([document])
    grammar = grammar_of(language)
    found = grammar.find_attributions(analysis, grammar.find_names(analysis))
    return [
        (
            document.text[attribution.start : attribution.end],
            tuple(found.names[i].text for i in attribution.chain),
            attribution.stance,
        )
        for attribution in found.attributions
    ]


def has(found: list[Row], content: str, chain: tuple[str, ...], stance: str = "asserts") -> bool:
    """Tell whether a content was found with its chain: each name holds the words told, or they hold it."""
    return any(
        _alike(content, said)
        and len(chain) == len(names)
        and all(
            link.lower() in name.lower() or name.lower() in link.lower()
            for link, name in zip(chain, names, strict=True)
        )
        and stance == how
        for said, names, how in found
    )


def _alike(wanted: str, found: str) -> bool:
    """Tell whether two contents are the same but for marks and a word at an edge."""
    one, other = wanted.strip(' .,;:«»“”"\xa0—–-'), found.strip(' .,;:«»“”"\xa0—–-')
    return one == other or (
        min(len(one), len(other)) > 0.8 * max(len(one), len(other)) and (one in other or other in one)
    )
