"""What the emails of a run are made from: the archive's own digests, or those of standing queries."""

import os
from collections.abc import Iterable, Mapping
from email.headerregistry import Address
from functools import cache, partial

from generator.archive import Archive, ArchivedPaper
from generator.cli import standing
from generator.cli.graphs import read_taxonomy, thresholds
from generator.cli.project import Project
from generator.cli.reading import hold, read_archive
from generator.cli.sending import Mailed, Office, Subscription
from generator.curation import follow
from generator.curation.follow import Standing
from generator.delivery import settings
from generator.delivery.ledger import FOLDER, Ledger
from generator.delivery.settings import Service, Smtp
from generator.errors import UsageError, quoted
from generator.graph import Graph, digests, topics
from generator.graph import of as graph_of
from generator.graph.digests import Digests
from generator.graph.similarity import space
from generator.records.period import PeriodKind
from generator.render.mail import message, series
from generator.render.mail.issue import Subjects
from generator.render.mail.series import OWN, Series

NO_EMAIL = "no email was made: fix these problems first"


def own(project: Project, period: PeriodKind, how: Service | None) -> Office:
    """For the archive's own digests."""
    archive, problems = read_archive(project)
    taxonomy, faults = read_taxonomy(project)
    hold(NO_EMAIL, problems + faults)
    whole = digests.of(archive, period)

    def subjects() -> Subjects:
        found = topics.assign(space.of(archive.shown).space, taxonomy)
        return Subjects(taxonomy=taxonomy, assignments=found)

    to = Subscription(series=OWN, whole=whole, digests=lambda _: whole, recipient=_recipient(how))
    return Office(
        archive=archive,
        subscriptions=(to,),
        subjects=subjects,
        ledger=_ledger(project),
        config=project.config,
        sender=_sender(project, how),
    )


def mine(project: Project, name: str, how: Service | None) -> Office:
    """For the digests of standing queries: that with the name, or all if it is "". Queries are asked of the
    index that a build would make now, and only once one of them may have news."""
    follows, faults = standing.read(project)
    hold(NO_EMAIL, faults)
    chosen = _chosen(follows, name)
    archive, problems = read_archive(project) if chosen else (Archive.of([]), [])
    taxonomy, faults = read_taxonomy(project)
    hold(NO_EMAIL, problems + faults)

    @cache
    def graph() -> Graph:
        made = graph_of(archive, taxonomy, thresholds(project), project.memory)
        hold(NO_EMAIL, standing.unmatched(project, made, chosen))
        return made

    @cache
    def found() -> Mapping[str, frozenset[ArchivedPaper]]:
        return standing.answers(project, graph(), follows)

    def news(name: str, whole: Digests, mailed: Mailed) -> Digests:
        return series.news(archive, whole, {one.paper.id for one in found()[name]}, mailed)

    kinds = {one.mail: digests.of(archive, one.mail) for one in chosen if one.mail}
    others = settings.followers(os.environ, [one.name for one in follows if one.mail])
    return Office(
        archive=archive,
        subscriptions=tuple(
            Subscription(
                series=Series(name=one.name, title=one.title, query=one.query),
                whole=kinds[one.mail],
                digests=partial(news, one.name, kinds[one.mail]),
                recipient=others.get(one.name) or _recipient(how),
                elsewhere=one.name in others,
            )
            for one in chosen
            if one.mail
        ),
        subjects=lambda: Subjects(taxonomy=taxonomy, assignments=graph().assignments),
        ledger=_ledger(project),
        config=project.config,
        sender=_sender(project, how),
    )


def _chosen(follows: Iterable[Standing], name: str) -> list[Standing]:
    """Raises UsageError if the one that is named asks for no email."""
    chosen = [one for one in follows if one.mail and name in {"", one.name}]
    if name and not chosen:
        expected = "expected the name of an entry with mail: day or mail: week"
        raise UsageError(f"--mine: {expected} in data/{follow.NAME}, got {quoted(name)}")
    return chosen


def _recipient(how: Service | None) -> Address | None:
    """An email that is only previewed needs neither recipient nor sender."""
    is_needed = isinstance(how, Smtp) or bool(os.environ.get("PAPERS_MAIL_TO"))
    return settings.recipient(os.environ) if is_needed else None


def _sender(project: Project, how: Service | None) -> Address:
    is_needed = isinstance(how, Smtp) or bool(os.environ.get("PAPERS_MAIL_FROM"))
    return settings.sender(os.environ) if is_needed else message.default_sender(project.config)


def _ledger(project: Project) -> Ledger:
    return Ledger(project.store.root / FOLDER, project.state / FOLDER)
