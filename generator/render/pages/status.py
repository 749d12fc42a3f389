"""`/status/`: how complete the archive is and when the source was last read."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from generator import urls
from generator.archive import Archive
from generator.graph import Graph, health
from generator.graph.topics.drift import Drift, Gap
from generator.records.page import Page
from generator.records.period import day_of, short_date
from generator.records.visit import Visits
from generator.render.pages import charts, linked, parts
from generator.sinks.to_html import Child, Html, el, join, phrase
from generator.text.counted import counted
from generator.wording import number, say, term

SHOWN = 50
"""Entries shown in a list; an archive with years of gaps would fill the page."""
WEAK_SHOWN = 10
ABOUT = term("Which days the archive has, which are missing, and when the source was last read.")


def render(graph: Graph, visits: Visits, drift: Drift | None = None) -> Page:
    """The page. It gives dates, never ages: an age would be wrong a day later."""
    archive = graph.archive
    blocks = [_summary(archive), *_last_fetch(visits)]
    if archive.days:
        blocks += [*_charts(graph), *_gaps(archive), *_suspicious(archive), *_late(archive)]
        blocks += _topics(graph, drift) if drift else []
    return parts.page(
        urls.STATUS,
        "hub",
        say("Status"),
        blocks,
        about=say(ABOUT),
        meta=linked.page("WebPage", say("Status")),
    )


def _summary(archive: Archive) -> Html:
    if not archive.days:
        return el("p", say("This archive is empty."), class_="notice")
    days = list(archive.days)
    missing = archive.gaps
    rows: list[tuple[str, Child]] = [
        (say("List days"), _spanned(days)),
        (
            say("Papers"),
            say("{papers}, listed {times} times", papers=len(archive.papers), times=archive.listings),
        ),
        (say("Newest list day"), _day(days[-1])),
        (say("Last updated from {source}", source=_names(archive)), _moment(archive.as_of)),
        (
            say("Missing weekdays"),
            say("{missing} of {all}", missing=len(missing), all=_usual(archive, days)),
        ),
    ]
    return _table(rows)


def _spanned(days: Sequence[date]) -> str:
    first, last = short_date(days[0]), short_date(days[-1])
    return say("{count}, from {first} to {last}", count=len(days), first=first, last=last)


def _names(archive: Archive) -> str:
    return say(" and ").join(dict.fromkeys(one.names.short for one in archive.sources))


def _usual(archive: Archive, days: Sequence[date]) -> int:
    """Days with a usual list between the first and the last list day, both included."""
    whole, rest = divmod((days[-1] - days[0]).days + 1, 7)
    week = [archive.is_usual(days[0] + timedelta(days=n)) for n in range(7)]
    return sum(week) * whole + sum(week[:rest])


def _last_fetch(visits: Visits) -> list[Html]:
    """To the day: a run that found nothing new should change nothing here either."""
    if visits.ended is None or visits.since is None or visits.until is None:
        return []
    asked = say("{first} to {last}", first=short_date(visits.since), last=short_date(visits.until))
    rows: list[tuple[str, Child]] = [
        (say("Date"), short_date(date.fromisoformat(visits.ended[:10]))),
        (say("Days requested"), asked),
        (say("Days rejected"), number(len(visits.refused))),
    ]
    items = [join(short_date(day), ": ", visits.refused[day]) for day in sorted(visits.refused, reverse=True)]
    return [parts.heading(say("Last fetch"), "fetch"), _table(rows), *_list(items)]


def _charts(graph: Graph) -> list[Html]:
    months = graph.months
    if len(months.keys) < 2:
        return []
    papers = charts.Series(name=say("Papers"), values=months.known(months.papers))
    about = say("Papers by the month they were first listed.")
    chart = charts.Chart(title=say("Papers per month"), about=about, months=months)
    found = [parts.heading(say("Month by month"), "months"), charts.bars(chart, papers)]
    if graph.archive.gaps:
        missing = Counter(day.isoformat()[:7] for day in graph.archive.gaps)
        values = tuple(missing[key] for key in months.keys)
        about = say("Weekdays of each month that are not in the archive.")
        chart = charts.Chart(title=say("Missing weekdays per month"), about=about, months=months)
        found.append(charts.bars(chart, charts.Series(name=say("Weekdays"), values=values)))
    return found


def _gaps(archive: Archive) -> list[Html]:
    found = [
        short_date(gap.first)
        if gap.days == 1
        else say(
            "{first} to {last}: {weekdays}",
            first=short_date(gap.first),
            last=short_date(gap.last),
            weekdays=counted(gap.days, "weekday"),
        )
        for gap in reversed(health.gaps(archive))
    ]
    why = say("These days weren't collected, or nothing was listed (for example, holidays).")
    return _section(say("Missing weekdays"), "gaps", why, found)


def _suspicious(archive: Archive) -> list[Html]:
    odd = {one.day: one.why for one in health.suspicious(archive)}
    found = [
        join(_day(day) if day in archive.days else short_date(day), ": ", odd[day])
        for day in sorted(odd, reverse=True)
    ]
    return _section(say("Days that look wrong"), "suspicious", say("Kept exactly as received."), found)


def _late(archive: Archive) -> list[Html]:
    late = [
        phrase("{day}: {days} later", day=_day(one.day), days=counted(one.days, "day"))
        for one in reversed(health.late(archive))
    ]
    why = say("First collected more than a day after the list day; their numbers are from that later date.")
    return _section(say("Days collected late"), "late", why, late)


def _topics(graph: Graph, drift: Drift) -> list[Html]:
    """Whether they still fit what is published."""
    lead = say(
        "Of the {papers} from {first} to {last}, {weak} fit no topic well.",
        papers=counted(drift.papers, "paper"),
        first=short_date(drift.since),
        last=short_date(drift.until),
        weak=len(drift.weak),
    )
    weak = [
        el("a", graph.archive.papers[key].title, href=urls.STATUS.to(urls.paper(key)))
        for key in drift.weak[:WEAK_SHOWN]
    ]
    idle = [
        el("a", graph.taxonomy.by_slug[slug].label, href=urls.STATUS.to(urls.topic(slug)))
        for slug in drift.idle
    ]
    blocks: list[Html | None] = [
        parts.heading(say("Topics"), "topics"),
        el("p", lead),
        *_list(weak),
        *_titled(say("Phrases of many papers that no topic covers:"), list(map(_gap, drift.gaps))),
        *_titled(say("Topics without a new paper:"), idle),
    ]
    return [block for block in blocks if block]


def _gap(gap: Gap) -> Html:
    told = say("{new} new, {all} in fifteen months", new=gap.recent, all=counted(len(gap.papers), "paper"))
    words = "+".join(gap.phrases[0].split())  # letters and digits: nothing to escape
    query = el("a", gap.phrases[0], href=f"{urls.STATUS.to(urls.SEARCH)}?q=%22{words}%22")
    return join(query, ": ", told)


def _titled(title: str, items: Sequence[Child]) -> list[Html]:
    return [el("p", title), *_list(items)] if items else []


def _section(title: str, anchor: str, why: str, items: Sequence[Child]) -> list[Html]:
    if not items:
        return []
    return [parts.heading(title, anchor), el("p", why), *_list(items)]


def _list(items: Sequence[Child]) -> list[Html]:
    if not items:
        return []
    rest = len(items) - SHOWN
    command = el("code", "papers status")
    told = phrase("and {rest} more; {command} lists them all", rest=number(rest), command=command)
    more = el("li", told) if rest > 0 else None
    return [el("ul", *(el("li", item) for item in items[:SHOWN]), more, class_="findings")]


def _table(rows: Sequence[tuple[str, Child]]) -> Html:
    body = (el("tr", el("th", name, scope="row"), el("td", value)) for name, value in rows)
    return el("table", el("tbody", *body), class_="state")


def _day(day: date) -> Html:
    return el("a", short_date(day), href=urls.STATUS.to(urls.period(day_of(day))))


def _moment(stamp: str) -> str:
    return say("{date}, {time} UTC", date=short_date(date.fromisoformat(stamp[:10])), time=stamp[11:16])
