"""Series of emails: the archive's own digests, and those of standing queries, which have each paper once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from generator import urls
from generator.archive import Archive, ArchivedPaper, best_first
from generator.config import Config
from generator.graph.digests import Digest, Digests
from generator.records.ids import PaperId
from generator.records.mailing import Mailing
from generator.records.period import OF_DAY, Period
from generator.render.mail import due


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Name, title and query of what is followed; all "" for the archive's own digests."""

    name: str = ""
    title: str = ""
    query: str = ""

    def key(self, period: Period) -> str:
        """What the email of a period is called in the ledger."""
        return f"{self.name}.{period.key}" if self.name else period.key

    def page(self, period: Period, config: Config) -> str:
        """The address where a reader finds more: the answer to the query, or the page of the period."""
        if self.query:
            return f"{urls.absolute(config.site_url, urls.SEARCH)}?q={quote(self.query)}&order=newest"
        return urls.absolute(config.site_url, urls.period(period))

    def mailed(self, records: Mapping[str, Mailing]) -> dict[str, Mailing]:
        """Its records by the key of their period."""
        parts = {key: key.rpartition(".") for key in records}
        return {period: records[key] for key, (name, _, period) in parts.items() if name == self.name}


OWN = Series()
"""The archive's own digests."""


def news(
    archive: Archive, whole: Digests, found: Collection[PaperId], mailed: Mapping[str, Mailing]
) -> Digests:
    """The periods of `whole` with those of the papers `found` that are new in them: first listed there, and
    in no email before. A paper that comes after the email of its period is in that of the newest. An email
    that was tried before has the same papers again."""
    told = {archive.aliases.get(key, key) for one in mailed.values() for key in one.papers}
    fresh = [key for key in found if key not in told]
    recent = due.recently(archive, whole)
    now = [key for key in fresh if OF_DAY[whole.kind](archive.papers[key].first_day).key in recent]
    late = {key for key in now if _came_later(archive.papers[key], whole, mailed)}

    def papers(digest: Digest) -> Collection[PaperId]:
        key, period = digest.period.key, digest.period
        if key in mailed:
            return {archive.aliases.get(one, one) for one in mailed[key].papers}
        here = {one for one in fresh if period.first <= archive.papers[one].first_day <= period.last}
        return here | late if key in recent[-1:] else here

    by_key = {key: _with(archive, digest, papers(digest)) for key, digest in whole.by_key.items()}
    return replace(whole, by_key=by_key)


def _came_later(paper: ArchivedPaper, whole: Digests, mailed: Mapping[str, Mailing]) -> bool:
    """Whether it came to its list after the email of that period, or of a later one, was made. Emails of the
    other kind, from before `mail` was changed, say nothing about periods of this one."""
    period = OF_DAY[whole.kind](paper.first_day).key
    made = [one.as_of for of, one in mailed.items() if of in whole.by_key and of >= period and one.as_of]
    came = (one.listed.first_seen for one in paper.records if one.day == paper.first_day)
    return bool(made) and min(came, default="") > min(made)


def _with(archive: Archive, digest: Digest, keys: Collection[PaperId]) -> Digest:
    papers = (archive.papers[key] for key in keys if key in archive.papers)
    return replace(digest, papers=tuple(sorted((one for one in papers if one.is_shown), key=best_first)))
