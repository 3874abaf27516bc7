"""Speakers without a name: "the group", "two people familiar with the process", "the report"."""

from firsthand.extract.naming.kinds import kind_of_head, lexicon
from firsthand.extract.packs import table
from firsthand.extract.parse import Doc, Token
from firsthand.model import SourceKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_INSIDE = frozenset({"compound", "nmod", "npadvmod", "amod", "quantmod", "nummod"})
_LONGEST_TAIL = 14  # words; a longer description is the parser's mistake or a story of its own


def find_descriptions(doc: Doc, named: list[bool]) -> list[tuple[int, int, int]]:
    """Find noun phrases without a proper name at their head, as (first, head, last) token indices.

    `named[i]` tells that token i belongs to a proper name.
    """
    found: list[tuple[int, int, int]] = []
    for token in doc:
        if named[token.i]:
            continue
        pos = token.pos_
        if pos in ("NOUN", "PROPN"):
            inside = token.dep_ in _INSIDE and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")
            if inside and not _speaks_through(token):
                continue
            known = kind_of_phrase(token) is not None or _attributed(token)
            if not known and _resumed_body(token) is None:
                continue
        elif not _stands_alone(token):
            continue
        found.append((_first(token), token.i, _last(token)))
    return found


def _resumed_body(token: Token) -> Token | None:
    """Return the body in a phrase that translated text repeats by a pronoun: "the police osk he said"."""
    if token.i + 1 >= len(token.doc) or token.nbor().pos_ != "PRON" or token.nbor().dep_ != "nsubj":
        return None
    for child in token.lefts:
        if child.dep_ in _INSIDE and kind_of_head(head_word(child)) in (
            "government",
            "organisation",
            "outlet",
        ):
            return child
    return None


def _speaks_through(token: Token) -> bool:
    """Tell whether a noun inside another is the body that speaks: "a British government spokeswoman"."""
    known = lexicon()
    head = head_word(token.head)
    body = kind_of_head(head_word(token)) in ("government", "organisation", "outlet")
    return body and token.dep_ == "compound" and (head in known.reports or head in known.spokespeople)


def kind_of_phrase(token: Token) -> SourceKind | None:
    """Return the kind of speaker that a noun phrase announces, also by two words: "wire service"."""
    first = next((child for child in token.lefts if child.dep_ == "compound"), None)
    if first is not None and head_word(token) in table("names", "outlet_phrases").get(first.lower_, ()):
        return "outlet"
    return kind_of_head(head_word(token))


def head_word(token: Token) -> str:
    """Return the word by which a description's kind is looked up: its lemma, lower case."""
    lemma = str(token.lemma_).casefold()
    return lemma if lemma and lemma != "-pron-" else token.lower_


def _stands_alone(token: Token) -> bool:
    """Tell whether a quantifier stands for people: "some say"."""
    if token.lower_ not in lexicon().bare_people or token.pos_ not in ("PRON", "ADJ", "DET", "NUM"):
        return False
    return token.dep_ in _SUBJECTS or _attributed(token)


def _attributed(token: Token) -> bool:
    """Tell whether a phrase stands where only a source stands: "according to X", "said by X"."""
    head = token.head
    if token.dep_ == "pobj":
        return head.dep_ == "agent" or (head.lower_ == "to" and head.head.lower_ == "according")
    return False


def _first(token: Token) -> int:
    """Return where the phrase begins: its article, number and adjectives belong to it."""
    first = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in ("relcl", "cc", "conj", "appos", "mark", "preconj", "parataxis", "advcl"):
            break
        if child.dep_ == "punct" and child.text not in ("-", "'"):
            break
        edge = child.left_edge.i
        if edge < token.sent.start:
            break
        first = edge
    return first


def _last(token: Token) -> int:
    """Return where the phrase ends: "familiar with the process" belongs to it, a relative clause does not."""
    last = token.i
    for child in token.rights:
        if child.i != last + 1 and child.left_edge.i != last + 1:
            break
        if child.dep_ in ("prep", "acl", "amod") and child.lower_ not in ("according", "including", "such"):
            edge = _before_comma(token.doc, child.left_edge.i, child.right_edge.i)
            if edge - token.i > _LONGEST_TAIL or _breaks(token.doc, child.left_edge.i, edge):
                break
            if child.dep_ == "prep" and _temporal(child):
                break
            last = edge
        else:
            break
    return last


def _before_comma(doc: Doc, first: int, last: int) -> int:
    """Return where a phrase ends that goes on behind a comma: "at the dam, who spoke ..."."""
    for i in range(first + 2, last):
        if doc[i].text == "," and doc[i + 1].lower_ in lexicon().pronouns:
            return i - 1
    return last


def _breaks(doc: Doc, first: int, last: int) -> bool:
    return any(
        doc[i].text in {",", '"', ":", ";", "--", "—"} or doc[i].pos_ == "AUX" for i in range(first, last + 1)
    )


def _temporal(prep: Token) -> bool:
    """Tell whether a prepositional phrase says when: "officials on Friday"."""
    return any(child.lower_ in lexicon().calendar or child.pos_ == "NUM" for child in prep.children)
