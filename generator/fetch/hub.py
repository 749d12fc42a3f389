"""Tells a WebSub hub that a feed has news (W3C WebSub, section 6.2.1: left to publisher and hub; this is
what the public hubs take)."""

import requests

TIMES = (10, 20)
"""Seconds to connect, and to wait for the answer."""


def publish(hub: str, feed: str, agent: str) -> str:
    """Why the hub did not take it, "" when it did. A hub that is down loses nothing: readers poll."""
    form = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}
    try:
        with requests.post(
            hub, data=form, headers={"User-Agent": agent}, timeout=TIMES, allow_redirects=False, stream=True
        ) as answer:
            return "" if answer.ok and not answer.is_redirect else f"answers {answer.status_code}"
    except requests.RequestException as error:
        return type(error).__name__
