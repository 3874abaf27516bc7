"""The user's own spaCy pipelines: found, refused where they do not suit, used where they do."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from firsthand.extract.tagging import pipelines, tag

TEXT = "Il vascello osk norda."


def build(folder: Path, name: str = "it_core_news_sm", *, changed: dict[str, str] | None = None) -> None:
    """Write an installed package of a small Italian pipeline that takes every word for what it was taught."""
    nlp = spacy.blank("it")
    tagger = nlp.add_pipe("morphologizer")
    words = ["Il", "vascello", "osk", "norda", "."]
    doc = spacy.tokens.Doc(
        nlp.vocab,
        words=words,
        pos=["DET", "NOUN", "VERB", "ADV", "PUNCT"],
        morphs=["", "Number=Sing", "VerbForm=Fin", "", ""],
    )
    nlp.initialize(lambda: [Example(nlp.make_doc(TEXT), doc)])
    for _ in range(20):
        nlp.update([Example(nlp.make_doc(TEXT), doc)])
    assert tagger is not None
    nlp.meta["name"] = name.removeprefix("it_")
    nlp.meta["version"] = "3.8.9"
    package = folder / name
    nlp.to_disk(package)
    meta = json.loads((package / "meta.json").read_text())
    meta |= {"spacy_version": ">=3.8.0,<3.9.0"} | (changed or {})
    (package / "meta.json").write_text(json.dumps(meta))
    (package / "__init__.py").write_text(
        "from pathlib import Path\n"
        "from spacy.util import load_model_from_path\n"
        "def load(**overrides):\n"
        "    return load_model_from_path(Path(__file__).parent, **overrides)\n"
    )
    about = folder / f"{name}-3.8.9.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 3.8.9\n")
    (about / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    def forget() -> None:
        for cached in (pipelines._candidates, pipelines._installed, pipelines.loaded):
            cached.cache_clear()
        for name in [name for name in sys.modules if name.startswith("it_core_news")]:
            del sys.modules[name]

    forget()
    yield monkeypatch
    forget()


def install(monkeypatch: pytest.MonkeyPatch, site: Path, *names: str) -> None:
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr(spacy.util, "get_installed_models", lambda: list(names))


def test_without_a_pipeline_packs_read_every_language(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr(spacy.util, "get_installed_models", lambda: ["en_core_web_sm", "it_dep_news_trf"])
    assert pipelines.installed_pipelines() == ()
    assert pipelines.pipeline_versions() == {}


def test_an_installed_pipeline_says_what_words_are(fresh: pytest.MonkeyPatch, site: Path) -> None:
    before = [token.pos_ for token in tag(TEXT, starts={0}, language="it")]
    pipelines._installed.cache_clear()
    pipelines._candidates.cache_clear()
    install(fresh, site, "it_core_news_sm")
    assert pipelines.pipeline_versions() == {"it": "it_core_news_sm 3.8.9"}
    doc = tag(TEXT, starts={0}, language="it")
    assert [token.pos_ for token in doc] == ["DET", "NOUN", "VERB", "ADV", "PUNCT"]
    assert [token.pos_ for token in doc] != before
    assert str(doc[2].morph) == "VerbForm=Fin"
    assert doc.text == TEXT
    assert [token.is_sent_start for token in doc] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"spacy_version": ">=2.3.0,<2.4.0"}, "spaCy"),
        ({"lang": "es"}, "es"),
        ({"pipeline": []}, "tagger"),
    ],
)
def test_a_pipeline_that_does_not_suit_is_left_alone(
    fresh: pytest.MonkeyPatch, tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    build(tmp_path, changed=changed)
    install(fresh, tmp_path, "it_core_news_sm")
    found = pipelines.installed_pipelines()
    assert len(found) == 1
    assert told in str(found[0].problem)
    assert pipelines.pipeline_of("it") is None
    assert pipelines.pipeline_versions() == {}


def test_a_broken_pipeline_is_told_and_left_alone(fresh: pytest.MonkeyPatch, tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "it_core_news_sm" / "config.cfg").write_text("[nlp\n")
    install(fresh, tmp_path, "it_core_news_sm")
    assert "cannot be loaded" in str(pipelines.installed_pipelines()[0].problem)
    assert tag(TEXT, starts={0}, language="it").text == TEXT


def test_doctor_names_the_pipeline_of_a_fresh_process(site: Path) -> None:
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(site)!r})\n"
        "from firsthand.cli.checks import _languages\n"
        "print(_languages())\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "Italian by it_core_news_sm 3.8.9" in told
    assert "German by its pack" in told
