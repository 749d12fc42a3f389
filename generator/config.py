"""`mkdocs.yml` → `Config`: MkDocs' own keys are left to MkDocs, `extra.archive` is ours.

Every option carries its default and its documentation; the table in the docs is made from them.
"""

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from typing import Any

from generator import strict_yaml
from generator.errors import ConfigError, quoted

NAME = "mkdocs.yml"
ICON = "assets/images/favicon.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`extra.archive`: what an operator may set."""

    data_dir: str = field(default="data", metadata={"doc": "folder of the stored days"})
    listing_page_size: int = field(
        default=200,
        metadata={"doc": "papers on one page of a week, month or year", "range": (20, 500)},
    )
    author_threshold: int = field(
        default=5, metadata={"doc": "papers an author needs to have a page", "range": (1, 1000)}
    )
    organization_threshold: int = field(
        default=3, metadata={"doc": "papers an organization needs to have a page", "range": (1, 1000)}
    )
    submitter_threshold: int = field(
        default=5, metadata={"doc": "papers a submitter needs to have a page", "range": (1, 1000)}
    )
    keyword_threshold: int = field(
        default=5, metadata={"doc": "papers a keyword of the source needs to have a page", "range": (2, 1000)}
    )
    trending_size: int = field(
        default=10, metadata={"doc": "papers in each trending list of the home page", "range": (0, 50)}
    )
    feed_size: int = field(
        default=100,
        metadata={"doc": "papers in a feed, besides the rest of the last one's day", "range": (10, 150)},
    )
    feed_upvotes: tuple[int, ...] = field(
        default=(25, 50, 100),
        metadata={"doc": "numbers of upvotes from which there is a feed", "range": (1, 10_000)},
    )
    feed_budget_mb: int = field(
        default=32,
        metadata={
            "doc": "MB for the feeds of all authors: with more of them, each is shorter",
            "range": (1, 500),
        },
    )
    feed_hub: str = field(
        default="",
        metadata={
            "doc": "address of a WebSub hub that is told of news",
            "form": r"(?:https?://[!-~]+)?",
            "allowed": "an http or https address",
        },
    )
    feed_authority: str = field(
        default="daily-papers.invalid",
        metadata={
            "doc": "domain in the names of feed entries; never change it once readers follow",
            "form": r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+",
            "allowed": "a domain in small letters",
        },
    )
    feed_year: int = field(
        default=2026,
        metadata={"doc": "a year in which that domain was yours; the same holds", "range": (1991, 2099)},
    )
    page_budget_kb: int = field(
        default=300, metadata={"doc": "largest HTML page, in kB, before a build fails", "range": (50, 5000)}
    )
    site_budget_mb: int = field(
        default=950, metadata={"doc": "largest site, in MB, before a build fails", "range": (1, 100_000)}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the generator needs to know of a project; folders are as written, relative to it."""

    site_name: str = "Daily papers"
    site_url: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    plugins: tuple[str, ...] = ("search",)
    hooks: tuple[str, ...] = ()
    custom_dir: str = ""
    not_in_nav: str = ""
    exclude_docs: str = ""
    language: str = "en"
    icon: str = ICON
    """The site's icon, relative to it: by default the one Material brings."""
    options: Options = Options()
    resolved: str = field(default="", compare=False)
    """All of the file with its `!ENV` values: what a finished build depends on."""


def parse(body: str, path: str = NAME, environment: Mapping[str, str] | None = None) -> Config:
    """Raises ConfigError with the key's path and what is allowed."""
    try:
        root = strict_yaml.load(body, environment or {})
    except strict_yaml.NotYamlError as error:
        raise ConfigError(f"{path}: {error}") from error
    if not isinstance(root, dict):
        raise ConfigError(f"{path}: expected keys such as site_name, got {quoted(root)}")
    if "INHERIT" in root:
        raise ConfigError(f"{path}: INHERIT: not followed; write the keys into this file")
    if root.get("use_directory_urls", True) is not True:
        raise ConfigError(f"{path}: use_directory_urls: the archive's addresses need true")
    if "attr_list" not in _names(root.get("markdown_extensions")):
        raise ConfigError(f"{path}: markdown_extensions: the generated pages need attr_list")
    extra = _mapping(root.get("extra"), "extra", path)
    archive = _mapping(extra.get("archive"), "extra.archive", path)
    theme = _theme(root.get("theme"), path)
    return Config(
        site_name=_text(root, "site_name", "Daily papers", path),
        site_url=_text(root, "site_url", "", path),
        docs_dir=_text(root, "docs_dir", "docs", path),
        site_dir=_text(root, "site_dir", "site", path),
        plugins=_names(root.get("plugins", ["search"])),
        hooks=_names(root.get("hooks")),
        custom_dir=_text(theme, "custom_dir", "", path),
        not_in_nav=_text(root, "not_in_nav", "", path),
        exclude_docs=_text(root, "exclude_docs", "", path),
        language=_text(theme, "language", "en", path),
        icon=_text(theme, "favicon", ICON, path),
        options=_options(archive, path),
        resolved=repr(root),
    )


def _options(archive: Mapping[str, object], path: str) -> Options:
    known = {option.name: option for option in fields(Options)}
    values: dict[str, object] = {}
    for key, value in archive.items():
        where = f"{path}: extra.archive.{key}"
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"allowed are {', '.join(known)}"
            raise ConfigError(f"{where}: unknown; {hint}")
        values[key] = _option(value, known[key], where)
    return Options(**values)  # type: ignore[arg-type]  # types were compared with the defaults'


def _option(value: object, option: Field[Any], where: str) -> object:
    """One value, of its default's type and within what is allowed; a list becomes a tuple."""
    expected = type(option.default)
    if expected is tuple and isinstance(value, list):
        _refuse_outside([_number(one, where) for one in value], option, where)
        return tuple(value)
    if expected is int:
        _refuse_outside([_number(value, where)], option, where)
    elif type(value) is not expected:
        name = "text" if expected is str else "a list of whole numbers"
        raise ConfigError(f"{where}: expected {name}, got {quoted(value)}")
    form = option.metadata.get("form")
    if form and not re.fullmatch(form, str(value)):
        raise ConfigError(f"{where}: expected {option.metadata['allowed']}, got {quoted(value)}")
    return value


def _number(value: object, where: str) -> int:
    if type(value) is not int:
        raise ConfigError(f"{where}: expected a whole number, got {quoted(value)}")
    return value


def _refuse_outside(numbers: list[int], option: Field[Any], where: str) -> None:
    low, high = option.metadata["range"]
    for number in numbers:
        if not low <= number <= high:
            raise ConfigError(f"{where}: expected {low} to {high}, got {number}")
    if len(set(numbers)) < len(numbers):
        raise ConfigError(f"{where}: expected each number once")


def _theme(theme: object, path: str) -> Mapping[str, object]:
    """The pages are made for Material, which must be the theme."""
    if isinstance(theme, str):
        theme = {"name": theme}
    found = _mapping(theme, "theme", path)
    if found.get("name") != "material":
        raise ConfigError(f"{path}: theme.name: expected material, got {quoted(found.get('name'))}")
    return found


def _names(value: object) -> tuple[str, ...]:
    """Names in a list or mapping of plugins, hooks or extensions; MkDocs checks their options."""
    if isinstance(value, dict):
        return tuple(str(name) for name in value)
    if not isinstance(value, list):
        return ()
    names = (next(iter(item), "") if isinstance(item, dict) else item for item in value)
    return tuple(str(name) for name in names)


def _mapping(value: object, where: str, path: str) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {where}: expected keys and values, got {quoted(value)}")
    return value


def _text(root: Mapping[str, object], key: str, default: str, path: str) -> str:
    value = root.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise ConfigError(f"{path}: {key}: expected text, got {quoted(value)}")
    return value
