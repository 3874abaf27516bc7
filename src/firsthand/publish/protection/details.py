"""Identifying detail beside private names: addresses, numbers, birth dates, exact ages.

Telephone numbers, e-mail, plates, numbers of papers and accounts, handles and coordinates are cut
wherever they stand. Street addresses, birth dates and ages are cut in the sentence that names a private
person and in the next one: the address of an office elsewhere in the text stays, and so does an age in a
sentence that names only public persons.
"""

import bisect
import functools
import math
import re
from collections.abc import Iterator, Sequence

import phonenumbers

from firsthand.extract.packs import has, load
from firsthand.publish.protection.edits import Edit

Span = tuple[int, int]

_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th|\.|er|º|°)?(?: of| de)? ?[^\W\d_]{3,12}\.?,?(?: de| del)? ?\d{4}"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{2,4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|[^\W\d_]{3,12} (?:de |del )?\d{4}|\d{4}\b)"
)
_NAME = r"[A-ZÀ-ÞŁŚŻ][\w’\x27.-]*(?: (?:[a-z]{1,3} ){0,2}[A-ZÀ-ÞŁŚŻ0-9][\w’\x27.-]*){0,3}"

_EMAIL = re.compile(
    r"(?:mailto:)?[\w.+%-]+\s?(?:@|\(at\)|\[at\]|＠)\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\(punkt\))\s?[\w-]+)*"
    r"(?:\.|\(dot\)|\[dot\]|\(punkt\))\s?[^\W\d_]{2,}",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![\w.@/])[@＠][A-Za-z_][\w.]{1,39}(?<![.])"
    r"|\b(?:https?://)?(?:www\.|m\.)?(?:twitter|x|facebook|fb|instagram|tiktok|vk|weibo|linkedin|threads|t|"
    r"telegram|youtube|douyin|snapchat)\.(?:com|me|net|cn)/(?:@|in/|u/|user/|channel/|people/)?[\w.%-]{2,}",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_CARD = re.compile(r"\b\d{4}(?:[ -]\d{4}){2}[ -]\d{1,7}\b")
_PAPERS = re.compile(
    r"\b(?:\d{17}[\dXx]|[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]|[XYZ]-?\d{7}-?[A-Z]|\d{8}-?[A-HJ-NP-TV-Z]"
    r"|\d{3}-\d{2}-\d{4}|[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3}(?: ?\d{2})?|[A-Z]{1,2}\d{7,8})\b"
)
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"  # they open Chinese plates
_PLATE = re.compile(
    r"\b(?:[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?|[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}|[A-Z]{2}\d{3}[A-Z]{2}"
    rf"|[A-Z]{{2}}\d{{2}} [A-Z]{{3}})\b|[{_PROVINCES}][A-Z][·・ ]?[A-Z0-9]{{5,6}}\b"
)
_COORDINATES = re.compile(
    r"[-+]?\d{1,2}[.,]\d{3,}\s?°?\s?[NS]?\s?[,;/ ]\s?[-+]?\d{1,3}[.,]\d{3,}\s?°?\s?[EWOL]?(?!\w)"
    r"|\d{1,3}°\s?\d{1,2}[′'’](?:\s?\d{1,2}(?:[.,]\d+)?(?:[″\"”]|''|’’))?\s?[NSEWO]?"
    r"(?:[,;]?\s?\d{1,3}°\s?\d{1,2}[′'’](?:\s?\d{1,2}(?:[.,]\d+)?(?:[″\"”]|''|’’))?\s?[NSEWO]?)?"
)
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:\+|00|\(\+?\d|\d)[\d \u00a0()./–-]{4,22}\d(?![\w]|[.,:]\d)")
_LED = (  # between "passport" and its number
    r"[^\S\n]*(?:[.:：#№°º]|no\.?|nr\.?|is|was|ist|war|lautet|est|es|è|为|是|le|la|el|il|die|the|with|mit"
    r"|\x27s|“|\"|「)*[^\S\n]*"
)
_CODE = (  # letters and figures in groups, a figure among the first two
    rf"(?=[A-Z0-9·]*[ -]?[A-Z0-9]*\d)[A-Z0-9ÄÖÜ{_PROVINCES}][A-Z0-9·]*"
    r"(?:[ -][A-Z0-9]*\d[A-Z0-9]*|[ -][A-Z]{1,3}\b){0,5}"
)
_BESIDE = re.compile(r"(?:[’\x27ʼ]s)?\s?[,，(（]\s?(\d{1,3})(?=\s?[,，.;)）]| and | und | et | y | e )")
_SENTENCE_END = re.compile(r"[.!?][\"”»’)]*\s+(?=[^\Wa-z\d_])|[。！？]+[”」』）]*|\n\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_IN_PLATE = 2
_FEWEST_DIGITS = 5  # of a number behind "tel." or "passport"


def find_details(
    text: str,
    language: str | None,
    *,
    private: Sequence[Span] = (),
    public: Sequence[Span] = (),
    near: bool = True,
) -> Iterator[Edit]:
    """Yield what identifies somebody, each with the words that stand for it in the text's language.

    `private` and `public` are the passages that name private and public persons; `near` tells whether
    the text names a private person at all. Edits may overlap.
    """
    language = language if language and has("protection", language) else "en"
    said: dict[str, str] = load("protection", language)["placeholders"]
    for match in _EMAIL.finditer(text):
        yield _edit(match, said["email"])
    own: list[Span] = []  # what only one person has
    for match in _HANDLE.finditer(text):
        own.append(match.span())
        yield _edit(match, said["handle"])
    for kind, pattern in (("account", _IBAN), ("account", _CARD), ("number", _PAPERS), ("plate", _PLATE)):
        for match in pattern.finditer(text):
            if sum(c.isdigit() for c in match[0]) >= _FEWEST_IN_PLATE:
                own.append(match.span())
                yield _edit(match, said[kind])
    for match in _COORDINATES.finditer(text):
        yield _edit(match, said["coordinates"])
    for match in _NUMBER.finditer(text):
        if _is_phone(match[0].strip(), _regions(language)):
            yield _edit(match, said["phone"])
    for kind, pattern in _led(language):
        for match in pattern.finditer(text):
            fewest = {"handle": 0, "plate": _FEWEST_IN_PLATE}.get(kind, _FEWEST_DIGITS)
            if sum(c.isdigit() for c in match[1]) >= fewest and not _YEAR.fullmatch(match[1]):
                yield Edit(*match.span(1), said[kind], "detail")
    if near:
        yield from _near(text, language, said, [*private, *own], public)


def _near(
    text: str, language: str, said: dict[str, str], private: Sequence[Span], public: Sequence[Span]
) -> Iterator[Edit]:
    """Yield addresses, birth dates and ages in the sentence that names a private person or the next one.

    What is told of somebody goes on: behind a sentence with such a detail the next one counts, too.
    """
    found = [
        (*match.span(), kind, _edit(match, said[kind]))
        for kind in ("address", "born", "age")
        for pattern in _patterns(language, kind)
        for match in pattern.finditer(text)
    ]
    sentences = _sentences(text)
    told = {i for start, end in private for i in _within(sentences, start, end)}
    for start, end, kind, edit in sorted(found, key=lambda f: f[:3]):
        at = _within(sentences, start, end)
        if not any(i in told or i - 1 in told for i in at):
            continue
        if kind == "age" and _only_public(sentences[at[0]], private, public):
            continue
        told.update(at)
        yield edit
    for _, end in private:  # "Ada Lund, 43, said", "Ada Lund (43)", "卞云山（43岁）"
        if beside := _BESIDE.match(text, end):
            yield Edit(*beside.span(1), said["age"], "detail")


def _sentences(text: str) -> list[Span]:
    """Return a text's sentences, empty lines passed over."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _within(sentences: Sequence[Span], start: int, end: int) -> list[int]:
    """Return the numbers of the sentences that a stretch lies in."""
    first = bisect.bisect_right(sentences, (start, math.inf)) - 1
    last = bisect.bisect_left(sentences, (max(end, start + 1), -1)) - 1
    return list(range(max(first, 0), max(first, last) + 1))


def _only_public(sentence: Span, private: Sequence[Span], public: Sequence[Span]) -> bool:
    """Tell whether a sentence names a public person and no private one."""
    start, end = sentence
    inside = [any(s < end and start < e for s, e in spans) for spans in (private, public)]
    return inside == [False, True]


def _is_phone(digits: str, regions: Sequence[str]) -> bool:
    """Tell whether figures are a telephone number: abroad's with its code, or one that a region can have."""
    plain = re.sub(r"\D", "", digits)
    if not 7 <= len(plain) <= 15 or re.fullmatch(r"(?:1[89]|20)\d\d ?[-–/.] ?(?:1[89]|20)?\d\d", digits):
        return False
    if digits.startswith(("+", "00", "(+")):
        return True
    if re.fullmatch(r"\d{1,3}(?:[ .\u00a0]\d{3})+", digits) and not digits.startswith("0"):
        return False  # 1 234 567: a figure
    if re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", digits):
        return False  # a date
    if digits.startswith("0") and re.search(r"[ /()-]", digits):
        return True
    grouped = bool(re.search(r"[ .()/-]", digits)) or plain.startswith("0") or len(plain) == 11
    return grouped and any(_is_valid(digits, region) for region in regions)


@functools.lru_cache(maxsize=4096)
def _is_valid(digits: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False


def _regions(language: str) -> tuple[str, ...]:
    return tuple(load("protection", language)["regions"])


@functools.cache
def _led(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return patterns for what words lead to: "passport number: X1234567" gives X1234567."""
    told = load("protection", language)["leads"]
    found = []
    for kind in ("phone", "plate", "number", "account", "handle"):
        leads = "|".join(re.escape(word) for word in sorted(told[kind], key=lambda w: (-len(w), w)))
        spoken = language == "zh"
        after = {
            "phone": r"([(+\d][\d ()./–-]{3,}\d)",
            "handle": r"([A-Za-z][\w.-]{3,}|\d{5,})" if spoken else r"(?<=[:：])\s?([A-Za-z_][\w.-]{2,}\w)",
        }.get(kind, f"({_CODE})")
        before = "" if spoken else r"(?<!\w)"
        flags = re.IGNORECASE if kind in ("phone", "handle") else re.NOFLAG
        lead = leads if kind in ("phone", "handle") else f"(?i:{leads})"
        found.append((kind, re.compile(f"{before}(?:{lead}){_LED}{after}", flags)))
    return tuple(found)


@functools.cache
def _patterns(language: str, kind: str) -> tuple[re.Pattern[str], ...]:
    told = load("protection", language)["patterns"]
    number = rf"(?:\d{{1,3}}(?:[.,]5)?|{told['number']})"
    return tuple(
        re.compile(p.replace("{n}", number).replace("{day}", _DAY).replace("{Name}", _NAME))
        for p in told[kind]
    )


def _edit(match: re.Match[str], new: str) -> Edit:
    start, end = match.span(1) if match.re.groups and match[1] is not None else match.span()
    return Edit(start, end, new, "detail")
