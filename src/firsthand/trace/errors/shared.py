"""Which accounts share a mistake, as signs that they depend."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from firsthand.model import Document
from firsthand.trace.descent.sentences import told_sentences
from firsthand.trace.descent.ties import Sign
from firsthand.trace.errors.figures import wrong_figures
from firsthand.trace.errors.names import misspelt_names
from firsthand.trace.errors.readings import Error
from firsthand.trace.wording.words import language_of, split_words

# An error that more than this many share is a reading of its own: who has it shows in the wording.
_MOST_SHARING = 12


def shared_errors(
    documents: Mapping[str, Document], together: Iterable[frozenset[str]]
) -> dict[tuple[str, str], list[Sign]]:
    """Return, by pair of documents, the mistakes they share against all others.

    `together` are the groups of documents known to have wording from one another: as votes for what is right
    each group is one.
    """
    lines = {one: one for one in documents}
    for group in together:
        lines.update(dict.fromkeys(group, min(group)))
    by_language: dict[str, list[Document]] = defaultdict(list)
    for one in sorted(documents):
        by_language[language_of(documents[one])].append(documents[one])
    found: dict[tuple[str, str], list[Sign]] = defaultdict(list)
    for told in by_language.values():
        words = {document.id: split_words(document) for document in told}
        accounts = {document.id: (words[document.id], told_sentences(document)) for document in told}
        errors = [*misspelt_names(list(words.values()), lines), *wrong_figures(accounts, documents, lines)]
        for error in errors:
            for pair, sign in _signs(error):
                found[pair].append(sign)
    return dict(found)


def _signs(error: Error) -> list[tuple[tuple[str, str], Sign]]:
    places = error.wrong.places
    if len(places) > _MOST_SHARING:
        return []
    return [
        (pair, Sign("error", error.log_odds, error.told, tuple(places[one] for one in pair)))
        for pair in combinations(sorted(places), 2)
    ]
