"""The sense of sentences, remembered while a desk is open, but for no more of them than fit."""

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from firsthand.trace.sense import Floats, encode

# 512 numbers of four bytes each: 8 MB.
_MOST = 4096
_known: OrderedDict[str, Floats] = OrderedDict()


def remembered(texts: Sequence[str], /) -> Floats:
    """Return the sense of each text as `trace.sense.encode` gives it."""
    wanted = dict.fromkeys(texts)
    new = [text for text in wanted if text not in _known]
    rows = {text: _known[text] for text in wanted if text in _known}
    if new:
        rows |= dict(zip(new, encode(new), strict=True))
    for text, row in rows.items():
        _known[text] = row
        _known.move_to_end(text)
    while len(_known) > _MOST:
        _known.popitem(last=False)
    return np.stack([rows[text] for text in texts]) if texts else encode(texts)
