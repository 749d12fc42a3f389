"""Which outside addresses may become links: checked when they come in and when they are written."""

import re
from urllib.parse import urlsplit

URL_CAP = 2_000

CODE_HOSTS = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com"})
"""Hosts for which a link in an abstract counts as the paper's code."""

# Printable ASCII without characters that end an attribute, a Markdown link or a path.
_PLAIN = re.compile(r"[!#-;=?-\[\]^_a-~]+")
_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+\.?")


def safe_url(written: str) -> str | None:
    r"""The address without outer white space when it is plain http(s) to a named host, else None.

    Refused: anything but printable ASCII, `\ " < >` and backtick, other schemes, relative
    addresses, user names in the host part, hosts without a dot, impossible ports, 2,000 characters.
    """
    url = written.strip()
    if len(url) > URL_CAP or not _PLAIN.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    return url if host and _HOST.fullmatch(host) else None
