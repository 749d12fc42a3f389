"""Looks at the deployed site until it is the one just built."""

from datetime import date
from urllib.parse import urlsplit

from generator.check import live
from generator.cli.upstream import agent
from generator.errors import Problem, UsageError, quoted
from generator.fetch import Clock, http
from generator.fetch.http import Limits, NetworkError

PATIENCE = 300.0
"""Seconds until the host's copies everywhere should be the new ones."""
PAUSE = 15.0
LIMITS = Limits(request=30)


def look(url: str, newest: date | None, clock: Clock) -> list[Problem]:
    """What is still wrong after the last look. Raises UsageError when `url` is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"--live: expected the address of the site, got {quoted(url)}")
    base = url.rstrip("/") + "/"

    def ask(path: str) -> live.Answer:
        # A question nobody has asked yet is not answered from a cache.
        address = f"{base}{path}?look={int(clock.now().timestamp())}"
        try:
            answer = http.get(address, {"User-Agent": agent(base), "Accept-Encoding": "identity"}, LIMITS)
        except NetworkError as error:
            return 0, str(error).encode()
        return answer.status, answer.body

    end = clock.elapsed() + PATIENCE
    while True:
        problems = list(live.problems(ask, newest))
        if not problems or clock.elapsed() >= end:
            return [Problem(path=base + one.path[1:], where="", message=one.message) for one in problems]
        clock.sleep(PAUSE)
