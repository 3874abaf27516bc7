"""Who had what from whom, where the truth is known: generated stories, built and scored, beside MinHash.

usage: generated.py [--documents 200] [--seeds 101 102 103] [--case FILE] [--each] [--keep]

The piles are made by `retold` (its docstring says what is in them): copies, cuts, rewritings and
translations of accounts and of agency texts that nobody collected, beside independent accounts that quote
the same officials. Each pile is built as `firsthand build` builds it. Seeds 1 to 5 are for tuning; the
default seeds were not looked at while anything was tuned.

*Parents right*: of all documents, the share whose parent is right. firsthand's answer is the surest
directed edge of kind reuses or translates that leads to the document.
    - The document is an account of its own: right if no parent is named, and no edge of unknown direction
      joins it to a text that it has nothing to do with.
    - It has a parent in the pile: right if that one is named, or one that nobody could tell from it
      (all that the document has from the parent stands there too but for a word or two, no mistake among
      them, no later, and no credit says which).
      Where parent and child are of one day, no credit is given and the child is a copy or light edit, an
      edge of unknown direction between them is right as well.
    - Its parent was not collected: right if a parent outside the pile is named that stands for the same text:
      it has its name, or of the documents of the story given to either, at least half are given to both;
      or a document that nobody could tell from that parent.
*Latent parents found*: of the texts nobody collected that can be told from what their children have, the
share for which there is such a parent; and of the parents outside the pile that are named for two or
more documents, the share that are such a text.
*Direction*: of the pairs of a parent in the pile and its child that are joined by an edge, the share that is
directed right; wrong and open are counted too.
*Origin counts right*: a claim stands for the fact that most of its statements tell. Of the claims with two or
more documents that stand for a fact, the share whose independent origins are as many as the true origins of
the statements in it. *Of whole facts*: of the facts, each with one value, that two or more documents tell,
the share whose largest claim has as many independent origins as the fact has in the whole pile (this also
counts what was never put together, or torn apart).

The peer: MinHash-LSH (datasketch, 128 permutations, strings of five words, Jaccard of .3); the parent is the
likest document found that is no later; origins are the groups of documents so joined.
"""

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from datasketch import MinHash, MinHashLSH

from firsthand.building import build_from
from firsthand.model import Claim, Edge, Findings, Lineage, Statement
from firsthand.read import Original
from retold import RetoldStory, Told, generate
from shared import keep

_SEEDS = (101, 102, 103)


@dataclass(slots=True)
class Score:
    """What was right and of how many, by measure, and what to look at."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, measure: str, right: bool, note: str = "") -> None:
        """Count one answer."""
        self.right[measure] += right
        self.total[measure] += 1
        if not right and note:
            self.wrong.append(f"{measure}: {note}")

    def add(self, other: "Score") -> None:
        """Add another pile's answers."""
        self.right.update(other.right)
        self.total.update(other.total)
        self.wrong += other.wrong

    def share(self, measure: str) -> str:
        """Return a share with its counts."""
        total = self.total[measure]
        return f"{self.right[measure] / total:.3f} ({self.right[measure]} of {total})" if total else "–"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method says of a pile, in names of documents.

    `parents` holds for each document a name or the id of a latent parent; `open_pairs` are joined without
    a direction; `latents` are the children of each parent that is not in the pile, `called` its name.
    """

    parents: Mapping[str, str]
    open_pairs: frozenset[frozenset[str]]
    latents: Mapping[str, frozenset[str]]
    called: Mapping[str, str] = field(default_factory=dict)


def main() -> None:
    """Build, score, print and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seeds", type=int, nargs="*", default=list(_SEEDS))
    parser.add_argument("--case", type=Path, help="keep the case here, one file a seed: builds again faster")
    parser.add_argument("--processes", type=int, default=None)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    ours, peer = Score(), Score()
    digest = sha256()
    seconds = 0.0
    for seed in options.seeds:
        stories = list(generate(seed=seed, documents=options.documents))
        originals = [Original(told.name, told.data) for story in stories for told in story.documents]
        for original in originals:
            digest.update(original.data)
        case_path = options.case and options.case.with_name(f"{options.case.name}{seed}")
        started = time.perf_counter()
        with build_from(originals, case=case_path, processes=options.processes) as case:
            findings = case.findings
        seconds += time.perf_counter() - started
        names = {document.id: document.name for document in findings.documents}
        ours.add(score_lineage(stories, answer_of(findings.lineage, names)))
        ours.add(score_origins(stories, findings, lambda claim, told: claim.independent_origins))
        said, groups = minhash(stories)
        peer.add(score_lineage(stories, said))
        peer.add(score_origins(stories, findings, _in_groups(groups)))
    table = _table(ours, peer)
    table += (
        f"\n\n{len(options.seeds)} piles of {options.documents} documents (seeds "
        f"{', '.join(map(str, options.seeds))}), built in {seconds:.0f} s."
    )
    print(table)
    if options.each:
        print("\n".join(ours.wrong))
    if options.keep:
        seeds = " ".join(map(str, options.seeds))
        command = f"python benchmarks/generated.py --documents {options.documents} --seeds {seeds}"
        keep("Generated stories: parents and origins", command, digest.hexdigest()[:12], table)


def answer_of(lineage: Lineage, names: Mapping[str, str]) -> Answer:
    """Return what a lineage says; `names` are the documents' names by id."""
    best: dict[str, Edge] = {}
    open_pairs: set[frozenset[str]] = set()
    latents: dict[str, set[str]] = defaultdict(set)
    for edge in lineage.edges:
        if edge.kind not in ("reuses", "translates") or edge.child not in names:
            continue
        child = names[edge.child]
        if not edge.directed:
            open_pairs.add(frozenset((names[edge.parent], child)))
            continue
        if edge.parent not in names:
            latents[edge.parent].add(child)
        if child not in best or (edge.confidence, edge.parent) > (best[child].confidence, best[child].parent):
            best[child] = edge
    return Answer(
        parents={child: names.get(edge.parent, edge.parent) for child, edge in best.items()},
        open_pairs=frozenset(open_pairs),
        latents={one: frozenset(children) for one, children in latents.items()},
        called={node.id: node.name for node in lineage.nodes},
    )


def score_lineage(stories: Iterable[RetoldStory], said: Answer) -> Score:
    """Score who is said to have had what from whom."""
    score = Score()
    for story in stories:
        stands_for = _stands_for(story, said)
        for latent in story.latents:
            if latent.tellable:
                found = latent.id in stands_for.values()
                score.count("latent", found, f"{latent.id} {latent.outlet} {latent.children}")
        related = _related(story)
        by_name = {document.name: document for document in story.documents}
        for document in story.documents:
            right = _parent_right(document, by_name, said, stands_for, related)
            named = said.parents.get(document.name)
            credit = " credits" if document.credits else ""
            note = f"{document.name} {document.how}{credit} of {document.parent}, said {named}"
            score.count("parents", right, note)
            score.count(f"parents, {document.how}", right)
            if document.parent in by_name:
                _count_direction(score, document, said)
        inside = set(by_name)
        for parent, children in said.latents.items():
            here = children & inside
            if len(here) > 1:
                score.count("latent not false", parent in stands_for, f"{parent} {sorted(here)}")
    return score


def score_origins(
    stories: Iterable[RetoldStory], findings: Findings, count: Callable[[Claim, Sequence[str]], int]
) -> Score:
    """Score how many independent origins claims have; `count` says it of a claim and its documents' names."""
    score = Score()
    names = {document.id: document.name for document in findings.documents}
    told = {document.name: (story, document) for story in stories for document in story.documents}
    statements = {statement.id: statement for statement in findings.statements}
    largest: dict[tuple[str, str, str], tuple[int, int]] = {}
    for claim in findings.claims:
        carried: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
        for one in claim.statements:
            statement = statements[one]
            key = _told_by(statement, *told[names[statement.document]])
            if key:
                carried[key[:3]][names[statement.document]] = key[3]
        if not carried:
            continue
        fact = max(sorted(carried), key=lambda one: len(carried[one]))
        documents = carried[fact]
        answer = count(claim, sorted(documents))
        if len(documents) > 1:
            true = len(set(documents.values()))
            score.count(
                "origins",
                answer == true,
                f"{claim.id[:12]} {fact} said {answer}, true {true}: {claim.text[:80]}",
            )
        largest[fact] = max(largest.get(fact, (0, 0)), (len(documents), answer))
    for story in told_stories(told):
        tellers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for document in story.documents:
            for carried_here in document.carries:
                if carried_here.value:
                    tellers[carried_here.fact, carried_here.value].add(document.name)
        for (fact_id, value), who in sorted(tellers.items()):
            if len(who) > 1:
                size, answer = largest.get((story.id, fact_id, value), (0, 0))
                true = len(story.origins(fact_id, value))
                score.count("origins of whole facts", answer == true)
                score.count("facts put together", size >= 0.8 * len(who))
    return score


def told_stories(told: Mapping[str, tuple[RetoldStory, Told]]) -> list[RetoldStory]:
    """Return each story once."""
    return list({story.id: story for story, _ in told.values()}.values())


def minhash(stories: Sequence[RetoldStory]) -> tuple[Answer, dict[str, str]]:
    """Return what MinHash-LSH and dates say, and for each document the group it is in."""
    documents = [document for story in stories for document in story.documents]
    index = MinHashLSH(threshold=0.3, num_perm=128)
    hashes: dict[str, MinHash] = {}
    for document in documents:
        words = re.findall(r"\w+", document.text.lower())
        hashed = MinHash(num_perm=128, seed=1)
        hashed.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        hashes[document.name] = hashed
        index.insert(document.name, hashed)
    by_name = {document.name: document for document in documents}
    parents: dict[str, str] = {}
    group = {document.name: document.name for document in documents}
    for document in documents:
        found = [one for one in index.query(hashes[document.name]) if one != document.name]
        for one in found:
            old, new = group[one], group[document.name]
            group = {name: new if other == old else other for name, other in group.items()}
        earlier = [one for one in found if by_name[one].published < document.published]
        if earlier:
            parents[document.name] = max(
                earlier, key=lambda one: (hashes[one].jaccard(hashes[document.name]), one)
            )
    return Answer(parents, frozenset(), {}), group


def _in_groups(groups: Mapping[str, str]) -> Callable[[Claim, Sequence[str]], int]:
    return lambda claim, documents: len({groups[one] for one in documents})


def _stands_for(story: RetoldStory, said: Answer) -> dict[str, str]:
    """Return for latent parents that were named which true one each stands for, one to one."""
    likely = []
    inside = {document.name for document in story.documents}
    for named, everywhere in said.latents.items():
        children = everywhere & inside
        for latent in story.latents:
            both = len(children & set(latent.children))
            all_children = len(children | set(latent.children))
            own_name = said.called.get(named, "").removeprefix("the ") == latent.outlet
            if both and (own_name or 2 * both >= all_children):
                likely.append((not own_name, -both / all_children, named, latent.id))
    found: dict[str, str] = {}
    for _, _, named, true in sorted(likely):
        if named not in found and true not in found.values():
            found[named] = true
    return found


def _related(story: RetoldStory) -> dict[str, str]:
    """Return for each document the first text of its tree."""
    parent = {document.name: document.parent for document in story.documents}
    root: dict[str, str] = {}
    for name in parent:
        at = name
        while (above := parent.get(at)) is not None:
            at = above
        root[name] = at
    return root


def _parent_right(
    document: Told,
    by_name: Mapping[str, Told],
    said: Answer,
    stands_for: Mapping[str, str],
    related: Mapping[str, str],
) -> bool:
    named = said.parents.get(document.name)
    beside = {other for pair in said.open_pairs if document.name in pair for other in pair - {document.name}}
    if document.parent is None:
        strangers = {one for one in beside if related.get(one) != related[document.name]}
        return named in document.alike or (named is None and not strangers)
    if named is not None:
        return document.parent in (named, stands_for.get(named)) or named in document.alike
    parent = by_name.get(document.parent)
    same_day = parent is not None and parent.published == document.published
    return (
        same_day and not document.credits and document.how in ("copy", "light") and document.parent in beside
    )


def _count_direction(score: Score, document: Told, said: Answer) -> None:
    parent = document.parent or ""
    forth = said.parents.get(document.name) == parent
    back = said.parents.get(parent) == document.name
    beside = frozenset((document.name, parent)) in said.open_pairs
    if forth or back or beside:
        score.count("direction", forth)
        score.count("direction not wrong", not back or forth)


def _told_by(statement: Statement, story: RetoldStory, document: Told) -> tuple[str, str, str, str] | None:
    """Return story, fact, value and origin of what a statement tells; None where it tells no fact."""
    best = max(
        document.carries,
        key=lambda one: min(one.end, statement.end) - max(one.start, statement.start),
        default=None,
    )
    if best is None or min(best.end, statement.end) <= max(best.start, statement.start):
        return None
    return story.id, best.fact, best.value, best.origin


def _table(ours: Score, peer: Score) -> str:
    rows = [
        ("parents right (bar .90)", "parents"),
        *(
            (f"– {how}", f"parents, {how}")
            for how in ("own", "copy", "light", "cut", "rewrite", "translation")
        ),
        ("latent parents found (bar .80)", "latent"),
        ("latent parents named that are true", "latent not false"),
        ("direction right, of joined pairs", "direction"),
        ("direction not wrong", "direction not wrong"),
        ("origin counts right (bar .90)", "origins"),
        ("origin counts of whole facts right", "origins of whole facts"),
        ("facts put together (8 of 10 tellers)", "facts put together"),
    ]
    lines = ["| measure | firsthand | MinHash-LSH and dates |", "| --- | --- | --- |"]
    return "\n".join(lines + [f"| {title} | {ours.share(key)} | {peer.share(key)} |" for title, key in rows])


if __name__ == "__main__":
    main()
