"""The format of the index is described once."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.search import layout
from tests.search import altered, invented, questions, scripted
from tests.search.conftest import Read
from tests.search.questions import answering
from tests.support.helpers import ROOT, assert_golden

BUILDER = ROOT / "generator" / "search"
READER = scripted.PATH.parent
ASKED: list[dict[str, Any]] = [
    {"q": ""},
    {"q": "robot", "order": "relevance"},
    {"q": "graph learning -video", "order": "oldest"},
    {"q": '"chain of thought"'},
    {"q": "title:longvlm"},
    {"q": "abstract:study author:zoe"},
    {"q": "Nandu et al."},
    {"q": "LongVLM: a study of small worlds"},
    {"q": "cs/0112017"},
    {"q": "difusion transfo*"},
    {"q": " ".join(invented.NOUNS + invented.VERBS), "order": "relevance"},
    {"q": "policy", "code": True, "project": True, "order": "votes"},
    {"q": "", "topics": ["kites"], "orgs": ["nothing"], "votes": 5, "from": "2002"},
]
TELL = """(async () => {
    const one = engine(folder);
    const told = [];
    for (const request of asked) {
        const whole = { order: "newest", topics: [], orgs: [], code: false, project: false, votes: 0, from: "", until: "",
            limit: 1000, ...request };
        let last = {};
        await one.query(whole, (answer) => (last = answer));
        const { cards } = await one.cards(last.cards.map(({ id }) => id));
        // Which papers are near in meaning depends on how exactly vectors are stored.
        told.push(whole.order === "relevance" ? { ...last, cards: [] } : { ...last, cards }, await one.facets(whole, [5, 50]));
    }
    const begun = [...(await one.complete("an")).items, ...(await one.complete("longvlm")).items];
    return [...told, ...begun.sort((a, b) => (a.path < b.path ? -1 : 1))];
})()"""


def test_the_browser_has_the_same_format() -> None:
    """Its module is made of the description."""
    assert_golden(scripted.PATH, scripted.text())


@pytest.mark.slow
def test_another_format_is_understood(
    node: str, client: Path, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where every constant has another value and records another order, with nothing changed but the
    description, both ends change with it: every answer is the same."""
    monkeypatch.chdir(ROOT)
    ours = questions.written(invented.whole(), tmp_path / "ours")
    expected = read(TELL, folder=str(ours), asked=ASKED)
    subprocess.run([sys.executable, "-m", "tests.search.altered", str(tmp_path)], check=True, timeout=120)
    published = client / scripted.PATH.name
    try:
        published.write_bytes((tmp_path / scripted.PATH.name).read_bytes())
        with answering(node, "read.mjs", CLIENT=client) as ask:
            found = ask({"code": TELL, "folder": str(tmp_path / "search"), "asked": ASKED})["found"]
    finally:
        published.write_bytes(scripted.PATH.read_bytes())
    assert {one["kind"] for one in expected[: 2 * len(ASKED)]} == {"results", "facets"}
    assert found == expected


def test_every_constant_is_altered_there() -> None:
    """A new constant of the description is one of that test, too; the names of files are those of `urls`."""
    assert {*altered.OTHER} | altered.SAME | {"MANIFEST", "FILE"} == {*scripted.CONSTANTS}
    assert all(getattr(layout, name) != value for name, value in altered.OTHER.items())


@pytest.mark.slow
def test_both_ends_use_every_constant() -> None:
    """None has a copy, and each is read by the browser, or by the builder alone where it says how
    a file begins."""
    sources = {
        path: path.read_text(encoding="utf-8") for path in (*BUILDER.glob("*.py"), *READER.glob("*.js"))
    }
    for path in (Path(layout.__file__), scripted.PATH):
        del sources[path]
    for name in scripted.CONSTANTS:
        copied = re.compile(
            rf"\b{name} = \(?{re.escape(json.dumps(getattr(layout, name), default=list))}[ ;,\n]"
        )
        assert [path.name for path, text in sources.items() if copied.search(text)] == []
        users = {path.suffix for path, text in sources.items() if re.search(rf"\b{name}\b", text)}
        assert users == {".py"} if name == "DEFLATED" else ".js" in users, name


def test_lists_of_the_format_stand_nowhere_else() -> None:
    """The browser has no copy of a list, nor the number of a day."""
    lists = [getattr(layout, name) for name in scripted.CONSTANTS]
    parts = [re.findall(r"\w+", json.dumps(one)) for one in lists if isinstance(one, tuple)]
    copies = [re.compile(r"[\s\"',()[\]]+".join(("", *one, ""))) for one in parts] + [re.compile("719_?163")]
    for path in {*READER.glob("*.js")} - {scripted.PATH}:
        text = path.read_text(encoding="utf-8")
        assert [copy.pattern for copy in copies if copy.search(text)] == [], path.name


def test_the_day_of_the_epoch() -> None:
    """Python and JavaScript count days from different ones."""
    assert date(1970, 1, 1).toordinal() == layout.EPOCH
