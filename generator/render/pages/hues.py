"""The colours of groups of topics: a class for each, in the operator's order."""

from generator.graph.topics.taxonomy import Taxonomy

HUES = 14
"""As many as `tokens.css` has; further groups start over."""


def of_group(taxonomy: Taxonomy, group: str) -> str:
    """The class that gives everything inside an element the hue of a group."""
    slugs = [one.slug for one in taxonomy.groups]
    return "g" + str(slugs.index(group) % HUES)
