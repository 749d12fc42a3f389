import json
import shutil
from collections.abc import Mapping
from importlib import util
from pathlib import Path

import pytest

from generator import asking, urls
from generator.asking import Loaded, Request, places
from generator.errors import SearchError
from generator.search.packing import squeezed
from tests.search import questions
from tests.support import fabricate, linking, projects


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As much of a site as a search needs."""
    folder = tmp_path_factory.mktemp("site")
    questions.written(linking.graph(fabricate.listings(40, 8)), folder)
    return folder


@pytest.mark.usefixtures("node")
def test_questions_and_answers(site: Path) -> None:
    """One engine answers one question after the other, in the order that is asked for; a part of the index
    that is gone or cannot be reached is an error with the engine's own words, and the next question works."""
    gone: set[str] = set()
    loading = places.folder(site)
    with asking.engine(lambda name, part: Loaded(404) if gone else loading(name, part)) as engine:
        found = engine.find(Request(q="tea leaves"))
        assert found.counts == "all"
        assert 1 < found.total < len(found.papers) == 20
        newest = engine.find(Request(q="tea leaves", order="newest"))
        assert set(newest.papers) == set(found.papers[: found.total])
        cards = engine.cards(newest.papers)
        assert [card["id"] for card in cards] == list(newest.papers)
        days = [card["day"] for card in cards]
        assert days == sorted(days, reverse=True)
        assert engine.find(Request(q="tea leaves", since="2099", order="newest")).papers == ()
        gone.add("everything")
        with pytest.raises(SearchError, match="could not be loaded"):
            engine.find(Request(q="window frost"))
        gone.clear()
        assert engine.find(Request(q="window frost")).papers


def test_no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    with pytest.raises(SearchError, match="pip install"), asking.engine(lambda *_: Loaded(404)):
        pass


@pytest.mark.parametrize("name", ["../data/secret", "/etc/passwd", "a/../../b", "", ".hidden", "a//b"])
def test_nothing_but_the_index_is_read(site: Path, name: str) -> None:
    """Whatever an index refers to, files are read below search/ only."""
    assert places.folder(site)(name, "") == Loaded(404)


def test_parts() -> None:
    """As a host gives them."""
    assert places.part(b"abcdef", "bytes=1-2") == Loaded(206, b"bc")
    assert places.part(b"abcdef", "") == Loaded(200, b"abcdef")


@pytest.mark.slow
@pytest.mark.usefixtures("node")
def test_an_index_of_somebody_else(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No text of it can command a terminal, and no id leads out of the site."""
    title = "A\x1b]0;owned\x07\x9b2J\nB"
    monkeypatch.setattr(
        asking.Engine,
        "cards",
        lambda *_: [{"id": "0001.00001", "title": title}, {"id": "0001.00002", "title": ""}],
    )
    shown = projects.papers("search", "tea leaves", "--at", site)
    lines = shown.output.splitlines()
    assert lines[1:3] == ["0001.00001  A ]0;owned 2J B", f"  {site}/papers/0001.00001/"]
    for written in ("../x", "arXiv:0001.00001", "0001.00001\x1b[2J", 7):
        answer = {"kind": "results", "total": 1, "counts": "all", "cards": [{"id": written}]}
        monkeypatch.setattr(asking.Engine, "_answer", lambda *_, answer=answer: answer)
        damaged = projects.papers("search", "tea", "--at", site)
        assert (damaged.exit_code, "is not the id of a paper" in damaged.output) == (1, True)
        assert "\x1b" not in damaged.output


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("x", "--at", "http://["), "--at: expected a folder or an address"),
        (("x", "--at", "http://a]/"), "--at: expected a folder or an address"),
        (("x", "--at", "site\udcff"), "--at: expected UTF-8, got 'site\\udcff'"),
        (("tea\udce9", "--at", "."), "QUERY: expected UTF-8, got 'tea\\udce9'"),
    ],
)
def test_arguments_that_nothing_can_use(arguments: tuple[str, ...], named: str) -> None:
    """Each is named, before anything is asked."""
    result = projects.papers("search", *arguments)
    assert (result.exit_code, named in result.output) == (2, True), result.output


@pytest.mark.slow
@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(
    ("there", "named"),
    [
        ({}, "status 404"),
        ({"index.bin": 200}, "was made by another version of this program"),
        ({"index.bin": 200, "manifest.bin": 503}, "503"),
    ],
)
def test_a_site_of_an_earlier_version(there: Mapping[str, int], named: str) -> None:
    """Its index is where this program no longer looks for it; a host that fails says nothing about that."""
    with (
        asking.engine(lambda name, _: Loaded(there.get(name, 404))) as engine,
        pytest.raises(SearchError, match=named),
    ):
        engine.find(Request(q="tea"))


@pytest.mark.slow
@pytest.mark.usefixtures("node")
def test_the_command(site: Path, tmp_path: Path) -> None:
    """Lines for people, an object for scripts, exit code 1 if there is nothing, 2 if there is no index."""
    result = projects.papers("search", "tea leaves", "--at", site, "--json", "--limit", "2")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["query"], told["counts"], len(told["papers"])) == ("tea leaves", "all", 2)
    first = told["papers"][0]
    assert first["url"] == f"{site}/papers/{first['id']}/"
    assert set(first) == {"id", "title", "authors", "day", "topics", "upvotes", "url"}
    assert first["day"].startswith("202")
    like = projects.papers("search", f"papers like {first['id']}", "--at", site, "--limit", "3")
    assert (like.exit_code, like.output.splitlines()[0]) == (0, "best matches")
    nothing = projects.papers("search", "qqqqzzzz", "--at", site)
    assert (nothing.exit_code, nothing.output) == (1, "0 papers\n")
    index = tmp_path / "search" / Path(urls.SEARCH_INDEX).name
    index.parent.mkdir()
    index.write_bytes(squeezed(b'{"format": 1}'))
    other = projects.papers("search", "x", "--at", tmp_path)
    assert other.exit_code == 1
    assert (
        "made by another version of this program; if the archive is yours, run: papers build" in other.output
    )
    index.rename(index.with_name("index.bin"))
    older = projects.papers("search", "x", "--at", tmp_path)
    assert older.exit_code == 1
    assert "the search index was made by another version of this program" in older.output
    index.with_name("index.bin").unlink()
    missing = projects.papers("search", "x", "--at", tmp_path)
    assert missing.exit_code == 2
    assert "there is no search index here" in missing.output
