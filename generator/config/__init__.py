"""`mkdocs.yml` → `Config`: MkDocs reads its own keys, `extra.archive` is ours (`options.py`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.config import address, material, options, strict_yaml
from generator.config.options import Options
from generator.errors import ConfigError, quoted
from generator.text import NAME_CAP, clean
from generator.wording import ENGLISH, Wording

NAME = "mkdocs.yml"
LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
ICON = "assets/images/favicon.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the generator needs to know about a project; folders are as written, relative to the project."""

    site_name: str = "Daily papers"
    site_url: str = ""
    docs_dir: str = "docs"
    site_dir: str = "site"
    plugins: tuple[str, ...] = ("search",)
    hooks: tuple[str, ...] = ()
    custom_dir: str = ""
    static_templates: tuple[str, ...] = ()
    not_in_nav: str = ""
    exclude_docs: str = ""
    language: str = "en"
    icon: str = ICON
    """The site's icon, relative to the site: by default Material's."""
    icons: tuple[material.Icon, ...] = ()
    """The icons of Material's that the settings name, each after its key."""
    links: tuple[material.Link, ...] = ()
    """Links of Material's that the settings name, each after its key."""
    options: Options = Options()
    wording: Wording = ENGLISH
    """The interface texts: those of the language, as far as there is a catalogue."""
    nav: Any = field(default=None, repr=False, compare=False)
    """The menu, as MkDocs reads it."""
    resolved: str = field(default="", compare=False)
    """The whole file with its `!ENV` values: what a finished build depends on."""


def parse(body: str, path: str = NAME, environment: Mapping[str, str] | None = None) -> Config:
    """Raises ConfigError with the key's path and what is allowed."""
    try:
        root = strict_yaml.load(body, environment or {})
    except strict_yaml.NotYamlError as error:
        raise ConfigError(f"{path}: {error}") from error
    if not isinstance(root, dict):
        raise ConfigError(f"{path}: expected keys such as site_name, got {quoted(root)}")
    if "INHERIT" in root:
        raise ConfigError(f"{path}: INHERIT: not supported; write the keys into this file")
    if root.get("use_directory_urls", True) is not True:
        raise ConfigError(f"{path}: use_directory_urls: must be true for the archive's addresses")
    if "attr_list" not in _named(root.get("markdown_extensions"), "markdown_extensions", path):
        raise ConfigError(f"{path}: markdown_extensions: the generated pages need attr_list")
    extra = _mapping(root.get("extra"), "extra", path)
    archive = _mapping(extra.get("archive"), "extra.archive", path)
    theme = _theme(root.get("theme"), path)
    for key, why in material.refusals(theme, extra):
        raise ConfigError(f"{path}: {key}: {why}")
    return Config(
        site_name=_site_name(root, path),
        site_url=_site_url(root, path),
        docs_dir=_text(root, "docs_dir", "docs", path),
        site_dir=_text(root, "site_dir", "site", path),
        plugins=_named(root.get("plugins", ["search"]), "plugins", path),
        hooks=_names(root.get("hooks"), "hooks", path),
        custom_dir=_text(theme, "custom_dir", "", path, "theme."),
        static_templates=_names(theme.get("static_templates"), "theme.static_templates", path),
        not_in_nav=_text(root, "not_in_nav", "", path),
        exclude_docs=_text(root, "exclude_docs", "", path),
        language=_language(theme, path),
        icon=_text(theme, "favicon", ICON, path, "theme."),
        icons=tuple(material.icons(theme)),
        links=tuple(material.links(extra)),
        options=options.read(archive, path),
        nav=root.get("nav"),
        resolved=repr(root),
    )


def _theme(theme: object, path: str) -> Mapping[str, object]:
    """The pages are made for Material, so it must be the theme."""
    if isinstance(theme, str):
        theme = {"name": theme}
    found = _mapping(theme, "theme", path)
    if found.get("name") != "material":
        raise ConfigError(f"{path}: theme.name: expected material, got {quoted(found.get('name'))}")
    return found


def _names(value: object, where: str, path: str) -> tuple[str, ...]:
    """Names in a list."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ConfigError(f"{path}: {where}: expected a list of names, got {quoted(value)}")
    for name in value:
        if not isinstance(name, str):
            raise ConfigError(f"{path}: {where}: expected a name, got {quoted(name)}")
    return tuple(value)


def _named(value: object, where: str, path: str) -> tuple[str, ...]:
    """Names of plugins or extensions, each with or without options, which MkDocs checks."""
    if isinstance(value, dict):
        return _names(list(value), where, path)
    if not isinstance(value, list):
        return _names(value, where, path)
    return _names([next(iter(one)) if isinstance(one, dict) and one else one for one in value], where, path)


def _mapping(value: object, where: str, path: str) -> Mapping[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {where}: expected keys and values, got {quoted(value)}")
    return value


def _text(found: Mapping[str, object], key: str, default: str, path: str, above: str = "") -> str:
    """The text of a key; `above` is where that key is in the file."""
    value = found.get(key)
    if value is None:
        return default
    if not isinstance(value, str):
        raise ConfigError(f"{path}: {above}{key}: expected text, got {quoted(value)}")
    return value


def _language(theme: Mapping[str, object], path: str) -> str:
    """The code of a language; whether there are texts in it shows later."""
    code = _text(theme, "language", "en", path, "theme.")
    if not re.fullmatch(LANGUAGE, code):
        raise ConfigError(
            f"{path}: theme.language: expected the code of a language such as de or pt-BR, got {quoted(code)}"
        )
    return code


def _site_name(root: Mapping[str, object], path: str) -> str:
    """The title of every feed, so it may not be blank."""
    name = _text(root, "site_name", "Daily papers", path)
    if not clean(name, NAME_CAP):
        raise ConfigError(f"{path}: site_name: expected the name of the site, got {quoted(name)}")
    return name


def _site_url(root: Mapping[str, object], path: str) -> str:
    """The site's address, "" if it is unknown. Feeds and citations would repeat a wrong one, also a
    password in it."""
    url = _text(root, "site_url", "", path)
    meant = address.plain(url) if url else ""
    if meant is None:
        shown = "something with a user" if "@" in url else quoted(url)
        advice = "" if url.isascii() else "; write its host as Punycode (xn--…)"
        raise ConfigError(f"{path}: site_url: expected an http or https address, got {shown}{advice}")
    if meant != url:
        raise ConfigError(
            f"{path}: site_url: expected an address in ASCII without spaces, user, password, query and "
            f"fragment; write {meant}"
        )
    return url
