"""The daily workflow on this machine: `make rehearsal`.

The lines are read from the workflow file and run as they stand, in its order, each job in a folder
of its own. GitHub's part is played by a few functions: a bare repository to check out from and push
to, folders for caches and artifacts, and a folder that is served like Pages. What the file may ask
of GitHub is written down here; anything else in it is an error, not a guess.
"""

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from tests.helpers import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "daily.yml"
BASE = "/daily-papers"
INSTALL = "bash .github/install"
"""The only line that is not run: it loads packages. `.venv/bin/papers` is this repository's instead."""

Step = Mapping[str, Any]
Outputs = dict[str, str]

CONDITIONS: dict[str, Callable[[Mapping[str, str], bool], bool]] = {
    "": lambda _needs, fine: fine,
    "github.event_name == 'schedule' || github.ref_name == github.event.repository.default_branch": lambda _needs, fine: (
        fine
    ),
    "${{ !cancelled() }}": lambda _needs, _fine: True,
    "${{ !cancelled() && needs.fetch.result != 'skipped' }}": lambda needs, _: needs["fetch"] != "skipped",
    "${{ !cancelled() && needs.build.result == 'success' }}": lambda needs, _: needs["build"] == "success",
    "${{ !cancelled() && needs.deploy.result == 'success' }}": lambda needs, _: needs["deploy"] == "success",
    "${{ !cancelled() && needs.look.result == 'success' }}": lambda needs, _: needs["look"] == "success",
    "${{ env.DIGEST != '' }}": lambda env, fine: fine and bool(env["DIGEST"]),
    "${{ !cancelled() && env.DIGEST != '' }}": lambda env, _: bool(env["DIGEST"]),
}
"""What a job or step may wait for: (results of the jobs it needs, or the job's own environment; whether
all steps so far went well)."""


@dataclass(kw_only=True)
class Run:
    """What one run of the workflow did: `results` by job, what the steps printed, in order."""

    results: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def is_green(self) -> bool:
        """Whether every job did what it should."""
        return set(self.results.values()) == {"success"}


@dataclass(kw_only=True)
class Rehearsal:
    """A repository on a host that runs its workflow. `folder` holds all of it."""

    folder: Path
    environment: Mapping[str, str]
    address: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> Path:
        """The bare repository."""
        return self.folder / "origin.git"

    @property
    def published(self) -> Path:
        """What visitors get."""
        return self.folder / "pages" / BASE.strip("/")

    def run(self) -> Run:
        """One run, from the first job to the last."""
        workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
        done, outputs = Run(), dict[str, Outputs]()
        for name, job in workflow["jobs"].items():
            wanted = job.get("needs", [])
            needs = {
                other: done.results[other] for other in ([wanted] if isinstance(wanted, str) else wanted)
            }
            if not CONDITIONS[job.get("if", "")](needs, True):  # noqa: FBT003 - no step has failed yet
                done.results[name] = "skipped"
                continue
            with tempfile.TemporaryDirectory(dir=self.folder, prefix=f"{name}-") as place:
                found = _Job(self, Path(place), dict(outputs), job.get("env", {}))
                done.results[name] = "success" if found.steps(job["steps"], done.said) else "failure"
                outputs[name] = {key: found.filled(value) for key, value in job.get("outputs", {}).items()}
        return done


class _Job:
    """One job in its workspace."""

    def __init__(
        self,
        host: Rehearsal,
        workspace: Path,
        needs: Mapping[str, Outputs],
        environment: Mapping[str, object],
    ) -> None:
        self.host = host
        self.workspace = workspace
        self.values = {
            "github.ref_name": "main",
            "github.token": "no-token",
            "github.server_url": "https://host.example",
            "github.repository": "ada/archive",
            "github.run_id": str(time.time_ns()),
            "github.run_attempt": "1",
            "inputs.since": host.inputs.get("since", ""),
            "inputs.until": host.inputs.get("until", ""),
        }
        for job, outputs in needs.items():
            self.values |= {f"needs.{job}.outputs.{key}": value for key, value in outputs.items()}
        self.environment = self._texts(environment)

    def steps(self, steps: list[Step], said: dict[str, str]) -> bool:
        """Runs them; what each printed goes to `said`."""
        fine = True
        for step in steps:
            if not CONDITIONS[step.get("if", "")](self.environment, fine):
                continue
            if "uses" in step:
                action, _, _ = step["uses"].partition("@")
                outputs = ACTIONS[action](self, self._texts(step.get("with", {})))
                self.values |= {f"steps.{step.get('id')}.outputs.{k}": v for k, v in outputs.items()}
            else:
                code, text = self._line(step)
                said[step["name"]] = text
                fine = fine and code == 0
        return fine

    def filled(self, text: object) -> str:
        """A text with its `${{ … }}` looked up."""
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: self._value(found[1]), str(text))

    def _value(self, expression: str) -> str:
        hashed = re.fullmatch(r"hashFiles\('(.+)'\)", expression)
        if hashed:
            return str(hash((self.workspace / hashed[1]).read_bytes()))
        if expression.startswith("secrets."):
            return self.host.secrets.get(expression.removeprefix("secrets."), "")
        return self.values[expression]

    def _texts(self, values: Mapping[str, object]) -> dict[str, str]:
        return {key: self.filled(value) for key, value in values.items()}

    def _line(self, step: Step) -> tuple[int, str]:
        if step["run"] == INSTALL:
            return 0, self._install()
        # The shell of GitHub's steps, with nothing inherited but the path.
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607 - as there
            cwd=self.workspace,
            env={**self.host.environment, **self.environment, **self._texts(step.get("env", {}))},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def _install(self) -> str:
        program = self.workspace / ".venv" / "bin" / "papers"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        return ""


Given = Mapping[str, str]


def _checkout(job: _Job, given: Given) -> Outputs:
    assert given["persist-credentials"] == "False"
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
    """Of all caches whose key begins so, the newest."""
    assert given["key"] == given["restore-keys"]
    caches = [
        entry for entry in (job.host.folder / "caches").iterdir() if entry.name.startswith(given["key"])
    ]
    if caches:
        newest = max(caches, key=lambda entry: entry.stat().st_mtime_ns)
        subprocess.run(["tar", "-xf", newest], cwd=job.workspace, check=True)  # noqa: S607 - on PATH
    return {}


def _save(job: _Job, given: Given) -> Outputs:
    """A key is written once. As on the host, the format is one that keeps fractions of seconds."""
    target = job.host.folder / "caches" / given["key"]
    if not target.exists():
        command = ["tar", "--posix", "-cf", str(target), *given["path"].split()]
        subprocess.run(command, cwd=job.workspace, check=True)
    return {}


def _keep(job: _Job, given: Given) -> Outputs:
    """One file, under the artifact's name."""
    target = job.host.folder / "artifacts" / given["name"]
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(job.workspace / given["path"], target)
    return {}


def _take(job: _Job, given: Given) -> Outputs:
    shutil.copytree(
        job.host.folder / "artifacts" / given["name"], job.workspace / given["path"], dirs_exist_ok=True
    )
    return {}


def _upload(job: _Job, given: Given) -> Outputs:
    """Files are copied even where they have two names; hidden ones are left out."""
    with tarfile.open(job.host.folder / "artifact.tar", "w", dereference=True) as archive:
        archive.add(job.workspace / given["path"], ".", filter=_visible)
    return {}


def _visible(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    assert not member.issym()
    return None if any(part.startswith(".") for part in member.name.split("/")[1:]) else member


def _deploy(job: _Job, given: Given) -> Outputs:
    assert not given
    shutil.rmtree(job.host.published, ignore_errors=True)
    with tarfile.open(job.host.folder / "artifact.tar") as archive:
        archive.extractall(job.host.published, filter="data")
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
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}{BASE}"
        yield Rehearsal(folder=folder, environment=environment, address=address)
        server.shutdown()
        thread.join()


def _first_commit(archive: Path, origin: Path, environment: Mapping[str, str]) -> None:
    who = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.org"]
    for command in (
        ["init", "--quiet", "--initial-branch", "main"],
        ["add", "--all"],
        [*who, "commit", "--quiet", "--message", "A new archive"],
        ["clone", "--quiet", "--bare", ".", str(origin)],
    ):
        subprocess.run(["git", *command], cwd=archive, env={**environment}, check=True)  # noqa: S607 - on PATH
