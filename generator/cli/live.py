"""Checks the deployed site until it is the one just built."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from generator.check import live
from generator.cli.upstream import agent
from generator.delivery import hub
from generator.errors import Problem, UsageError, quoted
from generator.intake import http
from generator.intake.client import Clock
from generator.intake.http import Limits, NetworkError

PATIENCE = 300.0
"""Seconds after which the host's copies everywhere should be the new ones."""
PAUSE = 15.0
LIMITS = Limits(request=30, size=5_000_000)
"""Our pages weigh a tenth of that; a longer answer may come from another site."""
HUBS = 100
"""Feeds whose hub is notified; a site names one of them on its first page, or a few."""


def look(url: str, newest: date | None, clock: Clock) -> list[Problem]:
    """What is still wrong after the last check. Raises UsageError when `url` is not an address."""
    base = _base(url)
    ask = _asker(base, clock)
    end = clock.elapsed() + PATIENCE
    while True:
        problems = list(live.problems(ask, newest))
        if not problems or clock.elapsed() >= end:
            return [Problem(path=base + one.path[1:], where="", message=one.message) for one in problems]
        clock.sleep(PAUSE)


def tell_hubs(url: str, clock: Clock) -> list[Problem]:
    """Notifies the hub of each feed that the first page names; returns failures as notes."""
    base = _base(url)
    ask = _asker(base, clock)
    found = {told for path in live.feeds(ask("")[1])[:HUBS] if (told := live.hub_of(ask(path)[1]))}
    answers = [(address, feed, hub.publish(address, feed, agent(base))) for address, feed in sorted(found)]
    return [
        Problem(path=address, where=feed, message=why, severity="note")
        for address, feed, why in answers
        if why
    ]


def _base(url: str) -> str:
    """The address of the site with a slash at its end. Raises UsageError."""
    try:
        parts = urlsplit(url)
        is_site = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        is_site = False
    if not is_site:
        raise UsageError(f"--live: expected the address of the site, got {quoted(url)}")
    return url.rstrip("/") + "/"


def _asker(base: str, clock: Clock) -> Callable[[str], live.Answer]:
    def ask(path: str) -> live.Answer:
        # An address that was never requested cannot be answered from a cache.
        address = f"{base}{path}?look={int(clock.now().timestamp())}"
        try:
            answer = http.get(address, {"User-Agent": agent(base), "Accept-Encoding": "identity"}, LIMITS)
        except NetworkError as error:
            return 0, str(error).encode()
        return answer.status, answer.body

    return ask
