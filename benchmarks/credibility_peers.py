"""Voting and the peers from PyPI on a table of comparable claims: (source, question, value) triples.

`truthdiscovery` (Sums, TruthFinder, Investment, …) and `crowd-kit`. See requirements-peers.txt for how
they are installed; without them only voting is run, and that is said.
"""

import importlib
import importlib.util
import sys
import types
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

Triples = list[tuple[str, tuple[str, str], str]]
Beliefs = dict[tuple[str, str], list[str]]
"""For each question the likeliest values: several where they tie."""

# UnboundedSums is left out: on the cities it runs for minutes without an end.
_TRUTHDISCOVERY = (
    "Sums", "AverageLog", "Investment", "PooledInvestment", "TruthFinder", "CRH",
)  # fmt: skip
_CROWDKIT = ("Wawa", "ZeroBasedSkill")


def vote(triples: Triples) -> Beliefs:
    """Return the values that most sources give."""
    count: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for _, question, value in triples:
        count[question][value] += 1
    return {
        question: sorted(value for value, times in found.items() if times == max(found.values()))
        for question, found in count.items()
    }


def peers() -> Iterator[tuple[str, Callable[[Triples], Beliefs]]]:
    """Yield what is installed, by name."""
    yield "voting", vote
    for name in _TRUTHDISCOVERY:
        if _found("truthdiscovery"):
            yield f"truthdiscovery {name}", _by_truthdiscovery(name)
    for name in _CROWDKIT:
        if _found("crowdkit"):
            yield f"crowd-kit {name}", _by_crowdkit(name)
    for package in ("truthdiscovery", "crowdkit"):
        if not _found(package):
            print(f"skipped: {package} is not installed; see benchmarks/requirements-peers.txt")


def _found(package: str) -> bool:
    return package in sys.modules or importlib.util.find_spec(package) is not None


def _bare(package: str) -> None:
    """Make a package importable in parts: its own front imports drawing, web and language models."""
    if package not in sys.modules:
        spec = importlib.util.find_spec(package)
        assert spec is not None and spec.origin is not None
        bare = types.ModuleType(package)
        bare.__path__ = [str(Path(spec.origin).parent)]
        sys.modules[package] = bare


def _by_truthdiscovery(name: str) -> Callable[[Triples], Beliefs]:
    def run(triples: Triples) -> Beliefs:
        _bare("truthdiscovery")
        algorithm = importlib.import_module("truthdiscovery.algorithm")
        dataset = importlib.import_module("truthdiscovery.input.dataset")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = getattr(algorithm, name)().run(dataset.Dataset(triples))
        questions = {question for _, question, _ in triples}
        return {each: sorted(result.get_most_believed_values(each)) for each in questions}

    return run


def _by_crowdkit(name: str) -> Callable[[Triples], Beliefs]:
    def run(triples: Triples) -> Beliefs:
        import pandas
        from sklearn.base import BaseEstimator

        _bare("crowdkit")
        _bare_part("crowdkit", "aggregation")
        classification = importlib.import_module("crowdkit.aggregation.classification")
        table = pandas.DataFrame(
            [(source, "\x1f".join(question), value) for source, question, value in triples],
            columns=["worker", "task", "label"],
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # The class forgets what today's scikit-learn asks of every estimator.
            labels = type(name, (getattr(classification, name), BaseEstimator), {})().fit_predict(table)
        return {tuple(task.split("\x1f")): [str(label)] for task, label in labels.items()}  # type: ignore[misc]

    return run


def _bare_part(package: str, part: str) -> None:
    name = f"{package}.{part}"
    if name not in sys.modules:
        bare = types.ModuleType(name)
        bare.__path__ = [str(Path(sys.modules[package].__path__[0]) / part)]
        sys.modules[name] = bare
