"""Sends one email to the subscribers of a Buttondown newsletter, through its API.

The email is created as a draft first, identified by its metadata, and sent in a second step: whatever happens
in between, the next run finds the draft or the sent email again. Two drafts would do no harm, and an email
that is being sent is no draft. So nothing is lost or sent twice, wherever a run crashes.
API: https://docs.buttondown.com/api-emails-introduction, version 2026-04-01.

Most digests are previews, so `requests`, which takes a quarter of a second, is loaded with the first request.
"""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from http import HTTPStatus
from importlib import import_module
from typing import TYPE_CHECKING

from generator.errors import PostError, UnsureError, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import requests

    from generator.delivery.settings import Buttondown
    from generator.records.reading import Json

VERSION = "2026-04-01"
TIMEOUT = (10, 60)
"""Seconds to connect and to wait for each answer."""

SIZE_CAP = 20_000_000
OBJECTS_CAP = 200_000
"""Maximum bytes, and objects and lists, of one answer; it may list a hundred emails with all their text."""

PAGES = 5
"""Lists of emails to look through, newest first: a digest is never far down."""

RAW = "<!-- buttondown-editor-mode: plaintext -->"
"""The body is Markdown that consists of one block of HTML: the other editor would break tables apart."""

WAITING = frozenset({"draft"})
GOING = frozenset({"about_to_send", "scheduled", "in_flight", "sent", "throttled", "resending", "paused"})

TAGS = "subscriber.tags"
"""The field by which emails are limited to some subscribers."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the provider keeps: `message_id` identifies the email. It goes to all subscribers, or to those
    with the `tag` if there is one."""

    message_id: str
    subject: str
    body: str
    tag: str = ""


def deliver(server: Buttondown, draft: Draft, handing_over: Callable[[], None]) -> str:
    """Sends the email unless the provider already has it; returns its id there. `handing_over` is called
    right before sending starts. Raises PostError before that, UnsureError after; in both cases the same call
    may be repeated."""
    with import_module("requests").Session() as session:
        session.trust_env = False  # trust_env would replace the key with one from .netrc
        session.headers["Authorization"] = f"Token {server.key}"
        session.headers["X-API-Version"] = VERSION
        found = next(_known(session, server, draft.message_id), None) or _create(session, server, draft)
        remote, status = _id(found), _text(found, "status")
        if status in WAITING:
            _require_tag(found, draft)
            handing_over()
            status = _send(session, server, remote)
        if status not in GOING:
            raise UnsureError(f"{server}: mail {remote} is neither sent nor a draft: {quoted(status)}")
        return remote


def _require_tag(found: Mapping[str, Json], draft: Draft) -> None:
    """What somebody follows must not go to all: only a draft that came back with its filter is released."""
    if not draft.tag:
        return
    group = found.get("filters")
    filters = group.get("filters") if isinstance(group, dict) else None
    if not isinstance(filters, list) or [_object(one).get("field") for one in filters] != [TAGS]:
        raise PostError(f"mail {_id(found)} is not limited to subscribers with the tag {draft.tag}")


def _send(session: requests.Session, server: Buttondown, remote: str) -> str:
    """The status from then on."""
    change: dict[str, Json] = {"status": "about_to_send"}
    try:
        return _text(_object(_call(session, "PATCH", f"{server.base}/emails/{remote}", change)), "status")
    except PostError as error:
        raise UnsureError(str(error)) from error


def _known(session: requests.Session, server: Buttondown, message_id: str) -> Iterator[Mapping[str, Json]]:
    """Emails created for this digest, sent ones first: a draft left beside a sent one must not go out."""
    drafts: list[Mapping[str, Json]] = []
    for page in range(1, PAGES + 1):
        listed = _object(_call(session, "GET", f"{server.base}/emails?ordering=-creation_date&page={page}"))
        for mail in map(_object, _list(listed.get("results"))):
            metadata = mail.get("metadata")
            if isinstance(metadata, dict) and metadata.get("digest") == message_id:
                if mail.get("status") in GOING:
                    yield mail
                elif mail.get("status") in WAITING:
                    drafts.append(mail)
        if not listed.get("next"):
            break
    yield from drafts


def _create(session: requests.Session, server: Buttondown, draft: Draft) -> Mapping[str, Json]:
    """A new draft, read back: if the request is repeated, the provider repeats its first answer, however
    old."""
    body: dict[str, Json] = {
        "subject": draft.subject,
        "body": f"{RAW}\n{draft.body}",
        "status": "draft",
        "metadata": {"digest": draft.message_id},
    }
    if draft.tag:
        only: Json = {"field": TAGS, "operator": "contains", "value": draft.tag}
        body["filters"] = {"filters": [only], "groups": [], "predicate": "and"}
    made = _object(_call(session, "POST", f"{server.base}/emails", body, draft.message_id))
    return _object(_call(session, "GET", f"{server.base}/emails/{_id(made)}"))


def _call(
    session: requests.Session, method: str, url: str, body: Json = None, once: str | None = None
) -> Json:
    """The JSON of the answer. `once` identifies a request that the provider must not execute twice."""
    key = {"X-Idempotency-Key": str(uuid.uuid5(uuid.NAMESPACE_URL, once))} if once else None
    try:
        with session.request(
            method, url, json=body, headers=key, timeout=TIMEOUT, allow_redirects=False, stream=True
        ) as answer:
            said = answer.raw.read(SIZE_CAP + 1, decode_content=True)
            if answer.status_code not in {HTTPStatus.OK, HTTPStatus.CREATED}:
                words = said[:300].decode(errors="replace")
                raise PostError(f"{method} {url}: {answer.status_code} {quoted(words)}")
            return _read(said)
    except (*_failures(), ValueError, RecursionError) as error:
        raise PostError(f"{method} {url}: {type(error).__name__}") from error


def _failures() -> tuple[type[Exception], type[Exception]]:
    """What the libraries raise."""
    return import_module("requests").RequestException, import_module("urllib3.exceptions").HTTPError


def _read(said: bytes) -> Json:
    """The answer is bounded before it is parsed: small values take far more memory than bytes."""
    if len(said) > SIZE_CAP or said.count(b"{") + said.count(b"[") > OBJECTS_CAP:
        raise PostError("the newsletter's API: an answer far larger than expected")
    found: Json = json.loads(said)
    return found


def _id(mail: Mapping[str, Json]) -> str:
    """The id becomes part of an address."""
    found = _text(mail, "id")
    if not _ID.fullmatch(found):
        raise PostError(f"the newsletter's API: expected an id, got {quoted(found)}")
    return found


def _object(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise PostError(f"the newsletter's API: expected an object, got {quoted(value)}")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise PostError(f"the newsletter's API: expected a list, got {quoted(value)}")
    return value


def _text(found: Mapping[str, Json], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str):
        raise PostError(f"the newsletter's API: {key}: expected text, got {quoted(value)}")
    return value
