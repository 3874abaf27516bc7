"""What review changed between two states of the same findings, as far as records ask for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from firsthand.model import Claim, Findings, Statement


@dataclass(frozen=True)
class Changes:
    """Findings before and after review, `moved` where former ids lead. Worked out as asked for."""

    before: Findings
    after: Findings
    moved: Mapping[str, str]

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The statements as they are now, by id."""
        return {each.id: each for each in self.after.statements}

    @cached_property
    def statements_before(self) -> Mapping[str, Statement]:
        """The statements as they were, by id."""
        return {each.id: each for each in self.before.statements}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Statements that left."""
        return frozenset(self.statements_before.keys() - self.statements.keys())

    @cached_property
    def restated(self) -> frozenset[str]:
        """Statements that somebody else says now."""
        if self.after.statements is self.before.statements:
            return frozenset()
        now = self.statements
        return frozenset(
            name
            for name, each in self.statements_before.items()
            if (other := now.get(name)) is not None
            and other is not each
            and other.attribution != each.attribution
        )

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims as they are now, by id."""
        return {each.id: each for each in self.after.claims}

    @cached_property
    def claim_of(self) -> Mapping[str, str]:
        """Which claim holds a statement now."""
        return {s: claim.id for claim in self.after.claims for s in claim.statements}

    @cached_property
    def claims_changed(self) -> frozenset[str]:
        """Claims that hold other statements now, or are no more."""
        now = self.claims
        return frozenset(
            each.id
            for each in self.before.claims
            if (other := now.get(each.id)) is not each
            and (other is None or other.statements != each.statements or other.origins != each.origins)
        )

    @cached_property
    def conflicts_known(self) -> frozenset[str]:
        """Conflicts there are or were."""
        return frozenset(each.id for each in (*self.before.conflicts, *self.after.conflicts))

    @cached_property
    def conflicts_changed(self) -> frozenset[str]:
        """Conflicts that are told otherwise now, or are no more."""
        now = {each.id: each for each in self.after.conflicts}
        return frozenset(each.id for each in self.before.conflicts if now.get(each.id) != each)

    @cached_property
    def conflicts_new(self) -> frozenset[str]:
        """Conflicts that were found anew."""
        return frozenset({e.id for e in self.after.conflicts} - {e.id for e in self.before.conflicts})

    @cached_property
    def conflicts_of(self) -> Mapping[str, Sequence[str]]:
        """The conflicts that a statement carries now."""
        found: dict[str, list[str]] = {}
        for conflict in self.after.conflicts:
            for each in conflict.statements:
                found.setdefault(each, []).append(conflict.id)
        return found

    @cached_property
    def conflict_claims(self) -> Mapping[str, tuple[str, ...]]:
        """The claims of each conflict."""
        return {each.id: each.claims for each in self.after.conflicts}

    @cached_property
    def sources_changed(self) -> frozenset[str]:
        """Sources that are called otherwise now, or are no more."""
        if self.after.sources is self.before.sources:
            return frozenset()
        now = {each.id: each for each in self.after.sources}
        return frozenset(each.id for each in self.before.sources if now.get(each.id) != each)

    @cached_property
    def names_before(self) -> Mapping[str, str]:
        """What sources were called."""
        return {each.id: each.name for each in self.before.sources}

    @cached_property
    def names_after(self) -> Mapping[str, str]:
        """What sources are called now."""
        return {each.id: each.name for each in self.after.sources}

    @cached_property
    def story_of(self) -> Mapping[str, str]:
        """The story of a document."""
        return {document: story.id for story in self.before.stories for document in story.documents}

    @cached_property
    def published(self) -> Mapping[str, date | None]:
        """When documents were published."""
        return {each.id: each.published for each in self.before.documents}
