"""What pages may say of a source: its names and addresses, what it tells, on which days it lists papers.

Values alone. How a source is asked and read is known to its folder in `intake/sources/`, which hands
one of these records over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.records.ids import PaperId

WEEKDAYS = frozenset(range(5))
"""Monday to Friday, as `date.weekday` counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNames:
    """Names and addresses of one source. `paper`, `account` and `day` are addresses with `{}` for the
    id, the handle or the day (YYYY-MM-DD); "" where it has no such pages."""

    title: str
    """Of its lists: "listed on …"."""
    short: str
    """As the text of a link to a paper's page there."""
    home: str = ""
    paper: str = ""
    account: str = ""
    day: str = ""

    def paper_at(self, key: PaperId) -> str:
        """The paper's page at the source; "" where there is none."""
        return "" if key.is_provisional else self.paper.format(key)

    def account_at(self, handle: str) -> str:
        """The page of a person or an organization; `handle` must be one."""
        return self.account.format(handle)

    def day_at(self, day: date) -> str:
        """The source's own page of a list day."""
        return self.day.format(day.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Knows:
    """What the lists of a source tell besides the papers themselves."""

    upvotes: bool = False
    submitters: bool = False
    categories: bool = False
    summaries: bool = False
    """Summaries and keywords that a model wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One source. `name` is what configurations call it, and stored days that say their source."""

    name: str
    names: SourceNames
    knows: Knows = Knows()
    weekdays: frozenset[int] = WEEKDAYS
    """On which a list is usual. Lists of other days are rare, and read all the same."""
    cuts: tuple[int, ...] = ()
    """Sizes at which it cuts a list without saying so."""

    def is_usual(self, day: date) -> bool:
        """Whether a list of this day is expected."""
        return day.weekday() in self.weekdays


def unknown(name: str) -> About:
    """A source of which nothing is known but what stored days call it; "" for days that do not say."""
    title = name or "the source"
    return About(name=name, names=SourceNames(title=title, short=title))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The sources a program knows, by the name that stored days give them, and those an archive asks."""

    by_name: Mapping[str, About]
    asked: tuple[About, ...] = ()

    def of(self, name: str) -> About:
        """The source that a stored day names. Data of a newer program may name one that is not known here."""
        return self.by_name.get(name) or unknown(name)


def titles(sources: Iterable[About]) -> str:
    """Their names as one text, each once: A, A and B, or A, B and C."""
    found = list(dict.fromkeys(one.names.title for one in sources))
    return " and ".join([", ".join(found[:-1]), *found[-1:]] if found[1:] else found)
