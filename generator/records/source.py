"""What pages may say about a source: its names and addresses, what it provides, and when it lists papers.

Only values. How a source is queried and parsed is in its folder in `intake/sources/`, which provides one of
these records.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from generator.records.ids import PaperId
from generator.wording import say

WEEKDAYS = frozenset(range(5))
"""Monday to Friday, as `date.weekday` counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNames:
    """The names and addresses of one source. `paper`, `account` and `day` are addresses with `{}` for the id,
    the handle or the day (YYYY-MM-DD), `model`, `dataset` and `space` for owner and name; "" if it has no
    such pages."""

    title: str
    """The name of its lists, as in "listed on …"."""
    short: str
    """The text of a link to a paper's page there."""
    home: str = ""
    paper: str = ""
    model: str = ""
    dataset: str = ""
    space: str = ""
    account: str = ""
    day: str = ""
    thumbnail: str = ""
    """A picture of a paper, 1200 pixels wide or less, `{}` for its id."""
    thanks: str = ""
    """What the source asks for where its lists are shown."""

    def paper_at(self, key: PaperId) -> str:
        """The paper's page at the source; "" if there is none."""
        return "" if key.is_provisional else self.paper.format(key)

    def thumbnail_at(self, key: PaperId) -> str:
        """The paper's picture at the source; "" if there is none."""
        return "" if key.is_provisional else self.thumbnail.format(key)

    def account_at(self, handle: str) -> str:
        """The page of a person or an organization; `handle` must be one."""
        return self.account.format(handle)

    def day_at(self, day: date) -> str:
        """The source's own page of a list day."""
        return self.day.format(day.isoformat())


def linked_at(form: str, name: str) -> str:
    """The page of a model, dataset or Space; "" if its source has none."""
    return form.format(quote(name, safe="/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Knows:
    """What a source's lists provide besides the papers themselves."""

    upvotes: bool = False
    submitters: bool = False
    categories: bool = False
    summaries: bool = False
    """Summaries and keywords written by a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One source. `name` is used in configurations, and in stored days that name their source."""

    name: str
    names: SourceNames
    knows: Knows = Knows()
    weekdays: frozenset[int] = WEEKDAYS
    """Weekdays on which a list is expected. Lists on other days are rare, but they are read."""
    is_strict: bool = False
    """Whether there are none: other days are not asked for."""
    cuts: tuple[int, ...] = ()
    """The lengths at which it silently cuts off a list."""

    def is_usual(self, day: date) -> bool:
        """Whether a list of this day is expected."""
        return day.weekday() in self.weekdays

    def may_list(self, day: date) -> bool:
        """Whether a list of this day is possible."""
        return self.is_usual(day) or not self.is_strict


MAYBE = Knows(upvotes=True, submitters=True, summaries=True)


def unknown(name: str) -> About:
    """A source known only by its name in stored days; "" for days that do not name it. It may have known
    anything."""
    title = name or "the source"
    return About(name=name, names=SourceNames(title=title, short=title), knows=MAYBE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The sources that the program knows, by their name in stored days, and those that the archive uses."""

    by_name: Mapping[str, About]
    asked: tuple[About, ...] = ()

    def of(self, name: str) -> About:
        """The source that a stored day names. Data from a newer program may name one that is unknown here."""
        return self.by_name.get(name) or unknown(name)


def titles(sources: Iterable[About]) -> str:
    """Their names as one text, each once: A, A and B, or A, B and C."""
    titles = list(dict.fromkeys(one.names.title for one in sources))
    return say(" and ").join([", ".join(titles[:-1]), *titles[-1:]] if titles[1:] else titles)
