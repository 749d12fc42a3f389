"""What happened to the email of a digest, one record per digest: a digest with a record is not sent again."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from generator.records.ids import PaperId
from generator.records.reading import Json, SchemaError, each, get, maybe, moment, object_of, paper_id, string

SCHEMA_VERSION = 1

Channel = Literal["smtp", "buttondown"]
MailState = Literal["sending", "sent", "failed", "unsure"]
"""sending: a run started sending and has not recorded the result · sent: the server or provider accepted it ·
failed: it was certainly not accepted, and the next run tries again · unsure: the connection or the run ended
before the answer, so it may have been accepted; it is not sent again unless asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """`digest` is the period's key (`2025-08-20`, `2025-W34`), for a standing query after its name
    (`small-models.2025-08-20`). `at` is the time of the last change, and `remote` the provider's id of the
    email, if it has one. That of a standing query also has its `papers`, of which none is sent twice, and
    `as_of`, the newest time in the data that it was made from: what came later is new."""

    digest: str
    message_id: str
    channel: Channel
    state: MailState
    at: str
    remote: str | None = None
    papers: tuple[PaperId, ...] = ()
    as_of: str | None = None

    def now(self, state: MailState, at: str) -> "Mailing":
        """The same email in its next state."""
        return replace(self, state=state, at=at)


def mailing_to_json(mailing: Mailing) -> dict[str, Json]:
    """Keys in reading order."""
    values: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "digest": mailing.digest,
        "message_id": mailing.message_id,
        "channel": mailing.channel,
        "state": mailing.state,
        "at": mailing.at,
    }
    if mailing.remote:
        values["remote"] = mailing.remote
    if mailing.papers:
        values["papers"] = list(mailing.papers)
    if mailing.as_of:
        values["as_of"] = mailing.as_of
    return values


def mailing_from_json(value: Json) -> Mailing:
    """Raises SchemaError naming the place."""
    root = object_of(value, "file")
    version = root.get("schema_version")
    if version != SCHEMA_VERSION:
        raise SchemaError(f"schema_version: expected {SCHEMA_VERSION}, got {version!r}")
    return Mailing(
        digest=get(root, "digest", "", string),
        message_id=get(root, "message_id", "", string),
        channel=get(root, "channel", "", _channel),
        state=get(root, "state", "", _state),
        at=get(root, "at", "", moment),
        remote=maybe(root, "remote", "", string),
        papers=each(root, "papers", "", paper_id),
        as_of=maybe(root, "as_of", "", moment),
    )


def _channel(value: Json, where: str) -> Channel:
    match value:
        case "smtp" | "buttondown":
            return value
    raise SchemaError(f"{where}: expected {' or '.join(get_args(Channel))}, got {value!r}")


def _state(value: Json, where: str) -> MailState:
    match value:
        case "sending" | "sent" | "failed" | "unsure":
            return value
    raise SchemaError(f"{where}: expected {' or '.join(get_args(MailState))}, got {value!r}")
