"""Who: the bodies that run, own, make or suffer what a record is about; never a private person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import simplemma

from firsthand.model import Findings, Source
from firsthand.register.answers import Answer
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.filling.placed import Placed
from firsthand.register.filling.setting import Setting
from firsthand.register.filling.surroundings import set_phrases
from firsthand.register.finding import Speaking
from firsthand.register.phrases import Hit
from firsthand.weigh.origins.offices import body_of

# So many words may stand between a signal and the body it names, and between "by" and the thing itself.
_BESIDE = 5
_NEAR_THING = 6
_BODIES = frozenset({"organisation", "government", "outlet"})


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that a case's documents name: by id, and governments by their country."""

    by_id: Mapping[str, Source]
    governments: Mapping[str, str]

    def country(self, source: str) -> str:
        """Return the country whose body a source is, "" where it is none's."""
        known = self.by_id.get(source)
        key = body_of(known) if known is not None else None
        return key[1] if key is not None and key[0] in ("government", "ministry") and len(key) > 1 else ""


def bodies_of(findings: Findings) -> Bodies:
    """Return the bodies among the sources of a case; persons and nobody in particular are left out."""
    known = {source.id: source for source in findings.sources if source.kind in _BODIES}
    governments: dict[str, str] = {}
    for source in sorted(known.values(), key=lambda s: s.id):
        key = body_of(source)
        if key is not None and key[0] == "government":
            governments.setdefault(key[1], source.id)
    return Bodies(known, governments)


@dataclass(frozen=True, slots=True)
class _Named:
    """A body where a statement names it."""

    start: int
    end: int
    text: str
    source: str
    country: str
    owner: bool = False
    words: frozenset[str] = frozenset()


def fill_parties(
    kind: RecordType, rule: FieldRule, speaking: Speaking, setting: Setting, bodies: Bodies
) -> list[Answer]:
    """Return the bodies that answer a field: beside its signals, or by what they do in the statement."""
    telling = speaking.telling
    signals = telling.found("field", kind.name, rule.name)
    named = [*_sources(speaking, bodies), *_peoples(speaking, setting, bodies)]
    found: dict[tuple[object, ...], Answer] = {}
    for each in sorted(named, key=lambda n: (n.start, -n.end, n.text, n.source)):
        if not _answers(rule, signals, each, speaking):
            continue
        key = ("party", each.source or each.text.casefold())
        found.setdefault(
            key,
            Answer(
                key=key,
                text=each.text,
                telling=telling,
                stance=telling.statement.stance,
                doubted=bool(telling.statement.hedges),
                party=each.source,
                country=each.country,
            ),
        )
    return list(found.values())


def _answers(rule: FieldRule, signals: Iterable[Hit], each: _Named, speaking: Speaking) -> bool:
    statement = speaking.telling.statement
    beside = any(_beside(hit, each, speaking) and _of_the_thing(hit, speaking) for hit in signals)
    if rule.signals and beside:
        return True
    if rule.signals and "owner" not in rule.who:
        return False
    verb = speaking.telling.verb
    roles = {
        "any": not rule.signals,
        "owner": each.owner,
        "subject": (
            verb is not None
            and each.start < verb
            and not each.owner
            and _in(each, statement.subject)
            and _does_so(rule, speaking)
        ),
        "object": not each.owner and _in(each, statement.object),
    }
    return any(roles[who] for who in rule.who)


def _does_so(rule: FieldRule, speaking: Speaking) -> bool:
    """Tell whether the subject does what the field's signals say in the passive: "X runs it", "run by X"."""
    language = speaking.telling.language
    told = rule.signals.get(language, ())
    if not told or language == "zh":
        return True
    forms = {lemma_of(word, language) for phrase in told for word in phrase.split()}
    kinds = set_phrases(language)
    acts = {form for form in forms if not kinds.get(form, frozenset()) & {"by", "of", "genitive", "at"}}
    return bool(acts & set(speaking.telling.statement.main))


@lru_cache(maxsize=4096)
def lemma_of(word: str, language: str) -> str:
    """Return the dictionary form of a word, lower case."""
    return simplemma.lemmatize(word, lang=language).lower()


def _in(each: _Named, lemmas: Sequence[str]) -> bool:
    """Tell whether a body is the head of a subject or an object, not somebody in a phrase on it."""
    return bool(lemmas) and lemmas[0] in each.words


def _beside(hit: Hit, each: _Named, speaking: Speaking) -> bool:
    tokens = speaking.telling.tokens
    if each.start >= hit.end:
        between = [t for t in tokens if hit.end <= t.start < each.start]
        return len([t for t in between if not t.mark]) <= _BESIDE and not any(
            t.text in ".;:" for t in between
        )
    # Its genitive, or a word that follows: "X's", "X-run".
    return 0 <= hit.start - each.end <= 1


def _of_the_thing(hit: Hit, speaking: Speaking) -> bool:
    """Tell whether a word that says little ("by", "'s") belongs to the thing the record is about."""
    telling = speaking.telling
    inside = [token for token in telling.tokens if hit.start <= token.start < hit.end]
    kinds = set_phrases(telling.language).get(" ".join(token.text for token in inside), frozenset())
    if not kinds & {"by", "of", "genitive"}:
        return True
    for signal in speaking.signals:
        low, high = min(signal.end, hit.end), max(signal.start, hit.start)
        between = [token for token in telling.tokens if low <= token.start < high and not token.mark]
        verbs = {word.start for word in telling.statement.words if word.pos == "VERB"}
        if len(between) <= _NEAR_THING and not any(token.start in verbs for token in between):
            return True
    return False


def _sources(speaking: Speaking, bodies: Bodies) -> list[_Named]:
    """Return the bodies that a statement is about, where their names stand in it."""
    statement = speaking.telling.statement
    found = []
    for name in dict.fromkeys((*statement.about, *statement.attribution)):
        source = bodies.by_id.get(name)
        if source is None:
            continue
        for match in _pattern((source.name, *source.aliases)).finditer(statement.text):
            if source.kind != "government" and _is_place(speaking, statement.start + match.start()):
                continue
            found.append(
                _Named(
                    statement.start + match.start(),
                    statement.start + match.end(),
                    source.name,
                    source.id,
                    bodies.country(source.id),
                    words=_words(speaking, statement.start + match.start(), statement.start + match.end()),
                )
            )
    return found


@lru_cache(maxsize=65_536)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted({re.escape(name) for name in names if len(name) > 1}, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)" if words else r"(?!)")


def _peoples(speaking: Speaking, setting: Setting, bodies: Bodies) -> list[_Named]:
    """Return the states and local bodies that places and peoples' names stand for."""
    found = []
    for each in setting.placed:
        if each.role not in ("owner", "agent", "by", "bare", "with"):
            continue
        code = each.place.country or ""
        text, source = _body(each, setting, bodies, code)
        if text:
            end = setting.pieces[each.head].end if each.head > each.at else each.place.end
            words = _words(speaking, each.place.start, end)
            owner = each.role == "owner"
            found.append(_Named(each.place.start, each.place.end, text, source, code, owner, words))
    return found


def _is_place(speaking: Speaking, start: int) -> bool:
    """Tell whether a name that was taken for a body is a place there."""
    return any(place.start == start for place in speaking.telling.statement.places)


def _words(speaking: Speaking, start: int, end: int) -> frozenset[str]:
    inside = [token for token in speaking.telling.tokens if start <= token.start < end]
    return frozenset(form for token in inside for form in (token.text, token.lemma))


def _body(each: Placed, setting: Setting, bodies: Bodies, code: str) -> tuple[str, str]:
    """Return what a place's body is called and its id: "Wenzhou police" of a town, else its government."""
    if each.place.precision == "country":
        source = bodies.governments.get(code, "")
        return (bodies.by_id[source].name if source else each.place.name), source
    if each.head > each.at and not setting.pieces[each.head].mark:
        words = setting.pieces[each.at + 1 : each.head + 1]
        return " ".join((each.place.name, *(piece.text for piece in words))), ""
    return "", ""
