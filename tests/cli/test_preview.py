"""What `papers serve` shows before the next build is what that build publishes."""

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.cli import preview
from generator.cli.preview import Part, Preview
from generator.cli.project import load_filled
from generator.errors import BuildError, GeneratorError
from generator.storage import ownership, packaged
from tests.support import projects
from tests.support.changing import CHANGES, Changing

pytestmark = pytest.mark.slow

STEPS = 3
NOTICES = {"moved", "tombstone"}


class Archive(Changing):
    """An archive that also has pages and templates of the operator's."""

    def __init__(self, root: Path, chance: random.Random, patch: pytest.MonkeyPatch) -> None:
        super().__init__(root, chance, patch)
        self.config = self.config.replace(
            "  name: material\n", "  name: material\n  custom_dir: own\n"
        ).replace("nav:\n", "nav:\n  - Own: own.md\n", 1)
        (root / "own").mkdir()
        self.page()
        self.template()
        self.write()

    def page(self) -> None:
        """Another page of the operator's."""
        text = f"# Own\n\nSee [the days](days/index.md). {self.chance.random()}\n"
        (self.root / "docs" / "own.md").write_text(text, encoding="utf-8")

    def template(self) -> None:
        """Another template."""
        main = dict(packaged.theme_files())["main.html"].decode()
        block = f"{{% block footer %}}{self.chance.random()}{{% endblock %}}\n"
        (self.root / "own" / "main.html").write_text(main + block, encoding="utf-8")


PARTS: dict[str, Part] = {"option": "settings", "page": "pages", "template": "theme"}
ELSEWHERE = (Changing.damage, Changing.theme, Changing.program)
"""Changes of what no preview shows, of what `Archive.template` stands for, and of the program that runs."""


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Archive, Preview]]:
    """An archive, built, and its preview."""
    chance = random.Random(1)  # noqa: S311 - invented data, not secrets
    archive = Archive(tmp_path / "archive", chance, monkeypatch)
    projects.built(archive.root)
    found = Preview(config_file=archive.root / "mkdocs.yml")
    yield archive, found
    found.close()


def test_sequences_of_changes(shown: tuple[Archive, Preview]) -> None:
    """After each change, every page is the one that the next build publishes, byte for byte."""
    archive, found = shown
    found.page("")
    changes: list[Callable[[Archive], object]] = [
        *(one for one in CHANGES if one not in ELSEWHERE),
        Archive.page,
        Archive.template,
    ]
    steps = [Archive.next_day, Archive.page, Archive.template, Archive.option]
    for change in [*steps, *archive.chance.sample(changes, STEPS)]:
        change(archive)
        archive.write()
        found.change(PARTS.get(change.__name__, "data"))
        before = _pages(archive.root)
        told = {address: found.page(address) for address in before}
        site = projects.built(archive.root, "--accept-loss")
        for address in sorted(_pages(archive.root)):
            page = told[address] if address in told else found.page(address)
            published = (site / address / "index.html").read_text(encoding="utf-8")
            if page is None:
                assert address == "exports/" or _kind(archive.root, address) in NOTICES, (change, address)
            else:
                assert page == published, (change, address)


def _pages(root: Path) -> set[str]:
    found = {
        file.parent.relative_to(root / "site").as_posix() for file in (root / "site").rglob("index.html")
    }
    return {"" if one == "." else f"{one}/" for one in found}


def _kind(root: Path, address: str) -> str:
    return ownership.kind_of(root / "docs" / f"{address.rstrip('/')}.md")


def test_what_cannot_be_read(shown: tuple[Archive, Preview]) -> None:
    """It says why, and goes on as soon as it can be read."""
    archive, found = shown
    archive.page()
    curation = archive.root / "data" / "curation.yaml"
    before = curation.read_text(encoding="utf-8")
    curation.write_text("papers: [", encoding="utf-8")
    found.change("data")
    for _ in range(2):
        with pytest.raises(BuildError) as told:
            found.page("")
        assert "curation.yaml" in str(told.value.problems[0])
    curation.write_text(before, encoding="utf-8")
    assert found.page("")
    (archive.root / "own" / "main.html").write_text("{% if %}", encoding="utf-8")
    found.change("theme")
    with pytest.raises(GeneratorError, match="MkDocs stopped: Expected an expression"):
        found.page("")
    archive.template()
    found.change("theme")
    assert found.page("")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_an_editor_is_open(shown: tuple[Archive, Preview]) -> None:
    """It locks a template with a link that leads nowhere."""
    archive, found = shown
    (archive.root / "own" / ".#main.html").symlink_to("me@host.1:2")
    archive.template()
    found.change("theme")
    page = found.page("")
    assert page
    assert page == (projects.built(archive.root) / "index.html").read_text(encoding="utf-8")


def test_files_and_notices(shown: tuple[Archive, Preview]) -> None:
    """Files of the operator's are shown as they are; what only a build makes is left to it."""
    archive, found = shown
    assert found.file("assets/icon.svg") == archive.root / "docs" / "assets" / "icon.svg"
    assert found.file("days/2027-01-05/") is None
    assert found.page("exports/") is None
    assert found.is_as_published("exports/")
    assert found.page("days/2000-01-01/") is None
    assert not found.is_as_published("days/2000-01-01/")
    assert found.published("none/") is None


def test_plugins_that_need_all_pages(tmp_path: Path) -> None:
    """Then there is no preview."""
    folder = projects.make(tmp_path, [])
    settings = folder / "mkdocs.yml"
    assert preview.is_possible(load_filled(settings))
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  - search\n", "  - search\n  - tags\n"), encoding="utf-8")
    assert not preview.is_possible(load_filled(settings))
