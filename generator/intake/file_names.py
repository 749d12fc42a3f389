"""The list day in a file's name, if it is certain.

A file is named by a person or a script. The name gives the day if it contains exactly one day and nothing
that makes it a span (`2026-01-05_2026-01-11`, `2026-01-05_11`, `weekly-2026-01-05`, `2026-W02 2026-01-05`) or
the time of a download (`2026-01-05T0830`).
"""

import re
from dataclasses import dataclass
from datetime import date

from generator.intake import moments

_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_CLOCK = re.compile(r"[T_ ]*(?:at )?[0-9]{1,2}[:.h-]?[0-9]{2}", re.IGNORECASE)
_SPAN = re.compile(r"(?: ?(?:[-–—_~+&]|\.\.+|…|to|til|till|until|thru|through|and) ?)+[0-9]{1,2}(?![0-9])")
_PERIOD = re.compile(
    r"(?<![a-z])(?:weeks?|weekly|months?|monthly|years?|yearly|range|fortnight)(?![a-z])|[0-9]{4}-?w[0-9]{1,2}"
    r"|(?<![a-z0-9])w[0-9]{1,2}(?![a-z0-9])|(?<![0-9-])[0-9]{4}-[0-9]{2}(?![0-9-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDay:
    """`day` is the day in a name, None if there is none; `fault` is why a day in it is not believed."""

    day: date | None = None
    fault: str = ""


def day_in(name: str) -> NameDay:
    """What the name of a file, without its folder, says about the list day."""
    found = [(day, match) for match in _DAY.finditer(name) if (day := moments.iso_day(match[0]))]
    days = sorted({day for day, _ in found})
    if not days:
        return NameDay()
    if len(days) > 1:
        return NameDay(fault=f"the file's name contains several days, {days[0]} to {days[-1]}")
    rest = _DAY.sub(" ", name)
    if period := _PERIOD.search(rest):
        return NameDay(fault=f"the file's name contains a day and a span of days, {period[0]!r}")
    after = [name[match.end() :] for _, match in found]
    if any(_SPAN.match(one) for one in after) and not any(_CLOCK.match(one) for one in after):
        return NameDay(fault="the file's name may contain the first and the last day of a span")
    if any(_CLOCK.match(one) for one in after):
        return NameDay(fault="the file's name contains a time, perhaps that of the download")
    return NameDay(day=days[0])
