"""Nothing is installed without a hash: every line of a workflow, of a script and of make is looked at."""

import re
import subprocess
from functools import cache

import pytest
import yaml

from tests.support.helpers import ROOT

LOCK = r"(?:[\w./-]+\.lock|\"?\$lock\"?|\$<)"
PINNED = rf"(?:{LOCK}|requirements\.txt)"  # an archive's own program, whose hash `papers init` writes
OPTION = r"(?:--quiet|--silent|--disable-pip-version-check|--force-reinstall|--include=dev)"
ALLOWED = (
    rf"pip (?:{OPTION} )*install (?:{OPTION} )*--no-deps --require-hashes (?:{OPTION} )*-r {PINNED}$",
    rf"pip (?:{OPTION} )*install (?:{OPTION} )*--no-deps --no-build-isolation --editable \.$",
    rf"npm ci(?: {OPTION})*$",  # by the hashes of package-lock.json
    r"apt-get (?:install(?: -[qy]| --no-install-recommends)* chromium(?:-headless-shell)?|update -q)$",  # signed by Debian
)
"""What may install, as a line without comments and redirections ends."""

PLACES = (".github", ".ci", "generator/starter/.github")
"""Folders whose scripts a workflow runs, of this repository and of an archive."""

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
    found = {}
    for folder in PLACES:
        for file in sorted((ROOT / folder).iterdir()):
            if file.is_file() and file.read_bytes().startswith(b"#!"):
                found[f"{folder}/{file.name}"] = file.read_text(encoding="utf-8")
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
    joined = script.replace("\\\n", " ")
    for line in expanded(joined):
        told = re.sub(r"\becho(?:\s+(?:\"[^\"]*\"|'[^']*'|[^\s;&|]+))+", "echo", line)
        for command in re.split(r"\|\||&&|[;|]|\s#", told):
            bare = " ".join(re.sub(r"\d?>.*", "", command).split())
            if INSTALLS.search(bare) and not any(re.search(allowed, bare) for allowed in ALLOWED):
                found.append(line.strip())
                break
    return found


ARRAY = re.compile(r"\w+=\([^()]*\)")
VARIABLE = re.compile(r"\s*(?:(?:export|local|readonly) )*(\w+)=(\([^()]*\)|\"[^\"]*\"|'[^']*')\s*")
USED = re.compile(r"\"?\$\{?(\w+)(?:\[[@*]\])?\}?\"?")


def expanded(script: str) -> list[str]:
    """Its lines, with the words of arrays and of quoted texts in the place of their names."""
    values: dict[str, str] = {}
    lines = []
    for line in ARRAY.sub(lambda array: array[0].replace("\n", " "), script).splitlines():
        told = USED.sub(lambda use: values.get(use[1], use[0]), line)
        if variable := VARIABLE.fullmatch(told):
            values[variable[1]] = variable[2][1:-1]
        else:
            lines.append(told)
    return lines


@pytest.mark.slow
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


@pytest.mark.parametrize(
    "script",
    [
        'pip=(.venv/bin/python -m pip install)\n"${pip[@]}" -r requirements.txt\n',
        'pip=(pip --quiet)\nhow=("${pip[@]}" install)\n"${how[@]}" wheel\n',
        'pip="python3 -m pip install"\n$pip wheel\n',
        'pip=(\n    pip install\n    --no-deps --require-hashes\n)\n"${pip[@]}" -r other.txt\n',
        'how="--no-deps"\nhow="--require-hashes"\npip install $how -r requirements.lock\n',
    ],
)
def test_installations_behind_a_name(script: str) -> None:
    """A command that is kept in a variable is seen where it is used."""
    assert unhashed(script)


def test_an_allowed_one_behind_a_name() -> None:
    """With all it takes it passes, also in parts."""
    script = 'pip=(python3 -m pip --quiet install --no-deps --require-hashes)\n"${pip[@]}" '
    assert unhashed(f"{script}-r requirements.lock\n") == []
    assert unhashed(f"{script}--force-reinstall -r requirements.txt\n") == []
    assert unhashed(f"{script}wheel\n")


@pytest.mark.slow
def test_every_workflow_is_looked_at() -> None:
    """Also what a new one runs, and the scripts of this repository and of an archive."""
    looked = scripts()
    known = {".github/install", ".github/retry", "generator/starter/.github/install", ".ci/run"}
    assert known <= looked.keys()
    assert "--require-hashes" in "\n".join(expanded(looked["generator/starter/.github/install"])[-3:])
    for file in (ROOT / ".github" / "workflows").glob("*.yml"):
        assert any(name.startswith(f"{file.name}, ") for name in looked)
