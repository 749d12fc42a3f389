"""What one `papers build` did, and how long each step took."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.cli import progress, runner
from generator.text.counted import counted

SHOWN = 10
"""How many missing weekdays the summary page of a run lists."""


def line(site: Path, pages: int, rendered: int, seconds: float, longest: str = "") -> str:
    """The closing line of a build; `longest` names its longest step."""
    share = f"{rendered:,} of them rendered"
    return f"built {counted(pages, 'page')}, {share}, in {seconds:.1f} s{longest}: {site}"


@dataclass(slots=True, kw_only=True)
class Report:
    """`pages` the site has, of which `rendered` were rendered by this build; `missing` are list days that
    should be there; `seconds` by step."""

    site: Path
    days: int
    papers: int
    missing: Sequence[date]
    pages: int
    rendered: int
    seconds: dict[str, float]

    def __str__(self) -> str:
        total, longest = sum(self.seconds.values()), progress.longest(self.seconds)
        return line(self.site, self.pages, self.rendered, total, longest)

    def summarize(self) -> None:
        """For the page of a workflow's run."""
        rows = [
            ("List days", self.days),
            ("Papers", self.papers),
            ("Weekdays missing", len(self.missing)),
            ("Pages", self.pages),
            ("Pages rendered", self.rendered),
        ]
        latest = ", ".join(map(str, self.missing[-SHOWN:]))
        runner.summary("Build", rows, [f"Missing, the latest: {latest}"] if latest else [])
