"""`papers fetch`: from a real server on this machine into an archive."""

import json
import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from html import unescape
from pathlib import Path
from pkgutil import resolve_name
from unittest.mock import patch

import pytest

from generator.errors import StoreError
from generator.records.listing import Listing
from generator.storage.store import Store
from tests.support import fetching, projects
from tests.support.fetching import NOW, PlayedClock, entry
from tests.support.helpers import ROOT
from tests.support.upstream import Days, Question, Reply, Upstream, always, closed_port

TODAY = NOW.date()
DAY = date(2026, 11, 19)
FIRST = date(2026, 11, 3)
"""The first of the 14 weekdays up to TODAY."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A new, empty archive."""
    return fetching.archive(tmp_path / "archive")


@pytest.fixture
def days() -> Days:
    """What the source has: three papers each weekday of two months."""
    return Days(entries=fetching.listings(date(2026, 9, 21), TODAY), last=TODAY)


@pytest.fixture
def source(days: Days) -> Iterator[Upstream]:
    """The running source."""
    with Upstream(days) as upstream:
        yield upstream


def asked(source: Upstream) -> list[date]:
    """The days that were requested, in order; the record of questions is emptied."""
    found = [question.day for question in source.questions]
    source.questions.clear()
    return found


def at(**later: float) -> PlayedClock:
    """A clock that starts later than NOW."""
    return PlayedClock(start=NOW + timedelta(**later))


def stored(archive: Path, day: date = DAY) -> Listing:
    """A stored day, which has to be there."""
    found = Store(archive / "data").read(day)
    assert found is not None
    return found


def ids(archive: Path, day: date = DAY) -> list[str]:
    """The ids of a stored day."""
    return [str(one.paper.id) for one in stored(archive, day).papers]


# Which days


def test_the_last_fourteen_weekdays(archive: Path, source: Upstream) -> None:
    """Without options the last 14 weekdays up to today are read, the newest first."""
    done = fetching.fetch(archive, source)
    assert (done.exit_code, done.output) == (0, "fetched 14 days: 42 new papers, 0 changed, 0 refused\n")
    found = asked(source)
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1], len(found)) == (TODAY, FIRST, 14)
    assert all(day.weekday() < 5 for day in found)


def test_as_many_days_as_wanted(archive: Path, source: Upstream) -> None:
    """--days says how many."""
    assert fetching.fetch(archive, source, "--days", "2").stdout.startswith("fetched 2 days: 6 new papers")
    assert asked(source) == [TODAY, DAY]


def test_one_day(archive: Path, source: Upstream) -> None:
    """--date asks for that day alone, with the largest page there is."""
    assert fetching.fetch(archive, source, "--date", str(DAY)).exit_code == 0
    (question,) = source.questions
    assert question.query == {"date": "2026-11-19", "limit": "100", "p": "0"}
    assert question.headers["user-agent"].startswith("daily-papers-archive/")
    assert question.headers["accept-encoding"] == "gzip"
    assert "authorization" not in question.headers


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--date", "2026-6-5"], "--date: expected a day such as 2025-08-20, got '2026-6-5'"),
        (["--until", "2026-11-01"], "--until: expected together with --since"),
        (["--since", "2026-11-21"], "--since: expected a day up to 2026-11-20, got 2026-11-21"),
        (["--days", "3", "--date", "2026-11-19"], "expected one of --days, --date and --since"),
        (["--accept-shrunken"], "--accept-shrunken: expected together with --date"),
    ],
)
def test_wrong_usage(archive: Path, source: Upstream, arguments: list[str], message: str) -> None:
    """What cannot be meant is said in one line, and nobody is asked."""
    done = fetching.fetch(archive, source, *arguments)
    assert (done.exit_code, done.output) == (2, f"papers: {message}\n")
    assert not source.questions


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_a_number_of_days(archive: Path, source: Upstream, count: str) -> None:
    """--days takes a positive number."""
    assert fetching.fetch(archive, source, "--days", count).exit_code == 2


def test_today_is_not_open(archive: Path, days: Days, source: Upstream) -> None:
    """The source has no list of today yet: that is no problem and stores nothing."""
    days.last = DAY
    done = fetching.fetch(archive, source, "--days", "2")
    assert done.exit_code == 0
    assert done.output == "fetched 1 day: 3 new papers, 0 changed, 0 refused (1 not open yet)\n"


def test_an_empty_today_is_not_over(archive: Path, days: Days, source: Upstream) -> None:
    """An empty list of a day that is not over says nothing; of a day that is, it is stored."""
    days.entries[TODAY] = []
    days.entries[DAY] = []
    done = fetching.fetch(archive, source, "--days", "2")
    assert done.output == "fetched 1 day: 0 new papers, 0 changed, 0 refused (1 not open yet)\n"
    assert stored(archive).state == "empty"
    assert stored(archive).captured == "2026-11-20T06:00:00Z"


def test_a_far_future(archive: Path, source: Upstream) -> None:
    """Days that cannot be open are not even asked for."""
    done = fetching.fetch(archive, source, "--since", "2026-11-20", "--until", "2026-12-20")
    assert done.stdout.endswith("(30 not open yet)\n")
    assert asked(source) == [TODAY + timedelta(days=1), TODAY]


# Again


def test_again_changes_no_byte(archive: Path, source: Upstream) -> None:
    """An unchanged source changes nothing in data/, however often and however late it is read."""
    fetching.fetch(archive, source)
    before = fetching.days(archive)
    for hours in (0, 3, 30):
        done = fetching.fetch(archive, source, clock=at(hours=hours))
        assert done.output == "fetched 14 days: 0 new papers, 0 changed, 0 refused\n"
    (archive / ".papers" / "fetch.json").unlink()
    assert fetching.fetch(archive, source, clock=at(hours=50)).exit_code == 0
    assert {name: fetching.days(archive)[name] for name in before} == before


def test_conditional_requests(archive: Path, source: Upstream) -> None:
    """A day that was read is asked for with the source's own mark of it, and only while it is stored so."""
    fetching.fetch(archive, source, "--date", str(DAY))
    fetching.fetch(archive, source, "--date", str(DAY))
    Store(archive / "data").path(DAY).unlink()
    fetching.fetch(archive, source, "--date", str(DAY))
    marks = ["if-none-match" in question.headers for question in source.questions]
    assert marks == [False, True, False]
    assert len(ids(archive)) == 3


@pytest.mark.parametrize("mark", ["\xff", '"two  spaces"'])
def test_marks_that_cannot_be_kept(archive: Path, days: Days, source: Upstream, mark: str) -> None:
    """A mark that no header may hold, or the record of fetches, is dropped; Last-Modified is a mark too."""

    def odd(question: Question) -> Reply:
        found = days(question)
        return replace(found, headers={**found.headers, "ETag": mark, "Last-Modified": "yesterday"})

    source.answers = odd
    for _ in range(2):
        fetching.fetch(archive, source, "--date", str(DAY))
    headers = source.questions[-1].headers
    assert ("if-none-match" in headers, headers["if-modified-since"]) == (False, "yesterday")


def test_late_papers_and_late_fields(archive: Path, days: Days, source: Upstream) -> None:
    """What arrives later is added to the stored day; what is gone from an answer stays."""
    fetching.fetch(archive, source)
    late = entry(99901, DAY)
    days.entries[DAY] = [*days.entries[DAY], late]
    days.entries[DAY][0]["paper"]["ai_summary"] = "A late sentence."
    del days.entries[DAY][1]["paper"]["summary"]
    done = fetching.fetch(archive, source, clock=at(days=1))
    assert done.stdout == "fetched 14 days: 1 new paper, 1 changed, 0 refused\n"
    papers = {str(one.paper.id): one for one in stored(archive).papers}
    assert papers["0001.99901"].first_seen == "2026-11-21T06:00:00Z"
    changed = papers[days.entries[DAY][0]["paper"]["id"]]
    assert changed.paper.ai_summary
    assert changed.seen == "2026-11-21T06:00:00Z"
    assert all(one.paper.abstract for one in papers.values())


def test_votes_touch_numbers_alone(archive: Path, days: Days, source: Upstream) -> None:
    """A vote is a new observation, beside unchanged lines of the paper, and no change of it."""
    fetching.fetch(archive, source, "--date", str(DAY))
    before = stored(archive)
    days.entries[DAY][0]["paper"]["upvotes"] = 77
    done = fetching.fetch(archive, source, "--date", str(DAY), clock=at(days=1))
    assert done.output == "fetched 1 day: 0 new papers, 0 changed, 0 refused\n"
    after = stored(archive)
    observed = [[one.upvotes for one in paper.signals] for paper in after.papers]
    assert observed[0][1:] == [77]
    assert [replace(p, signals=()) for p in before.papers] == [replace(p, signals=()) for p in after.papers]
    assert before.papers[1:] == after.papers[1:]


# Backfill


def test_a_range(archive: Path, source: Upstream) -> None:
    """--since and --until read every calendar day, weekends too; an empty one is stored as such."""
    done = fetching.fetch(archive, source, "--since", "2026-10-02", "--until", "2026-10-06")
    assert done.output == "fetched 5 days: 9 new papers, 0 changed, 0 refused\n"
    assert stored(archive, date(2026, 10, 3)).state == "empty"


def test_a_range_resumes(archive: Path, days: Days, source: Upstream) -> None:
    """What an earlier run read when it was complete is skipped, with or without its memory of it."""
    wanted = ("--since", "2026-09-21", "--until", "2026-10-16")
    source.answers = lambda question: (
        days(question) if question.day > date(2026, 10, 8) else Reply(status=404)
    )
    first = fetching.fetch(archive, source, *wanted)
    assert first.exit_code == 1
    assert first.stdout == "fetched 8 days: 18 new papers, 0 changed, 18 refused\n"
    asked(source)
    source.answers = days
    done = fetching.fetch(archive, source, *wanted)
    assert done.stdout == "fetched 18 days: 42 new papers, 0 changed, 0 refused (8 read before)\n"
    assert max(asked(source)) == date(2026, 10, 8)
    (archive / ".papers" / "fetch.json").unlink()
    assert fetching.fetch(archive, source, *wanted).stdout.endswith("(26 read before)\n")
    assert not asked(source)


def unfinished(archive: Path) -> object:
    """The range that is remembered as not read to its end."""
    return json.loads((archive / ".papers" / "fetch.json").read_bytes()).get("unfinished")


@pytest.mark.slow
@pytest.mark.attack(15, "a backfill that takes longer than its job may")
def test_a_backfill_over_several_runs(archive: Path, days: Days, source: Upstream) -> None:
    """A run ends when its time is up, with all it read and a line that says how to go on; runs without
    a range go on by themselves, after the last days, until nothing is left."""
    days.last = None
    clock = PlayedClock()

    def slow(question: Question) -> Reply:
        clock.slept.append(60)
        return days(question)

    source.answers = slow
    limited = partial(fetching.fetch, archive, source, "--for", "20", clock=clock)
    done = limited("--since", "2026-09-21", "--until", "2026-11-01")
    assert done.exit_code == 3
    assert done.stdout == "fetched 20 days: 42 new papers, 0 changed, 0 refused (22 left)\n"
    again = "papers fetch --since 2026-09-21 --until 2026-10-12"
    assert done.stderr == (
        f"papers: 22 days left when time ran out; the next run continues; to continue now: {again}\n"
    )
    assert unfinished(archive) == ["2026-09-21", "2026-10-12"]
    assert asked(source)[-1] == date(2026, 10, 13)
    codes: list[int] = []
    while unfinished(archive) and len(codes) < 5:
        done = limited()
        codes.append(done.exit_code)
        assert asked(source)[:14] == [
            TODAY - timedelta(days=n) for n in range(18) if (TODAY - timedelta(days=n)).weekday() < 5
        ]
    assert codes == [3, 3, 3, 0]
    assert len(list((archive / "data" / "days").rglob("*.json"))) == 42 + 14
    assert limited().stdout == "fetched 14 days: 0 new papers, 0 changed, 0 refused\n"


def test_a_backfill_that_was_killed(archive: Path, source: Upstream) -> None:
    """Its range is remembered from the start; a dead source does not forget it, its end does."""
    source.answers = always(Reply(status=500))
    assert fetching.fetch(archive, source, "--since", "2026-10-05", "--until", "2026-10-09").exit_code == 1
    assert unfinished(archive) == ["2026-10-05", "2026-10-09"]
    assert fetching.fetch(archive, source).exit_code == 1
    assert unfinished(archive) == ["2026-10-05", "2026-10-09"]
    with patch("generator.cli.visiting.Visitor.visit", side_effect=KeyboardInterrupt):
        assert fetching.fetch(archive, source, "--since", "2026-10-05").exit_code == 130
    assert unfinished(archive) == ["2026-10-05", str(TODAY)]


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "1441", "long"])
def test_a_time_that_is_none(archive: Path, minutes: str) -> None:
    """--for takes minutes of a day."""
    assert fetching.fetch(archive, "http://127.0.0.1:1/", "--for", minutes).exit_code == 2


def test_the_page_of_a_run(
    archive: Path, days: Days, source: Upstream, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In a workflow there is a table of what was read, the refused days, and an annotation of the reason."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    source.answers = lambda question: Reply(status=500) if question.day == DAY else days(question)
    done = fetching.fetch(archive, source)
    assert done.stderr.splitlines()[-1].startswith(
        f"::error::papers: 1 day not read ({DAY}: refused (status)"
    )
    told = unescape((tmp_path / "summary").read_text(encoding="utf-8"))
    assert "| Days read | 13 |\n| New papers | 39 |" in told
    assert f"- {DAY}: refused (status): expected status 200, got 500" in told


def test_what_is_too_young_is_read_again(archive: Path, source: Upstream) -> None:
    """A day read while papers could still arrive is read again by a backfill, and so is an empty weekday."""
    fetching.fetch(archive, source)
    asked(source)
    fetching.fetch(archive, source, "--since", str(FIRST), clock=at(days=5))
    assert set(asked(source)) >= {FIRST, DAY}


def test_any_order_of_backfills(archive: Path, source: Upstream, tmp_path: Path) -> None:
    """Days fetched in any order and in any pieces give the same bytes."""
    fetching.fetch(archive, source, "--since", "2026-11-02", "--until", "2026-11-08")
    other = fetching.archive(tmp_path / "other")
    order = [date(2026, 11, 2) + timedelta(days=n) for n in range(7)]
    random.Random(4).shuffle(order)  # noqa: S311 - any order will do
    for day in [*order, *order[:3]]:
        fetching.fetch(other, source, "--date", str(day))
    assert fetching.days(other) == fetching.days(archive)


# Pages


def test_a_day_of_several_pages(archive: Path, days: Days, source: Upstream) -> None:
    """Pages are read until a short one; such a day is never asked for conditionally."""
    days.entries[DAY] = [entry(n, DAY) for n in range(1, 231)]
    fetching.fetch(archive, source, "--date", str(DAY))
    assert len(ids(archive)) == 230
    assert [question.page for question in source.questions] == [0, 1, 2]
    fetching.fetch(archive, source, "--date", str(DAY))
    assert not any("if-none-match" in question.headers for question in source.questions)


def test_full_pages_without_a_link(archive: Path, days: Days, source: Upstream) -> None:
    """A full page is followed by the next number, to an empty page if need be."""
    days.entries[DAY] = [entry(n, DAY) for n in range(1, 201)]

    def without(question: Question) -> Reply:
        found = days(question)
        return replace(found, headers={k: v for k, v in found.headers.items() if k != "Link"})

    source.answers = without
    fetching.fetch(archive, source, "--date", str(DAY))
    assert [question.page for question in source.questions] == [0, 1, 2]
    assert len(ids(archive)) == 200


def test_a_source_that_gives_less_than_asked(archive: Path, days: Days, source: Upstream) -> None:
    """A short page that names a next one is followed."""
    days.entries[DAY] = [entry(n, DAY) for n in range(1, 91)]
    source.answers = lambda q: days(replace(q, query={**q.query, "limit": "40"}))
    fetching.fetch(archive, source, "--date", str(DAY))
    assert len(ids(archive)) == 90


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (Reply(status=404), "expected status 200, got 404"),
        (Reply(status=500), "expected status 200, got 500"),
        (Reply(body=b"[{]"), "refused (json)"),
        (Reply(body=b"<html>", headers={"Content-Type": "text/html"}), "refused (type)"),
        (Reply(status=304), "expected status 200, got 304"),
        (Reply(status=400), "expected status 200, got 400"),
    ],
)
def test_a_failing_second_page(
    archive: Path, days: Days, source: Upstream, second: Reply, reason: str
) -> None:
    """A later page that fails refuses the whole day, and the other days are read."""
    days.entries[TODAY] = [entry(n, TODAY) for n in range(1, 121)]
    source.answers = lambda question: second if question.page else days(question)
    done = fetching.fetch(archive, source, "--days", "2")
    assert done.exit_code == 1
    assert reason in done.stderr
    assert done.stdout == "fetched 1 day: 3 new papers, 0 changed, 1 refused\n"
    assert Store(archive / "data").read(TODAY) is None


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ('<https://example.org/x>; rel="next"', "the next page is elsewhere: 'https://example.org/x'"),
        ('<http://[>; rel="next"', "the next page is elsewhere: 'http://['"),
        ("<file:///etc/passwd>; rel=next", "the next page is elsewhere: 'file:///etc/passwd'"),
        ("<?p=0>; rel=next", "page 1: refused (shape): it came before: page numbers are ignored"),
    ],
)
def test_links_that_lead_nowhere(
    archive: Path, days: Days, source: Upstream, link: str, message: str
) -> None:
    """The next page is on the same host and says something new."""

    def linked(question: Question) -> Reply:
        found = days(question if "date" in question.query else replace(question, query={"date": str(DAY)}))
        return replace(found, headers={**found.headers, "Link": link})

    source.answers = linked
    done = fetching.fetch(archive, source, "--date", str(DAY))
    assert done.exit_code == 1
    assert message in done.stderr
    assert fetching.days(archive) == {}


def test_pages_without_end(archive: Path, source: Upstream) -> None:
    """A source that always has one more page is left after a bounded number of them."""
    source.answers = lambda question: Reply(
        body=json.dumps([entry(n + 100 * question.page, DAY) for n in range(100)]).encode()
    )
    done = fetching.fetch(archive, source, "--date", str(DAY))
    assert "refused (size): more than 20 pages" in done.stderr
    assert len(source.questions) == 20


def test_pages_that_repeat(archive: Path, source: Upstream) -> None:
    """A page that only turns around what came before is no news: the day is refused."""
    whole = [entry(n, DAY) for n in range(1, 101)]
    source.answers = lambda question: Reply(
        body=json.dumps(whole[:: -1 if question.page else 1][: 99 if question.page else 100]).encode()
    )
    done = fetching.fetch(archive, source, "--date", str(DAY))
    assert "page 1: refused (shape): the page contains nothing new" in done.stderr


# Trouble


def test_a_dead_source(archive: Path, days: Days, source: Upstream) -> None:
    """Nobody listens: the run ends in minutes, says so once per tried day, and changes nothing."""
    fetching.fetch(archive, source)
    before = fetching.days(archive)
    clock = at(hours=6)
    done = fetching.fetch(archive, f"http://127.0.0.1:{closed_port()}/api", clock=clock)
    assert done.exit_code == 1
    assert done.stdout == "fetched 0 days: 0 new papers, 0 changed, 2 refused (12 not requested)\n"
    *lines, last = done.stderr.splitlines()
    assert len(lines) == 2
    assert last == (
        "papers: the source does not answer (refused (network): Connection refused): check the network connection. "
        "Nothing was changed; run it again later"
    )
    assert all("refused (network): Connection refused" in line for line in lines)
    assert clock.elapsed() < 300
    assert fetching.days(archive) == before
    status = json.loads(projects.on(archive, "status", "--json").stdout)
    assert status["last_fetch"] == "2026-11-20T06:00:00Z"


def test_one_bad_day(archive: Path, days: Days, source: Upstream) -> None:
    """One day that fails does not stop the others, and is named with its address and reason."""
    source.answers = lambda question: Reply(status=500) if question.day == DAY else days(question)
    done = fetching.fetch(archive, source)
    assert done.exit_code == 1
    assert done.stdout == "fetched 13 days: 39 new papers, 0 changed, 1 refused\n"
    why = "refused (status): expected status 200, got 500"
    assert done.stderr.splitlines() == [
        f"{DAY} {source.address}: {why}",
        f"papers: 1 day not read ({DAY}: {why}); what was read is stored, and the next run asks again",
    ]


def test_rate_limits(archive: Path, days: Days, source: Upstream) -> None:
    """The last request of a window is followed by the wait the source asks for."""

    def limited(question: Question) -> Reply:
        left = 1 if question.day == TODAY else 0
        found = days(question)
        return replace(found, headers={**found.headers, "RateLimit": f'"api";r={left};t=44'})

    source.answers = limited
    clock = PlayedClock()
    fetching.fetch(archive, source, "--days", "3", clock=clock)
    assert clock.slept == [44.0]


def test_a_backfill_waits_out_a_window(archive: Path, days: Days, source: Upstream) -> None:
    """A range may wait for a whole window, an everyday run for two minutes."""
    for arguments, expected in (
        (["--since", str(DAY), "--until", str(DAY)], [280.0]),
        (["--days", "1"], [120.0]),
    ):
        source.questions.clear()
        source.answers = lambda q: (
            Reply(status=429, headers={"RateLimit": '"api";r=0;t=280'})
            if len(source.questions) == 1
            else days(q)
        )
        clock = PlayedClock()
        assert fetching.fetch(archive, source, *arguments, clock=clock).exit_code == 0
        assert clock.slept == expected


def test_a_token(archive: Path, days: Days, source: Upstream) -> None:
    """HF_TOKEN is sent along and never shown; one that cannot be one is refused unseen."""
    token, broken = "hf_invented", "hf\nX: y"
    done = fetching.fetch(archive, source, "--days", "1", "-v", token=token)
    assert source.questions[0].headers["authorization"] == f"Bearer {token}"
    assert token not in done.output + (archive / ".papers" / "fetch.json").read_text(encoding="utf-8")
    done = fetching.fetch(archive, source, token=broken)
    assert (done.exit_code, done.output) == (
        2,
        "papers: HF_TOKEN: contains characters that are invalid in a token\n",
    )


def test_passwords_of_other_programs_stay_here(
    archive: Path, source: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ~/.netrc holds for a host is not sent to it."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    fetching.fetch(archive, source, "--days", "1")
    assert "authorization" not in source.questions[0].headers


def test_said_or_not(archive: Path, days: Days, source: Upstream) -> None:
    """-q says only what is wrong, -v the result of each day; an unknown key is a note."""
    days.entries[DAY][0]["brandNew"] = 1
    assert fetching.fetch(archive, source, "-q").output == ""
    (archive / ".papers" / "fetch.json").unlink()
    done = fetching.fetch(archive, source, "-v", "--date", str(DAY))
    assert done.stderr.splitlines()[0] == f"{DAY}: read, 0 new papers, 0 changed"
    assert "brandNew" in done.stderr
    assert done.exit_code == 0


# What cannot be believed


def test_a_shrunken_day(archive: Path, days: Days, source: Upstream) -> None:
    """A day that lost papers is refused until a second answer, a day later, says the same; all stay stored."""
    whole = days.entries[DAY]
    fetching.fetch(archive, source, "--date", str(DAY))
    before = fetching.days(archive)
    days.entries[DAY] = whole[:1]
    for hours in (1, 20):
        done = fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=hours))
        assert done.exit_code == 1
        assert (
            f"refused (shrink): 2 of 3 stored papers are missing from this answer; to accept it: "
            f"papers fetch --date {DAY} --accept-shrunken" in done.stderr
        )
    done = fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=26))
    assert done.exit_code == 0
    assert (
        "missing from the answer since 2026-11-20T07:00:00Z, confirmed by a second answer; kept"
        in done.stderr
    )
    assert fetching.days(archive) == before
    assert fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=27)).exit_code == 0


def test_two_answers_that_disagree(archive: Path, days: Days, source: Upstream) -> None:
    """Another loss than the first one has to wait for a witness of its own."""
    whole = days.entries[DAY]
    fetching.fetch(archive, source, "--date", str(DAY))
    for hours, left in ((1, whole[:1]), (30, whole[1:2]), (40, whole[1:2])):
        days.entries[DAY] = left
        assert fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=hours)).exit_code == 1
    assert fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=55)).exit_code == 0


def test_an_operator_may_believe_it(archive: Path, days: Days, source: Upstream) -> None:
    """--accept-shrunken takes the answer, once and for later runs; nothing stored is removed."""
    days.entries[DAY], gone = days.entries[DAY][:1], days.entries[DAY]
    source.answers = Days(entries={DAY: gone}, last=TODAY)
    fetching.fetch(archive, source, "--date", str(DAY))
    source.answers = days
    assert fetching.fetch(archive, source, "--date", str(DAY), "--accept-shrunken").exit_code == 0
    assert len(ids(archive)) == 3
    assert fetching.fetch(archive, source, "--date", str(DAY)).exit_code == 0


def test_sudden_emptiness(archive: Path, days: Days, source: Upstream) -> None:
    """An empty list of a stored day is refused, even of one paper."""
    days.entries[DAY] = days.entries[DAY][:1]
    fetching.fetch(archive, source, "--date", str(DAY))
    days.entries[DAY] = []
    assert "refused (shrink)" in fetching.fetch(archive, source, "--date", str(DAY)).stderr


def test_one_missing_paper(archive: Path, days: Days, source: Upstream) -> None:
    """One paper may be missing: it stays and is named; "nothing changed" a day later is the second witness."""
    fetching.fetch(archive, source, "--date", str(DAY))
    gone = days.entries[DAY].pop()["paper"]["id"]
    done = fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=1))
    assert done.exit_code == 0
    assert f"by one answer; kept: {gone} (1 time)" in done.stderr
    assert gone in ids(archive)
    fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=26))
    assert source.questions[-1].headers["if-none-match"]
    (archive / "data" / "days" / "2026" / f"{DAY}.json").touch()
    memory = json.loads((archive / ".papers" / "fetch.json").read_text(encoding="utf-8"))
    assert memory["days"][str(DAY)]["missing_confirmed"] is True


def test_a_paper_that_comes_back(archive: Path, days: Days, source: Upstream) -> None:
    """A paper that is there again was never gone."""
    whole = days.entries[DAY]
    for number, left in enumerate((whole, whole[:2], whole)):
        days.entries[DAY] = left
        done = fetching.fetch(archive, source, "--date", str(DAY), clock=at(hours=number))
        assert done.exit_code == 0
    memory = json.loads((archive / ".papers" / "fetch.json").read_text(encoding="utf-8"))
    assert "missing" not in memory["days"][str(DAY)]


def test_a_suspiciously_small_new_day(archive: Path, days: Days, source: Upstream) -> None:
    """A new weekday far below the usual size is stored and noted; a weekend is not compared."""
    days.entries = fetching.listings(FIRST, DAY, size=30)
    days.entries[TODAY] = [entry(99, TODAY)]
    fetching.fetch(archive, source, "--since", str(FIRST), "--until", str(DAY))
    done = fetching.fetch(archive, source, "--date", str(TODAY))
    assert done.exit_code == 0
    assert done.stderr == "note: 2026-11-20: 1 papers, usually about 30 (1 time)\n"


# The store


def test_a_damaged_day_stays(archive: Path, source: Upstream) -> None:
    """A stored day that cannot be read is named and not written over; the others are read."""
    fetching.fetch(archive, source, "--days", "2")
    path = Store(archive / "data").path(DAY)
    path.write_bytes(b"{")
    done = fetching.fetch(archive, source, "--days", "2")
    assert done.exit_code == 1
    assert f"{path}: not JSON" in done.stderr
    assert path.read_bytes() == b"{"
    done = fetching.fetch(archive, source, "--since", str(DAY), clock=at(days=60))
    assert f"{path}: not JSON" in done.stderr


def test_a_damaged_neighbour(archive: Path, source: Upstream) -> None:
    """A day that cannot be read does not count among the usual ones."""
    fetching.fetch(archive, source, "--date", str(DAY))
    Store(archive / "data").path(DAY).write_bytes(b"{")
    assert fetching.fetch(archive, source, "--date", str(TODAY)).exit_code == 0


@pytest.mark.parametrize(
    "body", ["", "[]", '{"version": 99}', '{"version": 1, "refused": {}, "days": {"x": {}}}']
)
def test_a_damaged_memory(archive: Path, source: Upstream, body: str) -> None:
    """What is remembered is not needed: without it everything is read again."""
    fetching.fetch(archive, source, "--days", "2")
    before = fetching.days(archive)
    (archive / ".papers" / "fetch.json").write_text(body, encoding="utf-8")
    assert fetching.fetch(archive, source, "--days", "2").exit_code == 0
    assert fetching.days(archive) == before


class Breaking:
    """A function of the library that fails at one of its calls."""

    def __init__(self, place: str, failing: int) -> None:
        self.calls = 0
        self.failing = failing
        self.real = resolve_name(place)

    def __get__(self, instance: object, _owner: type) -> object:
        """Bound, as a method is."""
        return partial(self, instance)

    def __call__(self, *args: object, **options: object) -> object:
        """The real thing, but once."""
        self.calls += 1
        if self.calls == self.failing + 1:
            raise OSError(28, "No space left on device")
        return self.real(*args, **options)


@pytest.mark.slow
@pytest.mark.parametrize(
    "place", ["os.fsync", "tempfile.mkstemp", "pathlib.Path.replace", "pathlib.Path.mkdir"]
)
def test_a_disk_that_fails_at_any_moment(
    archive: Path, source: Upstream, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write fails, each day is as before or as after, and the next run completes them."""
    fetching.fetch(archive, source, "--days", "3")
    after = fetching.days(archive)
    for failing in range(12):
        for file in [*(archive / "data" / "days").rglob("*.json"), archive / ".papers" / "fetch.json"]:
            file.unlink()
        with monkeypatch.context() as patch:
            broken = Breaking(place, failing)
            patch.setattr(place, broken)
            done = fetching.fetch(archive, source, "--days", "3")
        assert done.exit_code == int(broken.calls > failing)
        assert fetching.days(archive).items() <= after.items()
        assert fetching.fetch(archive, source, "--days", "3").exit_code == 0
        assert fetching.days(archive) == after


def test_a_store_that_cannot_be_read(
    archive: Path, source: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stored day whose bytes cannot be had is an error of that day."""

    def fail(_store: Store, day: date, _source: str) -> str:
        raise StoreError(f"{day}: cannot be read: Input/output error")

    fetching.fetch(archive, source, "--days", "1")
    monkeypatch.setattr(Store, "mark", fail)
    done = fetching.fetch(archive, source, "--days", "1")
    assert done.exit_code == 1
    assert "Input/output error" in done.stderr


# Which source to use


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org:80/x",
        "https://127.0.0.1:9/x",
        "http://127.0.0.1/x",
        "http://[",
        "file:///x",
        "http://127.0.0.1:1/x?y",
        "a b",
    ],
)
def test_only_this_machine_replaces_the_source(archive: Path, address: str) -> None:
    """The environment may name a source on this machine, and no other."""
    done = fetching.fetch(archive, address)
    assert done.exit_code == 2
    assert done.output.startswith(
        "papers: PAPERS_SOURCE: expected http://127.0.0.1:PORT/PATH or nothing, got "
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://huggingface.co/api",
        "https://x",
        "https://localhost:8720/api",
        "https://example.org/a?b=c",
        "ftp://x.org",
        "arxiv",
    ],
)
def test_the_configured_source_is_safe(archive: Path, address: str) -> None:
    """The configuration may name another address, over https alone; the name of a source belongs elsewhere."""
    with (archive / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"    source: {address}\n")
    done = fetching.fetch(archive, "")
    assert done.exit_code == 2
    expected = "an https address with a dot in its host and no ? or # (names such as arxiv go into `sources`)"
    assert f"mkdocs.yml: extra.archive.source: expected {expected}, got " in done.output


@pytest.mark.slow
def test_fetch_works_as_a_program(archive: Path, source: Upstream) -> None:
    """By the real clock, in a process of its own."""
    today = datetime.now(NOW.tzinfo).date()
    source.answers = Days(entries=fetching.listings(today - timedelta(days=40), today), last=today)
    running = projects.start(archive, "fetch", environment={"PAPERS_SOURCE": source.address, "HF_TOKEN": ""})
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, "")
    assert out == "fetched 14 days: 42 new papers, 0 changed, 0 refused\n"
    assert os.environ.get("PAPERS_SOURCE") is None
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("papers fetch")


def test_a_source_of_rubbish(archive: Path, source: Upstream) -> None:
    """Each day is refused by itself: garbage for one does not stop the others."""
    source.answers = always(Reply(body=b"\xff\xfe"))
    done = fetching.fetch(archive, source)
    assert done.stdout == "fetched 0 days: 0 new papers, 0 changed, 14 refused\n"
    assert fetching.days(archive) == {}
