"""`mkdocs.yml` → `Config`: MkDocs' own keys are left to MkDocs, `extra.archive` is ours.

Every option carries its default and its documentation; the table in the docs is made from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches

from generator import strict_yaml
from generator.errors import ConfigError, quoted

NAME = "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`extra.archive`: what an operator may set."""

    data_dir: str = field(default="data", metadata={"doc": "folder of the stored days"})
    source: str = field(
        default="https://huggingface.co/api/daily_papers",
        metadata={"doc": "where `papers fetch` asks for the list of a day; https only"},
    )
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
    page_budget_kb: int = field(
        default=300, metadata={"doc": "largest HTML page, in kB, before a build fails", "range": (50, 5000)}
    )
    site_budget_mb: int = field(
        default=1000,
        metadata={
            "doc": "largest site, in MB as a tar archive, before a build fails; GitHub Pages takes 1000",
            "range": (1, 100_000),
        },
    )
    site_budget_files: int = field(
        default=250_000,
        metadata={"doc": "most files of a site before a build fails", "range": (100, 10_000_000)},
    )
    build_budget_minutes: int = field(
        default=10, metadata={"doc": "longest build, in minutes, before it fails", "range": (1, 600)}
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
    return Config(
        site_name=_text(root, "site_name", "Daily papers", path),
        site_url=_text(root, "site_url", "", path),
        docs_dir=_text(root, "docs_dir", "docs", path),
        site_dir=_text(root, "site_dir", "site", path),
        plugins=_names(root.get("plugins", ["search"])),
        hooks=_names(root.get("hooks")),
        custom_dir=_custom_dir(root.get("theme"), path),
        not_in_nav=_text(root, "not_in_nav", "", path),
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
        expected = type(known[key].default)
        if type(value) is not expected:
            name = {"int": "a whole number", "str": "text"}[expected.__name__]
            raise ConfigError(f"{where}: expected {name}, got {quoted(value)}")
        if "range" in known[key].metadata and isinstance(value, int):
            low, high = known[key].metadata["range"]
            if not low <= value <= high:
                raise ConfigError(f"{where}: expected {low} to {high}, got {value}")
        values[key] = value
    return Options(**values)  # type: ignore[arg-type]  # types were compared with the defaults'


def _custom_dir(theme: object, path: str) -> str:
    """The operator's own overrides. The pages are made for Material, which must be the theme."""
    if isinstance(theme, str):
        theme = {"name": theme}
    found = _mapping(theme, "theme", path)
    if found.get("name") != "material":
        raise ConfigError(f"{path}: theme.name: expected material, got {quoted(found.get('name'))}")
    return _text(found, "custom_dir", "", path)


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
