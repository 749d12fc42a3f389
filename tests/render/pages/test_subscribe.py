"""The page that explains the feeds, and the ways to it."""

from generator.archive import Archive
from generator.config import Config
from generator.intake import sources
from generator.memo import FORGETFUL
from generator.records.visit import Visits
from generator.render import site
from generator.render.given import Given
from generator.render.pages import subscribe
from tests.support import fabricate
from tests.support.rendering import every, front, graph_of, one, seen, small, vocabulary, words


def test_every_general_feed_and_topic() -> None:
    """All formats of all papers and days, upvotes, topics and both lists are links."""
    page = seen(small()["subscribe/index.md"])
    targets = {str(a.get("href")) for a in every(page, "a")}
    assert {
        f"../feeds/{name}.{form}" for name in ("papers", "days") for form in ("atom", "rss", "json")
    } <= targets
    assert {f"../feeds/upvotes-{n}.atom" for n in (25, 50, 100)} <= targets
    assert {f"../feeds/topics/{topic.slug}.atom" for topic in vocabulary().topics} <= targets
    assert {"../feeds/feeds.opml", "../feeds/topics.opml", "../topics/", "../authors/", "../orgs/"} <= targets
    assert [h.get("id") for h in every(page, "h2")] == ["everything", "choice", "opml", "promises", "mail"]


def test_the_home_page_says_how_to_follow() -> None:
    """It leads to two feeds and to the rest."""
    page = seen(small()["index.md"])
    (heading,) = [h for h in every(page, "h2") if h.get("id") == "follow"]
    told = heading.getnext()
    assert told is not None
    assert [a.get("href") for a in every(told, "a")] == ["feeds/papers.atom", "feeds/days.atom", "subscribe/"]


def test_pages_of_groups_have_theirs() -> None:
    """Visible, and in the front matter, from which the theme tells readers; a submitter has none."""
    for path in ("topics/memory.md", "orgs/example-institute.md", "authors/zoe-inglenook.md"):
        feed = f"feeds/{path.removesuffix('.md')}.atom"
        assert front(small()[path])["feed"] == feed
        assert one(seen(small()[path]), "a.feed").get("href") == f"../../{feed}"
        assert feed in small()
    submitters = [path for path in small() if path.startswith("submitters/") and "index" not in path]
    assert submitters
    assert not [path for path in submitters if "feed" in front(small()[path])]


def test_feeds_of_standing_queries() -> None:
    """What the operator follows is offered under its title, if anything is."""
    graph = graph_of(Archive.of(fabricate.listings(12, 6), sources=sources.known()), None, vocabulary())
    config = Config(site_url="https://papers.example/")
    page = seen(subscribe.render(graph, config, [("small-models", "Small <models>")]).text)
    (link,) = [a for a in every(page, "a") if a.get("href") == "../feeds/mine/small-models.atom"]
    assert words(link) == "Small <models>"
    assert "Chosen for this archive" not in words(seen(subscribe.render(graph, config).text))


def test_without_an_address_there_are_no_feeds() -> None:
    """The page says what is missing; nothing leads to a feed."""
    archive = Archive.of(fabricate.listings(12, 6), sources=sources.known())
    graph = graph_of(archive, None, vocabulary())
    given = Given(graph=graph, config=Config(), visits=Visits(), known=FORGETFUL)
    found = {page.path: page for page in site.render(given)}
    page = found["subscribe/index.md"].body.decode()
    assert "site_url in mkdocs.yml" in words(seen(page))
    assert not [path for path in found if path.startswith("feeds/")]
    for path in ("index.md", "topics/memory.md", "subscribe/index.md"):
        assert "feeds/" not in found[path].body.decode()
