"""Days of arXiv: fetched over HTTP, from its feed and from its API."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from generator.records.listing import Listing
from generator.storage.store import Store
from tests.support import announcing, fetching
from tests.support.announcing import ATOM, Arxiv, Sent
from tests.support.fetching import NOW, PlayedClock
from tests.support.helpers import paper_id
from tests.support.upstream import Reply, Upstream

TODAY = NOW.date()  # a Friday
YESTERDAY, SATURDAY = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
DAYS = [TODAY - timedelta(days=n) for n in range(30)]


def archive(folder: Path, categories: str = "[cs.CL, cs.LG]", sources: str = "[arxiv]") -> Path:
    """A new, empty archive of some categories."""
    file = fetching.archive(folder) / "mkdocs.yml"
    settings = file.read_text(encoding="utf-8")
    added = f"  archive:\n    sources: {sources}\n    categories: {categories}"
    file.write_text(settings.replace("  archive:", added), encoding="utf-8")
    return folder


def run(
    folder: Path, answers: Arxiv, *arguments: str, now: datetime = NOW
) -> tuple[Result, list[str], list[float]]:
    """`papers fetch`: what it said, which addresses it asked for, and how long it slept."""
    clock = PlayedClock(start=now)
    with Upstream(answers) as upstream:
        done = fetching.fetch(folder, upstream.origin, *arguments, clock=clock)
    return done, [question.path for question in upstream.questions], clock.slept


def stored(folder: Path, day: date) -> Listing:
    """What is stored of a day."""
    found = Store(folder / "data").read(day)
    assert found is not None
    return found


def ids(papers: Sequence[Sent], day: date) -> list[tuple[str, str]]:
    """The papers of a day, with what they are to cs.CL and cs.LG."""
    return [
        (one.key, "new" if one.categories[0] != "stat.ML" else "cross") for one in papers if one.day == day
    ]


def test_a_first_run(tmp_path: Path) -> None:
    """The newest day is that of the feed, and the days before are reconstructed; requests are three seconds
    apart, from the first one on, over both interfaces."""
    papers = announcing.invented(DAYS)
    folder = archive(tmp_path)
    done, asked, slept = run(folder, Arxiv(papers=papers, today=TODAY))
    assert done.exit_code == 0, done.output
    assert done.output == "fetched 14 days: 42 new papers, 0 changed, 0 refused\n"
    assert asked == ["/rss/cs.CL+cs.LG", *["/api/query"] * 13]
    assert slept == [3] * 14
    for day in DAYS[:10]:
        if day.weekday() < 5:
            listing = stored(folder, day)
            assert (listing.source, listing.is_reconstructed) == ("arxiv", day != TODAY)
            assert [(one.paper.id, one.announced) for one in listing.papers] == ids(papers, day)
    assert stored(folder, TODAY).papers[0].paper.published is None
    assert stored(folder, YESTERDAY).papers[0].paper.published == "2026-11-17"


def test_the_next_runs(tmp_path: Path) -> None:
    """A day that was read is not asked for again once its feed is gone. The newest one is."""
    papers = announcing.invented([*DAYS, TODAY + timedelta(days=3)])
    folder, answers = archive(tmp_path), Arxiv(papers=papers, today=TODAY)
    run(folder, answers)
    before = fetching.days(folder)
    done, asked, _ = run(folder, answers, now=NOW + timedelta(hours=6))
    assert (asked, fetching.days(folder)) == (["/rss/cs.CL+cs.LG"], before)
    assert done.output == "fetched 1 day: 0 new papers, 0 changed, 0 refused (13 read before)\n"
    done, asked, _ = run(folder, replace(answers, today=SATURDAY), now=NOW + timedelta(days=1))
    assert (done.exit_code, asked) == (0, [])
    monday = TODAY + timedelta(days=3)
    early = datetime.combine(monday, datetime.min.time(), UTC) + timedelta(hours=2)
    done, asked, _ = run(folder, replace(answers, today=monday - timedelta(days=1)), now=early)
    assert (
        done.output == "fetched 0 days: 0 new papers, 0 changed, 0 refused (1 not open yet, 13 read before)\n"
    )
    done, _, _ = run(folder, replace(answers, today=monday), now=early + timedelta(hours=9))
    assert done.output.startswith("fetched 1 day: 3 new papers")


def test_a_missed_day(tmp_path: Path) -> None:
    """It is reconstructed; what was read from a feed is never replaced by that."""
    papers = announcing.invented(DAYS)
    folder = archive(tmp_path)
    run(folder, Arxiv(papers=papers, today=YESTERDAY), "--days", "1", now=NOW - timedelta(days=1))
    before = fetching.days(folder)
    others = Arxiv(papers=[replace(one, title="Another") for one in papers[:-1]], today=TODAY)
    done, _, _ = run(folder, others, "--date", str(YESTERDAY))
    assert done.output == "fetched 1 day: 0 new papers, 0 changed, 0 refused\n"
    assert fetching.days(folder).keys() == before.keys()
    assert stored(folder, YESTERDAY).papers[0].paper.title != "Another"
    done, _, _ = run(folder, others, "--days", "3")
    assert stored(folder, TODAY - timedelta(days=2)).is_reconstructed
    assert not stored(folder, TODAY).is_reconstructed


def test_a_holiday(tmp_path: Path) -> None:
    """A day on which the feed is empty is stored as empty at once, and is not reconstructed later."""
    papers = [one for one in announcing.invented(DAYS) if one.day != TODAY]
    folder, answers = archive(tmp_path), Arxiv(papers=papers, today=TODAY)
    done, _, _ = run(folder, answers, "--days", "1")
    assert done.output.startswith("fetched 1 day: 0 new papers")
    assert (stored(folder, TODAY).state, stored(folder, TODAY).is_reconstructed) == ("empty", False)
    late = [*papers, Sent(key=paper_id(500), day=TODAY)]
    run(folder, Arxiv(papers=late, today=SATURDAY), "--days", "2", now=NOW + timedelta(days=1))
    assert stored(folder, TODAY).state == "empty"


def test_weekends_in_a_range(tmp_path: Path) -> None:
    """They have no lists, so nobody asks for them and nothing is stored."""
    folder = archive(tmp_path)
    answers = Arxiv(papers=announcing.invented(DAYS), today=TODAY, page=2)
    done, asked, _ = run(folder, answers, "--since", "2026-11-12", "--until", "2026-11-16")
    assert done.output == "fetched 3 days: 9 new papers, 0 changed, 0 refused\n"
    assert asked == ["/api/query"] * 6
    assert Store(folder / "data").read(date(2026, 11, 14)) is None
    done, asked, _ = run(folder, answers, "--since", "2026-11-12", "--until", "2026-11-16")
    assert (done.exit_code, "3 read before" in done.output, asked) == (0, True, [])


def test_a_feed_that_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then each category has a feed of its own; a paper of two is one paper, and new where it is new."""
    monkeypatch.setattr("generator.intake.sources.arxiv.requests.CUT", 20)
    papers = announcing.invented([TODAY], size=30)
    folder = archive(tmp_path)
    done, asked, _ = run(folder, Arxiv(papers=papers, today=TODAY, most=20), "--days", "1")
    assert asked == ["/rss/cs.CL+cs.LG", "/rss/cs.CL", "/rss/cs.LG"]
    found = {one.paper.id: one.announced for one in stored(folder, TODAY).papers}
    assert found[paper_id(2)] == "new"
    assert len(found) > 20
    assert done.output.startswith("fetched 1 day")


def test_whole_fields(tmp_path: Path) -> None:
    """`cs` means all its categories; `stat.ML` papers are cross-listed there."""
    papers = announcing.invented(DAYS)
    folder = archive(tmp_path, categories="[cs]")
    run(folder, Arxiv(papers=papers, today=TODAY), "--date", "2026-11-17")
    found = [(one.paper.id, one.announced) for one in stored(folder, date(2026, 11, 17)).papers]
    assert found == ids(papers, date(2026, 11, 17))


OTHERS = Arxiv(papers=[Sent(key=paper_id(1), day=date(2026, 11, 10))], today=TODAY)
EVERYTHING = "(cat:cs.CL) AND submittedDate:[200001010000 TO 209901010000]"


@pytest.mark.parametrize(
    ("first", "body", "said"),
    [
        (
            "rss",
            OTHERS.rss(["cs.CL"]).replace("updates", "x").replace("cs.CL x", "Feed error for query: x"),
            "(status)",
        ),
        (
            "rss",
            replace(OTHERS, today=SATURDAY + timedelta(days=1)).rss(["cs.CL"]),
            "the feed is of 2026-11-22",
        ),
        ("rss", announcing.API.format(total=0, items=""), "(shape): expected a feed"),
        ("rss", "<html><body>Down for maintenance</body></html>", "(shape): expected a feed"),
        (
            "api",
            announcing.API.format(total=1, items=announcing.entry(OTHERS.papers[0])),
            "1 of 1 papers were not",
        ),
        ("api", announcing.API.format(total=9, items=""), "(shape): expected 9 papers, got 0"),
        ("api", announcing.API.format(total="many", items=""), "(shape): expected the number"),
        ("api", OTHERS.rss(["cs.CL"]), "(shape): expected an answer of the API"),
        ("api", "<feed>", "(xml): not well-formed"),
    ],
)
def test_refusals(first: str, body: str, said: str, tmp_path: Path) -> None:
    """What is no answer to the question changes nothing."""
    folder = archive(tmp_path)
    answers = Arxiv(papers=[], today=TODAY, instead={first: Reply(body=body.encode(), headers=ATOM)})
    done, _, _ = run(folder, answers, "--date", str(TODAY if first == "rss" else date(2026, 11, 17)))
    assert done.exit_code == 1
    assert said in done.output
    assert fetching.days(folder).keys() <= {"fetch.json"}


def test_the_agent(tmp_path: Path) -> None:
    """The archive's name is in each request, and no token."""
    folder = archive(tmp_path)
    with Upstream(Arxiv(papers=[], today=TODAY)) as upstream:
        fetching.fetch(folder, upstream.origin, "--days", "1", token="hf_invented")  # noqa: S106 - no token
    [question] = upstream.questions
    assert question.headers["user-agent"].startswith("daily-papers-archive/")
    assert "+https://example.org/daily-papers/" in question.headers["user-agent"]
    assert "authorization" not in question.headers
