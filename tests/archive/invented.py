"""Days, times and titles that do not exist, for the tests of the archive."""

from datetime import date

from generator.records.ids import PaperId
from generator.records.listing import Submitter
from generator.records.paper import Paper

MONDAY = date(2025, 8, 18)
WEDNESDAY = date(2025, 8, 20)
FRIDAY = date(2025, 8, 22)
CY = Submitter(account="cy", fullname="Cy Sample")


def at(day: int, hour: int = 6) -> str:
    """A capture time in August 2025."""
    return f"2025-08-{day:02d}T{hour:02d}:00:00Z"


def titled(title: str) -> Paper:
    """A paper of which only the title is known."""
    return Paper(id=PaperId.from_title(title), title=title)
