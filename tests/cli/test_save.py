"""`papers save`: two clones of one archive, and a bare repository between them."""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from generator.cli.save import join, subject
from generator.errors import StoreError
from generator.records.ledger import Ledger, Names
from generator.records.listing import Listing
from generator.records.mailing import Mailing, MailState, mailing_from_json, mailing_to_json
from generator.records.schema import listing_to_json
from generator.sinks import to_json
from generator.storage.repository import Repository
from generator.storage.repository import git as git_calls
from generator.storage.store import Store
from tests.support import fabricate, helpers, projects

pytestmark = pytest.mark.slow

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


def test_the_job_of_the_guide_for_gitlab(origin: Path, tmp_path: Path) -> None:
    """What the guide has for GitLab prepares a clone as a runner makes it, without a branch, so that it can save."""
    guide = (helpers.ROOT / "generator" / "guide" / "hosting.md").read_text(encoding="utf-8")
    job = yaml.safe_load(guide.partition("```yaml\n")[2].partition("```")[0])["pages"]
    runner = tmp_path / "runner"
    git(tmp_path, "init", "--quiet", "runner")
    git(runner, "remote", "add", "origin", origin.as_uri())
    git(runner, "fetch", "--quiet", "origin", "+refs/heads/main:refs/remotes/origin/main")
    git(runner, "checkout", "--quiet", "--detach", "origin/main")
    for line in job["script"]:
        if line.startswith("git ") and "set-url" not in line:
            line_of_job = line.replace("$CI_COMMIT_BRANCH", "main")
            subprocess.run(["bash", "-c", line_of_job], cwd=runner, check=True, capture_output=True)  # noqa: S607
    store(runner, 1)
    result = projects.on(runner, "save")
    assert (result.exit_code, result.output) == (0, "saved 1 changed file, pushed in 1 try\n")


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


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (["days/2026/2026-11-26.json", "days/2026/2026-11-26.arxiv.json"], "1 list day (2026-11-26)"),
        (["known/2508/12.json", "days/2026/2026-11-26.json"], "1 list day (2026-11-26)"),
        (["known/2508/12.json", "known/2508/13.json"], "what is known of papers (2 files)"),
        (
            ["addresses.txt", "known/2508/12.json", "mail/2026-11-26.json"],
            "what is known of papers (1 file), 1 record of mails, addresses.txt",
        ),
    ],
)
def test_what_a_message_names(changed: list[str], message: str) -> None:
    """Each list day once, whatever its sources; without a day, what else there is, by its kind."""
    assert subject([f"data/{path}" for path in changed]) == f"data: {message}"


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


def test_a_name_in_another_encoding(origin: Path, clone: Callable[[str], Path]) -> None:
    """A file whose name is not UTF-8 is saved like any other, also on top of what another clone pushed."""
    one, other = clone("one"), clone("other")
    store(one, 1)
    projects.on(one, "save")
    (other / "data" / os.fsdecode(b"caf\xe9.txt")).write_text("a note\n", encoding="utf-8")
    result = projects.on(other, "save")
    assert (result.exit_code, result.output) == (0, "saved 1 changed file, pushed in 2 tries\n")
    assert r"caf\351.txt" in git(origin, "ls-tree", "-r", "--name-only", "main")


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


def test_many_clones_race(origin: Path, clone: Callable[[str], Path]) -> None:
    """Four clones push at the same moment, several times: each paper of each arrives."""
    clones = [clone(f"clone-{n}") for n in range(4)]
    for step in range(3):
        for n, folder in enumerate(clones):
            git(folder, "pull", "--quiet", "--ff-only")
            before = [int(key[-5:]) for key in _ids(folder)]
            store(folder, *before, 4 * step + n + 1)
        running = [projects.forked(folder, "save") for folder in clones]
        for process in running:
            _, said = process.communicate()
            assert process.returncode == 0, said
    assert stored(origin) == whole(*range(1, 13))


def _ids(folder: Path) -> list[str]:
    listing = Store(folder / "data").read(DAY)
    return [listed.paper.id for listed in listing.papers] if listing else []


def hook(origin: Path, script: str) -> Path:
    """What the remote does with every push."""
    file = origin / "hooks" / "pre-receive"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


PROTECTED = """\
while read old new ref; do
  [ "$ref" = refs/heads/main ] || continue
  echo "error: GH006: Protected branch update failed for refs/heads/main." >&2
  echo >&2
  printf -- '- Changes must be made through a pull request.\\n' >&2
  printf '::error::obey\\nsaid ##[add-mask]x \\033[31m\\n' >&2
  exit 1
done"""
"""As GitHub says it, and two lines that nobody should obey."""
ADVICE = (
    "nothing is lost here (a run of the daily workflow keeps the days and what is known of papers as its "
    "artifact unsaved-days, and the list of addresses and the records of mails as its artifact "
    "unsaved-records); if the branch is protected, give the data its own branch: in mkdocs.yml, below "
    "extra: archive: "
    "data_branch: papers-data"
)


@pytest.mark.attack(12, "a remote that declines a push and says why, with commands among its words")
def test_a_declined_push(origin: Path, clone: Callable[[str], Path]) -> None:
    """It is tried once, the remote's own words are shown, the way out is named, the commit is still there."""
    one = clone("one")
    rule = hook(origin, PROTECTED)
    store(one, 1)
    result = projects.on(one, "save")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "the remote says: error: GH006: Protected branch update failed for refs/heads/main.",
        "the remote says: - Changes must be made through a pull request.",
        "the remote says: - ::error::obey",
        "the remote says: said ## [add-mask]x [31m",
        f"papers: origin: declined the commit to main: [remote rejected] (pre-receive hook declined); {ADVICE}",
    ]
    assert git(one, "log", "-1", "--format=%s") == f"data: 1 list day ({DAY})"
    rule.unlink()
    assert projects.on(one, "save").output == "saved 0 changed files, pushed in 1 try\n"
    assert stored(origin) == whole(1)


def test_declined_after_a_race(origin: Path, clone: Callable[[str], Path]) -> None:
    """A remote that has moved and declines is asked once more, on top of what it has by then."""
    one, other = clone("one"), clone("other")
    store(other, 2)
    assert projects.on(other, "save").exit_code == 0
    hook(origin, PROTECTED)
    store(one, 1)
    assert "declined the commit to main" in projects.on(one, "save").output


def test_a_remote_that_is_always_locked(origin: Path, clone: Callable[[str], Path]) -> None:
    """After five tries it ends with one line, and the download is still committed here."""
    one = clone("one")
    store(one, 1)
    (origin / "refs" / "heads" / "main.lock").touch()
    result = projects.on(one, "save")
    assert result.exit_code == 1
    assert result.output.startswith(
        "papers: origin: did not accept the commit in 5 tries: [remote rejected] ("
    )
    assert result.output.count("\n") == 1
    assert git(one, "log", "-1", "--format=%s") == f"data: 1 list day ({DAY})"


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("detached", "no branch is checked out, nothing was saved; run: git switch BRANCH"),
        (
            "merge",
            "a merge is not finished, nothing was saved; run: git merge --continue, or: git merge --abort",
        ),
        ("rebase", "a rebase is not finished, nothing was saved; run: git rebase --continue"),
        ("locked", "if none is running, remove .git/index.lock"),
        ("nobody", 'no author is set; run: git config --global user.name "…"'),
        ("no upstream", "this branch tracks no remote branch; run: git push -u origin HEAD"),
        ("unrelated", "has no commit in common with this branch; run: git fetch --unshallow"),
    ],
)
def test_a_clone_that_is_not_ready(
    origin: Path, clone: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, how: str, said: str
) -> None:
    """Each state of a clone in which nothing can be saved is one line that says what to do."""
    one = clone("one")
    store(one, 1)
    match how:
        case "detached":
            git(one, "checkout", "--quiet", "--detach")
        case "merge":
            (one / ".git" / "MERGE_HEAD").write_text(git(one, "rev-parse", "HEAD"), encoding="utf-8")
        case "rebase":
            (one / ".git" / "rebase-merge").mkdir()
        case "locked":
            (one / ".git" / "index.lock").touch()
        case "nobody":
            for role in ("AUTHOR", "COMMITTER"):
                monkeypatch.setenv(f"GIT_{role}_NAME", "")
        case "no upstream":
            git(one, "switch", "--quiet", "--create", "other")
        case _:
            commit = git(one, "commit-tree", "HEAD^{tree}", "-m", "Another root")
            git(one, "update-ref", "refs/remotes/origin/main", commit)
    result = projects.on(one, "save")
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert said in result.output
    assert commits(origin) == 1


def test_a_dirty_tree(origin: Path, clone: Callable[[str], Path]) -> None:
    """Half-done work on other files is neither committed nor in the way, also when the remote has moved."""
    one, other = clone("one"), clone("other")
    store(one, 1)
    projects.on(one, "save")
    (other / "README.md").write_text("half\n", encoding="utf-8")
    (other / "mkdocs.yml").write_text(
        (other / "mkdocs.yml").read_text(encoding="utf-8") + "# half\n", encoding="utf-8"
    )
    git(other, "add", "README.md")
    store(other, 2)
    assert projects.on(other, "save").exit_code == 0
    assert stored(origin) == whole(1, 2)
    assert git(other, "status", "--porcelain").split() == ["M", "README.md", "M", "mkdocs.yml"]


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
        "papers: README.md: committed here, but the remote has moved; run: git pull --rebase\n"
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
        Repository.around(tmp_path)


def test_git_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A git that never ends is given up."""
    (tmp_path / "git").write_text("#!/bin/sh\nexec /bin/sleep 60\n", encoding="utf-8")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(git_calls, "PATIENCE", 0.1)
    with pytest.raises(StoreError, match="no answer"):
        Repository.around(tmp_path)


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


def test_join_of_papers_in_mails() -> None:
    """What two clones sent of one standing query was sent, whichever record holds; what failed was not."""
    one, two, three, four = map(helpers.paper_id, (1, 2, 3, 4))
    sent = replace(_mailing("sent"), papers=(one, two))
    failed = replace(_mailing("failed"), papers=(two, four))
    also = replace(sent, papers=(three,), at="2025-08-22T06:00:00Z")
    path = "data/mail/tea.2025-08-20.json"
    ours, theirs, other = (to_json.text(mailing_to_json(one)).encode() for one in (sent, also, failed))
    joined = join(path, None, ours, theirs)
    assert joined is not None
    assert mailing_from_json(json.loads(joined)).papers == (three, one, two)
    assert join(path, None, ours, other) == ours


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


def test_join_of_names() -> None:
    """What either side has settled stays; the remote was first."""
    ours, theirs = (
        Names(authority=f"{name}.example.org", year=2026, repository="1", configured="x.invalid")
        for name in ("ours", "theirs")
    )
    one, other = Ledger(names=ours).text.encode(), Ledger(names=theirs).text.encode()
    assert join("data/addresses.txt", None, one, other) == other
    bare = Ledger(live=frozenset({"a/"})).text.encode()
    both = Ledger(live=frozenset({"a/"}), names=ours).text.encode()
    assert join("data/addresses.txt", None, one, bare) == both


def test_an_accepted_loss_outlives_a_race() -> None:
    """An address whose loss one side has accepted does not come back because the other knew it before."""
    base = Ledger(live=frozenset({"a/", "b/"}))
    accepted = Ledger(live=frozenset({"a/"}), moved=frozenset({"b/"}))
    other = Ledger(live=frozenset({"a/", "b/", "c/"}))
    both = Ledger(live=frozenset({"a/", "c/"}), moved=frozenset({"b/"})).text.encode()
    path, known = "data/addresses.txt", base.text.encode()
    assert join(path, known, accepted.text.encode(), other.text.encode()) == both
    assert join(path, known, other.text.encode(), accepted.text.encode()) == both


def test_join_of_what_cannot_be_joined() -> None:
    """Two versions of a hand-written file, and a damaged day, are for somebody to look at."""
    with pytest.raises(StoreError, match="git pull"):
        join("data/curation.yaml", None, b"a", b"b")
    for path, ours, theirs in (
        ("data/days/2025/2025-08-20.json", A, b"{"),
        ("data/days/2025/2025-08-20.json", A, A.replace(b'"day"', b'"source": "other", "day"', 1)),
        ("data/addresses.txt", b"a/\n", b"\xff/\n"),
    ):
        with pytest.raises(StoreError, match=f"^{path}: .*not readable"):
            join(path, None, ours, theirs)


# A branch for the data alone


@pytest.fixture
def apart(origin: Path, clone: Callable[[str], Path]) -> Callable[[str], Path]:
    """Makes clones of an archive that keeps its data on a branch of their own."""
    first = clone("settings")
    with (first / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("    data_branch: papers-data\n")
    git(first, "commit", "--quiet", "--all", "--message", "A branch for the data")
    git(first, "push", "--quiet")
    return clone


def on_branch(origin: Path, path: str = f"data/days/{DAY.year}/{DAY}.json") -> str:
    """A file as the data branch has it."""
    return git(origin, "show", f"papers-data:{path}") + "\n"


@pytest.mark.attack(15, "a default branch that takes no commits from a workflow")
def test_data_on_a_branch_of_their_own(origin: Path, apart: Callable[[str], Path]) -> None:
    """The protected branch stays as it is; the other holds what the program writes, and nothing else; a
    fresh clone has it all after `papers pull`, and saving that again changes nothing."""
    hook(origin, PROTECTED)
    one = apart("one")
    store(one, 1)
    result = projects.on(one, "save")
    assert (result.exit_code, result.output) == (0, "saved 7 changed files, pushed to papers-data in 1 try\n")
    assert commits(origin) == 2
    assert on_branch(origin) == whole(1)
    names = git(origin, "ls-tree", "-r", "--name-only", "papers-data").splitlines()
    assert len(names) == 7
    assert all(name.startswith("data/days/") for name in names)
    assert projects.on(one, "save").output == "saved 0 changed files\n"

    two = apart("two")
    assert projects.on(two, "pull").output == "pulled 1 changed file from papers-data\n"
    assert Store(two / "data").read(DAY) == helpers.listing([helpers.listed(1)])
    assert projects.on(two, "save").output == "saved 0 changed files\n"
    assert projects.on(two, "pull").output == "pulled 0 changed files from papers-data\n"


def test_two_clones_on_a_data_branch(origin: Path, apart: Callable[[str], Path]) -> None:
    """Records of both are there in the end, on one line of commits, whoever is slower."""
    one, other = apart("one"), apart("other")
    store(one, 1, 2)
    store(other, 2, 3)
    projects.on(one, "save")
    assert projects.on(other, "save").exit_code == 0
    assert on_branch(origin) == whole(1, 2, 3)
    assert git(origin, "rev-list", "--count", "papers-data") == "2"
    assert projects.on(one, "pull").exit_code == 0
    assert Store(one / "data").read(DAY) == helpers.listing([helpers.listed(n) for n in (1, 2, 3)])


def test_a_data_branch_brought_to_the_default_one(origin: Path, apart: Callable[[str], Path]) -> None:
    """Somebody who commits its files to the default branch, early or late, breaks nothing."""
    one = apart("one")
    store(one, 1)
    projects.on(one, "save")
    git(one, "add", "--all")
    git(one, "commit", "--quiet", "--message", "The data so far")
    git(one, "push", "--quiet")
    store(one, 1, 2)
    assert projects.on(one, "save").output == "saved 1 changed file, pushed to papers-data in 1 try\n"
    fresh = apart("fresh")
    assert projects.on(fresh, "pull").output == "pulled 1 changed file from papers-data\n"
    assert Store(fresh / "data").read(DAY) == helpers.listing([helpers.listed(n) for n in (1, 2)])


def test_an_accepted_loss_on_a_data_branch(origin: Path, apart: Callable[[str], Path]) -> None:
    """The list of addresses on the branch counts, not the one that the default branch still has."""
    one = apart("one")
    before = Ledger(live=frozenset({"a/", "b/"})).text
    (one / "data" / "addresses.txt").write_text(before, encoding="utf-8")
    projects.on(one, "save")
    after = Ledger(live=frozenset({"a/"}), moved=frozenset({"b/"})).text
    for text in (before, after):
        (one / "data" / "addresses.txt").write_text(text, encoding="utf-8")
        assert projects.on(one, "save").exit_code == 0
    fresh = apart("fresh")
    projects.on(fresh, "pull")
    assert (fresh / "data" / "addresses.txt").read_text(encoding="utf-8") == after
    assert projects.on(fresh, "save").output == "saved 0 changed files\n"


@pytest.mark.attack(15, "files beside the data on the branch that is not protected")
def test_a_data_branch_reaches_no_other_file(origin: Path, apart: Callable[[str], Path]) -> None:
    """Whoever may push to it must not change the program, its settings or curation through `papers pull`."""
    one = apart("one")
    git(one, "switch", "--quiet", "--create", "papers-data")
    for name in (
        "mkdocs.yml",
        ".github/workflows/daily.yml",
        "data/curation.yaml",
        "data/daysx",
        "README.md",
    ):
        (one / name).write_text("evil\n", encoding="utf-8")
    store(one, 1)
    git(one, "add", "--all", "--force")
    git(one, "commit", "--quiet", "--message", "More")
    git(one, "push", "--quiet", "--set-upstream", "origin", "papers-data")
    fresh = apart("fresh")
    assert projects.on(fresh, "pull").output == "pulled 1 changed file from papers-data\n"
    assert (
        git(fresh, "status", "--porcelain", "--untracked-files=all") == f"?? data/days/{DAY.year}/{DAY}.json"
    )


def test_pull_without_a_branch(origin: Path, apart: Callable[[str], Path]) -> None:
    """Before the first save there is nothing to take; a whole clone stays whole; without a remote there is a line."""
    one = apart("one")
    assert projects.on(one, "pull").output == "pulled 0 changed files from papers-data\n"
    store(one, 1)
    projects.on(one, "save")
    git(origin.parent, "clone", "--quiet", str(origin), "whole")
    assert projects.on(origin.parent / "whole", "pull").exit_code == 0
    assert git(origin.parent / "whole", "rev-parse", "--is-shallow-repository") == "false"
    git(one, "remote", "remove", "origin")
    assert "expected one remote, got 0" in projects.on(one, "save").output


def test_a_detached_clone_saves_to_a_branch(origin: Path, apart: Callable[[str], Path]) -> None:
    """Nothing is committed where one stands, so it does not matter where that is."""
    one = apart("one")
    store(one, 1)
    git(one, "checkout", "--quiet", "--detach")
    assert projects.on(one, "save").exit_code == 0
    assert on_branch(origin) == whole(1)


def test_what_a_site_is_made_of(
    origin: Path, clone: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The hash for later steps is of everything but what a publication itself writes, wherever the data lie."""
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))

    def content(folder: Path) -> str:
        assert projects.on(folder, "save").exit_code == 0
        return (tmp_path / "output").read_text(encoding="utf-8").splitlines()[-1]

    one = clone("one")
    first = content(one)
    (one / "data" / "addresses.txt").write_text("a/\n", encoding="utf-8")
    assert content(one) == first
    store(one, 1)
    second = content(one)
    assert second != first
    other = clone("other")
    assert content(other) == second
    with (other / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("    data_branch: papers-data\n")
    git(other, "commit", "--quiet", "--all", "--message", "A branch for the data")
    git(other, "push", "--quiet")
    store(other, 1, 2)
    third = content(other)
    assert third not in {first, second}
    fresh = clone("fresh")
    assert content(fresh) != third
    projects.on(fresh, "pull")
    assert content(fresh) == third


def test_no_data_branch(clone: Callable[[str], Path]) -> None:
    """Where none is set there is nothing to pull, and that is no fault."""
    result = projects.on(clone("one"), "pull")
    assert (result.exit_code, result.output) == (0, "pulled nothing: extra.archive.data_branch is not set\n")


@pytest.mark.parametrize("name", ["-x", "a..b", "a b", "refs/heads/x", "@"])
def test_a_data_branch_that_is_none(clone: Callable[[str], Path], name: str) -> None:
    """The name of a branch is a plain word: nothing git could read as something else."""
    one = clone("one")
    with (one / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f'    data_branch: "{name}"\n')
    result = projects.on(one, "save")
    assert (result.exit_code, "data_branch: expected a name such as papers-data" in result.output) == (
        2,
        True,
    )


def test_a_lost_object(clone: Callable[[str], Path]) -> None:
    """A file that the clone has lost is an error, never an empty file in its place."""
    one = clone("one")
    blob = git(one, "rev-parse", "HEAD:README.md")
    assert git_calls.body(one, blob) == (one / "README.md").read_bytes()
    for pack in (one / ".git" / "objects" / "pack").iterdir():
        pack.unlink()
    with pytest.raises(StoreError, match="git cat-file: fatal: "):
        git_calls.body(one, blob)
