"""The findings as they may be published: every string without private names, every offset still right."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from firsthand.model import (
    Block,
    DateRange,
    Decision,
    Document,
    Edge,
    Failure,
    Field,
    Findings,
    Lineage,
    Node,
    Passage,
    Person,
    Place,
    Quantity,
    Record,
    Sheet,
    Source,
    Statement,
    Tally,
    Value,
    content_id,
)  # fmt: skip
from firsthand.publish.protection.details import Span
from firsthand.publish.protection.edits import Edited
from firsthand.publish.protection.folders import below, shared_folder, without_folders
from firsthand.publish.protection.hidden import hidden_people, shown_people
from firsthand.publish.protection.names import masker_of
from firsthand.publish.protection.names.folding import folded_text
from firsthand.publish.protection.names.masking import Masker
from firsthand.publish.protection.pseudonyms import assign_pseudonyms, slug


def protect(findings: Findings, pseudonyms: Mapping[str, str]) -> Findings:
    """Return the findings with every hidden person as "Person A" and what identifies them cut.

    `pseudonyms` are those of `assign_pseudonyms`, by the person's id; who lacks one gets the next. Offsets
    are remapped: each statement still is, letter for letter, what its document says.
    """
    return protect_and_tell(findings, pseudonyms)[0]


def protect_and_tell(
    findings: Findings, pseudonyms: Mapping[str, str]
) -> tuple[Findings, dict[str, tuple[tuple[int, int], ...]]]:
    """Return the protected findings, and by document the stretches of the text before that were replaced."""
    hidden = hidden_people(findings)
    named = assign_pseudonyms(findings, pseudonyms) if hidden else {}
    protection = _Protection(findings, hidden, named)
    replaced = {
        document: tuple((edit.start, edit.end) for edit in edited.edits)
        for document, edited in protection.texts.items()
    }
    return protection.findings(), replaced


class _Protection:
    """One pass over the findings; holds the masked documents and the new ids."""

    def __init__(self, findings: Findings, hidden: Sequence[Person], named: Mapping[str, str]) -> None:
        self.before = findings
        self.hidden = {person.id: person for person in hidden}
        self.named = named
        self.masker: Masker = masker_of(findings, hidden, named)
        self.by_source = {p.source: p.id for p in hidden if p.source}
        self.folder = shared_folder(d.name for d in findings.documents)
        self.names = {d.id: self.masker.path(below(d.name, self.folder)) for d in findings.documents}
        self.texts = self._texts()
        self.languages = {d.id: d.language for d in findings.documents}
        self.ids: dict[str, str] = {p.id: slug(named[p.id]) for p in hidden}
        self.firsts = {s.id: s for s in findings.statements}
        # Texts that are told again elsewhere (a claim has its statement's words) become the same there.
        statements = [self._statement(s) for s in findings.statements]
        self._sources = self._renamed_sources()
        self.statements = [self._with_ids(s) for s in statements]

    def findings(self) -> Findings:
        """Return everything, protected."""
        f = self.before
        nodes = tuple(self._node(n) for n in f.lineage.nodes)
        return replace(
            f,
            documents=tuple(self._document(d) for d in f.documents),
            sources=tuple({s.id: s for s in self._sources.values()}.values()),
            statements=tuple(sorted(self.statements, key=lambda s: (s.document, s.start, s.end, s.id))),
            claims=tuple(
                replace(
                    c, text=self.text(c.text), origins=self._all(c.origins),
                    credibility_because=self.text(c.credibility_because),
                )
                for c in f.claims
            ),
            conflicts=tuple(
                replace(c, question=self.text(c.question), explanation=self.text(c.explanation))
                for c in f.conflicts
            ),
            variants=tuple(replace(v, explanation=self.text(v.explanation)) for v in f.variants),
            updates=tuple(replace(u, explanation=self.text(u.explanation)) for u in f.updates),
            lineage=Lineage(
                tuple(sorted({n.id: n for n in nodes}.values(), key=lambda n: n.id)),
                tuple(self._edge(e) for e in f.lineage.edges),
            ),
            stories=tuple(replace(s, title=self.text(s.title)) for s in f.stories),
            people=tuple(sorted((self._person(p) for p in f.people), key=lambda p: (p.name, p.id))),
            records=self._records(),
            tallies=tuple(self._tally(t) for t in f.tallies),
            decisions=self._decisions(),
            failures=tuple(self._failure(x) for x in f.failures),
        )  # fmt: skip

    def text(self, text: str) -> str:
        return self.masker.string(text.replace(self.folder, "") if self.folder else text)

    def _failure(self, failure: Failure) -> Failure:
        """Return what failed: of a file only its name below the folder of all, masked."""
        document, message = (
            self.masker.path(without_folders(x, self.folder)) for x in (failure.document, failure.message)
        )
        return Failure(self.text(document), failure.step, self.text(message))

    def _all(self, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.ids.get(i, i) for i in ids))

    # Documents and what points into them

    def _texts(self) -> dict[str, Edited]:
        private: dict[str, dict[str, list[Span]]] = {}
        public: dict[str, list[Span]] = {}
        places: dict[str, list[Span]] = {}
        for person in self.hidden.values():
            for m in person.mentions:
                private.setdefault(m.document, {}).setdefault(person.id, []).append((m.start, m.end))
        for person in shown_people(self.before):
            for m in person.mentions:
                public.setdefault(m.document, []).append((m.start, m.end))
        for s in self.before.statements:
            places.setdefault(s.document, []).extend((p.start, p.end) for p in s.places)
        return {
            d.id: self.masker.document(d, private.get(d.id, {}), public.get(d.id, ()), places.get(d.id, ()))
            for d in self.before.documents
        }

    def _document(self, d: Document) -> Document:
        edited = self.texts[d.id]
        blocks: list[Block] = []
        for b in d.blocks:
            start = max(edited.start(b.start), blocks[-1].end if blocks else 0)
            blocks.append(Block(start, max(start, edited.end(b.end)), b.kind))
        sheets: list[Sheet] = []
        for sheet in d.sheets:
            sheets.append(self._sheet(sheet, edited, after=sheets[-1].end if sheets else 0))
        return replace(
            d,
            name=self.names[d.id],
            text=edited.text,
            blocks=tuple(blocks),
            sheets=tuple(sheets),
            title=None if d.title is None else self.masker.string(d.title, d.language),
            publisher=None if d.publisher is None else self.masker.name(d.publisher),
            author=None if d.author is None else self.masker.name(d.author),
            url=None if d.url is None else self.masker.path(d.url),
            notes=tuple(self.text(self.masker.path(without_folders(note, self.folder))) for note in d.notes),
        )

    def _sheet(self, sheet: Sheet, edited: Edited, *, after: int) -> Sheet:
        """Return a page of an original: of the words read from its picture those that are still there.

        A name over a page break is on the page before (it ends at `after`).
        """
        words = tuple(
            replace(w, start=edited.start(w.start), end=edited.end(w.end))
            for w in sheet.words
            if not edited.touches(w.start, w.end)
        )
        label = None if sheet.label is None else self.text(sheet.label)
        start = max(edited.start(sheet.start), after)
        return replace(sheet, start=start, end=max(start, edited.end(sheet.end)), label=label, words=words)

    def _passage(self, p: Passage) -> Passage:
        edited = self.texts.get(p.document)
        return p if edited is None else Passage(p.document, edited.start(p.start), edited.end(p.end))

    def _passages(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(self._passage(p) for p in passages)

    # Statements

    def _statement(self, s: Statement) -> Statement:
        edited = self.texts[s.document]
        start, end = edited.start(s.start), edited.end(s.end)
        text = edited.text[start:end]
        self.masker.learn(s.text, text)
        who = {self.by_source[i] for i in (*s.attribution, *s.about) if i in self.by_source}
        reading = (
            text
            if s.reading == s.text
            else self.masker.string(s.reading, self.languages[s.document], who=who)
        )
        self.masker.learn(s.reading, reading)
        words = tuple(
            replace(w, start=edited.start(w.start), end=edited.end(w.end))
            for w in s.words
            if not edited.touches(w.start, w.end)
        )
        gone = {w.lemma for w in s.words if edited.touches(w.start, w.end)} - {w.lemma for w in words}
        return replace(
            s,
            start=start,
            end=end,
            text=text,
            evidence=self._passages(s.evidence),
            main=self._lemmas(s.main, gone),
            subject=self._lemmas(s.subject, gone),
            object=self._lemmas(s.object, gone),
            words=words,
            quantities=_moved(s.quantities, edited),
            places=_moved(s.places, edited),
            dates=_moved(s.dates, edited),
            reading=reading,
        )  # fmt: skip

    def _with_ids(self, s: Statement) -> Statement:
        return replace(s, attribution=self._all(s.attribution), about=self._all(s.about))

    def _lemmas(self, lemmas: Sequence[str], gone: Collection[str]) -> tuple[str, ...]:
        return tuple(lemma for lemma in lemmas if lemma not in gone and self.masker.name(lemma) == lemma)

    # Sources and lineage

    def _renamed_sources(self) -> dict[str, Source]:
        """Return every source as it may be named, by its old id, and learn its new id."""
        found: dict[str, Source] = {}
        for s in self.before.sources:
            owner = self.by_source.get(s.id)
            if owner is not None:
                found[s.id] = Source(slug(self.named[owner]), self.named[owner], s.kind, (), s.document)
                self.ids[s.id] = found[s.id].id
                continue
            name = self.masker.name(s.name)
            aliases = tuple(dict.fromkeys(self.masker.name(a) for a in s.aliases))
            offices = tuple(dict.fromkeys(self.text(o) for o in s.offices))
            changed = (name, aliases, offices) != (s.name, s.aliases, s.offices)
            new = replace(s, name=name, aliases=tuple(a for a in aliases if a != name), offices=offices)
            if changed:  # the old id is made of the name
                new = replace(new, id=self._fresh("src", name, s.id))
            found[s.id] = new
        return found

    def _fresh(self, prefix: str, name: str, old: str) -> str:
        """Return an id made of what may be published only, and keep it for the old one."""
        number = 0
        while (new := content_id(prefix, "protected", name, number)) in self.ids.values():
            number += 1
        self.ids[old] = new
        return new

    def _node(self, n: Node) -> Node:
        if n.id in self.by_source:
            return replace(n, id=self.ids[n.id], name=self.named[self.by_source[n.id]])
        name = self.names[n.id] if n.id in self.names else self.masker.name(n.name)
        if name != n.name and n.kind == "source" and n.id not in self.ids:
            self._fresh("node", name, n.id)
        return replace(n, id=self.ids.get(n.id, n.id), name=name)

    def _edge(self, e: Edge) -> Edge:
        return replace(
            e,
            parent=self.ids.get(e.parent, e.parent),
            child=self.ids.get(e.child, e.child),
            evidence=self._passages(e.evidence),
            because=self.text(e.because),
        )

    def _person(self, p: Person) -> Person:
        mentions = self._passages(p.mentions)
        if p.id in self.hidden:
            return Person(
                self.ids[p.id], self.named[p.id], (), mentions, source=self.ids.get(p.source, p.source)
            )
        return replace(
            p,
            name=self.masker.name(p.name),
            aliases=tuple(dict.fromkeys(self.masker.name(a) for a in p.aliases)),
            mentions=mentions,
            office=None if p.office is None else self._passage(p.office),
            because=self.text(p.because),
            source=self.ids.get(p.source, p.source),
        )

    # The register

    def _records(self) -> tuple[Record, ...]:
        found = []
        for r in self.before.records:
            fields = tuple(self._field(f) for f in r.fields)
            title, notes = self.text(r.title), tuple(self.text(n) for n in r.notes)
            words = ([v.text for f in r.fields for v in f.values], r.title, r.notes)
            changed = words != ([v.text for f in fields for v in f.values], title, notes)
            found.append(
                replace(
                    r,
                    id=self._fresh("r", f"{r.type} {title} {' '.join(r.claims)}", r.id) if changed else r.id,
                    title=title,
                    fields=fields,
                    origins=self._all(r.origins),
                    notes=notes,
                )
            )
        return tuple(sorted(found, key=lambda r: (r.type, r.title, r.id)))

    def _field(self, f: Field) -> Field:
        return replace(f, values=tuple(self._value(v) for v in f.values))

    def _value(self, v: Value) -> Value:
        first = self.firsts.get(v.statements[0]) if v.statements else None
        edited = self.texts[first.document] if first else None
        text = self.ids_name(v.party) or (v.text if v.place or v.step else self.masker.name(v.text))
        kept: dict[str, Place | Quantity | DateRange | None] = {}
        for kind in ("place", "quantity", "dates"):
            found: Place | Quantity | DateRange | None = getattr(v, kind)
            if found is not None and edited is not None and found.end > found.start:
                replaced = edited.replaced(found.start, found.end)
                text = replaced.new if replaced else text
                found = next(iter(_moved((found,), edited)), None)
            kept[kind] = found
        if v.place is not None and kept["place"] is not None:
            text = self.text(text)
        return replace(
            v, text=text, origins=self._all(v.origins), party=self.ids.get(v.party, v.party), **kept,  # type: ignore[arg-type]
        )  # fmt: skip

    def ids_name(self, source: str) -> str:
        """Return the pseudonym of a hidden source, "" for all others."""
        return self.named[self.by_source[source]] if source in self.by_source else ""

    def _tally(self, t: Tally) -> Tally:
        return replace(
            t,
            counted=tuple(self._value(v) for v in t.counted),
            listed=self._all(t.listed),
            explanation=self.text(t.explanation),
        )

    def _decisions(self) -> tuple[Decision, ...]:
        found = []
        hidden_names = {folded_text(n) for p in self.hidden.values() for n in (p.name, *p.aliases)}
        for d in self.before.decisions:
            about = d.target in self.hidden or any(folded_text(n) in hidden_names for n in d.names)
            told = (self.text(d.reason), self.text(d.value))
            ids = (d.target, *d.others)
            if about or told != (d.reason, d.value) or self._all(ids) != tuple(dict.fromkeys(ids)):
                # The old id is made of the person's, or of words that name one.
                self._fresh("decision", f"{d.at} {d.action} {self.ids.get(d.target, '')}", d.id)
            if about and d.action in ("show-person", "hide-person"):
                target = self.ids.get(d.target) or next(
                    (self.ids[p.id] for p in self.hidden.values() if set(d.names) & {p.name, *p.aliases}),
                    "person",
                )
                self.ids.setdefault(d.target, target)
            found.append(
                replace(
                    d,
                    id=self.ids.get(d.id, d.id),
                    target=self.ids.get(d.target, d.target),
                    reason=told[0],
                    value=told[1],
                    names=() if about else tuple(map(self.text, d.names)),
                    others=self._all(d.others),
                    passage=None if d.passage is None else self._passage(d.passage),
                    chain=tuple(map(self.masker.name, d.chain)),
                    about=self._passages(d.about),
                    seen=self.ids.get(d.seen, d.seen),
                )
            )
        return tuple(found)


_Marked = TypeVar("_Marked", bound=Quantity | Place | DateRange)


def _moved(found: Iterable[_Marked], edited: Edited) -> tuple[_Marked, ...]:
    return tuple(
        replace(x, start=edited.start(x.start), end=edited.end(x.end))
        for x in found
        if not edited.touches(x.start, x.end)
    )
