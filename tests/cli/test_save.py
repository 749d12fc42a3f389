"""`papers save`: two clones of one archive, and a bare repository between them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import repository
from generator.cli.save import join
from generator.errors import StoreError
from generator.records.ledger import Ledger
from generator.records.listing import Listing
from generator.records.mailing import Mailing, MailState, mailing_to_json
from generator.records.schema import listing_to_json
from generator.sinks import to_json
from generator.store import Store
from tests import fabricate, helpers, projects

DAY = helpers.DAY


def git(folder: Path, *command: str) -> str:
    """What git says; it must succeed."""
    done = subprocess.run(
        ["git", *command],  # noqa: S607 - the one on PATH
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody who commits; nobody's own settings."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada Example")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-settings"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository with a new archive of six days on its branch."""
    archive = projects.make(tmp_path / "first", fabricate.listings(12, 6))
    git(archive, "init", "--quiet", "--initial-branch", "main")
    git(archive, "add", "--all")
    git(archive, "commit", "--quiet", "--message", "A new archive")
    bare = tmp_path / "origin.git"
    git(tmp_path, "clone", "--quiet", "--bare", "first", "origin.git")
    return bare


@pytest.fixture
def clone(origin: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Makes clones as a workflow does: only the newest commit."""

    def made(name: str) -> Path:
        git(tmp_path, "clone", "--quiet", "--depth", "1", origin.as_uri(), name)
        return tmp_path / name

    return made


def store(folder: Path, *papers: int) -> None:
    """A fetched day with these papers."""
    Store(folder / "data").write(helpers.listing([helpers.listed(number) for number in papers]))


def stored(origin: Path, path: str = f"data/days/{DAY.year}/{DAY}.json") -> str:
    """A file as the remote has it."""
    return git(origin, "show", f"main:{path}") + "\n"


def whole(*papers: int) -> str:
    """The bytes of a day with these papers."""
    listing = helpers.listing([helpers.listed(number) for number in papers])
    return to_json.text(listing_to_json(listing))


def commits(origin: Path) -> int:
    """How many the branch has."""
    return int(git(origin, "rev-list", "--count", "main"))


def test_nothing_to_save(origin: Path, clone: Callable[[str], Path]) -> None:
    """No change, no commit, no push."""
    result = projects.on(clone("one"), "save")
    assert (result.exit_code, result.output) == (0, "saved 0 changed files\n")
    assert commits(origin) == 1


def test_data_is_committed_and_pushed(origin: Path, clone: Callable[[str], Path]) -> None:
    """And only data: other changes stay where they are. The next run has nothing to do."""
    one = clone("one")
    store(one, 1)
    (one / "README.md").write_text("changed\n", encoding="utf-8")
    git(one, "add", "README.md")
    result = projects.on(one, "save")
    assert (result.exit_code, result.output) == (0, "saved 1 changed file, pushed in 1 try\n")
    assert git(origin, "log", "-1", "--format=%s", "main") == f"data: 1 list day ({DAY})"
    assert git(origin, "show", "--name-only", "--format=", "main") == f"data/days/{DAY.year}/{DAY}.json"
    assert stored(origin) == whole(1)
    assert git(one, "status", "--porcelain") == "M  README.md"
    assert projects.on(one, "save").output == "saved 0 changed files\n"
    assert commits(origin) == 2


def test_many_days_in_one_message(origin: Path, clone: Callable[[str], Path]) -> None:
    """A backfill is one commit that says from when to when."""
    one = clone("one")
    for day in range(1, 6):
        Store(one / "data").write(Listing(day=DAY.replace(day=day), captured=helpers.SEEN))
    projects.on(one, "save")
    assert git(origin, "log", "-1", "--format=%s", "main") == "data: 5 list days (2025-08-01 to 2025-08-05)"


def test_the_slower_clone_merges(origin: Path, clone: Callable[[str], Path]) -> None:
    """Both downloads of one day are there in the end, record by record, on one straight line of commits."""
    one, other = clone("one"), clone("other")
    store(one, 1, 2)
    store(other, 2, 3)
    assert projects.on(one, "save").exit_code == 0
    result = projects.on(other, "save")
    assert (result.exit_code, result.output) == (0, "saved 1 changed file, pushed in 2 tries\n")
    assert stored(origin) == whole(1, 2, 3)
    assert commits(origin) == 3
    assert (other / "data" / "days" / str(DAY.year) / f"{DAY}.json").read_text(encoding="utf-8") == whole(
        1, 2, 3
    )
    assert git(other, "status", "--porcelain") == ""
    assert git(other, "rev-parse", "HEAD") == git(origin, "rev-parse", "main")


def test_the_same_download_twice(origin: Path, clone: Callable[[str], Path]) -> None:
    """A clone whose whole change is there already makes no commit of its own."""
    one, other = clone("one"), clone("other")
    store(one, 1)
    store(other, 1)
    projects.on(one, "save")
    assert projects.on(other, "save").exit_code == 0
    assert commits(origin) == 2
    assert git(other, "rev-parse", "HEAD") == git(origin, "rev-parse", "main")


def test_a_change_of_other_files_meanwhile(origin: Path, clone: Callable[[str], Path]) -> None:
    """What somebody else did to other files is taken along."""
    one, other = clone("one"), clone("other")
    (one / "README.md").write_text("changed\n", encoding="utf-8")
    git(one, "commit", "--quiet", "--all", "--message", "A word")
    git(one, "push", "--quiet")
    store(other, 1)
    assert projects.on(other, "save").exit_code == 0
    assert (other / "README.md").read_text(encoding="utf-8") == "changed\n"
    assert git(origin, "show", "main:README.md") == "changed"


@pytest.mark.slow
def test_many_clones_race(origin: Path, clone: Callable[[str], Path]) -> None:
    """Four clones push at the same moment, several times: each paper of each arrives."""
    clones = [clone(f"clone-{n}") for n in range(4)]
    for step in range(3):
        for n, folder in enumerate(clones):
            git(folder, "pull", "--quiet", "--ff-only")
            before = [int(key[-5:]) for key in _ids(folder)]
            store(folder, *before, 4 * step + n + 1)
        running = [projects.start(folder, "save") for folder in clones]
        for process in running:
            _, said = process.communicate()
            assert process.returncode == 0, said
    assert stored(origin) == whole(*range(1, 13))


def _ids(folder: Path) -> list[str]:
    listing = Store(folder / "data").read(DAY)
    return [listed.paper.id for listed in listing.papers] if listing else []


def test_a_remote_that_always_moves(
    origin: Path, clone: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After five tries it ends with one line, and the download is still committed here."""
    one = clone("one")
    hook = origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    store(one, 1)
    result = projects.on(one, "save")
    assert result.exit_code == 1
    assert result.output == (
        "papers: origin: did not take the commit in 5 tries: [remote rejected] (pre-receive hook declined)\n"
    )
    assert git(one, "log", "-1", "--format=%s") == f"data: 1 list day ({DAY})"
    hook.unlink()
    assert projects.on(one, "save").output == "saved 0 changed files, pushed in 1 try\n"
    assert stored(origin) == whole(1)


def test_unpushed_work_is_not_mixed_in(origin: Path, clone: Callable[[str], Path]) -> None:
    """Commits about other files are somebody's own to bring together."""
    one, other = clone("one"), clone("other")
    store(one, 1)
    projects.on(one, "save")
    (other / "README.md").write_text("changed\n", encoding="utf-8")
    git(other, "commit", "--quiet", "--all", "--message", "A word")
    store(other, 2)
    result = projects.on(other, "save")
    assert result.exit_code == 1
    assert result.output == (
        "papers: README.md: committed here, and the remote has moved; run: git pull --rebase\n"
    )
    assert stored(origin) == whole(1)


def test_files_in_the_way(origin: Path, clone: Callable[[str], Path]) -> None:
    """What was never committed is not overwritten by what the remote has."""
    one, other = clone("one"), clone("other")
    (one / "README.md").write_text("theirs\n", encoding="utf-8")
    git(one, "commit", "--quiet", "--all", "--message", "A word")
    git(one, "push", "--quiet")
    (other / "README.md").write_text("mine\n", encoding="utf-8")
    store(other, 1)
    assert projects.on(other, "save").exit_code == 1
    assert (other / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert stored(origin) == whole(1)


def test_no_clone(tmp_path: Path) -> None:
    """An archive that Git does not know cannot be saved; that is one line."""
    projects.make(tmp_path / "archive", [])
    result = projects.on(tmp_path / "archive", "save")
    assert result.exit_code == 1
    assert result.output.startswith(f"papers: {tmp_path / 'archive' / 'data'}: not in a Git clone: ")
    assert result.output.count("\n") == 1


def test_no_remote(clone: Callable[[str], Path]) -> None:
    """Without a remote the commit is made, and the line says what is missing."""
    one = clone("one")
    git(one, "remote", "remove", "origin")
    store(one, 1)
    result = projects.on(one, "save")
    assert result.exit_code == 1
    assert "upstream" in result.output
    assert git(one, "log", "-1", "--format=%s") == f"data: 1 list day ({DAY})"


def test_an_unreachable_remote(origin: Path, clone: Callable[[str], Path]) -> None:
    """A remote that is gone is named at once, not tried five times."""
    one = clone("one")
    store(one, 1)
    origin.rename(origin.with_name("moved.git"))
    result = projects.on(one, "save")
    assert result.exit_code == 1
    assert result.output.startswith("papers: git push: ")


def test_git_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without git on PATH there is a line that says so."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="git: not found on PATH"):
        repository.Repository.around(tmp_path)


def test_git_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A git that never ends is given up."""
    (tmp_path / "git").write_text("#!/bin/sh\nexec /bin/sleep 60\n", encoding="utf-8")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(repository, "PATIENCE", 0.1)
    with pytest.raises(StoreError, match="no answer"):
        repository.Repository.around(tmp_path)


A, B, AB = whole(1).encode(), whole(2).encode(), whole(1, 2).encode()


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (None, A, None, A),
        (None, A, A, A),
        (None, A, B, AB),
        (A, B, A, B),
        (A, None, A, None),
        (A, None, B, B),
        (A, B, None, B),
    ],
)
def test_join(base: bytes | None, ours: bytes | None, theirs: bytes | None, expected: bytes | None) -> None:
    """Who changed nothing gives way, a change outlives a removal, two changes are merged."""
    assert join("data/days/2025/2025-08-20.json", base, ours, theirs) == expected


def test_join_of_mails() -> None:
    """Of two records of one mail the one that knows more holds, whoever wrote it."""
    states: list[MailState] = ["failed", "sending", "unsure", "sent"]
    bodies = [to_json.text(mailing_to_json(_mailing(state))).encode() for state in states]
    for n, lesser in enumerate(bodies):
        for greater in bodies[n:]:
            assert join("data/mail/2025-08-20.json", None, lesser, greater) == greater
            assert join("data/mail/2025-08-20.json", None, greater, lesser) == greater


def _mailing(state: MailState) -> Mailing:
    return Mailing(
        digest=str(DAY), message_id="<1@example.org>", channel="smtp", state=state, at=helpers.SEEN
    )


def test_join_of_addresses() -> None:
    """All of both sides; what has a page on one of them is not moved."""
    one = Ledger(live=frozenset({"a/", "b/"}), moved=frozenset({"c/"})).text.encode()
    other = Ledger(live=frozenset({"c/"}), moved=frozenset({"b/", "d/"})).text.encode()
    joined = join("data/addresses.txt", None, one, other)
    assert joined == Ledger(live=frozenset({"a/", "b/", "c/"}), moved=frozenset({"d/"})).text.encode()


def test_join_of_what_cannot_be_joined() -> None:
    """Two versions of a hand-written file, and a damaged day, are for somebody to look at."""
    with pytest.raises(StoreError, match="git pull"):
        join("data/curation.yaml", None, b"a", b"b")
    with pytest.raises(StoreError, match="not readable"):
        join("data/days/2025/2025-08-20.json", None, A, b"{")
