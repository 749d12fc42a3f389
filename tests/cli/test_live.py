"""`papers check --live`, on a site served by this machine."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from generator.cli import live
from tests import fabricate, projects
from tests.helpers import DAY, listed, listing
from tests.upstream import Question, Reply, Upstream, closed_port


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
            "message": "is not the newest: it does not know of 2025-08-21",
        }


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://", "https://a/?b"])
def test_no_address(tmp_path: Path, url: str) -> None:
    """What is not the address of a site is wrong usage."""
    projects.make(tmp_path, [])
    result = projects.on(tmp_path, "check", "--live", url)
    assert result.exit_code == 2
    assert result.output.startswith("papers: --live: expected the address of the site, got ")
