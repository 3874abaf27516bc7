"""Where two generated documents share wording by descent."""

from collections import defaultdict

from retold.truth import Shared, Told


def shared_passages(a: Told, b: Told, *, least: int = 1, alike: float = 0.0) -> list[Shared]:
    """Return where two documents share wording by descent: [start, end) in each, and the words alike.

    Sentences that follow one another in both make one passage. `least` is the fewest words
    alike in a passage, `alike` the least share of a sentence's words, of the longer of the two.
    """
    where: dict[int, int] = {mark: at for at, one in enumerate(b.sentences) for mark in one.marks}
    pairs: list[tuple[int, int, int]] = []
    for at, one in enumerate(a.sentences):
        found: dict[int, int] = defaultdict(int)
        for mark in one.marks:
            if (other := where.get(mark)) is not None:
                found[other] += 1
        if found:
            best = max(found, key=lambda other: (found[other], -other))
            longer = max(len(one.marks), len(b.sentences[best].marks))
            if found[best] >= alike * longer:
                pairs.append((at, best, found[best]))
    runs: list[list[tuple[int, int, int]]] = []
    for pair in pairs:
        if runs and runs[-1][-1][0] == pair[0] - 1 and runs[-1][-1][1] == pair[1] - 1:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return [
        Shared(
            a.name,
            b.name,
            a.sentences[run[0][0]].start,
            a.sentences[run[-1][0]].end,
            b.sentences[run[0][1]].start,
            b.sentences[run[-1][1]].end,
            sum(alike for _, _, alike in run),
        )
        for run in runs
        if sum(alike for _, _, alike in run) >= least
    ]
