"""`papers search`: what the search page finds, from the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from generator import asking, urls
from generator.asking import Found, Load, Request, places
from generator.cli.options import command, shared
from generator.cli.project import load
from generator.cli.upstream import agent
from generator.config import Config
from generator.errors import UsageError, quoted
from generator.sinks import to_json, to_log
from generator.text.counted import counted

ORDERS = ("relevance", "newest", "oldest", "votes")
MOST = 1_000


@click.command()
@click.argument("query")
@click.option("--at", metavar="URL|DIR", help="Search this site instead of the archive's own.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.option(
    "--order", type=click.Choice(ORDERS), default="relevance", show_default=True, help="What comes first."
)
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True, help="The most papers.")
@shared
@command
def search(  # noqa: PLR0913 - click passes each option by name
    *,
    query: str,
    at: str | None,
    as_json: bool,
    order: str,
    limit: int,
    config_file: Path,
    quiet: bool,
    verbose: bool,
) -> int:
    """Search a site for QUERY, as its search page does: same words, same order.

    Needs Node.js. Exit code 1 if nothing was found.
    """
    del verbose
    _utf8("QUERY", query)
    loading, base = _place(at, config_file)
    with asking.engine(loading) as engine:
        found = engine.find(Request(q=query, order=order, limit=limit))
        cards = engine.cards(found.papers)
    if as_json:
        click.echo(to_json.text(_told(query, found, cards, base)), nl=False)
    elif not quiet:
        # Of papers that are near to something, the number says nothing.
        head = "best matches" if found.counts == "near" and cards else counted(found.total, "paper")
        click.echo("\n".join([head, *(line for card in cards for line in _lines(card, base))]))
    return 0 if found.papers else 1


def _place(at: str | None, config_file: Path) -> tuple[Load, str]:
    """How files of the index are loaded, and the address or folder of the site."""
    if at is None:
        project = load(config_file)
        return _folder(project.site, "run: papers build"), project.config.site_url or f"{project.site}/"
    _utf8("--at", at)
    try:
        parts = urlsplit(at)
    except ValueError as error:
        raise UsageError(f"--at: expected a folder or an address, got {quoted(at)}") from error
    if parts.scheme in {"http", "https"} and parts.hostname and not parts.query and not parts.fragment:
        base = at.removesuffix("index.html").rstrip("/") + "/"
        return places.address(base, agent(Config().site_url)), base
    folder = Path(at)
    if (folder / "mkdocs.yml").is_file():
        folder = load(folder / "mkdocs.yml").site
    return _folder(folder, "expected a built site or its address"), f"{folder}/"


def _utf8(name: str, value: str) -> None:
    """Refuses an argument with bytes of another encoding, which nothing can pass on."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{name}: expected UTF-8, got {quoted(value)}") from error


def _folder(site: Path, advice: str) -> Load:
    if not any((site / path).is_file() for path in (urls.SEARCH_INDEX, urls.FORMER_SEARCH_INDEX)):
        raise UsageError(f"{quoted(str(site))}: there is no search index here; {advice}")
    return places.folder(site)


def _told(query: str, found: Found, cards: list[Mapping[str, Any]], base: str) -> dict[str, Any]:
    """What `--json` prints: a contract for scripts."""
    return {
        "query": query,
        "total": found.total,
        "counts": found.counts,
        "papers": [
            {
                "id": card["id"],
                "title": card["title"],
                "authors": card["authors"],
                "day": card["day"],
                "topics": [slug for slug, _ in card["topics"]],
                "upvotes": card["votes"],
                "url": f"{base}{urls.paper(card['id']).url}",
            }
            for card in cards
        ],
    }


def _lines(card: Mapping[str, Any], base: str) -> list[str]:
    """What a terminal shows. The index may be anybody's, so its texts are untrusted."""
    title, address = to_log.line(card["title"]), to_log.line(f"{base}{urls.paper(card['id']).url}")
    return [f"{card['id']}  {title}", f"  {address}"]
