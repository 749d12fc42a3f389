"""The address of a site, as `site_url` gives it: feeds, site maps and citations begin with it."""

import re
from urllib.parse import quote, urlsplit

_HOST = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")
_NAMED = re.compile(f"(?:{_HOST.pattern})(?::[0-9]*)?")
_PATH = "/%!$&()*+,;=:@~"
"""Characters that a path may have besides letters, digits and `_.-`; a quote would end an attribute."""


def plain(written: str) -> str | None:
    """The address that is meant: http or https in lowercase, in ASCII, without user, password, query and
    fragment, and without two slashes in its path, which would begin another host. None if it is none."""
    url = written.strip()
    try:
        parts = urlsplit(url)
        host, port = _ascii(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or host is None:
        return None
    named, path = parts.netloc.rpartition("@")[2], re.sub("/{2,}", "/", parts.path)
    if not named.isascii():
        named = host if port is None else f"{host}:{port}"
    if not _NAMED.fullmatch(named):
        return None
    return f"{parts.scheme}://{named}{quote(path, safe=_PATH)}"


def _ascii(host: str) -> str | None:
    """The name of a host, in Punycode where it is not ASCII; None if it has none. Letters that Punycode had
    to replace, such as ß, would be those of another host."""
    if not host.isascii():
        coded = host.encode("idna")
        if coded.decode("idna") != host:
            return None
        host = coded.decode()
    bare = f"[{host}]" if ":" in host else host
    return bare if _HOST.fullmatch(bare) else None
