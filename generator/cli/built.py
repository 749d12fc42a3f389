"""What one `papers build` did, of what, and how long each step took."""

from dataclasses import dataclass
from pathlib import Path

from generator.archive import Archive
from generator.cli import runner
from generator.text.counted import counted

SHOWN = 10
"""Missing weekdays that the page of a run names."""


@dataclass(slots=True, kw_only=True)
class Report:
    """`pages` the site has, of which `rendered` were rendered by this build; `seconds` by step."""

    site: Path
    archive: Archive
    pages: int
    rendered: int
    seconds: dict[str, float]

    def __str__(self) -> str:
        took = sum(self.seconds.values())
        anew = f"{self.rendered:,} of them anew"
        return f"built {counted(self.pages, 'page')}, {anew}, in {took:.1f} s: {self.site}"

    def summarize(self) -> None:
        """For the page of a workflow's run."""
        missing = self.archive.gaps
        rows = [
            ("List days", len(self.archive.days)),
            ("Papers", len(self.archive.papers)),
            ("Weekdays missing", len(missing)),
            ("Pages", self.pages),
            ("Rendered anew", self.rendered),
        ]
        latest = ", ".join(map(str, missing[-SHOWN:]))
        runner.summary("Build", rows, [f"Missing, the latest: {latest}"] if latest else [])
