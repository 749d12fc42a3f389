"""Sends what is due, one email after the other, and updates the ledger before and after each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from email.headerregistry import Address
from functools import cached_property

from generator.archive import Archive
from generator.cli.clock import SystemClock
from generator.cli.options import DONE, PROBLEMS, report
from generator.config import Config
from generator.config.options import Options
from generator.delivery import buttondown, smtp
from generator.delivery.ledger import Ledger
from generator.delivery.settings import Buttondown, Service, Smtp
from generator.errors import BuildError, PostError, Problem, UnsureError
from generator.graph.digests import Digest, Digests
from generator.intake import moments
from generator.records.mailing import Channel, Mailing
from generator.render.mail import due
from generator.render.mail import message as mail
from generator.render.mail.issue import Subjects
from generator.render.mail.message import Letter, Post
from generator.render.mail.series import Series
from generator.text.counted import counted

Mailed = Mapping[str, Mailing]
NOBODY = "no entry of data/follow.yaml asks for email"


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A series of emails and who gets it. `whole` are the digests of its kind, and `digests` those of the
    series, given what of it was sent. If it goes `elsewhere`, the options describe another list."""

    series: Series
    whole: Digests
    digests: Callable[[Mailed], Digests]
    recipient: Address | None
    elsewhere: bool = False


@dataclass(frozen=True, kw_only=True)
class Office:
    """What the emails of one run are made from; `subjects` take a while, so they wait until there is one."""

    archive: Archive
    subscriptions: tuple[Subscription, ...]
    subjects: Callable[[], Subjects]
    ledger: Ledger
    config: Config
    sender: Address

    def letter(self, digest: Digest, to: Subscription) -> Letter:
        """One email."""
        config = self.config
        if to.elsewhere:
            none = Options()
            options = replace(
                config.options,
                mail_list_id=none.mail_list_id,
                mail_unsubscribe=none.mail_unsubscribe,
                mail_one_click=none.mail_one_click,
            )
            config = replace(config, options=options)
        post = replace(self._post, config=config, recipient=to.recipient, series=to.series)
        return mail.letter(digest, post)

    @cached_property
    def _post(self) -> Post:
        return Post(
            subjects=self.subjects(), config=self.config, as_of=self.archive.as_of, sender=self.sender
        )


def run(office: Office, how: Service, asked: date | None, *, resend: bool) -> tuple[str, int]:
    """Sends; returns the closing line and the exit code."""
    with office.ledger.writing():
        mailed, doubts = _settled(office, how, _read(office))
        sent: list[str] = []
        reasons: list[str] = []
        tried = False
        for to in office.subscriptions:
            chosen = _chosen(office, to, mailed, asked, resend=resend)
            if isinstance(chosen, str):
                reasons.append(chosen)
                continue
            tried = True
            for digest in chosen:
                fault = _send(office, how, digest, to)
                if fault:
                    doubts.append(fault)
                    break  # the next one would fail as well; it stays due
                sent.append(to.series.key(digest.period))
    report(doubts)
    code = PROBLEMS if doubts else DONE
    if not tried:
        return f"sent nothing: {_joined(reasons)}", code
    return f"sent {counted(len(sent), 'digest')} through {how}" + (
        f": {', '.join(sent)}" if sent else ""
    ), code


def plan(office: Office, how: Service, asked: date | None) -> str:
    """What `run` would do."""
    mailed, reasons = _read(office), []
    letters: list[Letter] = []
    for to in office.subscriptions:
        chosen = _chosen(office, to, mailed, asked, resend=False)
        if isinstance(chosen, str):
            reasons.append(chosen)
        else:
            letters += [office.letter(digest, to) for digest in chosen]
    if not letters:
        return f"would send nothing: {_joined(reasons)}"
    told = (f"{one.digest} ({counted(one.total, 'paper')}, {one.html_size:,} bytes)" for one in letters)
    return f"would send {', '.join(told)} through {how}; nothing was sent"


def _joined(reasons: list[str]) -> str:
    """Each reason once."""
    return "; ".join(dict.fromkeys(reasons)) or NOBODY


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


def _chosen(
    office: Office, to: Subscription, records: Mailed, asked: date | None, *, resend: bool
) -> tuple[Digest, ...] | str:
    """The digests to send, or why there is none."""
    mailed = to.series.mailed(records)
    if asked is None:
        # A standing query is only asked once a period is over that no email was about.
        may_be = due.due(office.archive, to.whole, mailed)
        found = due.due(office.archive, to.digests(mailed), mailed, to.whole) if may_be else ()
        return found or f"no {to.whole.kind} is due"
    one = due.one(office.archive, to.digests(mailed), asked)
    if isinstance(one, str):
        return one
    key, known = to.series.key(one.period), mailed.get(one.period.key)
    match known.state if known else None:
        case None if resend and to.series.name:
            return f"{key} was never sent"
        case "sent":
            return f"{key} was sent, {_when(known)}"
        case "unsure" if not resend:
            how = "--resend sends it again (on GitHub: Run workflow, resend)"
            return f"{key} may have been sent, {_when(known)}; {how}"
    return (one,)


def _send(office: Office, how: Service, digest: Digest, to: Subscription) -> Problem | None:
    """Handles one email, from the first record to the last. None when it was accepted."""
    letter, ledger = office.letter(digest, to), office.ledger
    channel: Channel = "smtp" if isinstance(how, Smtp) else "buttondown"
    mailing = Mailing(
        digest=letter.digest,
        message_id=letter.message_id,
        channel=channel,
        state="sending",
        at=_now(),
        papers=tuple(one.paper.id for one in digest.papers) if to.series.name else (),
        as_of=office.archive.as_of if to.series.name else None,
    )
    ledger.begin(mailing)
    try:
        remote = _through(office, how, letter, to)
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


def _through(office: Office, how: Service, letter: Letter, to: Subscription) -> str | None:
    """The provider's id of the email if it has one."""

    def handing_over() -> None:
        office.ledger.hand_over(letter.digest)

    match how:
        case Buttondown():
            draft = buttondown.Draft(
                message_id=letter.message_id,
                subject=letter.subject,
                body=letter.fragment,
                tag=to.series.name,
            )
            return buttondown.deliver(how, draft, handing_over)
        case Smtp():
            envelope = smtp.Envelope(
                sender=office.sender.addr_spec,
                recipient=to.recipient.addr_spec if to.recipient else "",
                body=letter.body,
            )
            smtp.deliver(how, envelope, handing_over)
            return None


def _doubt(key: str, why: str) -> Problem:
    name = key.rpartition(".")[0]
    again = (
        f"--mine {name} --date with a day in it," if name else "--date with a day in it, the same --period,"
    )
    return _fault(
        key,
        f"{why}. It is not sent again. If it did not arrive: papers digest {again} --send and --resend",
    )


def _fault(key: str, message: str) -> Problem:
    return Problem(path="mail", where=key, message=message)


def _when(mailing: Mailing | None) -> str:
    return mailing.at[:16].replace("T", " ") + " UTC" if mailing else "never"


def _now() -> str:
    return moments.stamp(SystemClock().now())
