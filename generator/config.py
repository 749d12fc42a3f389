"""`mkdocs.yml` → `Config`: MkDocs' own keys are left to MkDocs, `extra.archive` is ours.

Every option carries its default and its documentation; the table in the docs is made from them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches

from generator import strict_yaml
from generator.errors import ConfigError, quoted

NAME = "mkdocs.yml"

_HTTPS = r"https://[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+(:[0-9]{1,5})?(/[!#-+.-;=?-\[\]^_a-~-]*)?"
_MAILTO = r"mailto:[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(\?[A-Za-z0-9=&%._+-]*)?"
"""Without spaces, commas, quotes and angle brackets, which would end an address in a mail's header."""


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
    newsletter: str = field(
        default="",
        metadata={
            "doc": "who keeps the list of subscribers; shows the form of /subscribe/",
            "allowed": ("", "buttondown", "form"),
        },
    )
    newsletter_user: str = field(
        default="",
        metadata={
            "doc": "the newsletter's name at Buttondown",
            "form": ("[A-Za-z0-9_-]{1,64}", "a user name"),
        },
    )
    newsletter_action: str = field(
        default="",
        metadata={
            "doc": "where the form of another provider sends an address",
            "form": (_HTTPS, "an https address"),
        },
    )
    newsletter_field: str = field(
        default="email",
        metadata={
            "doc": "what that provider calls the address in its form",
            "form": (r"[A-Za-z0-9_.:\[\]-]{1,64}", "the name of a field"),
        },
    )
    mail_list_id: str = field(
        default="",
        metadata={
            "doc": "`List-Id` of the digest, such as digest.example.org",
            "form": (r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "a name such as digest.example.org"),
        },
    )
    mail_unsubscribe: str = field(
        default="",
        metadata={
            "doc": "where one leaves the list: an https address, a mailto: one, or both with a comma",
            "form": (f"({_HTTPS}|{_MAILTO})(, ?({_HTTPS}|{_MAILTO}))?", "https://… or mailto:…"),
        },
    )
    mail_one_click: bool = field(
        default=False,
        metadata={"doc": "whether that https address takes one-click POST requests (RFC 8058)"},
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
        fault = next(_faults(value, known[key]), None)
        if fault:
            raise ConfigError(f"{where}: expected {fault}, got {quoted(value)}")
        values[key] = value
    found = Options(**values)  # type: ignore[arg-type]  # types were compared with the defaults'
    _refuse_half_a_newsletter(found, path)
    return found


def _faults(value: object, option: Field[object]) -> Iterator[str]:
    """What is expected instead of a value that an option cannot have."""
    expected = type(option.default)
    if type(value) is not expected:
        yield {"int": "a whole number", "str": "text", "bool": "true or false"}[expected.__name__]
    if isinstance(value, int) and "range" in option.metadata:
        low, high = option.metadata["range"]
        if not low <= value <= high:
            yield f"{low} to {high}"
    if "allowed" in option.metadata and value not in option.metadata["allowed"]:
        yield " or ".join(name or "nothing" for name in option.metadata["allowed"])
    if isinstance(value, str) and value and "form" in option.metadata:
        pattern, words = option.metadata["form"]
        if not re.fullmatch(pattern, value):
            yield words


def _refuse_half_a_newsletter(options: Options, path: str) -> None:
    """Options that mean nothing without another one."""
    needs = {
        "newsletter_user": options.newsletter == "buttondown",
        "newsletter_action": options.newsletter == "form",
        "mail_unsubscribe": options.mail_one_click,
    }
    for key, is_needed in needs.items():
        if is_needed and not getattr(options, key):
            raise ConfigError(f"{path}: extra.archive.{key}: needed by the other settings, but empty")
    if options.mail_one_click and "https://" not in options.mail_unsubscribe:
        raise ConfigError(f"{path}: extra.archive.mail_one_click: needs an https address in mail_unsubscribe")


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
