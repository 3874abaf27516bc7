"""The words by which a language denies, weakens, plans and joins, ready for look-up."""

import functools
from dataclasses import dataclass

from firsthand.extract.packs import load


@dataclass(frozen=True, slots=True)
class Lists:
    """What a pack's `polarity.toml` and `propositions.toml` say; verbs as dictionary forms.

    `modals` maps forms of modal verbs to their English counterpart, so that it is the same in every language.
    """

    negators: frozenset[str]
    with_marker: frozenset[str]
    markers: frozenset[str]
    empty: frozenset[str]
    hedges: frozenset[str]
    hedging_verbs: frozenset[str]
    hedging_moods: frozenset[str]
    plans: frozenset[str]
    cautious_modals: frozenset[str]
    negative_verbs: frozenset[str]
    prefixes: frozenset[str]
    modals: dict[str, str]
    light: frozenset[str]
    copulas: frozenset[str]
    raising: frozenset[str]
    contrasting: frozenset[str]
    adding: frozenset[str]
    openers: frozenset[str]
    introducing: frozenset[str]
    asking: frozenset[str]
    imperatives: frozenset[str]
    pleas: frozenset[str]
    speech: frozenset[str]
    citing: frozenset[str]
    describing: frozenset[str]
    objects: frozenset[str]
    requests: frozenset[str]
    verb_last: frozenset[str]
    agents: frozenset[str]


@functools.cache
def lists_of(language: str) -> Lists:
    """Return the lists of a language, read once a process."""
    polarity, clauses = load("polarity", language), load("propositions", language)
    return Lists(
        modals={form: modal for modal, forms in polarity["modals"].items() for form in forms},
        light=frozenset(polarity["light"]["verbs"]),
        copulas=frozenset(polarity["light"]["copulas"]),
        raising=frozenset(polarity["light"]["raising"]),
        **{
            key: frozenset(polarity[key])
            for key in (
                "negators", "with_marker", "markers", "empty", "hedges", "hedging_verbs", "hedging_moods",
                "plans", "cautious_modals", "negative_verbs", "prefixes",
            )
        },
        **{
            key: frozenset(clauses[key])
            for key in (
                "contrasting", "adding", "openers", "introducing", "asking", "imperatives", "pleas", "speech",
                "citing", "describing", "objects", "requests", "verb_last", "agents",
            )
        },
    )  # fmt: skip
