"""One swap: the old tree or the new one, whole."""

import ctypes
import errno
from pathlib import Path

import pytest

from generator.build import publish, spare
from generator.errors import StoreError


def tree(root: Path, word: str) -> Path:
    """A folder with one file that says which tree it is."""
    root.mkdir(parents=True)
    (root / "index.html").write_text(word, encoding="utf-8")
    return root


def said(site: Path) -> str:
    """Which tree is published."""
    return (site / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The folder of staging trees."""
    (tmp_path / ".papers").mkdir()
    return tmp_path / ".papers"


def stage(state: Path) -> Path:
    """A finished tree, not yet visible."""
    return tree(state / f"{publish.STAGE}x" / "tree", "new")


@pytest.fixture(params=["exchange", "two steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system call that exchanges two names, and without."""
    if request.param == "two steps":
        monkeypatch.setattr(publish, "_exchanged", lambda one, other: False)
    return str(request.param)


def test_first(tmp_path: Path, state: Path, way: str) -> None:
    """Where there is no site yet the tree becomes it."""
    publish.publish(stage(state), tmp_path / "out" / "site", state)
    assert said(tmp_path / "out" / "site") == "new"


def test_swap(tmp_path: Path, state: Path, way: str) -> None:
    """The new tree is in its place, nothing is left of the old one."""
    site = tree(tmp_path / "site", "old")
    (site / "only-old.html").touch()
    publish.publish(stage(state), site, state)
    assert said(site) == "new"
    assert not (site / "only-old.html").exists()
    assert not (state / publish.PREVIOUS).exists()


def test_the_old_tree_is_kept(tmp_path: Path, state: Path, way: str) -> None:
    """As the spare one, if asked for, in the place of an older one; otherwise none is left."""
    site = tree(tmp_path / "site", "first")
    for word in ("second", "third"):
        publish.publish(tree(state / f"{publish.STAGE}x" / word, word), site, state, keep=True)
    assert (said(site), said(state / spare.FOLDER)) == ("third", "second")
    publish.publish(stage(state), site, state)
    assert not (state / spare.FOLDER).exists()


def test_the_old_tree_cannot_be_kept(
    tmp_path: Path, state: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new tree is published all the same: keeping the old one only saves work."""
    site = tree(tmp_path / "site", "old")
    rename = Path.rename

    def refused(one: Path, other: Path) -> Path:
        if other.name == spare.FOLDER:
            raise PermissionError(13, "Permission denied", str(one))
        return rename(one, other)

    monkeypatch.setattr(Path, "rename", refused)
    publish.publish(stage(state), site, state, keep=True)
    assert said(site) == "new"
    assert not (state / spare.FOLDER).exists()
    assert not (state / publish.PREVIOUS).exists()


def test_a_folder_in_the_way_of_the_previous_tree(tmp_path: Path, state: Path, way: str) -> None:
    """What an earlier run left behind does not stop this one."""
    tree(state / publish.PREVIOUS, "older")
    site = tree(tmp_path / "site", "old")
    publish.publish(stage(state), site, state)
    assert said(site) == "new"


@pytest.mark.parametrize("kind", ["link", "dangling link", "file"])
def test_no_folder(tmp_path: Path, state: Path, way: str, kind: str) -> None:
    """A symbolic link or a file where the site belongs is refused and left as it is."""
    site = tmp_path / "site"
    if kind == "file":
        site.write_text("mine", encoding="utf-8")
    else:
        site.symlink_to(tree(tmp_path / "elsewhere", "mine") if kind == "link" else tmp_path / "gone")
    with pytest.raises(StoreError, match="expected a folder; remove it and build again"):
        publish.publish(stage(state), site, state)
    assert site.is_symlink() == (kind != "file")
    if kind == "link":
        assert said(tmp_path / "elsewhere") == "mine"


def test_killed_between_the_two_renames(tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run finds the old tree where it was moved and puts it back."""
    site = tree(tmp_path / "site", "old")
    monkeypatch.setattr(publish, "_exchanged", lambda one, other: False)
    new = stage(state)
    rename = Path.rename

    def killed(self: Path, target: Path) -> Path:
        if self == new:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        publish.publish(new, site, state)
    monkeypatch.undo()
    assert not site.exists()
    publish.repair(site, state)
    assert said(site) == "old"
    assert not list(state.iterdir())


def test_repair_leaves_a_good_site_alone(tmp_path: Path, state: Path) -> None:
    """With a site in place only half-made trees are swept."""
    site = tree(tmp_path / "site", "published")
    tree(state / publish.PREVIOUS, "older")
    stage(state)
    publish.repair(site, state)
    assert said(site) == "published"
    assert not list(state.glob(f"{publish.STAGE}*"))


def test_exchange_is_used_where_there_is_one(tmp_path: Path) -> None:
    """On Linux two folders change places in one step; elsewhere nothing happens and it says so."""
    one, other = tree(tmp_path / "one", "1"), tree(tmp_path / "other", "2")
    if publish._exchanged(one, other):
        assert (said(one), said(other)) == ("2", "1")
    else:
        assert (said(one), said(other)) == ("1", "2")


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_systems_without_exchange(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """A system that does not know the call gets the two steps."""
    site = tree(tmp_path / "site", "old")

    class Library:
        def __init__(self, *args: object, **kwargs: object) -> None:
            """Any library."""

        def renameat2(self, *args: object) -> int:
            """Always fails."""
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", Library)
    publish.publish(stage(state), site, state)
    assert said(site) == "new"


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EBUSY])
def test_on_another_file_system(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Where `site/` is mounted by itself, nothing can be exchanged: the message says what is needed."""

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(code, "of the system")

    monkeypatch.setattr(publish, "_exchanged", lambda one, other: False)
    site, ready = tree(tmp_path / "site", "old"), stage(state)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(
        StoreError, match=r"cannot be published: it must be on the same file system as .*papers"
    ):
        publish.publish(ready, site, state)
    assert said(site) == "old"


def test_a_failure_leaves_the_old_tree(tmp_path: Path, state: Path) -> None:
    """A stage that is not there cannot be published; the site is as it was."""
    site = tree(tmp_path / "site", "old")
    with pytest.raises(StoreError, match="cannot be published: No such file or directory"):
        publish.publish(state / "gone", site, state)
    assert said(site) == "old"
