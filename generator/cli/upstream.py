"""Which source a run asks, under which name, with which token and by which clock."""

import random
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from generator import __version__
from generator.config import Config
from generator.errors import UsageError, quoted
from generator.intake import clocks
from generator.intake.client import Clock, Source
from generator.text.links import safe_url

OVERRIDE = "PAPERS_SOURCE"
TOKEN = "HF_TOKEN"  # noqa: S105 - the name of a variable
ISSUER = "huggingface.co"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_PLAIN = re.compile(r"[!-~]+")


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """The present UTC second."""
        return datetime.now(UTC).replace(microsecond=0)

    def elapsed(self) -> float:
        """Seconds that no setting of the clock moves."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)

    def chance(self) -> float:
        """For jitter."""
        return random.random()  # noqa: S311 - nothing secret depends on it


def of(config: Config, environment: Mapping[str, str], clock: Clock, longest_wait: float) -> Source:
    """The source of an archive. Raises UsageError when it cannot be asked."""
    where = address(config.options.source, environment)
    return Source(
        address=where,
        agent=agent(config.site_url),
        clock=clock,
        token=token(where, environment),
        clock_fault=clocks.disagreement,
        longest_wait=longest_wait,
    )


def address(configured: str, environment: Mapping[str, str]) -> str:
    """The source of the configuration. One on this machine, for rehearsals, replaces it."""
    if override := environment.get(OVERRIDE):
        if not _PLAIN.fullmatch(override) or not _is_here(override):
            allowed = "http://127.0.0.1:PORT/PATH or nothing"
            raise UsageError(f"{OVERRIDE}: expected {allowed}, got {quoted(override)}")
        return override
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


def token(source: str, environment: Mapping[str, str]) -> str:
    """The operator's token; for the service that gave it and for nobody else."""
    found = environment.get(TOKEN, "").strip()
    if not found or urlsplit(source).hostname not in {ISSUER, *_LOOPBACK}:
        return ""
    if not _PLAIN.fullmatch(found):
        raise UsageError(f"{TOKEN}: holds characters that no token has")
    return found


def agent(site_url: str) -> str:
    """Who asks, honestly, and where to find them."""
    about = f" (+{site_url})" if safe_url(site_url) == site_url else ""
    return f"daily-papers-archive/{__version__}{about}"
