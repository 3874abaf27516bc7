"""Whose name may leave a case: people who speak in an office stay, private persons become "Person A".

A case on its owner's machine keeps every name. What is published (`pseudonymous=True`) does not: a
person is taken for private unless the documents give an office ("Mayor Ada Lund", "Ada Lund, the
harbour's director, said"). In the texts a private person's names are blanked character for
character, so that every offset still holds.

Limits: only people who *speak* are known here. Somebody a document merely mentions is not yet
protected; the register of persons will do that. See docs/decisions/0004-private-persons.md.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from firsthand.model import Document, Findings, Lineage, Source, Statement
from firsthand.read.script import IDEOGRAPH

BLANK = "█"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff·]+")
_LATIN = re.compile(r"[^\W\d_\u3400-\u9fff][^\W\d_\u3400-\u9fff .’'-]*[^\W\d_\u3400-\u9fff]")
_STEM = 4  # letters that a misspelt name still shares with the right one
_APPOSITION_WORDS = 10  # "Ada Lund, who has been the harbour's deputy director since May, said": nine
_TITLE_CHARACTERS = 12  # "塔诺维亚水务部副部长" before a Chinese name
_OFFICE_CHARACTERS = 6  # "副总经理" behind it


def private_persons(findings: Findings) -> dict[str, str]:
    """Return the pseudonym of every private person that speaks, by source id: {"src-…": "Person A"}.

    Letters follow the first appearance in the documents, which are taken in the order of their names.
    """
    where = _documents_of(findings)
    documents = {d.id: d for d in findings.documents}
    private = [
        source
        for source in findings.sources
        if source.kind == "person"
        and source.id in where
        and not _is_public(source, [documents[d] for d in where[source.id]])
    ]
    order = {d.id: i for i, d in enumerate(sorted(findings.documents, key=lambda d: (d.name, d.id)))}
    first: dict[str, tuple[int, int]] = {}
    for s in findings.statements:
        for source_id in s.attribution:
            at = (order.get(s.document, len(order)), s.start)
            first[source_id] = min(first.get(source_id, at), at)
    private.sort(key=lambda source: (first.get(source.id, (len(order), 0)), source.id))
    return {source.id: f"Person {letters(i)}" for i, source in enumerate(private)}


def pseudonymised(findings: Findings) -> Findings:
    """Return the findings as they may be published: private persons named by letters, blanked in texts."""
    pseudonyms = private_persons(findings)
    if not pseudonyms:
        return findings
    hidden = [s for s in findings.sources if s.id in pseudonyms]
    small = _small_words(findings)
    mask = _masker(hidden, small, spared=_public_words(findings, pseudonyms, small))
    loose = _masker(hidden, small, any_case=True)
    documents = tuple(_masked_document(d, mask, loose) for d in findings.documents)
    texts = {d.id: d.text for d in documents}
    return replace(
        findings,
        documents=documents,
        sources=tuple(
            replace(s, name=pseudonyms[s.id], aliases=())
            if s.id in pseudonyms
            else replace(s, name=mask(s.name), aliases=tuple(mask(a) for a in s.aliases))
            for s in findings.sources
        ),
        statements=tuple(_masked_statement(s, texts[s.document], mask) for s in findings.statements),
        claims=tuple(
            replace(c, text=mask(c.text), credibility_because=mask(c.credibility_because))
            for c in findings.claims
        ),
        conflicts=tuple(
            replace(c, question=mask(c.question), explanation=mask(c.explanation)) for c in findings.conflicts
        ),
        variants=tuple(replace(v, explanation=mask(v.explanation)) for v in findings.variants),
        updates=tuple(replace(u, explanation=mask(u.explanation)) for u in findings.updates),
        lineage=Lineage(
            tuple(
                replace(n, name=pseudonyms.get(n.id) or (loose if n.kind == "document" else mask)(n.name))
                for n in findings.lineage.nodes
            ),
            tuple(replace(e, because=mask(e.because)) for e in findings.lineage.edges),
        ),
        stories=tuple(replace(s, title=mask(s.title)) for s in findings.stories),
        failures=tuple(
            replace(f, document=loose(f.document), message=loose(f.message)) for f in findings.failures
        ),
    )


def letters(index: int) -> str:
    """Return A, B, … Z, AA, AB, … for 0, 1, …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _is_public(source: Source, documents: list[Document]) -> bool:
    """Tell whether the words that name somebody, or stand right beside the name, give an office."""
    ways = {source.name, *source.aliases}
    for document in documents:
        language = document.language
        offices, private = _words("public", language), _words("private", language)
        if any(_has(way, offices) for way in ways):
            return True
        for way in sorted(ways, key=lambda way: (-len(way), way)):
            if not _is_ideographic(way) and not _proper_words(way, offices | _words("courtesy", language)):
                continue
            for match in re.finditer(_alone(way), document.text):
                beside = _beside(document.text, match.start(), match.end(), offices)
                if _has(beside, offices) and not _has(beside, private):
                    return True
    return False


def _alone(name: str) -> str:
    """Return a pattern for a name as a word of its own; a Chinese one has no space around it."""
    return re.escape(name) if _is_ideographic(name) else rf"(?<!\w){re.escape(name)}(?!\w)"


def _is_ideographic(name: str) -> bool:
    return bool(IDEOGRAPH.search(name))


def _beside(text: str, start: int, end: int, offices: frozenset[str]) -> str:
    """Return the words right before a name and, after a comma, those set beside it."""
    before = re.split(r"[.,;:!?\n\"“”()。，；：！？、（）「」]", text[max(0, start - 60) : start])[-1]
    if _is_ideographic(text[start:end]):
        after = text[end : end + _OFFICE_CHARACTERS]
        office = next((office for office in offices if after.startswith(office)), "")
        return before[-_TITLE_CHARACTERS:] + " " + office
    match = re.match(r"\s*,\s*([^.,;:!?\n\"“”()]*)", text[end : end + 120])
    apposition = " ".join(match[1].split()[:_APPOSITION_WORDS]) if match else ""
    return " ".join(before.split()[-4:]) + " " + apposition


def _has(text: str, wanted: frozenset[str]) -> bool:
    if _is_ideographic(text) and any(word in text for word in wanted if _is_ideographic(word)):
        return True
    return any(part in wanted for word in _WORD.findall(text.lower()) for part in (word, _bare(word)))


def _bare(word: str) -> str:
    return re.sub(r"[’']s$", "", word)


def _proper_words(name: str, small: frozenset[str]) -> list[str]:
    """Return the words of a name that are somebody's own: "Mrs. Ada Lund" gives Ada and Lund."""
    return [
        _bare(word)
        for word in _WORD.findall(name)
        if word[0].isupper() and len(word) > 2 and word.lower() not in small
    ]


def _small_words(findings: Findings) -> frozenset[str]:
    """Return the titles and particles of every language of the case: they are nobody's name."""
    languages = sorted({document.language or "en" for document in findings.documents})
    return frozenset().union(
        *(_words(kind, language) for language in languages for kind in ("courtesy", "public", "articles"))
    )


def _public_words(findings: Findings, pseudonyms: Mapping[str, str], small: frozenset[str]) -> frozenset[str]:
    """Return the words of everybody else's names: these are blanked only as part of a whole name."""
    others = (s for s in findings.sources if s.id not in pseudonyms)
    return frozenset(
        word.lower() for s in others for name in (s.name, *s.aliases) for word in _proper_words(name, small)
    )


def _masker(
    sources: list[Source],
    small: frozenset[str],
    *,
    spared: frozenset[str] = frozenset(),
    any_case: bool = False,
) -> Callable[[str], str]:
    """Return a function that blanks the names of these people in a text, keeping its length.

    Whole names always, also in texts that lost their capitals; a single word of a name ("Lund") with a
    capital only, and if nobody else bears it. `any_case` also finds those in file names and addresses
    ("ada-lund-speaks.html").
    """
    forms = {form for source in sources for form in _forms(source, small, spared)}
    if not forms:
        return lambda text: text
    pattern = re.compile(
        "|".join(
            re.escape(form) if _is_ideographic(form) else rf"(?<![^\W_]){re.escape(form)}(?![^\W_])"
            for form in sorted(forms, key=lambda form: (-len(form), form))
        ),
        re.IGNORECASE,
    )

    def blank(match: re.Match[str]) -> str:
        found = match[0]
        named = any_case or found in forms or " " in found or any(c.isupper() for c in found)
        return BLANK * len(found) if named else found

    return lambda text: pattern.sub(blank, text)


def _forms(source: Source, small: frozenset[str], spared: frozenset[str]) -> set[str]:
    """Return the ways a person is named; descriptions ("a dissident of the north") are no names."""
    forms: set[str] = set()
    stems = {word[:_STEM].lower() for word in _proper_words(source.name, small)}
    for name in (source.name, *source.aliases):
        if _is_ideographic(name):
            forms.add(name)
            forms.update(part for part in _LATIN.findall(name) if len(part) > 1)
            forms.update(part for part in _IDEOGRAPHS.findall(name) if len(part) > 1 and part not in small)
            continue
        own = _proper_words(name, small)
        if name == source.name or _is_name(name, small):
            forms.update((name, " ".join(own)) if len(own) > 1 else ())
            forms.update(word for word in own if word.lower() not in spared)
        elif stems & {word[:_STEM].lower() for word in _WORD.findall(name)}:
            forms.add(name)  # misspelt, glued, or within a description: blanked as it stands
    return forms


def _is_name(words: str, small: frozenset[str]) -> bool:
    """Tell whether an alias is a proper name: capitals throughout, and no article before it."""
    found = _WORD.findall(words)
    return (
        bool(found)
        and found[0][0].isupper()
        and all(word[0].isupper() or word.lower() in small for word in found)
    )


def _masked_document(document: Document, mask: Callable[[str], str], loose: Callable[[str], str]) -> Document:
    return replace(
        document,
        text=mask(document.text),
        name=loose(document.name),
        title=None if document.title is None else mask(document.title),
        url=None if document.url is None else loose(document.url),
    )


def _masked_statement(statement: Statement, text: str, mask: Callable[[str], str]) -> Statement:
    return replace(
        statement,
        text=text[statement.start : statement.end],
        reading=mask(statement.reading),
        words=tuple(replace(w, text=mask(w.text), lemma=mask(w.text).lower()) for w in statement.words),
        places=tuple(replace(p, name=mask(p.name)) for p in statement.places),
    )


def _documents_of(findings: Findings) -> dict[str, list[str]]:
    """Return, by source id, the documents in which a source speaks."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for s in findings.statements:
        for source_id in s.attribution:
            found[source_id].add(s.document)
    return {source_id: sorted(documents) for source_id, documents in found.items()}


def _words(kind: str, language: str | None) -> frozenset[str]:
    """Return a list of words from a language's pack, asked for late: it loads the grammar with it."""
    from firsthand.extract.packs import has, words

    known = language if language and has("offices", language) else "en"
    return words("offices", kind, language=known)
