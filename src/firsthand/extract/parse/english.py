"""English: a full parse, each word with its head and role."""

from collections.abc import Collection, Iterable, Iterator

from firsthand.extract.parse.forms import form_of
from firsthand.extract.parse.pipeline import pipeline
from firsthand.extract.parse.tokens import Doc, Morph, Token
from firsthand.extract.parse.units import Unit, parse_units, parts_of

_NO_FEATURES = Morph("")


def parse(texts: Iterable[tuple[str, Collection[int]]]) -> Iterator[Doc]:
    """Parse texts, each with the offsets at which its paragraphs start; sentences never cross those.

    What is found in a text does not depend on the others; together they are parsed faster.
    """
    cut = [(text, parts_of(starts, len(text))) for text, starts in texts]
    pieces = [text[begin:end].rstrip(" ") for text, parts in cut for begin, end in parts]
    units = iter(parse_units(pieces))
    for text, parts in cut:
        yield _joined(text, [(begin, next(units)) for begin, _ in parts])


def _joined(text: str, units: list[tuple[int, Unit]]) -> Doc:
    """Put the paragraphs of a text together; what lies between them are spaces."""
    tokens: list[Token] = []
    for begin, unit in units:
        if unit.told:
            _fill(tokens, begin)
        idx, first = begin, len(tokens)
        rows = zip(unit.told, unit.spaces, unit.begins, strict=True)
        for at, (said, space, begins) in enumerate(rows, start=first):
            token = Token(at, idx, said.form, space=space, begins=begins)
            token.tag_, token.pos_, token.dep_, token.lemma_ = said.tag, said.pos, said.dep, said.lemma
            token.morph = _NO_FEATURES
            idx += len(token.text) + space
            tokens.append(token)
        for at, distance in enumerate(unit.heads, start=first):
            if distance:
                tokens[at].head = tokens[at + distance]
    _fill(tokens, len(text))
    return Doc.of(tokens, text)


def _fill(tokens: list[Token], until: int) -> None:
    """Add the spaces up to an offset: the first goes with the word before, the rest are a word themselves."""
    end = 0
    if tokens:
        last = tokens[-1]
        end = last.idx + len(last.text)
        if end < until:
            last.whitespace_ = " "
            end += 1
    if end < until:
        token = Token(
            len(tokens),
            end,
            form_of(" " * (until - end), pipeline()[0].vocab),
            space=False,
            begins=not tokens,
        )
        token.tag_, token.pos_, token.dep_, token.lemma_ = "_SP", "SPACE", "dep", token.text
        token.morph = _NO_FEATURES
        token.head = tokens[-1] if tokens else token
        tokens.append(token)
