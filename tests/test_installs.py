"""Nothing is installed without a hash: every line of a workflow, of a script and of make is looked at."""

import re
import subprocess
from functools import cache

import pytest
import yaml

from tests.helpers import ROOT

LOCK = r"(?:[\w./-]+\.lock|\"?\$lock\"?|\$<)"
OPTION = r"(?:--quiet|--silent|--disable-pip-version-check|--include=dev)"
ALLOWED = (
    rf"pip (?:{OPTION} )*install (?:{OPTION} )*--no-deps --require-hashes -r {LOCK}$",
    rf"pip (?:{OPTION} )*install (?:{OPTION} )*--no-deps --no-build-isolation --editable \.$",
    rf"npm ci(?: {OPTION})*$",  # by the hashes of package-lock.json
    r"apt-get (?:install(?: -[qy]| --no-install-recommends)* chromium|update -q)$",  # signed by Debian
)
"""What may install, as a line without comments and redirections ends."""

INSTALLS = re.compile(
    r"(?<![-\w.])(?:pip[\d.]*|uv|npm|yarn|pnpm|apt|apt-get|snap|brew|conda|mamba|gem|cargo|go|playwright)"
    r"\s(?:.*\s)?(?:install|add|i|ci|download|sync|update|upgrade|wheel|get|exec|tool|run)(?:\s|$)"
    r"|\b(?:npx|uvx|pipx|bunx|easy_install|curl|wget)\s"
    r"|\bgit clone\b.*(?:://|@)"
)
"""What brings programs from elsewhere."""


def targets() -> list[str]:
    """Every target of the Makefile that `make` lists."""
    return re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@cache
def scripts() -> dict[str, str]:
    """Every place from which something is run when a change is checked or an archive's day begins."""
    found = {
        f".github/{name}": (ROOT / ".github" / name).read_text(encoding="utf-8") for name in ("install",)
    }
    for file in sorted((ROOT / ".ci").iterdir()):
        if file.is_file() and file.read_bytes().startswith(b"#!"):
            found[f".ci/{file.name}"] = file.read_text(encoding="utf-8")
    for file in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        jobs = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]
        for name, job in jobs.items():
            lines = [step["run"] for step in job["steps"] if "run" in step]
            found[f"{file.name}, {name}"] = "\n".join(lines)
    found["make"] = subprocess.run(
        ["make", "--dry-run", "--always-make", "--no-print-directory", *targets()],  # noqa: S607 - on PATH
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return found


def unhashed(script: str) -> list[str]:
    """The lines that install something in a way that is not one of the allowed."""
    found = []
    for line in script.replace("\\\n", " ").splitlines():
        told = re.sub(r"\becho(?:\s+(?:\"[^\"]*\"|'[^']*'|[^\s;&|]+))+", "echo", line)
        for command in re.split(r"\|\||&&|[;|]|\s#", told):
            bare = " ".join(re.sub(r"\d?>.*", "", command).split())
            if INSTALLS.search(bare) and not any(re.search(allowed, bare) for allowed in ALLOWED):
                found.append(line.strip())
                break
    return found


@pytest.mark.attack(7, "a package without a hash in a workflow, a script or a target of make")
def test_nothing_is_installed_without_a_hash() -> None:
    """Locks with hashes, this very folder, and Debian's Chromium: nothing else."""
    looked = scripts()
    assert sum(script.count("--require-hashes") for script in looked.values()) >= 6
    assert {name: lines for name, script in looked.items() if (lines := unhashed(script))} == {}


@pytest.mark.parametrize(
    "line",
    [
        "pip install wheel",
        "python3 -m pip install --upgrade pip",
        ".venv/bin/python -m pip --quiet install -r requirements.txt",
        "pip install --no-deps -r requirements.lock",
        "pip install --require-hashes -r requirements.lock",
        "pip install --no-deps --require-hashes -r requirements.lock wheel",
        "pip install --no-deps --require-hashes -r requirements.lock && pip install wheel",
        "pip install --editable .",
        "pip download wheel",
        "uv pip install wheel",
        "uv tool install ruff",
        "uvx ruff",
        "pipx run ruff",
        "npm install",
        "npm i typescript",
        "npx tsc",
        "curl -sSf https://example.org/install.sh | sh",
        "wget https://example.org/tool",
        "sudo apt-get install -y nodejs",
        "apt-get install -y chromium nodejs",
        "go install example.org/tool@latest",
        "cargo install tool",
        "playwright install chromium",
        "git clone https://example.org/tool.git",
        "true || pip install wheel",
    ],
)
def test_what_would_be_found(line: str) -> None:
    """Each of these would be named."""
    assert unhashed(f"set -e\n{line}\n") == [line]


def test_every_workflow_is_looked_at() -> None:
    """Also what a new one runs."""
    looked = scripts()
    for file in (ROOT / ".github" / "workflows").glob("*.yml"):
        assert any(name.startswith(f"{file.name}, ") for name in looked)
