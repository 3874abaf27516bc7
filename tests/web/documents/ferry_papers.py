"""Invented papers about a ferry that ran aground, made to be hard to show.

A report on paper (PDF), an account with letters beyond the basic plane, one with markup in its name and in
its words and a word as long as a page is wide, one that is long, one from right to left, and one that says
nothing. Nobody and nothing in them exists.
"""

from functools import cache

import typst

from firsthand.read import Original

AGROUND = "The ferry Halcyon ran aground off Port Tarrel on 4 May 2031."
HURT = "Eleven passengers were hurt."
LOGGED = "The pilot had logged the shoal in April."
MARKUP_NAME = 'wire <img src=x onerror="alert(1)"> & co.txt'
COPIED = (
    "The buoy had drifted from its place since the winter, and nobody had gone out to bring it back before "
    "the season of the ferries began, although the harbour master had asked for it three times."
)
CRAB = "🦀🦀"
_FILLER = "The harbour council met on Thursday and spoke of the weather, the roads and the price of rope."
_REPORT = f"""
#set document(date: none)
#set page(paper: "a5", numbering: "1", header: [Inquiry into the ferry Halcyon])
#set text(size: 11pt, lang: "en", font: "Libertinus Serif")
= The ferry Halcyon

The coast office said on Tuesday that the ferry Halcyon had run aground off Port Tarrel. {_FILLER}
#pagebreak()
{_FILLER} The coast office said that eleven passengers had been hurt.
#pagebreak()
{_FILLER}

{LOGGED} The company denied that the pilot had logged the shoal.
"""
DENIED = "The company denied that the pilot had logged the shoal."
_POST = f"""The Tarrel Post
{CRAB} Ferry runs aground
Port Tarrel, 5 May 2031

{CRAB} According to the coast office, the ferry Halcyon ran aground off Port Tarrel.
The coast office said that 𝟏𝟏 passengers had been hurt 🚢. {DENIED}
"The light was out," said the keeper Ilse Brandt. {COPIED}
"""
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzende"
_WIRE = f"""Tarrel Wire <script>alert('x')</script>
Ferry & shoal: <b>eleven</b> hurt
Port Tarrel, 5 May 2031

The coast office said that the ferry <i>Halcyon</i> had run aground off Port Tarrel & that eleven \
passengers had been hurt.
A buoy called {LONG_WORD} had drifted, the office said.
{COPIED}
"""
_ARABIC = """صحيفة الميناء
جنوح العبّارة
5 مايو 2031

قال مكتب الساحل إن العبّارة جنحت قبالة ميناء طاريل.
وأصيب أحد عشر راكبا في الحادث.
"""
_NOTHING = """12
34.1
"""


def _long() -> str:
    """Return a log of a good 20,000 letters, most of them the tide in figures, which states nothing."""
    tide = ", ".join(f"{hour:02}:00 {2 + hour % 7}.{hour % 10} m" for hour in range(24))
    days = (
        "\n\n".join(
            [
                f"On day {day} the harbour master said that {day + 3} crates had been carried ashore.",
                *[tide] * 3,
            ]
        )
        for day in range(1, 21)
    )
    return "Log of the harbour council\nPort Tarrel, 9 May 2031\n\n" + "\n\n".join(days) + "\n"


@cache
def originals() -> tuple[Original, ...]:
    """Return the papers."""
    texts = {
        "post.txt": _POST,
        MARKUP_NAME: _WIRE,
        "mina.txt": _ARABIC,
        "scale.txt": _NOTHING,
        "log.txt": _long(),
    }
    report = Original("inquiry.pdf", typst.compile(_REPORT.encode()))
    return (report, *(Original(name, text.encode()) for name, text in texts.items()))
