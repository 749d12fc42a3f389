"""The page on architecture describes the code as it is."""

import re
from collections.abc import Iterator

from tests.shape.sources import PACKAGE
from tests.shape.test_layers import TABLE
from tests.support.helpers import ROOT

PAGE = ROOT / "docs" / "about" / "architecture.md"
TEXT = re.sub(r"^```.*?^```$", "", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")


def section(name: str) -> str:
    """The part of the page below the second-level heading with this anchor."""
    return TEXT.partition(f"{{#{name}}}\n")[2].partition("\n## ")[0]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each line of its tables, without heads and rules."""
    for before, line in zip(text.splitlines(), text.splitlines()[1:], strict=False):
        if before.startswith("|") and not line.startswith("|--") and line.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def places() -> set[str]:
    """Folders and loose modules of the program: packages at any depth, other folders at the top, and the
    features of the browser code."""
    packages = {path.parent for path in PACKAGE.rglob("__init__.py")} - {PACKAGE}
    top = {path for path in PACKAGE.iterdir() if path.is_dir()}
    features = {path for path in (PACKAGE / "web").iterdir() if path.is_dir()}
    folders = {path for path in packages | top | features if path.name != "__pycache__"}
    modules = {path.name for path in PACKAGE.glob("*.py") if path.name != "__init__.py"}
    return {f"{path.relative_to(PACKAGE).as_posix()}/" for path in folders} | modules


def test_every_folder_is_described_once() -> None:
    """Each folder and loose module has one line that says what it holds and why, and none is gone."""
    table = list(rows(section("layout")))
    assert sorted(path.strip("`") for path, _, _ in table) == sorted(places())
    assert [row for row in table if not all(row)] == []


def test_layers_are_described() -> None:
    """The table of imports is the one that the tests enforce, row by row, each with a reason."""
    told = [
        (
            int(number),
            tuple(CODE.findall(names)),
            tuple(int(one) for one in may.split(",")),
            tuple(CODE.findall(also)),
            bool(why),
        )
        for number, names, may, also, why in rows(section("imports"))
    ]
    assert told == [(row.number, row.names, row.rows, row.also, True) for row in TABLE]


def test_layers_exist() -> None:
    """Each name in that table is a module or a folder."""
    paths = {name: PACKAGE.joinpath(*name.split(".")) for row in TABLE for name in row.names}
    missing = [
        name
        for name, path in paths.items()
        if not (path.with_suffix(".py").is_file() or (path / "__init__.py").is_file())
    ]
    assert not missing


def test_named_files_exist() -> None:
    """Every file that the page names is there, but for those that a newcomer adds."""
    named = {name for name in CODE.findall(TEXT) if re.fullmatch(r"[\w./-]+/[\w-]+\.(py|js|md)", name)}
    assert named
    gone = {name for name in named if not ((ROOT / name).is_file() or (PACKAGE / name).is_file())}
    assert gone == {"render/pages/code.py"}


def test_contributors_find_it() -> None:
    """CONTRIBUTING leads to the page and repeats no list of folders."""
    layout = (
        (ROOT / "CONTRIBUTING.md")
        .read_text(encoding="utf-8")
        .partition("## Layout\n")[2]
        .partition("\n## ")[0]
    )
    assert "(docs/about/architecture.md)" in layout
    assert "|--|" not in layout
