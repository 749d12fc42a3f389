"""Notifies a WebSub hub that a feed has new entries (W3C WebSub, section 6.2.1, leaves the form to publisher
and hub; this is the one that the public hubs accept)."""

from generator.intake import http
from generator.intake.http import Limits, NetworkError

LIMITS = Limits(connect=10, silence=20, request=30, size=10_000)
"""The hub's answer is not read."""


def publish(hub: str, feed: str, agent: str) -> str:
    """Why the hub did not accept it; "" if it did. If a hub is down, nothing is lost: readers poll."""
    form = {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed}
    try:
        status = http.post(hub, form, {"User-Agent": agent}, LIMITS).status
    except NetworkError as error:
        return str(error)
    return "" if 200 <= status < 300 else f"answers {status}"
