"""What has to be true before a version is published, and what is said of it.

`make release-check` looks at this clone: the change log, the marks of files, the commits since the last
tag, the packages that would be uploaded. `make release-notes` prints the change log's section of the version.
"""

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from generator import __version__
from generator.cli import starting
from generator.storage import packaged
from tests.support.helpers import ROOT

VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(?:(?:a|b|rc)[0-9]+)?")
HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\S+))?$", re.MULTILINE)
SUBJECT_CAP = 72
"""Characters of a commit's first line: what `git log` shows whole."""


def notes(changes: str, version: str) -> str:
    """The text below the heading of `version`, without the heading; "" when there is none."""
    headings = list(HEADING.finditer(changes))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        if heading[1] == version:
            return changes[heading.end() : following.start() if following else None].strip()
    return ""


def changelog_faults(changes: str, version: str) -> Iterator[str]:
    """What is wrong with the change log of a version that is about to be published."""
    if not VERSION.fullmatch(version):
        yield f"version {version}: expected a form such as 1.2.3 or 1.2.3rc1"
    released = [(name, day) for name, day in HEADING.findall(changes) if name != "Unreleased"]
    if not released or released[0][0] != version:
        yield f"CHANGELOG.md: expected '## [{version}] - YYYY-MM-DD' as the newest version"
        return
    try:
        date.fromisoformat(released[0][1])
    except ValueError:
        yield f"CHANGELOG.md: [{version}] has no date"
    if notes(changes, "Unreleased"):
        yield f"CHANGELOG.md: [Unreleased] still holds changes; move them below [{version}]"
    if not notes(changes, version):
        yield f"CHANGELOG.md: [{version}] says nothing"


def commit_faults(log: str) -> Iterator[str]:
    """Commits without a body or with a long first line; `log` is NUL-separated `%h %B`."""
    for commit in filter(None, (part.strip() for part in log.split("\0"))):
        first, *body = commit.split("\n", 1)
        short, _, subject = first.partition(" ")
        if len(subject) > SUBJECT_CAP:
            yield f"{short}: the first line has {len(subject)} characters; at most {SUBJECT_CAP}"
        if not "".join(body).strip():
            yield f"{short} ({subject}): has no body that says why"


def new_marks(known: Mapping[str, Collection[str]]) -> list[str]:
    """The lines that a table of `known` marks lacks about the files this version writes."""
    marks = starting.kit().marks
    return [f"{mark}  {path}" for path, mark in marks.items() if mark not in known.get(path, ())]


def clone_faults(version: str) -> Iterator[str]:
    """What git says: nothing uncommitted, no tag of that name, tidy commits since the last one."""
    if _git("status", "--porcelain"):
        yield "uncommitted changes: a release is made of what is committed"
    tags = _git("tag", "--list", "v*", "--sort=-creatordate").split()
    if f"v{version}" in tags:
        yield f"the tag v{version} exists already; choose the next version"
    span = [f"{tags[0]}..HEAD"] if tags else ["-1"]
    yield from commit_faults(_git("log", "--no-merges", "--format=%h %B%x00", *span))


def package_faults(version: str, folder: Path) -> Iterator[str]:
    """Builds sdist and wheel and tries the wheel in an environment of its own."""
    tool = str(Path(sys.executable).with_name("uv"))
    # The isolation of a build would ask for newer build tools than those that are locked.
    done = _run(tool, "build", "--no-build-isolation", "--quiet", "--out-dir", str(folder), str(ROOT))
    if done.returncode:
        yield f"the packages cannot be built: {done.stderr.strip()[-500:]}"
        return
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    if f"-{version}-" not in wheel.name:
        yield f"{wheel.name} is not of version {version}"
    tracked = {name for name in _git("ls-files", "generator").split("\n") if name}
    sources = {name for name in tracked if name.startswith("generator/web/")}  # their bundles are in
    packed = set(zipfile.ZipFile(wheel).namelist())
    yield from (f"{wheel.name} lacks {name}" for name in sorted(tracked - sources - packed))
    with tarfile.open(source) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    yield from (f"{source.name} lacks {name}" for name in sorted(tracked - packed))
    home = folder / "environment"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = (tool, "pip", "install", "--quiet", "--python", str(python), "--no-deps")
    for what in (("--require-hashes", "-r", str(ROOT / "requirements.lock")), (str(wheel),)):
        done = _run(*install, *what)
        if done.returncode:
            yield f"{what[-1]} cannot be installed: {done.stderr.strip()[-500:]}"
            return
    done = _run(str(python), "-m", "generator", "--version", cwd=folder)
    if done.stdout.split()[-1:] != [version]:
        yield f"the installed program says {(done.stdout + done.stderr).strip()[-200:]!r}, not {version}"
    for command in (
        ("init", "archive"),
        ("build", "-f", "archive/mkdocs.yml"),
    ):  # all that is imported is there
        done = _run(str(python), "-m", "generator", *command, "--quiet", cwd=folder)
        if done.returncode:
            yield f"the installed program cannot {command[0]}: {done.stderr.strip()[-500:]}"


def main(arguments: list[str]) -> int:
    """`notes` prints the notes, `marks` the lines that generator/upgrade/earlier.txt lacks; `check` prints every
    fault, and fails where there is one; `packages TAG FOLDER` builds the packages of a tag and tries them."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if arguments == ["notes"]:
        print(notes(changes, __version__) or notes(changes, "Unreleased"))
        return 0
    marks = new_marks(packaged.earlier_marks())
    if arguments == ["marks"]:
        print("".join(f"{line}\n" for line in marks), end="")
        return 0
    if arguments[:1] == ["packages"]:
        return _reported(_packages(*arguments[1:]))
    with tempfile.TemporaryDirectory() as folder:
        found = [
            *changelog_faults(changes, __version__),
            *(f"generator/upgrade/earlier.txt: lacks {line}" for line in marks),
            *clone_faults(__version__),
            *package_faults(__version__, Path(folder)),
        ]
    return _reported(found)


def _packages(tag: str, folder: str) -> list[str]:
    """Leaves sdist and wheel in the folder."""
    if tag != f"v{__version__}":
        return [f"the tag {tag} is not v{__version__}, the version of the program"]
    kept = Path(folder).resolve()
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        found = list(package_faults(__version__, Path(scratch)))
        for package in () if found else (*Path(scratch).glob("*.whl"), *Path(scratch).glob("*.tar.gz")):
            shutil.copy(package, kept)
    return found


def _reported(found: list[str]) -> int:
    for fault in found:
        print(fault)
    print(f"version {__version__}: {len(found)} to fix" if found else f"version {__version__} is ready")
    return 1 if found else 0


def _git(*command: str) -> str:
    return _run("git", *command, cwd=ROOT, check=True).stdout.strip()


def _run(*command: str, cwd: Path | None = None, check: bool = False) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=check)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
