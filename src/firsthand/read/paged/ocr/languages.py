"""Which model reads which language, which are wanting, and how a user gets them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from babel import Locale, UnknownLocaleError

from firsthand.read.language import language_of, surely_in

# ISO 639-1 to tesseract's name, of the languages that Debian has a model for.
_MODELS = dict(
    pair.split(":")
    for pair in """
    af:afr am:amh ar:ara as:asm az:aze be:bel bg:bul bn:ben bo:bod br:bre bs:bos ca:cat co:cos cs:ces cy:cym
    da:dan de:deu dv:div dz:dzo el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas fi:fin fo:fao fr:fra fy:fry
    ga:gle gd:gla gl:glg gu:guj he:heb hi:hin hr:hrv ht:hat hu:hun hy:hye id:ind is:isl it:ita iu:iku ja:jpn
    jv:jav ka:kat kk:kaz km:khm kn:kan ko:kor ky:kir la:lat lb:ltz lo:lao lt:lit lv:lav mi:mri mk:mkd ml:mal
    mn:mon mr:mar ms:msa mt:mlt my:mya ne:nep nl:nld no:nor oc:oci or:ori pa:pan pl:pol ps:pus pt:por qu:que
    ro:ron ru:rus sa:san sd:snd si:sin sk:slk sl:slv sq:sqi sr:srp su:sun sv:swe sw:swa ta:tam te:tel tg:tgk
    th:tha ti:tir tl:tgl to:ton tr:tur tt:tat ug:uig uk:ukr ur:urd uz:uzb vi:vie yi:yid yo:yor
    """.split()
)
_LANGUAGES = {model: language for language, model in _MODELS.items()}
SIMPLIFIED, TRADITIONAL = "chi_sim", "chi_tra"
# The script that tesseract tells a picture to be in, to the models that may read it, the likeliest first.
_SCRIPTS = {
    "Han": (SIMPLIFIED, TRADITIONAL, "jpn"),
    "Japanese": ("jpn", SIMPLIFIED, TRADITIONAL),
    "Hangul": ("kor",),
    "Korean": ("kor",),
    "Cyrillic": ("rus", "ukr", "bul", "srp", "bel", "mkd", "kaz"),
    "Arabic": ("ara", "fas", "urd", "pus"),
    "Greek": ("ell",),
    "Hebrew": ("heb", "yid"),
    "Devanagari": ("hin", "mar", "nep"),
    "Bengali": ("ben", "asm"),
    "Thai": ("tha",),
    "Georgian": ("kat",),
    "Armenian": ("hye",),
    "Tamil": ("tam",),
    "Telugu": ("tel",),
    "Gujarati": ("guj",),
    "Kannada": ("kan",),
    "Malayalam": ("mal",),
    "Gurmukhi": ("pan",),
    "Ethiopic": ("amh",),
    "Khmer": ("khm",),
    "Lao": ("lao",),
    "Myanmar": ("mya",),
    "Sinhala": ("sin",),
    "Tibetan": ("bod",),
}
_NAMES = {SIMPLIFIED: "Chinese (simplified)", TRADITIONAL: "Chinese (traditional)"}
# A second language of a page counts from this share of its letters, in paragraphs long enough to be sure.
_SHARE = 0.1
_SURE_LETTERS = 60


def first_guess(installed: frozenset[str]) -> tuple[str, ...]:
    """Return the model to begin with: English, which reads the letters of all Latin scripts well enough."""
    latin = sorted(installed & _LANGUAGES.keys() - {one for of in _SCRIPTS.values() for one in of})
    return ("eng",) if "eng" in installed else tuple((latin or sorted(installed))[:1])


def of_script(script: str) -> tuple[str, ...]:
    """Return the models that may read a script, the likeliest first; none for Latin."""
    return _SCRIPTS.get(script, ())


def of_text(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Return the models for the languages that a text is in, the one most of it is in first.

    Not for Chinese, where the model is chosen by what it reads.
    """
    letters: Counter[str] = Counter()
    for start, end in paragraphs:
        part = text[start:end]
        count = sum(letter.isalpha() for letter in part)
        if count >= _SURE_LETTERS and (language := surely_in(part)):
            letters[language] += count
    whole = language_of(text)
    if not letters:
        found = [whole] if whole else []
    else:
        least = _SHARE * sum(letters.values())
        found = [language for language, count in letters.most_common(3) if count >= least]
    return tuple(_MODELS[language] for language in found if language in _MODELS)


def language_of_model(model: str) -> str | None:
    """Return the ISO 639-1 code of the language that a model reads."""
    return "zh" if model in (SIMPLIFIED, TRADITIONAL) else _LANGUAGES.get(model)


def called(model: str) -> str:
    """Return the English name of a model's language: "German"."""
    if model in _NAMES:
        return _NAMES[model]
    try:
        return Locale(_LANGUAGES[model]).get_display_name("en") or model
    except (KeyError, UnknownLocaleError):
        return model


def package(model: str) -> str:
    """Return the name of Debian's package with a model."""
    return f"tesseract-ocr-{model.replace('_', '-')}"


def listed(models: Sequence[str]) -> str:
    """Return the languages of models in words: "German and English"."""
    names = [called(model) for model in models]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
