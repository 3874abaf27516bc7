"""What a text holds besides what is read, in words for the reader."""


def said(
    *,
    deleted: int = 0,
    inserted: int = 0,
    comments: int = 0,
    hidden: int = 0,
    pictures: int = 0,
    embedded: int = 0,
) -> list[str]:
    """Return the notes on what a text has besides what is read."""
    told = (
        (deleted, "{} deleted under tracked changes: not read as part of the text"),
        (inserted, "{} inserted under tracked changes: read as part of the text"),
        (comments, "{} beside the text: not read"),
        (hidden, "{} set as hidden: not read"),
        (pictures, "{} in it: words in a picture are not read here"),
        (embedded, "{} embedded in it: not read"),
    )
    nouns = (
        "stretch/stretches", "stretch/stretches", "comment/comments", "stretch/stretches", "picture/pictures",
        "document/documents",
    )  # fmt: skip
    return [
        form.format(f"{count} {noun.partition('/')[0] if count == 1 else noun.partition('/')[2]}")
        for (count, form), noun in zip(told, nouns, strict=True)
        if count
    ]
