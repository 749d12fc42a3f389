"""Sizes and times against their budgets."""

import io
import tarfile
from datetime import date

import pytest

from generator.check import weight
from generator.check.weight import Budgets, Weight

BUDGETS = Budgets(page_kb=50, site_mb=1, files=10, minutes=1)


def found(sizes: dict[str, int]) -> list[str]:
    """What is said of files of these sizes, notes marked."""
    return [f"{one.severity}: {one}" for one in weight.problems(sizes.items(), BUDGETS)]


def test_a_small_site() -> None:
    """Within all budgets there is nothing to say."""
    assert not found({"index.html": 50_000, "a/index.html": 1})


def test_a_large_page() -> None:
    """Only HTML has a budget of its own; the line names page and option."""
    assert found({"a/index.html": 50_001, "a/data.json": 60_000}) == [
        "broken: a/index.html: 50,001 bytes of HTML; the budget is 50 kB (extra.archive.page_budget_kb)"
    ]


def test_a_large_site() -> None:
    """The site is weighed as the tar its host gets, folders included."""
    assert found({"a/b/c.bin": 998_400}) == [
        "broken: site: 1,000,448 bytes as a tar; the budget is 1,000,000 (extra.archive.site_budget_mb)"
    ]
    assert found({"c.bin": 600_000 - 512}) == [
        "note: site: 600,576 bytes as a tar: 60 % of the budget (extra.archive.site_budget_mb)"
    ]
    assert not found({"c.bin": 598_000})


def test_many_files() -> None:
    """Over the budget it is a problem, over six tenths of it a note."""
    assert found({f"{n}.txt": 0 for n in range(11)}) == [
        "broken: site: 11 files; the budget is 10 (extra.archive.site_budget_files)"
    ]
    assert found({f"{n}.txt": 0 for n in range(7)}) == [
        "note: site: 7 files: 70 % of the budget (extra.archive.site_budget_files)"
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (36, []),
        (37, ["note: build: 37 CPU seconds: 61 % of the budget (extra.archive.build_budget_minutes)"]),
        (36.2, ["note: build: 37 CPU seconds: 61 % of the budget (extra.archive.build_budget_minutes)"]),
        (61, ["note: build: 61 CPU seconds; the budget is 60 (extra.archive.build_budget_minutes)"]),
    ],
)
def test_a_long_build(seconds: float, said: list[str]) -> None:
    """Work is compared as weight is, and only noted."""
    assert [f"{one.severity}: {one}" for one in weight.work(seconds, BUDGETS)] == said


@pytest.mark.parametrize(
    ("size", "files", "papers", "yearly", "told"),
    [
        (500_000, 1, 100, 100, "2026-07-01 extra.archive.site_budget_mb"),
        (500_000, 8, 100, 100, "2025-09-30 extra.archive.site_budget_files"),
        (2_000_000, 1, 100, 100, "2025-07-01 extra.archive.site_budget_mb"),
        (500_000, 1, 100, 0, None),
        (500_000, 1, 0, 100, None),
        (1_000, 1, 1, 1, "2034-07-01 extra.archive.site_budget_files"),
        (1_000, 1, 100, 1, None),
    ],
)
def test_when_a_site_is_full(size: int, files: int, papers: int, yearly: int, told: str | None) -> None:
    """Papers of the same weight and as many a year as now, up to the nearest limit."""
    found = weight.full(Weight(size=size, files=files), BUDGETS, papers, yearly, date(2025, 7, 1))
    assert (f"{found.day} {found.option}" if found else None) == told


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, 100_000])
def test_a_file_in_a_tar(size: int) -> None:
    """The sum is what a real archive has before its end mark."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as archive:
        member = tarfile.TarInfo("a/index.html")
        member.size = size
        archive.addfile(member, io.BytesIO(bytes(size)))
        assert stream.tell() == weight.in_tar(size)
