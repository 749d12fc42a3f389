"""Archives and sites as arguments of `papers import`."""

import shutil
from pathlib import Path

import pytest

from generator.cli import folders
from generator.records.enriched import Enriched
from generator.storage.shelves import Shelves
from tests.support import fabricate, projects
from tests.support.fetching import archive, days
from tests.support.helpers import paper_id

NOT_SHOWN = "\n<p class=lead>1 paper on this list is hidden or withdrawn and not shown.</p>\n"
LISTINGS = fabricate.listings(12, 6)


def listed_days(folder: Path) -> dict[str, bytes]:
    """The stored days alone."""
    return {name: body for name, body in days(folder).items() if name.startswith("days/")}


def generated(folder: Path) -> Path:
    """An archive with its generated files."""
    projects.make(folder, LISTINGS)
    (folder / "data" / "curation.yaml").unlink()
    assert projects.on(folder, "generate").exit_code == 0
    return folder


def test_another_archive(tmp_path: Path) -> None:
    """Its folder and its data give all its days, byte for byte."""
    other = generated(tmp_path / "other")
    for number, given in enumerate((other, other / "data")):
        folder = archive(tmp_path / str(number))
        result = projects.on(folder, "import", given)
        assert result.exit_code == 0, result.output
        assert listed_days(folder) == listed_days(other)


def test_what_is_known(tmp_path: Path) -> None:
    """What enrichment found out comes along and is merged; what is from the future, or no such file, is not."""
    key, other = paper_id(1), projects.make(tmp_path / "other", LISTINGS)
    (other / "data" / "curation.yaml").unlink()
    told = Enriched(id=key, seen="2026-09-01T06:00:00Z", categories=("cs.CL",), comment="9 pages")
    late = Enriched(id=paper_id(2), seen="2099-01-01T00:00:00Z", categories=("cs.LG",))
    Shelves(other / "data").add([told, late], lambda _, new: new)
    folder = archive(tmp_path / "own")
    older = Enriched(id=key, seen="2026-08-01T06:00:00Z", categories=("cs.AI",), doi="10.1234/5")
    Shelves(folder / "data").add([older], lambda _, new: new)
    result = projects.on(folder, "import", other)
    assert result.exit_code == 1
    assert f"{paper_id(2)}: 2099-01-01T00:00:00Z is in the future" in result.output
    assert "more known of 1 paper" in result.output
    found, problems = Shelves(folder / "data").read_all()
    assert (list(found), problems) == ([key], [])
    assert (found[key].categories, found[key].doi, found[key].comment) == (("cs.CL",), "10.1234/5", "9 pages")
    [file] = (other / "data" / "known").glob("*/*.json")
    file.write_text('{"schema_version": 1, "papers": [{"id": "x"}]}', encoding="utf-8")
    assert "1 refused (0 new, 0 changed)" in projects.on(folder, "import", file).output


@pytest.mark.attack(11, "two archives with different days of different age, in any order")
def test_two_archives(tmp_path: Path) -> None:
    """Either way round the merged archives are the same, and merging again changes nothing."""
    one, two = (
        projects.make(tmp_path / "1", LISTINGS[:4]),
        projects.make(tmp_path / "2", fabricate.listings(9, 5)),
    )
    first, second = archive(tmp_path / "a"), archive(tmp_path / "b")
    assert projects.on(first, "import", one, two).exit_code == 0
    assert projects.on(second, "import", two, one).exit_code == 0
    assert days(first) == days(second)
    assert projects.on(first, "import", second, one, "-q").exit_code == 0
    assert days(first) == days(second)


@pytest.mark.slow
@pytest.mark.attack(11, "a lost repository, restored from its site")
def test_a_site(tmp_path: Path) -> None:
    """A copy of what is published gives an archive of the same pages. A withdrawn paper stays out, and with
    it the line that counts it."""
    other = generated(tmp_path / "other")
    site = tmp_path / "copy"
    for part in ("api", "exports"):
        shutil.copytree(other / "docs" / part, site / part)
    folder, again = archive(tmp_path / "a"), archive(tmp_path / "b")
    result = projects.on(folder, "import", site)
    assert result.exit_code == 0, result.output
    files = [*sorted((site / "api" / "days").glob("*.json")), *(site / "exports").glob("papers-*.jsonl.gz")]
    assert projects.on(again, "import", *reversed(files)).exit_code == 0
    assert days(folder) == days(again)
    shutil.copy(other / "data" / "topics.yml", folder / "data")
    assert projects.on(folder, "generate").exit_code == 0
    apart = projects.differences(projects.tree(other / "docs"), projects.tree(folder / "docs"))
    (withdrawn,) = (one.paper.id for x in LISTINGS for one in x.papers if one.paper.withdrawn)
    for path in apart:
        pages = [(root / "docs" / path) for root in (other, folder)]
        if path not in {"status/index.md", f"papers/{withdrawn}.md", ".generated.json"}:
            before, after = (page.read_text(encoding="utf-8") for page in pages)
            assert before.replace(NOT_SHOWN, "") == after, path
    assert len(apart) < 10
    assert withdrawn not in "".join(body.decode() for body in days(folder).values())


def test_other_folders(tmp_path: Path) -> None:
    """A folder with nothing to import is named, and a path that is not a folder is unchanged."""
    (tmp_path / "x").mkdir()
    found = folders.expanded([tmp_path / "x", tmp_path / "no"])
    assert found.files == [tmp_path / "no"]
    assert [(one.path, one.message) for one in found.problems] == [(str(tmp_path / "x"), folders.UNDERSTOOD)]


@pytest.mark.parametrize("linked", ["data/days/2026/2026-01-01.json", "data/days/2026", "data/days", "data"])
def test_links_are_named(tmp_path: Path, linked: str) -> None:
    """A linked day, year or folder of days is left out, and never in silence; the others are read."""
    real = tmp_path / "real" / "data" / "days" / "2026" / "2026-01-01.json"
    other = tmp_path / "y" / "data" / "days" / "2025" / "2025-01-02.json"
    for file in (real, other):
        file.parent.mkdir(parents=True)
        file.write_text("{}")
    link = tmp_path / "y" / linked
    if linked in ("data", "data/days"):
        shutil.rmtree(link)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "real" / linked)
    found = folders.expanded([tmp_path / "y"])
    assert [one.path for one in found.problems] == [str(link)]
    assert "is a link, and links are not followed here" in found.problems[0].message
    assert found.files == ([other] if linked.startswith("data/days/") else [])


@pytest.mark.parametrize(
    ("file", "given"),
    [("data/days/2026/2026-01-01.json", "data/days"), ("data/days/2026/2026-01-01.json", "data/days/2026"),
     ("copy/api/days/2026-01-01.json", "copy/api/days"), ("copy/api/days/2026-01-01.json", "copy/api"),
     ("copy/exports/papers-2026.jsonl", "copy"), ("copy/exports/papers-2026.jsonl.gz", "copy/exports")],
)  # fmt: skip
def test_folders_inside(tmp_path: Path, file: str, given: str) -> None:
    """The days alone, one year of them, or a part of a site are understood, and exports that a browser unpacked."""
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text("{}")
    assert folders.expanded([tmp_path / given]) == folders.Found([tmp_path / file])
