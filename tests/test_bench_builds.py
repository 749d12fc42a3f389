"""What the benchmarks of builds make of a pool, of a command and of a site."""

import gzip
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.check import weight
from tests.bench import large, measuring, pool, rivals
from tests.bench.measuring import Weight

RECORD = {
    "id": "0001.00001",
    "day": "2026-01-05",
    "title": "Of a title\nin two lines",
    "authors": ["Ada Example"],
    "summary": "Two\nlines.",
}


def test_a_pool_becomes_list_days(tmp_path: Path) -> None:
    """A day has its papers once each, sorted by id; what nobody said is missing."""
    records = [
        {**RECORD, "id": "0001.00002"},
        RECORD,
        RECORD,
        {**RECORD, "day": "2026-01-02", "id": "0001.00003"},
    ]
    file = tmp_path / "pool.jsonl.gz"
    file.write_bytes(gzip.compress("".join(json.dumps(one) + "\n" for one in records).encode()))
    days = pool.listings(file)
    assert [(one.day, [str(paper.paper.id) for paper in one.papers]) for one in days] == [
        (date(2026, 1, 2), ["0001.00003"]),
        (date(2026, 1, 5), ["0001.00001", "0001.00002"]),
    ]
    paper = days[1].papers[0].paper
    assert (paper.title, paper.abstract) == ("Of a title in two lines", "Two lines.")
    saved = pool.saved(file, tmp_path / "saved")
    assert [one.name for one in saved] == ["2026-01-02.json", "2026-01-05.json"]
    assert large._days([*saved, tmp_path / "2026-01-05.json.gz"])[1] == (
        [saved[1], tmp_path / "2026-01-05.json.gz"],
        {"0001.00001", "0001.00002"},
    )


def test_what_a_command_takes(tmp_path: Path) -> None:
    """Also what its own processes take, and what it says."""
    inner = "sum(range(10**7)); import sys; sys.stderr.write('said')"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    found = measuring.run([sys.executable, "-c", outer], tmp_path)
    assert found.cpu > 0.1
    assert found.wall > 0
    assert found.said == "said"
    with pytest.raises(SystemExit, match="ended with 3"):
        measuring.run([sys.executable, "-c", "raise SystemExit(3)"], tmp_path)


def test_what_a_site_weighs(tmp_path: Path) -> None:
    """As the check of the budget weighs it, with the search apart."""
    sizes = {"index.html": 1, "a/index.html": 513, "search/data/0.bin": 512}
    for name, size in sizes.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(size))
    found = measuring.weighed(tmp_path)
    assert (found.files, found.search_files) == (2, 1)
    assert found == Weight(tar=512 * 7, files=2, search_tar=512 * 4, search_files=1)
    assert sum(map(weight.in_tar, sizes.values())) == found.tar + found.search_tar - 512 * 4  # folders


def test_pages_for_hugo(tmp_path: Path) -> None:
    """No twins, and no page that owns its folder."""
    for name in ("index.md", "days/index.md", "days/2026-01-05.md", "days/2026-01-05/index.html.md"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("# Title\n", encoding="utf-8")
    found = rivals.hugo_project(tmp_path, tmp_path / "hugo")
    content = found / "content"
    assert {path.relative_to(content).as_posix() for path in content.rglob("*.md")} == {
        "_index.md",
        "days/_index.md",
        "days/2026-01-05.md",
    }


def test_a_table() -> None:
    """In Markdown."""
    assert measuring.table(["a", "b"], [["1", "2"]]) == "| a | b |\n| -- | -- |\n| 1 | 2 |"
