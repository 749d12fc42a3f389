"""Parts of a paper that several formats write in the same way."""

import pytest

from generator.intake import pieces
from generator.intake.fields import Fields, Place


def test_only_categories_of_arxiv() -> None:
    """Classes of other schemes, which authors add to the same list, and repetitions are left out."""
    written = (
        "cs.LG",
        "stat.ML ",
        "68T07",
        "I.2.7; H.3",
        "cs.LG",
        "hep-th",
        "cond-mat.str-el",
        "q-bio.QM",
    )
    found = ("cs.LG", "stat.ML", "hep-th", "cond-mat.str-el", "q-bio.QM")
    assert pieces.filed(written) == found
    at = Place(path="file")
    assert pieces.categories(Fields({"c": ["cs.CL", 7]}, at), "c") == ("cs.CL",)
    assert [one.where for one in at.found] == ["c[1]"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("10.1234/invented.2026.2", "10.1234/invented.2026.2"),
        ("https://doi.org/10.1234/a(b)-1", "10.1234/a(b)-1"),
        ("DOI:10.1234/a.", "10.1234/a"),
        ("10.1234/one 10.5678/two", "10.1234/one"),
        ('10.1234/a"><script>', None),
        ("11.1234/a", None),
        ("10.1234/", None),
        ("", None),
    ],
)
def test_a_doi(written: str, found: str | None) -> None:
    """As such or as an address; of several the first; what would leave an address is no DOI."""
    at = Place(path="file")
    assert pieces.doi(Fields({"doi": written}, at), "doi") == found
    assert bool(at.found) == bool(written and not found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("http://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
            "https://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        ),
        ("https://example.org/licence", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_licence(written: str, found: str | None) -> None:
    """Only addresses of licences that arXiv offers, as https."""
    at = Place(path="file")
    assert pieces.licence(Fields({"l": written}, at), "l") == found
    assert bool(at.found) == (found is None)
