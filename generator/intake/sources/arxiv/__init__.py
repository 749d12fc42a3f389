"""arXiv: everything about how it announces, answers, writes and names papers."""

from datetime import timedelta

from generator.intake.answers import Pace
from generator.intake.source import Saved, Source
from generator.intake.sources.arxiv import listing_page, requests, saved_xml
from generator.intake.sources.arxiv.categories import CATEGORIES
from generator.records.source import WEEKDAYS, About, Knows, SourceNames

ABOUT = About(
    name="arxiv",
    names=SourceNames(
        title="arXiv",
        short="arXiv",
        home="https://arxiv.org/",
        paper="https://arxiv.org/abs/{}",
        thanks="Thank you to arXiv for use of its open access interoperability.",
    ),
    knows=Knows(categories=True),
    weekdays=WEEKDAYS,
    is_strict=True,
    cuts=(requests.CUT,),
)

SOURCE = Source(
    about=ABOUT,
    address="https://rss.arxiv.org",
    also={requests.API: "https://export.arxiv.org"},
    ask=requests.ask,
    parse=requests.parse,
    # Its terms of use: one request every three seconds, over one connection, for all its interfaces together.
    pace=Pace(tries=4, between=3, wait=120, window=300, patience=240),
    closes=timedelta(days=1, hours=4),
    is_by_category=True,
    categories=CATEGORIES,
    saved=(
        Saved(recognises=saved_xml.recognises, parse=saved_xml.parse),
        Saved(recognises=listing_page.recognises, parse=listing_page.parse),
    ),
    accepted="the RSS and Atom feeds of arXiv, answers of its API, its pages of new and recent papers",
    save="save rss.arxiv.org/rss/CATEGORY or arxiv.org/list/CATEGORY/new",
)
