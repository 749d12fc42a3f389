"""`llms.txt` and `robots.txt`: where programs start. A file of the same name in `docs/` replaces them."""

from generator import urls
from generator.archive import Archive
from generator.config import Config
from generator.graph import Graph, digests
from generator.records.page import YIELDS, Page
from generator.records.period import Period, day_of
from generator.records.source import titles
from generator.sinks import to_markdown
from generator.wording import ENGLISH, speaking

NEWEST = 14
"""How many days and weeks are listed; the index of days lists all."""

SCHEME = (
    "The page of a day or a topic has a Markdown twin: append `index.html.md` to its address. A paper is at "
    "`papers/<arXiv id>/`, a day at `days/YYYY-MM-DD/`, a week at `weeks/YYYY-Www/`."
)


def guide(graph: Graph, config: Config) -> Page:
    """A map of the site for language models, in the form of llmstxt.org and in English, whatever the language
    of the pages."""
    with speaking(ENGLISH):
        return _guide(graph, config)


def _guide(graph: Graph, config: Config) -> Page:
    archive, weeks = graph.archive, digests.of(graph.archive, "week")
    lines = [
        f"# {to_markdown.note(config.site_name)}",
        "",
        f"> {_what(archive)}",
        "",
        SCHEME,
        "",
        "## Data",
        "",
        _link(config, urls.DAY_INDEX, "Index of days", "JSON: every list day and where its papers are"),
        _link(config, urls.DAY_SCHEMA, "Schema", "JSON Schema of the day files and of their index"),
        "",
        "## Newest days",
        "",
        *(_twin(config, day_of(day)) for day in sorted(archive.days, reverse=True)[:NEWEST]),
        "",
        "## Newest weeks",
        "",
        *(_page(config, digest.period) for digest in weeks.newest_first[:NEWEST]),
        "",
        "## Topics",
        "",
        *(
            _link(config, urls.twin(urls.topic(topic.slug)), topic.label, topic.description)
            for topic in graph.taxonomy.topics
        ),
        "",
        YIELDS,
    ]
    return Page(path=urls.LLMS, text="\n".join(lines) + "\n")


def robots(config: Config) -> Page:
    """Everything may be crawled. The site maps are named if their absolute address is known."""
    maps = f"Sitemap: {urls.absolute(config.site_url, urls.SITEMAP)}\n" if config.site_url else ""
    return Page(path=urls.ROBOTS, text=f"# {YIELDS}\nUser-agent: *\nAllow: /\n{maps}")


def _what(archive: Archive) -> str:
    days = sorted(archive.days)
    if not days:
        return "An archive of daily research papers. It is still empty."
    return (
        f"{len(archive.shown):,} research papers as {titles(archive.sources)} listed them on {len(days):,} "
        f"days from {days[0]} to {days[-1]}, with topics, keywords, people and related papers."
    )


def _twin(config: Config, one: Period) -> str:
    return _link(config, urls.twin(urls.period(one)), one.title, "")


def _page(config: Config, one: Period) -> str:
    return _link(config, urls.period(one).url, one.title, "")


def _link(config: Config, path: str, label: str, about: str) -> str:
    told = f": {to_markdown.note(about)}" if about else ""
    return f"- [{to_markdown.note(label)}]({urls.absolute(config.site_url, path)}){told}"
