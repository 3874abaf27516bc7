"""What a file says of itself, and how little of that is believed, whatever its format.

A file's author is whose machine made it or whose template it was, its date when it was first saved:
an article that somebody pasted into a letter carries their name and the day they did it. The page's own words
go first.
"""

import re
from dataclasses import dataclass, replace

from firsthand.read.bylines import from_timestamp
from firsthand.read.mastheads import is_body_name, is_outlet_name
from firsthand.read.page import Page
from firsthand.read.page_words import page_words

# What programs and machines put where an author should stand.
_MACHINES = frozenset(
    "admin administrator apache author autor auteur autore benutzer default guest home info libreoffice me "
    "microsoft office openoffice openpyxl owner pc pandoc python python-docx root system temp test unknown "
    "user usuario utente utilisateur windows word xlsxwriter 用户 作者 管理员".split()
)
_MACHINE = re.compile(
    r"(?i)\b(?:user|administrator|admin|office|windows|word|desktop|laptop|pc|microsoft|openoffice|"
    r"libreoffice|template|default|unknown|converter|export|server)\b|[\\@/_]|\d|\.(?:docx?|dotx?|odt|rtf)$"
)
_WORKING_TITLE = re.compile(
    r"(?i)^(?:microsoft word\b.*|(?:untitled|document|dokument|documento|new|neues?|blank|template|vorlage|"
    r"title|titel|titre|titolo|título|word document|presentation|book|mappe|workbook|sheet|table)[\s\d_-]*"
    r"|.*\.(?:docx?|dotx?|odt|rtf|xlsx?|ods|txt|pdf|html?)|[\W\d_]*)$"
)
_PERSON = re.compile(r"^\w[\w.'’-]*(?: \w[\w.'’-]*){1,4}$")


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself: its title, who made it and when (as it spells the time)."""

    title: str | None = None
    author: str | None = None
    made: str | None = None
    template: bool = False  # it says that title and author came with a template


def filled(page: Page, properties: Properties) -> Page:
    """Return the page, with what it does not say itself filled from the file's properties.

    The title is taken unless it is a program's; the author unless it is a machine's, and said to be the
    file's. An outlet or an authority that stands there is who published it. The date never is taken:
    accounts are put in order by their dates, and a file's is not the account's.
    """
    notes = list(page.notes)
    title = " ".join((properties.title or "").split())
    title = "" if properties.template or _WORKING_TITLE.match(title) else title
    author = " ".join((properties.author or "").split())
    author = "" if properties.template or not is_name(author) else author
    words = page_words()
    publisher = author if is_outlet_name(author, words) or is_body_name(author, words) else ""
    author = "" if publisher else author
    if publisher and not page.publisher:
        notes.append(f"the publisher ({publisher}) is from the file's properties, since the page names none")
    if author and not page.author:
        notes.append(
            "the author is from the file's properties, since the page names none: it may be who made the "
            "file, not who wrote the account"
        )
    if not page.published and properties.made and (day := from_timestamp(properties.made)):
        notes.append(f"the file was made on {day.isoformat()}, which is not taken for the account's date")
    return replace(
        page,
        title=page.title or title or None,
        publisher=page.publisher or publisher or None,
        author=page.author or author or None,
        notes=tuple(notes),
    )


def is_name(author: str) -> bool:
    """Tell whether what stands where an author should is a name, and not a machine's or a program's."""
    if not author or author.lower() in _MACHINES or _MACHINE.search(author):
        return False
    chinese = bool(re.fullmatch(r"[\u4e00-\u9fff·]{2,8}", author))
    return chinese or (bool(_PERSON.match(author)) and author[0].isupper())
