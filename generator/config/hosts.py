"""What a repository's address says about its site: who owns it, and where Pages would show it."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

GITHUB = "github.com"
_PAGES = {GITHUB: "github.io", "gitlab.com": "gitlab.io", "codeberg.org": "codeberg.page"}
_ALIASES = {"www.github.com": GITHUB, "ssh.github.com": GITHUB, "altssh.gitlab.com": "gitlab.com"}
_SCHEMES = frozenset({"https", "http", "ssh", "git", "git+ssh", "git+https"})
_SHORT = re.compile(r"(?:[A-Za-z0-9_.+-]+@)?(?P<host>[A-Za-z0-9.-]+):(?P<path>[^/:][^:]*)")
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{1,253}}$){_LABEL}(?:\.{_LABEL})*\.[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_OTHERS = re.compile("[^a-z0-9]+")
LABEL = 63
"""Maximum characters of a part of a domain."""
LONGEST = 1000
"""Maximum characters of an address that are parsed."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on a host: `folders` are the owner, or a group and its subgroups."""

    host: str
    folders: tuple[str, ...]
    name: str

    @property
    def authority(self) -> str | None:
        """The owner's domain: that of their Pages if the host is known, otherwise one below the host. None if
        the owner's name cannot be part of a domain, or the host is only an alias."""
        domain = f"{self.folders[0]}.{_PAGES.get(self.host, self.host)}".lower()
        return domain if "." in self.host and _DOMAIN.fullmatch(domain) else None

    @property
    def entries(self) -> str | None:
        """A domain for the ids of feed entries that no other repository has: its name below the owner's
        domain, which is enough for the one that is named after it. None if the owner has none."""
        label = (
            _OTHERS.sub("-", "-".join([*self.folders[1:], self.name]).lower()).strip("-")[:LABEL].strip("-")
        )
        if self.authority is None or not label or self.name.lower() == self.authority:
            return self.authority
        domain = f"{label}.{self.authority}"
        return domain if _DOMAIN.fullmatch(domain) else self.authority

    @property
    def site_url(self) -> str | None:
        """Where the host's Pages show it; None for an unknown host."""
        if self.host not in _PAGES or self.authority is None:
            return None
        if self.name.lower() == self.authority:
            return f"https://{self.authority}/"
        return f"https://{'/'.join([self.authority, *self.folders[1:], self.name])}/"


def repository(written: str) -> Repository | None:
    """The repository of an address: `https://…`, `ssh://…`, `git@host:owner/name` or, on GitHub,
    `owner/name`. Other parts of the address, such as a password, are dropped. None for anything else."""
    if len(written) > LONGEST or not written.isascii() or not written.isprintable():
        return None
    host, path = _split(written)
    host = host.lower()
    *folders, name = path.strip("/").removesuffix(".git").split("/")
    parts = [*folders, name]
    if not host or not folders or any(not _NAME.fullmatch(one) or one in {".", ".."} for one in parts):
        return None
    return Repository(_ALIASES.get(host, host), tuple(folders), name)


def _split(written: str) -> tuple[str, str]:
    """(host, path); both "" if this is not an address."""
    if "://" in written:
        try:
            parts = urlsplit(written)
        except ValueError:
            return "", ""
        return (parts.hostname or "", parts.path) if parts.scheme.lower() in _SCHEMES else ("", "")
    if found := _SHORT.fullmatch(written):
        return found["host"], found["path"]
    return (GITHUB, written) if written.count("/") == 1 else ("", "")
