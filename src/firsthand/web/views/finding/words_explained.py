"""The keys of the desk, and the words that stand on its pages, explained."""

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Move",
        (
            ("j k", "the next, the one before"),
            ("Enter", "open what one is at"),
            ("/", "search"),
            ("n p", "the next part or page, the one before"),
            ("q", "from an item back to its queue"),
            ("d", "download: the original, the report"),
            ("?", "these keys"),
            ("Esc", "leave a field, close a dialog"),
        ),
    ),
    (
        "Decide on what one is at",
        (
            ("a", "accept"),
            ("r", "reject, or: not a conflict"),
            ("1 – 9", "choose a reason: it decides at once"),
            ("v", "give a verdict on a claim"),
            ("m", "merge with others that say the same"),
            ("x s", "choose statements, split them off"),
            ("e", "edit: where a passage begins and ends, a source’s name"),
            ("t", "say who said it"),
            ("c", "set the kind of a source"),
            ("w", "show a person by name, or hide the name"),
            ("Ctrl Enter", "in a form: decide"),
            ("u", "undo: the decision one is at, else your last one"),
        ),
    ),
    (
        "In a document",
        (
            ("i", "add a statement: choose its words"),
            ("← → ↑ ↓", "go to a word; with Shift take more or fewer"),
            ("Home End", "the first or last word of the paragraph"),
            ("[ {", "begin a word earlier, later"),
            ("} ]", "end a word earlier, later"),
            ("Enter", "go on with the chosen words"),
            ("Esc", "leave them"),
        ),
    ),
    (
        "In a lineage that one is at",
        (
            ("+ -", "nearer, farther"),
            ("0", "all of it"),
            ("← → ↑ ↓", "move it"),
            ("Esc", "close the passages of a line"),
        ),
    ),
    (
        "Go to: g, then",
        (
            ("g o", "overview"),
            ("g c", "claims"),
            ("g x", "contested"),
            ("g v", "changed"),
            ("g 1", "one origin"),
            ("g m", "fits no more"),
            ("g d", "documents"),
            ("g l", "lineage"),
            ("g s", "sources"),
            ("g r", "records"),
            ("g p", "persons"),
            ("g h", "decisions"),
            ("g y", "custody"),
            ("g f", "failures"),
            ("g b", "build"),
            ("g w", "publish"),
            ("g a", "for programs"),
            ("g ?", "help"),
        ),
    ),
)
WORDS: tuple[tuple[str, str], ...] = (
    ("document", "One preserved original and the text read from it."),
    ("passage", "A stretch of a document’s text."),
    ("statement", "What one passage asserts, as it is worded there. It is never merged and never edited."),
    (
        "chain",
        "Who said it: the first speaker, then each one through whom it came. Without a chain the document "
        "says so itself.",
    ),
    ("source", "Somebody who speaks: a person, an organisation, an outlet, a document."),
    ("claim", "What a set of statements, across documents and languages, have in common."),
    ("lineage", "Which account derives from which, with the passages that show it."),
    ("origin", "Where a line begins. Independence is counted in origins, never in documents."),
    (
        "one origin",
        "However many documents tell it, they all have it from the same place, as far as the documents show.",
    ),
    ("corroborated", "Origins that do not derive from one another tell it."),
    ("conflict", "Claims that answer one question differently, or a denial. The claims are contested."),
    ("variant", "A retelling that changed something: a quotation, a number, who did it, how sure it is."),
    ("superseded", "A later account moved on from it: an update, no conflict."),
    ("story", "The documents about one matter: they are traced and weighed together."),
    ("record", "A row of the register, every field backed by claims."),
    (
        "decision",
        "What a reviewer decided: dated, with a reason. It is never overwritten; taking it back is a further "
        "decision.",
    ),
    ("custody", "Who did what to which original, when, with which version."),
)
