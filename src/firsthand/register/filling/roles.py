"""What a place does in a sentence: something lies there or near it, it is where somebody is from, it acts."""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.model import Place
from firsthand.register.filling.placed import Placed, Role, may_hold
from firsthand.register.filling.surroundings import Piece, country_place

# So many words may stand between a preposition and the place: "in the old coastal city of X".
_FAR = 8
# "The X station": so many words may stand between the place and the phrase that signals the record.
_BESIDE = 2
# A number of so many digits before a place is a year.
_YEAR = 4
# "X has 11 foreign police stations": so many words between the verb and the signal.
_HAD = 6


def roles_of(pieces: Sequence[Piece]) -> list[Placed]:
    """Return the places and the peoples of a sentence with their roles, in the order of the text."""
    found: list[Placed] = []
    for at, piece in enumerate(pieces):
        if piece.place is not None:
            found.append(_placed(pieces, at, piece.place, found))
        elif piece.people:
            named = _people(pieces, at)
            if named is not None:
                found.append(named)
    return _with_lists(found, pieces)


def _people(pieces: Sequence[Piece], at: int) -> Placed | None:
    """Return a people's name with who acts for it: "Dutch police", "la police néerlandaise"."""
    place = replace(country_place(pieces[at].people), start=pieces[at].start, end=pieces[at].end)
    for near in (at + 1, at + 2, at - 1):
        if not 0 <= near < len(pieces) or pieces[near].mark or "agents" not in pieces[near].kinds:
            if near == at + 1 and near < len(pieces) and pieces[near].mark:
                break
            continue
        head = near
        while head + 1 < len(pieces) and near > at and "agents" in pieces[head + 1].kinds:
            head += 1
        following = pieces[head + 1] if near > at and head + 1 < len(pieces) else None
        if following is not None and (following.noun or (following.signal and not following.verb)):
            return Placed(place, "owner", at)  # "Dutch police stations": stations, and not police
        if pieces[head].signal:
            return Placed(place, "owner", at, head=head)
        power = "powers" in pieces[head].kinds
        role: Role = "by" if _before(pieces, min(at, near), "by") else "agent"
        return Placed(place, role, at, power=power, head=head)
    if any(piece.signal for piece in pieces[at + 1 : at + 2 + _BESIDE]) or (at and pieces[at - 1].signal):
        return Placed(place, "owner", at)
    return None


def _before(pieces: Sequence[Piece], at: int, kind: str) -> bool:
    """Tell whether a word of this kind stands before a place, with no more than articles between."""
    n = at - 1
    while n >= 0 and "between" in pieces[n].kinds and kind not in pieces[n].kinds:
        n -= 1
    return n >= 0 and kind in pieces[n].kinds


def _placed(pieces: Sequence[Piece], at: int, place: Place, earlier: Sequence[Placed]) -> Placed:
    behind = _behind(pieces, at, place)
    if behind is not None:
        return behind
    beside = at + 1 < len(pieces) and "beside" in pieces[at + 1].kinds
    ahead = _ahead(pieces, at, place, earlier)
    return replace(ahead, beside=ahead.beside or beside, liked=_is_example(pieces, at))


def _is_example(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether a place stands right behind "such as"."""
    n = at - 1
    while n >= 0 and ("between" in pieces[n].kinds or "at" in pieces[n].kinds):
        n -= 1
    return n >= 0 and "like" in pieces[n].kinds


def _behind(pieces: Sequence[Piece], at: int, place: Place) -> Placed | None:
    """Return the role that the words behind a place give it; None where they give none."""
    n = at + 1
    while n < len(pieces) and "kinds" in pieces[n].kinds and not pieces[n].signal:
        n += 1
    if n >= len(pieces):
        return None
    following = pieces[n]
    if following.text == "-" and n + 1 < len(pieces) and "seat" in pieces[n + 1].kinds:
        return Placed(place, "away", at)
    if "seat" in following.kinds and following.start == pieces[at].end:
        return Placed(place, "away", at)
    if "genitive" in following.kinds:
        rest = pieces[n + 1 : n + 4]
        if rest and "kinds" in rest[0].kinds:
            return None
        power = any("powers" in piece.kinds for piece in rest[:2]) and not any(p.signal for p in rest)
        if following.text == "的" and _before(pieces, at, "at"):
            return None
        if following.text == "的" and not power and any(p.signal for p in rest) and place.precision == "city":
            return Placed(place, "at", at, head=n)
        return Placed(place, "agent" if power else "owner", at, power=power, head=n + 1)
    if "agents" in following.kinds and not (following.signal and place.precision == "city"):
        last = n
        while last + 1 < len(pieces) and "agents" in pieces[last + 1].kinds:
            last += 1
        signal = any(piece.signal for piece in pieces[n : last + 2])
        if signal and following.signal:
            return Placed(place, "owner", at, head=last)
        if place.start and not _before(pieces, at, "at"):
            role: Role = "by" if _before(pieces, at, "by") else "agent"
            return Placed(place, role, at, power="powers" in pieces[last].kinds, head=last)
    return None


def _ahead(pieces: Sequence[Piece], at: int, place: Place, earlier: Sequence[Placed]) -> Placed:
    """Return the role that the words before a place give it."""
    n, beside, liked = at - 1, False, False
    while n >= max(0, at - _FAR):
        piece = pieces[n]
        kinds = piece.kinds
        if piece.place is not None or "joins" in kinds or piece.text in (",", "、", "，", "/", "(", "—", "–"):
            if piece.text in (",", "(", "—", "–") and n == at - 1 and n and "kinds" in pieces[n - 1].kinds:
                n -= 1  # "in the capital, X"
                continue
            break
        if "near" in kinds:
            return Placed(place, "near", at, head=n)
        if "like" in kinds:
            liked, n = True, n - 1
            if n >= 0 and pieces[n].mark:
                n -= 1
            continue
        if "at" in kinds and not piece.signal:
            role: Role = "at"
            if (
                n
                and "agents" in pieces[n - 1].kinds
                and not pieces[n - 1].signal
                and not _is_owned(pieces, n - 1)
            ):
                role = "agent"  # "the regime in X"
                power = "powers" in pieces[n - 1].kinds
                return Placed(place, role, at, power=power, head=n - 1)
            return Placed(place, role, at, beside=beside, head=n)
        if "of" in kinds:
            if n and "kinds" in pieces[n - 1].kinds and not pieces[n - 1].signal:
                n -= 1  # "in the city of X"
                continue
            of = _of(pieces, at, n, place)
            if of is not None:
                return of
            if "by" not in kinds and "away" not in kinds:
                break
        if "by" in kinds:
            return Placed(place, "by", at, head=n)
        if "with" in kinds:
            return Placed(place, "with", at, head=n)
        if "away" in kinds:
            return Placed(place, "away", at, head=n)
        if "kinds" in kinds:
            beside, n = beside or "beside" in kinds, n - 1
            continue
        if "between" in kinds or piece.people or _is_count(piece) or (liked and not piece.mark):
            n -= 1
            continue
        break
    return _alone(pieces, at, place)


def _is_owned(pieces: Sequence[Piece], n: int) -> bool:
    """Tell whether it is said right before a body whose it is: "the Dutch police in X" are not X's."""
    return n > 0 and (pieces[n - 1].place is not None or bool(pieces[n - 1].people))


def _is_count(piece: Piece) -> bool:
    """Tell whether a number may count places: "in 12 countries", but "in 2019 Ruritania signed"."""
    return piece.text.isdigit() and len(piece.text) < _YEAR


def _of(pieces: Sequence[Piece], at: int, n: int, place: Place) -> Placed | None:
    """Return the role of a place behind "of", by what is of it: "the station of X", "the police of X"."""
    head = n - 1
    while head >= 0 and (
        "between" in pieces[head].kinds
        or (pieces[head].kinds & {"of"} and head > 0 and not pieces[head].signal)
        or pieces[head].people
    ):
        head -= 1
        if n - head > 3:
            break
    if head < 0:
        return None
    if pieces[head].signal:
        return Placed(place, "at", at, head=head)
    if "agents" in pieces[head].kinds:
        power = "powers" in pieces[head].kinds
        role: Role = "by" if _before(pieces, head, "by") else "agent"
        return Placed(place, role, at, power=power, head=head)
    return None


def _alone(pieces: Sequence[Piece], at: int, place: Place) -> Placed:
    """Return the role of a place without a preposition: "the X station", "X hosts stations", or bare."""
    following = [p for p in pieces[at + 1 : at + 2 + _BESIDE] if p.text not in ")）"][:_BESIDE]
    if following and following[0].signal and not following[0].verb:
        role: Role = "owner" if place.precision == "country" else "at"
        return Placed(place, role, at)
    for n in range(at + 1, min(len(pieces), at + 1 + _FAR)):
        piece = pieces[n]
        if "hosts" in piece.kinds:
            return Placed(place, "bare", at, hosts=True, head=n)
        if "has" in piece.kinds and _has_it(pieces, n):
            return Placed(place, "bare", at, hosts=True, head=n)
        if piece.place is not None or piece.mark or "joins" in piece.kinds or "between" in piece.kinds:
            continue
        if n > at + 3:
            break
    return Placed(place, "bare", at)


def _has_it(pieces: Sequence[Piece], n: int) -> bool:
    """Tell whether what somebody "has" is the thing itself and no act: "has 11 stations", no "has closed"."""
    for piece in pieces[n + 1 : n + 1 + _HAD]:
        if piece.signal:
            return True
        if piece.verb or (piece.mark and piece.text in ",;:"):
            return False
    return False


def _with_lists(found: list[Placed], pieces: Sequence[Piece]) -> list[Placed]:
    """Give the members of a list the role of its first, and mark what holds the place before it."""
    done: list[Placed] = []
    for each in found:
        before = next((e for e in reversed(done) if e.place.end <= each.place.start), None)
        if before is not None and each.role == "bare" and _joined(pieces, before.at, each.at):
            comma = any(p.text == "," for p in pieces[before.at + 1 : each.at])
            joins = any("joins" in p.kinds for p in pieces[before.at + 1 : each.at])
            if comma and not joins and may_hold(each.place, before.place):
                each = replace(each, role="around", head=before.head)
            elif before.role != "around" and pieces[before.at].place is not None:
                each = replace(
                    each,
                    role=before.role,
                    head=before.head,
                    power=before.power,
                    hosts=before.hosts or each.hosts,
                    liked=before.liked,
                )
                if each.hosts and not before.hosts and before.role == "bare":
                    done = [_hosting(e, before, pieces) for e in done]
        elif before is not None and each.hosts and _joined(pieces, before.at, each.at):
            done = [_hosting(e, before, pieces) for e in done]
        done.append(each)
    return done


def _hosting(each: Placed, last: Placed, pieces: Sequence[Piece]) -> Placed:
    return replace(each, hosts=True) if each is last and each.role == "bare" else each


def _joined(pieces: Sequence[Piece], one: int, other: int) -> bool:
    """Tell whether nothing but commas, conjunctions and articles stands between two places."""
    inside = pieces[one + 1 : other]
    return bool(inside) and all(
        p.text in (",", "、", "，", "/", "&")
        or "joins" in p.kinds
        or "between" in p.kinds
        or "like" in p.kinds
        for p in inside
    )
