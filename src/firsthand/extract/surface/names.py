"""Who is named in German, French, Spanish and Italian, without a parse."""

from collections.abc import Sequence

from firsthand.extract.analysis import Analysis
from firsthand.extract.parse import Doc
from firsthand.extract.surface.naming.descriptions import find_descriptions
from firsthand.extract.surface.naming.lexicon import Gender, Lexicon, gender_of, kind_of_head, lexicon_of
from firsthand.extract.surface.naming.owners import Phrase, owned
from firsthand.extract.surface.naming.pronouns import find_pronouns
from firsthand.extract.surface.naming.roles import Office, attach_offices, gender_by_article
from firsthand.extract.surface.naming.runs import Run, find_runs
from firsthand.extract.surface.naming.settling import named as naming
from firsthand.extract.surface.naming.settling import settle
from firsthand.extract.surface.naming.subjects import is_plural, is_subject
from firsthand.extract.surface.words import Words, words_of_doc
from firsthand.model import Name, SourceKind

# Labels of spaCy's entity recognisers.
_ENTITIES: dict[str, SourceKind] = {
    "PER": "person", "PERSON": "person", "ORG": "organisation", "LOC": "organisation", "GPE": "organisation",
}  # fmt: skip


def find_names(analysis: Analysis) -> tuple[Name, ...]:
    """Return every passage that names, describes or points at somebody who can speak, in order of text.

    Names may nest: "la portavoz del Ministerio de Defensa" holds "Ministerio de Defensa", its owner.
    """
    return names_of_doc(analysis.doc, analysis.document.text, analysis.language)


def names_of_doc(doc: Doc, text: str, language: str) -> tuple[Name, ...]:
    """Return the names of a tagged text whose offsets are those of `text`."""
    known = lexicon_of(language)
    words = words_of_doc(doc)
    runs = naming(words, find_runs(words, known), known)
    named = [False] * len(words)
    for run in runs:
        for i in range(run.first, run.last + 1):
            named[i] = True
    descriptions = find_descriptions(words, named, known)
    offices = attach_offices(words, runs, descriptions, known)
    _hint(words, runs, doc.user_data.get("entities", ()))
    settle(words, runs, known)
    phrases = [_named(words, text, run, offices.of.get(k), known) for k, run in enumerate(runs)]
    phrases += [
        _described(words, text, first, head, last, known)
        for first, head, last in descriptions
        if (first, head, last) not in offices.taken
    ]
    phrases += find_pronouns(words, text, known)
    phrases.sort(key=lambda phrase: (phrase.name.start, phrase.name.end))
    return owned(words, phrases, known)


def _hint(words: Words, runs: list[Run], entities: Sequence[tuple[int, int, str]]) -> None:
    """Take what a pipeline's entity recogniser says of names that nothing else tells the kind of."""
    kinds = {(start, end): _ENTITIES.get(label) for start, end, label in entities}
    for run in runs:
        if run.kind is None:
            run.kind = kinds.get((words.starts[run.core], words.end(run.last)))


def _named(words: Words, text: str, run: Run, office: Office | None, known: Lexicon) -> Phrase:
    start, end = words.starts[run.core], words.end(run.last)
    kind = run.kind or "organisation"
    titles = tuple(words.low[run.first : run.core])
    role = text[words.starts[run.first] : start].strip() if run.first < run.core else None
    first = run.first
    if office is not None:
        titles += office.heads
        role = " / ".join(part for part in (role, *(text[a:b] for a, b in office.passages)) if part)
        first = min(first, office.first)
    gender: Gender | None = "n"
    if kind == "person":
        given = words.low[run.core] if run.core < run.last else None
        gender = gender_of(titles, given, known.language) or (office.gender if office is not None else None)
    name = Name(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        form="name",
        head=words.low[run.last],
        sentence=words.sentence[run.core],
        gender=gender,
        subject=is_subject(words, first, office.last if office is not None else run.last, known),
        role=" ".join(role.split()) if role else None,
    )
    return Phrase(name, first, run.last, run.last, office.owners if office is not None else ())


def _described(words: Words, text: str, first: int, head: int, last: int, known: Lexicon) -> Phrase:
    lemma = words.lemmas[head]
    kind = kind_of_head(lemma, known.language) or "unnamed"
    plural = is_plural(words, first, head, known)
    opening = words.low[first]
    indefinite = opening in known.indefinite or opening[0].isdigit()
    before = words.before(first)
    contracted = before >= words.begins[first] and words.low[before] in known.definite
    definite = (opening in known.definite or contracted) and not indefinite
    if not definite and not indefinite:
        definite = kind in ("person", "government") and not plural
    if kind == "person" and (plural or indefinite):
        kind = "unnamed"
    start, end = words.starts[first], words.end(last)
    name = Name(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        form="description",
        head=lemma,
        sentence=words.sentence[head],
        plural=plural,
        gender=_gender(words, first, head, kind, known),
        subject=is_subject(words, first, last, known),
        definite=definite,
    )
    return Phrase(name, first, head, last)


def _gender(words: Words, first: int, head: int, kind: SourceKind, known: Lexicon) -> Gender | None:
    if kind not in ("person", "unnamed"):
        return "n"
    told = gender_of((words.lemmas[head],), None, known.language)
    if told is not None or known.compounds:
        return told
    return gender_by_article(words, head)
