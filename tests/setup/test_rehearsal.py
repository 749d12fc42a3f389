"""The daily workflow, rehearsed: the lines of the file itself, against a source on this machine."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.intake.sources import samples
from tests.support import projects, rehearsal
from tests.support.announcing import Arxiv, invented
from tests.support.helpers import DATA, ROOT
from tests.support.posting import serving
from tests.support.rehearsal import INSTALL, Rehearsal, hosted
from tests.support.upstream import PATH, Days, Question, Reply, Upstream, always

pytestmark = pytest.mark.slow

STARTER = ROOT / "generator" / "starter"
TOPICS = "groups:\n  - {slug: old, label: Old}\ntopics:\n" + "".join(
    f'  - {{slug: old-{n}, label: Old {n}, group: old, description: "Words.", patterns: ["invented paper {n}"]}}\n'
    for n in range(40)
)
"""A vocabulary with a topic for each invented paper."""


def git(origin: Path, *command: str) -> str:
    """What git says about the repository the workflow pushes to."""
    return subprocess.run(
        ["git", *command],  # noqa: S607 - the one on PATH
        cwd=origin,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def weekdays(count: int) -> list[date]:
    """The last weekdays before today, newest first."""
    today = datetime.now(UTC).date()
    days = (today - timedelta(days=n) for n in range(1, 2 * count + 4))
    return [day for day in days if day.weekday() < 5][:count]


def entries(days: list[date], each: int = 1) -> dict[date, list[dict[str, Any]]]:
    """So many invented papers a day."""
    return {
        day: [
            samples.entry(
                10 * n + m, submittedOnDailyAt=f"{day}T00:00:00.000Z", publishedAt=f"{day}T00:00:00.000Z"
            )
            for m in range(each)
        ]
        for n, day in enumerate(days)
    }


@contextmanager
def rehearsed(folder: Path, upstream: Upstream, *settings: str) -> Iterator[Rehearsal]:
    """A new archive on a host, made with these options, and the sources it asks. Of the 160 topics that a new archive has,
    three are left: each is a page in each of these builds."""
    archive = folder / "archive"
    assert projects.papers("init", archive, "-q", *settings).exit_code == 0
    shutil.copy(DATA / "topics.yml", archive / "data")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "PAPERS_SOURCE": upstream.address,
        "PAPERS_SOURCE_ARXIV": upstream.origin,
    }
    with hosted(folder, archive, environment) as host:
        yield host


def test_a_day_of_an_archive(tmp_path: Path) -> None:
    """The first run fills it, the second changes nothing at all, the third brings one late paper, and a
    source that is down makes the run red and takes nothing away."""
    days = weekdays(14)
    source = Days(entries=entries(days))
    with Upstream(source) as upstream, rehearsed(tmp_path, upstream) as host:
        first = host.run()
        assert first.is_green, first.said
        assert re.fullmatch("saved 1[34] changed files, pushed in 1 try\n", first.said["Save"])
        site = projects.tree(host.published)
        assert f"days/{days[0]}/index.html" in site
        assert not [path for path in site if path.startswith(".")]

        second = host.run()
        assert second.is_green, second.said
        assert (second.jobs, second.installs) == (["fetch"], 1)
        assert second.said["Save"] == "saved 0 changed files\n"
        by_hand = host.run(since="")
        assert by_hand.is_green, by_hand.said
        assert (by_hand.jobs, by_hand.installs) == (["fetch", "build", "deploy", "look"], 2)
        assert "0 of them rendered" in by_hand.said["Build"]
        assert by_hand.said["Save the list of addresses"] == "saved 0 changed files\n"
        assert git(host.origin, "rev-list", "--count", "main") == "3"
        assert projects.differences(site, projects.tree(host.published)) == []

        at = f"{days[1]}T00:00:00.000Z"
        source.entries[days[1]].append(samples.entry(99, submittedOnDailyAt=at, publishedAt=at))
        third = host.run()
        assert third.is_green, third.said
        assert git(host.origin, "log", "-2", "--format=%s", "main").splitlines() == [
            "data: addresses.txt",
            f"data: 1 list day ({days[1]})",
        ]
        with_late = projects.tree(host.published)
        assert "papers/0001.00099/index.html" in with_late
        assert {path for path in site if path.endswith(".html")} <= with_late.keys()

        upstream.answers = always(Reply(status=404))
        down = host.run()
        assert down.results == {
            "fetch": "failure", "build": "success", "deploy": "success", "look": "success",
        }  # fmt: skip
        assert git(host.origin, "rev-list", "--count", "main") == "5"
        assert projects.differences(with_late, projects.tree(host.published)) == ["status/index.html"]
        assert "refused" in (host.published / "status" / "index.html").read_text(encoding="utf-8")


def span(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def commit(host: Rehearsal, path: str, text: str) -> None:
    """Somebody gives a file of the repository this text."""
    clone = host.folder / "somebody"
    shutil.rmtree(clone, ignore_errors=True)
    git(host.folder, "clone", "--quiet", str(host.origin), str(clone))
    (clone / path).write_text(text, encoding="utf-8")
    git(clone, "add", "--all")
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    git(clone, *who, "commit", "--quiet", "--message", "A file")
    git(clone, "push", "--quiet")


def settings(folder: Path, line: str) -> str:
    """The first `mkdocs.yml` and one more line below `extra: archive:`."""
    return (folder / "archive" / "mkdocs.yml").read_text(encoding="utf-8") + f"    {line}\n"


def test_a_backfill_by_hand(tmp_path: Path) -> None:
    """The inputs reach the program as they were written, whatever is in them, and both sources are asked. Pages'
    own address is in the pages, without any setting; a build that fails is never deployed."""
    days = weekdays(6)
    voted, announced = Days(entries=entries(days)), Arxiv(papers=invented(days), today=days[0])

    def both(question: Question) -> Reply:
        return voted(question) if question.path == PATH else announced(question)

    chosen = ("--source", "huggingface,arxiv", "--categories", "cs.CL")
    with Upstream(both) as upstream, rehearsed(tmp_path, upstream, *chosen) as host:
        host.program = "tests.support.unpaced"
        host.inputs = {"since": str(days[5]), "until": str(days[4])}
        first = host.run()
        assert first.is_green, first.said
        stored = git(host.origin, "ls-tree", "-r", "--name-only", "main", "data/days").split()
        read = {day.isoformat(): day.weekday() < 5 for day in span(days[5], days[4])}
        assert sorted(Path(path).stem for path in stored) == sorted(
            [*read, *(f"{day}.arxiv" for day, is_weekday in read.items() if is_weekday)]
        )
        day = (host.published / "days" / str(days[4]) / "index.html").read_text(encoding="utf-8")
        assert "1 on Hugging Face\u00a0· 2 on arXiv" in unescape(day)
        assert "reconstructed" in day
        home = (host.published / "index.html").read_text(encoding="utf-8")
        assert f'<link rel=canonical property=og:url href="{host.address}/">' in home
        host.inputs = {"since": f"$(touch {tmp_path}/never); x", "until": ""}
        assert host.run().results["fetch"] == "failure"
        assert not (tmp_path / "never").exists()
        before = projects.tree(host.published)
        host.inputs = {}
        commit(host, "mkdocs.yml", settings(tmp_path, "no_such_option: 1"))
        broken = host.run()
        assert broken.results == {
            "fetch": "failure", "build": "failure", "deploy": "skipped", "look": "skipped",
        }  # fmt: skip
        assert projects.tree(host.published) == before


def test_the_digest_of_another_source(tmp_path: Path) -> None:
    """An archive of arXiv's announcements by itself, on schedule: what was announced is on the site, without a
    word of votes. Where the secret is set, a mail goes out once the site is live, and one of what is followed,
    and their records are pushed: the next run sends nothing, and stores nothing; on the next morning, all know of
    the new day."""
    days = weekdays(2)
    arxiv = Arxiv(papers=invented(days), today=days[1])
    chosen = ("--source", "arxiv", "--categories", "cs.CL")
    with serving() as sink, Upstream(arxiv) as upstream, rehearsed(tmp_path, upstream, *chosen) as host:
        host.program = "tests.support.unpaced"
        host.secrets = {"DIGEST": "day", **sink.environment("none")}
        commit(host, "data/follow.yaml", "- {name: ada, authors: [Ada Example], mail: day}\n")
        first = host.run()
        assert first.is_green, first.said
        assert first.said["Save what was sent"].startswith("saved 2 changed files, pushed in 1 try")
        assert host.address in str(sink.mails[0].get_body(("plain",)))
        second = host.run()
        assert second.is_green, second.said
        assert second.said["Save"] == "saved 0 changed files\n"
        assert [str(mail["Subject"]).split(",")[0] for mail in sink.mails][1] == "Daily papers: ada"
        assert len(sink.mails) == 2
        arxiv.today = days[0]
        third = host.run()
        assert third.is_green, third.said
        stored = git(host.origin, "ls-tree", "-r", "--name-only", "main", "data/days").split()
        assert {str(day) for day in days} <= {Path(path).stem for path in stored}
        assert len(sink.mails) == 4
        day = (host.published / "days" / str(days[0]) / "index.html").read_text(encoding="utf-8")
        assert day.count(" data-paper=") == len([one for one in arxiv.papers if one.day == days[0]]) - 1
        for path, word in (("index.html", "upvote"), ("guide/index.html", "Hugging Face")):
            assert word not in (host.published / path).read_text(encoding="utf-8")


@pytest.mark.attack(14, "a new vocabulary of topics, which takes published addresses away")
def test_a_loss_that_is_wanted(tmp_path: Path) -> None:
    """The build refuses and says which box to tick; ticked once, the addresses lead on, and later runs on
    schedule are green without it, also those that build."""
    days = weekdays(4)
    source = Days(entries=entries(days, each=3))
    with Upstream(source) as upstream, rehearsed(tmp_path, upstream) as host:
        commit(host, "data/topics.yml", TOPICS)
        assert host.run().is_green
        before = projects.tree(host.published)
        assert "topics/old-1/index.html" in before
        commit(host, "data/topics.yml", TOPICS.replace("old", "new"))
        refused = host.run()
        assert refused.results["build"] == "failure"
        *_, last = refused.said["Build"].splitlines()
        assert last.startswith("::error::papers: nothing was generated: published addresses would be lost")
        assert "Run workflow, accept_loss" in last
        said = unescape(refused.summary)
        assert "was published and is missing now" in said or "pages are missing" in said
        assert projects.tree(host.published) == before
        accepted = host.run(accept_loss=True)
        assert accepted.is_green, accepted.said
        page = (host.published / "topics" / "old-1" / "index.html").read_text(encoding="utf-8")
        assert 'http-equiv="refresh"' in page
        assert host.run().jobs == ["fetch"]
        at = f"{days[0]}T00:00:00.000Z"
        source.entries[days[0]].append(samples.entry(99, submittedOnDailyAt=at, publishedAt=at))
        later = host.run()
        assert (later.is_green, later.jobs) == (True, ["fetch", "build", "deploy", "look"])
        assert "topics/old-1/index.html" in projects.tree(host.published)


@pytest.mark.attack(15, "a protected branch, in the daily workflow")
def test_a_protected_branch(tmp_path: Path) -> None:
    """A declined push is reported with its reason, and the days are kept as an artifact; with a data
    branch the runs are green, the default branch stays, and a run without news ends early."""
    with Upstream(Days(entries=entries(weekdays(3)))) as upstream, rehearsed(tmp_path, upstream) as host:
        hook = host.origin / "hooks" / "update"
        hook.write_text(
            '#!/bin/sh\n[ "$1" != refs/heads/main ] || { echo GH006 >&2; exit 1; }\n', encoding="utf-8"
        )
        hook.chmod(0o755)
        declined = host.run()
        assert declined.results["fetch"] == "failure"
        assert "the remote says: GH006\n" in declined.said["Save"]
        assert "data_branch: papers-data" in declined.said["Save"].splitlines()[-1]
        assert "artifact unsaved-days" in declined.said["Save"]
        assert list((host.folder / "artifacts" / "unsaved-days" / "days").rglob("*.json"))
        assert "artifact unsaved-records" in declined.said["Save the list of addresses"]
        assert (host.folder / "artifacts" / "unsaved-records" / "addresses.txt").is_file()
        hook.chmod(0o644)
        commit(host, "mkdocs.yml", settings(tmp_path, "data_branch: papers-data"))
        hook.chmod(0o755)
        head = git(host.origin, "rev-parse", "main")
        green = host.run()
        assert green.is_green, green.said
        assert green.said["Save"].endswith("pushed to papers-data in 1 try\n")
        assert f"days/{weekdays(1)[0]}/index.html" in projects.tree(host.published)
        assert host.run().jobs == ["fetch"]
        assert git(host.origin, "rev-parse", "main") == head
        assert "data/addresses.txt" in git(host.origin, "ls-tree", "-r", "--name-only", "papers-data").split()


@pytest.mark.attack(15, "a package registry that is down for hours")
def test_what_fails_is_tried_again(tmp_path: Path) -> None:
    """Nothing that needs the program is tried without it, and nothing is kept as if it had been read; an
    environment that does not work on the next machine is created again. After a failed deployment the next
    run deploys although nothing is new; and so after a look that found something wrong."""
    with Upstream(Days(entries=entries(weekdays(1)))) as upstream, rehearsed(tmp_path, upstream) as host:
        host.broken = frozenset({"install"})
        failed = host.run()
        assert failed.results == {
            "fetch": "failure", "build": "failure", "deploy": "skipped", "look": "skipped",
        }  # fmt: skip
        assert set(failed.said) == {"Install", "Decide"}
        assert not (host.folder / "artifacts").exists()
        host.broken = frozenset({"actions/deploy-pages"})
        assert host.run().results["deploy"] == "failure"
        host.broken = frozenset()
        host.stale = True
        green = host.run()
        assert (green.is_green, green.installs) == (True, 3)
        assert green.jobs == ["fetch", "build", "deploy", "look"]
        host.stale = False
        host.broken = frozenset({"actions/download-artifact"})
        assert host.run(since="").results["look"] == "failure"
        host.broken = frozenset()
        assert host.run().jobs == ["fetch", "build", "deploy", "look"]


@pytest.mark.corpus
def test_thirty_days_of_the_corpus(corpus: Path, tmp_path: Path) -> None:
    """Real days: the second run changes nothing."""
    files = sorted((corpus / "hf-daily").glob("*.json.gz"))[-30:]
    found = {date.fromisoformat(file.name[:10]): _read(file) for file in files}
    with Upstream(Days(entries=found)) as upstream, rehearsed(tmp_path, upstream) as host:
        host.inputs = {"since": str(min(found)), "until": str(max(found))}
        first = host.run()
        assert first.is_green, first.said
        site, commits = projects.tree(host.published), git(host.origin, "rev-list", "--count", "main")
        second = host.run()
        assert second.is_green, second.said
        assert ": 0 new papers, 0 changed, 0 refused" in second.said["Fetch"]
        assert git(host.origin, "rev-list", "--count", "main") == commits == "3"
        assert projects.differences(site, projects.tree(host.published)) == []


def _read(file: Path) -> list[dict[str, Any]]:
    unpacked = subprocess.run(["gzip", "-dc", str(file)], capture_output=True, check=True).stdout  # noqa: S607
    found: list[dict[str, Any]] = json.loads(unpacked)
    return found


def test_the_starter_has_the_same_workflow() -> None:
    """`papers init` writes what this repository runs."""
    assert (STARTER / ".github" / "workflows" / "daily.yml").read_bytes() == rehearsal.WORKFLOW.read_bytes()
    assert (STARTER / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()


def test_every_line_is_rehearsed() -> None:
    """Of all lines of the workflow only the command that loads packages is not run as it stands."""
    jobs = yaml.safe_load(rehearsal.WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    lines = {step["run"] for step in steps if "run" in step}
    assert INSTALL in lines
    begin = (".venv/bin/papers ", 'test "$DIGEST" = mine || .venv/bin/papers ', "echo ")
    assert all(line.startswith(begin) for line in lines - {INSTALL})
    assert {step["uses"].partition("@")[0] for step in steps if "uses" in step} <= rehearsal.ACTIONS.keys()
