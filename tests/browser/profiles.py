"""Pages in profiles of their own: nothing of what a test leaves behind is there for the next one.

A new profile takes a new process, which loads and compiles the site's scripts once more. So profiles are used again,
emptied: cookies, what pages stored, permissions and open pages go. Files of the site stay, as with any reader who comes
back; no two sites of a run have the same address (`served`). What nothing can empty is not used again: a clock that a
test has set (`page.clock`) goes on in all pages of its profile, and these hear of no request.
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
    key = (id(browser), repr(sorted(settings.items())))
    if key not in _KEPT:
        _KEPT[key] = _profile(browser, settings)
    context, resting, session = _KEPT[key]
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
        if _has_own_clock(session):
            del _KEPT[key]
            context.close()
        else:
            _empty(context, resting, session)


def _profile(browser: Browser, settings: dict[str, Any]) -> tuple[BrowserContext, Page, CDPSession]:
    """One with these settings. A page in it that stays open keeps its process."""
    context = browser.new_context(**settings)
    resting = context.new_page()
    return context, resting, context.new_cdp_session(resting)


def _has_own_clock(session: CDPSession) -> bool:
    told = session.send("Runtime.evaluate", {"expression": "String(setTimeout)"})
    return "[native code]" not in told["result"]["value"]


def _empty(context: BrowserContext, resting: Page, session: CDPSession) -> None:
    for other in context.pages:
        if other != resting:
            other.close()
    context.set_offline(False)
    context.clear_permissions()
    context.clear_cookies()
    for origin in _ORIGINS:
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
