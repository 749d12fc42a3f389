"""Cases of people beside the project, where they are: each input through the real commands.

`../shared/cases/README.md` says what `case.json` means; a new folder there is a new test. Cases of
kind `query` are run with the search, since they need a browser's half and the real archive.
"""

import gzip
import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.cli import COMMANDS
from generator.storage.store import Store
from tests.support import projects
from tests.support.helpers import ROOT

FOLDER = ROOT.parent / "shared" / "cases"
KINDS = ("import", "curation", "export")
_ENTRY = re.compile(r"@[a-z]+\{.*?^\}", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^\s*title\s*=\s*[{\"](.*)[}\"],?\s*$", re.MULTILINE)
_TEXT = frozenset({".html", ".md", ".json", ".xml", ".atom", ".rss", ".txt", ".js", ".opml", ".csv"})

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no cases in {FOLDER}")


def cases(*kinds: str) -> list[Path]:
    """The folders of the cases of these kinds."""
    found = sorted(FOLDER.glob("*/case.json"))
    return [file.parent for file in found if json.loads(file.read_text(encoding="utf-8"))["kind"] in kinds]


def case_of(folder: Path) -> dict[str, Any]:
    """What `case.json` says."""
    found: dict[str, Any] = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """What `papers init A` makes."""
    folder = tmp_path / "A"
    assert projects.papers("init", folder).exit_code == 0
    return folder


def imported(archive: Path, folder: Path, case: Mapping[str, Any]) -> tuple[int, str]:
    """Exit code and words of `papers import`."""
    files = [folder / name for name in case["files"]]
    result = projects.on(archive, "import", *case.get("args", []), *files)
    return result.exit_code, result.output


def stored(archive: Path) -> dict[str, list[Any]]:
    """List day → its papers, as they are stored."""
    listings, problems = Store(archive / "data").read_all()
    assert not problems
    return {str(one.day): [listed.paper for listed in one.papers] for one in listings}


def unlike(
    right: Mapping[str, Any], archive: Path, papers: Mapping[str, Sequence[Any]], told: tuple[int, str]
) -> Iterator[str]:
    """In what the outcome differs from one that is right."""
    code, words = told
    titles = {day: sorted(paper.title for paper in found) for day, found in papers.items()}
    everything = [paper for found in papers.values() for paper in found]
    if "stored" in right and titles != {day: sorted(wanted) for day, wanted in right["stored"].items()}:
        yield f"stored {titles}"
    if code not in right.get("exit", [0, 1]):
        yield f"exit code {code}"
    if "says" in right and not re.search(right["says"], words):
        yield "does not say what is wanted"
    if right.get("no_abstracts") and any(paper.abstract for paper in everything):
        yield "an abstract is stored"
    if "published" in right and {paper.published for paper in everything} - set(right["published"]):
        yield f"published {[paper.published for paper in everything]}"
    if "suspicious" in right:
        status = projects.on(archive, "status", "--json").stdout
        if right["suspicious"] not in json.dumps(json.loads(status)["suspicious"]):
            yield "no such suspicious day in the status"


@pytest.mark.parametrize("folder", cases("import"), ids=lambda folder: folder.name)
def test_import(folder: Path, archive: Path) -> None:
    """What is stored and said is one of the outcomes that are right, and no furniture is stored."""
    case = case_of(folder)
    told = imported(archive, folder, case)
    papers = stored(archive)
    texts = [text for found in papers.values() for paper in found for text in (paper.title, paper.abstract)]
    never = [text for text in texts if text and any(re.search(one, text) for one in case.get("never", []))]
    assert not never
    differing = [list(unlike(right, archive, papers, told)) for right in case["right"]]
    assert [] in differing, f"{differing}: exit code {told[0]}: {told[1]}"


@pytest.mark.slow
@pytest.mark.parametrize("folder", cases("curation"), ids=lambda folder: folder.name)
def test_curation(folder: Path, archive: Path) -> None:
    """What is corrected shows on the paper's page, what it replaces is nowhere, and the check is content."""
    case = case_of(folder)
    imported(archive, folder, case)
    (archive / "data" / "curation.yaml").write_bytes((folder / "curation.yaml").read_bytes())
    site = projects.built(archive)
    check = projects.on(archive, "check")
    assert check.exit_code == 0, check.output
    page = (site / "papers" / case["paper"] / "index.html").read_text(encoding="utf-8")
    assert [words for words in case["shown"] if words not in html.unescape(page)] == []
    found = [f"{words}: {name}" for name, text in published(site) for words in case["gone"] if words in text]
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", cases("export"), ids=lambda folder: folder.name)
def test_export(folder: Path, archive: Path) -> None:
    """The title in the whole archive's BibTeX is written as it has to be."""
    case = case_of(folder)
    imported(archive, folder, case)
    site = projects.built(archive)
    bibs = sorted((site / "exports").glob("papers-*.bib.gz"))
    entries = [
        entry for file in bibs for entry in _ENTRY.findall(gzip.decompress(file.read_bytes()).decode())
    ]
    for wanted in case["titles"]:
        (entry,) = [one for one in entries if wanted["id"] in one]
        title = _TITLE.search(entry)
        assert title, entry
        assert re.search(wanted["has"], title[1]), title[1]
        assert not re.search(wanted["not"], title[1]), title[1]


def published(site: Path) -> Iterator[tuple[str, str]]:
    """Every text of the site, packed or not, entities undone."""
    for file in sorted(site.rglob("*")):
        body = file.read_bytes() if file.is_file() else b""
        if file.suffix == ".gz":
            body = gzip.decompress(body)
        elif file.suffix not in _TEXT:
            continue
        yield str(file.relative_to(site)), html.unescape(body.decode("utf-8", "replace"))


def test_every_kind_is_run() -> None:
    """A case of a kind that nobody runs would be no test; queries are run with the search."""
    kinds = {case_of(file.parent)["kind"] for file in FOLDER.glob("*/case.json")}
    assert kinds <= {*KINDS, "query"}
    assert COMMANDS.keys() >= {"import", "build", "check", "init"}
