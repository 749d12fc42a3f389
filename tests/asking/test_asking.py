import json
import shutil
from importlib import util
from pathlib import Path

import pytest

from generator import asking
from generator.asking import Loaded, Request, places
from generator.errors import SearchError
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
    nothing = projects.papers("search", "qqqqzzzz", "--at", site)
    assert (nothing.exit_code, nothing.output) == (1, "0 papers\n")
    missing = projects.papers("search", "x", "--at", tmp_path)
    assert missing.exit_code == 2
    assert "there is no search index here" in missing.output
