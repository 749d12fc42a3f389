"""Settings of Material that the pages of an archive cannot honour: each is refused by name, with what to do
instead. All others apply to hand-written pages, and to generated ones as far as they have such a part.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from generator.errors import quoted

_HERE = "pages load nothing from other hosts"
_FILE = "use a script of your own in extra_javascript, and name its host in extra.archive.allowed_hosts"

_EXTRA = {
    "analytics": f"its scripts are inline, which the policy of the pages forbids; {_FILE}",
    "consent": "pages set no cookies and send nothing, so there is nothing to consent to; remove it",
    "version": "an archive has one version, whose addresses never change; remove it",
}
REFUSED = {
    "announce.dismiss": "its script is inline, which the policy of the pages forbids; remove it",
    "header.autohide": "the bar has one height and stays on every page; remove it",
    "navigation.footer": "every page has the same footer; link to other pages in the text, and remove it",
    "navigation.instant": "generated pages are loaded whole; remove it",
    "navigation.instant.prefetch": "generated pages are loaded whole; remove it",
    "navigation.instant.progress": "generated pages are loaded whole; remove it",
}
FEATURES = frozenset(
    (
        *("content.action.edit", "content.action.view", "content.code.annotate", "content.code.copy"),
        *("content.code.select", "content.footnote.tooltips", "content.lazy", "content.tabs.link"),
        *("content.tooltips", "navigation.expand", "navigation.indexes", "navigation.instant.preview"),
        *("navigation.path", "navigation.prune", "navigation.sections", "navigation.tabs"),
        *("navigation.tabs.sticky", "navigation.top", "navigation.tracking", "search.highlight"),
        *("search.share", "search.suggest", "toc.follow", "toc.integrate"),
    )
)
"""Those of Material's that are not refused."""
ACCENTS = frozenset(
    (
        *("red", "pink", "purple", "deep-purple", "indigo", "blue", "light-blue", "cyan", "teal", "green"),
        *("light-green", "lime", "yellow", "amber", "orange", "deep-orange", "custom"),
    )
)
PRIMARIES = ACCENTS | {"brown", "grey", "blue-grey", "black", "white"}
SCHEMES = frozenset(("default", "slate"))
"""The names of colours and schemes that `palette.css` defines."""

Refusal = tuple[str, str]
"""(key, what is wrong and what to do)"""

Icon = tuple[str, str]
"""(key, name of the icon)"""

Link = tuple[str, str]
"""(key, address)"""

_LINKS = ("alternate", "social")


def refusals(theme: Mapping[str, Any], extra: Mapping[str, Any]) -> Iterator[Refusal]:
    """What a project sets and its pages would ignore."""
    for key, why in _EXTRA.items():
        if extra.get(key):
            yield f"extra.{key}", why
    for key in _LINKS:
        yield from _entries(f"extra.{key}", extra.get(key))
    if theme.get("font"):
        yield "theme.font", f"{_HERE}; set it to false, and give fonts as files in a style sheet of extra_css"
    yield from _features(theme.get("features"), has_own_templates=bool(theme.get("custom_dir")))
    palette = theme.get("palette")
    for one in palette if isinstance(palette, list) else [palette]:
        if isinstance(one, dict):
            yield from _colours(one)


def links(extra: Mapping[str, Any]) -> Iterator[Link]:
    """Those in the bar and the footer of every page."""
    if isinstance(extra.get("homepage"), str):
        yield "extra.homepage", extra["homepage"]
    for key in _LINKS:
        for one in extra.get(key) or ():
            yield f"extra.{key}", one["link"]


def icons(theme: Mapping[str, Any]) -> Iterator[Icon]:
    """The icons of the buttons that switch palettes, and those below `theme.icon`."""
    palette = theme.get("palette")
    for one in palette if isinstance(palette, list) else [palette]:
        toggle = one.get("toggle") if isinstance(one, dict) else None
        if isinstance(toggle, dict) and toggle.get("icon"):
            yield "theme.palette.toggle.icon", str(toggle["icon"])
    yield from _below("theme.icon", theme.get("icon"))


def _below(above: str, named: object) -> Iterator[Icon]:
    """`logo` and the like are names; `tag` and `admonition` have one for each kind."""
    for key, icon in named.items() if isinstance(named, dict) else ():
        if isinstance(icon, str) and icon:
            yield f"{above}.{key}", icon
        yield from _below(f"{above}.{key}", icon)


def _entries(key: str, entries: object) -> Iterator[Refusal]:
    """The theme would stop at another form, with a message of its own."""
    if entries is not None and not isinstance(entries, list):
        yield key, f"expected a list of entries, got {quoted(entries)}"
        return
    for one in entries or ():
        if not isinstance(one, dict) or not isinstance(one.get("link"), str):
            yield key, f"expected an entry with a link, got {quoted(one)}"


def _features(features: object, *, has_own_templates: bool) -> Iterator[Refusal]:
    """Material ignores those that it does not know, but templates of the operator's may ask for others."""
    if features is not None and not isinstance(features, list):
        yield "theme.features", f"expected a list of names, got {quoted(features)}"
        return
    for name in features or ():
        if not isinstance(name, str):
            yield "theme.features", f"expected a name, got {quoted(name)}"
        elif name in REFUSED:
            yield f"theme.features: {name}", REFUSED[name]
        elif name not in FEATURES and not has_own_templates:
            near = get_close_matches(name, FEATURES, n=1)
            advice = f"did you mean {near[0]}?" if near else "remove it"
            yield f"theme.features: {quoted(name)}", f"Material does not know it; {advice}"


def _colours(palette: Mapping[str, Any]) -> Iterator[Refusal]:
    """Material ignores names that it does not know; here they are refused."""
    for key, known in (("scheme", SCHEMES), ("primary", PRIMARIES), ("accent", ACCENTS)):
        value = palette.get(key)
        if value is not None and str(value).replace(" ", "-") not in known:
            yield f"theme.palette.{key}", f"expected one of {', '.join(sorted(known))}"
