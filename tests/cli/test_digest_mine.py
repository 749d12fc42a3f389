"""`papers digest --mine`: what is followed as emails of their own."""

import json
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from generator.records.listing import Listing
from generator.records.paper import AuthorName
from tests.support import posting, projects
from tests.support.helpers import listed, listing, paper

FOLLOW = """\
- {name: tea, title: "Tea & more", query: "+tea +leaves", mail: day}
- {name: ada, authors: [Ada Example], mail: week}
- {name: silent, authors: [Ada Example]}
"""


def days(*papers: int) -> Iterator[Listing]:
    """A day from Thursday, 31 July 2025, for each number: so many papers on tea leaves, and one on something else."""
    number = 0
    for at, count in enumerate(papers):
        there = [
            paper(number + n, title=f"Tea Leaves w{number + n}x", authors=()) for n in range(1, count + 1)
        ]
        number += count + 1
        there.append(paper(number, title=f"Stones w{number}x", authors=(AuthorName(name="Ada Example"),)))
        day = date.fromordinal(date(2025, 7, 31).toordinal() + at)
        noon = f"{day}T12:00:00Z"
        yield listing((listed(of=one, seen=noon) for one in there), day=day, captured=noon)


def archive(folder: Path, *papers: int, follow: str = FOLLOW, options: str = "") -> Path:
    """An archive with these days that follows something."""
    projects.make(folder, days(*papers))
    (folder / "data" / "follow.yaml").write_text(follow, encoding="utf-8")
    settings = folder / "mkdocs.yml"
    body = settings.read_text(encoding="utf-8")
    lines = "".join(f"    {one}\n" for one in ("data_dir: data", *options.splitlines()))
    settings.write_text(body.replace("    data_dir: data\n", lines), encoding="utf-8")
    return folder


def entries(mail: EmailMessage) -> int:
    """The papers of an email: each has its address once in the text."""
    text = mail.get_body(("plain",))
    assert text is not None
    return len(re.findall(r"^  https://\S+/papers/", text.get_content(), re.MULTILINE))


def subjects(sink: posting.Sink) -> list[str]:
    """What arrived, with the number of entries of each."""
    return [f"{mail['Subject']}: {entries(mail)}" for mail in sink.mails]


def test_each_new_paper_once(tmp_path: Path, node: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two new papers on the last day that is over: a mail with two entries, and one of the week. Nothing after
    a day without a paper of the query, and three entries after one with three. --dry-run says the same before,
    and sends nothing; of an entry that asks for no mail there is none."""
    folder = archive(tmp_path / "a", 1, 2, 0)
    with posting.serving() as sink:
        for name, value in sink.environment("none").items():
            monkeypatch.setenv(name, value)
        would = projects.on(folder, "digest", "--mine", "--send", "--dry-run")
        assert re.fullmatch(
            r"would send tea\.2025-08-01 \(2 papers, [0-9,]+ bytes\), ada\.2025-W31 \(3 papers, .*\n",
            would.output,
        )
        assert not sink.raw
        first = projects.on(folder, "digest", "--mine", "--send")
        assert (first.exit_code, first.stderr) == (0, "")
        assert first.stdout.endswith(": tea.2025-08-01, ada.2025-W31\n")
        for papers, told in (((1, 2, 0, 3), "sent nothing"), ((1, 2, 0, 3, 0), "sent 1")):
            archive(folder, *papers)
            again = projects.on(folder, "digest", "--mine", "--send")
            assert (again.exit_code, again.stderr, again.stdout[: len(told)]) == (0, "", told)
    assert subjects(sink) == [
        "Daily papers: Tea & more, Friday, 1 August 2025, 2 papers: 2",
        "Daily papers: ada, Week 31 of 2025, 3 papers: 3",
        "Daily papers: Tea & more, Sunday, 3 August 2025, 3 papers: 3",
    ]
    record = json.loads((folder / "data" / "mail" / "tea.2025-08-01.json").read_text(encoding="utf-8"))
    assert (record["state"], len(record["papers"])) == ("sent", 2)


ADA = "- {name: ada, title: Ada, authors: [Ada Example], mail: day}\n"


def test_refused_and_sent_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To an address of its own, without the headers of the digest's list; refused, it stays due, with the same
    papers. One whose answer never came is not sent again unless somebody insists, and what was never sent is
    not sent "again"."""
    options = "mail_list_id: papers.example.org\nmail_unsubscribe: mailto:x@example.org"
    folder = archive(tmp_path / "a", 1, 0, follow=ADA, options=options)
    with posting.serving() as sink:
        for name, value in sink.environment("none").items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("PAPERS_MAIL_MINE", f"ada={posting.TO}")
        monkeypatch.setenv("PAPERS_MAIL_TO", "others@example.org")
        sink.answers["DATA"] = "451 later"
        assert projects.on(folder, "digest", "--mine", "--send").exit_code == 1
        sink.answers["DATA"] = "250 and gone"
        doubtful = projects.on(folder, "digest", "--mine", "--send")
        assert "papers digest --mine ada --date with a day in it, --send and --resend" in doubtful.stderr
        sink.answers.clear()
        again = ("digest", "--mine", "--send", "--resend", "--date")
        assert "sent nothing: there is no list" in projects.on(folder, *again, "2025-07-30").stdout
        assert "sent 1 digest" in projects.on(folder, *again, "2025-07-31").stdout
        archive(folder, 1, 0, 0, follow=ADA)
        assert (
            projects.on(folder, *again, "2025-08-01").stdout
            == "sent nothing: ada.2025-08-01 was never sent\n"
        )
    assert len(sink.ids) == 2
    assert len(set(sink.ids)) == 1
    assert [(mail["List-Id"], mail["List-Unsubscribe"], mail["To"]) for mail in sink.mails] == [
        (None, None, posting.TO)
    ] * 2


def test_to_those_with_the_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the provider it goes to the subscribers with the name as their tag."""
    options = "newsletter: buttondown\nnewsletter_user: papers"
    folder = archive(tmp_path / "a", 1, 0, follow=ADA, options=options)
    with posting.newsletter() as api:
        for name, value in api.environment().items():
            monkeypatch.setenv(name, value)
        projects.on(folder, "digest", "--mine", "--send")
    (mail,) = api.mails
    assert (mail["filters"]["filters"][0]["value"], len(api.sent)) == ("ada", 1)


def test_a_preview(tmp_path: Path) -> None:
    """A line for each that asks for mail, or a file of one; nothing is needed to be sent or known for that."""
    folder = archive(tmp_path / "a", 1, 0, follow=ADA + "- {name: none, near: ['0001.00001'], mail: week}\n")
    shown = projects.on(folder, "digest", "--mine").output.splitlines()
    assert shown[0].startswith("ada.2025-07-31, 1 paper, ")
    assert shown[1] == "no email of none: there is no complete week with papers"
    wrote = projects.on(folder, "digest", "--mine", "ada", "--to", folder / "x.eml")
    assert wrote.output.startswith(f"wrote {folder / 'x.eml'}: ada.2025-07-31, 1 paper, ")
    several = projects.on(folder, "digest", "--mine", "--to", folder / "x.eml")
    assert several.stderr.startswith("papers: --to: expected together with --mine and a name")
    unknown = projects.on(folder, "digest", "--mine", "silent")
    assert unknown.stderr.startswith(
        "papers: --mine: expected the name of an entry with mail: day or mail: week"
    )
    both = projects.on(folder, "digest", "--mine", "--period", "week")
    assert (both.exit_code, "--period: an entry of data/follow.yaml says itself" in both.stderr) == (2, True)
    (folder / "data" / "follow.yaml").unlink()
    assert (
        projects.on(folder, "digest", "--mine").output
        == "no email: no entry of data/follow.yaml asks for email\n"
    )
