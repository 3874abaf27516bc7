"""Who published a text, from the lines that say so: a masthead, a ministry's letterhead, a copyright line."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from firsthand.read.bylines import find_date, is_dateline_date, is_web_address
from firsthand.read.page_words import PageWords, plain
from firsthand.read.script import IDEOGRAPH

# A line longer than this is no masthead: of the invented and real ones looked at, "Office of the United
# Nations High Commissioner for Refugees" is among the longest.
_MOST_WORDS = 12
_MOST_NAME_WORDS = 6
_SEPARATOR = re.compile(r",\s+|\s+[|–—·•-]\s+|\s*[();]\s*")
_TOKEN = re.compile(r"[\w'.’&-]+")
_CAPITALS = r"(?:the\s+)?[A-Z][\w'’&-]*(?:\s+(?:of|the|and|for|&|[A-Z][\w'’&-]*)){0,5}"
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{{4}}(?:\s*[-–]\s*\d{{4}})?)?\s*,?\s*(?:by\s+)?"
    rf"(?P<name>(?-i:{_CAPITALS}))",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\s+(?:ltd|limited|inc|llc|plc|gmbh|corp|corporation)\b.*$", re.IGNORECASE)
_PICTURE = re.compile(r"\(([^()]{4,60})\)\s*\.?$")
_ELISION = re.compile(r"^([LlDd]|[Dd]ell|[Aa]ll|[Dd]all|[Nn]ell|[Ss]ull)['’](?=\w)")
_NO_NAME = re.compile(r"[\s，。！？；：、“”\d]")
_MOST_CHINESE = 12  # characters of an outlet's or a body's name
_VOWEL = re.compile(r"[AEIOUY]")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a line above the account says: who published it, on which day; None where it does not.

    `body` marks an authority's letterhead, `programme` a line that names a broadcast ("Radio Tal news
    at noon").
    """

    publisher: str | None = None
    published: date | None = None
    body: bool = False
    programme: bool = False


def read_imprint(text: str, words: PageWords) -> Imprint | None:
    """Return what a line above an account says of who published it and when, None if it says nothing.

    "THE HARBOUR COURIER", "Harbour Courier, 7 May 2021", "MINISTRY OF FISH", "Press notice 24/118",
    "Saltmere, 7 May 2021". Unsure lines are left to be headlines.
    """
    line = plain(text).strip(" .|*_#—–-")
    tokens = line.split()
    if not tokens or len(tokens) > _MOST_WORDS:
        return None
    name, day = _without_date(line, words)
    if day is not None and not name:
        return None  # a date alone: a byline, which others know
    if _is_notice(line, words):
        return Imprint(published=day)
    parts = [part for part in _SEPARATOR.split(name) if part]
    for part in parts:
        if is_outlet_name(part, words):
            return Imprint(part, day) if day is not None or len(parts) == 1 else None
    if is_body_name(name, words):
        return Imprint(name, day, body=True)
    if day is not None and all(_is_name(part, words) for part in parts) and len(name.split()) <= 5:
        return Imprint(published=day)  # a place and a date
    if station := _programme(name, words):
        return Imprint(station, day, programme=True)
    return None


def is_outlet_name(name: str, words: PageWords) -> bool:
    """Tell whether a name is put together as outlets name themselves: "Saltmere Gazette", "Radio Tal"."""
    if is_web_address(name):
        return True
    if IDEOGRAPH.search(name):
        return _ends_so(name, words.outlet_ends)
    tokens = _tokens(name)
    the = tokens[:1] and tokens[0].lower() in words.articles
    rest = [token.lower() for token in tokens[1 if the else 0 :]]
    if not rest or len(rest) > _MOST_NAME_WORDS or not _is_name(name, words, digits=True):
        return False
    section = len(rest) > 1 and all(token in words.alone for token in rest[:-1])
    if not the and (section or " ".join(rest) in words.alone):
        return False  # "World News" heads a part of the page
    last, first = rest[-1] in words.outlet_last, rest[0] in words.outlet_first
    of = any(a in words.outlet_last and b in words.name_links for a, b in pairwise(rest))
    return (last and (the or len(rest) > 1)) or (len(rest) > 1 and (first or of))


def is_body_name(name: str, words: PageWords) -> bool:
    """Tell whether a name is an authority's: "Ministry of Fish", "Saltmere City Council"."""
    if IDEOGRAPH.search(name):
        return _ends_so(name, words.body_ends)
    tokens = [token.lower() for token in _tokens(name)]
    if not _is_name(name, words):
        return False
    at = next((at for at, token in enumerate(tokens) if token in words.bodies), None)
    while at is not None and tokens[at + 1 : at + 2] and tokens[at + 1] in words.bodies:
        at += 1  # "police department"
    if at is None or (len(tokens) == 1):
        return False
    return at == len(tokens) - 1 or tokens[at + 1] in words.name_links


def _ends_so(name: str, ends: tuple[str, ...]) -> bool:
    """Tell whether a Chinese line is a name that ends so: short, and nothing but characters."""
    return len(name) <= _MOST_CHINESE and name.endswith(ends) and not _NO_NAME.search(name)


def _tokens(name: str) -> list[str]:
    """Return the words of a name, those behind an elision by themselves: "L'Écho" is "L" and "Écho"."""
    tokens: list[str] = _TOKEN.findall(name)
    if "'" not in name and "’" not in name:
        return tokens
    return [part for token in tokens for part in _ELISION.sub(r"\1 ", token).split()]


def copyright_name(text: str, words: PageWords) -> str | None:
    """Return whose copyright a line names ("© 2021 Saltmere Post"), unless an agency's."""
    found = _COPYRIGHT.search(plain(text))
    if not found:
        return None
    name = re.sub(r"\s+(?:all|of|the|and|for|&)$", "", _COMPANY.sub("", found["name"]), flags=re.IGNORECASE)
    name = re.sub(r"\s+all(?:\s+rights)?.*$", "", name, flags=re.IGNORECASE)
    low = name.lower()
    known = low in words.agencies or low in words.suppliers or low.startswith(("all ", "all", "notice"))
    return None if known else name


def archive_name(text: str, words: PageWords) -> str | None:
    """Return the outlet whose own archive a picture is from: "(Archive / Saltmere Post)"."""
    found = _PICTURE.search(plain(text))
    parts = [part.strip() for part in found[1].split("/")] if found else []
    if not any(part.lower() in words.archives for part in parts):
        return None
    return next((part for part in parts if is_outlet_name(part, words)), None)


def spoken_to(text: str, name: str, words: PageWords) -> bool:
    """Tell whether somebody in a text spoke to an outlet of this name: "she told the Saltmerian"."""
    articles = "|".join(sorted(words.articles))
    bare = re.sub(rf"^(?:{articles})\s+", "", name, flags=re.IGNORECASE)
    cues = "|".join(re.escape(cue) for cue in words.spoken_to)
    return bool(
        re.search(
            rf"\b(?:{cues})\s*(?:(?:{articles})\s+)?[*_]*{re.escape(bare)}\b(?!(?-i:\s+[A-Z]))",
            text,
            re.IGNORECASE,
        )
    )


def is_name(text: str, words: PageWords) -> bool:
    """Tell whether a line may be a name and nothing else: capitals, no verb, no digits."""
    line = plain(text)
    return 0 < len(line.split()) <= _MOST_NAME_WORDS and _is_name(line, words)


def called(name: str, account: str, words: PageWords) -> tuple[str, bool]:
    """Return how an account itself writes a name from its head, and whether it does.

    "MINISTRY OF FISH OF SALTMERE" is "Ministry of Fish" where the text says so; capitals that the text
    never resolves become "Ministry of Fish of Saltmere".
    """
    spelled = name.split()
    links = [at for at, token in enumerate(spelled) if token.lower() in words.name_links]
    for end in [len(spelled), *(at for at in reversed(links) if at > 1)]:
        cut = spelled[:end]
        bare = cut[1:] if cut[0].lower() in words.articles and len(cut) > 1 else cut
        pattern = r"\s+".join(map(re.escape, bare))
        for found in re.finditer(rf"\b{pattern}\b", account, re.IGNORECASE):
            written = " ".join(found[0].split())
            if written[0].isupper() and (len(written) < 5 or not written.isupper()):
                return " ".join([*(["The"] if len(bare) < len(cut) else []), written]), True
    return _lowered(name, words) if name.isupper() else name, False


def _lowered(name: str, words: PageWords) -> str:
    """Write a name in capitals as names are written; abbreviations stay."""
    out = []
    for at, token in enumerate(name.split()):
        low = token.lower()
        abbreviated = not _VOWEL.search(token) or (
            len(token) <= 3 and low not in words.short_words and low not in words.name_links
        )
        if at and low in words.name_links:
            out.append(low)
        else:
            out.append(token if abbreviated and low != "the" else token.capitalize())
    return " ".join(out)


def _without_date(line: str, words: PageWords) -> tuple[str, date | None]:
    """Split "Saltmere Post, Friday, 4 June 2021" into its name and its day, in either order."""
    day = find_date(line, words)
    if day is None:
        return line, None
    cuts = [(found.start(), found.end()) for found in _SEPARATOR.finditer(line)]
    if is_dateline_date(line, words):
        return "", day
    for start, end in cuts:
        if find_date(line[end:], words) and is_dateline_date(line[end:].rstrip(") "), words):
            return line[:start], day
    for start, end in reversed(cuts):
        if find_date(line[:start], words) and is_dateline_date(line[:start], words):
            return line[end:].rstrip(") "), day
    return line, day if _is_notice(line, words) else None


def _is_notice(line: str, words: PageWords) -> bool:
    low = line.lower()
    lead = next((lead for lead in words.notices if low.startswith(lead)), None)
    if lead is None or (rest := low[len(lead) :])[:1].isalpha():
        return False
    return not rest.strip(" :.-–—") or any(character.isdigit() for character in rest)


def _is_name(name: str, words: PageWords, *, digits: bool = False) -> bool:
    """Tell whether all words begin with capitals, but for those that join a name, and none is a verb."""
    if IDEOGRAPH.search(name):
        return len(name) <= _MOST_CHINESE and not _NO_NAME.search(name)
    tokens = _tokens(name)
    if not tokens or not tokens[0][0].isupper():
        return False
    for token in tokens:
        low = token.lower()
        if low in words.name_links or token == "&":
            continue
        known = low in words.outlet_last or low in words.outlet_first or low in words.bodies
        if not (token[0].isupper() or (digits and token.isdigit())):
            return False
        if not known and (low in words.always or low in words.finite or low in words.after):
            return False
        if words.tells_verbs and low.endswith("ed") and len(low) > 4 and low not in words.named_ed:
            return False
    return not name.rstrip().endswith((":", "?", "!"))


def _programme(line: str, words: PageWords) -> str | None:
    """Return the station of a line that only names a broadcast: "Radio Tal" of "Radio Tal news at noon"."""
    tokens = line.split()
    for cut in range(len(tokens) - 1, 0, -1):
        rest = [token.lower().strip(",:") for token in tokens[cut:]]
        told = all(token in words.programme or token.strip(".:").isdigit() for token in rest)
        if told and set(rest) & words.broadcasts and is_outlet_name(" ".join(tokens[:cut]), words):
            return " ".join(tokens[:cut])
    return None
