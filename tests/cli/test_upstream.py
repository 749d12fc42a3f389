"""Which sources a run uses."""

from datetime import UTC
from typing import Any

import pytest

from generator import __version__
from generator.cli import upstream
from generator.cli.clock import SystemClock
from generator.config import Config
from generator.config.options import Options
from generator.errors import ConfigError, UsageError
from generator.intake.source import Token
from generator.intake.sources import SOURCES
from generator.intake.sources.huggingface import SOURCE

HOME = SOURCE.address
TOKEN = "hf_invented"  # noqa: S105 - no token
KNOWN = Token(variable="HF_TOKEN", issuer="huggingface.co")


def test_the_source_of_the_configuration() -> None:
    """The address, the name, the token and the patience of a run."""
    found = upstream.of(
        SOURCE, Config(site_url="https://papers.example.org/"), {"HF_TOKEN": f" {TOKEN}\n"}, SystemClock()
    )
    assert found.address == "https://huggingface.co/api/daily_papers"
    assert found.agent == f"daily-papers-archive/{__version__} (+https://papers.example.org/)"
    assert (found.token, found.pace) == (TOKEN, SOURCE.pace)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sources": ("elsewhere",)}, "sources: expected some of huggingface, arxiv, got 'elsewhere'"),
        ({"sources": ()}, r"sources: expected names, each once, got \[\]"),
        ({"sources": ("huggingface", "huggingface")}, "expected names, each once"),
        ({"sources": ("arxiv",)}, r"categories: expected some of arXiv, such as \[cs.CL, cs.LG\]"),
        ({"enrich": ("arxiv", "foo")}, "enrich: expected one of arxiv, huggingface, got 'foo'"),
        (
            {
                "sources": ("huggingface", "arxiv"),
                "categories": ("cs.CL",),
                "source": "https://a.example.org/",
            },
            "source: cannot be the address of several sources",
        ),
    ],
)
def test_an_archive_asks_known_sources(options: dict[str, Any], message: str) -> None:
    """The configuration names them; anything else is refused by name."""
    assert upstream.sources_of(Config()) == (SOURCE,)
    both = Options(sources=("arxiv", "huggingface"), categories=("cs.CL",))
    assert upstream.sources_of(Config(options=both)) == (SOURCES["arxiv"], SOURCE)
    with pytest.raises(ConfigError, match=rf"^mine\.yml: extra\.archive\..*{message}"):
        upstream.sources_of(Config(options=Options(**options)), "mine.yml")


def test_categories_that_a_source_does_not_have() -> None:
    """They are probably slips, so each is noted, with the one that is probably meant. A source without
    categories ignores them."""
    slips = ("cs.XX", "cs.CL", "hep-th", "math", "cs.cl", "zoo")
    options = Options(sources=("huggingface", "arxiv"), categories=slips)
    told = "mkdocs.yml: extra.archive.categories: arXiv has no category '{}', as far as this program knows{}"
    notes = list(upstream.doubtful(options, "mkdocs.yml"))
    assert [str(one) for one in notes] == [
        told.format("cs.XX", ""),
        told.format("cs.cl", "; did you mean cs.CL?"),
        told.format("zoo", ""),
    ]
    assert {one.severity for one in notes} == {"note"}
    assert not list(upstream.doubtful(Options(categories=slips), "mkdocs.yml"))


def test_a_source_with_several_addresses() -> None:
    """All its addresses move together; one of several sources is given up sooner."""
    config = Config(options=Options(sources=("arxiv",), categories=("cs.CL",)))
    found = upstream.of(SOURCES["arxiv"], config, {}, SystemClock(), of_many=2)
    assert (found.address, found.at("api")) == ("https://rss.arxiv.org", "https://export.arxiv.org")
    assert (found.categories, found.pace.between, found.pace.patience) == (("cs.CL",), 3, 120)
    here = {"PAPERS_SOURCE": "http://127.0.0.1:8/", "PAPERS_SOURCE_HUGGINGFACE": "http://127.0.0.1:9/x"}
    found = upstream.of(SOURCES["arxiv"], config, here, SystemClock())
    assert (found.address, found.at("api")) == ("http://127.0.0.1:8", "http://127.0.0.1:8")
    assert upstream.of(SOURCE, Config(), here, SystemClock()).address == "http://127.0.0.1:9/x"


def test_a_source_on_this_machine() -> None:
    """For a rehearsal the environment replaces the source; an empty variable does not."""
    assert upstream.address(HOME, {"PAPERS_SOURCE": "http://[::1]:99/x"}) == "http://[::1]:99/x"
    assert upstream.address(HOME, {"PAPERS_SOURCE": ""}) == HOME
    assert upstream.address("https://mirror.example.org/api", {}) == "https://mirror.example.org/api"


@pytest.mark.parametrize(
    "configured", ["http://huggingface.co/api", "https://x", "https://a.org/?b", " https://a.org/"]
)
def test_no_other_kind_of_address(configured: str) -> None:
    """Plain http is refused, and so is what no host is."""
    with pytest.raises(UsageError, match="expected an https address"):
        upstream.address(configured, {})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (HOME, TOKEN),
        ("http://127.0.0.1:9/x", TOKEN),
        ("https://mirror.example.org/api", ""),
        ("https://huggingface.co.example.org/api", ""),
    ],
)
def test_the_token_goes_to_its_issuer_alone(source: str, expected: str) -> None:
    """A mirror gets no token."""
    assert upstream.token(KNOWN, source, {"HF_TOKEN": TOKEN}) == expected
    assert upstream.token(KNOWN, source, {}) == ""


@pytest.mark.parametrize("site_url", ["", "not an address", "https://example.org/\\nX: y"])
def test_an_honest_name(site_url: str) -> None:
    """Without a good address of the site there is only the name."""
    assert upstream.agent(site_url) == f"daily-papers-archive/{__version__}"


def test_the_real_clock() -> None:
    """Full seconds in UTC; time passes; chance is between 0 and 1."""
    clock = SystemClock()
    assert (clock.now().tzinfo, clock.now().microsecond) == (UTC, 0)
    before = clock.elapsed()
    clock.sleep(0.01)
    assert clock.elapsed() - before >= 0.01
    assert 0 <= clock.chance() < 1
