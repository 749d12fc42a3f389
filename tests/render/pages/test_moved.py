"""Addresses that lost their page still answer."""

import pytest

from generator import urls
from generator.records.ledger import Ledger
from generator.render import site
from generator.render.pages import moved
from tests.support.rendering import front, one, seen

BUILT = frozenset({"", "authors/", "topics/", "topics/tea/", "weeks/2025-W34/"})


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("authors/ada/", "authors/"),
        ("authors/ada/3/", "authors/"),
        ("topics/tea/9/", "topics/tea/"),
        ("topics/gone/", "topics/"),
        ("weeks/2025-W34/2/", "weeks/2025-W34/"),
        ("weeks/2025-W35/2/", None),
        ("papers/0001.00001/", None),
        ("years/2025/", None),
        ("orgs/x/", None),
        ("topics/", None),
        ("", None),
    ],
)
def test_the_nearest_page(url: str, there: str | None) -> None:
    """A part leads to its list, a group to its hub where there is one; nothing stands for a paper."""
    found = urls.nearest(url, BUILT, {}, site.HUBS)
    assert (found.url if found else None) == there


@pytest.mark.parametrize(
    "path", ["index.md", "papers/0001.00001.md", "topics/index.md", "weeks/2025-W34/2.md"]
)
def test_addresses_and_paths(path: str) -> None:
    """Each leads back to the other."""
    assert urls.Address(urls.address_of(path)).path == path


def test_pages() -> None:
    """One leads on by itself and by a link; one says that there is nothing more."""
    ledger = Ledger(live=frozenset({"authors/ada/", "topics/"}), moved=frozenset({"papers/0001.00001/"}))
    group, paper = moved.render(ledger, BUILT, {}, site.HUBS)
    assert (group.path, front(group.text)["moved"]) == ("authors/ada.md", "authors/")
    assert one(seen(group.text), "a").get("href") == "../"
    assert (paper.path, front(paper.text)["kind"]) == ("papers/0001.00001.md", "tombstone")
    assert "no longer part of the archive" in one(seen(paper.text), ".notice").text_content()
    assert one(seen(paper.text), "a").get("href") == "../../"
