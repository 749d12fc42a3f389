"""Which sources a run uses, or whom it asks about papers, and with which user agent, token and clock."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from generator import __version__
from generator.config import NAME, Config
from generator.config.options import Options
from generator.errors import ConfigError, Problem, UsageError, quoted
from generator.intake import clocks
from generator.intake.answers import Pace
from generator.intake.client import Client, Clock
from generator.intake.enricher import Enricher
from generator.intake.http import Limits
from generator.intake.source import Source, Token
from generator.intake.sources import ENRICHERS, SOURCES
from generator.text.links import safe_url

OVERRIDE = "PAPERS_SOURCE"
ENRICHING = "PAPERS_ENRICH"
PICTURE = 3_000_000
"""Bytes of a source's picture of a paper; most have a tenth of that."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PLAIN = re.compile(r"[!-~]+")


def sources_of(config: Config, file: str = NAME) -> tuple[Source, ...]:
    """The sources of an archive, the main one first. Raises ConfigError when a name is unknown or missing;
    `file` is that of the configuration."""
    if wrong := fault(config.options, "[cs.CL, cs.LG]"):
        key, message = wrong
        raise ConfigError(f"{file}: extra.archive.{key}: {message}")
    return tuple(SOURCES[name] for name in config.options.sources)


def fault(options: Options, example: str) -> tuple[str, str] | None:
    """(option, what is wrong) if these cannot be the sources of an archive; `example` are two categories as
    they are written there."""
    names = options.sources
    if unknown := [name for name in names if name not in SOURCES]:
        return "sources", f"expected some of {', '.join(SOURCES)}, got {quoted(unknown[0])}"
    if not names or len(set(names)) < len(names):
        return "sources", f"expected names, each once, got {quoted(list(names))}"
    if unknown := [name for name in options.enrich if name not in ENRICHERS]:
        return "enrich", _expected_enrichers(unknown[0])
    if options.source and len(names) > 1:
        return "source", "cannot be the address of several sources; remove it"
    needy = [SOURCES[name] for name in names if SOURCES[name].is_by_category]
    if needy and not options.categories:
        return "categories", f"expected some of {needy[0].about.names.title}, such as {example}"
    return None


def doubtful(options: Options, path: str, where: str = "extra.archive.categories") -> Iterator[Problem]:
    """A note for each category that its source is not known to have, which is probably a slip. It may also be
    newer than this program."""
    for source in (SOURCES[name] for name in options.sources):
        for one in options.categories if source.categories else ():
            if one not in source.categories:
                title = source.about.names.title
                said = f"{title} has no category {quoted(one)}, as far as this program knows"
                meant = next((known for known in source.categories if known.lower() == one.lower()), "")
                said += f"; did you mean {meant}?" if meant else ""
                yield Problem(path=path, where=where, message=said, severity="note")


def of(
    source: Source, config: Config, environment: Mapping[str, str], clock: Clock, *, of_many: int = 1
) -> Client:
    """The client for a source. Raises UsageError when it cannot be fetched.

    One of many gets its share of the patience, so that a run ends in time if none of them answers.
    """
    configured = config.options.source
    where = address(configured or source.address, environment, source.about.name)
    is_elsewhere = where != source.address
    return Client(
        address=where,
        also={name: where if is_elsewhere else there for name, there in source.also.items()},
        categories=config.options.categories if source.is_by_category else (),
        agent=agent(config.site_url),
        clock=clock,
        token=token(source.token, where, environment) if source.token else "",
        clock_fault=clocks.disagreement,
        pace=replace(source.pace, patience=source.pace.patience / of_many),
    )


def of_thumbnails(origin: str, config: Config, environment: Mapping[str, str], clock: Clock) -> Client:
    """The client for pictures of papers at a host; that of a rehearsed source has them too. Nobody waits long
    for a picture."""
    rehearsed = urlsplit(_rehearsed(environment, OVERRIDE))
    return Client(
        address=f"{rehearsed.scheme}://{rehearsed.netloc}" if rehearsed.netloc else origin,
        agent=agent(config.site_url),
        clock=clock,
        limits=Limits(connect=5, silence=10, request=15, size=PICTURE),
        pace=Pace(tries=2, wait=5, window=5, patience=30),
    )


def enrichers_of(names: Sequence[str], where: str) -> list[Enricher]:
    """The services with these names. Raises ConfigError when a name is unknown, with `where` it is
    written."""
    if unknown := [name for name in names if name not in ENRICHERS]:
        raise ConfigError(f"{where}: {_expected_enrichers(unknown[0])}")
    return [ENRICHERS[name] for name in dict.fromkeys(names)]


def _expected_enrichers(name: str) -> str:
    return f"expected one of {', '.join(ENRICHERS)}, got {quoted(name)}"


def of_enricher(enricher: Enricher, config: Config, environment: Mapping[str, str], clock: Clock) -> Client:
    """The client for a service that is asked about papers; a rehearsal has all of them at one local
    address."""
    where = enricher.address
    if override := _rehearsed(environment, ENRICHING):
        where = override.rstrip("/") + urlsplit(where).path
    return Client(
        address=where,
        agent=agent(config.site_url),
        clock=clock,
        token=token(enricher.token, where, environment) if enricher.token else "",
        clock_fault=clocks.disagreement,
        pace=enricher.pace,
        longest_wait=enricher.pace.wait,
    )


def _rehearsed(environment: Mapping[str, str], variable: str) -> str:
    """The local address in a variable; "" if it is not set."""
    override = environment.get(variable, "")
    if override and (not _PLAIN.fullmatch(override) or not _is_here(override)):
        allowed = "http://127.0.0.1:PORT/PATH or nothing"
        raise UsageError(f"{variable}: expected {allowed}, got {quoted(override)}")
    return override


def address(configured: str, environment: Mapping[str, str], name: str = "") -> str:
    """The source of the configuration, unless a local one for rehearsals replaces the one of this name, or
    any."""
    own = f"{OVERRIDE}_{name.upper().replace('-', '_')}"
    for variable in (own, OVERRIDE):
        if override := _rehearsed(environment, variable):
            return override.removesuffix("/")
    if safe_url(configured) != configured or not configured.startswith("https://") or "?" in configured:
        raise UsageError(f"extra.archive.source: expected an https address, got {quoted(configured)}")
    return configured


def _is_here(written: str) -> bool:
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in _LOOPBACK and port is not None and not parts.query


def token(known: Token, address: str, environment: Mapping[str, str]) -> str:
    """The operator's token; it is sent only to the service that issued it."""
    found = environment.get(known.variable, "").strip()
    if not found or urlsplit(address).hostname not in {known.issuer, *_LOOPBACK}:
        return ""
    if not _PLAIN.fullmatch(found):
        raise UsageError(f"{known.variable}: contains characters that are invalid in a token")
    return found


def agent(site_url: str) -> str:
    """The honest user agent, with an address to find out more."""
    about = f" (+{site_url})" if safe_url(site_url) == site_url else ""
    return f"daily-papers-archive/{__version__}{about}"
