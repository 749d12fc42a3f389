"""The domain and year in the ids of feed entries: settled once, so that no two archives share them.

`papers init --repository` writes a domain to `mkdocs.yml`. Otherwise the first build in a workflow derives
one from the repository. Either is recorded with the number of the repository, which stays if it is renamed or
moved and which a fork does not have: the first build of a fork settles names of its own.
"""

from dataclasses import dataclass, replace

from generator.config.hosts import Repository
from generator.config.options import Options
from generator.records.ledger import Ledger, Names

UNSETTLED = Options().feed_authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """The repository in whose workflow a build runs, its number there, and the year."""

    repository: Repository
    number: str
    year: int


def settled(options: Options, known: Ledger, workflow: Workflow | None) -> Names | None:
    """The names from now on, None as long as nothing is settled. A domain that somebody writes into
    `mkdocs.yml` later replaces them, and an archive that was published before they existed keeps what it
    has."""
    names, configured = known.names, options.feed_authority
    if names and names.configured != configured:
        names = None
    elif names and (workflow is None or workflow.number == names.repository):
        return names
    if workflow is None:
        return None
    is_fork = names is not None
    is_new = configured == UNSETTLED and not known.all
    own = workflow.repository.entries if is_fork or is_new else None
    return Names(
        authority=own or configured,
        year=workflow.year if own else options.feed_year,
        repository=workflow.number,
        configured=configured,
    )


def applied(options: Options, names: Names | None) -> Options:
    """The options with these names."""
    return replace(options, feed_authority=names.authority, feed_year=names.year) if names else options
