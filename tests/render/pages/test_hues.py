"""Hues of groups of topics."""

import re

from generator.graph.topics.taxonomy import Group, Taxonomy
from generator.render.pages import hues
from generator.storage import packaged


def test_each_group_has_its_own_until_they_run_out() -> None:
    """The operator's order decides, so a new group at the end changes no colour."""
    taxonomy = Taxonomy(groups=tuple(Group(slug=f"s{n}", label=f"Group {n}") for n in range(hues.HUES + 2)))
    found = [hues.of_group(taxonomy, group.slug) for group in taxonomy.groups]
    assert len(set(found)) == hues.HUES
    assert found[hues.HUES :] == found[:2]


def test_the_style_sheet_has_each() -> None:
    """Each class that is written is styled, and no other."""
    sheet = (packaged.CLONE / "generator" / "web" / "styles" / "hues.css").read_text(encoding="utf-8")
    assert re.findall(r"^\.(g\d+) \{", sheet, re.MULTILINE) == [f"g{n}" for n in range(hues.HUES)]
