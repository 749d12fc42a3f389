"""Sends what is due, one email after the other, and updates the ledger before and after each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from email.headerregistry import Address
from functools import cached_property

from generator.archive import Archive
from generator.cli.clock import SystemClock
from generator.cli.options import DONE, PROBLEMS, report
from generator.config import Config
from generator.delivery import buttondown, smtp
from generator.delivery.ledger import Ledger
from generator.delivery.settings import Buttondown, Service, Smtp
from generator.errors import BuildError, PostError, Problem, UnsureError
from generator.graph import topics
from generator.graph.digests import Digest, Digests
from generator.graph.similarity import space
from generator.graph.topics.taxonomy import Taxonomy
from generator.intake import moments
from generator.records.mailing import Channel, Mailing
from generator.render.mail import due
from generator.render.mail import message as mail
from generator.render.mail.issue import Subjects
from generator.render.mail.message import Letter, Post
from generator.text.counted import counted

Mailed = Mapping[str, Mailing]


@dataclass(frozen=True, kw_only=True)
class Office:
    """What the emails of one run are made from; `digests` are those of the requested kind."""

    archive: Archive
    taxonomy: Taxonomy
    digests: Digests
    ledger: Ledger
    config: Config
    sender: Address
    recipient: Address | None

    def letter(self, digest: Digest) -> Letter:
        """One email."""
        return mail.letter(digest, self._post)

    @cached_property
    def _post(self) -> Post:
        """Topics are fitted on the whole archive, which takes a while, so only once there is an email."""
        found = topics.assign(space.of(self.archive.shown).space, self.taxonomy)
        return Post(
            subjects=Subjects(taxonomy=self.taxonomy, assignments=found),
            config=self.config,
            as_of=self.archive.as_of,
            sender=self.sender,
            recipient=self.recipient,
        )


def run(office: Office, how: Service, asked: date | None, *, resend: bool) -> tuple[str, int]:
    """Sends; returns the closing line and the exit code."""
    with office.ledger.writing():
        mailed, doubts = _settled(office, how, _read(office))
        chosen = _chosen(office, mailed, asked, resend=resend)
        if isinstance(chosen, str):
            report(doubts)
            return f"sent nothing: {chosen}", PROBLEMS if doubts else DONE
        sent: list[str] = []
        for digest in chosen:
            fault = _send(office, how, digest)
            if fault:
                doubts.append(fault)
                break  # the next one would fail as well; it stays due
            sent.append(digest.period.key)
    report(doubts)
    told = f"sent {counted(len(sent), 'digest')} through {how}" + (f": {', '.join(sent)}" if sent else "")
    return told, PROBLEMS if doubts else DONE


def plan(office: Office, how: Service, asked: date | None) -> str:
    """What `run` would do."""
    chosen = _chosen(office, _read(office), asked, resend=False)
    if isinstance(chosen, str):
        return f"would send nothing: {chosen}"
    letters = [office.letter(digest) for digest in chosen]
    told = (f"{one.digest} ({counted(one.total, 'paper')}, {one.html_size:,} bytes)" for one in letters)
    return f"would send {', '.join(told)} through {how}; nothing was sent"


def _read(office: Office) -> Mailed:
    """If a record cannot be read, it is unknown what was sent."""
    mailed, problems = office.ledger.read_all()
    if problems:
        raise BuildError("nothing was sent: the ledger needs repair", problems)
    return mailed


def _settled(office: Office, how: Service, mailed: Mailed) -> tuple[Mailed, list[Problem]]:
    """What a run that crashed left behind: an email that was certainly not handed over stays due. If the
    provider can be asked, it is asked before sending. All others are in doubt, which is reported once."""
    found, doubts = dict(mailed), []
    for key, mailing in mailed.items():
        if mailing.state != "sending" or (mailing.channel == "buttondown" and isinstance(how, Buttondown)):
            continue
        if office.ledger.was_handed_over(key):
            found[key] = mailing.now("unsure", _now())
            office.ledger.write(found[key])
            doubts.append(_doubt(key, "a run ended before the answer to its email was known"))
    return found, doubts


def _chosen(office: Office, mailed: Mailed, asked: date | None, *, resend: bool) -> tuple[Digest, ...] | str:
    """The digests to send, or why there is none."""
    if asked is None:
        return due.due(office.archive, office.digests, mailed) or f"no {office.digests.kind} is due"
    found = due.one(office.archive, office.digests, asked)
    if isinstance(found, str):
        return found
    known = mailed.get(found.period.key)
    match known.state if known else None:
        case "sent":
            return f"{found.period.key} was sent, {_when(known)}"
        case "unsure" if not resend:
            how = "--resend sends it again (on GitHub: Run workflow, resend)"
            return f"{found.period.key} may have been sent, {_when(known)}; {how}"
    return (found,)


def _send(office: Office, how: Service, digest: Digest) -> Problem | None:
    """Handles one email, from the first record to the last. None when it was accepted."""
    letter, ledger = office.letter(digest), office.ledger
    channel: Channel = "smtp" if isinstance(how, Smtp) else "buttondown"
    mailing = Mailing(
        digest=letter.digest, message_id=letter.message_id, channel=channel, state="sending", at=_now()
    )
    ledger.begin(mailing)
    try:
        remote = _through(office, how, letter)
    except UnsureError as error:
        if isinstance(how, Smtp):
            ledger.write(mailing.now("unsure", _now()))
            return _doubt(letter.digest, str(error))
        return _fault(letter.digest, f"{error}; the next run checks whether it was sent")
    except PostError as error:
        ledger.write(mailing.now("failed", _now()))
        return _fault(letter.digest, f"not sent: {error}; the next run tries again")
    ledger.write(replace(mailing.now("sent", _now()), remote=remote))
    return None


def _through(office: Office, how: Service, letter: Letter) -> str | None:
    """The provider's id of the email if it has one."""

    def handing_over() -> None:
        office.ledger.hand_over(letter.digest)

    match how:
        case Buttondown():
            draft = buttondown.Draft(
                message_id=letter.message_id, subject=letter.subject, body=letter.fragment
            )
            return buttondown.deliver(how, draft, handing_over)
        case Smtp():
            envelope = smtp.Envelope(
                sender=office.sender.addr_spec,
                recipient=office.recipient.addr_spec if office.recipient else "",
                body=letter.body,
            )
            smtp.deliver(how, envelope, handing_over)
            return None


def _doubt(key: str, why: str) -> Problem:
    return _fault(
        key,
        f"{why}. It is not sent again. If it did not arrive: papers digest --date with a day in it, "
        "the same --period, --send and --resend",
    )


def _fault(key: str, message: str) -> Problem:
    return Problem(path="mail", where=key, message=message)


def _when(mailing: Mailing | None) -> str:
    return mailing.at[:16].replace("T", " ") + " UTC" if mailing else "never"


def _now() -> str:
    return moments.stamp(SystemClock().now())
