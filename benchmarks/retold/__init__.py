"""Generated piles of news in which it is known who had what from whom.

    from retold import generate, one_story
    for story in generate(seed=1, documents=200):
        for document in story.documents:
            document.name, document.data, document.parent, document.carries

Everything is invented. A story is some accounts of their own and the texts written from them or from
agency texts that nobody collected: copied, edited, cut, told in other words, translated back, with
mistakes that are inherited. See `truth` for what is known of each.
"""

from retold.generating import generate, one_story
from retold.passages import shared_passages
from retold.truth import Carried, Change, Latent, RetoldStory, Shared, Told

__all__ = [
    "Carried", "Change", "Latent", "RetoldStory", "Shared", "Told", "generate", "one_story",
    "shared_passages",
]  # fmt: skip
