"""The list of common terms."""

import pytest

from generator.search import common
from tests.search.conftest import Read

PARTED = "client.common.parted(terms, client.common.commonOf(bytes(file)))"


def test_rare_terms_and_the_common_ones_from_behind(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of one class stay in the order in which they are asked; a term with several forms is as common as
    its commonest."""
    monkeypatch.setattr(common, "CLASS", 2)
    file = common.written({"model": 9, "kite": 8, "für": 3, "ant": 3, "bee": 1})
    terms = ["model", "zebra", "ant", "kite", "bee", "für", "ox\tkite"]
    found = read(PARTED, file=file, terms=terms)
    assert found == {"rare": ["zebra"], "common": ["bee", "ant", "für", "model", "kite", "ox\tkite"]}


def test_a_term_is_left_out_with_all_that_are_as_common(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """So whatever is not listed is rarer than all that is."""
    monkeypatch.setattr(common, "MOST", 2)
    terms = ["a", "b", "c", "d"]
    tied = common.written({"a": 1, "b": 5, "c": 3, "d": 3})
    assert read(PARTED, file=tied, terms=terms)["common"] == ["b"]
    file = common.written({"a": 1, "b": 5, "c": 3})
    assert read(PARTED, file=file, terms=terms)["common"] == ["b", "c"]
    assert common.written({}) == b""


def test_many_terms(read: Read) -> None:
    """All are found again, in two bytes each, and few others."""
    holders = {f"word{n}": 5_000 - n for n in range(2_000)}
    file = common.written(holders)
    assert len(file) < 2.2 * len(holders)
    found = read(PARTED, file=file, terms=[*holders, *(f"other{n}" for n in range(2_000))])
    assert {*holders} <= {*found["common"]}
    assert len(found["common"]) < len(holders) + 20


def test_a_list_that_is_cut_off(read: Read) -> None:
    """Is no list."""
    file = common.written({f"word{n}": 5_000 - n for n in range(200)})
    assert read("raised(() => client.common.commonOf(bytes(file)))", file=file[:-9]) == "RangeError"
