"""From one version of the program's files to another."""

import pytest

from generator.upgrade import Step, mark, plan, with_lines

FLOW = ".github/workflows/daily.yml"
PIN = "uses: actions/checkout@{} # v{}\n"


def steps(
    old: bytes | None,
    new: bytes | None,
    now: bytes | None,
    path: str = ".github/install",
    *,
    gives_up: bool = False,
    earlier: tuple[bytes, ...] = (),
) -> list[tuple[str, bytes]]:
    """What happens to one file: what was offered, what is now, what there is."""
    offered = {} if old is None else {path: mark(path, old)}
    wanted = {} if new is None else {path: new}
    present = {} if now is None else {path: now}
    known = {path: {mark(path, body) for body in earlier}} if earlier else {}
    found = plan(offered, wanted, present, [path] if gives_up else [], known)
    return [(step.action, step.body) for step in found]


@pytest.mark.parametrize(
    ("old", "new", "now", "expected"),
    [
        (b"1", b"2", b"1", [("write", b"2")]),  # as it was offered
        (None, b"2", None, [("write", b"2")]),  # new in this version
        (b"1", b"2", b"2", []),  # there already: an upgrade that was stopped
        (b"1", b"2", b"mine", [("beside", b"2")]),  # edited, and there is news
        (b"1", b"1", b"mine", [("keep", b"")]),  # edited, and nothing is new
        (None, b"2", b"mine", [("beside", b"2")]),  # of unknown origin
        (b"1", b"2", None, [("keep", b"2")]),  # removed by the operator
        (b"1", None, b"1", [("remove", b"")]),  # no longer part of the program
        (b"1", None, b"mine", [("keep", b"")]),
        (b"1", None, None, []),
        (b"a\nb\n", b"c\n", b"a\r\nb\r\n", [("write", b"c\n")]),  # line ends are Git's
        (b"a\n", b"a\n", b"a\r\n", []),
    ],
)
def test_one_file(
    old: bytes | None, new: bytes | None, now: bytes | None, expected: list[tuple[str, bytes]]
) -> None:
    """What was offered is moved, what was edited or removed stays."""
    assert steps(old, new, now) == expected


@pytest.mark.parametrize(("old", "now"), [(b"1", b"mine"), (b"1", None), (None, b"mine")])
def test_giving_up_edits(old: bytes | None, now: bytes | None) -> None:
    """The operator can have the program's file."""
    assert steps(old, b"2", now, gives_up=True) == [("write", b"2")]


@pytest.mark.parametrize(
    ("old", "new", "now", "expected"),
    [
        (None, b"3", b"1", [("write", b"3")]),  # nothing says what was offered last
        (b"2", b"3", b"1", [("write", b"3")]),
        (b"3", b"3", b"1", [("write", b"3")]),  # it was put beside by a version that did not know it
        (None, b"3", b"mine", [("beside", b"3")]),
        (None, b"3", None, [("write", b"3")]),
        (b"2", b"3", None, [("keep", b"3")]),
        (None, None, b"1", [("remove", b"")]),  # no longer part of the program
        (None, None, b"mine", [("keep", b"")]),
        (None, None, None, []),
    ],
)
def test_files_of_earlier_versions(
    old: bytes | None, new: bytes | None, now: bytes | None, expected: list[tuple[str, bytes]]
) -> None:
    """What any version is known to have written was edited by nobody."""
    assert steps(old, new, now, earlier=(b"0", b"1")) == expected


def test_pins_moved_by_dependabot() -> None:
    """They are no edits, and no upgrade takes them back."""
    old, moved = (PIN.format("0" * 40, "1").encode(), PIN.format("2" * 40, "3").encode())
    new = b"# better\n" + PIN.format("1" * 40, "2").encode()
    assert steps(old, new, moved, FLOW) == [("write", b"# better\n" + moved)]
    assert steps(old, old, moved, FLOW) == []
    assert steps(old, new, moved + b"# mine\n", FLOW)[0][0] == "beside"


def test_paths_are_sorted() -> None:
    """Each path has at most one step."""
    wanted = {"b": b"1", "a": b"1"}
    assert list(plan({}, wanted, {})) == [Step("a", "write", b"1"), Step("b", "write", b"1")]


def test_lists_of_patterns() -> None:
    """Missing lines go to the end, each once; what is there stays as it is, also without a last line end."""
    assert with_lines("x\n/site/", "/site/\n/docs/a/\n\n") == "x\n/site/\n/docs/a/\n"
    assert with_lines("  /site/  \r\n", "/site/\n") == "  /site/  \r\n"
    assert with_lines("", "a\n") == "a\n"
