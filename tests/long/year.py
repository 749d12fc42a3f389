"""A year of an operator's life, on this machine: `make rehearsal`.

Each step is one function: it does what an operator does, has the daily workflow run as often as it
would, and prints the result. A step that fails is reported and the next ones continue. Days pass by a
clock that is set before each run; papers are invented, and the source is a server on this machine.
"""

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.support import fetching, projects
from tests.support.helpers import ROOT
from tests.support.rehearsal import Rehearsal, Run, hosted
from tests.support.upstream import Days, Reply, Upstream, always

START = date(2026, 3, 2)
"""A Monday."""
LONG_AGO = date(2025, 11, 3)
WITHDRAWN = "0001.09001"
INSTALLING = 25.0
"""Seconds of one installation from the locks, which a rehearsal replaces by a link to this environment."""

CLOCK = '''"""The clock of a rehearsal: the day in REHEARSAL_DAY, and the true time of that day."""

import datetime
import os

_SHIFT = (datetime.date.fromisoformat(os.environ["REHEARSAL_DAY"]) - datetime.date.today()).days


class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=_SHIFT)


if _SHIFT:
    datetime.datetime = Shifted
'''


def topics(name: str) -> str:
    """A vocabulary of our own: a topic for each of the first papers."""
    first = (START - LONG_AGO).days
    numbers = [10 * (first - n) + m for n in range(20) for m in (1, 2)]
    return f"groups:\n  - {{slug: {name}, label: Ours}}\ntopics:\n" + "".join(
        f'  - {{slug: {name}-{n}, label: Topic {n}, group: {name}, description: "Words.", patterns: ["paper {n}"]}}\n'
        for n in numbers
    )


@dataclass(slots=True, kw_only=True)
class Year:
    """The archive, where it is kept, the source it asks, and what day it is."""

    folder: Path
    source: Days
    upstream: Upstream
    host: Rehearsal
    today: date = START
    runs: list[Run] = field(default_factory=list)

    def run(self, **inputs: str | bool) -> Run:
        """The daily workflow, today."""
        self.set_clock(self.today)
        done = self.host.run(**inputs)
        self.runs.append(done)
        return done

    def green(self, **inputs: str | bool) -> Run:
        """The same, and it must be green."""
        done = self.run(**inputs)
        assert done.is_green, (done.results, {step: said[-600:] for step, said in done.said.items()})
        return done

    def set_clock(self, day: date) -> None:
        """What the programs take for today."""
        self.host.environment = {**self.host.environment, "REHEARSAL_DAY": day.isoformat()}

    def news(self, day: date, count: int = 2) -> None:
        """The source lists papers on a day."""
        number = 10 * (day - LONG_AGO).days
        self.source.entries[day] = [fetching.entry(number + n, day) for n in range(1, count + 1)]

    def clone(self) -> Path:
        """The operator's own clone, as it is at the host now."""
        place = self.folder / "clone"
        shutil.rmtree(place, ignore_errors=True)
        git(self.folder, "clone", "--quiet", str(self.host.origin), str(place))
        return place

    def commit(self, clone: Path, message: str) -> None:
        """What the operator has changed."""
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--message", message)
        git(clone, "push", "--quiet")

    def papers(self, folder: Path, *arguments: str) -> str:
        """`papers …` in a folder, which must succeed."""
        done = subprocess.run(
            [sys.executable, "-m", "generator", *arguments],
            cwd=folder,
            env={**self.host.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout

    @property
    def pages(self) -> dict[str, str]:
        """What visitors get."""
        return projects.tree(self.host.published)


def git(folder: Path, *command: str) -> str:
    """What git says; it must succeed."""
    who = {
        f"GIT_{role}_{what}": "ada@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    return subprocess.run(
        ["git", *command],  # noqa: S607 - on PATH
        cwd=folder,
        env={**os.environ, **who},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def first_run(year: Year) -> str:
    """The first run of an archive that a wheel has made."""
    for n in range(20):
        day = START - timedelta(days=n)
        if day.weekday() < 5:
            year.news(day)
    year.source.last = START
    done = year.green()
    assert f"days/{START}/index.html" in year.pages
    return f"green, {done.said['Save'].strip()}, {len(year.pages):,} files live"


def thirty_days(year: Year) -> str:
    """Thirty days: three list days a week, a source that is down, a late paper, one that is withdrawn."""
    told, changed = [], {10, 16, 22}
    for n in range(1, 31):
        year.today = START + timedelta(days=n)
        year.source.last = year.today
        is_list_day = year.today.weekday() in {0, 2, 4}
        if is_list_day:
            year.news(year.today)
        if n == 9:
            year.upstream.answers = always(Reply(status=503))
            before = year.pages
            down = year.run()
            assert down.results["fetch"] == "failure"
            assert projects.differences(before, year.pages) == ["status/index.html"]
            year.upstream.answers = year.source
            told.append("a dead source was red and took nothing")
            continue
        if n == 16:
            late = year.today - timedelta(days=2)
            year.source.entries[late].append(fetching.entry(9001, late))
        if n == 22:
            clone = year.clone()
            note = f'papers:\n  "{WITHDRAWN}": {{withdraw: "Taken back by its authors."}}\n'
            (clone / "data" / "curation.yaml").write_text(note, encoding="utf-8")
            year.commit(clone, "Withdraw a paper")
        done = year.green()
        # A weekday without papers is stored as such once it is over.
        whole = is_list_day or n in changed or "0 changed files" not in done.said["Save"]
        assert done.jobs == (["fetch", "build", "deploy", "look"] if whole else ["fetch"]), (n, done.jobs)
    page = (year.host.published / "papers" / WITHDRAWN / "index.html").read_text(encoding="utf-8")
    assert "Taken back by its authors." in page
    quiet = sum(run.jobs == ["fetch"] for run in year.runs)
    status = year.papers(year.clone(), "status").splitlines()
    return f"{'; '.join(told)}; {quiet} runs had nothing new; {status[0]}, {status[1]}"


def new_topics(year: Year) -> str:
    """A new vocabulary: refused, then accepted by hand, then green again."""
    clone = year.clone()
    (clone / "data" / "topics.yml").write_text(topics("second"), encoding="utf-8")
    year.commit(clone, "Topics of our own")
    refused = year.run()
    assert refused.results["build"] == "failure", refused.results
    last = refused.said["Build"].splitlines()[-1]
    assert "accept_loss" in last, last
    assert year.green(accept_loss=True).jobs[-1] == "look"
    assert year.green().jobs == ["fetch"]
    return "refused and named the box to tick; ticked once: green; the next run: green without it"


def protected_branch(year: Year) -> str:
    """The default branch takes no more commits from a workflow."""
    hook = year.host.origin / "hooks" / "update"
    rule = '#!/bin/sh\n[ "$1" != refs/heads/main ] || { echo "GH006: Protected branch" >&2; exit 1; }\n'
    clone = year.clone()
    year.today += timedelta(days=1)
    year.source.last = year.today
    year.news(year.today)
    hook.write_text(rule, encoding="utf-8")
    hook.chmod(0o755)
    declined = year.run()
    assert "the remote says: GH006: Protected branch" in declined.said["Save"]
    hook.unlink()  # the operator's own pull request is merged
    with (clone / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("    data_branch: papers-data\n")
    git(clone, "pull", "--quiet", "--rebase", "--autostash")
    year.commit(clone, "The data on a branch of their own")
    hook.write_text(rule, encoding="utf-8")
    hook.chmod(0o755)
    head = git(year.host.origin, "rev-parse", "main")
    green = year.green()
    assert f"days/{year.today}/index.html" in year.pages
    assert year.green().jobs == ["fetch"]
    assert git(year.host.origin, "rev-parse", "main") == head
    return f"declined with the server's reason; with data_branch green: {green.said['Save'].strip()}"


def long_backfill(year: Year) -> str:
    """A range that takes longer than a run may, over several runs."""
    first, last = LONG_AGO, LONG_AGO + timedelta(days=39)
    for n in range((last - first).days + 1):
        if (first + timedelta(days=n)).weekday() < 5:
            year.news(first + timedelta(days=n), 1)

    def slow(question: object) -> Reply:
        time.sleep(0.1)
        return year.source(question)  # type: ignore[arg-type]

    year.upstream.answers, year.host.minutes = slow, "0.035"
    runs = [year.run(since=str(first), until=str(last))]
    assert "left when time ran out" in runs[0].said["Fetch"], runs[0].said["Fetch"]
    while "left when time ran out" in runs[-1].said["Fetch"] and len(runs) < 12:
        runs.append(year.run())
    year.upstream.answers, year.host.minutes = year.source, "40"
    assert all(run.is_green for run in runs), [run.results for run in runs]
    assert f"days/{first}/index.html" in year.pages
    return f"40 days in {len(runs)} runs, each of them green"


def wrong_clock(year: Year) -> str:
    """One run on a machine whose clock shows 2030, then a right one."""
    right = year.today
    year.today, year.source.last = date(2030, 1, 7), date(2030, 1, 7)
    year.run()
    year.today, year.source.last = right, right
    year.source.entries[right].append(fetching.entry(9002, right))
    year.green()
    assert "papers/0001.09002/index.html" in year.pages, "a true answer changed nothing"
    assert not [path for path in year.pages if path.startswith("days/2030")]
    return "a true answer of the next run still counts, and no day of 2030 is live"


def upgrade(year: Year) -> str:
    """An archive that an older version made gets the files of this one."""
    clone = year.clone()
    workflow = clone / ".github" / "workflows" / "daily.yml"
    workflow.write_text("name: daily\n", encoding="utf-8")
    (clone / "requirements.lock").write_text("# an old one\n", encoding="utf-8")
    year.commit(clone, "As an older version had it")
    year.green()
    replaced = [".github/workflows/daily.yml", "requirements.lock"]
    said = year.papers(clone, "upgrade", *(f"--replace={name}" for name in replaced))
    assert workflow.read_bytes() == (ROOT / ".github" / "workflows" / "daily.yml").read_bytes()
    assert (clone / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()
    year.commit(clone, "Upgrade")
    assert year.green().jobs == ["fetch", "build", "deploy", "look"]
    return f"workflow and lock are those of this version, the run is green; {said.splitlines()[-1]}"


def lost_repository(year: Year) -> str:
    """Nothing is left but the site: the days come back from what it gives to programs."""
    known = papers_of(year, year.clone())
    told = []
    for where, pattern in (("api", "days/*.json"), ("exports", "*.jsonl.gz")):
        archive = year.folder / f"restored-{where}"
        year.papers(year.folder, "init", str(archive))
        files = sorted((year.host.published / where).glob(pattern))
        assert files, f"the site has no {where}/{pattern}"
        year.papers(archive, "import", *map(str, files))
        found = papers_of(year, archive)
        assert found == known, (where, len(found), len(known))
        told.append(f"{where}/{pattern}: {len(files)} files, {len(found)} papers")
    return "; ".join(told)


def papers_of(year: Year, archive: Path) -> dict[str, list[str]]:
    """Day → ids of its papers but the withdrawn one, with what is on the data branch."""
    if "data_branch" in (archive / "mkdocs.yml").read_text(encoding="utf-8"):
        year.papers(archive, "pull")
    found = {}
    for file in sorted((archive / "data" / "days").rglob("*.json")):
        ids = sorted({paper["id"] for paper in json.loads(file.read_bytes())["papers"]} - {WITHDRAWN})
        if ids:
            found[file.stem] = ids
    return found


def two_archives(year: Year) -> str:
    """Another archive of the same source, begun later, is merged into this one, and this one into it."""
    one, other = year.clone(), year.folder / "other"
    papers_of(year, one)
    year.papers(year.folder, "init", str(other))
    year.papers(other, "fetch", "--days", "5")
    sides = {}
    for target, source in ((one, other), (other, one)):
        copy = year.folder / f"merged-{target.name}"
        shutil.copytree(target, copy)
        for _again in range(2):
            year.papers(copy, "import", *map(str, sorted((source / "data" / "days").rglob("*.json"))))
        sides[target.name] = projects.tree(copy / "data" / "days")
    assert sides["clone"] == sides["other"], projects.differences(sides["clone"], sides["other"])[:5]
    return f"{len(sides['other'])} days, byte for byte the same in both directions, and twice as once"


Step = Callable[[Year], str]
STEPS: tuple[Step, ...] = (
    first_run,
    thirty_days,
    new_topics,
    upgrade,
    protected_branch,
    long_backfill,
    lost_repository,
    two_archives,
    wrong_clock,
)


def wheel(folder: Path) -> Path:
    """The program as somebody else gets it: built as a wheel, unpacked into a folder of its own."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "--wheel-dir",
        str(folder / "dist"),
        str(ROOT),
    ]
    subprocess.run([*pip, *build], check=True)
    (made,) = (folder / "dist").glob("*.whl")
    subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(folder / "program"), str(made)],
        check=True,
    )
    return made


def costs(run: Run) -> str:
    """Billed minutes: each job's steps with an installation's time, rounded up."""
    installing = {"fetch", "look"} if run.installs == 2 else {"fetch"}
    minutes = {
        name: math.ceil((sum(steps.values()) + (INSTALLING if name in installing else 0)) / 60)
        for name, steps in run.seconds.items()
    }
    jobs = ", ".join(f"{name} {sum(run.seconds[name].values()):.0f} s" for name in minutes)
    return f"{sum(minutes.values())} billed minutes, {run.installs} installations of {INSTALLING:.0f} s; besides: {jobs}"


def main() -> int:
    """Goes through all steps; 1 if one of them failed."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="papers-year-") as place:
        folder = Path(place)
        began = time.monotonic()
        made = wheel(folder)
        (folder / "clock").mkdir()
        (folder / "clock" / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
        source = Days(entries={}, last=START)
        with Upstream(source) as upstream:
            environment: Mapping[str, str] = {
                "PATH": os.environ["PATH"],
                "HOME": place,
                "PYTHONPATH": f"{folder / 'clock'}:{folder / 'program'}",
                "PAPERS_SOURCE": upstream.address,
                "REHEARSAL_DAY": START.isoformat(),
            }
            archive = folder / "archive"
            command = [sys.executable, "-m", "generator", "init", str(archive)]
            subprocess.run(command, cwd=folder, env={**environment}, check=True, stdout=subprocess.DEVNULL)
            _tell(
                "a wheel, and init from it",
                "done",
                f"{made.name}, {len(projects.tree(archive))} files",
                began,
            )
            (archive / "data" / "topics.yml").write_text(topics("first"), encoding="utf-8")
            with hosted(folder, archive, environment) as host:
                year = Year(folder=folder, source=source, upstream=upstream, host=host)
                for step in STEPS:
                    failed += not _taken(step, year)
                quiet = [run for run in year.runs if run.jobs == ["fetch"] and run.is_green]
                full = [run for run in year.runs if len(run.jobs) == 4 and run.is_green]
                for what, runs in (("a run with nothing new", quiet), ("a run with news", full)):
                    if runs:
                        sys.stdout.write(f"{what}: {costs(runs[-1])}\n")
    sys.stdout.write(f"{len(year.runs)} runs, {failed} steps failed\n")
    return min(failed, 1)


def _taken(step: Step, year: Year) -> bool:
    began = time.monotonic()
    name = step.__name__.replace("_", " ")
    try:
        _tell(name, "done", step(year), began)
    except Exception:  # noqa: BLE001 - any error is reported, and the year continues
        _tell(name, "FAILED", traceback.format_exc(limit=-2), began)
        return False
    return True


def _tell(step: str, result: str, what: str, began: float) -> None:
    sys.stdout.write(f"{result:<7}{step:<28}{time.monotonic() - began:6.0f} s  {what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
