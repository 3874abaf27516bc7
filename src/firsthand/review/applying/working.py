"""One story while decisions are laid over it: what is left, what moved, and what must be derived again."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from firsthand.model import Claim, Conflict, Findings, Passage, Source, Statement, Variant, content_id
from firsthand.review.naming import Names
from firsthand.review.persons import plain_name

# A passage is found again where another has so much in common with it: the shared part of both together.
# Ids of statements depend on their passage alone, so this matters only where firsthand reads a text anew.
_ALIKE = 0.8


class LostError(Exception):
    """What a decision is about is not there any more; the message says what, for whoever looks into it."""


class Working:
    """A story under review. Everything is looked up by id; ids under which something was known lead on.

    `claim_of` and `members` say which claim holds a statement. `rejected` maps statements that left to the
    id of the claim they left with, "" where they left alone. `fresh` are statements whose words changed or
    that were added, `touched` claims that must be derived again, `about` claims some decision speaks of,
    `parted` pairs of claims that were one. `people_named` are sources that reviewers named anew, and
    `named_elsewhere` those, by their plain names, whom they named in another story.
    """

    def __init__(self, findings: Findings, given: Iterable[Passage] = ()) -> None:
        """Take in the findings of one story; `given` are passages that reviewers marked themselves.

        What stands there is never taken for something that firsthand read nearby.
        """
        self.given = frozenset(given)
        self.findings = findings
        self.documents = {document.id: document for document in findings.documents}
        self.statements: dict[str, Statement] = {each.id: each for each in findings.statements}
        self.sources: dict[str, Source] = {source.id: source for source in findings.sources}
        self.claims: dict[str, Claim] = {claim.id: claim for claim in findings.claims}
        self.members = {claim.id: dict.fromkeys(claim.statements) for claim in findings.claims}
        self.claim_of: dict[str, str] = {s: claim.id for claim in findings.claims for s in claim.statements}
        self.names = Names(findings.sources)
        self.moved: dict[str, str] = {}
        self.joined: dict[str, Source] = {}
        self.rejected: dict[str, str] = {}
        self.fresh: set[str] = set()
        self.added: set[str] = set()
        self.restated: set[str] = set()
        self.touched: set[str] = set()
        self.about: set[str] = set()
        self.parted: list[tuple[str, str]] = []
        self.people_named: dict[str, Source] = {}
        self.named_elsewhere: dict[str, Source] = {}
        self.sources_changed = False
        # The first of those that stand in one place is the one that is found there.
        self._at = {(each.document, each.start, each.end): each.id for each in reversed(findings.statements)}
        self._in: dict[str, list[str]] = defaultdict(list)
        for each in findings.statements:
            self._in[each.document].append(each.id)

    def place(self, statement: Statement) -> None:
        """Note where a statement stands."""
        self._at.setdefault((statement.document, statement.start, statement.end), statement.id)
        self._in[statement.document].append(statement.id)

    def within(self, document: str) -> Sequence[str]:
        """Return the ids of a document's statements."""
        return self._in.get(document, ())

    def now(self, name: str) -> str:
        """Return the id under which something is found now."""
        seen = {name}
        while (to := self.moved.get(name)) is not None and to not in seen:
            seen.add(to)
            name = to
        return name

    def move(self, old: str, new: str) -> None:
        """Note that what was found under one id is found under another."""
        if old != new:
            self.moved[old] = new

    def statement_at(self, passage: Passage) -> str | None:
        """Return the statement that stands at a passage, or nearly so."""
        exact = self._at.get((passage.document, passage.start, passage.end))
        if exact is not None:
            return exact
        best, alike = None, _ALIKE
        for name in self._in.get(passage.document, ()):
            other = self.statements[name]
            if other.passage in self.given:
                continue
            shared = min(other.end, passage.end) - max(other.start, passage.start)
            if shared > 0:
                share = shared / (max(other.end, passage.end) - min(other.start, passage.start))
                if share >= alike:
                    best, alike = name, share
        return best

    def statement(self, name: str, about: Sequence[Passage]) -> str:
        """Return the statement that a decision is about: by its id, else by its passage."""
        if name in self.statements:
            return name
        for passage in about[:1]:
            found = self.statement_at(passage)
            if found is not None:
                self.move(name, found)
                return found
        raise LostError(self._why(about, "Its passage is no statement any more."))

    def claim(self, name: str, about: Sequence[Passage]) -> str:
        """Return the claim that a decision is about: by its id, else the one that holds most of `about`."""
        now = self.now(name)
        if now in self.members:
            return now
        held = Counter(
            self.claim_of[found]
            for passage in dict.fromkeys(about)
            if (found := self.statement_at(passage)) is not None and found in self.claim_of
        )
        if not held:
            raise LostError(self._why(about, "None of its statements is in a claim any more."))
        best = min(held, key=lambda claim: (-held[claim], len(self.members[claim]), claim))
        self.move(name, best)
        return best

    def source(self, name: str, names: Sequence[str], about: Sequence[Passage] = ()) -> str:
        """Return the source that a decision is about: by its id, else by a name it had."""
        now = self.now(name)
        if now in self.sources:
            return now
        for called in names:
            found = self.names_of(called)
            if len(found) > 1 and about:
                told = [self.statements[at] for passage in about if (at := self.statement_at(passage))]
                found = tuple(each for each in found if any(each in s.attribution for s in told))
            if len(found) == 1:
                self.move(name, found[0])
                return found[0]
            if len(found) > 1:
                raise LostError(f"Several sources are called “{called}” now.")
        for called in names[:1]:
            if (named := self.named_elsewhere.get(plain_name(called))) is not None:
                self.sources[named.id] = self.people_named[named.id] = named
                self.names.add(named)
                self.move(name, named.id)
                return named.id
        raise LostError(f"No source is called “{''.join(names[:1])}” any more.")

    def names_of(self, called: str) -> tuple[str, ...]:
        """Return the ids of the sources of a name, as they are now."""
        found = (self.now(each) for each in self.names.find(called))
        return tuple(dict.fromkeys(each for each in found if each in self.sources))

    def conflict(self, name: str, about: Sequence[Passage], among: Iterable[Conflict]) -> Conflict | None:
        """Return the conflict that a decision is about: by its id, its statements or its two claims."""
        held = tuple(among)
        same = next((each for each in held if each.id == name), None)
        told = {found for passage in about if (found := self.statement_at(passage))}
        same = same or next((each for each in held if len(told) > 1 and set(each.statements) == told), None)
        if same is None:
            sides = {self.claim_of[each] for each in told if each in self.claim_of}
            same = next((c for c in held if len(sides) == 2 and set(c.claims[:2]) == sides), None)
        if same is not None:
            self.move(name, same.id)
        return same

    def variant(self, name: str, about: Sequence[Passage], among: Iterable[Variant]) -> Variant | None:
        """Return the variant that a decision is about: by its id or its statements."""
        held = tuple(among)
        told = {found for passage in about if (found := self.statement_at(passage))}
        same = next((each for each in held if each.id == name), None)
        same = same or next((each for each in held if len(told) > 1 and set(each.statements) == told), None)
        if same is not None:
            self.move(name, same.id)
        return same

    def put(self, statement: str, claim: str) -> None:
        """Put a statement into a claim, out of that which holds it."""
        before = self.claim_of.get(statement)
        if before == claim:
            return
        if before is not None:
            self.members[before].pop(statement, None)
            self.touched.add(before)
            if not self.members[before]:
                del self.members[before]
                self.move(before, claim)
        self.members.setdefault(claim, {})[statement] = None
        self.claim_of[statement] = claim
        self.touched.add(claim)

    def new_claim(self, statements: Iterable[str]) -> str:
        """Return the id of a claim that is made of these statements: it depends on them alone."""
        parts = sorted(statements)
        name, turn = content_id("c", *parts), 0
        while name in self.members:  # one of its former statements has the name
            turn += 1
            name = content_id("c", *parts, "apart", turn)
        self.moved.pop(name, None)
        return name

    def touch(self, statement: str) -> None:
        """Note that the claim of a statement must be derived again."""
        if statement in self.claim_of:
            self.touched.add(self.claim_of[statement])
            self.about.add(self.claim_of[statement])

    def plain_names(self, source: str) -> frozenset[str]:
        """Return all names of a source, plain."""
        known = self.sources[source]
        return frozenset(plain_name(name) for name in (known.name, *known.aliases))

    def _why(self, about: Sequence[Passage], otherwise: str) -> str:
        """Return why something is not found: its documents left the case, or they are read otherwise."""
        gone = about and not any(passage.document in self.documents for passage in about)
        return "The document it stood in is not in the case any more." if gone else otherwise
