"""Pages in profiles of their own: nothing of what a test leaves behind is there for the next one.

A new profile takes a new process, which loads and compiles the site's scripts once more. So profiles are used again,
emptied: cookies, what pages stored, permissions and open pages go. Files of the site stay, as with any reader who comes
back; no two sites of a run have the same address (`served`). What nothing can empty is not used again: a clock that a
test has set (`page.clock`) goes on in all pages of its profile, and these hear of no request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Page

_ORIGINS: set[str] = set()


def is_new(origin: str) -> bool:
    """Whether no site was served there before."""
    if origin in _ORIGINS:
        return False
    _ORIGINS.add(origin)
    return True


@contextmanager
def fresh(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page in a profile that nobody has used."""
    context = browser.new_context(**settings)
    try:
        yield context.new_page()
    finally:
        context.close()


@contextmanager
def opened(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page in a profile that is as good as new, with the site's files."""
    viewport, scheme, permissions = (
        settings.pop(name, None) for name in ("viewport", "color_scheme", "permissions")
    )
    key = (id(browser), repr(sorted(settings.items())))
    if key not in _KEPT:
        _KEPT[key] = _Profile(browser, settings)
    profile = _KEPT[key]
    if permissions:
        profile.context.grant_permissions(permissions)
    page = profile.context.new_page()
    try:
        if viewport:
            page.set_viewport_size(viewport)
        if scheme:
            page.emulate_media(color_scheme=scheme)
        yield page
    finally:
        if profile.has_own_clock():
            del _KEPT[key]
            profile.context.close()
        else:
            profile.empty()


class _Profile:
    """One with these settings. A page in it that stays open keeps its process."""

    def __init__(self, browser: Browser, settings: dict[str, Any]) -> None:
        self.context = browser.new_context(**settings)
        self._visited: set[str] = set()
        self.context.on("page", lambda page: page.on("framenavigated", self._note))
        self._resting = self.context.new_page()
        self._session = self.context.new_cdp_session(self._resting)

    def _note(self, frame: Frame) -> None:
        address = urlsplit(frame.url)
        if address.scheme == "http":
            self._visited.add(f"http://{address.netloc}")

    def has_own_clock(self) -> bool:
        """Whether a test has set it."""
        told = self._session.send("Runtime.evaluate", {"expression": "String(setTimeout)"})
        return "[native code]" not in told["result"]["value"]

    def empty(self) -> None:
        """Takes away what pages left."""
        for page in self.context.pages:
            if page != self._resting:
                page.close()
        self.context.set_offline(False)
        self.context.clear_permissions()
        self.context.clear_cookies()
        while self._visited:
            asked = {"origin": self._visited.pop(), "storageTypes": "all"}
            self._session.send("Storage.clearDataForOrigin", asked)


_KEPT: dict[tuple[int, str], _Profile] = {}
