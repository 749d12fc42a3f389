"""What a page is in the terms of schema.org, for search engines: JSON-LD in its head.

The theme knows the addresses of the page, of its picture and of the site. It adds them to the object, which
is therefore left open, without its last brace.
"""

from collections.abc import Mapping

from generator.records.reading import Json
from generator.sinks import to_json

Meta = dict[str, str]
"""Front matter: the object under the name that the theme knows."""

HEADLINE = 110
"""The longest headline, in characters, that search engines accept."""
UNSAID = frozenset({"author", "keyword", "moved", "submitter", "tombstone"})
"""Kinds of pages without content, or with nothing to say in general: there are many of them."""
OF_KIND: Mapping[str, str] = {"home": "WebSite", "hub": "CollectionPage", "search": "SearchResultsPage"}
"""Their types; that of other pages is `WebPage`."""


def of_kind(kind: str, title: str) -> Meta:
    """What the kind of a page alone says of it."""
    return {} if kind in UNSAID else page(OF_KIND.get(kind, "WebPage"), title)


def page(kind: str, title: str, told: Mapping[str, Json] | None = None) -> Meta:
    """A page of one of schema.org's types."""
    return opened({"@type": kind, "name": title, **(told or {})})


def papers(title: str, count: int, about: Mapping[str, Json] | None = None) -> Meta:
    """A list of papers, all `about` the same."""
    told: dict[str, Json] = {"mainEntity": {"@type": "ItemList", "numberOfItems": count}}
    return page("CollectionPage", title, told | ({"about": {**about}} if about else {}))


def profile(title: str, account: str) -> Meta:
    """A person who is known by an account at the source; its address is unknown if it is empty."""
    person: dict[str, Json] = {"@type": "Person", "name": title}
    return page("ProfilePage", title, {"mainEntity": person | ({"sameAs": account} if account else {})})


def opened(data: Mapping[str, Json]) -> Meta:
    """The object as the theme takes it."""
    return {"data": to_json.in_script({"@context": "https://schema.org", **data}).removesuffix("}")}
