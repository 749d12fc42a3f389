"""A venue is known only where a reader of the comment would have no doubt."""

import pytest

from generator.archive import venue_names, venues
from generator.archive.venue_names import CONFERENCES, JOURNALS
from generator.text import slug
from tests.support.helpers import DATA

ROWS = [
    line.split("\t")
    for line in (DATA / "venues.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _said(comment: str) -> str:
    found = venues.of_comment(comment)
    return " ".join(filter(None, (found.shown, found.track))) if found else "-"


def test_precision() -> None:
    """Of what is taken from some 250 comments that were read by a person, at least 99 in a hundred are right,
    and nearly everything that they tell is found."""
    assert len(ROWS) >= 200
    told = [(right, _said(comment), comment) for right, comment in ROWS]
    claimed = [row for row in told if row[1] != "-"]
    wrong = [row for row in claimed if row[0] != row[1]]
    missed = [row for row in told if row[0] != "-" and row[1] == "-"]
    assert len(wrong) <= len(claimed) / 100, wrong
    assert len(missed) <= len(claimed) / 20, missed


@pytest.mark.parametrize(
    ("journal", "found"),
    [
        (
            "Proc. of the Conference on Computer Vision and Pattern Recognition (CVPR), 2025, pp. 123-134",
            "CVPR 2025",
        ),
        ("IEEE Transactions on Image Processing, vol. 34, pp. 1-12, 2025", "TIP"),
        ("Medical Image Analysis 101 (2025) 103456", "Medical Image Analysis"),
        ("Transactions on Machine Learning Research, 2026", "TMLR"),
        ("Interspeech 2025, 1234-1238", "Interspeech 2025"),
        ("CVPR 2025 Workshops", "-"),
        ("Journal of Invented Results 12 (2026) 1-9", "-"),
        ("Pattern Recognition Letters 12 (2026) 1-9", "-"),
    ],
)
def test_journal_references(journal: str, found: str) -> None:
    """A reference need not say that anything was accepted."""
    one = venues.venue(None, journal, None)
    assert (one.shown if one else "-") == found


@pytest.mark.parametrize(
    ("doi", "found"),
    [
        ("10.18653/v1/2025.acl-long.123", "ACL 2025"),
        ("10.18653/v1/2025.findings-emnlp.12", "EMNLP 2025 findings"),
        ("10.18653/v1/2025.teanlp-1.4", "-"),
        ("10.1109/CVPR52734.2025.01234", "CVPR 2025"),
        ("10.1109/CVPRW59228.2025.00123", "-"),
        ("10.1109/TPAMI.2025.3456789", "TPAMI"),
        ("10.21437/Interspeech.2025-123", "Interspeech 2025"),
        ("10.1145/3700000.3700001", "-"),
    ],
)
def test_dois(doi: str, found: str) -> None:
    """Some publishers name the venue in them."""
    one = venues.venue(None, None, doi)
    assert (" ".join(filter(None, (one.shown, one.track))) if one else "-") == found


def test_they_agree() -> None:
    """Where comment, reference and DOI tell different venues, there is none; what they add to each other is."""
    assert venues.venue("Accepted to ICML 2025", None, "10.1109/CVPR52734.2025.01234") is None
    one = venues.venue("Accepted to CVPR 2025 (oral)", None, "10.1109/CVPR52734.2025.01234")
    assert one
    assert (one.slug, one.track) == ("cvpr-2025", "oral")
    assert venues.venue("12 pages", None, "10.1109/CVPR52734.2025.01234")


def test_addresses() -> None:
    """Each venue has an address of its own, made of plain words."""
    slugs = [name.slug for name in (*CONFERENCES, *JOURNALS)]
    assert len(slugs) == len(set(slugs))
    assert all(slug(one) == one for one in slugs)


def test_it_takes_little_time() -> None:
    """A comment made to be slow to read ends no run."""
    for hostile in (
        "a" * 100_000,
        "accepted " * 20_000,
        "ICML 2025 " * 10_000,
        "1 + " * 30_000,
        "(" * 50_000,
    ):
        venues.venue(hostile, hostile[:300], "10.1109/" + "A" * 190)


def test_every_name_is_found() -> None:
    """Each label, with the words around it, is read as itself."""
    for name in CONFERENCES:
        found = venues.of_comment(f"Accepted at {name.label} 2026")
        assert found, name
        assert found.label == name.label
    for name in venue_names.JOURNALS:
        assert venues.of_comment(f"Accepted for publication in {name.label}") or not name.short, name
