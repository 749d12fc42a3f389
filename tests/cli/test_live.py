"""`papers check --live`, on a site served by this machine."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pytest

from generator.cli import live
from generator.delivery import hub
from tests.support import fabricate, projects
from tests.support.helpers import DAY, listed, listing
from tests.support.running import running
from tests.support.upstream import Question, Reply, Upstream, closed_port


@dataclass
class Played:
    """A clock whose time passes by sleeping only."""

    at: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        """A day, and what has passed of it."""
        return datetime(2025, 8, 21, tzinfo=UTC) + timedelta(seconds=self.at)

    def elapsed(self) -> float:
        """What has passed."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Passes."""
        self.slept.append(seconds)
        self.at += seconds

    def chance(self) -> float:
        """Nothing here depends on it."""
        return 0.0


def page(question: Question) -> Reply:
    """A site that knows of the day."""
    body = f'<p data-since="{DAY}">' if question.path == "/" else ""
    return Reply(body=body.encode(), headers={"Content-Type": "text/html"})


def test_a_site_that_comes_late() -> None:
    """It is asked again, each time under an address no cache has seen, until it is the new one."""
    clock = Played()

    def late(question: Question) -> Reply:
        return Reply(status=404) if clock.at < 2 * live.PAUSE else page(question)

    with Upstream(late) as site:
        assert live.look(site.origin, DAY, clock) == []
        asked = [question.query["look"] for question in site.questions if question.path == "/"]
    assert clock.slept == [live.PAUSE] * 2
    assert len({*asked}) == 3


def test_a_site_that_does_not_come() -> None:
    """After five minutes what is wrong is said."""
    clock = Played()
    with Upstream(lambda _question: Reply(status=404)) as site:
        problems = [str(one) for one in live.look(site.origin + "/x", DAY, clock)]
        assert problems == [
            f"{site.origin}/x/: answers 404; expected 200",
            f"{site.origin}/x/days/{DAY}/: answers 404; expected 200",
        ]
    assert clock.at == live.PATIENCE


def test_nobody_answers() -> None:
    """A host that is not there is a problem, not a crash."""
    url = f"http://127.0.0.1:{closed_port()}/"
    assert str(live.look(url, None, Played())[0]) == f"{url}: no answer: Connection refused"


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest stored day is what has to be there; `--json` and exit code are those of `check`."""
    monkeypatch.setattr(import_module("generator.cli.check"), "SystemClock", Played)
    projects.make(tmp_path, [listing([listed(1)])])
    with Upstream(page) as site:
        result = projects.on(tmp_path, "check", "--live", site.origin)
        assert (result.exit_code, result.output) == (0, f"checked {site.origin}: 0 problems\n")
        fabricate.write(tmp_path / "data", [listing([listed(1)], day=DAY.replace(day=21))])
        result = projects.on(tmp_path, "check", "--live", site.origin, "--json")
        assert result.exit_code == 1
        problem = json.loads(result.stdout)["problems"][0]
        assert problem == {
            "path": f"{site.origin}/",
            "where": "",
            "message": "is outdated: it does not mention 2025-08-21",
        }


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://", "https://a/?b", "https://[a"]
)
def test_no_address(tmp_path: Path, url: str) -> None:
    """What is not the address of a site is wrong usage."""
    projects.make(tmp_path, [])
    result = projects.on(tmp_path, "check", "--live", url)
    assert result.exit_code == 2
    assert result.output.startswith("papers: --live: expected the address of the site, got ")


class _Hub(BaseHTTPRequestHandler):
    """Accepts the notification, or answers 500."""

    told: ClassVar[list[dict[str, list[str]]]] = []

    def do_POST(self) -> None:
        """One message."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.told.append(parse_qs(body.decode()))
        self.send_response(204 if self.path == "/good" else 500)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


@pytest.mark.parametrize(("path", "said"), [("good", ""), ("bad", "answers 500")])
def test_hubs_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, said: str) -> None:
    """Once the site is live each hub hears of its feed; one that does not listen fails nothing."""
    monkeypatch.setattr(import_module("generator.cli.check"), "SystemClock", Played)
    projects.make(tmp_path, [listing([listed(1)])])
    _Hub.told.clear()
    with running(ThreadingHTTPServer(("127.0.0.1", 0), _Hub)) as port:
        address = f"http://127.0.0.1:{port}/{path}"

        def with_feed(question: Question) -> Reply:
            if question.path == "/a.atom":
                body = f'<feed><link rel="hub" href="{address}"/><link rel="self" href="https://example.org/a"/></feed>'
                return Reply(body=body.encode())
            link = b'<link rel="alternate" type="application/atom+xml" href="a.atom">'
            return Reply(body=page(question).body + (link if question.path == "/" else b""))

        with Upstream(with_feed) as site:
            result = projects.on(tmp_path, "check", "--live", site.origin, "--tell-hubs")
    assert result.exit_code == 0
    assert _Hub.told == [
        {
            "hub.mode": ["publish"],
            "hub.url": ["https://example.org/a"],
            "hub.topic": ["https://example.org/a"],
        }
    ]
    assert result.stderr == (f"note: {address}: https://example.org/a: {said}\n" if said else "")


def test_a_hub_that_is_not_there() -> None:
    """Is named by what went wrong."""
    assert (
        hub.publish(f"http://127.0.0.1:{closed_port()}/", "https://example.org/a", "x")
        == "Connection refused"
    )


def test_hubs_without_a_site(tmp_path: Path) -> None:
    """`--tell-hubs` alone is wrong usage."""
    projects.make(tmp_path, [])
    assert projects.on(tmp_path, "check", "--tell-hubs").exit_code == 2
