"""The operator's overrides of the theme."""

from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from generator.build import derived, themes
from generator.config import Config
from generator.intake import sources
from generator.storage import packaged


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ('{% extends "base.html" %}', '{% extends "shell.html" %}'),
        ("{%- extends 'base.html' -%}\nx", "{%- extends 'shell.html' -%}\nx"),
        ('{% extends "main.html" %}', '{% extends "main.html" %}'),
        ('{% extends "base.html.x" %}', '{% extends "base.html.x" %}'),
        ("<p>base.html", "<p>base.html"),
    ],
)
def test_an_override_extends_the_frame_of_each_page(written: str, found: str) -> None:
    """Only the name of the template changes."""
    assert themes.extending(written) == found


def test_bytes_are_kept(tmp_path: Path) -> None:
    """A template that is no UTF-8 is MkDocs' to judge; without an override ours stays."""
    own = tmp_path / "own"
    own.mkdir()
    config = Config(custom_dir="own")
    ours = themes.lay(tmp_path, config, tmp_path / "first") / "main.html"
    assert "shell.html" in ours.read_text(encoding="utf-8")
    (own / "main.html").write_bytes(b'{% extends "base.html" %}\xff')
    theirs = themes.lay(tmp_path, config, tmp_path / "second") / "main.html"
    assert theirs.read_bytes() == b'{% extends "shell.html" %}\xff'


@pytest.mark.parametrize("language", ["fy", "de", "ku-IQ"])
def test_a_language_that_material_lacks(tmp_path: Path, language: str) -> None:
    """Material's texts are then in English; those of its own languages, and of the operator, stay."""
    file = f"partials/languages/{language}.html"
    theme = themes.lay(tmp_path, Config(language=language), tmp_path / "theme")
    assert (theme / file).is_file() == (language == "fy")
    texts = [str(theme), str(resources.files("material") / "templates")]
    template = Environment(loader=FileSystemLoader(texts), autoescape=True).from_string(
        '{% import "partials/language.html" as lang with context %}{{ lang.t("clipboard.copy") }}'
    )
    said = template.render(config=SimpleNamespace(theme=SimpleNamespace(language=language)))
    assert (said == "Copy to clipboard") == (language == "fy")
    (tmp_path / "own" / file).parent.mkdir(parents=True)
    (tmp_path / "own" / file).write_text("Theirs", encoding="utf-8")
    theirs = themes.lay(tmp_path, Config(language=language, custom_dir="own"), tmp_path / "second") / file
    assert theirs.read_text(encoding="utf-8") == "Theirs"


def test_overrides_that_no_page_shows(tmp_path: Path) -> None:
    """Parts of Material's header and footer are named, and so are copies of Material's own."""
    (tmp_path / "partials").mkdir()
    texts = {
        "social.html": "x",
        "header.html": '<header class="md-header">',
        "footer.html": "<footer>Ours</footer>",
        "nav.html": '<nav class="md-nav">',
    }
    for name, text in texts.items():
        (tmp_path / "partials" / name).write_text(text, encoding="utf-8")
    found = {Path(one.path).name: one.message for one in themes.problems(tmp_path)}
    assert set(found) == {"social.html", "header.html"}
    assert all("main.html: announce, extrahead or footer" in message for message in found.values())
    assert not list(themes.problems(tmp_path / "none"))
    assert not list(themes.problems(packaged.CLONE / "generator" / "theme"))


def test_an_override_that_is_not_utf8(tmp_path: Path) -> None:
    """MkDocs would say that some byte cannot be decoded, and not of which file."""
    file = tmp_path / "partials" / "deep" / "own.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"<p>\n\xdcber")
    (found,) = themes.problems(tmp_path)
    place = f"{file}: line 2: expected UTF-8, got the byte 0xdc; save it as UTF-8"
    assert str(found) == place


@pytest.mark.parametrize(
    ("names", "label"),
    [(("huggingface",), "Best"), (("huggingface", "arxiv"), "Best"), (("arxiv",), "Newest"), ((), "Best")],
)
def test_an_archive_without_votes(names: tuple[str, ...], label: str) -> None:
    """It calls no papers the best, as its menu does not; nor does the page for a wrong address."""
    env = Environment(loader=FileSystemLoader(packaged.CLONE / "generator" / "theme"), autoescape=True)
    env.filters["url"] = str
    config = {"extra": {"listed": derived.listed(sources.known(names).asked)}}
    footer = env.get_template("partials/footer.html").render(config=config, nav=SimpleNamespace(items=()))
    assert f'<a href="./papers/">{label}</a>' in footer
    lost = env.get_template("404.html")
    body = "".join(lost.blocks["content"](lost.new_context({"config": config})))
    assert f">{'Most upvoted' if label == 'Best' else 'Newest'} papers</a>" in body
