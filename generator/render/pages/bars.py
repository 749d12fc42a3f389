"""The bar above a list, which stays in sight: the way to earlier and later lists. Scripts add what orders and
filters the list (`web/lists/`), in space that the style sheet reserves."""

from generator import urls
from generator.records.period import Period, short_date
from generator.sinks.to_html import Html, el, lines
from generator.wording import say


def plain(*, narrows: bool = False) -> Html:
    """The bar of a list that belongs to no period; `narrows` if there is something to filter by."""
    bar = el("div", class_="bar")
    return lines(bar, el("div", class_="narrow")) if narrows else bar


def of_period(
    here: urls.Address, one: Period, before: Period | None, up: tuple[str, urls.Address], after: Period | None
) -> Html:
    """Previous, this one, next. The middle leads to `up`, its title and address; a script puts a calendar
    there. The line below is for filters."""
    title, above = up
    way = el("a", _short(one), href=here.to(above), title=title, class_="date")
    turns = el(
        "nav",
        _turn(here, before, "prev"),
        way,
        _turn(here, after, "next"),
        aria_label=say("Earlier and later"),
    )
    return lines(el("div", turns, class_="bar"), el("div", class_="narrow"))


def _short(one: Period) -> str:
    return short_date(one.first) if one.kind == "day" else one.title


def _turn(here: urls.Address, one: Period | None, rel: str) -> Html:
    if one is None:
        return el("span")
    return el("a", _short(one), rel=rel, href=here.to(urls.period(one)))
