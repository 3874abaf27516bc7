from datetime import date

from firsthand.read import read_bytes

TEXT = """---
title: "Barges raised"
author: Orla Vint
date: 2021-03-04
url: https://example.org/barges
---
# Forty barges are raised from the harbour

Inspectors **counted** the barges on [Monday](https://example.org/m), the
port authority said.

![A barge](barge.jpg)

Why it took so long
-------------------

- The owner never answered, the authority said.
- A court had to rule first.

> “We wrote three letters,” said Bram Osterkil.

```
print("not an account.")
```

| year | barges |
| ---- | ------ |
| 2020 | 40     |
"""


def test_blocks_and_front_matter() -> None:
    document = read_bytes(TEXT.encode(), name="a.md")
    assert document.text == TEXT
    assert document.title == "Barges raised"
    assert document.author == "Orla Vint"
    assert document.published == date(2021, 3, 4)
    assert document.url == "https://example.org/barges"
    found = [(block.kind, TEXT[block.start : block.end]) for block in document.blocks]
    assert [text for kind, text in found if kind == "title"] == ["Forty barges are raised from the harbour"]
    assert [text for kind, text in found if kind == "heading"] == ["Why it took so long"]
    assert [text for kind, text in found if kind == "caption"] == ["![A barge](barge.jpg)"]
    assert [text for kind, text in found if kind == "paragraph"] == [
        "Inspectors **counted** the barges on [Monday](https://example.org/m), the\nport authority said.",
        "The owner never answered, the authority said.",
        "A court had to rule first.",
        "“We wrote three letters,” said Bram Osterkil.",
    ]
    assert ("furniture", 'print("not an account.")') in found


def test_the_first_heading_is_the_title() -> None:
    document = read_bytes(
        b"Barges raised\n=============\n\nThe barges were raised on Friday, they said.", name="a.md"
    )
    assert document.title == "Barges raised"


def test_front_matter_with_lists_written_dates_and_an_outlet() -> None:
    text = (
        '---\ntitle: "Barges, raised"\nauthors:\n  - Orla Vint\n  - "Bo Ek"\npublication: The Quay Gazette\n'
        "date: 4 March 2021\n---\n\nInspectors counted the barges on Monday, the port authority said.\n"
    )
    page = read_bytes(text.encode(), name="a.md")
    assert (page.title, page.author, page.publisher) == (
        "Barges, raised",
        "Orla Vint, Bo Ek",
        "The Quay Gazette",
    )
    assert page.published == date(2021, 3, 4)
    in_line = read_bytes(
        b"---\nauthor: [Orla Vint, 'Bo Ek']\n---\n\nThe barges were counted twice, she said.\n", name="b.md"
    )
    assert in_line.author == "Orla Vint, Bo Ek"
