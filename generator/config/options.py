"""`extra.archive` in `mkdocs.yml` → `Options`: what an operator may set.

Every option has its default and its documentation; the table in the docs is generated from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches

from generator.config import values
from generator.errors import ConfigError, quoted
from generator.records.known import CATEGORY

_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_HOST = rf"(?=.{{4,253}}$){_LABEL}(\.{_LABEL})+(:[0-9]{{1,5}})?"
_HTTPS = r"https://[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+(:[0-9]{1,5})?(/[!#-+.-;=?-\[\]^_a-~-]*)?"
_SOURCE = r"https://[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?"
_AN_ADDRESS = "an https address with a dot in its host"
_MAILTO = r"mailto:[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(\?[A-Za-z0-9=&%._+-]*)?"
"""Without spaces, commas, quotes and angle brackets, which would end an address in an email header."""

_REPORT = rf"(?=([^{{}}]|\{{id\}})*$)({_HTTPS}|{_MAILTO.replace('._+-', '._+{}-')})"
"""The same, with any number of places for a paper's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`extra.archive`: what an operator may set."""

    data_dir: str = field(default="data", metadata={"doc": "folder of the stored days"})
    data_branch: str = field(
        default="",
        metadata={
            "doc": "branch for the data only, if the default branch is protected",
            "form": (r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", "a name such as papers-data"),
        },
    )
    sources: tuple[str, ...] = field(
        default=("huggingface",),
        metadata={
            "doc": "sources that `papers fetch` reads lists from",
            "form": ("[a-z][a-z0-9-]{0,39}", "the name of a source"),
        },
    )
    categories: tuple[str, ...] = field(
        default=(),
        metadata={
            "doc": "the categories whose papers are listed, for sources that list by category",
            "form": (CATEGORY.pattern, "categories such as cs.CL, hep-th or math"),
        },
    )
    enrich: tuple[str, ...] = field(
        default=(),
        metadata={
            "doc": "services that `papers enrich` asks about papers: `arxiv`, `huggingface`",
            "form": ("[a-z][a-z0-9-]{0,39}", "a name such as arxiv"),
        },
    )
    texts: str = field(
        default="",
        metadata={
            "doc": "a catalogue of your own (`.po`) whose interface texts come before ours",
            "form": (r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}\.po", "a file such as texts.po"),
        },
    )
    allowed_hosts: tuple[str, ...] = field(
        default=(),
        metadata={
            "doc": "other hosts from which pages may load files, for scripts and styles of your own",
            "form": (_HOST, "a host such as stats.example.org"),
        },
    )
    source: str = field(
        default="",
        metadata={
            "doc": "another address to fetch a day's list from",
            "form": (_SOURCE, f"{_AN_ADDRESS} and no ? or # (names such as arxiv go into `sources`)"),
        },
    )
    images: str = field(
        default="off",
        metadata={
            "doc": "pictures of papers on cards and pages: none, from the source's host as somebody reads, "
            "or copies that `papers fetch` makes",
            "allowed": ("off", "remote", "local"),
        },
    )
    offline: bool = field(
        default=True,
        metadata={"doc": "whether readers can install the site and see visited and saved pages offline"},
    )
    listing_page_size: int = field(
        default=200,
        metadata={"doc": "papers on one page of a week, month or year", "range": (20, 500)},
    )
    author_threshold: int = field(
        default=7, metadata={"doc": "papers that an author needs to get a page", "range": (1, 1000)}
    )
    organization_threshold: int = field(
        default=3, metadata={"doc": "papers that an organization needs to get a page", "range": (1, 1000)}
    )
    submitter_threshold: int = field(
        default=5, metadata={"doc": "papers that a submitter needs to get a page", "range": (1, 1000)}
    )
    keyword_threshold: int = field(
        default=7,
        metadata={"doc": "papers that a keyword of the source needs to get a page", "range": (2, 1000)},
    )
    trending_size: int = field(
        default=10, metadata={"doc": "papers in each trending list of the home page", "range": (0, 50)}
    )
    feed_size: int = field(
        default=100,
        metadata={
            "doc": "papers that a feed has in full; the day of the last one is always complete",
            "range": (10, 150),
        },
    )
    feed_upvotes: tuple[int, ...] = field(
        default=(25, 50, 100),
        metadata={"doc": "upvote thresholds that each have a feed", "range": (1, 10_000)},
    )
    feed_budget_mb: int = field(
        default=100,
        metadata={
            "doc": "MB for the feeds of all authors together; if seven entries each do not fit, fewer",
            "range": (1, 500),
        },
    )
    feed_hub: str = field(
        default="",
        metadata={
            "doc": "address of a WebSub hub to notify of new entries",
            "form": (r"https?://[!-~]+", "an http or https address"),
        },
    )
    feed_authority: str = field(
        default="daily-papers.invalid",
        metadata={
            "doc": "domain in the ids of feed entries; the default stands for one that the first build in a "
            "workflow derives from the repository; never change it once readers subscribe",
            "form": (f"{_LABEL}(?:\\.{_LABEL})+", "a domain in lowercase"),
        },
    )
    feed_year: int = field(
        default=2026,
        metadata={
            "doc": "a year in which you owned that domain; never change it either",
            "range": (1991, 2099),
        },
    )
    page_budget_kb: int = field(
        default=300,
        metadata={
            "doc": "maximum size of an HTML page in kB; a larger one fails the build",
            "range": (50, 5000),
        },
    )
    site_budget_mb: int = field(
        default=1000,
        metadata={
            "doc": "maximum size of the site in MB as a tar archive; GitHub Pages accepts 1000",
            "range": (1, 100_000),
        },
    )
    site_budget_files: int = field(
        default=250_000,
        metadata={
            "doc": "maximum number of files of the site; more fail the build",
            "range": (100, 10_000_000),
        },
    )
    build_budget_minutes: int = field(
        default=10,
        metadata={"doc": "CPU minutes of a build; more are reported and stop nothing", "range": (1, 600)},
    )
    report: str = field(
        default="",
        metadata={
            "doc": "where readers report mistakes, linked on each paper; `{id}` becomes the paper's id",
            "form": (_REPORT, "https://… or mailto:…, with {id} as the only braces"),
        },
    )
    newsletter: str = field(
        default="",
        metadata={
            "doc": "who manages the list of subscribers; enables the form on /subscribe/",
            "allowed": ("", "buttondown", "form"),
        },
    )
    newsletter_user: str = field(
        default="",
        metadata={
            "doc": "the newsletter's name at Buttondown",
            "form": ("[A-Za-z0-9_-]{1,64}", "a user name"),
        },
    )
    newsletter_action: str = field(
        default="",
        metadata={
            "doc": "where the form of another provider submits an address",
            "form": (_HTTPS, _AN_ADDRESS),
        },
    )
    newsletter_field: str = field(
        default="email",
        metadata={
            "doc": "the name of the address field in that provider's form",
            "form": (r"[A-Za-z0-9_.:\[\]-]{1,64}", "the name of a field"),
        },
    )
    mail_list_id: str = field(
        default="",
        metadata={
            "doc": "`List-Id` of the digest, such as digest.example.org",
            "form": (r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "a name such as digest.example.org"),
        },
    )
    mail_unsubscribe: str = field(
        default="",
        metadata={
            "doc": "where readers unsubscribe: an https address, a mailto: one, or both with a comma",
            "form": (f"({_HTTPS}|{_MAILTO})(, ?({_HTTPS}|{_MAILTO}))?", "https://… or mailto:…"),
        },
    )
    mail_one_click: bool = field(
        default=False,
        metadata={"doc": "whether that https address accepts one-click POST requests (RFC 8058)"},
    )


def read(archive: Mapping[str, object], path: str) -> Options:
    """The options in the file `path`. Raises ConfigError with the key and what is allowed."""
    known = {option.name: option for option in fields(Options)}
    found: dict[str, object] = {}
    for key, written in archive.items():
        value = written
        where = f"{path}: extra.archive.{key}"
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"allowed: {', '.join(known)}"
            raise ConfigError(f"{where}: unknown; {hint}")
        if value is False and "off" in known[key].metadata.get("allowed", ()):
            value = "off"  # which YAML 1.1 reads as false
        fault = next(values.faults(value, known[key]), None)
        if fault:
            raise ConfigError(f"{where}: expected {fault[0]}, got {quoted(fault[1])}")
        found[key] = tuple(value) if isinstance(value, list) else value
    options = Options(**found)  # type: ignore[arg-type]  # types were compared with the defaults'
    _refuse_half_a_newsletter(options, path)
    return options


def _refuse_half_a_newsletter(options: Options, path: str) -> None:
    """Options that require another one."""
    needs = {
        "newsletter_user": options.newsletter == "buttondown",
        "newsletter_action": options.newsletter == "form",
        "mail_unsubscribe": options.mail_one_click,
    }
    for key, is_needed in needs.items():
        if is_needed and not getattr(options, key):
            raise ConfigError(f"{path}: extra.archive.{key}: needed by the other settings, but empty")
    if options.mail_one_click and "https://" not in options.mail_unsubscribe:
        raise ConfigError(f"{path}: extra.archive.mail_one_click: needs an https address in mail_unsubscribe")
