"""A paper as the source describes it, and the numbers that change all the time."""

from dataclasses import dataclass

from generator.records.ids import PaperId


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorName:
    """One author as written on a paper; who that is gets decided elsewhere.

    `account` is the user name at the source, and `status` says how it was linked to the name
    (`claimed_verified`, `admin_assigned`, `extracted_…`). A hidden author is stored but never shown.
    `page` is the slug that the operator's curation gives; it is never stored.
    """

    name: str
    account: str | None = None
    status: str | None = None
    hidden: bool = False
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """The organization a paper was listed for: `name` is the source's handle. `page` is as for authors."""

    name: str
    fullname: str | None = None
    page: str | None = None

    @property
    def shown(self) -> str:
        """The name to show."""
        return self.fullname or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class AiSummary:
    """A summary written by a model, and the model's name: the two stay together."""

    text: str
    model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The content of a paper, which rarely changes after publication. None and () mean "not given".

    `published` is arXiv's date, YYYY-MM-DD in UTC; `withdrawn` likewise. `code`, `project`, `media` and
    `licence` are checked http(s) URLs. From `categories` on, a list seldom tells: `known` of the archived
    paper has it from wherever it is known.
    """

    id: PaperId
    title: str
    abstract: str | None = None
    authors: tuple[AuthorName, ...] = ()
    published: str | None = None
    organization: Organization | None = None
    ai_summary: AiSummary | None = None
    keywords: tuple[str, ...] = ()
    code: str | None = None
    project: str | None = None
    media: tuple[str, ...] = ()
    discussion: str | None = None
    withdrawn: str | None = None
    categories: tuple[str, ...] = ()
    doi: str | None = None
    journal: str | None = None
    comment: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Volatile numbers as observed at `at` (UTC, `YYYY-MM-DDTHH:MM:SSZ`); None is "unknown"."""

    at: str
    upvotes: int | None = None
    comments: int | None = None
    stars: int | None = None
