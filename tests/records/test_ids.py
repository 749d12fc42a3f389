"""Ids: one grammar, parsed and printed both ways."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import urls
from generator.check import pages
from generator.records import ids
from generator.records.ids import PaperId
from generator.records.page import Page

NEW = st.from_regex(r"[0-9]{4}\.[0-9]{4,5}", fullmatch=True)
OLD = st.from_regex(re.compile(ids._OLD, re.ASCII), fullmatch=True)
LIKE = st.from_regex(re.compile(r"[a-z-]{1,9}(\.[A-Z]{2})?/[0-9]{7}", re.ASCII), fullmatch=True)
PROVISIONAL = st.from_regex(r"t-[0-9a-f]{12}", fullmatch=True)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("0001.00010", "0001.00010"),
        ("0001.0010", "0001.0010"),
        ("0001.00010v2", "0001.00010"),
        ("0001.00010v12", "0001.00010"),
        ("arXiv:0001.00010", "0001.00010"),
        ("ARXIV:0001.00010v1", "0001.00010"),
        ("https://arxiv.org/abs/0001.00010v1", "0001.00010"),
        ("http://www.arxiv.org/pdf/0001.00010", "0001.00010"),
        ("https://export.arxiv.org/pdf/0001.00010v3.pdf", "0001.00010"),
        ("https://arxiv.org/html/0001.00010", "0001.00010"),
        ("https://huggingface.co/papers/0001.00010", "0001.00010"),
        ("https://www.alphaxiv.org/abs/0001.00010", "0001.00010"),
        ("hep-th/0000001", "hep-th/0000001"),
        ("math.GT/0000001v4", "math.GT/0000001"),
        ("https://arxiv.org/abs/hep-th/0000001", "hep-th/0000001"),
        ("t-0123456789ab", "t-0123456789ab"),
    ],
)
def test_parse(written: str, key: str) -> None:
    """Every form that arXiv or this archive writes is the same, versionless id."""
    assert PaperId.parse(written) == key


@pytest.mark.parametrize(
    "written",
    [
        "",
        " 0001.00010",
        "0001.00010\n",
        "0001.1",
        "0001.000100",
        "000.00010",
        "\uff10\uff10\uff10\uff11.00010",
        "0001.arxiv:00010",
        "0001.0https://arxiv.org/abs/0010",
        "https://evil.example/abs/0001.00010",
        "https://arxiv.org/abs/https://arxiv.org/abs/0001.00010",
        "arxiv:t-0123456789ab",
        "t-0123456789AB",
        "t-0123456789abc",
        "../0000001",
        "Hep-th/0000001",
        "-/0000001",
        "t-x/0000001",
        "aux.XX/0000001",
        "inv-th/0000001",
        "math.gt/0000001",
        f"{'a' * 300}/0000001",
        "0001.00010v",
        "0001.00010?x",
    ],
)
def test_not_an_id(written: str) -> None:
    """Nothing else is an id: nothing is guessed, cut or repaired."""
    assert PaperId.parse(written) is None


@given(st.one_of(NEW, OLD, PROVISIONAL))
def test_parse_and_str_are_inverses(written: str) -> None:
    """An id reads back as itself."""
    key = PaperId.parse(written)
    assert key is not None
    assert str(key) == written
    assert PaperId.parse(str(key)) == key


@given(st.one_of(NEW, OLD), st.integers(1, 99), st.sampled_from(["", "arXiv:", "https://arxiv.org/abs/"]))
def test_versions_do_not_count(bare: str, version: int, prefix: str) -> None:
    """All versions of a paper are one paper."""
    assert PaperId.parse(f"{prefix}{bare}v{version}") == bare


@given(st.text())
def test_every_title_has_an_id(title: str) -> None:
    """A provisional id is made from any title, and is itself an id."""
    key = PaperId.from_title(title)
    assert key.is_provisional
    assert PaperId.parse(key) == key


def test_the_same_title_has_the_same_id() -> None:
    """Case, spacing, punctuation and TeX dress make no other paper."""
    assert PaperId.from_title("An Invented  Title!") == PaperId.from_title(r"\textbf{an invented title}")
    assert PaperId.from_title("An Invented Title") != PaperId.from_title("Another Title")


def test_titles_without_letters_differ() -> None:
    """Where nothing is left to fold, the title itself counts."""
    assert PaperId.from_title("?") != PaperId.from_title("!")


def test_arxiv_ids_are_not_provisional() -> None:
    """Only ids made here say so."""
    assert not PaperId("0001.00010").is_provisional
    assert not PaperId("t-x/0000001").is_provisional


@given(st.one_of(NEW, OLD, LIKE, PROVISIONAL))
def test_every_id_has_a_page(written: str) -> None:
    """Whatever parses gives a file name that works on every system; lookalikes do not parse."""
    key = PaperId.parse(written)
    if key is not None:
        text = '---\n{"title": "x"}\n---\n\n# x\n'
        assert not list(pages.problems([Page(path=urls.paper(key).path, text=text)]))
