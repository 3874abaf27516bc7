"""From a parsed document to its statements, each with who said it."""

import dataclasses

from firsthand.extract.analysis import LONGEST_READ, Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.description import Measures, describe, measure
from firsthand.extract.grammar import Grammar
from firsthand.extract.languages import grammar_of
from firsthand.extract.propositions import Proposition
from firsthand.model import Extraction, Passage, Statement


def extract(analysis: Analysis, *, grammar: Grammar | None = None) -> Extraction:
    """Take out of one parsed document what it states, each statement with who is said to have said it.

    `grammar` is how it is read; by default that of its language.
    """
    grammar = grammar or grammar_of(analysis.language)
    found = grammar.find_attributions(analysis, grammar.find_names(analysis))
    measures = measure(analysis)
    titles = [(block.start, block.end) for block in analysis.document.blocks if block.kind == "title"]
    statements = tuple(
        _statement(analysis, proposition, found.attributions, measures, titles)
        for proposition in grammar.find_propositions(analysis, found.attributions)
    )
    return Extraction(
        document=analysis.document.id,
        statements=statements,
        names=found.names,
        citations=found.citations,
        places=measures.places,
        notes=_notes(analysis),
    )


def _notes(analysis: Analysis) -> tuple[str, ...]:
    if len(analysis.document.text) <= LONGEST_READ:
        return ()
    return (
        f"only the first {LONGEST_READ:,} characters were read for statements; split the text to read all",
    )


def _statement(
    analysis: Analysis,
    proposition: Proposition,
    attributions: tuple[Attribution, ...],
    measures: Measures,
    titles: list[tuple[int, int]],
) -> Statement:
    bare = describe(analysis, proposition.start, proposition.end, measures=measures)
    bare = dataclasses.replace(
        bare,
        title=any(start <= proposition.start < end for start, end in titles),
        stance="doubts" if proposition.asked else bare.stance,
    )
    if proposition.attribution is None:
        return bare
    attribution = attributions[proposition.attribution]
    return dataclasses.replace(
        bare,
        quoted=attribution.direct or bare.quoted,
        stance=bare.stance if attribution.stance == "asserts" else attribution.stance,
        speakers=attribution.chain,
        evidence=tuple(Passage(analysis.document.id, start, end) for start, end in attribution.evidence),
    )
