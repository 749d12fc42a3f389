"""`papers topics suggest`, and what `papers status` and `papers check` tell of topics."""

import json
from pathlib import Path

import pytest

from generator.cli import drifting as told
from generator.cli.graphs import whole_graph
from generator.cli.project import load
from generator.graph import Graph
from generator.graph.topics import drift as drift_of
from generator.graph.topics import taxonomy
from generator.records.visit import Visits
from generator.render.pages import status
from tests.support import drifting, fabricate, projects


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that changes."""
    folder = projects.make(tmp_path_factory.mktemp("topics"), drifting.listings())
    (folder / "data" / "topics.yml").write_text(drifting.VOCABULARY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graph(archive: Path) -> Graph:
    """What links its papers; what a build keeps of it is kept."""
    project = load(archive / "mkdocs.yml")
    found = whole_graph(project)
    with project.store.writing():
        told.record(project, found)
    return found


def suggested(folder: Path, *options: str) -> str:
    """What `papers topics suggest` prints."""
    result = projects.papers("topics", "suggest", "-f", folder / "mkdocs.yml", *options)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("graph")
def test_status_names_what_is_wrong(archive: Path) -> None:
    """In words and as JSON, as the last build found it; a damaged record is none."""
    lines = projects.on(archive, "status").output.splitlines()
    assert "topics: no topic covers tidal looms (65 new)" in lines
    assert "topics: no new paper on sundials" in lines
    assert lines[-1] == f"  {told.ADVICE}"
    found = json.loads(projects.on(archive, "status", "--json").stdout)["topics"]
    assert found["uncovered"] == [{"phrases": ["tidal looms"], "papers": 65, "new": 65, "rising": True}]
    assert (found["papers"], found["idle"], found["alarm"]) == (260, ["sundials"], True)
    record = archive / ".papers" / told.NAME
    body = record.read_bytes()
    for damaged in (b"{", b"[]", b'{"version": 99, "topics": {}}'):
        record.write_bytes(damaged)
        assert told.recorded(load(archive / "mkdocs.yml")) is None
    record.write_bytes(body)


def test_the_page_tells_it(graph: Graph) -> None:
    """With links to a search for the phrase and to the topic."""
    drift = drifting_of(graph)
    page = status.render(graph, Visits(), drift).text
    assert (
        '<a href="../search/?q=%22tidal+looms%22">tidal looms</a>: 65 new, 65 papers in fifteen months'
        in page
    )
    assert "<a href=../topics/sundials/>Sundials</a>" in page
    [note] = told.notes(drift)
    assert note.severity == "note"
    assert "no topic covers tidal looms (65 new); no new paper on sundials" in note.message
    assert list(told.notes(None)) == []


def drifting_of(graph: Graph) -> drift_of.Drift | None:
    """Whether its vocabulary fits."""
    return drift_of.of(graph.space, graph.taxonomy, graph.assignments)


@pytest.mark.slow
def test_entries_can_be_used_as_they_are(archive: Path) -> None:
    """Put below the topics, they make the phrase known; then there is nothing to suggest."""
    file = archive / "data" / "topics.yml"
    before = file.read_text(encoding="utf-8")
    entries = suggested(archive)
    with_them = before.replace("dismissed:", f"{entries}dismissed:")
    try:
        assert taxonomy.parse(with_them)[1] == []
        file.write_text(with_them, encoding="utf-8")
        assert suggested(archive) == ""
        whole = suggested(archive, "--whole")
        file.write_text("", encoding="utf-8")  # as a shell does before it starts the command
        assert suggested(archive, "--whole") == whole
        file.write_text(whole, encoding="utf-8")
        found, problems = taxonomy.parse(file.read_text(encoding="utf-8"))
        assert problems == [] or not found.topics
    finally:
        file.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("papers", [0, 1, 2])
def test_too_few_papers_for_a_vocabulary(tmp_path: Path, papers: int) -> None:
    """One line, without a warning of what counts."""
    folder = projects.make(tmp_path, fabricate.listings(papers, 2) if papers else [])
    (tmp_path / "data" / "curation.yaml").unlink(missing_ok=True)
    result = projects.papers("topics", "suggest", "--whole", "-f", folder / "mkdocs.yml")
    assert (result.exit_code, result.output) == (0, "too few papers for a vocabulary\n")


def test_too_few_papers(tmp_path: Path) -> None:
    """It says so, and nothing is an alarm."""
    folder = projects.make(tmp_path, fabricate.listings(12, 6))
    result = projects.papers("topics", "suggest", "-f", folder / "mkdocs.yml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "too few papers" in result.stderr
    assert json.loads(projects.on(folder, "status", "--json").stdout)["topics"] is None
