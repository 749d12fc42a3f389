"""The ledger: what is written is read back, damage is named, and proof is proof only where it holds."""

import json
import os
from pathlib import Path

import pytest

from generator.delivery import ledger as module
from generator.delivery.ledger import Ledger
from generator.records.mailing import Mailing

KEY = "2025-08-20"
MAIL = Mailing(
    digest=KEY,
    message_id="<digest.2025-08-20@example.org>",
    channel="smtp",
    state="sending",
    at="2025-08-21T06:00:00Z",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty one."""
    return Ledger(tmp_path / "data" / "mail", tmp_path / ".papers" / "mail")


def test_round_trip(ledger: Ledger) -> None:
    """A record is a file that people can read."""
    assert ledger.read_all() == ({}, [])
    with ledger.writing():
        ledger.write(MAIL)
    assert ledger.read_all() == ({KEY: MAIL}, [])
    assert json.loads((ledger.root / f"{KEY}.json").read_text(encoding="utf-8"))["state"] == "sending"


def test_proof(ledger: Ledger) -> None:
    """From the beginning until the hand-over a mail was certainly not given away; else perhaps."""
    assert ledger.was_handed_over(KEY)
    ledger.begin(MAIL)
    assert not ledger.was_handed_over(KEY)
    ledger.hand_over(KEY)
    assert ledger.was_handed_over(KEY)
    ledger.hand_over(KEY)


@pytest.mark.parametrize("now", ["another start", ""])
def test_proof_of_another_start(
    ledger: Ledger, tmp_path: Path, now: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restart, or where the system has no name for it, the mark proves nothing: the removal of
    a mark may not have reached the disk."""
    boot = tmp_path / "boot_id"
    monkeypatch.setattr(module, "BOOT", boot)
    boot.write_text("this start\n", encoding="ascii")
    ledger.begin(MAIL)
    assert not ledger.was_handed_over(KEY)
    boot.write_text(now, encoding="ascii")
    assert ledger.was_handed_over(KEY)


def test_no_name_for_the_start(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without boot ids has no proof at all."""
    monkeypatch.setattr(module, "BOOT", tmp_path / "missing")
    ledger.begin(MAIL)
    assert ledger.was_handed_over(KEY)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{", "not JSON: "),
        ("[]", "file: expected an object"),
        ('{"schema_version": 2}', "schema_version: expected 1, got 2"),
        (None, "digest: expected 2025-08-20, got 2025-08-21"),
        ("state", "state: expected sending or sent or failed or unsure, got 'gone'"),
        ("channel", "channel: expected smtp or buttondown, got 'gone'"),
    ],
)
def test_damage(ledger: Ledger, body: str | None, message: str) -> None:
    """A file that is no record is a problem, never an empty ledger."""
    ledger.write(MAIL)
    path = ledger.root / f"{KEY}.json"
    if body is None or body in {"state", "channel"}:
        found = json.loads(path.read_text(encoding="utf-8"))
        found |= {body: "gone"} if body else {"digest": "2025-08-21"}
        body = json.dumps(found)
    path.write_text(body, encoding="utf-8")
    records, (problem,) = ledger.read_all()
    assert records == {}
    assert problem.path == str(path)
    assert message in problem.message


@pytest.mark.attack(12, "named pipes in place of the records of mails")
def test_pipes(ledger: Ledger) -> None:
    """Nothing waits for one; a mark that cannot be read proves nothing."""
    ledger.begin(MAIL)
    for path in (ledger.root / f"{KEY}.json", ledger.scratch / f"{KEY}.not-handed-over"):
        path.unlink()
        os.mkfifo(path)
    records, (problem,) = ledger.read_all()
    assert (records, "it is a named pipe" in problem.message) == ({}, True)
    assert ledger.was_handed_over(KEY)


def test_a_folder_in_the_way(ledger: Ledger) -> None:
    """The same for what cannot be read at all."""
    (ledger.root / f"{KEY}.json").mkdir(parents=True)
    _, (problem,) = ledger.read_all()
    assert "cannot be read" in problem.message
