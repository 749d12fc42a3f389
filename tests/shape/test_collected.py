"""No test is passed over."""

from fnmatch import fnmatch

import pytest

from tests.support.helpers import ROOT

TESTS = ROOT / "tests"


def test_every_folder_is_searched(pytestconfig: pytest.Config) -> None:
    """pytest passes over folders with certain names, by default `build` and `dist` among them."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {name for file in TESTS.rglob("test_*.py") for name in file.relative_to(TESTS).parent.parts}
    assert "build" in folders
    assert not [name for name in folders for pattern in passed_over if fnmatch(name, pattern)]
