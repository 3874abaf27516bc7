"""The statements of a case as the register reads them: with their words, claim and what they speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from firsthand.extract.packs import load
from firsthand.model import Document, Findings, Passage, Statement
from firsthand.register.codebook import Codebook
from firsthand.register.phrases import Hit, Lexicon, by_key, longest, phrases_of
from firsthand.register.tokens import Token, tokens_of
from firsthand.trace.wording.words import language_of

Key = tuple[str, ...]


@dataclass(frozen=True)
class Telling:
    """One statement, ready to be read: its document, claim and words, and the phrases found in it.

    `hits` are by what they stand for: ("signals", type), ("weak", type), ("never", type),
    ("field", type, field), ("unit", type, field), ("step", type, field, step), ("choice", type, field,
    choice) and, of the language itself, ("placing", key). `story` is the id of its story, "" for none.
    """

    statement: Statement
    document: Document
    language: str
    claim: str
    story: str
    tokens: tuple[Token, ...]
    hits: Mapping[Key, list[Hit]] = field(repr=False)

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Where it stands, to put statements in a fixed order."""
        s = self.statement
        return s.document, s.start, s.end, s.id

    def found(self, *key: str) -> list[Hit]:
        """Return the phrases of one key found in it."""
        return self.hits.get(key, [])

    @cached_property
    def verb(self) -> int | None:
        """Where its main verb stands; None where that is not known."""
        main = set(self.statement.main)
        verbs = [w for w in self.statement.words if w.pos in ("VERB", "AUX") and w.lemma in main]
        others = [w for w in self.statement.words if w.lemma in main]
        return next((word.start for word in (*verbs, *others)), None)


def read_tellings(findings: Findings, codebook: Codebook) -> list[list[Telling]]:
    """Return the statements of every document, documents and statements in a fixed order."""
    documents = {document.id: document for document in findings.documents}
    claims = {statement: claim.id for claim in findings.claims for statement in claim.statements}
    stories = {document: story.id for story in findings.stories for document in story.documents}
    persons: dict[str, list[Passage]] = {}
    for person in findings.people:
        for passage in person.mentions if " " in person.name else ():
            persons.setdefault(passage.document, []).append(passage)
    lexicons: dict[str, Lexicon] = {}
    told: dict[str, list[Telling]] = {}
    for statement in sorted(findings.statements, key=lambda s: (s.document, s.start, s.end, s.id)):
        document = documents.get(statement.document)
        if document is None:
            continue
        language = language_of(document)
        if language not in lexicons:
            lexicons[language] = lexicon_of(codebook, language)
        lemmas = {word.start: word.lemma for word in statement.words}
        tokens = tokens_of(statement.text, language=language, start=statement.start, lemmas=lemmas)
        hits = lexicons[language].find(tokens, statement.text, start=statement.start)
        # A name is no word: what ends like "fire" in it says nothing of one.
        names = persons.get(document.id, ())
        hits = [h for h in hits if not any(n.start <= h.start and h.end <= n.end for n in names)]
        told.setdefault(document.id, []).append(
            Telling(
                statement=statement,
                document=document,
                language=language,
                claim=claims.get(statement.id, ""),
                story=stories.get(document.id, ""),
                tokens=tuple(tokens),
                hits=_kept(hits),
            )
        )
    return [told[document] for document in sorted(told)]


def _kept(hits: list[Hit]) -> Mapping[Key, list[Hit]]:
    """Return hits by key; of the steps of one status field only the longest that stand in one place."""
    found = by_key(hits)
    scales: dict[Key, list[Hit]] = {}
    for key, each in found.items():
        if isinstance(key, tuple) and key[0] in ("step", "choice"):
            scales.setdefault(key[:3], []).extend(each)
    near = found.get(("placing", "near"), [])
    # "Close to the capital" closes nothing.
    best = {
        hit
        for each in scales.values()
        for hit in longest(each)
        if not any(n.start <= hit.start and hit.end <= n.end for n in near)
    }
    return {
        key: kept
        for key, each in found.items()
        if isinstance(key, tuple)
        and (kept := [hit for hit in each if key[0] not in ("step", "choice") or hit in best])
    }


def lexicon_of(codebook: Codebook, language: str) -> Lexicon:
    """Return all phrases by which a language signals what a codebook asks for."""
    phrases: list[tuple[Key, str]] = []
    dictionary: list[tuple[Key, str]] = []

    def add(words: Mapping[str, tuple[str, ...]], *key: str) -> None:
        phrases.extend((key, phrase) for _, phrase in phrases_of(words, key, language))

    states = load("status", language)["scale"]
    for kind in codebook.types:
        add(kind.signals, "signals", kind.name)
        add(kind.weak, "weak", kind.name)
        add(kind.never, "never", kind.name)
        for rule in kind.fields:
            add(rule.signals, "field", kind.name, rule.name)
            add(rule.units, "unit", kind.name, rule.name)
            for step in rule.scale:
                key = ("step", kind.name, rule.name, step.name)
                add(step.words, *key)
                dictionary.extend((key, phrase) for state in step.states for phrase in states.get(state, ()))
            for choice in rule.choices:
                add(choice.words, "choice", kind.name, rule.name, choice.name)
    placing = load("placing", language)
    for name in ("as_before", "own", "near", "others", "rest"):
        phrases.extend((("placing", name), phrase) for phrase in placing[name])
    return Lexicon(phrases, language=language, dictionary=dictionary)
