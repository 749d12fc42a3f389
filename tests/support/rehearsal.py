"""The daily workflow on this machine: `make rehearsal`.

The lines are read from the workflow file and run as they stand, in its order, each job in a folder
of its own. GitHub's part is played by a few functions: a bare repository to check out from and push
to, folders for caches and artifacts, and a folder that is served like Pages. What the file may ask
of GitHub is written down here and in `tests/support/expressions.py`; anything else in it is an error, not a guess.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from generator.build import incremental
from tests.support import keeper
from tests.support.expressions import Functions, Value, condition, filled
from tests.support.helpers import ROOT
from tests.support.running import running

WORKFLOW = ROOT / ".github" / "workflows" / "daily.yml"
BASE = "/daily-papers"
INSTALL = "bash .github/retry bash .github/install"
"""The only command that is not run: it loads packages. `.venv/bin/papers` is this repository's instead."""
INSTALLED = "an environment was installed"

Step = Mapping[str, Any]
Outputs = dict[str, str]


@dataclass(kw_only=True)
class Run:
    """What one run of the workflow did: `results` by job; by step, in order, what it printed and how long
    it took; how often an environment was installed; what is on the page of the run."""

    results: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, dict[str, float]] = field(default_factory=dict)
    installs: int = 0
    summary: str = ""

    @property
    def is_green(self) -> bool:
        """Whether every job that was needed did what it should."""
        return set(self.results.values()) <= {"success", "skipped"} and self.results["fetch"] == "success"

    @property
    def jobs(self) -> list[str]:
        """Those that ran."""
        return [name for name, result in self.results.items() if result != "skipped"]


@dataclass(kw_only=True)
class Rehearsal:
    """A repository on a host that runs its workflow. `folder` holds all of it; `broken` names actions that
    fail, and "install"; `minutes` is what a fetch may take instead of what the file says; with `stale` each
    machine has its Python elsewhere; `program` is the module that stands for the program."""

    folder: Path
    environment: Mapping[str, str]
    address: str
    inputs: Mapping[str, str | bool] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    program: str = "generator"
    minutes: str = "40"
    stale: bool = False

    @property
    def origin(self) -> Path:
        """The bare repository."""
        return self.folder / "origin.git"

    @property
    def published(self) -> Path:
        """What visitors get."""
        return self.folder / "pages" / BASE.strip("/")

    def run(self, **inputs: str | bool) -> Run:
        """One run, from the first job to the last: by hand where there are inputs, else on schedule."""
        workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
        asked = {**self.inputs, **inputs}
        assert asked.keys() <= workflow[True]["workflow_dispatch"]["inputs"].keys()
        done, run = Run(), str(time.time_ns())
        known: dict[str, Value] = {f"inputs.{name}": value for name, value in asked.items()}
        known |= {
            "github.event_name": "workflow_dispatch" if asked else "schedule",
            "github.event.repository.default_branch": "main",
            "github.run_id": run,
            **REPOSITORY,
        }
        for name, job in workflow["jobs"].items():
            wanted = job.get("needs", [])
            needs = [wanted] if isinstance(wanted, str) else wanted
            others = [key for key in known if key.startswith("needs.") and key.split(".")[1] not in needs]
            seen = {key: known[key] for key in known.keys() - set(others)}
            fine = all(done.results[other] == "success" for other in needs)
            if self._starts(job, seen, is_fine=fine):
                with tempfile.TemporaryDirectory(dir=self.folder, prefix=f"{name}-") as place:
                    environment = {**workflow.get("env", {}), **job.get("env", {})}
                    found = _Job(self, name, Path(place), seen, environment)
                    found.steps(job["steps"], done)
                    done.results[name] = "success" if found.is_fine else "failure"
                    outputs = {key: found.filled(value) for key, value in job.get("outputs", {}).items()}
                    known |= {f"needs.{name}.outputs.{key}": value for key, value in outputs.items()}
            known[f"needs.{name}.result"] = done.results.setdefault(name, "skipped")
        return done

    def _starts(self, job: Mapping[str, Any], seen: Mapping[str, Value], *, is_fine: bool) -> bool:
        status: Functions = {"success": lambda: is_fine, "cancelled": lambda: False}
        return condition(job.get("if", ""), lambda name: seen.get(name, ""), status)


REPOSITORY: Mapping[str, Value] = {
    "github.ref_name": "main",
    "github.token": "no-token",
    "github.server_url": "https://host.example",
    "github.repository": "ada/archive",
    "github.run_attempt": "1",
}


class _Job:
    """One job in its workspace."""

    def __init__(
        self,
        host: Rehearsal,
        name: str,
        workspace: Path,
        values: Mapping[str, Value],
        environment: Mapping[str, object],
    ) -> None:
        self.host = host
        self.name = name
        self.workspace = workspace
        self.values = dict(values)
        self.is_fine = True
        self.environment = self._texts(environment)

    def steps(self, steps: list[Step], run: Run) -> None:
        """Runs them; what each printed goes to `run`."""
        seconds = run.seconds.setdefault(self.name, {})
        for step in steps:
            if not condition(step.get("if", ""), self._value, self._functions):
                continue
            began = time.monotonic()
            if "uses" in step:
                fine, outputs = self._action(step)
            else:
                fine, outputs = self._line(step, run)
            seconds[step["name"]] = time.monotonic() - began
            self.is_fine = self.is_fine and fine
            self.values[f"steps.{step.get('id')}.outcome"] = "success" if fine else "failure"
            self.values |= {f"steps.{step.get('id')}.outputs.{k}": v for k, v in outputs.items()}

    def filled(self, written: object) -> str:
        """A text with its `${{ … }}` looked up."""
        return filled(written, self._value, self._functions)

    @property
    def _functions(self) -> Functions:
        return {
            "hashFiles": lambda path: str(hash((self.workspace / path).read_bytes())),
            "success": lambda: self.is_fine,
            "cancelled": lambda: False,
        }

    def _value(self, name: str) -> Value:
        if name == "job.status":
            return "success" if self.is_fine else "failure"
        if name.startswith("secrets."):
            return self.host.secrets.get(name.removeprefix("secrets."), "")
        if name.startswith("env."):
            return self.environment.get(name.removeprefix("env."), "")
        if name.startswith(("steps.", "needs.", "inputs.")):
            return self.values.get(name, "")
        return self.values[name]

    def _texts(self, values: Mapping[str, object]) -> dict[str, str]:
        return {key: self.filled(value) for key, value in values.items()}

    def _action(self, step: Step) -> tuple[bool, Outputs]:
        action, _, _ = step["uses"].partition("@")
        if action in self.host.broken:
            return False, {}
        return True, ACTIONS[action](self, self._texts(step.get("with", {})))

    def _line(self, step: Step, run: Run) -> tuple[bool, Outputs]:
        files = {name: self.host.folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        # The shell of GitHub's steps, with nothing inherited but the path.
        line = step["run"].replace("--for 40 ", f"--for {self.host.minutes} ")
        line = line.replace(INSTALL, self._installation())
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line],  # noqa: S607 - as there
            cwd=self.workspace,
            env={
                **self.host.environment,
                **self.environment,
                **self._texts(step.get("env", {})),
                "GITHUB_ACTIONS": "true",
                **{name: str(file) for name, file in files.items()},
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        run.said[step["name"]] = done.stdout
        run.installs += INSTALLED in done.stdout
        run.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        told = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        return done.returncode == 0, dict(line.split("=", 1) for line in told)

    def _installation(self) -> str:
        """What stands for `INSTALL`: the program of this environment, under the name it has there."""
        if "install" in self.host.broken:
            return "false"
        python = Path(sys.executable)
        if self.host.stale:
            python = self.workspace / "python"
            python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
            python.chmod(0o755)
        program = f'#!/bin/sh\nexec "{python}" {keeper.line(self.host.program)} "$@"\n'
        made = f"mkdir -p .venv/bin; printf %s {shlex.quote(program)} > .venv/bin/papers"
        return f"{{ {made}; chmod +x .venv/bin/papers; echo {INSTALLED}; }}"


Given = Mapping[str, str]


def _checkout(job: _Job, given: Given) -> Outputs:
    assert given["persist-credentials"] == "false"
    command = [
        "git",
        "clone",
        "--quiet",
        "--depth",
        "1",
        "--branch",
        given["ref"],
        job.host.origin.as_uri(),
        ".",
    ]
    subprocess.run(command, cwd=job.workspace, env={**job.host.environment}, check=True)
    return {}


def _configure_pages(job: _Job, given: Given) -> Outputs:
    assert not given
    return {"base_url": job.host.address}


def _restore(job: _Job, given: Given) -> Outputs:
    """The cache of that name, else of all whose names begin so the newest. Different paths are different
    caches, as there."""
    exact = job.host.folder / "caches" / _mark(given) / given["key"]
    prefix = given.get("restore-keys")
    begun = [entry for entry in exact.parent.glob("*") if prefix and entry.name.startswith(prefix)]
    found = exact if exact.exists() else max(begun, key=lambda entry: entry.stat().st_mtime_ns, default=None)
    if found is None:
        return {"cache-hit": "", "cache-matched-key": ""}
    if given.get("lookup-only") != "true":
        subprocess.run(["tar", "-xf", found], cwd=job.workspace, check=True)  # noqa: S607 - on PATH
    return {"cache-hit": str(found == exact).lower(), "cache-matched-key": found.name}


def _mark(given: Given) -> str:
    return hashlib.sha256(given["path"].encode()).hexdigest()[:8]


def _save(job: _Job, given: Given) -> Outputs:
    """A key is written once, and nothing where there is nothing. As on the host, the format is one that
    keeps fractions of seconds."""
    target = job.host.folder / "caches" / _mark(given) / given["key"]
    found = [
        file.relative_to(job.workspace).as_posix()
        for path in given["path"].split()
        for file in sorted(job.workspace.glob(path))
    ]
    if found and not target.exists():
        target.parent.mkdir(exist_ok=True)
        command = ["tar", "--posix", "-cf", str(target), *found]
        subprocess.run(command, cwd=job.workspace, check=True)
    return {}


def _keep(job: _Job, given: Given) -> Outputs:
    """A file or a folder's files, under the artifact's name; of several paths, from their common folder on."""
    target, sources = job.host.folder / "artifacts" / given["name"], given["path"].split()
    common = os.path.commonpath(sources) if len(sources) > 1 else ""
    target.mkdir(parents=True, exist_ok=True)
    for path in sources:
        source, inside = job.workspace / path, Path(path).relative_to(common) if common else Path()
        if source.is_dir():
            shutil.copytree(source, target / inside, dirs_exist_ok=True)
        elif source.is_file():
            shutil.copy(source, target / inside)
    return {}


def _take(job: _Job, given: Given) -> Outputs:
    shutil.copytree(
        job.host.folder / "artifacts" / given["name"], job.workspace / given["path"], dirs_exist_ok=True
    )
    return {}


def _upload(job: _Job, given: Given) -> Outputs:
    """Hidden files are left out, and there are no links. The workspace ends with its job, so nobody changes a file
    that has a second name here."""
    artifact = job.host.folder / "artifact"
    shutil.rmtree(artifact, ignore_errors=True)
    visible = shutil.ignore_patterns(".*")
    shutil.copytree(job.workspace / given["path"], artifact, ignore=visible, copy_function=incremental.link)
    return {}


def _deploy(job: _Job, given: Given) -> Outputs:
    assert not given
    shutil.rmtree(job.host.published, ignore_errors=True)
    (job.host.folder / "artifact").rename(job.host.published)
    return {"page_url": f"{job.host.address}/"}


ACTIONS: dict[str, Callable[[_Job, Given], Outputs]] = {
    "actions/checkout": _checkout,
    "actions/configure-pages": _configure_pages,
    "actions/cache/restore": _restore,
    "actions/cache/save": _save,
    "actions/upload-artifact": _keep,
    "actions/download-artifact": _take,
    "actions/upload-pages-artifact": _upload,
    "actions/deploy-pages": _deploy,
}


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        """Says nothing."""


@contextmanager
def hosted(folder: Path, archive: Path, environment: Mapping[str, str]) -> Iterator[Rehearsal]:
    """A host with the files of `archive` in its repository and its pages on a port of this machine."""
    for name in ("caches", "pages"):
        (folder / name).mkdir()
    _first_commit(archive, folder / "origin.git", environment)
    handler = partial(_Silent, directory=str(folder / "pages"))
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        address = f"http://127.0.0.1:{port}{BASE}"
        yield Rehearsal(folder=folder, environment=environment, address=address)


def _first_commit(archive: Path, origin: Path, environment: Mapping[str, str]) -> None:
    """Sixty clones would each compress the program and look for likenesses in it: the repository is packed once, and
    as it is."""
    who = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
    there = ["--git-dir", str(origin)]
    for command in (
        ["init", "--quiet", "--initial-branch", "main"],
        ["add", "--all"],
        [*who, "commit", "--quiet", "--message", "A new archive"],
        ["clone", "--quiet", "--bare", ".", str(origin)],
        [*there, "config", "core.compression", "0"],
        [*there, "config", "pack.window", "0"],
        [*there, "repack", "-adFq"],
    ):
        subprocess.run(["git", *command], cwd=archive, env={**environment}, check=True)  # noqa: S607 - on PATH
