"""`papers init`."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator import config
from generator.cli import clock, founding, starting
from generator.config.options import Options
from generator.errors import StoreError
from generator.render import site
from generator.storage import repository
from generator.upgrade import wheel
from tests.long import remaking
from tests.support import projects

pytestmark = pytest.mark.slow

THIS_YEAR = datetime.now(UTC).year


@pytest.fixture(autouse=True)
def _git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git knows one person and no settings of this machine, and looks for no repository above the test's folder."""
    for variable in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(variable)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada Example")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def git(folder: Path, *command: str) -> str:
    """What git says; it must succeed."""
    done = subprocess.run(
        ["git", *command],  # noqa: S607 - the one on PATH
        cwd=folder, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return done.stdout.strip()


def settings(folder: Path) -> config.Config:
    """The new archive's configuration."""
    return config.parse((folder / "mkdocs.yml").read_text(encoding="utf-8"))


def test_a_new_archive(tmp_path: Path) -> None:
    """It has a configuration that can be read, an empty data folder, a page to edit and its program; the last lines say what next."""
    folder = tmp_path / "new" / "archive"
    result = projects.papers("init", folder)
    assert result.exit_code == 0
    found = settings(folder)
    assert found == config.Config(
        site_url="https://example.org/daily-papers/",
        not_in_nav=found.not_in_nav,
        exclude_docs=found.exclude_docs,
        icon="assets/icon.svg",
        icons=tuple(
            ("theme.palette.toggle.icon", f"material/brightness-{name}") for name in ("auto", "7", "4")
        ),
        options=Options(feed_year=THIS_YEAR),
    )
    assert tuple(found.not_in_nav.split()) == site.OUTSIDE
    ignored = (folder / ".gitignore").read_text(encoding="utf-8").split()
    assert {*remaking.IGNORED, "/.venv/", "/site/", "/.papers/"} <= {*ignored}
    assert sorted(entry.name for entry in folder.iterdir()) == [
        ".gitattributes", ".github", ".gitignore", "README.md", "data", "docs", "mkdocs.yml", "program",
        "requirements.lock", "requirements.txt",
    ]  # fmt: skip
    assert sorted(entry.name for entry in (folder / ".github").iterdir()) == [
        "dependabot.yml", "install", "papers.json", "retry", "workflows",
    ]  # fmt: skip
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    lines = result.output.splitlines()
    assert lines[0] == f"made an archive in {folder} (15 files)"
    assert lines[2:5] == ["next:", f"  cd {folder}", "  papers fetch   (or: papers import FILE…)"]
    assert lines[1] == (
        "feed_authority and site_url in mkdocs.yml: only an example; replace it before readers subscribe, "
        "or start again in a new folder with --repository OWNER/NAME"
    )
    assert [line.split("   ")[0].strip() for line in lines[5:]] == [
        "papers serve",
        "git init --initial-branch main",
        'git add --all && git commit --message "A daily papers archive"',
        "git remote add origin ADDRESS",
        "git push --set-upstream origin HEAD",
    ]


@pytest.mark.attack(6, "a new archive whose CI would install something without a hash")
def test_its_requirements(tmp_path: Path) -> None:
    """They ask for the wheel beside them, whose bytes have the hash; everything else in CI comes from the lock."""
    projects.papers("init", tmp_path)
    made = wheel.of_program()
    lines = (tmp_path / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [made.requirement]
    assert (tmp_path / made.path).read_bytes() == made.body
    script = (tmp_path / ".github" / "install").read_text(encoding="utf-8")
    assert "--no-deps --require-hashes" in script
    assert script.count(" -r ") == script.count('"${pip[@]}" ') == 2


@pytest.mark.parametrize("name", ["-x", "-", "+1"])
def test_a_folder_that_a_shell_would_misread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The next step leads into it."""
    monkeypatch.chdir(tmp_path)
    result = projects.papers("init", "--", name)
    assert result.exit_code == 0
    assert f"  cd ./{name}" in result.output.splitlines()
    assert (tmp_path / name / "mkdocs.yml").is_file()


def test_an_empty_folder_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is there and empty is taken; from inside of it, nobody is sent there."""
    monkeypatch.chdir(tmp_path)
    result = projects.papers("init", ".")
    assert result.exit_code == 0
    assert "cd " not in result.output


@pytest.mark.parametrize(
    "name",
    [
        "file.txt",
        ".hidden",
        "folder/",
        "src/",
        "docs/index.md",
        "data/days/x",
        "data",
        ".github/install",
    ],
)
def test_a_folder_with_something_in_it(tmp_path: Path, name: str) -> None:
    """It is refused with one line that names it, and nothing is written."""
    if name.endswith("/"):
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    before = list(tmp_path.rglob("*"))
    result = projects.papers("init", tmp_path)
    assert result.exit_code == 2
    what = "expected a new or empty folder, or a fresh clone"
    assert result.output == f"papers: {tmp_path}: in the way: {name.strip('/')}; {what}\n"
    assert list(tmp_path.rglob("*")) == before


def test_a_folder_with_a_tree_in_it(tmp_path: Path) -> None:
    """A foreign folder is named and not walked through, however much is in it."""
    (tmp_path / "src" / "deep").mkdir(parents=True)
    (tmp_path / "src" / "deep" / "main.c").touch()
    assert "in the way: src;" in projects.papers("init", tmp_path).output


def test_many_things_in_the_way(tmp_path: Path) -> None:
    """A few are named, the others counted."""
    for n in range(9):
        (tmp_path / f"file-{n}\n").touch()
    result = projects.papers("init", tmp_path)
    assert result.output.count("file-") == 5
    assert "file-4\\n and 4 more;" in result.output


def test_a_file(tmp_path: Path) -> None:
    """A file cannot become an archive."""
    (tmp_path / "file").touch()
    result = projects.papers("init", tmp_path / "file")
    assert result.exit_code == 2
    assert result.output.startswith(f"papers: {tmp_path / 'file'}: is a file; expected")


def test_a_link_to_nothing(tmp_path: Path) -> None:
    """Nor can a link that leads nowhere."""
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    result = projects.papers("init", tmp_path / "link")
    assert result.exit_code == 2
    assert result.output.startswith(f"papers: {tmp_path / 'link'}: is a broken link; expected")


def test_links_lead_nowhere(tmp_path: Path) -> None:
    """A folder or file that is a link is in the way: nothing is written through it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "clone"
    folder.mkdir()
    (folder / ".github").symlink_to(outside)
    (folder / ".gitignore").symlink_to(outside / "ignore")
    result = projects.papers("init", folder)
    assert (result.exit_code, list(outside.iterdir())) == (2, [])
    assert "in the way: .github, .gitignore;" in result.output


@pytest.mark.attack(12, "a named pipe where init looks at what is there already")
@pytest.mark.parametrize(
    "name", [".gitignore", "README.md", ".github/dependabot.yml", "requirements.lock", "mkdocs.yml"]
)
def test_pipes_are_in_the_way(tmp_path: Path, name: str) -> None:
    """Nothing waits for one."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / name)
    before = sorted(tmp_path.rglob("*"))
    result = projects.papers("init", tmp_path)
    assert (result.exit_code, sorted(tmp_path.rglob("*"))) == (2, before)
    assert (name in result.output) or "mkdocs.yml" in result.output


def test_a_list_too_long_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it is never written back as the whole."""
    monkeypatch.setattr(starting, "LARGEST", 100)
    (tmp_path / ".gitignore").write_text("x\n" * 100, encoding="utf-8")
    result = projects.papers("init", tmp_path)
    assert (result.exit_code, "it is longer than 100 bytes" in result.output) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]


FRESH = {
    "README.md": "# Mine\n", "LICENSE": "MIT\n", ".gitignore": "__pycache__/\nwheels/\n/site/\n", "CODE_OF_CONDUCT.md": "Be kind.\n",
    ".github/ISSUE_TEMPLATE/bug.md": "A bug\n", ".github/dependabot.yml": "version: 2\n", ".gitlab-ci.yml": "x: y\n",
    ".venv/bin/python": "", ".editorconfig": "root = true\n",
}  # fmt: skip


def test_a_fresh_clone(tmp_path: Path) -> None:
    """What hosts and editors put into a new repository stays as it is; lists of patterns get the lines they lack."""
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", "https://user:secret@github.com/Ada/papers.git")
    for name, text in FRESH.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = projects.papers("init", tmp_path)
    assert result.exit_code == 0, result.output
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in FRESH} == {
        **FRESH,
        ".gitignore": (tmp_path / ".gitignore").read_text(encoding="utf-8"),
    }
    lines = (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["__pycache__/", "wheels/", "/site/"]
    assert lines.count("/site/") == lines.count("/.papers/") == 1
    assert "kept unchanged: .github/dependabot.yml, README.md" in result.output
    assert "added lines to .gitignore" in result.output
    assert "secret" not in result.output
    assert "git init" not in result.output
    assert "git remote" not in result.output
    found = settings(tmp_path)
    assert (found.options.feed_authority, found.options.feed_year) == ("papers.ada.github.io", THIS_YEAR)
    assert found.site_url == "https://ada.github.io/papers/"


@pytest.mark.parametrize("name", ["readme.rst", "README", "ReadMe.txt"])
def test_a_readme_of_another_kind(tmp_path: Path, name: str) -> None:
    """One is enough."""
    (tmp_path / name).write_text("Mine", encoding="utf-8")
    assert f"kept unchanged: {name}" in projects.papers("init", tmp_path).output
    assert not (tmp_path / "README.md").exists()


def test_rules_that_keep_files_out(tmp_path: Path) -> None:
    """Where Git would ignore what CI needs, the rule is named."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text("*.whl\ndata/\n", encoding="utf-8")
    result = projects.papers("init", tmp_path)
    assert result.exit_code == 0
    assert ".gitignore, line 1: *.whl" in result.stderr
    assert ".gitignore, line 2: data/" in result.stderr


IGNORED = {"*.whl\n": "program/", "data/\n": "data/curation.yaml", ".github/*\n": ".github/install"}


@pytest.mark.parametrize("rule", IGNORED)
@pytest.mark.parametrize("where", ["a clone", "a folder", "a new folder", "a folder inside"])
def test_git_and_rules_that_keep_files_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, where: str
) -> None:
    """What Git would not take stops --git before anything is written, with path and rule; without the rule it goes on."""
    folder, rules = tmp_path / "a", tmp_path / "a" / ".gitignore"
    if where == "a new folder":
        rules = tmp_path / "excludes"
        (tmp_path / "settings").write_text(f"[core]\n\texcludesFile = {rules}\n", encoding="utf-8")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    else:
        folder.mkdir()
    if where == "a clone":
        git(folder, "init", "--quiet")
    if where == "a folder inside":
        rules = folder / ".github" / ".gitignore"
        rules.parent.mkdir()
        rule = "/*\n"
    rules.write_text(rule, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = projects.papers("init", folder, "--git")
    assert result.exit_code == 2
    assert "nothing was written, because Git ignores files that must be committed" in result.output
    assert IGNORED.get(rule, ".github/install") in result.output
    assert f"{rules.name}, line 1: {rule.strip()})" in result.output
    assert sorted(tmp_path.rglob("*")) == before
    rules.unlink()
    result = projects.papers("init", folder, "--git")
    assert (result.exit_code, git(folder, "status", "--porcelain")) == (0, "")


def test_git_and_days_that_stay_out(tmp_path: Path) -> None:
    """A rule about later files only is a note: the commit is whole."""
    (tmp_path / ".gitignore").write_text("/data/days/\n", encoding="utf-8")
    result = projects.papers("init", tmp_path, "--git")
    assert (result.exit_code, git(tmp_path, "status", "--porcelain")) == (0, "")
    assert ".gitignore, line 1: /data/days/" in result.stderr


def test_a_named_repository(tmp_path: Path) -> None:
    """--repository says what no remote can say yet; what names none is wrong usage."""
    result = projects.papers("init", tmp_path / "a", "--repository", "Ada/papers")
    assert result.exit_code == 0
    assert settings(tmp_path / "a").options.feed_authority == "papers.ada.github.io"
    assert result.output.splitlines()[1:4] == [
        "feed_authority in mkdocs.yml: papers.ada.github.io (never change it once readers subscribe)",
        "site_url in mkdocs.yml: https://ada.github.io/papers/",
        "next:",
    ]
    assert "git remote add origin https://github.com/Ada/papers.git" in result.output
    for wrong in ('a/b"\nx', "OWNER/NAME"):
        result = projects.papers("init", tmp_path / "b", "--repository", wrong)
        assert result.exit_code == 2
        assert result.output.startswith("papers: --repository: expected your OWNER/NAME or an address, got ")
        assert not (tmp_path / "b").exists()


def test_git_and_a_named_repository(tmp_path: Path) -> None:
    """The named repository is the remote to push to, unless there is one; no step is left to do for that."""
    result = projects.papers("init", tmp_path / "a", "--git", "--repository", "git@github.com:Ada/papers")
    assert result.exit_code == 0, result.output
    assert git(tmp_path / "a", "remote", "get-url", "origin") == "https://github.com/Ada/papers.git"
    assert "git remote" not in result.output
    git(tmp_path, "init", "--quiet", "b")
    git(tmp_path / "b", "remote", "add", "origin", "https://example.org/Ada/other.git")
    assert projects.papers("init", tmp_path / "b", "--git", "--repository", "Ada/papers").exit_code == 0
    assert git(tmp_path / "b", "remote", "get-url", "origin") == "https://example.org/Ada/other.git"


def test_a_repository_on_a_host_of_ones_own(tmp_path: Path) -> None:
    """Where Pages would show it is not known; only that is left to fill in."""
    result = projects.papers("init", tmp_path, "--repository", "https://git.example.org/ada/papers")
    assert result.output.splitlines()[1:3] == [
        "feed_authority in mkdocs.yml: papers.ada.git.example.org (never change it once readers subscribe)",
        "site_url in mkdocs.yml: only an example; replace it before readers subscribe",
    ]


@pytest.mark.parametrize("year", [1970, 2025, 2100])
def test_a_clock_of_another_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int) -> None:
    """A year that no archive can have, or that was before there was this program, is not written."""
    monkeypatch.setattr(clock.SystemClock, "now", lambda _: datetime(1970, 1, 1, tzinfo=UTC))
    result = projects.papers("init", tmp_path / "a")
    assert (result.exit_code, settings(tmp_path / "a").options.feed_year) == (0, 2026)


def test_with_git(tmp_path: Path) -> None:
    """--git makes a repository with one commit of all files on `main`; the steps left hold a commit of what is read next."""
    folder = tmp_path / "a"
    result = projects.papers("init", folder, "--git")
    assert result.exit_code == 0, result.output
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "log", "--format=%an %s") == "Ada Example A daily papers archive"
    assert git(folder, "symbolic-ref", "--short", "HEAD") == "main"
    assert len(git(folder, "ls-files").splitlines()) == 15
    steps = [line.split("   ")[0].strip() for line in result.output.partition("next:\n")[2].splitlines()]
    assert steps == [
        f"cd {folder}",
        "papers fetch",
        "papers serve",
        'git add --all && git commit --message "The first days"',
        "git remote add origin ADDRESS",
        "git push --set-upstream origin HEAD",
    ]


@pytest.mark.attack(6, "the days that were read before the first push, which CI reads and commits, too")
def test_pulling_what_ci_committed(tmp_path: Path) -> None:
    """Whoever follows the steps can pull what CI committed."""
    bare, here, there = tmp_path / "origin.git", tmp_path / "a", tmp_path / "ci"
    git(tmp_path, "init", "--quiet", "--bare", bare.name)
    steps = projects.papers("init", here, "--git").output.partition("next:\n")[2].splitlines()
    day = Path("data/days/2026/2026-01-02.json")
    for step in steps:
        command = step.split("   ")[0].strip().replace("ADDRESS", str(bare))
        if command == "papers fetch":
            (here / day).parent.mkdir(parents=True)
            (here / day).write_text("{}\n", encoding="utf-8")
        elif command.startswith("git "):
            subprocess.run(["sh", "-c", command], cwd=here, check=True, capture_output=True)  # noqa: S607
    git(tmp_path, "clone", "--quiet", "--branch", "main", bare.name, there.name)
    (there / day).parent.mkdir(parents=True, exist_ok=True)
    (there / day).write_text('{"more": 1}\n', encoding="utf-8")
    git(there, "add", "--all")
    git(there, "commit", "--quiet", "--message", "data: 1 list day")
    git(there, "push", "--quiet")
    git(here, "pull", "--quiet")
    assert (here / day).read_text(encoding="utf-8") == '{"more": 1}\n'


def test_git_in_a_clone(tmp_path: Path) -> None:
    """In a repository --git commits what was written, and nothing else that lay there."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "trunk")
    (tmp_path / "LICENSE").write_text("MIT\n", encoding="utf-8")
    (tmp_path / ".env").write_text("TOKEN=1\n", encoding="utf-8")
    assert projects.papers("init", tmp_path, "--git").exit_code == 0
    assert git(tmp_path, "status", "--porcelain").splitlines() == ["?? .env", "?? LICENSE"]
    assert git(tmp_path, "log", "--format=%D") == "HEAD -> trunk"


def test_git_inside_of_another_repository(tmp_path: Path) -> None:
    """It would become an archive that the other repository swallows."""
    git(tmp_path, "init", "--quiet")
    result = projects.papers("init", tmp_path / "a", "--git")
    assert result.exit_code == 2
    assert f"is inside the repository {tmp_path}" in result.output
    assert not (tmp_path / "a").exists()


def test_git_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Git that does not know who commits stops it before anything is written, and how to tell it is said."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    monkeypatch.delenv("EMAIL", raising=False)
    result = projects.papers("init", tmp_path / "a", "--git")
    assert result.exit_code == 2
    assert result.output.count("git config --global user.name") == 1
    assert result.output.count("\n") == 1
    assert "git config user" not in result.output
    assert not (tmp_path / "a").exists()


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--git needs it; without the option nobody misses it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    result = projects.papers("init", tmp_path / "a", "--git")
    assert (result.exit_code, result.output) == (2, "papers: --git: git: not found on PATH\n")
    assert projects.papers("init", tmp_path / "a").exit_code == 0


def test_a_commit_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive is whole, and it is said that it is not committed."""

    def declined(*_: object) -> None:
        raise StoreError("git commit: a hook declined")

    monkeypatch.setattr(repository.Repository, "commit_files", declined)
    result = projects.papers("init", tmp_path / "a", "--git")
    assert result.exit_code == 1
    made = f"papers: {tmp_path / 'a'}: the archive was made, but not committed: git commit: a hook declined; "
    assert result.output == f"{made}fix that, then continue there with: git add --all && git commit\n"
    assert (tmp_path / "a" / "mkdocs.yml").is_file()


def test_it_never_asks(tmp_path: Path) -> None:
    """With a closed standard input and nothing that Git could ask with, it ends by itself."""
    done = projects.start(
        tmp_path, "init", "a", "--git", environment={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    )
    assert done.stdin is None
    assert (done.communicate(timeout=60)[1], done.returncode) == ("", 0)


def test_a_disk_that_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write fails, nothing of the new archive is left, and what was there is as it was."""
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / ".gitignore").write_text("x\n", encoding="utf-8")
    for number in (0, 7, 14):
        monkeypatch.setattr(founding, "write_changed", projects.writing(number))
        result = projects.papers("init", folder)
        assert result.exit_code == 1
        assert "No space left on device" in result.output
        assert [path.name for path in folder.rglob("*")] == [".gitignore"]
        assert (folder / ".gitignore").read_text(encoding="utf-8") == "x\n"


def test_an_archive_that_was_half_made(tmp_path: Path) -> None:
    """What a killed run left is no obstacle: the next one completes it, whatever is missing."""
    projects.papers("init", tmp_path)
    whole = projects.tree(tmp_path)
    for path in ("mkdocs.yml", ".gitignore", ".github/papers.json"):
        (tmp_path / path).unlink()
        (tmp_path / "data" / ".tmp-left").touch()
        assert projects.papers("init", tmp_path).exit_code == 0, path
        assert projects.tree(tmp_path) == whole


def test_an_archive_that_is_one(tmp_path: Path) -> None:
    """A second init changes nothing and names the command for it; so does one over an edited archive."""
    projects.papers("init", tmp_path)
    result = projects.papers("init", tmp_path)
    assert result.exit_code == 2
    assert result.output.endswith(
        "is already an archive; to upgrade its files to this version, run: papers upgrade\n"
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    result = projects.papers("init", tmp_path)
    assert (result.exit_code, "papers upgrade" in result.output) == (2, True)
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: Mine\n"


def test_it_builds_as_it_is(tmp_path: Path) -> None:
    """A new archive is empty and fine: generate, status and check have nothing to complain about."""
    projects.papers("init", tmp_path)
    assert projects.on(tmp_path, "generate").exit_code == 0
    status = projects.on(tmp_path, "status")
    assert (status.exit_code, status.output) == (
        0,
        "the archive is empty; fill it with: papers fetch\n",
    )
    projects.built(tmp_path)
    check = projects.on(tmp_path, "check")
    assert (check.exit_code, check.output) == (0, "checked 0 days: 0 problems\n")
