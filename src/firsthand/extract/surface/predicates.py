"""What a passage chiefly says in German, French, Spanish and Italian, without a parse."""

from collections.abc import Sequence

from firsthand.extract.analysis import Analysis
from firsthand.extract.grammar import Predicate
from firsthand.extract.surface.clauses import cut, is_finite
from firsthand.extract.surface.lists import Lists, lists_of
from firsthand.extract.surface.propositions.attributed import span
from firsthand.extract.surface.roles import find_roles
from firsthand.extract.surface.words import Words, words_of_doc
from firsthand.extract.tagging.european.forms import is_verb
from firsthand.model import Word

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})

# Words between a verb and the one it helps, or the noun it leans on.
_FURTHEST_VERB = 6
_FURTHEST_NOUN = 7

# Words between a marker and the word it makes a negator: "ne ... plus".
_FURTHEST_MARKER = 6


def find_predicate(analysis: Analysis, start: int, end: int) -> Predicate:
    """Return what the passage [start, end) chiefly says."""
    words = words_of_doc(analysis.doc)
    lists = lists_of(analysis.language)
    inside = span(words, start, end)
    if not inside:
        return Predicate()
    first, last = _main_clause(words, inside[0], inside[-1], lists)
    chain = _chain(words, first, last, lists, analysis.language)
    main = _main(words, chain, first, last, lists, analysis.language)
    modal = next((modal for i in chain if (modal := lists.modals.get(words.low[i]))), None)
    subject, thing = find_roles(words, chain, first, last, lists)
    return Predicate(
        main=main,
        negated=_is_negated(words, chain, first, last, lists),
        modal=modal,
        planned=any(_is_plan(words, i, lists) for i in chain),
        hedges=_hedges(words, inside, lists),
        words=_content(words, inside, chain, lists),
        speech=not lists.speech.isdisjoint(main),
        subject=subject,
        object=thing,
    )


def _is_plan(words: Words, i: int, lists: Lists) -> bool:
    """Tell whether a verb says what is planned; what is foreseen by a law is not."""
    after = words.after(i)
    return words.lemmas[i] in lists.plans and not (after < len(words) and words.low[after] in lists.agents)


def _main_clause(words: Words, first: int, last: int, lists: Lists) -> tuple[int, int]:
    """Return the bounds of the clause that says what the passage says, without those that lean on it."""
    clauses = cut(words, first, last, lists)
    leading = words.pos[first] == "SCONJ" and words.low[first] not in lists.introducing
    for at, clause in enumerate(clauses):
        finite = any(is_finite(words, i) for i in range(clause.first, clause.last + 1))
        states = clause.kind in ("main", "joined", "contrast", "resumed")
        if states and finite and not (at == 0 and leading):
            return clause.first, clause.last
    return clauses[0].first, last if len(clauses) == 1 or leading else clauses[0].last


def _chain(words: Words, first: int, last: int, lists: Lists, language: str) -> list[int]:
    """Return the verbs that together say one thing, outermost first: "konnte", "werden", "gerettet"."""
    head = _head(words, first, last)
    if head is None:
        head = next((i for i in range(first, last + 1) if words.pos[i] in ("VERB", "AUX")), None)
        return [] if head is None else [head]
    chain = [head]
    comma = next((i for i in range(head, last + 1) if words.texts[i] in ",;:"), last + 1)
    if lists.prefixes:
        # Where verbs stand at the end of their clause: the last of them, and what leads to it.
        rest = [i for i in range(head + 1, comma) if _is_helped(words, i)]
        before = [i for i in range(max(first, head - 3), head) if _is_helped(words, i)]
        if _leads_on(words, head, lists):
            chain += rest[::-1] if rest else before[::-1] if head + 1 >= comma or not rest else []
        return chain
    at = head
    while len(chain) < 5 and _leads_on(words, at, lists):
        nearest = next(
            (i for i in range(at + 1, min(last, at + _FURTHEST_VERB) + 1) if _is_helped(words, i)), None
        )
        if nearest is None or any(
            words.texts[i] in ";:" or is_finite(words, i) for i in range(at + 1, nearest)
        ):
            break
        chain.append(nearest)
        at = nearest
    return chain


def _head(words: Words, first: int, last: int) -> int | None:
    """Return the first verb in a tense that no conjunction or relative word inside the clause governs."""
    owed = 0
    for i in range(first, last + 1):
        inner = i > first and (words.pos[i] == "SCONJ" or "PronType=Rel" in words.morphs[i])
        owed += inner
        if is_finite(words, i):
            if not owed:
                return i
            owed -= 1
    return next((i for i in range(first, last + 1) if is_finite(words, i)), None)


def _is_helped(words: Words, i: int) -> bool:
    return words.pos[i] in ("VERB", "AUX") and (
        "VerbForm=Part" in words.morphs[i] or "VerbForm=Inf" in words.morphs[i]
    )


def _leads_on(words: Words, i: int, lists: Lists) -> bool:
    """Tell whether the real predicate stands behind a verb: a helper, a modal, "begins to"."""
    if words.pos[i] == "AUX":
        return True
    return words.lemmas[i] in lists.raising or words.low[i] in lists.modals


def _main(
    words: Words, chain: Sequence[int], first: int, last: int, lists: Lists, language: str
) -> tuple[str, ...]:
    """Return what a predicate does as lemmas: ("öffnen",), ("sein", "klein"), ("erheben", "anklage")."""
    if not chain:
        nouns = (words.lemmas[i] for i in range(first, last + 1) if words.pos[i] in ("NOUN", "PROPN"))
        noun = next(nouns, None)
        return () if noun is None else (noun,)
    verb = next((i for i in reversed(chain) if words.pos[i] == "VERB"), chain[-1])
    lemma = with_prefix(words, verb, last, lists, language)
    lemmas = [lemma]
    if words.pos[verb] == "AUX" or lemma in lists.copulas:
        lemmas += _complement(words, verb, first, last)
    elif lemma in lists.light:
        lemmas += _object(words, verb, first, last, behind=not lists.prefixes)
    return tuple(dict.fromkeys(lemmas))


def with_prefix(words: Words, verb: int, last: int, lists: Lists, language: str) -> str:
    """Return the dictionary form of a verb with the prefix that stands apart: "nahm ... fest"."""
    lemma = words.lemmas[verb]
    if not lists.prefixes or not is_finite(words, verb):
        return lemma
    end = next(
        (i for i in range(verb + 1, last + 1) if words.texts[i] in ",;:.!?" or words.pos[i] == "CCONJ"),
        last + 1,
    )
    at = end - 1
    if (
        at > verb
        and words.low[at] in lists.prefixes
        and words.pos[at] in ("ADP", "ADV", "ADJ", "SCONJ", "NOUN")
    ):
        joined = words.low[at] + lemma
        if is_verb(joined, language):
            return joined
    return lemma


def _complement(words: Words, verb: int, first: int, last: int) -> list[str]:
    """Return the noun or adjective that a copula leads to."""
    limit = min(last, verb + _FURTHEST_NOUN)
    found = governed = None
    in_phrase = False
    for i in range(verb + 1, limit + 1):
        if words.texts[i] in ",;:" or words.pos[i] in ("SCONJ", "CCONJ"):
            break
        if words.pos[i] == "ADP":
            in_phrase = True
        elif in_phrase and words.pos[i] == "NOUN":
            governed = i if governed is None else governed
            in_phrase = False
        elif words.pos[i] in ("ADJ", "NOUN") and not in_phrase:
            found = i
            if words.pos[i] == "NOUN" or words.pos[min(i + 1, len(words) - 1)] not in ("ADJ", "NOUN"):
                break
    if found is None and governed is not None:
        found = governed
    ends = verb == last or words.pos[verb + 1] == "PUNCT"
    if found is None and ends and verb > first and words.pos[verb - 1] in ("ADJ", "NOUN"):
        found = verb - 1
    return [] if found is None else [words.lemmas[found]]


def _object(words: Words, verb: int, first: int, last: int, *, behind: bool) -> list[str]:
    """Return the noun that a verb of little meaning takes."""
    order = range(verb + 1, min(last, verb + _FURTHEST_NOUN) + 1)
    for i in order:
        if words.texts[i] in ",;:" or words.pos[i] in ("SCONJ", "CCONJ", "ADP"):
            break
        if words.pos[i] == "NOUN":
            return [words.lemmas[i]]
    if not behind and verb - 1 > first and words.pos[verb - 1] == "NOUN" and not is_finite(words, verb):
        return [words.lemmas[verb - 1]]
    return []


def _is_negated(words: Words, chain: Sequence[int], first: int, last: int, lists: Lists) -> bool:
    """Tell whether a clause is denied: by a negator in it, or by a verb that denies the one it takes."""
    begin, end = (min(chain), max(chain)) if chain else (first, last)
    reach = _reach(words, begin, end, first, last)
    negated = any(_negates(words, i, first, lists) for i in reach)
    turned = sum(words.lemmas[i] in lists.negative_verbs for i in chain[:-1])
    return (int(negated) + turned) % 2 == 1


def _reach(words: Words, begin: int, end: int, first: int, last: int) -> range:
    """Return the words of a clause around its verbs, up to the commas."""
    while begin > first and words.texts[begin - 1] not in ",;:":
        begin -= 1
    while end < last and words.texts[end + 1] not in ",;:":
        end += 1
    return range(begin, end + 1)


def _negates(words: Words, i: int, first: int, lists: Lists) -> bool:
    low = words.low[i]
    if low in lists.negators:
        return low not in lists.markers
    if low in lists.with_marker:
        return any(words.low[k] in lists.markers for k in range(max(first, i - _FURTHEST_MARKER), i))
    return False


def _hedges(words: Words, inside: range, lists: Lists) -> tuple[str, ...]:
    """Return the words of a passage that weaken it, lower case, each once, in order."""
    found = []
    for i in inside:
        low = words.low[i]
        weak = low in lists.hedges or low in lists.cautious_modals
        if weak or (words.pos[i] == "VERB" and words.lemmas[i] in lists.hedging_verbs):
            found.append(low)
        elif lists.hedging_moods and words.pos[i] == "AUX":
            if any(f"Mood={mood}" in words.morphs[i] for mood in lists.hedging_moods):
                found.append(low)
        elif i + 1 in inside and f"{low} {words.low[i + 1]}" in lists.hedges:
            found.append(f"{low} {words.low[i + 1]}")
    return tuple(dict.fromkeys(found))


def _content(words: Words, inside: range, chain: Sequence[int], lists: Lists) -> tuple[Word, ...]:
    """Return the words of a passage that carry meaning, with their lemmas in lower case."""
    return tuple(
        Word(
            start=words.starts[i],
            end=words.end(i),
            text=words.texts[i],
            lemma=words.lemmas[i],
            pos=words.pos[i],
        )
        for i in inside
        if words.pos[i] in CONTENT and words.low[i] not in lists.empty and words.lemmas[i] not in lists.empty
    )
