"""`papers digest`: what is sent, when, and never twice."""

import json
import re
import ssl
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import trustme

from tests.support import posting, projects
from tests.support.posting import LAST_COMPLETE

ID = f"<digest.{LAST_COMPLETE}.daily-papers@example.org>"


def ledger(folder: Path, key: str = LAST_COMPLETE) -> dict[str, object]:
    """A record of what was sent."""
    found = json.loads((folder / "data" / "mail" / f"{key}.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def use(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    """Sets the environment."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine."""
    for name in ("FROM", "TO"):
        monkeypatch.delenv(f"PAPERS_MAIL_{name}", raising=False)
    for name in ("HOST", "PORT", "TLS", "USER", "PASSWORD"):
        monkeypatch.delenv(f"PAPERS_SMTP_{name}", raising=False)
    monkeypatch.delenv("BUTTONDOWN_API_KEY", raising=False)


def test_a_file(tmp_path: Path) -> None:
    """--to writes the newest complete day as a mail, and sends and records nothing."""
    folder = posting.archive(tmp_path / "a")
    file = tmp_path / "out" / "day.eml"
    result = projects.on(folder, "digest", "--to", file)
    assert result.exit_code == 0
    assert result.output.startswith(f"wrote {file}: {LAST_COMPLETE}, ")
    assert message_from_bytes(file.read_bytes(), policy=default)["Message-ID"] == ID
    assert not (folder / "data" / "mail").exists()


def test_looking_only(tmp_path: Path) -> None:
    """Without --to and --send, or with --dry-run, it says what there is and writes nothing."""
    folder = posting.archive(tmp_path / "a")
    before = projects.tree(folder)
    for arguments in ([], ["--dry-run"], ["--dry-run", "--to", tmp_path / "x.eml"]):
        result = projects.on(folder, "digest", *arguments)
        assert result.exit_code == 0
        assert result.output.startswith(f"{LAST_COMPLETE}, ")
        assert "nothing was written or sent" in result.output
    assert projects.on(folder, "digest", "-q").output == ""
    assert projects.tree(folder) == before
    assert not (tmp_path / "x.eml").exists()


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_sent_once(tmp_path: Path, security: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a real server, encrypted in both ways or not: one mail, however often the command runs."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    folder = posting.archive(tmp_path / "a", mail_list_id="papers.example.org")
    with posting.serving(security, context) as sink:
        login = {} if security == "none" else {"PAPERS_SMTP_USER": "u", "PAPERS_SMTP_PASSWORD": "right"}
        use(monkeypatch, sink.environment(security, **login))
        would = projects.on(folder, "digest", "--send", "--dry-run")
        assert would.output.startswith(f"would send {LAST_COMPLETE} (")
        assert not sink.raw
        first = projects.on(folder, "digest", "--send")
        assert (first.exit_code, first.stderr) == (0, "")
        how = {"tls": "TLS", "starttls": "STARTTLS", "none": "not encrypted (PAPERS_SMTP_TLS=none)"}[security]
        expected = f"sent 1 digest through 127.0.0.1:{sink.port}, {how}: {LAST_COMPLETE}\n"
        assert first.stdout == expected
        again = projects.on(folder, "digest", "--send")
        assert (again.exit_code, again.stdout) == (0, "sent nothing: no day is due\n")
        named = projects.on(folder, "digest", "--send", "--date", LAST_COMPLETE)
        assert named.stdout.startswith(f"sent nothing: {LAST_COMPLETE} was sent, 2")
    assert sink.ids == [ID]
    assert sink.encrypted == [security != "none"]
    assert sink.logins == ([] if security == "none" else [b"right"])
    (mail,) = sink.mails
    assert (mail["From"], mail["To"]) == ("Daily papers <digest@example.org>", "list@example.org")
    assert mail["List-Id"] == "<papers.example.org>"
    record = ledger(folder)
    assert (record["state"], record["channel"], record["message_id"]) == ("sent", "smtp", ID)
    assert not list((folder / ".papers").rglob("*not-handed-over"))


def test_weeks_have_a_ledger_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day's mail and its week's are two."""
    folder = posting.archive(tmp_path / "a")
    with posting.serving() as sink:
        use(monkeypatch, sink.environment("none"))
        assert "2026-W53" in projects.on(folder, "digest", "--send", "--period", "week").stdout
        assert LAST_COMPLETE in projects.on(folder, "digest", "--send").stdout
    assert ledger(folder, "2026-W53")["state"] == "sent"


def test_what_was_missed_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first mail every complete day since is sent, oldest first; empty ones are not."""
    folder = posting.archive(tmp_path / "a")
    with posting.serving() as sink:
        use(monkeypatch, sink.environment("none"))
        projects.on(folder, "digest", "--send", "--date", "2026-12-29")
        result = projects.on(folder, "digest", "--send")
    days = [key.split(".")[1] for key in sink.ids]
    assert days == ["2026-12-29", "2026-12-31", LAST_COMPLETE]
    assert result.stdout.endswith(": 2026-12-31, 2027-01-04\n")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2027-01-01", "2027-01-01 has no papers"),
        ("2027-01-05", "2027-01-05 is not complete: nothing was fetched after its end yet"),
        ("2026-12-30", "there is no list of that day"),
    ],
)
def test_days_that_are_skipped(tmp_path: Path, day: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, partial and missing days make no mail, and that is no error."""
    folder = posting.archive(tmp_path / "a")
    with posting.serving() as sink:
        use(monkeypatch, sink.environment("none"))
        sent = projects.on(folder, "digest", "--send", "--date", day)
        shown = projects.on(folder, "digest", "--date", day)
    assert (sent.exit_code, sent.stdout) == (0, f"sent nothing: {why}\n")
    assert (shown.exit_code, shown.stdout) == (0, f"no email: {why}\n")
    assert not sink.raw


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_refused_and_sent_later(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail that the server refuses at any step is recorded as failed and sent by the next run."""
    folder = posting.archive(tmp_path / "a")
    with posting.serving() as sink:
        use(monkeypatch, sink.environment("none"))
        sink.answers[step] = "451 later"
        result = projects.on(folder, "digest", "--send")
        assert result.exit_code == 1
        assert f"mail: {LAST_COMPLETE}: not sent: the mail server refused " in result.stderr
        assert "451 'later'" in result.stderr
        assert ledger(folder)["state"] == "failed"
        sink.answers.clear()
        assert projects.on(folder, "digest", "--send").exit_code == 0
    assert sink.ids == [ID]


def test_an_answer_that_never_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off after the dot: said once with exit code 1, not sent again, unless somebody insists."""
    folder = posting.archive(tmp_path / "a")
    with posting.serving() as sink:
        use(monkeypatch, sink.environment("none"))
        sink.answers["DATA"] = "250 and gone"
        result = projects.on(folder, "digest", "--send")
        assert result.exit_code == 1
        assert "ended before its answer" in result.stderr
        assert "If it did not arrive: papers digest --date" in result.stderr
        assert ledger(folder)["state"] == "unsure"
        sink.answers.clear()
        assert projects.on(folder, "digest", "--send").stdout == "sent nothing: no day is due\n"
        named = projects.on(folder, "digest", "--send", "--date", LAST_COMPLETE)
        assert (named.exit_code, len(sink.raw)) == (0, 1)
        assert "--resend sends it again" in named.stdout
        projects.on(folder, "digest", "--send", "--date", LAST_COMPLETE, "--resend")
        assert ledger(folder)["state"] == "sent"
        twice = projects.on(folder, "digest", "--send", "--date", LAST_COMPLETE, "--resend")
        assert "was sent" in twice.stdout
    assert sink.ids == [ID, ID]


def test_no_server_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, exit code 1, and the mail stays due."""
    folder = posting.archive(tmp_path / "a")
    with posting.serving() as sink:
        pass
    use(monkeypatch, sink.environment("none"))
    result = projects.on(folder, "digest", "--send")
    assert result.exit_code == 1
    assert "Connection refused; the next run tries again" in result.stderr
    assert ledger(folder)["state"] == "failed"


def test_a_damaged_ledger_stops_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be known what was sent, nothing is."""
    folder = posting.archive(tmp_path / "a")
    (folder / "data" / "mail").mkdir()
    (folder / "data" / "mail" / f"{LAST_COMPLETE}.json").write_text("{", encoding="utf-8")
    with posting.serving() as sink:
        use(monkeypatch, sink.environment("none"))
        result = projects.on(folder, "digest", "--send")
    assert result.exit_code == 1
    assert "nothing was sent: the ledger needs repair" in result.stderr
    assert not sink.raw


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--date", "yesterday"], "--date: expected a day such as 2025-08-20, got 'yesterday'"),
        (["--resend"], "--resend: expected together with --send and --date"),
        (["--send", "--to", "x.eml"], "--to writes a file and --send sends: expected one of them"),
        (["--to", "."], "--to: . is a folder; expected a file such as digest.eml"),
        (["--send"], "PAPERS_SMTP_HOST: not set; expected the mail server's name"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], message: str) -> None:
    """Options and settings that cannot work: exit code 2 and a line that says what is expected."""
    folder = posting.archive(tmp_path / "a")
    result = projects.on(folder, "digest", *arguments)
    assert (result.exit_code, result.stderr) == (2, f"papers: {message}\n")


def test_no_address_no_mail(tmp_path: Path) -> None:
    """Links in a mail have to be whole: without site_url there is none."""
    folder = posting.archive(tmp_path / "a")
    settings = folder / "mkdocs.yml"
    body = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^site_url: .*$", "site_url: ''", body), encoding="utf-8")
    result = projects.on(folder, "digest")
    assert result.exit_code == 2
    assert "site_url: links in an email need the site's address" in result.stderr


# Buttondown


@pytest.fixture
def subscribed(tmp_path: Path) -> Path:
    """An archive whose subscribers Buttondown keeps."""
    return posting.archive(tmp_path / "a", newsletter="buttondown", newsletter_user="papers")


def test_to_the_provider(subscribed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft with a mark, then the word to go; a second run asks nobody."""
    with posting.newsletter() as api:
        use(monkeypatch, api.environment())
        result = projects.on(subscribed, "digest", "--send")
        assert result.stdout == f"sent 1 digest through {api.base}: {LAST_COMPLETE}\n"
        calls = [method for method, _ in api.seen]
        projects.on(subscribed, "digest", "--send")
    assert [method for method, _ in api.seen] == calls == ["GET", "POST", "GET", "PATCH"]
    (mail,) = api.mails
    assert (mail["status"], mail["metadata"]) == ("about_to_send", {"digest": ID})
    assert mail["subject"].startswith("Daily papers: Monday, 4 January 2027, ")
    assert mail["body"].startswith("<!-- buttondown-editor-mode: plaintext -->\n<table ")
    assert "\n\n" not in mail["body"]
    assert api.headers[0]["X-API-Version"] == "2026-04-01"
    record = ledger(subscribed)
    assert (record["state"], record["channel"], record["remote"]) == ("sent", "buttondown", "em_0")


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
def test_a_provider_that_fails(
    subscribed: Path, method: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call fails, and whether or not it was carried out: the next run makes it one mail."""
    with posting.newsletter() as api:
        use(monkeypatch, api.environment())
        api.broken[method] = when
        result = projects.on(subscribed, "digest", "--send")
        assert result.exit_code == 1
        assert "a-key" not in result.output
        assert ledger(subscribed)["state"] == ("sending" if method == "PATCH" else "failed")
        api.broken.clear()
        assert projects.on(subscribed, "digest", "--send").exit_code == 0
    assert api.sent == [ID]
    assert ledger(subscribed)["state"] == "sent"


def test_a_lost_ledger_is_no_loss_with_a_provider(subscribed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that vanished before data/ was pushed: the provider knows the mail by its mark, also far
    down its list, and a draft left beside the sent one stays a draft."""
    with posting.newsletter() as api:
        use(monkeypatch, api.environment())
        projects.on(subscribed, "digest", "--send")
        (subscribed / "data" / "mail" / f"{LAST_COMPLETE}.json").unlink()
        other = {"subject": "s", "body": "b", "status": "sent", "metadata": {}}
        api.mails.extend({"id": f"em_x{n}", **other} for n in range(5))
        api.mails.append({"id": "em_y", **other, "status": "draft", "metadata": {"digest": ID}})
        result = projects.on(subscribed, "digest", "--send")
    assert (result.exit_code, api.sent) == (0, [ID])
    assert ledger(subscribed)["remote"] == "em_0"


def test_a_changed_channel(subscribed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a provider perhaps has is not sent through a mail server instead."""
    with posting.newsletter() as api:
        use(monkeypatch, api.environment())
        api.broken["PATCH"] = "after"
        projects.on(subscribed, "digest", "--send")
    settings = subscribed / "mkdocs.yml"
    body = settings.read_text(encoding="utf-8").replace('newsletter: "buttondown"', 'newsletter: ""')
    settings.write_text(body, encoding="utf-8")
    with posting.serving() as sink:
        use(monkeypatch, sink.environment("none"))
        result = projects.on(subscribed, "digest", "--send")
    assert (result.exit_code, sink.raw) == (1, [])
    assert ledger(subscribed)["state"] == "unsure"


def test_secrets_stay_secret(subscribed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong key or password is named nowhere, neither on a terminal nor in the ledger."""
    with posting.newsletter() as api:
        use(monkeypatch, api.environment() | {"BUTTONDOWN_API_KEY": "wrong-key"})
        result = projects.on(subscribed, "digest", "--send")
    assert (result.exit_code, api.sent) == (1, [])
    assert "401" in result.stderr
    assert "wrong-key" not in result.output + json.dumps(ledger(subscribed))
