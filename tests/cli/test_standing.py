"""Feeds of standing queries."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from generator import asking
from generator.asking import Request, places
from generator.cli import standing
from generator.cli.graphs import whole_graph
from generator.cli.project import load
from generator.curation.follow import Standing
from generator.records.ids import PaperId
from generator.records.listing import Listing
from generator.records.page import Blob, File, Page
from generator.records.paper import AuthorName
from generator.search import index
from generator.storage import packaged
from tests.support import projects
from tests.support.helpers import listed, listing, paper, paper_id

pytestmark = pytest.mark.usefixtures("node")

TEA, ADA, NEAR, NONE, LIKE = (
    Standing(name="tea", title="Tea & more", query="+tea +leaves"),
    Standing(name="ada", title="Ada", authors=("Ada Example",)),
    Standing(name="near", title="Near", near=(paper_id(1),)),
    Standing(name="none", title="None", query="stones leaves"),
    Standing(name="like", title="Like", query="papers like 0001.00001"),
)


def days(count: int) -> Iterator[Listing]:
    """A day with a paper on tea leaves, one on tea, one on leaves, and one by Ada on something else."""
    for day in range(1, count + 1):
        first = 4 * day - 3
        papers = [
            paper(first, title=f"Tea Leaves, Part w{day}x", abstract="We read.", authors=()),
            paper(first + 1, title=f"Tea Only w{day}x", abstract="We pour.", authors=()),
            paper(first + 2, title=f"Leaves of Trees w{day}x", abstract="We rake.", authors=()),
            paper(
                first + 3,
                title=f"Stones w{day}x",
                abstract="We dig.",
                authors=(AuthorName(name="Ada Example"),),
            ),
        ]
        yield listing((listed(of=one) for one in papers), day=date(2025, 8, day))


def feeds(folder: Path, *wanted: Standing) -> dict[str, list[str]]:
    """The ids of the entries of each feed, as it is made from the stored days."""
    project = load(folder / "mkdocs.yml")
    graph = whole_graph(project)
    made = list(standing.followed(project, graph, wanted, index.render(graph)))
    return {file.path: entries(file) for file in made if file.path.startswith("feeds/mine/")}


def entries(file: File) -> list[str]:
    """Ids, the feed's own left out."""
    assert not isinstance(file, Blob)
    root = etree.fromstring(file.body)
    return [node.text or "" for node in root.iterfind("{*}entry/{*}id")]


def numbers(ids: list[str]) -> set[int]:
    """The numbers of the papers."""
    return {int(one.rpartition(".")[2]) for one in ids}


@pytest.mark.slow
def test_new_papers_are_new_entries(tmp_path: Path) -> None:
    """A query finds what has all its words and nothing if no paper has them, or what is like a paper; people
    what they wrote, a paper what it is related to; with a new day, each feed has exactly the new papers more, and the others stay as they were."""
    folder = projects.make(tmp_path, days(3))
    before = feeds(folder, TEA, ADA, NEAR, NONE, LIKE)
    assert numbers(before["feeds/mine/tea.atom"]) == {1, 5, 9}
    assert numbers(before["feeds/mine/ada.atom"]) == {4, 8, 12}
    assert {5, 9} <= numbers(before["feeds/mine/near.atom"])
    assert before["feeds/mine/none.atom"] == []
    assert {5, 9} <= numbers(before["feeds/mine/like.atom"])
    assert feeds(folder, NONE) == {"feeds/mine/none.atom": []}
    projects.make(tmp_path, days(4))
    after = feeds(folder, TEA, ADA)
    assert numbers(after["feeds/mine/tea.atom"]) - numbers(before["feeds/mine/tea.atom"]) == {13}
    assert set(before["feeds/mine/tea.atom"]) < set(after["feeds/mine/tea.atom"])
    assert after["feeds/mine/ada.atom"][1:] == before["feeds/mine/ada.atom"]


@pytest.mark.slow
def test_the_same_as_the_search_page(tmp_path: Path) -> None:
    """It is the engine's own answer in the order of time, of the index as it is made; and while the index is the
    same, nobody asks again, except another version of the search."""
    folder = projects.make(tmp_path, days(3))
    project = load(folder / "mkdocs.yml")
    graph = whole_graph(project)
    for file in index.render(graph):
        path = folder / "site" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.body)
    with asking.engine(places.folder(folder / "site")) as engine:
        wanted = engine.find(Request(q=TEA.query, order="newest")).papers
    assert [
        PaperId(one.partition(":paper/")[2]) for one in feeds(folder, TEA)["feeds/mine/tea.atom"]
    ] == list(wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "engine", lambda _: pytest.fail("asked again"))
        assert feeds(folder, TEA)["feeds/mine/tea.atom"]
        patch.setattr(packaged, "client", lambda: [Page(path="worker.js", text="another program")])
        with pytest.raises(pytest.fail.Exception, match="asked again"):
            feeds(folder, TEA)


def test_nobody_known(tmp_path: Path) -> None:
    """A name or a paper that the archive lacks is reported with its place; those that it has are not."""
    folder = projects.make(tmp_path, days(1))
    project = load(folder / "mkdocs.yml")
    wanted = Standing(
        name="some",
        title="Some",
        authors=("Ada Example", "ada-example", "Nobody Known"),
        organizations=("nosuchorg",),
        near=(paper_id(1), paper_id(999)),
    )
    found = list(standing.unmatched(project, whole_graph(project), [ADA, NEAR, wanted]))
    assert {one.severity for one in found} == {"dropped"}
    assert [(one.where, one.message) for one in found] == [
        ("some.authors", "'Nobody Known': no author here has this name"),
        ("some.organizations", "'nosuchorg': no organization here has this name"),
        ("some.near", f"{paper_id(999)} is not a paper in this archive"),
    ]


def test_a_file_with_a_slip(tmp_path: Path) -> None:
    """What can be used is; the rest is reported, and the site is made."""
    folder = projects.make(tmp_path, days(1))
    (folder / "data" / "follow.yaml").write_text(
        "- {name: tea, query: tea}\n- {name: B, query: x}\n", encoding="utf-8"
    )
    found, problems = standing.read(load(folder / "mkdocs.yml"))
    assert [one.name for one in found] == ["tea"]
    assert "entry 2.name" in str(problems[0])


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """The build stops and yesterday's feeds stay, however the file is spoilt."""
    folder = projects.make(tmp_path, days(1))
    path = folder / "data" / "follow.yaml"
    path.write_text("- name: tea\n query: tea\n", encoding="utf-8")
    result = projects.papers("generate", "-f", folder / "mkdocs.yml")
    assert (result.exit_code, "follow.yaml: " in result.output) == (1, True), result.output
    path.rename(path.with_suffix(".yml"))
    (problem,) = standing.read(load(folder / "mkdocs.yml"))[1]
    assert ("rename it to follow.yaml" in str(problem), problem.severity) == (True, "broken")
