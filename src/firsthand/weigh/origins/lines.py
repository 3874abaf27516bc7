"""Who in a story has what they say from whom, and who speaks for whom."""

import functools
from collections.abc import Collection, Iterable, Sequence, Set

from firsthand.model import Lineage, Passage, Source, Statement
from firsthand.weigh.origins.drawing import drawn_on
from firsthand.weigh.origins.naming import (
    is_called,
    is_nobody,
    is_slip,
    is_surname,
    listed,
    same_name,
    service_of,
)
from firsthand.weigh.origins.offices import alike, body_of, holds_office, speaks_for
from firsthand.weigh.origins.unions import Union

# A document that carries another's text has what that text has.
_CARRIES = frozenset({"reuses", "translates"})
_LETTERS_OF_A_NAME = 4
_BODIES = frozenset({"government", "organisation", "outlet"})


class Lines:
    """The lines of a story: documents by reuse and citing, speakers by relaying and by office."""

    def __init__(
        self, lineage: Lineage, sources: Iterable[Source] = (), statements: Iterable[Statement] = ()
    ) -> None:
        """Take in the lineage of a story, its sources and the chains of all its statements."""
        self.sources = {source.id: source for source in sorted(sources, key=lambda s: s.id)}
        self.outlet = {s.document: s.id for s in reversed(self.sources.values()) if s.document}
        self._documents = Union()
        self._parents: dict[str, set[str]] = {}
        self._relays: set[tuple[str, str]] = set()
        self._quoted_in: dict[str, set[str]] = {}
        self._translations = Union()
        self._rendered: dict[frozenset[str], list[tuple[Passage, Passage]]] = {}
        self._bodies: dict[str, str | None] = {}  # what was asked for, by document
        self._known_ministries: dict[str, frozenset[str]] | None = None
        self._governments: list[str] | None = None
        self._voices: dict[tuple[str, str], bool] = {}
        for edge in lineage.edges:
            if edge.kind == "translates":
                self._translations.join(edge.parent, edge.child)
                pairs = zip(edge.evidence[::2], edge.evidence[1::2], strict=False)
                self._rendered[frozenset((edge.parent, edge.child))] = list(pairs)
            if edge.kind in _CARRIES:
                self._documents.join(edge.parent, edge.child)
                self._parents.setdefault(edge.child, set()).add(edge.parent)
            elif edge.kind == "cites":
                self._parents.setdefault(edge.child, set()).add(edge.parent)
        told = tuple(statements)
        self._drawn_on = drawn_on(lineage, self.sources, told)
        for statement in told:
            for speaker in statement.attribution[:1]:
                self._quoted_in.setdefault(speaker, set()).add(statement.document)
            for at, relay in enumerate(statement.attribution[1:], start=1):
                # A reporter carries for her paper: "the minister, so Ada Lorn of the Coast Post".
                if any(map(self._carries, statement.attribution[at:])):
                    self._relays.add((statement.attribution[0], relay))
        quoted = (self.sources[source] for source in sorted(self._quoted_in) if source in self.sources)
        self._people = tuple(source for source in quoted if source.kind == "person")

    def of_documents(self, documents: Iterable[str]) -> list[list[str]]:
        """Return documents in groups of one line: copies, and those who draw on one account."""
        union = Union()
        found = sorted(set(documents))
        for document in found:
            for above in (document, *sorted(self._drawn_on.get(document, ()))):
                union.join(document, f"above {self._documents.root(above)}")
        return union.groups(found)

    def first_told(self, line: Sequence[str]) -> str | None:
        """Return the source where a line of documents begins, None where no outlet is known.

        The outlet of the document that none of the others is the parent of; where several are, the
        one source all of them draw on.
        """
        others = set(line)
        first = [d for d in line if not (self._parents.get(d, set()) & others) - {d}]
        if len(first) > 1:
            drawn = set.intersection(*(self._parents.get(d, set()) for d in first)) & self.sources.keys()
            carriers = sorted(s for s in drawn if self.sources[s].kind == "outlet")
            if carriers:
                return carriers[0]
        outlets = [self.outlet[d] for d in first or line if d in self.outlet]
        return min(outlets, default=None)

    def any_derived(self, some: Set[str], others: Set[str]) -> bool:
        """Tell whether one of some documents draws on one of others, or the other way round."""
        return any(not others.isdisjoint(self._parents.get(each, ())) for each in some) or any(
            not some.isdisjoint(self._parents.get(each, ())) for each in others
        )

    def any_one_text(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Tell whether one text is behind two different documents, one of some and one of others."""
        roots: dict[str, set[str]] = {}
        for each in some:
            roots.setdefault(self._documents.root(each), set()).add(each)
        return any(bool(roots.get(self._documents.root(each), set()) - {each}) for each in others)

    def translated(self, documents: Collection[str]) -> list[tuple[str, str]]:
        """Return the pairs of these documents in which sentences stand that translate one another."""
        known = set(documents)
        pairs = (sorted(pair) for pair in self._rendered if len(pair) == 2 and pair <= known)
        return sorted((one, other) for one, other in pairs)

    def by_translation(self, documents: Iterable[str]) -> list[list[str]]:
        """Return these documents by the text they are translations of, where several are of one."""
        return [group for group in self._translations.groups(documents) if len(group) > 1]

    def slip(self, one: str, other: str) -> bool:
        """Tell whether two sources are called the same but for a slip of the pen."""
        first, second = self.sources.get(one), self.sources.get(other)
        return first is not None and second is not None and is_slip(first, second)

    def renderings(self, statement: Statement, document: str) -> list[Passage]:
        """Return the sentences of another document that translate, or are, those a statement stands in."""
        here = statement.passage
        pairs = self._rendered.get(frozenset((here.document, document)), ())
        return [other for a, b in pairs for one, other in ((a, b), (b, a)) if one.overlaps(here)]

    def body_behind(self, document: str) -> str | None:
        """Return the body whose own words a document is: an official notice, a group's own report.

        A newspaper tells what others say; a body that publishes speaks for itself. A publisher is
        taken for a body if it is an authority, or if others quote it and it is no newspaper: "the group".
        """
        if document not in self._bodies:
            self._bodies[document] = self._body_behind(document)
        return self._bodies[document]

    def _body_behind(self, document: str) -> str | None:
        outlet = self.outlet.get(document)
        if outlet is None:
            return None
        source = self.sources[outlet]
        if source.kind == "government":
            return outlet
        called = {word for alias in source.aliases for word in alias.casefold().split()[-1:]}
        quoted = self._quoted_in.get(outlet, set()) - {document}
        a_body = source.kind == "organisation" or bool(called & listed("claims", "bodies"))
        return outlet if quoted and a_body else None

    def _carries(self, source: str) -> bool:
        """Tell whether a source passes on what others say by trade; a person or a body speaks for itself."""
        known = self.sources.get(source)
        return known is None or known.kind in ("outlet", "document", "unnamed")

    def relayed(self, origin: str, relay: str) -> bool:
        """Tell whether the second, an outlet or a report, was seen passing on what the first said.

        It must not have been seen the other way round.
        """
        return (origin, relay) in self._relays and (relay, origin) not in self._relays

    def one_voice(self, one: str, other: str) -> bool:
        """Tell whether two sources are one line: the same name, relayed, or one speaks for the other."""
        return (
            self._same_name(one, other)
            or self.relayed(one, other)
            or self.relayed(other, one)
            or self.speaks_for(one, other)
            or self.speaks_for(other, one)
            or self._unnamed_of_one_body(one, other)
            or self._body_and_mouth(one, other)
        )

    def _body_and_mouth(self, one: str, other: str) -> bool:
        """Tell whether one is a body for which the other speaks by office: a ministry for its government."""
        first, second = self.sources.get(one), self.sources.get(other)
        if first is None or second is None:
            return False
        return self._is_mouth(first, second) or self._is_mouth(second, first)

    def _is_mouth(self, one: Source, other: Source) -> bool:
        body = body_of(other)
        if body is None:
            return False
        own = body_of(one)
        spoken_for = speaks_for(one) if own is None else speaks_for(one) | {own}
        several = body[0] == "ministry" and len(self._ministries().get(body[2], ())) > 1
        return body in spoken_for or (not several and any(alike(body, key) for key in spoken_for))

    def _ministries(self) -> dict[str, frozenset[str]]:
        if self._known_ministries is None:
            self._known_ministries = _ministries(self.sources.values())
        return self._known_ministries

    def speaks_for(self, person: str, body: str) -> bool:
        """Tell whether a person is described by the body: "Ruritania's minister", "director of X"."""
        if (person, body) not in self._voices:
            self._voices[person, body] = self._speaks_for(person, body)
        return self._voices[person, body]

    def _speaks_for(self, person: str, body: str) -> bool:
        one, other = self.sources.get(person), self.sources.get(body)
        if one is None or other is None or one.kind not in {"person", "unnamed"} or other.kind not in _BODIES:
            return False
        names = [name.split() for name in (other.name, *other.aliases) if name[:1].isupper()]
        described = [
            alias.split() for alias in (*one.aliases, *([one.name] if one.kind == "unnamed" else []))
        ]
        of_state = (body_of(other) or ("",))[0] == "government"
        return any(
            (other.kind != "outlet" and _begins_with(alias, name) and (not of_state or holds_office(alias)))
            or _belongs(alias, name)
            for alias in described
            for name in names
        )

    def is_unsigned(self, source: str) -> bool:
        """Tell whether a source is a writing without an author, or nobody in particular.

        "a report", "researchers", "the ministry": words that stand for whoever was named elsewhere.
        """
        known = self.sources.get(source)
        return known is not None and is_nobody(known)

    def is_unnamed(self, source: str) -> bool:
        """Tell whether a source is a description: "a technician at the dam"."""
        return self.kind_of(source) == "unnamed"

    def kind_of(self, source: str) -> str | None:
        """Return what kind of source one is, None where it is not known."""
        known = self.sources.get(source)
        return known.kind if known is not None else None

    def is_doer(self, source: str, subject: Sequence[str]) -> bool:
        """Tell whether a statement of this subject tells what a body itself does: named as the subject."""
        known = self.sources.get(source)
        return (
            known is not None and known.kind in ("government", "organisation") and is_called(known, subject)
        )

    def told_alike(self, one: str, other: str) -> bool:
        """Tell whether two unnamed sources may be one: one description adds nothing to the other."""
        if not (self.is_unnamed(one) and self.is_unnamed(other)):
            return False
        services = {service_of(self.sources[source]) for source in (one, other)}
        if len(services) == 1 and None not in services:
            return True
        first, second = (
            {_stem(word) for word in _bare(self.sources[source].name.split())} for source in (one, other)
        )
        return bool(first and second) and (first <= second or second <= first)

    def is_foreign(self, source: str) -> bool:
        """Tell whether a source is known by a name in another script only."""
        known = self.sources.get(source)
        return known is not None and not known.name[:1].isascii()

    def _unnamed_of_one_body(self, one: str, other: str) -> bool:
        """Tell whether an unnamed one and another speak for one body: "the Ruritanian leader"."""
        if self.is_unnamed(one) == self.is_unnamed(other):
            return False
        if self._governments is None:
            self._governments = [body for body, known in self.sources.items() if known.kind == "government"]
        named, unnamed = (one, other) if self.is_unnamed(other) else (other, one)
        if self.kind_of(named) != "person":
            return False  # nobody else speaks for a body in that way
        return any(
            self.speaks_for(named, body) and self.speaks_for(unnamed, body) for body in self._governments
        )

    def _same_name(self, one: str, other: str) -> bool:
        first, second = self.sources.get(one), self.sources.get(other)
        if first is None or second is None:
            return False
        return same_name(first, second) or any(
            is_surname(a, b, self._people) for a, b in ((first, second), (second, first))
        )


def _ministries(sources: Iterable[Source]) -> dict[str, frozenset[str]]:
    """Return, for each kind of ministry, the countries whose ministry sources are."""
    found: dict[str, set[str]] = {}
    for source in sources:
        key = body_of(source)
        if key is not None and key[0] == "ministry" and key[1]:
            found.setdefault(key[2], set()).add(key[1])
    return {which: frozenset(countries) for which, countries in found.items()}


def _stem(word: str) -> str:
    """Return a word without the mark of the plural of most languages: "officials" is "official"."""
    return word.removesuffix("s")


def _bare(phrase: Sequence[str]) -> tuple[str, ...]:
    return _bared(tuple(phrase))


@functools.lru_cache(maxsize=65_536)
def _bared(phrase: tuple[str, ...]) -> tuple[str, ...]:
    definite = listed("names", "definite")
    return tuple(word.casefold() for word in phrase if word.casefold() not in definite)


def _begins_with(description: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether a description begins with a name, in any of its forms: "Ruritanian", "Ruritania's"."""
    described, called = _bare(description), _bare(name)
    if not called or len(described) <= len(called):
        return False
    return all(
        min(len(a), len(b)) >= _LETTERS_OF_A_NAME and (a.startswith(b) or b.startswith(a))
        for a, b in zip(described, called, strict=False)
    )


def _belongs(description: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether a description ends with an office of the name: "director of Lake House"."""
    described, called = _bare(description), _bare(name)
    office = described[: len(described) - len(called)]
    return (
        bool(called)
        and described[len(office) :] == called
        and len(office) >= 2
        and office[-1] in listed("claims", "belonging")
        and not listed("claims", "no_longer") & set(office)
        and bool((listed("offices", "public") | listed("names", "spokespeople")) & set(office))
    )
