"""Who is named: every noun phrase of a text that can speak.

Proper names are runs of capitalised words, not spaCy's entities: entity recognition takes more time than
the rest of the analysis together, and misses the damaged names ("anna lindqvistmember of") that matter here.
"""

from typing import Literal

from firsthand.extract.analysis import Analysis
from firsthand.extract.countries import country_of, country_of_demonym
from firsthand.extract.naming import gazetteer
from firsthand.extract.naming.descriptions import find_descriptions, head_word, kind_of_phrase
from firsthand.extract.naming.kinds import Gender, gender_of, is_common, kind_of_head, kind_of_name, lexicon
from firsthand.extract.naming.owners import Phrase, owned
from firsthand.extract.naming.runs import Run, find_runs
from firsthand.extract.packs import words as words_of
from firsthand.extract.parse import Doc
from firsthand.model import Name, SourceKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def find_names(analysis: Analysis) -> tuple[Name, ...]:
    """Return every passage that names, describes or points at somebody who can speak, in order of text.

    Names may nest: "Harbour Watch director Ines Molnar" holds "Harbour Watch", the owner of the role.
    """
    doc, text = analysis.doc, analysis.document.text
    sentence_of = _sentences(doc)
    runs = _settle(doc, find_runs(doc))
    phrases = [_named(doc, text, run, sentence_of) for run in runs]
    named = [False] * len(doc)
    for run in runs:
        for i in range(run.core, run.last + 1):
            named[i] = True
    phrases += [
        _described(doc, text, first, head, last, sentence_of)
        for first, head, last in find_descriptions(doc, named)
    ]
    phrases += _pronouns(doc, text, sentence_of)
    phrases.sort(key=lambda phrase: (phrase.name.start, phrase.name.end))
    return owned(doc, phrases)


def _sentences(doc: Doc) -> list[int]:
    counted = -1
    found: list[int] = []
    for token in doc:
        counted += bool(token.is_sent_start) or not found
        found.append(counted)
    return found


def _settle(doc: Doc, runs: list[Run]) -> list[Run]:
    """Add the names nested in offices, and decide by the rest of the text what a bare word left open."""
    nested = [inner for run in runs for inner in _nested(doc, run)]
    runs = sorted([*runs, *nested], key=lambda run: (run.first, run.core))
    surnames = {doc[run.last].lower_ for run in runs if run.kind == "person"}
    alone = {doc[run.last].lower_ for run in runs if run.core == run.last}
    kept: list[Run] = []
    for run in runs:
        if run.kind is None:
            run.kind = _open_kind(doc, run, surnames, alone)
        kept.append(run)
    return kept


def _nested(doc: Doc, run: Run) -> list[Run]:
    """Return the body whose office a person holds: "FBI" in "FBI Director Jane Doe"."""
    known = lexicon()
    if run.first >= run.core:
        return []
    last = run.first - 1
    for i in range(run.first, run.core):
        word = doc[i].lower_
        if word in known.titles or word in known.roles or word in known.any_body:
            break
        last = i
    while last >= run.first and doc[last].lower_ in known.role_modifiers:
        last -= 1
    if last < run.first:
        return []
    words = tuple(token.text for token in doc[run.first : last + 1])
    if len(words) == 1 and country_of_demonym(words[0]) is not None:
        return []
    end = doc[last].idx + len(doc[last].text)
    kind = kind_of_name(words, titled=False) or "organisation"
    return [Run(run.first, run.first, last, run.first, end, kind)]


def _open_kind(doc: Doc, run: Run, surnames: set[str], alone: set[str]) -> SourceKind:
    last = doc[run.last]
    if run.core == run.last:
        if last.tag_ == "NNPS" and last.lower_.endswith("s"):
            return "organisation"  # "Conservatives"
        if last.lower_ in surnames:
            return "person"
        if run.first and doc[run.first - 1].lower_ in words_of("names", "at_places"):
            return "organisation"  # "in Geneva": a place, whoever else bears the name
        return "person" if last.lower_ in gazetteer.first_names() else "organisation"
    before = doc[run.first - 1].lower_ if run.first else ""
    if before == "the":
        return "organisation"
    words = doc.span(run.core, run.last + 1).text.split()
    if country_of(words[-1]) or country_of(words[0]):
        return "organisation"  # "Radio Ruritania", "U.S. Customs": first names are known by now
    if _appositive_office(doc, run):
        return "person"
    if before in words_of("names", "at_places") and len(words) == 2:
        return "organisation"  # "at Osk Ridge": a place
    if is_common(words[-1]):
        return "organisation"  # "Osk Computer"
    if last.lower_ in alone or len(words) < 4:
        return "person"
    return "organisation"


def _appositive_office(doc: Doc, run: Run) -> bool:
    known = lexicon()
    return any(
        child.dep_ == "appos" and (child.lemma_.lower() in known.roles)
        for i in range(run.core, run.last + 1)
        for child in doc[i].rights
    )


def _named(doc: Doc, text: str, run: Run, sentence_of: list[int]) -> Phrase:
    start = doc[run.core].idx
    words = [token.text for token in doc[run.core : run.last + 1]]
    head = _head(doc, run.core, run.last)
    role = doc.span(run.role_start, run.core).text if run.role_start < run.core else None
    kind = run.kind or "organisation"
    office = _appositive(doc, head, run) if kind != "government" else None
    titles = tuple(token.lower_ for token in doc[run.role_start : run.core])
    if office:
        titles += tuple(word.casefold() for word in office.split())
    gender: Gender | None = "n"
    if kind == "person":
        gender = gender_of(titles, words[0] if len(words) > 1 else None)
    plural = kind != "person" and doc[run.last].tag_ == "NNPS"
    if kind == "government" and len(words) == 1 and words[0].endswith("s"):
        plural = country_of_demonym(words[0]) is not None
    name = Name(
        start=start,
        end=run.end,
        text=text[start : run.end],
        kind=kind,
        form="name",
        head=doc[run.last].lower_,
        sentence=sentence_of[run.core],
        plural=plural,
        gender=gender,
        subject=doc[head].dep_ in _SUBJECTS,
        role=" / ".join(dict.fromkeys(part for part in (role, office) if part)) or None,
    )
    return Phrase(name, run.role_start, head, run.last)


def _head(doc: Doc, first: int, last: int) -> int:
    """Return the token of a run that governs the others."""
    for i in range(first, last + 1):
        if not first <= doc[i].head.i <= last or doc[i].head.i == i:
            return i
    return last


def _appositive(doc: Doc, head: int, run: Run) -> str | None:
    """Return the office a name is given in apposition: "founder of Harbour Watch", "the FBI Director,"."""
    for child in doc[head].rights:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN") and child.i > run.last:
            told = kind_of_head(head_word(child))
            if told is None or (told in ("person", "unnamed") and _is_body(doc, run)):
                continue  # "..., a spokeswoman said" behind a body's name presents nobody
            first, last = _span(doc, child.i)
            return doc.span(first, last + 1).text
    governor = doc[head].head
    if doc[head].dep_ == "appos" and governor.i < run.core and kind_of_head(head_word(governor)):
        first = governor.left_edge.i
        while first < governor.i and doc[first].pos_ in ("DET", "ADP"):
            first += 1
        return doc.span(first, governor.i + 1).text
    return None


def _is_body(doc: Doc, run: Run) -> bool:
    """Tell whether a name's own words say that it is a body's."""
    told = kind_of_name(tuple(token.text for token in doc[run.core : run.last + 1]), titled=False)
    return run.last > run.core and told in ("organisation", "outlet", "government")


def _span(doc: Doc, head: int) -> tuple[int, int]:
    first = doc[head].left_edge.i
    while first < head and doc[first].pos_ in ("DET", "PUNCT"):
        first += 1
    last = head
    for child in doc[head].rights:
        if child.dep_ == "prep" and child.left_edge.i == last + 1 and child.right_edge.i - head < 10:
            last = child.right_edge.i
            while last > head and (doc[last].is_punct or doc[last].pos_ == "PUNCT"):
                last -= 1
        else:
            break
    for i in range(head, last + 1):
        if doc[i].text in (",", '"'):
            return first, i - 1
    return first, last


def _described(doc: Doc, text: str, first: int, head: int, last: int, sentence_of: list[int]) -> Phrase:
    known = lexicon()
    token = doc[head]
    word = head_word(token)
    plural = token.tag_ in ("NNS", "NNPS") or word in ("people", "police", "others", "some", "many")
    kind = kind_of_phrase(token) or "unnamed"
    opening = doc[first].lower_
    definite = opening in known.definite or any(doc[i].tag_ == "POS" for i in range(first, head))
    if opening in known.indefinite or opening[0].isdigit():
        definite = False
    elif opening not in known.definite and plural:
        definite = definite and not plural
    if token.dep_ == "compound":
        definite = True  # "the NGO report": which NGO is known
    if kind == "person" and not plural and opening not in known.indefinite:
        definite = True  # without an article too: headlines leave it out
    if kind == "person" and (plural or (not definite and opening in known.indefinite)):
        kind = "unnamed"
    start, end = doc[first].idx, doc[last].idx + len(doc[last].text)
    gender = gender_of((word,), None) if kind in ("person", "unnamed") else "n"
    name = Name(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        form="description",
        head=word,
        sentence=sentence_of[head],
        plural=plural,
        gender=gender,
        subject=token.dep_ in _SUBJECTS,
        definite=definite,
    )
    return Phrase(name, first, head, last)


def _pronouns(doc: Doc, text: str, sentence_of: list[int]) -> list[Phrase]:
    known = lexicon().pronouns
    found: list[Phrase] = []
    for token in doc:
        facts = known.get(token.lower_) if token.pos_ in ("PRON", "DET") else None
        if facts is None:
            continue
        said = facts.get("gender")
        gender: Gender | None = "m" if said == "m" else "f" if said == "f" else "n" if said == "n" else None
        kind: Literal["person", "organisation", "unnamed"] = "unnamed"
        if gender:
            kind = "organisation" if gender == "n" else "person"
        name = Name(
            start=token.idx,
            end=token.idx + len(token.text),
            text=text[token.idx : token.idx + len(token.text)],
            kind=kind,
            form="pronoun",
            head=token.lower_,
            sentence=sentence_of[token.i],
            plural=bool(facts.get("plural")),
            gender=gender,
            subject=token.dep_ in _SUBJECTS,
        )
        found.append(Phrase(name, token.i, token.i, token.i))
    return found
