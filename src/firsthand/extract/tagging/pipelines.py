"""The official spaCy pipelines a user may have installed: found, looked at, and used for their language.

Words and sentences stay those of the packs, so that passages are the same with and without a pipeline; its
tagger, morphologizer and lemmatizer say what each word is, its entity recogniser gives hints on names. Its
parser is left out: nothing here leans on heads.

English is read with one pinned pipeline whatever else is installed: its rules and every threshold behind
them were measured on that pipeline's parses, and two users' results on one pile must not differ.
"""

import functools
import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

_LOG = logging.getLogger(__name__)

# Official pipelines by language; of several installed the first of these sizes is used. Transformers last:
# without a graphics card they take a hundred times as long.
_NAMES = {
    "de": "de_core_news",
    "es": "es_core_news",
    "fr": "fr_core_news",
    "it": "it_core_news",
    "zh": "zh_core_web",
}
_SIZES = ("lg", "md", "sm", "trf")

# What is not needed of a pipeline.
_LEFT_OUT = ("parser", "senter", "sentencizer")

_SET_BY_WORDS = frozenset({"SPACE", "PUNCT", "SYM", "X"})
_VERBAL = frozenset({"VERB", "AUX"})
_LEXICAL = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX"})


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline that is installed for a language; `problem` says why it is not used, None if it is."""

    language: str
    name: str
    version: str
    problem: str | None = None


def installed_pipelines() -> tuple[Pipeline, ...]:
    """Return the official pipelines that are installed, in the order of languages, the one preferred first.

    One made for another version of spaCy, without a tagger, or that cannot be loaded, has a `problem`.
    """
    return tuple(found for language in sorted(_NAMES) for found in _installed(language))


def pipeline_of(language: str) -> Pipeline | None:
    """Return the pipeline a language is read with, None where packs read it."""
    return next((found for found in _installed(language) if found.problem is None), None)


def pipeline_versions() -> dict[str, str]:
    """Return the pipelines that suit by language, "fr_core_news_sm 3.8.0": results made with others differ.

    None is loaded for this.
    """
    suit = [
        _described(language, name)
        for language in sorted(_NAMES, reverse=True)
        for name in _candidates(language)
    ]
    return {found.language: f"{found.name} {found.version}" for found in reversed(suit) if not found.problem}


@functools.cache
def _candidates(language: str) -> tuple[str, ...]:
    """Return the names of the pipelines installed for a language, the one preferred last."""
    installed = set(spacy.util.get_installed_models())
    stem = _NAMES.get(language)
    return tuple(name for size in reversed(_SIZES) if (name := f"{stem}_{size}") in installed)


@functools.cache
def _installed(language: str) -> tuple[Pipeline, ...]:
    found = []
    for name in reversed(_candidates(language)):
        described = _described(language, name)
        found.append(described if described.problem else _tried(described))
    return tuple(found)


def _described(language: str, name: str) -> Pipeline:
    """Return what a pipeline says of itself, without loading it."""
    try:
        meta: dict[str, Any] = json.loads((_folder(name) / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ImportError, ValueError) as error:
        return Pipeline(language, name, "", f"it cannot be read ({error})")
    version = str(meta.get("version", ""))
    wanted = str(meta.get("spacy_version", ""))
    here = spacy.about.__version__
    if spacy.util.is_compatible_version(here, wanted) is not True:
        return Pipeline(language, name, version, f"it is made for spaCy {wanted}, this is {here}")
    if meta.get("lang") != language:
        return Pipeline(language, name, version, f"it says it reads {meta.get('lang')!r}")
    if not {"tagger", "morphologizer"} & set(meta.get("pipeline", ())):
        return Pipeline(language, name, version, "it has no tagger")
    return Pipeline(language, name, version)


def _tried(found: Pipeline) -> Pipeline:
    try:
        loaded(found.name)
    except Exception as error:
        # Whatever a foreign package does wrong, the packs still read the language.
        return replace(found, problem=f"it cannot be loaded ({type(error).__name__}: {error})")
    return found


def _folder(name: str) -> Path:
    return Path(spacy.util.get_package_path(name))


@functools.cache
def loaded(name: str) -> Language:
    """Load a pipeline without what is not needed of it, once a process."""
    return spacy.load(name, exclude=list(_LEFT_OUT))


def refined(doc: Doc, language: str) -> Doc:
    """Return a text tagged from packs with what the pipeline of its language, if any, says of its words.

    Entities become `doc.user_data["entities"]`: triples of start, end and label.
    """
    found = pipeline_of(language)
    if found is None or not len(doc):
        return doc
    nlp = loaded(found.name)
    try:
        read = _read(nlp, doc)
    except Exception as error:
        _LOG.warning("%s could not read a text (%s); its words are read from the pack", found.name, error)
        return doc
    told = [_together(ours, theirs, language) for ours, theirs in zip(doc, read, strict=True)]
    merged = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[pos for pos, _, _ in told],
        lemmas=[lemma for _, lemma, _ in told],
        morphs=[morph for _, _, morph in told],
        sent_starts=[token.is_sent_start for token in doc],
    )
    merged.user_data["entities"] = [(ent.start_char, ent.end_char, ent.label_) for ent in read.ents]
    return merged


def _together(ours: Token, theirs: Token, language: str) -> tuple[str, str, str]:
    """Return part of speech, lemma and features of a word: the pipeline's, but for marks.

    Where both take it for the same part of speech the pack's dictionary form stays: it comes from a lexicon.
    """
    pos, lemma, morph = ours.pos_, ours.lemma_, str(ours.morph)
    if pos in _SET_BY_WORDS or not theirs.pos_ or theirs.pos_ in _SET_BY_WORDS:
        return pos, lemma, morph
    same = pos == theirs.pos_ or {pos, theirs.pos_} <= _VERBAL
    if language != "zh" and not same and theirs.lemma_ and theirs.pos_ in _LEXICAL:
        lemma = theirs.lemma_.lower()
    if len(theirs.morph) or not same:
        told = theirs.morph.to_dict()
        mood = ours.morph.to_dict().get("Mood")
        if same and mood and "Mood" in told:
            told["Mood"] = mood  # by its form alone "examinerait" is a conditional
        morph = "|".join(f"{feature}={value}" for feature, value in told.items())
    return theirs.pos_, lemma, morph


def _read(nlp: Language, doc: Doc) -> Doc:
    """Run a pipeline over a text in parts that end with a sentence, so that a book takes no more memory."""
    parts: list[Doc] = []
    first = 0
    for edge in _edges(doc):
        part = Doc(
            nlp.vocab,
            words=[token.text for token in doc[first:edge]],
            spaces=[bool(token.whitespace_) for token in doc[first:edge]],
            sent_starts=[token.is_sent_start for token in doc[first:edge]],
        )
        parts.append(nlp(part))
        first = edge
    return parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False)


def _edges(doc: Doc) -> list[int]:
    """Return where parts end, as indices of words: at the first sentence behind every LONGEST_PART words."""
    edges: list[int] = []
    last = 0
    for token in doc:
        far = token.i - last
        if (far >= LONGEST_PART and token.is_sent_start) or far >= 2 * LONGEST_PART:
            edges.append(token.i)
            last = token.i
    return [*edges, len(doc)]


# Words a pipeline is given at once.
LONGEST_PART = 5_000
