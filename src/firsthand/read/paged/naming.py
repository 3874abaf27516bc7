"""Lines whose words alone tell what they are, however large they are printed."""

from firsthand.read.bylines import byline, is_dateline_date
from firsthand.read.mastheads import read_imprint
from firsthand.read.page_words import PageWords, plain

_MOST_LETTERS = 160  # of a letterhead, a byline


def tells_itself(line: str, words: PageWords) -> bool:
    """Tell whether words alone tell what a line is: who published it, who wrote it, when; or a menu's entry.

    Its print says nothing then: a letterhead is often the largest on a page, and no title.
    """
    if len(line) > _MOST_LETTERS:
        return False
    if read_imprint(line, words) or byline(line, words) or is_dateline_date(line, words):
        return True
    return plain(line).lower().strip(" .:!?…»›>→|-–—•·*+[]()") in words.alone
