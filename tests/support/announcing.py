"""arXiv on this machine: what it announces, in the forms of its feeds and of its API."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import escape

from generator.intake.sources.arxiv import calendar
from tests.support.helpers import paper_id
from tests.support.upstream import Question, Reply

WIDE = 2_000
_RSS = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">\n<channel>\n'
    "<title>{title} updates on arXiv.org</title>\n<link>http://rss.arxiv.org/rss/{title}</link>\n"
    "<pubDate>{date}</pubDate>\n{items}</channel>\n</rss>\n"
)
API = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n'
    "<id>http://arxiv.org/api/AbCdEfGhIjKl</id>\n<title>ArXiv Query</title>\n"
    "<opensearch:totalResults>{total}</opensearch:totalResults>\n{items}</feed>\n"
)
XML = {"Content-Type": "application/rss+xml; charset=utf-8"}
ATOM = {"Content-Type": "application/atom+xml; charset=UTF-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A paper as somebody submitted it."""

    key: str
    day: date
    categories: tuple[str, ...] = ("cs.CL",)
    title: str = ""
    summary: str = "We invent a method and measure nothing."
    authors: tuple[str, ...] = ("Ada Example", "Bert Muster")
    comment: str = ""

    @property
    def submitted(self) -> datetime:
        """An hour after the window of its day opened."""
        window = calendar.window(self.day)
        return (
            window[0] + timedelta(hours=1) if window else datetime.combine(self.day, datetime.min.time(), UTC)
        )

    @property
    def shown(self) -> str:
        """Its title."""
        return self.title or f"Invented Paper {self.key}"


def invented(days: Iterable[date], size: int = 3) -> list[Sent]:
    """Some papers on each weekday: one in three of another field, and cross-listed."""
    weekdays = [day for day in days if day.weekday() < 5]
    return [
        Sent(
            key=paper_id(size * n + k + 1),
            day=day,
            categories=("cs.LG", "cs.CL")
            if k % 3 == 1
            else ("stat.ML", "cs.LG")
            if k % 3 == 2
            else ("cs.CL",),
        )
        for n, day in enumerate(weekdays)
        for k in range(size)
    ]


@dataclass(slots=True, kw_only=True)
class Arxiv:
    """What it answers. `today` is the day of its feed; on a day of `holidays` nothing is announced; `most` is how
    many announcements a feed may hold, and `page` how many papers an answer of the API."""

    papers: list[Sent]
    today: date
    replaced: int = 1
    most: int = WIDE
    page: int = WIDE
    instead: Mapping[str, Reply] = field(default_factory=dict)
    """Other answers, by the first part of the path."""
    _ordered: list[tuple[str, str, Sent]] | None = field(default=None, init=False)

    def __call__(self, question: Question) -> Reply:
        """The feed, or the answer of the API."""
        _, first, *rest = question.path.split("/")
        if first in self.instead:
            return self.instead[first]
        if first == "rss":
            return Reply(body=self.rss(rest[0].split("+")).encode(), headers=XML)
        if first == "api":
            return Reply(body=self.api(question.query).encode(), headers=ATOM)
        return Reply(status=404, body=b"not found", headers={"Content-Type": "text/plain"})

    def rss(self, wanted: list[str]) -> str:
        """The feed of the day."""
        stamp = f"{self.today:%a, %d %b %Y} 00:00:00 {_offset(self.today)}"
        found = [one for one in self.papers if one.day == self.today and _is_in(one, wanted)]
        items = [_announcement(one, wanted, stamp) for one in found]
        items += [_replacement(n, stamp) for n in range(self.replaced if found else 0)]
        return _RSS.format(title=", ".join(wanted), date=stamp, items="".join(items[: self.most]))

    def api(self, query: Mapping[str, str]) -> str:
        """What was submitted within a time."""
        search = query["search_query"]
        wanted = [
            one.removeprefix("cat:").removesuffix(".*") for one in search.partition(")")[0][1:].split(" OR ")
        ]
        first, last = search.partition("[")[2].rstrip("]").split(" TO ")
        if self._ordered is None:
            stamped = ((f"{one.submitted:%Y%m%d%H%M}", one.key, one) for one in self.papers)
            self._ordered = sorted(stamped, key=lambda one: one[:2])
        begin = bisect_left(self._ordered, first, key=lambda one: one[0])
        end = bisect_right(self._ordered, last, key=lambda one: one[0])
        found = [one for _, _, one in self._ordered[begin:end] if _is_in(one, wanted)]
        start, most = int(query["start"]), min(int(query["max_results"]), self.page)
        entries = "".join(map(entry, found[start : start + most]))
        return API.format(total=len(found), items=entries)


def _is_in(one: Sent, wanted: Iterable[str]) -> bool:
    return any(name == own or own.startswith(f"{name}.") for name in wanted for own in one.categories)


def _offset(day: date) -> str:
    closing = calendar.window(day + timedelta(days=(7 - day.weekday()) % 7 + 2))
    return "-0400" if closing and closing[0].hour == 18 else "-0500"


def _announcement(one: Sent, wanted: list[str], stamp: str) -> str:
    kind = "new" if any(one.categories[0] == name for name in wanted) else "cross"
    categories = "".join(f"<category>{name}</category>" for name in one.categories)
    return (
        f"<item><title>{escape(one.shown)}</title><link>https://arxiv.org/abs/{one.key}</link>"
        f"<description>arXiv:{one.key}v1 Announce Type: {kind}\nAbstract: {escape(one.summary)}</description>"
        f'<guid isPermaLink="false">oai:arXiv.org:{one.key}v1</guid>{categories}<pubDate>{stamp}</pubDate>'
        f"<arxiv:announce_type>{kind}</arxiv:announce_type>"
        f"<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>"
        f"<dc:creator>{escape(', '.join(one.authors))}</dc:creator></item>\n"
    )


def _replacement(number: int, stamp: str) -> str:
    key = paper_id(90_000 + number)
    return (
        f"<item><title>An Older Paper</title><link>https://arxiv.org/abs/{key}</link>"
        f"<description>arXiv:{key}v2 Announce Type: replace\nAbstract: Older.</description>"
        f'<guid isPermaLink="false">oai:arXiv.org:{key}v2</guid><category>cs.CL</category>'
        f"<pubDate>{stamp}</pubDate><arxiv:announce_type>replace</arxiv:announce_type>"
        "<dc:creator>Carla Ejemplo</dc:creator></item>\n"
    )


def entry(one: Sent) -> str:
    """A paper in an answer of the API."""
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in one.authors)
    categories = "".join(f'<category term="{name}"/>' for name in one.categories)
    comment = f"<arxiv:comment>{escape(one.comment)}</arxiv:comment>" if one.comment else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{one.key}v1</id><published>{one.submitted:%Y-%m-%dT%H:%M:%SZ}</published>"
        f"<title>{escape(one.shown)}</title><summary>{escape(one.summary)}</summary>{authors}{comment}"
        f'<arxiv:primary_category term="{one.categories[0]}"/>{categories}</entry>\n'
    )
