"""The body of a source's answer: as text or as JSON, if its headers say that it is that."""

from collections.abc import Collection

from generator.errors import RefusedError, quoted
from generator.intake import strict_json, unpack
from generator.intake.answers import Answer
from generator.intake.strict_json import Room

JSON = ("application/json", "text/json")


def text(answer: Answer, types: Collection[str]) -> str:
    """The unpacked body as text; `types` are the content types to accept, in lowercase.

    Refuses with `type`, `encoding` or `size`.
    """
    written = answer.headers.get("content-type", "")
    if written.partition(";")[0].strip().lower() not in types:
        raise RefusedError("type", f"expected Content-Type {next(iter(types))}, got {quoted(written)}")
    return unpack.decoded(_unpacked(answer.body, answer.headers.get("content-encoding", "")))


def json(answer: Answer, left: Room | None = None) -> object:
    """The body as one strict JSON document, which takes its part of `left`.

    Refuses with `type`, `encoding`, `size` or `json`.
    """
    return strict_json.loads(text(answer, JSON), left)


def _unpacked(body: bytes, encoding: str) -> bytes:
    """Only the header decides: a body that is not declared to be packed is not unpacked."""
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            return unpack.inflated(body)
        case other:
            raise RefusedError("encoding", f"expected gzip or nothing, got Content-Encoding {quoted(other)}")
