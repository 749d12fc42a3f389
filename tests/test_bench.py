"""What the benchmark of the search works out is right, and what it installs is pinned."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import engines, network, search, size
from tests.bench import scores as bench_scores
from tests.bench.engines import Sent
from tests.bench.scores import Bytes, Column, Measured, Question, QuestionSet, Timed
from tests.support.helpers import ROOT

ASKED = Question(text="two of three", relevant=frozenset({"a", "b"}))


def column(name: str, scale: int, found: tuple[str, ...]) -> Column:
    """An engine that needs `scale` times what the first one does."""
    cost = Bytes(
        code=10_000 * scale, data=20_000 * scale, data_unpacked=30_000, code_requests=2, data_requests=3
    )
    timed = Timed(first=50 * scale, done=60 * scale)
    words = Measured(cold=(timed,), cost=(cost,), warm=(timed,), answers=((ASKED, found),))
    return Column(name=name, files=scale, size=1_000_000 * scale, idle=Bytes(data=0), sets={"words": words})


def test_scores_of_a_perfect_answer() -> None:
    """All that is right comes first."""
    assert bench_scores.ndcg(["a", "b", "x"], {"a", "b"}) == pytest.approx(1)
    assert bench_scores.recall(["a", "b", "x"], {"a", "b"}) == 1
    assert bench_scores.reciprocal_rank(["a", "b", "x"], {"a", "b"}) == 1


def test_scores_of_a_middling_answer() -> None:
    """Worked out by hand: one of two papers, in the third place."""
    assert bench_scores.ndcg(["x", "y", "a"], {"a", "b"}) == pytest.approx(0.5 / (1 + 1 / 1.5849625))
    assert bench_scores.recall(["x", "y", "a"], {"a", "b"}) == 0.5
    assert bench_scores.reciprocal_rank(["x", "y", "a"], {"a", "b"}) == pytest.approx(1 / 3)


def test_scores_of_no_answer() -> None:
    """Nothing found is worth nothing, and does not divide by anything."""
    scores = (bench_scores.ndcg, bench_scores.recall, bench_scores.reciprocal_rank)
    assert [score([], {"a"}) for score in scores] == [0, 0, 0]
    assert bench_scores.mean([]) == bench_scores.percentile([], 0.5) == 0


def test_only_the_first_places_count() -> None:
    """Ten for the gain, fifty for the recall."""
    late = [f"x{n}" for n in range(10)] + ["a"]
    assert bench_scores.ndcg(late, {"a"}) == 0
    assert bench_scores.recall(late, {"a"}) == 1
    assert bench_scores.recall([f"x{n}" for n in range(50)] + ["a"], {"a"}) == 0


def test_percentiles() -> None:
    """They are values that were measured."""
    assert bench_scores.percentile([3, 1, 2], 0.5) == 2
    assert bench_scores.percentile(list(range(1, 101)), 0.95) == 95
    assert bench_scores.percentile([7], 0.95) == 7


def test_titles_are_from_all_over_and_may_be_shared() -> None:
    """Two papers of one title are both right for it."""
    papers = [(f"{n}", f"Title {n // 2}") for n in range(8)]
    found = bench_scores.known_titles(papers, 4)
    assert [one.text for one in found.questions] == ["Title 0", "Title 1", "Title 2", "Title 3"]
    assert found.questions[1].relevant == {"2", "3"}


def test_a_sample_is_spread() -> None:
    """From the first to the last, and never more than there are."""
    many = [Question(text=str(n), relevant=frozenset()) for n in range(10)]
    assert [one.text for one in bench_scores.spread(many, 3)] == ["0", "3", "6"]
    assert bench_scores.spread(many, 20) == many


def test_questions_are_read(tmp_path: Path) -> None:
    """Ids as they are in addresses; the name is that of the file."""
    file = tmp_path / "some_topic_queries.json"
    file.write_text(json.dumps([{"query": "two of three", "rel": ["a", "cs/0001"]}]), encoding="utf-8")
    expected = Question(text="two of three", relevant=frozenset({"a", "cs-0001"}))
    assert bench_scores.questions(file) == QuestionSet(name="some topic", questions=(expected,))


@pytest.mark.parametrize("text", ["{", '{"query": "a"}', '[{"query": "a"}]', '[{"query": "a", "rel": []}]'])
def test_questions_of_another_shape_are_refused(tmp_path: Path, text: str) -> None:
    """With the file's name and what was expected."""
    file = tmp_path / "q.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"q\.json: expected"):
        bench_scores.questions(file)


def test_the_table() -> None:
    """Ratios to the first column; what an engine was not asked has a dash."""
    sets = [
        QuestionSet(name="words", questions=(ASKED,)),
        QuestionSet(name="titles", questions=(ASKED,), titles=True),
    ]
    lines = bench_scores.table([column("ours", 1, ("a", "b")), column("other", 3, ())], sets).splitlines()
    assert lines[:3] == [
        "|  | ours | other |",
        "| -- | -- | -- |",
        "| search files on the host | 1.0 MB in 1 | 3.0 MB in 3 (×3.00) |",
    ]
    assert "| **words** (1) |  |  |" in lines
    assert "| cold: data, KB | 20 | 60 (×3.00) |" in lines
    assert "| next: ms to the last order | 60 | 180 (×3.00) |" in lines
    assert "| nDCG@10 | 1.000 | 0.000 (×0.00) |" in lines
    assert "| nothing found | 0 of 1 | 1 of 1 |" in lines
    assert lines[-2:] == ["| answered in the time there was | 0 | 0 |", "| comes first | – | – |"]


def test_what_an_engine_is_charged_for() -> None:
    """Not for the page and its looks; code apart from data."""
    sent = [
        Sent(path="/ours/search/", sent=1, stored=1),
        Sent(path="/ours/assets/archive.css", sent=2, stored=2),
        Sent(path="/ours/assets/icon.svg", sent=4, stored=4),
        Sent(path="/ours/assets/search/engine.js", sent=8, stored=80),
        Sent(path="/pagefind/pagefind/wasm.en.pagefind", sent=16, stored=16),
        Sent(path="/ours/search/index.json", sent=32, stored=320),
        Sent(path="/ours/search/data/00.bin", sent=64, stored=64),
    ]
    assert engines.costs(sent) == Bytes(
        code=24, code_unpacked=96, data=96, data_unpacked=384, code_requests=2, data_requests=2
    )


def test_engines_take_turns() -> None:
    """One question each; who ends or fails stops none of the others."""
    order = []

    def steps(name: str, count: int, *, fails: bool = False) -> Iterator[None]:
        for _ in range(count):
            order.append(name)
            yield
        if fails:
            raise RuntimeError("no answer")

    turns = {"a": steps("a", 3), "b": steps("b", 1, fails=True), "c": steps("c", 2)}
    assert engines.in_turn(turns) == {"b": "no answer"}
    assert order == list("abcaca")


def test_the_server_compresses_what_a_host_would(tmp_path: Path) -> None:
    """Text, not the files of an index; and nothing from outside its folder."""
    (tmp_path / "sites").mkdir()
    (tmp_path / "secret.json").write_text("{}", encoding="utf-8")
    for name in ("a.js", "a.bin"):
        (tmp_path / "sites" / name).write_text("a" * 1000, encoding="utf-8")
    counter = engines.Counter(tmp_path / "sites")
    script, shard = counter.file("/a.js?v=1"), counter.file("/a.bin")
    assert script
    assert shard
    body, packed, stored = counter.body(script)
    assert (packed, stored) == (True, 1000)
    assert len(body) < 100
    assert counter.body(shard) == (b"a" * 1000, False, 1000)
    assert counter.file("/../secret.json") is None
    assert counter.file("/%2e%2e/secret.json") is None


def test_a_page_for_the_stock_search() -> None:
    """It comes into the index, without what other papers and links would add to it."""
    page = (ROOT / "tests" / "golden" / "site" / "papers" / "0001.00012.md").read_text(encoding="utf-8")
    assert '"search": {"exclude": true}' in page
    found = search.searchable(page)
    assert "exclude" not in found
    assert "## Abstract" in found
    assert not any(end in found for end in (*search.ENDS, 'class="links"'))


def test_pagefind_is_pinned() -> None:
    """Every package of the lock has a hash, and no line says where to load it from."""
    body = (ROOT / ".ci" / "pagefind" / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in body
    packages = {name: entry for name, entry in json.loads(body)["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


def test_anatomy() -> None:
    """A site's files by kind, in blocks of 512 bytes with a header of one."""
    files = [
        ("papers/0001.00001/index.html", 1),
        ("papers/index.html", 513),
        ("days/2026-01-01/index.html.md", 512),
        ("feeds/authors/ada.atom", 0),
        ("authors/names/0.json", 5),
        ("robots.txt", 5),
    ]
    found = {name: (row.files, row.tar) for name, row in size.anatomy(files).items()}
    assert found == {
        "papers, pages": (2, 1024 + 1536),
        "days, twins": (1, 1024),
        "feeds/authors": (1, 512),
        "authors/names": (1, 1024),
        "top": (1, 1024),
    }


ASK = """
const [address, path, range] = process.argv.slice(1);
const session = require("node:http2").connect(address, { rejectUnauthorized: false });
const stream = session.request({ ":path": path, ...(range ? { range } : {}) });
const start = performance.now();
let [status, body, told] = [0, "", ""];
stream.on("response", (head) => ([status, told] = [head[":status"], head["content-range"] ?? ""]));
stream.setEncoding("latin1").on("data", (piece) => (body += piece));
stream.on("end", () => {
  console.log(JSON.stringify({ status, body, told, ms: performance.now() - start }));
  session.close();
});
"""


def test_the_slow_network(node: str, tmp_path: Path) -> None:
    """Round trips and bytes take their time there, also for a part of a file."""
    (tmp_path / "pack.bin").write_bytes(bytes(range(65, 75)) * 600)
    with network.slow(tmp_path, delay=40, bits=160_000) as address:
        asked = [node, "-e", ASK, address, "/pack.bin"]
        whole, part = (
            json.loads(subprocess.run([*asked, *more], capture_output=True, check=True, text=True).stdout)
            for more in ((), ("bytes=10-13",))
        )
    assert (whole["status"], len(whole["body"])) == (200, 6_000)
    assert whole["ms"] >= 40 + 6_000 * 8 / 160 * 0.9
    assert (part["status"], part["body"], part["told"]) == (206, "ABCD", "bytes 10-13/6000")
    assert part["ms"] >= 3 * 40 * 0.9
