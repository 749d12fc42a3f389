"""Pages that are rendered one at a time are those of a built site."""

from pathlib import Path

import pytest

from generator.build import incremental
from generator.build.derived import Job
from generator.build.single import SinglePages
from generator.cli.generated import epoch_of
from generator.cli.graphs import read_graph
from generator.cli.project import Project, load
from generator.errors import BuildError
from generator.records.page import is_rendered
from generator.render import site
from tests.support import fabricate, projects

pytestmark = pytest.mark.slow

OWN = "# Of our own\n\nSee [a paper](papers/0001.00001.md) and [the days](days/index.md).\n\n## More\n\nWords.\n"
MAIN = '{% extends "base.html" %}\n{% block footer %}Ours{% endblock %}\n'
THEME = "  name: material\n  custom_dir: overrides\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with a page and a template of the operator's, built."""
    folder = projects.make(tmp_path_factory.mktemp("single") / "archive", fabricate.listings(12, 6))
    (folder / "docs" / "own.md").write_text(OWN, encoding="utf-8")
    (folder / "docs" / "assets").mkdir(exist_ok=True)
    (folder / "docs" / "assets" / "note.txt").write_text("a note", encoding="utf-8")
    (folder / "overrides").mkdir()
    (folder / "overrides" / "main.html").write_text(MAIN, encoding="utf-8")
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("  name: material\n", THEME).replace("nav:\n", "nav:\n  - Own: own.md\n", 1)
    settings.write_text(text, encoding="utf-8")
    projects.built(folder)
    return folder


@pytest.fixture
def pages(archive: Path) -> tuple[SinglePages, Project]:
    """What renders single pages of it."""
    project = load(archive / "mkdocs.yml")
    work = project.state / "single"
    work.mkdir(exist_ok=True)
    return SinglePages(_job(project), site.CLAIM, work), project


def _job(project: Project) -> Job:
    generated = frozenset(f"{folder}/index.md" for folder in site.FOLDERS)
    return Job(
        root=project.root,
        config=project.config,
        config_name=project.config_name,
        generated=generated,
        wanted=frozenset(),
        epoch=0,
    )


def test_every_page(pages: tuple[SinglePages, Project]) -> None:
    """Generated and hand-written ones, with and without a place in the menu, byte for byte."""
    single, project = pages
    archive = read_graph(project)[0].archive
    paths = [path.relative_to(project.docs).as_posix() for path in project.docs.rglob("*.md")]
    rendered = [path for path in paths if is_rendered(path)]
    assert "own.md" in rendered
    for path in rendered:
        text = None if single.handwritten(path) else (project.docs / path).read_text(encoding="utf-8")
        found = single.render(path, text, epoch_of(archive), archive.sources)
        assert found == (project.site / incremental.built_path(path)).read_text(encoding="utf-8"), path


def test_changes(pages: tuple[SinglePages, Project]) -> None:
    """A page of the operator's, one that is new, and a template."""
    single, project = pages
    own = project.docs / "own.md"
    own.write_text(OWN.replace("Words.", "Other words."), encoding="utf-8")
    assert "Other words." in (single.render("own.md", None, 0, ()) or "")
    assert not single.handwritten("new.md")
    (project.docs / "new.md").write_text("# New\n", encoding="utf-8")
    single.read()
    assert single.handwritten("new.md")
    assert "<h1" in (single.render("new.md", None, 0, ()) or "")
    (project.docs / "new.md").unlink()
    own.write_bytes(b"# Own\n\n\xff\n")
    with pytest.raises(
        BuildError, match=r"own\.md: line 3: expected UTF-8, got the byte 0xff; save it as UTF-8"
    ):
        single.render("own.md", None, 0, ())
    own.write_text(OWN.replace("Words.", "Other words."), encoding="utf-8")
    theme = project.root / project.config.custom_dir / "main.html"
    before = theme.read_text(encoding="utf-8")
    theme.write_text(before.replace("Ours", "Theirs"), encoding="utf-8")
    single.read_theme()
    assert "Theirs" in (single.render("own.md", None, 0, ()) or "")
    theme.write_text(before.replace("{% endblock %}", "{% endif %}"), encoding="utf-8")
    single.read_theme()
    with pytest.raises(BuildError, match="MkDocs stopped: Encountered unknown tag 'endif'"):
        single.render("own.md", None, 0, ())
    theme.write_text("", encoding="utf-8")
    single.read_theme()
    with pytest.raises(BuildError, match=r"own\.md: the theme, a hook or a plugin left it empty"):
        single.render("own.md", None, 0, ())
    theme.write_text(before, encoding="utf-8")
    single.read_theme()
    own.write_text(OWN, encoding="utf-8")


def test_files_as_they_are(pages: tuple[SinglePages, Project]) -> None:
    """Those of `docs/`; no pages, no generated ones, nothing hidden."""
    single, project = pages
    assert single.static("assets/note.txt") == project.docs / "assets" / "note.txt"
    for path in ("own.md", "days/2027-01-05.md", ".generated.json", "none.txt", "../mkdocs.yml"):
        assert single.static(path) is None
