"""A case: a pile of documents, what was derived from it (see `building`), and what reviewers made of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from firsthand.ask import Usage
from firsthand.deriving import looked_for_people
from firsthand.deriving.registering import (
    is_chosen,
    is_registered,
    keep_codebook,
    kept_codebook,
    lay_decisions,
    register,
    with_register,
)
from firsthand.described import keep_described, take_in_kept
from firsthand.model import Area, Decision, Draft, Failure, Findings
from firsthand.model.errors import NothingToReadError, PublishError
from firsthand.publish.protection import assign_pseudonyms, kept_pseudonyms, protect, protect_and_tell
from firsthand.publish.signing import Signer
from firsthand.register.codebook import Codebook
from firsthand.review import Misfit, Reviewed, draft_to_decision
from firsthand.store import Manifest, Place, Store, open_store

__all__ = ["Case", "case_over", "open_case", "open_derived"]

# The name under which a case keeps its pseudonyms.
_PSEUDONYMS = "pseudonyms"


def open_case(path: str | Place) -> "Case":
    """Open a case that was built before.

    Raises NotACaseError, NewerCaseError, and NothingToReadError when its build never finished.
    """
    return case_over(*open_derived(path))


def open_derived(path: str | Place) -> tuple[Store, Findings]:
    """Open what keeps a case, with what was derived, no decision laid over it yet; raises as `open_case`."""
    store = open_store(path)
    findings = store.findings()
    if findings is None:
        collected = next(store.captures(), None) is not None
        store.close()
        raise NothingToReadError(
            f"{path}: nothing was derived from what was collected yet. Do so: firsthand build --case {path}"
            if collected
            else f"{path}: its build never finished. Run firsthand build again: it goes on from there."
        )
    take_in_kept(store)
    return store, findings


def case_over(store: Store, derived: Findings) -> "Case":
    """Return the case of what was derived, with the decisions in its store laid over."""
    return Case(store, derived, lay_decisions(store, derived))


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is in a case: documents, statements, claims, stories, and what failed.

    `units` are the stories that were derived each by itself, 0 where the case was derived as one.
    """

    documents: int = 0
    statements: int = 0
    claims: int = 0
    stories: int = 0
    units: int = 0
    failures: tuple[Failure, ...] = ()


class Case:
    """A built case: what was derived, what reviewers made of it, and the store that keeps both.

    `derived` are the findings as they were derived, which no decision changes; `reviewed` lays the decisions
    over them. Both are read from the store when they are first asked for, unless they are given. `usage` is
    what asking a language model took in this build; None where none was asked.
    """

    def __init__(
        self,
        store: Store,
        derived: Findings | None = None,
        reviewed: Reviewed | None = None,
        usage: Usage | None = None,
    ) -> None:
        self.store, self.usage = store, usage
        if derived is not None:
            self.derived = derived
        if reviewed is not None:
            self.reviewed = reviewed

    @cached_property
    def derived(self) -> Findings:
        """What was derived, before any decision."""
        manifest = self._manifest
        found = self.store.findings() if manifest is None or manifest.units else manifest.rest
        if found is None:
            raise NothingToReadError(
                f"{self.store.place}: its build never finished. Run firsthand build again."
            )
        return found

    @cached_property
    def _manifest(self) -> Manifest | None:
        return self.store.manifest()

    @cached_property
    def reviewed(self) -> Reviewed:
        """What was derived with the decisions of the case laid over."""
        return lay_decisions(self.store, self.derived)

    @property
    def findings(self) -> Findings:
        """The findings as reviewers left them: what is shown, published and exported."""
        return self.reviewed.findings

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """The decisions that hold and find no more what they were about."""
        return self.reviewed.misfits

    def original(self, document: str) -> bytes | None:
        """Return the preserved bytes of the document with this id."""
        return self.store.original(document)

    @property
    def size(self) -> Size:
        """How much there is in the case, as it was derived; nothing of it has to be in memory."""
        manifest = self._manifest
        if manifest is None:
            return Size()
        return Size(
            documents=manifest.count("documents"),
            statements=manifest.count("statements"),
            claims=manifest.count("claims"),
            stories=len(manifest.rest.stories) + len(manifest.units),
            units=len(manifest.units),
            failures=manifest.rest.failures,
        )

    @property
    def chosen_codebook(self) -> bool:
        """Whether firsthand took the codebook because it fits; false where somebody named it, or none is."""
        return is_chosen(self.store) and self.codebook is not None

    @property
    def codebook(self) -> Codebook | None:
        """The codebook that says which records the case keeps; None where it keeps none."""
        return kept_codebook(self.store)

    def with_codebook(self, codebook: Codebook) -> "Case":
        """Return the case with another codebook, its records derived anew, nothing read again."""
        keep_codebook(self.store, codebook)
        registered = register(self.store, self.derived)
        # Under no key: the next build derives all of it again, and keeps that.
        manifest = self.store.manifest()
        if manifest is not None and manifest.units:
            self.store.keep_findings("", with_register(manifest.rest, registered), manifest.units)
        else:
            self.store.keep_findings("", with_register(self.derived, registered))
        return self._with(with_register(self.derived, registered))

    def registers_decisions(self) -> bool:
        """Tell whether the records took in every decision that may add to them."""
        return is_registered(self.store)

    def decide(self, decision: Decision) -> "Case":
        """Return the case with one decision more; decisions are appended, none is changed."""
        self.store.keep_decision(decision)
        decided = self._with(self.derived)
        if decision.passage is not None:
            keep_described(self.store)
        return decided

    def draft(self, draft: Draft, *, reviewer: str, at: datetime | None = None) -> Decision:
        """Return the decision that a draft asks for, checked against the case, not yet made: see `decide`.

        `at` is now where it is None. Raises DecisionError and GoneError.
        """
        return draft_to_decision(
            self.findings,
            draft,
            reviewer=reviewer,
            at=(at or datetime.now(UTC)).isoformat(timespec="seconds"),
            decisions=self.findings.decisions,
        )

    def _with(self, derived: Findings) -> "Case":
        return Case(self.store, derived, lay_decisions(self.store, derived), self.usage)

    def pseudonyms(self, *, keep: bool = True) -> dict[str, str]:
        """Return the pseudonym of every private person by id; whoever has one keeps it for good.

        Without `keep` those who have none yet get theirs for this once.
        """
        kept = json.loads(self.store.note(_PSEUDONYMS) or "{}")
        assigned = assign_pseudonyms(self.findings, kept)
        known = kept_pseudonyms(self.findings, assigned, kept)
        if keep and known != kept and not self.store.read_only:
            self.store.keep_note(_PSEUDONYMS, json.dumps(known, ensure_ascii=False))
        return assigned

    def protected(self) -> Findings:
        """Return the findings as they may leave: private persons under their pseudonyms, detail cut.

        Raises PublishError where the persons of the case are not known.
        """
        return protect(self.findings, self.require_people().pseudonyms())

    def report(self, *, names: bool = False) -> str:
        """Return the report of the case as one HTML page that opens offline.

        `names` keeps the names of private persons, for your own eyes. Raises PublishError where the persons
        of the case are not known.
        """
        from firsthand.publish.pictures import page_pictures  # loads what draws pages
        from firsthand.publish.report import render_report

        if names:
            shown, hidden = self.findings, None
        else:
            shown, hidden = protect_and_tell(self.findings, self.require_people().pseudonyms())
        pictures = page_pictures(self.findings, self.original, hidden=hidden)
        return render_report(shown, protected=not names, pictures=pictures)

    def areas(self, document: str, start: int, end: int) -> tuple[Area, ...]:
        """Return where on the pages of its original a passage of a document stands; empty if it has none."""
        from firsthand.read.paged.locating import locate

        found = next((one for one in self.findings.documents if one.id == document), None)
        data = self.original(document)
        return locate(data, found, start, end) if found and data is not None else ()

    def published(
        self, *, title: str | None = None, day: date | None = None, signer: Signer | None = None
    ) -> dict[str, bytes]:
        """Return the folder to publish: the bytes of every file by its path, persons protected.

        `firsthand.publish.write_publication` writes it. Raises PublishError.
        """
        from firsthand.publish.publishing import publish  # loads the writers of every format

        return publish(
            self.findings,
            self.require_people().pseudonyms(),
            codebook=self.codebook,
            title=title,
            day=day,
            signer=signer,
        )

    def log_published(self, files: Mapping[str, bytes], name: str) -> None:
        """Write in the custody log that these files, by their path, were published under a name."""
        manifest = next(data for path, data in sorted(files.items()) if path.startswith("manifest"))
        digest = hashlib.sha256(manifest).hexdigest()
        self.store.log("published", subject=digest, name=name, details={"files": str(len(files))})

    def require_people(self) -> "Case":
        """Return the case if its persons are known, else raise PublishError: nothing may leave before."""
        broken = [failure for failure in self.findings.failures if failure.step == "people"]
        if broken:
            raise PublishError(f"Nothing can be published: {broken[0].message}")
        if not looked_for_people(self.store):
            raise PublishError(
                "This case was built by an older firsthand, which did not look for persons. Build it again "
                "with the same command: what was read is kept."
            )
        return self

    def close(self) -> None:
        """Close the case file."""
        self.store.close()

    def __enter__(self) -> "Case":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
