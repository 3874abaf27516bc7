"""Everything that schemathesis can think of, asked of a desk's API over loopback.

    python benchmarks/schema_run.py CASE [--examples 200] [--seconds 300] [--role owner] [--seed 7]

Serves a copy of the case, with a token of that role or of nobody, and asks each operation with data that
fits the description and data that does not, in all phases: examples, coverage, fuzzing, stateful. Where an
id is asked for, one of the case's own is often given, so that decisions are made and not only refused; the
case is built again once, not every time that is asked. Reports every answer that is a server error or is
not as described. Exit code 1 where there is one.
"""

import argparse
import hashlib
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished

from firsthand.desk.open_desk import OpenDesk, open_desk
from firsthand.desk.shapes import Building
from firsthand.web.app import make_app
from firsthand.web.door import AccountsFile, Door, place
from firsthand.web.door.keeping.tokens import Tokens
from firsthand.web.serving import Serving, listen

ROLES = ("owner", "reviewer", "reader", "nobody")
# A draft that is well formed may still ask for what cannot be decided: 422. And who may not
# decide or read is told so whatever they send.
_REFUSED = ["2xx", "304", "401", "403", "404", "409", "422", "503"]
_WRONG = ["400", "401", "403", "404", "405", "409", "415", "422", "429"]
_TOO_LARGE = ["413", "414", "431"]  # before anything of it is read


@dataclass(frozen=True)
class Outcome:
    """What was asked, and what came back otherwise than described."""

    requests: int
    statuses: Counter[str]
    failures: tuple[str, ...]


class BuiltOnce:
    """A desk that builds its case once; asked again it tells how that build stands."""

    def __init__(self, desk: OpenDesk) -> None:
        self._desk = desk
        self._built = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def build(self) -> Building:
        """Build the first time."""
        building = self._desk.building() if self._built else self._desk.build()
        self._built = True
        return building


@contextmanager
def served(desk: OpenDesk) -> Iterator[tuple[str, Door]]:
    """Serve a desk on a free port of loopback; give its address and its door."""
    listening = listen("127.0.0.1", 0)
    stands = place(host="127.0.0.1", port=listening.getsockname()[1])
    file = AccountsFile(None)
    door = Door(stands, file, with_accounts=True)
    with Serving(make_app(BuiltOnce(desk), door), listening):
        yield stands.origin, door
    file.close()


def token_of(door: Door, role: str) -> str:
    """Return a new token with a role; "" for nobody."""
    if role not in ("owner", "reviewer", "reader"):
        return ""
    return Tokens(door.file).make("Ina Roe", role, now=time.time())[1]


def ids_of(desk: OpenDesk) -> dict[str, tuple[str, ...]]:
    """Return ids of the case, by what they are of."""
    claims = desk.claims(limit=20).items
    files = [desk.claim(claim.id, limit=5) for claim in claims[:5]]
    return {
        "claim": tuple(claim.id for claim in claims),
        "statement": tuple(s.id for file in files for s in file.statements.items),
        "document": tuple(row.id for row in desk.documents(limit=20).items),
        "source": tuple(row.source.id for row in desk.sources(limit=20).items),
        "record": tuple(row.record.id for row in desk.records(limit=20).items),
        "story": tuple(row.id for row in desk.stories(limit=20).items),
        "person": tuple(row.person.id for row in desk.persons(limit=20).items),
    }


_OF_ACTIONS = {
    "accept": ("claim", "statement", "record"),
    "reject": ("claim", "statement", "record"),
    "set-bounds": ("statement",),
    "set-attribution": ("statement",),
    "add-statement": ("document",),
    "merge-claims": ("claim",),
    "split-claim": ("claim",),
    "judge-claim": ("claim",),
    "merge-sources": ("source",),
    "split-source": ("source",),
    "rename-source": ("source",),
    "set-source-kind": ("source",),
    "show-person": ("person",),
    "hide-person": ("person",),
}
_REASON = "The original was read again, and its second paragraph says otherwise."


def given_ids(schema: Any, ids: dict[str, tuple[str, ...]]) -> None:
    """Have data that asks for an id of nothing ask, two times in three, for one that the case has.

    What is wrong with data stays wrong: only a text that could be an id, or a reason, gives way to another.
    """

    def one_of(kinds: tuple[str, ...], drawn: str) -> str | None:
        number = int(hashlib.sha256(drawn.encode("utf-8", "replace")).hexdigest()[:8], 16)
        among = [id for kind in kinds for id in ids.get(kind, ())]
        return among[number // 3 % len(among)] if among and number % 3 else None

    def filled(draft: Any) -> Any:
        if not isinstance(draft, dict) or not _fits(draft.get("target"), 200):
            return draft
        action = draft.get("action")
        kinds = _OF_ACTIONS.get(action, ()) if isinstance(action, str) else ()
        found = one_of(kinds, repr(sorted(draft.items(), key=repr)))
        if found is None:
            return draft
        reason = {"reason": _REASON} if _fits(draft.get("reason", "x"), 5000) else {}
        others = draft.get("others")
        if isinstance(others, list) and others and all(_fits(one, 200) for one in others):
            kinds = ("statement",) if str(action).startswith("split") else kinds
            reason |= {"others": [one_of(kinds, f"{one}{n}") or one for n, one in enumerate(others)]}
        return draft | {"target": found} | reason

    @schema.hook  # type: ignore[untyped-decorator, unused-ignore]
    def map_body(context: Any, body: Any) -> Any:
        if isinstance(body, dict) and isinstance(body.get("drafts"), list):
            return body | {"drafts": [filled(draft) for draft in body["drafts"]]}
        return filled(body)

    @schema.hook  # type: ignore[untyped-decorator, unused-ignore]
    def map_path_parameters(context: Any, path_parameters: Any) -> Any:
        if not isinstance(path_parameters, dict):
            return path_parameters
        return {
            name: (one_of((name,), value) or value) if _is_id(value) else value
            for name, value in path_parameters.items()
        }


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,199}", value) is not None


def _fits(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def run(
    address: str,
    *,
    token: str = "",
    examples: int,
    seconds: int | None,
    seed: int,
    ids: dict[str, tuple[str, ...]] | None = None,
    left_out: tuple[str, ...] = (),
) -> Outcome:
    """Ask everything of the API at an address; `ids` are those of the case, phases may be left out."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": seed,
            **({"max-time": seconds} if seconds else {}),
            "headers": {"Authorization": f"Bearer {token}"} if token else {},
            "generation": {
                "max-examples": examples,
                "deterministic": True,
                "database": "none",
                "no-shrink": True,
                "with-security-parameters": False,
            },
            "checks": {
                "positive_data_acceptance": {"expected-statuses": [*_REFUSED, *_TOO_LARGE]},
                "negative_data_rejection": {"expected-statuses": [*_WRONG, *_TOO_LARGE]},
                "ignored_auth": {"enabled": bool(token)},
            },
            "phases": {phase: {"enabled": False} for phase in left_out},
            "continue-on-failure": True,
            "request-timeout": 120,
        }
    )
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json", config=config)
    given_ids(schema, ids or {})
    if ids and ids["claim"]:  # the description tells of an id that no case has
        for example in schema.raw_schema["components"]["schemas"]["Draft"]["examples"]:
            kind = {"s": "statement", "c": "claim"}[example["target"][0]]
            example["target"] = ids[kind][0]
    requests, statuses, failures = 0, Counter[str](), list[str]()
    for event in from_schema(schema).execute():
        if isinstance(event, FatalError):
            failures.append(f"the run broke off: {event.exception!r}")
        elif isinstance(event, NonFatalError):
            failures.append(f"{event.label}: {event.value!r}")
        elif isinstance(event, ScenarioFinished):
            for case, made in event.recorder.interactions.items():
                requests += 1
                status = made.response.status_code if made.response else None
                statuses[f"{event.phase.value} {status}"] += 1
                for check in event.recorder.checks.get(case, ()):
                    if check.failure_info is not None:
                        failure = check.failure_info.failure
                        asked = f"{made.request.method} {made.request.uri}"
                        failures.append(
                            f"{event.phase.value}: {asked} -> {status}: {check.name}: "
                            f"{failure.title}: {failure.message[:600]} body={made.request.body!r:.300}"
                        )
    return Outcome(requests, statuses, tuple(dict.fromkeys(failures)))


def main() -> int:
    """Run it and tell what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--examples", type=int, default=100, help="of data, for each operation")
    parser.add_argument("--seconds", type=int, default=300, help="at most, for each role")
    parser.add_argument("--role", action="append", choices=ROLES, help="all of them, unless named")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    failed = False
    for role in asked.role or ROLES:
        with tempfile.TemporaryDirectory() as folder:
            path = shutil.copy(asked.case, Path(folder) / "asked.case")
            with open_desk(Path(path)) as desk, served(desk) as (address, door):
                began = time.monotonic()
                outcome = run(
                    address,
                    token=token_of(door, role),
                    examples=asked.examples,
                    seconds=asked.seconds,
                    seed=asked.seed,
                    ids=ids_of(desk),
                )
        print(f"{role}: {outcome.requests:,} requests in {time.monotonic() - began:.0f} s, ", end="")
        print(f"{len(outcome.failures)} not as described")
        print("  " + ", ".join(f"{name}: {n}" for name, n in sorted(outcome.statuses.items())))
        for failure in outcome.failures[:40]:
            print(f"  {failure}")
        failed = failed or bool(outcome.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
