"""`mkdocs.yml` → Config: what is ours is checked, what is MkDocs' is left alone."""

import re
from contextlib import suppress
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import config
from generator.config.options import Options
from generator.errors import ConfigError
from tests.support.strategies import examples

NEEDED = "theme: {name: material}\nmarkdown_extensions: [attr_list]\n"
FULL = """
site_name: Invented papers
theme:
  name: material
  custom_dir: overrides
  language: de
  favicon: own/icon.png
markdown_extensions:
  - toc: {permalink: true}
  - attr_list
hooks: [own.py]
site_url: https://example.org/papers/
docs_dir: pages
site_dir: out
plugins:
  - search
  - tags: {export: false}
extra:
  social: []
  archive:
    data_dir: store
    listing_page_size: 20
    trending_size: 0
    feed_upvotes: [10, 20]
"""


def test_defaults() -> None:
    """Whatever is not said has a default."""
    assert config.parse(NEEDED) == config.Config()


def test_everything() -> None:
    """Our keys are read; other keys and other sections of `extra` are not ours to judge."""
    found = config.parse(FULL)
    assert (found.site_name, found.site_url) == ("Invented papers", "https://example.org/papers/")
    assert (found.docs_dir, found.site_dir, found.plugins) == ("pages", "out", ("search", "tags"))
    assert (found.custom_dir, found.hooks) == ("overrides", ("own.py",))
    assert (found.language, found.icon) == ("de", "own/icon.png")
    assert found.options == Options(
        data_dir="store", listing_page_size=20, trending_size=0, feed_upvotes=(10, 20)
    )


WITHOUT_THE_REST = re.compile(r"|- a|.*(theme|markdown_extensions):.*", re.DOTALL)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("a: [", "mkdocs.yml: not YAML: "),
        ("a: 2025-13-45", "mkdocs.yml: not YAML: "),
        (NEEDED + "plugins: nonsense", "mkdocs.yml: plugins: expected a list of names, got 'nonsense'"),
        (NEEDED + "plugins: 3", "mkdocs.yml: plugins: expected a list of names, got 3"),
        (NEEDED + "plugins: [{}]", "mkdocs.yml: plugins: expected a name, got {}"),
        (NEEDED + "plugins: {3: {}}", "mkdocs.yml: plugins: expected a name, got 3"),
        (NEEDED + "hooks: own.py", "mkdocs.yml: hooks: expected a list of names, got 'own.py'"),
        (NEEDED + "hooks: {own.py: {}}", "mkdocs.yml: hooks: expected a list of names, got {'own.py': {}}"),
        (NEEDED + "hooks: [own.py, 3]", "mkdocs.yml: hooks: expected a name, got 3"),
        ("markdown_extensions: 3", "mkdocs.yml: markdown_extensions: expected a list of names, got 3"),
        (
            "theme: {name: material, static_templates: 3}\nmarkdown_extensions: [attr_list]",
            "mkdocs.yml: theme.static_templates: expected a list of names, got 3",
        ),
        ("", "mkdocs.yml: expected keys such as site_name, got nothing"),
        ("- a", "mkdocs.yml: expected keys such as site_name, got ['a']"),
        ("theme: {name: material}", "mkdocs.yml: markdown_extensions: the generated pages need attr_list"),
        ("markdown_extensions: {attr_list: {}}", "mkdocs.yml: theme.name: expected material, got nothing"),
        (
            "theme: readthedocs\nmarkdown_extensions: [attr_list]",
            "mkdocs.yml: theme.name: expected material, got 'readthedocs'",
        ),
        ("site_name: 1", "mkdocs.yml: site_name: expected text, got 1"),
        ("docs_dir: [a]", "mkdocs.yml: docs_dir: expected text, got ['a']"),
        (
            "theme: {name: material, custom_dir: [a]}\nmarkdown_extensions: [attr_list]",
            "mkdocs.yml: theme.custom_dir: expected text, got ['a']",
        ),
        (
            "site_url: example.org",
            "mkdocs.yml: site_url: expected an http or https address, got 'example.org'",
        ),
        ("site_url: 'https://'", "mkdocs.yml: site_url: expected an http or https address, got 'https://'"),
        (
            "site_url: 'https://[a'",
            "mkdocs.yml: site_url: expected an http or https address, got 'https://[a'",
        ),
        (
            "site_url: 'https://[::1]]/x/'",
            "mkdocs.yml: site_url: expected an http or https address, got 'https://[::1]]/x/'",
        ),
        (
            "site_url: 'https://[::1].example/'",
            "mkdocs.yml: site_url: expected an http or https address, got 'https://[::1].example/'",
        ),
        ('site_name: "\\u200b"', "mkdocs.yml: site_name: expected the name of the site, got '\\u200b'"),
        (
            "site_url: 'https://ada:secret@example.org/a/?b#c'",
            "mkdocs.yml: site_url: expected an address in ASCII without spaces, user, password, query and ",
        ),
        (
            "site_url: 'ftp://ada:secret@a.org'",
            "mkdocs.yml: site_url: expected an http or https address, got something",
        ),
        (
            "site_url: https://faß.example/",
            "mkdocs.yml: site_url: expected an http or https address, got 'https://fa\\xdf.example/'; write its",
        ),
        (
            "theme: {name: material, language: en_US}\nmarkdown_extensions: [attr_list]",
            "mkdocs.yml: theme.language: expected the code of a language such as de or pt-BR, got 'en_US'",
        ),
        (
            "theme: {name: material, language: ../../de}\nmarkdown_extensions: [attr_list]",
            "mkdocs.yml: theme.language: expected the code of a language such as de or pt-BR, got '../../de'",
        ),
        ("site_name: ' '", "mkdocs.yml: site_name: expected the name of the site, got ' '"),
        (
            "use_directory_urls: false",
            "mkdocs.yml: use_directory_urls: must be true for the archive's addresses",
        ),
        ("extra: a", "mkdocs.yml: extra: expected keys and values, got 'a'"),
        ("extra: {archive: 3}", "mkdocs.yml: extra.archive: expected keys and values, got 3"),
        (
            "extra: {archive: {trending: 3}}",
            "mkdocs.yml: extra.archive.trending: unknown; did you mean trending_size?",
        ),
        ("extra: {archive: {data_dir: 3}}", "mkdocs.yml: extra.archive.data_dir: expected text, got 3"),
        (
            "extra: {archive: {trending_size: yes}}",
            "mkdocs.yml: extra.archive.trending_size: expected a whole number, got true",
        ),
        (
            "extra: {archive: {trending_size: 51}}",
            "mkdocs.yml: extra.archive.trending_size: expected 0 to 50, got 51",
        ),
        (
            "extra: {archive: {feed_upvotes: 3}}",
            "mkdocs.yml: extra.archive.feed_upvotes: expected a list of whole numbers, got 3",
        ),
        (
            "extra: {archive: {feed_upvotes: [3, x]}}",
            "mkdocs.yml: extra.archive.feed_upvotes: expected a whole number, got 'x'",
        ),
        (
            "extra: {archive: {feed_upvotes: [3, 0]}}",
            "mkdocs.yml: extra.archive.feed_upvotes: expected 1 to 10000, got 0",
        ),
        (
            "extra: {archive: {feed_upvotes: [3, 5, 3]}}",
            "mkdocs.yml: extra.archive.feed_upvotes: expected each number once",
        ),
        (
            "extra: {archive: {feed_authority: 'Example.org'}}",
            "mkdocs.yml: extra.archive.feed_authority: expected a domain in lowercase, got 'Example.org'",
        ),
        (
            "extra: {archive: {feed_hub: 'ftp://example.org/'}}",
            "mkdocs.yml: extra.archive.feed_hub: expected an http or https address, got 'ftp://example.org/'",
        ),
    ],
)
def test_errors(body: str, message: str) -> None:
    """Each error is one line with the key's path and what is allowed."""
    with pytest.raises(ConfigError) as caught:
        config.parse(body if WITHOUT_THE_REST.fullmatch(body) else f"{body}\n{NEEDED}")
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_unknown_keys_without_a_neighbour() -> None:
    """A key that resembles none is answered with all that are allowed."""
    with pytest.raises(ConfigError, match="unknown; allowed: data_dir, ") as caught:
        config.parse(NEEDED + "extra: {archive: {zzzz: 3}}")
    assert all(option.name in str(caught.value) for option in fields(Options))


def test_the_message_names_the_file() -> None:
    """The message has the other file name."""
    with pytest.raises(ConfigError, match=r"^other\.yml: "):
        config.parse("", "other.yml")


def test_tags_of_mkdocs_are_passed_over() -> None:
    """`!ENV` and `!!python/name:` are MkDocs' to act on; here nothing is run."""
    body = "site_name: x\nsite_url: !ENV [SITE, '']\nmarkdown_extensions:\n  - attr_list\n  - a: !!python/name:os.system\ntheme: material\n"
    assert config.parse(body).site_url == ""


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("plugins: [search, tags]", ("search", "tags")),
        ("plugins: {search: {}, tags: {}}", ("search", "tags")),
        ("plugins: []", ()),
        ("plugins:", ()),
        ("a: 1", ("search",)),
    ],
)
def test_plugins(written: str, names: tuple[str, ...]) -> None:
    """Names are read from every form MkDocs allows."""
    assert config.parse(f"{written}\n{NEEDED}").plugins == names


@pytest.mark.attack(5, "mkdocs.yml with aliases of aliases, a number in base 60, ten thousand nested lists")
@pytest.mark.parametrize(
    "line",
    [
        "a: &a [x, x]\nb: &b [" + "*a, " * 900 + "]\nc: [" + "*b, " * 900 + "]",
        "extra: {port: " + "1:" * 30_000 + "1}",
        "extra: " + "[" * 10_000,
        "extra: {day: 0000-00-00}",
    ],
    ids=["aliases", "base 60", "lists", "day"],
)
def test_bombs(line: str) -> None:
    """Our reading comes before MkDocs' and refuses what that would choke on."""
    with pytest.raises(ConfigError, match=r"mkdocs\.yml: not YAML"):
        config.parse(f"{NEEDED}{line}\n", environment={})


def test_a_tag_of_another_shape() -> None:
    """A mapping behind !ENV names no variable."""
    assert config.parse(f"{NEEDED}site_name: !ENV {{NAME: x}}\n", environment={}).site_name == "Daily papers"


WRITTEN = FULL.lstrip()
SLIPS = [
    "",
    "[",
    "}",
    ": ",
    "- ",
    "&a ",
    "*a",
    "~",
    "!ENV ",
    "!!int ",
    "<<: ",
    "1:1",
    "9" * 30,
    "2025-01-01",
    "'",
]


@settings(max_examples=examples(300))
@given(st.integers(0, len(WRITTEN)), st.integers(0, 12), st.sampled_from(SLIPS))
def test_any_slip(at: int, cut: int, put: str) -> None:
    """A typo anywhere in the file is another configuration or one of our errors, never an exception."""
    with suppress(ConfigError):
        assert (
            config.parse(WRITTEN[:at] + put + WRITTEN[at + cut :], environment={"x": "y"}).language
            is not None
        )
