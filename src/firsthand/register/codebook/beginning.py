"""A codebook to begin with: the template, or a copy of another under a new name."""

import re
from importlib import resources
from pathlib import Path

from firsthand.model.errors import CodebookError
from firsthand.register.codebook.codebooks import read_codebook
from firsthand.register.codebook.file.entries import is_name
from firsthand.register.codebook.file.problems import Problems, Spot


def new_codebook(name: str, *, base: str | Path | None = None) -> str:
    """Return the text of a new codebook called `name`: the template, or a copy of the codebook `base`.

    Raises CodebookError where the name cannot be one, or `base` has problems.
    """
    problems = Problems()
    if not is_name(name, Spot(f"firsthand codebook new {name}"[:120], 0), "codebook", problems):
        raise CodebookError(str(problems.all[0]))
    text = (
        (resources.files(__package__) / "template.yaml").read_text(encoding="utf-8")
        if base is None
        else read_codebook(base).texts[0][1]
    )
    named, count = re.subn(r"(?m)^name:[^\n#]*", f"name: {name}", text, count=1)
    return named if count else re.sub(r"(?m)\A([^\n]*\n)", rf"\1name: {name}\n", text, count=1)
