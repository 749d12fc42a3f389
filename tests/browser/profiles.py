"""Pages in profiles of their own: nothing of what a test leaves behind is there for the next one.

A new profile takes a new process, which loads and compiles the site's scripts once more. So profiles are used again,
emptied: cookies, what pages stored, permissions and open pages go. Files of the site stay, as with any reader who comes
back; no two sites of a run have the same address (`served`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

_ORIGINS: list[str] = []
_KEPT: dict[tuple[int, str], tuple[BrowserContext, Page, CDPSession]] = {}


def is_new(origin: str) -> bool:
    """Whether no site was served there before. From now on what its pages store is removed after each test."""
    if origin in _ORIGINS:
        return False
    _ORIGINS.append(origin)
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
    context, resting, session = _profile(browser, settings)
    if permissions:
        context.grant_permissions(permissions)
    page = context.new_page()
    try:
        if viewport:
            page.set_viewport_size(viewport)
        if scheme:
            page.emulate_media(color_scheme=scheme)
        yield page
    finally:
        for other in context.pages:
            if other != resting:
                other.close()
        context.set_offline(False)
        context.clear_permissions()
        context.clear_cookies()
        for origin in _ORIGINS:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})


def _profile(browser: Browser, settings: dict[str, Any]) -> tuple[BrowserContext, Page, CDPSession]:
    """One with these settings. A page in it that stays open keeps its process."""
    key = (id(browser), repr(sorted(settings.items())))
    if key not in _KEPT:
        context = browser.new_context(**settings)
        resting = context.new_page()
        _KEPT[key] = context, resting, context.new_cdp_session(resting)
    return _KEPT[key]
