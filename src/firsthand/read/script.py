"""In which script a text is written: Chinese characters have no spaces and no capitals around them."""

import re

IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
"""One Chinese character, simplified or traditional."""
