"""Which of many wordings tells a claim best."""

from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.extract.packs import has, load, words
from firsthand.model import Statement
from firsthand.weigh.similarity import content

# A wording of about this many content words is complete and still read at a glance; the median of
# the statements that reporters marked by hand is 9.
_GOOD_LENGTH = 9
_ENGLISH = "en"


def clearest(
    group: Sequence[Statement],
    *,
    denier: str | None = None,
    languages: Mapping[str, str] | None = None,
) -> str:
    """Return the wording a reader understands without the others, pronouns resolved.

    Preferred is what shares most with its fellows, has a predicate, is no headline, leans on no words
    around it, and is neither a fragment nor a long sentence. What somebody says goes before what is
    denied; a claim that is only ever denied is worded as the denial of `denier`, who is named so. Ties
    go to the first by place, so that order changes nothing. Of several languages English goes first,
    as the page is in English; `languages` maps documents to theirs.
    """
    spoken = {s.document: (languages or {}).get(s.document, _ENGLISH) for s in group}
    group = [s for s in group if spoken[s.document] == _ENGLISH] or group
    said = [statement for statement in group if statement.stance != "denies"]
    spread = Counter(stem for statement in group for stem in set(content(statement)))
    best = min(
        said or group,
        key=lambda s: (-_clarity(s, spoken[s.document], spread, len(group)), s.document, s.start, s.end),
    )
    text = _whole(" ".join((best.reading or best.text).split()), spoken[best.document])
    if said or denier is None or best.reports_speech:
        return text
    return str(load("claims")["denied"]).format(who=denier, what=text)


def _whole(text: str, language: str) -> str:
    """Leave out a conjunction that ties the words to others, and close a quotation that stays open."""
    first, _, rest = text.partition(" ")
    if rest and first.casefold() in listed("tying", language):
        text = rest
    if text.count("“") > text.count("”"):
        return text + "”"
    opening = text.count('"') % 2 == 1 and (text.startswith('"') or ' "' in text[text.rindex('"') - 1 :])
    return text + '"' if opening else text


def _clarity(statement: Statement, language: str, spread: Counter[str], fellows: int) -> float:
    stems = set(content(statement))
    if not stems:
        return -10.0
    shared = sum(spread[stem] for stem in stems) / (len(stems) * fellows)  # 1 = all say just this
    coverage = sum(spread[stem] for stem in stems) / max(sum(spread.values()), 1)
    length = len(stems)
    wrong_length = abs(length - _GOOD_LENGTH) / max(length, _GOOD_LENGTH)
    wording = [
        word.strip("\"'“”‘’.,;:!?()").casefold() for word in (statement.reading or statement.text).split()
    ]
    pointing = sum(word in listed("pointing", language) for word in wording) / max(len(wording), 1)
    return (
        shared
        + coverage
        - wrong_length
        - 0.6 * statement.title
        - 0.6 * (not statement.main)
        - 0.3 * statement.quoted
        - 0.2 * bool(statement.text[:1].islower())
        - 0.6 * (wording[0] in listed("leaning", language))
        - 0.4 * (wording[0] in listed("pointing", language))
        - 1.5 * pointing
        - 0.2 * _torn(statement)
    )


def listed(key: str, language: str) -> frozenset[str]:
    """Return a list of the pack's `claims`, empty for a language without one."""
    return words("claims", key, language=language) if has("claims", language) else frozenset()


def _torn(statement: Statement) -> bool:
    """Tell whether quotation marks open or close only outside the wording."""
    text = statement.text
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")
