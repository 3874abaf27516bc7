"""The words and endings of a language's grammar, ready for look-up."""

import functools
import re
from dataclasses import dataclass

from firsthand.extract.packs import load


@dataclass(frozen=True, slots=True)
class Closed:
    """What a language's `grammar.toml` says.

    `classes` maps each word of a closed class to the parts of speech it can be, in the order in
    which they are tried; `capitalised` tells that all nouns have a capital; `lemmas` are words whose
    dictionary form is told; `articles` what words tell of the noun behind them; `endings` maps the
    endings of verbs to those of the dictionary form; `common` are nouns that are no names.
    """

    classes: dict[str, tuple[str, ...]]
    lemmas: dict[str, str]
    participle_forms: frozenset[str]
    readings: dict[str, str]
    inflections: tuple[str, ...]
    articles: dict[str, str]
    auxiliaries: dict[str, str]
    modals: dict[str, str]
    relatives: frozenset[str]
    abbreviations: frozenset[str]
    closing_abbreviations: frozenset[str]
    elisions: tuple[str, ...]
    tied_pronouns: tuple[str, ...]
    ordinals: bool
    first_person: frozenset[str]
    infinitive_particle: str
    preverbal: frozenset[str]
    infinitives: tuple[str, ...]
    probes: dict[str, tuple[str, ...]]
    irregular: tuple[str, ...]
    participles: re.Pattern[str]
    either: re.Pattern[str]
    gerunds: re.Pattern[str]
    finite: dict[str, frozenset[str]]
    futures: frozenset[str]
    infinitive_marks: re.Pattern[str]
    endings: dict[str, tuple[str, ...]]
    subjunctive: frozenset[str]
    subjunctive_endings: tuple[str, ...]
    conditional_endings: tuple[str, ...]
    conditional_stems: frozenset[str]
    indicative: frozenset[str]
    nouns: tuple[str, ...]
    capitalised: bool
    declined: tuple[str, ...]
    changed: dict[str, str]
    joints: tuple[str, ...]
    name_endings: tuple[str, ...]
    plurals: tuple[tuple[str, str], ...]
    replaced: dict[str, str]
    common: frozenset[str]
    adjectives: tuple[str, ...]
    adjectives_ahead: frozenset[str]
    contractions: frozenset[str]
    adverbs: tuple[str, ...]


# The lists of a grammar and the part of speech of their words, in the order in which they are tried.
_CLASSES = (
    ("determiners", "DET"),
    ("contractions", "ADP"),
    ("coordinating", "CCONJ"),
    ("adpositions", "ADP"),
    ("subordinating", "SCONJ"),
    ("pronouns", "PRON"),
    ("relatives", "PRON"),
    ("interrogatives", "PRON"),
    ("numerals", "NUM"),
    ("adverbs", "ADV"),
    ("particles", "INTJ"),
)


@functools.cache
def closed_of(language: str) -> Closed:
    """Return the grammar of a language, read once a process."""
    said = load("grammar", language)
    verbs, moods = said["verbs"], said["moods"]
    classes: dict[str, list[str]] = {}
    for name, pos in _CLASSES:
        for word in said[name].split():
            known = classes.setdefault(word, [])
            if pos not in known:
                known.append(pos)
    auxiliaries = _forms(verbs["auxiliaries"])
    modals = _forms(verbs["modals"])
    participles = {
        stem + ending: verb
        for stem, verb in verbs["participle_stems"].items()
        for ending in verbs["participle_endings"] or [""]
    }
    for word in (*auxiliaries, *modals):
        classes[word] = ["AUX", *classes.get(word, [])]
    return Closed(
        classes={word: tuple(parts) for word, parts in classes.items()},
        lemmas={**participles, **said["lemmas"]},
        participle_forms=frozenset(participles),
        readings=dict(verbs["readings"]),
        inflections=tuple(said["adjectives"]["inflections"]),
        articles=dict(said["articles"]),
        auxiliaries=auxiliaries,
        modals=modals,
        relatives=frozenset(said["relatives"].split()),
        abbreviations=frozenset(said["abbreviations"].split()),
        closing_abbreviations=frozenset(said["closing_abbreviations"].split()),
        elisions=tuple(said["elisions"].split()),
        tied_pronouns=tuple(sorted(said["tied_pronouns"].split(), key=len, reverse=True)),
        ordinals=said["ordinals"],
        first_person=frozenset(verbs["first_person"].split()),
        infinitive_particle=verbs["infinitive_particle"],
        preverbal=frozenset(verbs["preverbal"].split()),
        infinitives=tuple(verbs["infinitives"]),
        probes={ending: tuple(forms) for ending, forms in verbs["probes"].items()},
        irregular=tuple(verbs["irregular"].split()),
        participles=re.compile(verbs["participles"]),
        either=re.compile(verbs["either"]),
        gerunds=re.compile(verbs["gerunds"]),
        futures=frozenset(verbs["futures"].split()),
        finite={ending: frozenset(forms) for ending, forms in verbs["finite"].items()},
        infinitive_marks=re.compile(verbs["infinitive_marks"]),
        endings={ending: tuple(instead) for ending, instead in verbs["endings"].items()},
        subjunctive=frozenset(moods["subjunctive"].split()),
        subjunctive_endings=tuple(moods["subjunctive_endings"]),
        conditional_endings=tuple(moods["conditional_endings"]),
        conditional_stems=frozenset(moods["conditional_stems"].split()),
        indicative=frozenset(moods["indicative"].split()),
        nouns=tuple(said["nouns"]["endings"]),
        capitalised=said["nouns"]["capitalised"],
        declined=tuple(said["nouns"]["declined"]),
        changed=dict(said["nouns"]["changed"]),
        joints=tuple(said["nouns"]["joints"]),
        plurals=tuple((ending, instead) for ending, instead in said["nouns"]["plurals"]),
        name_endings=tuple(said["nouns"]["name_endings"]),
        replaced=dict(said["nouns"]["replaced"]),
        common=frozenset(said["nouns"]["common"].split()) | _speakers(language),
        adjectives=tuple(said["adjectives"]["endings"]),
        adjectives_ahead=frozenset(said["adjectives"]["ahead"].split()),
        contractions=frozenset(said["contractions"].split()),
        adverbs=tuple(said["adverb"]["endings"]),
    )


def _speakers(language: str) -> frozenset[str]:
    """Return the nouns by which those who speak are described: none of them is a name."""
    names = load("names", language)
    groups = [*names["roles"].values(), *names["organisations"].values(), names["people"], names["reports"]]
    return frozenset(word for group in (*groups, names["sites"]) for word in group)


def _forms(table: dict[str, str]) -> dict[str, str]:
    return {form: lemma for lemma, forms in table.items() for form in forms.split()}
