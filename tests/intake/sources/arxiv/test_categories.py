"""The categories that arXiv is known to have."""

from generator.intake.sources.arxiv.categories import CATEGORIES, CLASSES
from generator.records.known import CATEGORY


def test_each_has_the_form_of_one() -> None:
    """Archives, with and without classes, and classes: each can be given in `mkdocs.yml`."""
    assert all(CATEGORY.fullmatch(one) for one in CATEGORIES)
    assert {"cs", "cs.CL", "eess.SY", "cond-mat.str-el", "physics.acc-ph", "hep-th"} <= CATEGORIES
    assert not {"cs.XX", "cs.cl", "hep-th.AI", "cmp-lg"} & CATEGORIES
    assert all(len(set(names.split())) == len(names.split()) for names in CLASSES.values())
