"""Whether a finished site fits its host, and how much work its build was, reported before a limit is
reached.

GitHub Pages takes a site as one tar archive of at most a gigabyte and gives a deployment ten minutes. In a
tar archive, every file starts with a header of 512 bytes and is padded to a multiple of 512, so a site of
many small pages is much larger there than the sum of its bytes.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.errors import Problem

BLOCK = 512
DAYS_A_YEAR = 365.25
HORIZON = 50
"""Years; anything further away cannot be predicted."""
WARN = 0.6
"""Share of a budget above which there is a note: enough time to act before a build fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Budgets of the largest HTML page in kB, of the site in MB (both of 1,000), of the number of files, and
    of a build in CPU minutes."""

    page_kb: int
    site_mb: int
    files: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A site: its size as a tar in bytes, and its number of files."""

    size: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When a growing site no longer fits: the day, and the option that says so."""

    day: date
    option: str


def weighed(files: Iterable[tuple[str, int]]) -> Weight:
    """The weight of a site whose `files` are (path, bytes)."""
    total, count, folders = 0, 0, set[str]()
    for path, size in files:
        total += in_tar(size)
        count += 1
        folders |= _above(path)
    return Weight(size=total + BLOCK * len(folders), files=count)


def full(found: Weight, budgets: Budgets, papers: int, yearly: int, last: date) -> Forecast | None:
    """When a budget is reached if each new paper weighs what those up to the day `last` weigh on average, and
    `yearly` papers are added a year. None if that is more than HORIZON years away, or nothing is added."""
    if not papers or not yearly:
        return None
    years = {
        "site_budget_mb": (budgets.site_mb * 1_000_000 / max(found.size, 1) - 1) * papers / yearly,
        "site_budget_files": (budgets.files / max(found.files, 1) - 1) * papers / yearly,
    }
    option = min(years, key=lambda name: years[name])
    if years[option] > HORIZON:
        return None
    days = math.floor(DAYS_A_YEAR * max(years[option], 0.0))
    return Forecast(day=last + timedelta(days=days), option=f"extra.archive.{option}")


def problems(files: Iterable[tuple[str, int]], budgets: Budgets) -> Iterator[Problem]:
    """Pages over their budget, and whether the site is over its own budget or close to it; `files` are (path,
    bytes)."""
    sizes = list(files)
    for path, size in sizes:
        if path.endswith(".html") and size > budgets.page_kb * 1000:
            message = (
                f"{size:,} bytes of HTML; the budget is {budgets.page_kb} kB (extra.archive.page_budget_kb)"
            )
            yield Problem(path=path, where="", message=message)
    whole = weighed(sizes)
    yield from _compared("site", whole.size, "bytes as a tar", budgets.site_mb * 1_000_000, "site_budget_mb")
    yield from _compared("site", whole.files, "files", budgets.files, "site_budget_files")


def work(seconds: float, budgets: Budgets) -> Iterator[Problem]:
    """Whether a build took too many CPU seconds, or almost: a note either way. A finished site that is right
    is worth more to its readers than a build that is quick."""
    found = _compared(
        "build", math.ceil(seconds), "CPU seconds", budgets.minutes * 60, "build_budget_minutes"
    )
    yield from (replace(one, severity="note") for one in found)


def in_tar(size: int) -> int:
    """The size in a tar archive of a file of so many bytes."""
    return BLOCK + -(-size // BLOCK) * BLOCK


def _above(path: str) -> set[str]:
    parts = path.split("/")
    return {"/".join(parts[:n]) for n in range(len(parts))}


def _compared(what: str, found: int, unit: str, budget: int, option: str) -> Iterator[Problem]:
    option = f"extra.archive.{option}"
    if found > budget:
        message = f"{found:,} {unit}; the budget is {budget:,} ({option})"
        yield Problem(path=what, where="", message=message)
    elif found > WARN * budget:
        message = f"{found:,} {unit}: {100 * found // budget} % of the budget ({option})"
        yield Problem(path=what, where="", message=message, severity="note")
