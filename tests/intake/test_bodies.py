"""Bodies of answers, for any source."""

import gzip
from collections.abc import Mapping

import pytest

from generator.errors import RefusedError
from generator.intake import bodies
from generator.intake.answers import Answer
from generator.intake.strict_json import Room

PLAIN = {"content-type": "text/plain; charset=utf-8"}
JSON = {"content-type": "application/json"}
PACKED = {"content-encoding": "gzip"}


def answer(body: bytes, headers: Mapping[str, str]) -> Answer:
    """A good status with this body."""
    return Answer(status=200, headers=headers, body=body)


def test_text() -> None:
    """Text comes unpacked and decoded, whether it was packed or not."""
    body = "naïve\n".encode()
    assert bodies.text(answer(body, PLAIN), ("text/plain",)) == "naïve\n"
    assert bodies.text(answer(gzip.compress(body, mtime=0), PLAIN | PACKED), ("text/plain",)) == "naïve\n"


def test_json() -> None:
    """JSON is any one document, also a packed one."""
    assert bodies.json(answer(b'{"a": [1]}', JSON)) == {"a": [1]}
    assert (
        bodies.json(answer(gzip.compress(b"null", mtime=0), {"content-type": "text/json"} | PACKED)) is None
    )


def test_json_takes_its_part() -> None:
    """Several answers share the room they are given."""
    left = Room(values=3)
    bodies.json(answer(b"[0, 0]", JSON), left)
    with pytest.raises(RefusedError) as caught:
        bodies.json(answer(b"[0, 0]", JSON), left)
    assert caught.value.reason == "size"


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (b"{}", {}, "type"),
        (b"{}", PLAIN, "type"),
        (b"{}", JSON | {"content-encoding": "zstd"}, "encoding"),
        (b"{}", JSON | PACKED, "encoding"),
        (gzip.compress(b"{}", mtime=0), JSON, "encoding"),
        (b'{"a": 1, "a": 2}', JSON, "json"),
    ],
)
def test_refused(body: bytes, headers: Mapping[str, str], reason: str) -> None:
    """A body that is not what its headers say, or not strict JSON, is refused."""
    with pytest.raises(RefusedError) as caught:
        bodies.json(answer(body, headers))
    assert caught.value.reason == reason
