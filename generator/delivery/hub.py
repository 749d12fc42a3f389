"""Tells a WebSub hub that a feed has news (W3C WebSub, section 6.2.1: left to publisher and hub; this is
what the public hubs take)."""

from generator.intake import http
from generator.intake.http import Limits, NetworkError

LIMITS = Limits(connect=10, silence=20, request=30, size=10_000)
"""What a hub says is not read."""


def publish(hub: str, feed: str, agent: str) -> str:
    """Why the hub did not take it, "" when it did. A hub that is down loses nothing: readers poll."""
    form = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}
    try:
        status = http.post(hub, form, {"User-Agent": agent}, LIMITS).status
    except NetworkError as error:
        return str(error)
    return "" if 200 <= status < 300 else f"answers {status}"
