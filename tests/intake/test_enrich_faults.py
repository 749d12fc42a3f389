"""Both services × ways of failing: days stay, what is stored of papers stays, and the run says what happened.

A paper that the second service does not know (404) is no failure.
"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.long import fault_matrix
from tests.long.fault_matrix import WAYS, Way
from tests.support import fetching, knowing, projects
from tests.support.fetching import PlayedClock
from tests.support.helpers import listed, listing, paper_id
from tests.support.knowing import Filed, Services
from tests.support.upstream import Answers, Question, Reply, Upstream, closed_port

DAY = date(2026, 11, 19)
KEYS = [str(paper_id(n)) for n in (1, 2)]
SERVICES = Services(
    filed={key: Filed(comment="Accepted at ICML 2026") for key in KEYS},
    linked={key: {"linkedModels": [{"id": "lab/a"}], "numTotalModels": 1} for key in KEYS},
)
QUICK = ("as it is", "cut, then it", "503 until a date, then it", "refused", "403", "304 unasked")
"""Ways that differ in kind and take no time; the others are played with the slow tests, for one service:
what carries both is the same."""


COSTLY = ("100 MB", "gzip bomb")
"""The same limit of the client as for lists, which are tested with them."""
NAMES = ("arxiv", "huggingface")


def wrong(folder: Path, way: Way, name: str) -> list[str]:
    """Everything that goes wrong if answers of the service `name` travel this way."""
    archive = projects.make(folder, [listing([listed(n) for n in (1, 2)], day=DAY)])
    before = fetching.days(archive)
    clock = PlayedClock()
    seen: dict[str, Answers] = {}
    asked: list[Question] = []
    fails = not way.arrives and (way.name, name) != ("404", "huggingface")

    def answer(question: Question) -> Reply:
        """Each paper's answer goes its own way, as if it were the only one."""
        if question.path == "/elsewhere":
            return SERVICES(asked[-1])
        asked.append(question)
        reply = SERVICES(question)
        if way.answers is None:
            return reply
        key = question.path + json.dumps(question.query)
        make = seen.setdefault(key, way.answers(reply))
        return make(question)

    with Upstream(answer) as upstream:
        address: Upstream | str = upstream
        if way.answers is None:
            address = f"http://127.0.0.1:{closed_port()}"
        done = knowing.enrich(archive, address, "--from", name, clock=clock, allowed=fetching.QUICK)
    after = fetching.days(archive)
    known = {path for path in after if path.startswith("known/")}
    found = [
        "a traceback" if "Traceback" in done.output else "",
        "an error that nobody foresaw" if "please report it" in done.output else "",
        "" if {path: after[path] for path in before} == before else "a list changed",
        "" if after.keys() - before.keys() == known else "a file that should not be there",
        "" if fails == (done.exit_code == 1) else f"exit code {done.exit_code}",
        "" if way.arrives == bool(known) else f"stored: {sorted(known)}",
        "" if clock.elapsed() <= 4 * fault_matrix.LONGEST else f"took {clock.elapsed():.0f} s",
    ]
    return [one for one in found if one]


PLAYED = [
    *(
        pytest.param(way, name, id=f"{way.name}-{name}")
        for way in WAYS
        for name in NAMES
        if way.name in QUICK
    ),
    *(
        pytest.param(way, NAMES[0], id=way.name, marks=pytest.mark.slow)
        for way in WAYS
        if way.name not in QUICK
    ),
]


@pytest.mark.parametrize(("way", "name"), [one for one in PLAYED if one.id not in COSTLY])
def test_ways(tmp_path: Path, way: Way, name: str) -> None:
    """It arrives whole, or nothing changes and the run fails."""
    assert wrong(tmp_path, way, name) == []


def test_what_is_stored_stays(tmp_path: Path) -> None:
    """An answer of errors, or of nothing, over what is known of a paper."""
    archive = projects.make(tmp_path, [listing([listed(n) for n in (1, 2)], day=DAY)])
    with Upstream(SERVICES) as upstream:
        assert knowing.enrich(archive, upstream, "--from", "arxiv").exit_code == 0
        stored = fetching.days(archive)
        (archive / ".papers" / "enrich.json").unlink()
        later = PlayedClock(start=fetching.NOW.replace(year=2027))
        upstream.answers = replace(SERVICES, filed={})
        assert knowing.enrich(archive, upstream, "--from", "arxiv", clock=later).exit_code == 1
    assert fetching.days(archive) == stored
