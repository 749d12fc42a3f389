"""The shape of the JSON-LD of our pages, written from the definitions at https://schema.org."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from generator.records.reading import Json

THING = {"name": "text", "url": "url", "image": "url", "identifier": "text", "sameAs": "url"}
WORK = THING | {
    "headline": "text",
    "datePublished": "date",
    "author": "Person Organization",
    "isPartOf": "url",
    "about": "Thing Organization",
    "mainEntity": "ItemList Person",
}
TYPES: Mapping[str, Mapping[str, str]] = {
    "Thing": THING,
    "Person": THING,
    "Organization": THING,
    "ItemList": THING | {"numberOfItems": "count"},
    "SearchAction": THING | {"target": "template", "query-input": "text"},
    "ScholarlyArticle": WORK,
    "CollectionPage": WORK,
    "ProfilePage": WORK,
    "SearchResultsPage": WORK,
    "WebPage": WORK,
    "WebSite": WORK | {"potentialAction": "SearchAction"},
}
"""Of each type, the properties that it has there and what they expect."""
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "ScholarlyArticle": ("headline", "datePublished"),
    "SearchAction": ("target", "query-input"),
    "ItemList": ("numberOfItems",),
}
"""What we always tell: of other things, their names."""
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HEADLINE = 110


def faults(found: object) -> list[str]:
    """What is wrong with the object of a page."""
    if not isinstance(found, dict) or found.get("@context") != "https://schema.org":
        return ["no object of schema.org"]
    return [*_faults({name: value for name, value in found.items() if name != "@context"}, "")]


def _faults(found: Mapping[str, Json], where: str) -> Iterator[str]:
    kind = found.get("@type")
    if kind not in TYPES:
        yield f"{where}@type: {kind}"
        return
    for name in REQUIRED.get(str(kind), ("name",)):
        if found.get(name) in (None, ""):
            yield f"{where}{name}: missing from {kind}"
    for name, value in found.items():
        if name == "@type":
            continue
        expected = TYPES[str(kind)].get(name)
        if expected is None:
            yield f"{where}{name}: no property of {kind}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value(one, expected, f"{where}{name}")
    if len(str(found.get("headline", ""))) > HEADLINE:
        yield f"{where}headline: more than {HEADLINE} characters"


def _value(value: Json, expected: str, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("@type") not in expected.split():
            yield f"{where}: {value.get('@type')} is not {expected}"
        yield from _faults(value, f"{where}.")
        return
    right = {
        "count": isinstance(value, int),
        "date": isinstance(value, str) and DATE.fullmatch(value) is not None,
        "text": isinstance(value, str) and bool(value.strip()),
        "url": isinstance(value, str) and urlsplit(value).scheme in ("http", "https"),
        "template": isinstance(value, str) and "{query}" in value,
    }
    if not right.get(expected):
        yield f"{where}: {value!r} is not {expected}"
