"""The provider's API: answers that are not what its documentation says."""

from dataclasses import replace
from typing import Any

import pytest

from generator.delivery import buttondown
from generator.delivery.buttondown import Draft
from generator.delivery.settings import Buttondown
from generator.errors import PostError, UnsureError
from tests.support import posting
from tests.support.posting import Newsletter

DRAFT = Draft(message_id="<a@example.org>", subject="Papers", body="<p>Papers</p>")


def deliver(api: Newsletter, draft: Draft = DRAFT) -> str:
    """One mail, whose hand-over nobody waits for."""
    return buttondown.deliver(Buttondown(key="a-key", base=api.base), draft, lambda: None)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ([], r"expected an object, got \[\]"),
        ({"results": 1}, "expected a list, got 1"),
        ({"results": [1]}, "expected an object, got 1"),
        ({"results": [{"metadata": {"digest": "<a@example.org>"}, "status": "draft"}]}, "id: expected text"),
        (
            {"results": [{"metadata": {"digest": "<a@example.org>"}, "status": "draft", "id": "../x"}]},
            "expected an id, got '../x'",
        ),
    ],
)
def test_answers_of_another_shape(answer: Any, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent, and the message says what was expected."""
    with posting.newsletter() as api:
        monkeypatch.setattr(api, "_get", lambda *_: (200, answer))
        with pytest.raises(PostError, match=message):
            deliver(api)
    assert api.sent == []


def test_mails_of_others() -> None:
    """Mails without metadata, or with another mark, are left alone."""
    with posting.newsletter() as api:
        api.mails.append({"id": "em_x", "status": "draft"})
        api.mails.append({"id": "em_y", "status": "draft", "metadata": {"digest": "<b@example.org>"}})
        deliver(api)
    assert api.sent == ["<a@example.org>"]
    assert [mail["status"] for mail in api.mails] == ["draft", "draft", "about_to_send"]


def test_only_those_with_a_tag() -> None:
    """The filter is part of the draft, as the API's documentation has it; without a tag there is none."""
    with posting.newsletter() as api:
        deliver(api, replace(DRAFT, tag="tea"))
        deliver(api, replace(DRAFT, message_id="<b@example.org>"))
    only = {"field": "subscriber.tags", "operator": "contains", "value": "tea"}
    assert [mail.get("filters") for mail in api.mails] == [
        {"filters": [only], "groups": [], "predicate": "and"},
        None,
    ]
    assert len(api.sent) == 2


@pytest.mark.parametrize("filters", [None, {}, {"filters": []}, {"filters": [{"field": "subscriber.notes"}]}])
def test_a_filter_that_was_not_taken(filters: object) -> None:
    """A draft that would go to all subscribers stays a draft."""
    with posting.newsletter() as api:
        mark = {"digest": DRAFT.message_id}
        api.mails.append({"id": "em_x", "status": "draft", "metadata": mark, "filters": filters})
        with pytest.raises(PostError, match="not limited to subscribers with the tag tea"):
            deliver(api, replace(DRAFT, tag="tea"))
    assert (api.sent, api.mails[0]["status"]) == ([], "draft")


@pytest.mark.parametrize("status", ["errored", "draft", 7])
def test_a_mail_that_does_not_go(status: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told to go and not going: in doubt, for somebody to look at."""
    with posting.newsletter() as api:
        monkeypatch.setattr(api, "_patch", lambda *_: (200, {"status": status}))
        with pytest.raises(UnsureError):
            deliver(api)


def test_redirects_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key goes to the address it was meant for and to no other."""
    with posting.newsletter() as api:
        monkeypatch.setattr(api, "_get", lambda *_: (307, "elsewhere"))
        with pytest.raises(PostError, match=": 307 "):
            deliver(api)


def test_no_json_and_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other failures of the line are one line too."""
    with posting.newsletter() as api:
        pass
    with pytest.raises(PostError, match=r"GET .*: ConnectionError"):
        deliver(api)


@pytest.mark.attack(4, "an API that answers with millions of small values")
@pytest.mark.parametrize(("limit", "value"), [("SIZE_CAP", 10_000), ("OBJECTS_CAP", 100)])
def test_answers_have_an_end(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer far larger than expected is not read."""
    monkeypatch.setattr(buttondown, limit, value)
    with posting.newsletter() as api:
        monkeypatch.setattr(api, "_get", lambda *_: (200, {"results": [{}] * 5_000}))
        with pytest.raises(PostError, match="an answer far larger than expected"):
            deliver(api)
