"""Reasons that come up again and again, to be chosen with one key; each says what a stranger could check."""

from collections.abc import Mapping

_BY_KIND: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("reject", "statement"): (
        "The passage does not say this: its words were cut out wrongly.",
        "This is no statement of fact: it is a heading, a caption or a fragment.",
        "The passage is about something else than this case.",
        "The original was misread here: it says something different.",
    ),
    ("reject", "claim"): (
        "None of its passages says this once they are read in the original.",
        "This is no statement of fact: it is a heading, a caption or a fragment.",
        "It has nothing to do with the matter of this case.",
    ),
    ("reject", "conflict"): (
        "Both can be true at once: they speak of different things.",
        "They speak of different times.",
        "They count different things, or one counts a part of the other.",
        "It is the same answer in other words.",
        "One of the two passages was misread.",
    ),
    ("reject", "variant"): (
        "The retelling says the same in other words.",
        "The two passages are about different things.",
        "The difference comes from the translation, not from the retelling.",
        "One of the two passages was misread.",
    ),
    ("reject", "record"): (
        "The passages behind it do not speak of such a thing.",
        "It is the same thing as another record.",
        "The passages name it without saying that it exists.",
    ),
}
_BY_ACTION: Mapping[str, tuple[str, ...]] = {
    "set-bounds": (
        "The passage began or ended in the wrong place.",
        "Words that attribute it were taken into the passage.",
        "The rest of the sentence belongs to it.",
    ),
    "set-attribution": (
        "The sentence itself names who said it.",
        "The speaker is named in the sentence before.",
        "The document says this in its own voice.",
        "The chain left out somebody through whom it came.",
    ),
    "add-statement": ("The passage states this, and it was missed.",),
    "merge-claims": (
        "They say the same in other words.",
        "They say the same in different languages.",
    ),
    "split-claim": (
        "The chosen passages say something else.",
        "The chosen passages speak of another time or place.",
    ),
    "judge-claim": (
        "The documents that support it were read in the original.",
        "It could be checked outside the documents, as the note says.",
        "There is not enough to decide it either way.",
    ),
    "merge-sources": (
        "They are the same body under two names.",
        "They are the same person under two names.",
    ),
    "split-source": ("Two different sources share this name.",),
    "rename-source": ("This is the name it uses for itself.", "The name was misread from the documents."),
    "set-source-kind": ("The documents show what kind of source it is.",),
    "withdraw": ("It was decided by mistake.", "What was found since shows otherwise."),
}
VERDICTS = (
    "Well supported", "Supported by one origin only", "Misleading as told", "Refuted",
    "Cannot be decided yet",
)  # fmt: skip


def presets_of(action: str, kind: str) -> tuple[str, ...]:
    """Return the reasons that fit a decision; none for what has to be told in one's own words."""
    return _BY_KIND.get((action, kind), _BY_ACTION.get(action, ()))
