"""Settings of Material: what pages cannot honour is refused by name."""

import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from generator import config
from generator.config import material
from generator.errors import ConfigError
from generator.storage import packaged

MATERIAL = Path(str(metadata.distribution("mkdocs-material").locate_file("material/templates")))
PALETTE = (packaged.CLONE / "generator" / "web" / "styles" / "palette.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("theme", "extra", "key"),
    [
        ({}, {"analytics": {"provider": "google"}}, "extra.analytics"),
        ({}, {"consent": {"title": "Cookies"}}, "extra.consent"),
        ({}, {"version": {"provider": "mike"}}, "extra.version"),
        ({"font": {"text": "Roboto"}}, {}, "theme.font"),
        ({"features": ["navigation.tabs", "navigation.instant"]}, {}, "theme.features: navigation.instant"),
        ({"features": ["announce.dismiss"]}, {}, "theme.features: announce.dismiss"),
        ({"features": ["header.autohide"]}, {}, "theme.features: header.autohide"),
        ({"features": ["navigation.footer"]}, {}, "theme.features: navigation.footer"),
        ({}, {"alternate": {"link": "/de/"}}, "extra.alternate"),
        ({}, {"alternate": [{"name": "Deutsch"}]}, "extra.alternate"),
        ({}, {"social": ["https://example.org/"]}, "extra.social"),
        ({"features": ["navigation.tab"]}, {}, "theme.features: 'navigation.tab'"),
        ({"features": ["a\nb"]}, {}, "theme.features: 'a\\nb'"),
        ({"palette": {"primary": "mauve"}}, {}, "theme.palette.primary"),
        ({"palette": [{"accent": "teal"}, {"accent": "brown"}]}, {}, "theme.palette.accent"),
        ({"palette": {"scheme": "sepia"}}, {}, "theme.palette.scheme"),
    ],
)
def test_refused(theme: dict[str, Any], extra: dict[str, Any], key: str) -> None:
    """One line for each, with its key and what to do instead."""
    ((found, why),) = material.refusals(theme, extra)
    assert found == key
    assert re.search(
        r"remove it|did you mean navigation\.tabs\?|expected an? (?:entry|list)|set it to false|extra_javascript|expected one of",
        why,
    )


def test_taken() -> None:
    """What pages can honour, and what is not set."""
    theme = {
        "font": False,
        "features": ["navigation.tabs", "navigation.top", "content.code.copy"],
        "palette": [
            {"scheme": "slate", "primary": "deep purple", "accent": "deep-orange"},
            {"primary": "custom"},
        ],
    }
    extra = {"social": [{"link": "https://example.org/"}], "alternate": [], "analytics": None}
    assert not list(material.refusals(theme, extra))
    assert not list(material.refusals({}, {}))


@pytest.mark.parametrize("features", [3, "navigation.tabs", [{"toc.follow": True}], [3]])
def test_features_of_another_form(features: object) -> None:
    """Material would ignore them, or read a text letter by letter."""
    ((key, why),) = material.refusals({"features": features}, {})
    assert key == "theme.features"
    assert why.startswith("expected a ")


def test_features_of_own_templates() -> None:
    """Templates of the operator's may ask for features that Material does not have."""
    assert not list(material.refusals({"features": ["own.banner"], "custom_dir": "overrides"}, {}))


def test_every_feature_of_material() -> None:
    """Those that its templates and scripts ask for are accepted, or refused with a reason, and no others."""
    templates = "".join(path.read_text(encoding="utf-8") for path in MATERIAL.rglob("*.html"))
    english = (MATERIAL / "partials" / "languages" / "en.html").read_text(encoding="utf-8")
    (bundle,) = MATERIAL.glob("assets/javascripts/bundle.*.js")
    named = re.findall(
        r'"((?:announce|content|header|navigation|search|toc)\.[a-z.]+)"', bundle.read_text("utf-8")
    )
    asked = {name for name in named if f'"{name}"' not in english}
    asked |= set(re.findall(r'"([a-z.]+)" (?:not )?in features', templates))
    assert asked == material.FEATURES | material.REFUSED.keys()


def test_links() -> None:
    """Those of the bar and the footer, each with its key."""
    extra = {
        "homepage": "https://example.org/",
        "alternate": [{"link": "/de/", "name": "Deutsch"}],
        "social": [{"link": "https://social.example/@a"}, {"link": "mailto:a@example.org"}],
    }
    assert list(material.links(extra)) == [
        ("extra.homepage", "https://example.org/"),
        ("extra.alternate", "/de/"),
        ("extra.social", "https://social.example/@a"),
        ("extra.social", "mailto:a@example.org"),
    ]
    assert not list(material.links({"homepage": None, "social": None}))


def test_icons() -> None:
    """Those of one palette or of several, and all others; what has another form is MkDocs' to judge."""
    toggle = {"toggle": {"icon": "a/b"}}
    theme = {
        "palette": [toggle, {}, 3, {"toggle": 3}, {"toggle": {"icon": "c"}}],
        "icon": {"logo": "d/e", "repo": None, "top": 3, "admonition": {"note": "f"}},
    }
    assert list(material.icons(theme)) == [
        ("theme.palette.toggle.icon", "a/b"),
        ("theme.palette.toggle.icon", "c"),
        ("theme.icon.logo", "d/e"),
        ("theme.icon.admonition.note", "f"),
    ]
    assert not list(material.icons({"icon": "material/library"}))
    assert list(material.icons({"palette": toggle})) == [("theme.palette.toggle.icon", "a/b")]
    assert not list(material.icons({}))


def test_a_command_says_the_first() -> None:
    """The file, the key, the reason."""
    body = "theme: {name: material, font: {text: Lato}}\nmarkdown_extensions: [attr_list]\n"
    with pytest.raises(ConfigError, match=r"^mkdocs.yml: theme.font: pages load nothing from other hosts"):
        config.parse(body)


def test_every_accepted_colour_is_in_the_style_sheet() -> None:
    """And no other; indigo is the default primary colour, without a line of its own."""
    written = re.findall(r'\[data-md-color-(primary|accent)="([a-z-]+)"\]', PALETTE)
    assert {name for kind, name in written if kind == "primary"} | {"indigo"} == material.PRIMARIES
    assert {name for kind, name in written if kind == "accent"} | {"custom"} == material.ACCENTS


@pytest.mark.parametrize(
    "host",
    [
        "https://stats.example.org",
        "*.example.org",
        "example",
        "a.example;script-src",
        "a.example 'unsafe-inline'",
        "a.example/x",
        "A.example",
        "a..example",
        "-a.example",
        "a.example:",
        "a.example:123456",
        "",
        "'self'",
        "localhost",
    ],
)
def test_what_is_no_host(host: str) -> None:
    """Whatever could mean anything else in a policy is refused."""
    with pytest.raises(ConfigError, match=r"allowed_hosts: expected a host such as"):
        config.options.read({"allowed_hosts": [host]}, "mkdocs.yml")


def test_hosts() -> None:
    """Names with dots, perhaps a port."""
    hosts = ["stats.example.org", "cdn.example.org:8443"]
    assert config.options.read({"allowed_hosts": hosts}, "mkdocs.yml").allowed_hosts == tuple(hosts)
