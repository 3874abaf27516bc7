"""Claims: the statements of a story that assert the same, gathered across its documents."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model import Claim, Lineage, Passage, Source, Statement, content_id
from firsthand.trace.sense import Encoder, encode
from firsthand.weigh.across.pairs import pairs_of_languages
from firsthand.weigh.agreement import stem
from firsthand.weigh.clustering import cluster, parted
from firsthand.weigh.conflicts.parting import traits_of
from firsthand.weigh.origins import find_origins
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.pair_model import Judge, TreeModel, read_trees
from firsthand.weigh.similarity import SIGNS, Floats, candidate_pairs, content, signs
from firsthand.weigh.wording import clearest

_ENGLISH = "en"
# A wording shorter than this many content words ("he said no") may stand for many things, so equal
# words alone do not make it one claim.
_WORDS_THAT_IDENTIFY = 3
# Of the 404 pairs of one claim across documents in seven stories marked by hand, 27 share one word, 2 of
# them less near in sense than the first; 315 pairs of two claims share one. The other three were set on
# an invented story and leave the pairs F1 of the seven, each left out of the training, as it was.
_NEAR_IN_SENSE = 0.33
_NEARER_IN_SENSE = 0.5
_SHARE_OF_A_COMMON_WORD = 0.05
# Other verbs and other objects may still tell the same where a run of words is shared, or the sense is.
_HARDLY_A_RUN = 0.1
_NEAR_FOR_OTHER_WORDS = 0.6
_SHARE_OF_A_FRAGMENT = 0.75
# What independent accounts say is linked only from this probability, and from the second where they tell
# of other objects: with each of seven stories left out, of the claims told by two independent origins in
# which two of them have gold rows 82 in 100 are rightly so told, where 63 were, and the pairs F1 is .515
# where it was .509.
_LIKELY_OF_INDEPENDENT = 0.3
_LIKELY_OF_OTHER_OBJECTS = 0.75
# Pairs below this probability are left to the clustering's default, half of it.
_LEAST_PROBABILITY = 0.02


def trained() -> TreeModel:
    """Return the pair model that ships with firsthand, for statements in one language."""
    return read_trees("same_claim.json", SIGNS)


def group_claims(
    statements: Iterable[Statement],
    *,
    sources: Iterable[Source] = (),
    lineage: Lineage | None = None,
    languages: Mapping[str, str] | None = None,
    encoder: Encoder = encode,
    model: Judge | None = None,
) -> tuple[Claim, ...]:
    """Gather the statements of one story into claims, each with the origins behind it.

    `languages` maps documents to their languages; those it leaves out are in English. Every statement
    is in exactly one claim. The order of statements changes nothing.
    """
    told = tuple(statements)
    lines = Lines(lineage or Lineage(), sources, told)
    groups = group_statements(
        told,
        languages=languages,
        rendered=_rendered(lineage),
        lines=lines,
        encoder=encoder,
        model=model or trained(),
    )
    claims = [_claim(group, lines, languages or {}) for group in groups]
    return tuple(sorted(claims, key=lambda claim: claim.id))


def group_statements(
    statements: Iterable[Statement],
    *,
    languages: Mapping[str, str] | None = None,
    rendered: Sequence[tuple[Passage, Passage]] = (),
    lines: Lines | None = None,
    encoder: Encoder = encode,
    model: Judge,
) -> list[tuple[Statement, ...]]:
    """Return the groups of statements that assert the same, each sorted by place.

    With the `lines` of the story, those who do not have it from one another need more in common to be in
    one group: who copies or quotes the same speaker means the same sentence, who tells on his own may tell
    of something else in like words.
    """
    ordered = sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id))
    copies = _same_wording(ordered)
    firsts = [group[0] for group in copies]
    spoken = [(languages or {}).get(first.document, _ENGLISH) for first in firsts]
    likely: dict[tuple[int, int], float] = {}
    apart: set[tuple[int, int]] = set()
    close: set[tuple[int, int]] = set()
    for language in sorted(set(spoken)):
        members = [k for k, one in enumerate(spoken) if one == language]
        inside = _within(members, copies, language, encoder=encoder, model=model)
        likely |= inside[0]
        apart |= inside[1]
        close |= inside[2]
    if len(set(spoken)) > 1:
        found = pairs_of_languages(
            firsts, spoken, encoder=encoder, threshold=model.threshold, rendered=rendered
        )
        likely |= found[0]
        apart |= found[1]
    groups = cluster(
        len(firsts), likely, threshold=model.threshold, otherwise=_LEAST_PROBABILITY / 2, apart=apart
    )
    if lines is not None:

        def linked(i: int, j: int) -> bool:
            if (i, j) in close:
                return True
            likely_enough = likely.get((i, j), 0.0) >= model.threshold
            return likely_enough and (spoken[i] != spoken[j] or not _independent(copies[i], copies[j], lines))

        groups = parted(groups, linked)
    gathered = [[s for k in group for s in copies[k]] for group in groups]
    return [tuple(sorted(group, key=lambda s: (s.document, s.start, s.end, s.id))) for group in gathered]


def _within(
    members: Sequence[int],
    copies: Sequence[Sequence[Statement]],
    language: str,
    *,
    encoder: Encoder,
    model: Judge,
) -> tuple[dict[tuple[int, int], float], set[tuple[int, int]], set[tuple[int, int]]]:
    """Return how likely pairs of statements in one language make one claim, which never do, and which
    do even if neither speaker has it from the other.

    `members` are indices of `copies`, rising; so are the pairs.
    """
    firsts = [copies[k][0] for k in members]
    pairs = candidate_pairs(firsts, encode=encoder)
    table = signs(firsts, pairs, encode=encoder)
    places = [(int(i), int(j)) for i, j in zip(*pairs, strict=True)]
    paired = {k for place in places for k in place}
    traits = {k: traits_of(firsts[k], language) for k in paired}
    bags = [frozenset(content(first)) for first in firsts]
    other_figure = table[:, SIGNS.index("figures")] < 0
    apart = {
        (i, j)
        for (i, j), differs in zip(places, other_figure, strict=True)
        if differs
        or any(_side_by_side(one, other) for one in copies[members[i]] for other in copies[members[j]])
        or traits[i].part_from(traits[j])
    }
    told = Counter(word for bag in bags for word in bag)
    common = frozenset(word for word, count in told.items() if count > _SHARE_OF_A_COMMON_WORD * len(firsts))
    likely: dict[tuple[int, int], float] = {}
    close: set[tuple[int, int]] = set()
    other_object = table[:, SIGNS.index("object")] < 0
    for (i, j), p, other, row in zip(places, model.probabilities(table), other_object, table, strict=True):
        if p < _LEAST_PROBABILITY or (i, j) in apart:
            continue
        pair = (firsts[i], firsts[j], bags[i], bags[j])
        if not (_chance_likeness(*pair, row, common=common) or _other_act(*pair, row)):
            likely[members[i], members[j]] = float(p)
            if p >= (_LIKELY_OF_OTHER_OBJECTS if other else _LIKELY_OF_INDEPENDENT):
                close.add((members[i], members[j]))
    return likely, {(members[i], members[j]) for i, j in apart}, close


def _independent(some: Sequence[Statement], others: Sequence[Statement], lines: Lines) -> bool:
    """Tell whether none of some statements and none of others are of one origin or of one line."""
    return all(
        find_origins((one, other), lines)[1] > 1
        or (
            not (one.attribution and other.attribution)
            and len(lines.of_documents((one.document, other.document))) > 1
        )
        for one in some
        for other in others
    )


def _rendered(lineage: Lineage | None) -> list[tuple[Passage, Passage]]:
    """Return the sentences that translate one another, in pairs."""
    return [
        (one, other)
        for edge in (lineage.edges if lineage else ())
        if edge.kind == "translates"
        for one, other in zip(edge.evidence[::2], edge.evidence[1::2], strict=False)
        if one.document == edge.parent and other.document == edge.child
    ]


def _side_by_side(one: Statement, other: Statement) -> bool:
    """Tell whether both are parts of one sentence: a sentence does not say the same twice.

    None of the 53 such pairs in the tuning stories, marked by hand, makes one claim.
    """
    return (
        one.document == other.document
        and one.sentence == other.sentence
        and (one.end <= other.start or other.end <= one.start)
    )


def _chance_likeness(
    one: Statement,
    other: Statement,
    first: frozenset[str],
    second: frozenset[str],
    row: Floats,
    *,
    common: frozenset[str],
) -> bool:
    """Tell whether two statements have too little in common to say the same, whatever their weights.

    One word is chance unless the sense is near too, and nearer where the whole story has the word
    (`common`); what has no predicate ("Questions over a dam") shares a claim only with what says most
    of it, or gives its figure. `first` and `second` are their content words, `row` the signs of the pair.
    """
    both = first & second
    if not (one.main and other.main):
        bare = min((words for s, words in ((one, first), (other, second)) if not s.main), key=len)
        return len(both) < _SHARE_OF_A_FRAGMENT * len(bare) and row[SIGNS.index("figures")] <= 0
    near = _NEAR_IN_SENSE if both - common else _NEARER_IN_SENSE
    return len(both) <= 1 and row[SIGNS.index("sense")] < near and not any(word.isdigit() for word in both)


def _other_act(
    one: Statement, other: Statement, first: frozenset[str], second: frozenset[str], row: Floats
) -> bool:
    """Tell whether something else is done, told in other words, if about the same people.

    Either to something else: of 1,840 such pairs in seven stories marked by hand 36 make one claim. Or
    nothing but names is in both: of 763 such pairs 14.
    """
    sign = dict(zip(SIGNS, row, strict=True))
    if sign["predicate"] or sign["sense"] >= _NEAR_FOR_OTHER_WORDS or not (one.main and other.main):
        return False
    if sign["object"] < 0 and sign["runs"] < _HARDLY_A_RUN:
        return True
    both = first & second
    return bool(both) and both <= _names(one) | _names(other)


def _names(statement: Statement) -> set[str]:
    return {stem(word.lemma) for word in statement.words if word.pos == "PROPN"}


def _same_wording(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Put copies together first: what a copy repeats word for word must not weigh twice."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        words = " ".join(statement.text.split()).casefold().strip(" .,;:!?\"'“”‘’")
        enough = len(content(statement)) >= _WORDS_THAT_IDENTIFY
        key: tuple[object, ...] = (words, statement.stance) if enough else (statement.id,)
        groups.setdefault(key, []).append(statement)
    return list(groups.values())


def _claim(group: Sequence[Statement], lines: Lines, languages: Mapping[str, str]) -> Claim:
    ids = tuple(sorted(statement.id for statement in group))
    origins, independent = find_origins(group, lines)
    named = [lines.sources[origin].name for origin in origins if origin in lines.sources]
    return Claim(
        id=content_id("c", *ids),
        text=clearest(group, denier=named[0] if named else None, languages=languages),
        statements=ids,
        origins=origins,
        independent_origins=independent,
        documents=len({statement.document for statement in group}),
    )
