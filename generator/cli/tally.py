"""What one `papers fetch` did, and its closing message."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from generator.cli import runner
from generator.cli.options import AGAIN, DONE, PROBLEMS, fail
from generator.text.counted import counted

SHOWN = 20
"""At most this many refused days are listed on the page of a run."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one run did."""

    read: int = 0
    pending: int = 0
    skipped: int = 0
    unasked: int = 0
    left: list[date] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    problems: int = 0
    refused: dict[date, str] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        told = f"{counted(self.added, 'new paper')}, {self.changed:,} changed, {len(self.refused):,} refused"
        rest = [
            f"{self.pending:,} not open yet" if self.pending else "",
            f"{self.skipped:,} read before" if self.skipped else "",
            f"{self.unasked:,} not requested" if self.unasked else "",
            f"{len(self.left):,} left" if self.left else "",
        ]
        more = ", ".join(one for one in rest if one)
        return f"fetched {counted(self.read, 'day')}: {told}" + (f" ({more})" if more else "")

    def add(self, other: "Tally", source: str = "") -> None:
        """Counts what was done for a source; `source` is its name if there are several."""
        for name in ("read", "pending", "skipped", "unasked", "added", "changed", "problems"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.left += other.left
        self.notes += other.notes
        for day, why in other.refused.items():
            told = f"{source}: {why}" if source else why
            self.refused[day] = f"{self.refused[day]}; {told}" if day in self.refused else told

    def told(self, unfinished: tuple[date, date] | None) -> int:
        """The exit code. A run that failed or is unfinished says why, and what to do, in its last line."""
        found = [f"{day}: {why}" for day, why in sorted(self.refused.items())]
        rows = [
            ("Days read", self.read),
            ("New papers", self.added),
            ("Changed papers", self.changed),
            ("Days refused", len(self.refused)),
            ("Days left", len(self.left)),
        ]
        runner.summary("Fetch", rows, [*found[:SHOWN], *(["…"] if len(found) > SHOWN else [])])
        if self.problems:
            return fail(self._reason(), PROBLEMS)
        if self.left:
            since, until = unfinished or (min(self.left), max(self.left))
            how = f"papers fetch --since {since} --until {until}"
            what = f"{counted(len(self.left), 'day')} left when time ran out"
            runner.say("warning", f"papers: {what}; the next run continues; to continue now: {how}")
            return AGAIN
        return DONE

    def _reason(self) -> str:
        again = "what was read is stored, and the next run asks again"
        if not self.refused:
            what = counted(self.problems, "record or field", "records or fields")
            return f"{what} not as expected; {again}"
        newest = max(self.refused)
        if self.unasked and not self.read:
            why = f"the source does not answer ({self.refused[newest]}): check the network connection"
            return f"{why}. Nothing was changed; run it again later"
        return f"{counted(len(self.refused), 'day')} not read ({newest}: {self.refused[newest]}); {again}"
