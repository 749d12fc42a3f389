"""The table of kinds of pages, and what has to follow from it."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator import urls
from generator.render import site
from generator.render.kinds import KINDS
from tests.long import remaking
from tests.support import fabricate, projects
from tests.support.helpers import DATA, ROOT, SEEN, listed, listing
from tests.support.rendering import small_files, small_markdown


@pytest.mark.parametrize("name", remaking.FILES)
def test_files_follow(name: str) -> None:
    """Menus and ignored files are as the table has them; `make kinds` writes them again."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text == remaking.remade(text, name)


def test_nothing_lies_elsewhere() -> None:
    """All generated files are in folders of the table or are files of it, and each kind has some, but for
    venues: none is known there."""
    places = {kind.place for kind in KINDS}
    found = {path if path in places else path.partition("/")[0] for path in small_files()}
    assert found | {"feeds", "venues"} == places


def test_menu_names_hubs() -> None:
    """Each page in the menu is generated, and is the first of its kind."""
    paths = [place.path for place in site.MENU]
    assert {*paths} <= small_markdown().keys()
    assert all(urls.Address(urls.address_of(path)).path == path for path in paths)


PAGE = '''"""A page of ideas, and one for each day."""

from collections.abc import Iterator

from generator import urls
from generator.archive import Archive
from generator.records.page import Page
from generator.render.discovery.sitemaps import Places
from generator.render.pages import parts
from generator.sinks.to_html import el


def render(archive: Archive) -> Iterator[Page]:
    """The hub and its pages."""
    yield _page(urls.Address("ideas/"), "Ideas")
    for day in archive.days:
        yield _page(urls.Address(f"ideas/{day}/"), f"Ideas of {day}")


def places(archive: Archive) -> dict[str, Places]:
    """One site map."""
    return {"ideas": {f"ideas/{day}/": archive.captured[day] for day in archive.days}}


def _page(here: urls.Address, title: str) -> Page:
    return parts.page(here, "ideas", title, [el("p", "None yet.")], about=title, meta={})
'''
LINE = """    Kind(
        place="ideas",
        render=lambda given: ideas.render(given.archive),
        menu=("Topics", "Ideas"),
        foot=("Browse", "Ideas"),
        maps=lambda given: ideas.places(given.archive),
        leads=True,
    ),
"""


def another(folder: Path) -> Path:
    """A copy of the program with one more kind of page: a module and lines in the table, no other file."""
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=skipped)
    (folder / "tests" / "long").mkdir(parents=True)
    shutil.copy(remaking.__file__, folder / "tests" / "long")
    for name in ("mkdocs.yml", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    (folder / "generator" / "render" / "pages" / "ideas.py").write_text(PAGE, encoding="utf-8")
    table = folder / "generator" / "render" / "kinds.py"
    text = table.read_text(encoding="utf-8").replace("    home,\n", "    home,\n    ideas,\n")
    trends = '    Kind(\n        place="trends"'
    text = text.replace(trends, LINE + trends)
    table.write_text(text, encoding="utf-8")
    return folder


# One process does it all: imports alone take each one two seconds.
LIFE = """
import sys
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main
from tests.long import remaking


def papers(command):
    result = CliRunner().invoke(main, [command])
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


remaking.main(Path(sys.argv[1]))
print("--")
remaking.main(Path(sys.argv[1]))
papers("build")
Path("site").rename("earlier")
print(papers("upgrade"), papers("build"), papers("check"))
"""


@pytest.mark.slow
def test_a_new_kind(tmp_path: Path) -> None:
    """Two source files and `make kinds` are all it takes. An archive of before is built as ever, and an
    upgrade brings the page into its menu, between pages of its operator."""
    program, archive = another(tmp_path / "program"), tmp_path / "archive"
    assert projects.papers("init", archive).exit_code == 0
    own = archive / "mkdocs.yml"
    theirs = own.read_text("utf-8").replace("  - Trends", "  - Mine: about.md\n  - Trends")
    own.write_text(theirs, "utf-8")
    fabricate.write(
        archive / "data", [listing([listed(n)], day=date(2025, 8, 18 + n), captured=SEEN) for n in (1, 2)]
    )
    shutil.copy(DATA / "topics.yml", archive / "data")
    done = subprocess.run(
        [sys.executable, "-c", LIFE, program],
        cwd=archive,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    wrote, rest = done.stdout.split("--\n")
    assert wrote.splitlines() == [f"wrote {name}" for name in remaking.FILES]
    assert "wrote" not in rest
    assert (archive / "earlier" / "ideas" / "2025-08-20" / "index.html").is_file()
    assert "ideas/" not in (archive / "earlier" / "sitemap.xml").read_text("utf-8")

    places = "      - Keywords: keywords/index.md\n      - Ideas: ideas/index.md\n"
    assert own.read_text("utf-8") == theirs.replace(places.splitlines()[0] + "\n", places).replace(
        "  /sitemaps/**\n", "  /sitemaps/**\n  /ideas/**\n"
    )
    assert "/docs/ideas/\n" in (archive / ".gitignore").read_text("utf-8")
    assert "ideas/" in (archive / "site" / "sitemap.xml").read_text("utf-8")
    mapped = re.findall("<loc>(.*)</loc>", (archive / "site" / "sitemaps" / "ideas.xml").read_text("utf-8"))
    assert [url.split("/")[-3:] for url in mapped] == [["ideas", f"2025-08-{day}", ""] for day in (19, 20)]
    assert "ideas/2025-08-20.md" in json.loads((archive / "docs" / ".generated.json").read_text("utf-8"))
    assert re.search(r"checked 2 days(?: \(longest: .*\))?: 0 problems", rest)
