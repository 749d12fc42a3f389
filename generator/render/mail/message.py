"""The digest as a message: two parts and its headers, which hold no outside text.

Outside text is kept out of headers completely: in Python versions that are still in use, text that looks
like an encoded word (`=?utf-8?q?=0A…`) could become a header line.
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from urllib.parse import urlsplit

from generator import text
from generator.config import Config
from generator.errors import ConfigError, quoted
from generator.graph.digests import Digest
from generator.render.mail import html as as_html
from generator.render.mail import issue as issues
from generator.render.mail import text as as_text
from generator.render.mail.issue import Issue, Subjects
from generator.render.mail.series import OWN, Series
from generator.text.counted import counted
from generator.text.links import safe_url
from generator.wording import say, speaking

LIMIT = 98_000
"""Largest HTML part as sent, in bytes: Gmail clips messages at about 102 kB."""


class _Whole(UniqueUnstructuredHeader):
    """A header of addresses in angle brackets, folded only between them. The library would write an address
    that is longer than a line as encoded words, where no program looks for addresses."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        """The lines of the header."""
        return f"{self.name}: {str(self).replace(', ', f',{policy.linesep} ')}{policy.linesep}"


_HEADERS = HeaderRegistry()
for _name in ("message-id", "archived-at", "list-id", "list-unsubscribe"):
    _HEADERS.map_to_type(_name, _Whole)  # type: ignore[arg-type]  # mixed into BaseHeader, like the library's
POLICY = SMTP.clone(header_factory=_HEADERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A digest in every form that a channel needs: the whole `message`, or a `subject` and the inner HTML
    `fragment` for a provider that builds the message itself. It holds `shown` of the `total` papers."""

    digest: str
    message_id: str
    subject: str
    fragment: str
    message: EmailMessage
    html_size: int
    shown: int
    total: int

    @property
    def body(self) -> bytes:
        """The message as it is sent."""
        return self.message.as_bytes(policy=POLICY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What all emails of a series share: topics, settings, the time of the data, sender and recipient."""

    subjects: Subjects
    config: Config
    as_of: str
    sender: Address
    recipient: Address | None = None
    series: Series = OWN


def letter(digest: Digest, post: Post) -> Letter:
    """The letter with as many of the best papers as the limit of the HTML part allows, in the language of
    the archive."""
    with speaking(post.config.wording):
        return _letter(digest, post)


def _letter(digest: Digest, post: Post) -> Letter:
    issue = _issue(digest, post)
    message = _headers(issue, post)
    return Letter(
        digest=issue.series.key(issue.period),
        message_id=str(message["Message-ID"]),
        subject=str(message["Subject"]),
        fragment=as_html.content(issue, post.config),
        message=message,
        html_size=_add_parts(message, issue, post.config),
        shown=issue.total - issue.more,
        total=issue.total,
    )


def require_address(config: Config) -> None:
    """Raises ConfigError if links could not be absolute."""
    if safe_url(config.site_url) is None:
        raise ConfigError(
            "site_url: links in an email need the site's address, such as https://example.org/papers/, "
            f"got {quoted(config.site_url)}"
        )


def message_id(key: str, config: Config) -> str:
    """`<digest.2025-08-20.daily-papers@example.org>`: the same for every attempt, so that mail programs can
    recognise a second copy."""
    parts = urlsplit(config.site_url)
    path = f".{text.slug(parts.path.strip('/'))}" if parts.path.strip("/") else ""
    return f"<digest.{key}{path}@{parts.hostname}>"


def default_sender(config: Config) -> Address:
    """The sender of an email that is only written to a file."""
    return Address(config.site_name, "digest", urlsplit(config.site_url).hostname or "localhost")


def _issue(digest: Digest, post: Post) -> Issue:
    """All papers, or as many as fit, found by bisection: the size grows with their number."""

    def with_most(most: int) -> Issue:
        return issues.of(digest, post.series, post.subjects, most)

    whole = with_most(len(digest.papers))
    if _size(whole, post.config) <= LIMIT:
        return whole
    fits, too_many = 0, len(digest.papers)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if _size(with_most(middle), post.config) > LIMIT:
            too_many = middle
        else:
            fits = middle
    return with_most(fits)


def _size(issue: Issue, config: Config) -> int:
    return len(_part("html", as_html.document(issue, config)).get_payload())


def _part(subtype: str, words: str) -> EmailMessage:
    part = EmailMessage(policy=SMTP)
    part.set_content(words, subtype=subtype, cte="quoted-printable")
    return part


def _headers(issue: Issue, post: Post) -> EmailMessage:
    config, options = post.config, post.config.options
    papers = counted(issue.total, "paper")
    told = {"site": config.site_name, "papers": papers}
    if issue.series.name:
        dates = issue.period.title
        subject = say("{site}: {title}, {dates}, {papers}", title=issue.title, dates=dates, **told)
    else:
        subject = say("{site}: {dates}, {papers}", dates=issue.dates, **told)
    message = EmailMessage(policy=POLICY)
    message["Date"] = datetime.fromisoformat(post.as_of)
    message["Message-ID"] = message_id(issue.series.key(issue.period), config)
    # Both names are the operator's own, but anything that could pass for an encoded word is still split.
    message["Subject"] = text.clean(subject, text.TITLE_CAP).replace("=?", "= ?")
    message["From"] = post.sender
    if post.recipient is not None:
        message["To"] = post.recipient
    message["Archived-At"] = f"<{issue.series.page(issue.period, config)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    if options.mail_list_id:
        message["List-Id"] = f"<{options.mail_list_id}>"
    if options.mail_unsubscribe:
        ways = as_text.addresses(options.mail_unsubscribe)
        message["List-Unsubscribe"] = ", ".join(f"<{one}>" for one in ways)
    if options.mail_one_click:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _add_parts(message: EmailMessage, issue: Issue, config: Config) -> int:
    """Returns the number of bytes in the HTML part."""
    message.set_content(as_text.render(issue, config), cte="quoted-printable")
    message.add_alternative(as_html.document(issue, config), subtype="html", cte="quoted-printable")
    # By default the library chooses a random boundary. Quoted-printable text never contains "=_".
    message.set_boundary(f"=_{text.digest(str(message['Message-ID']), 24)}")
    _, html = message.iter_parts()
    return len(html.get_payload())
