"""The addresses ever published, as a file."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records import ledger
from generator.records.ledger import Ledger, Names

ADDRESSES = st.frozensets(
    st.sampled_from(["", "papers/0001.00001/", "authors/ada/", "weeks/2025-W34/2/", "topics/"])
)


def test_the_file() -> None:
    """One line per address, in order, with a word after those that redirect."""
    one = Ledger(
        live=frozenset({"papers/0001.00002/", "papers/0001.00001/"}), moved=frozenset({"authors/ada/"})
    )
    assert one.text == ledger.HEAD + "authors/ada/ moved\npapers/0001.00001/\npapers/0001.00002/\n"


@given(ADDRESSES.map(lambda found: found - {""}), ADDRESSES.map(lambda found: found - {""}))
def test_round_trip(live: frozenset[str], moved: frozenset[str]) -> None:
    """What is written is read back."""
    one = Ledger(live=live, moved=moved - live)
    assert ledger.parse(one.text) == one


@given(ADDRESSES, ADDRESSES, ADDRESSES)
def test_nothing_is_ever_forgotten(
    first: frozenset[str], second: frozenset[str], third: frozenset[str]
) -> None:
    """Whatever sites follow each other, every address of each stays."""
    kept = Ledger().after(first).after(second).after(third)
    assert kept.all == first | second | third
    assert kept.live == third


def test_two_clones() -> None:
    """Files that version control put together line by line are read; a page counts more than its absence."""
    ours, theirs = "a/\nb/ moved\n", "a/ moved\nb/ moved\nc/\n"
    assert ledger.parse(ledger.HEAD + ours + theirs) == Ledger(
        live=frozenset({"a/", "c/"}), moved=frozenset({"b/"})
    )


@pytest.mark.parametrize(
    "line",
    [
        *(
            "<<<<<<< HEAD",
            "=======",
            ">>>>>>> origin/main",
            "../../x/",
            "/days/",
            "days//",
            "https://a.example/",
        ),
        *("days/2025-08-20", "days/2025-08-20/ gone", "a b/", "./", ".git/"),
    ],
)
def test_lines_that_are_no_address(line: str) -> None:
    """What a merge left in the file, or somebody wrote there, is named with its line."""
    address = "papers/2508.12345/"
    said = f"line 3: expected an address such as {address}, got {line!r}"
    assert ledger.fault(f"{ledger.HEAD}{address}\n{line}\n") == said


def test_lines_in_order() -> None:
    """Those of every kind of page, also with the line ends of Windows."""
    kinds = "authors/u--ada/ moved\r\npapers/t-0000/\n\nweeks/2025-W34/2/\norgs/a_b.c/\n"
    assert ledger.fault(ledger.HEAD + kinds) is None


def test_names() -> None:
    """They are a line at the top, which earlier programs take for a comment, and outlast every build."""
    names = Names(authority="papers.ada.github.io", year=2026, repository="77", configured="x.invalid")
    one = Ledger(live=frozenset({"topics/"}), names=names).after({"days/"}).without({"topics/"})
    line = "# Ids of feed entries: papers.ada.github.io 2026, of repository 77, where mkdocs.yml says x.invalid\n"
    assert one.text == f"{ledger.HEAD}{line}days/\n"
    assert ledger.parse(one.text) == one
    same = Ledger(names=replace(names, configured=names.authority))
    assert same.text.endswith("2026, of repository 77\n")
    assert ledger.parse(same.text) == same
