"""Which pictures there are, and which page has which."""

import re
from datetime import date, timedelta

from generator.graph import Graph
from generator.records.page import is_rendered
from generator.render.pages import sharing
from generator.storage import catalogues, packaged
from tests.support import linking
from tests.support.helpers import paper
from tests.support.rendering import front, small, small_files


def graph(days: int = 40) -> Graph:
    """An archive of so many days with one paper each."""
    first = date(2026, 1, 5)
    return linking.graph(
        [linking.day(paper(n + 1, title=f"Kites {n}"), on=first + timedelta(days=n)) for n in range(days)]
    )


def test_what_has_a_picture() -> None:
    """The site, each group of topics, each month, and the newest fourteen days."""
    names = [name for name, _ in sharing.pictures(graph(), "Daily papers")]
    assert names[:3] == ["site", "topics-things", "topics-places"]
    assert names[3:5] == ["2026-01", "2026-02"]
    assert names[5:] == [f"2026-02-{day:02}" for day in range(1, 14)][-13:] or len(names[5:]) == 14
    assert names[-1] == "2026-02-13"


def test_what_is_on_them() -> None:
    """A title, what is counted, and the counts over time."""
    found = dict(sharing.pictures(graph(), "Daily papers"))
    site, group, month, day = (found[name] for name in ("site", "topics-things", "2026-01", "2026-02-13"))
    assert (site.title, site.about, site.bars) == (
        "Daily papers",
        "40 papers · Jan 2026 to Feb 2026",
        (27, 13),
    )
    assert (group.title, group.bars, group.hue) == ("Things", (27, 13), sharing.HUES[0])
    assert (month.title, month.key, month.about) == ("January 2026", "2026-01", "27 papers")
    assert month.bars == (0,) * 4 + (1,) * 27
    assert (day.title, day.about, len(day.bars)) == ("13 Feb 2026", "1 paper", 14)


def test_an_empty_archive() -> None:
    """It has the pictures of the site and of the groups."""
    names = [name for name, _ in sharing.pictures(linking.graph([]), "Daily papers")]
    assert names == ["site", "topics-things", "topics-places"]


def test_every_page_names_a_picture_that_exists() -> None:
    """A page without one has the picture of the site."""
    site = small()
    for path, text in site.items():
        if is_rendered(path) and "picture" in front(text):
            assert f"social/{front(text)['picture']}.png" in small_files(), path
    assert front(site["papers/0001.00001.md"])["picture"] == "2026-12"
    assert front(site["days/2026-12-28.md"])["picture"] == "2026-12-28"
    assert front(site["topics/tea-leaves.md"])["picture"].startswith("topics-")  # type: ignore[attr-defined]


def test_an_old_day_has_its_months_picture() -> None:
    """Only the newest ones have their own."""
    archive = graph().archive
    assert sharing.of_day(archive, date(2026, 1, 5)) == "2026-01"
    assert sharing.of_day(archive, date(2026, 2, 13)) == "2026-02-13"


def test_the_hues_are_those_of_the_pages() -> None:
    """In light colours, in the same order."""
    tokens = (packaged.CLONE / "generator" / "web" / "styles" / "tokens.css").read_text(encoding="utf-8")
    assert re.findall(r"--hue-\d+: light-dark\((#[0-9a-f]+),", tokens) == [*sharing.HUES]


def test_pictures_use_letters_that_can_be_drawn() -> None:
    """The typeface has no Chinese and no Japanese: pictures of such sites are in English."""
    languages = [sharing.drawable(catalogues.wording(one)).language for one in ("en", "de", "zh", "ja")]
    assert languages == ["en", "de", "en", "en"]
