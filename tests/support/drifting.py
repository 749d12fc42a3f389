"""An invented archive of fifteen months whose papers change: looms with tides come up, sundials are given up."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from generator.records.listing import ListedPaper, Listing
from tests.support.helpers import listed, listing, paper

FIRST, WEEKS, NEW = date(2025, 1, 6), 66, 14
"""A Monday; a list a week; the last so many are new, and the newest week is not over."""

VOCABULARY = """
groups:
  - {slug: crafts, label: Crafts}
  - {slug: places, label: Places}
topics:
  - {slug: paper-kites, label: Paper kites, group: crafts, description: What flies., patterns: [paper kite]}
  - {slug: brass-lanterns, label: Brass lanterns, group: crafts, description: What shines.,
     patterns: [brass lantern]}
  - {slug: sundials, label: Sundials, group: crafts, description: What tells time., patterns: [garden sundial]}
  - {slug: river-bridges, label: River bridges, group: places, description: What leads over.,
     patterns: [river bridge]}
dismissed: [quiet evening]
"""

_ABOUT = {
    "Paper Kites": "wind string tail bamboo frame flight gust spool silk ridge",
    "Brass Lanterns": "flame wick oil glass glow rivet polish hinge lamp smoke",
    "Garden Sundials": "shadow noon gnomon dial hour marble lawn solstice angle bronze",
    "River Bridges": "arch pier stone current span ferry bank mortar flood toll",
    "Tidal Looms": "weft warp shuttle moon ebb thread harbour salt heddle weaver",
}
_HOW = ("Careful", "Patient", "Nested", "Hollow", "Tidy", "Gentle", "Sparse", "Oblique", "Jagged")


def listings() -> Iterator[Listing]:
    """A list a week."""
    numbers = count(1)
    for week in range(WEEKS):
        is_new = week >= WEEKS - NEW
        kinds = [
            "Paper Kites",
            "Brass Lanterns",
            "River Bridges",
            "Tidal Looms" if is_new else "Garden Sundials",
        ]
        day = FIRST + timedelta(weeks=week)
        papers = [_paper(next(numbers), kind, week) for kind in kinds for _ in range(5 if is_new else 1)]
        yield listing(map(_listed, papers), day=day, captured=f"{day}T20:00:00Z")


def _paper(number: int, kind: str, week: int) -> tuple[int, str, str]:
    words = _ABOUT[kind].split()
    told = " ".join(words[(number * 7 + n * 3) % len(words)] for n in range(8))
    return number, f"{_HOW[(number * 5 + week) % len(_HOW)]} {kind} for a Quiet Evening", f"On {told}."


def _listed(of: tuple[int, str, str]) -> ListedPaper:
    number, title, abstract = of
    return listed(number, of=paper(number, title=title, abstract=abstract, keywords=()))
