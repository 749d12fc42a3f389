"""`papers check`: reports every broken promise with its place."""

from collections.abc import Iterator
from pathlib import Path

import click

from generator import curation
from generator.build import handwritten
from generator.check import ledger as ledger_check
from generator.check import pages as page_check
from generator.cli import drifting, permanence, present, progress, runner, standing, versions
from generator.cli.clock import SystemClock
from generator.cli.generate import generating, reading
from generator.cli.graphs import read_graph
from generator.cli.inspection import check_tree
from generator.cli.live import look
from generator.cli.live import tell_hubs as hubs_told
from generator.cli.options import DONE, PROBLEMS, command, report, serious, shared
from generator.cli.progress import Step
from generator.cli.project import Project, load_buildable, unread
from generator.cli.reading import read_archive
from generator.cli.visits import read_all_visits
from generator.errors import Problem, UsageError
from generator.graph import Graph
from generator.memo import FORGETFUL
from generator.records.page import File, is_rendered
from generator.records.schema import listing_to_json
from generator.render import site
from generator.render.given import Given
from generator.render.pages import moved
from generator.sinks import to_json
from generator.storage import files, ownership, packaged
from generator.text.counted import counted


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for scripts.")
@click.option("--live", metavar="URL", help="Check the deployed site instead, for up to five minutes.")
@click.option("--tell-hubs", is_flag=True, help="With --live: notify the WebSub hubs named in its feeds.")
@shared
@command
def check(
    *, as_json: bool, live: str | None, tell_hubs: bool, config_file: Path, quiet: bool, verbose: bool
) -> int:
    """Check stored days, generated pages, and links, anchors and weight of the published site."""
    del verbose
    project = load_buildable(config_file)
    if live is not None:
        found = _told(_live(project, live), live, as_json=as_json, quiet=quiet)
        if tell_hubs and found == DONE:
            serious(hubs_told(live, SystemClock()))
        return found
    if tell_hubs:
        raise UsageError("--tell-hubs: expected together with --live")
    serious(versions.notes(project.root, SystemClock().now().date()))
    with progress.showing(quiet=quiet or as_json):
        days, problems, seconds = _all(project)
    what = f"{counted(days, 'day')}{progress.longest(seconds)}"
    return _told(problems, what, as_json=as_json, quiet=quiet)


def _all(project: Project) -> tuple[int, list[Problem], dict[str, float]]:
    """How many days there are, every problem, and the seconds that each step took."""
    seconds: dict[str, float] = {}
    with progress.step(seconds, "read", reading()):
        graph, problems = read_graph(project)
        problems += [*present.problems(project.store), *_dated(project, graph), *_store(project)]
    with progress.step(seconds, "compare", generating(project, "comparing generated files")):
        problems += serious([*_pages(project, graph), *drifting.notes(drifting.of(project, graph))])
        problems += handwritten.survey(project.root, project.config).problems
    if project.site.is_dir():
        with progress.step(seconds, "check", _checking(project)):
            problems += [*serious(check_tree(project, project.site)), *_ledger(project)]
    else:
        problems.append(Problem(path=str(project.site), where="", message="no site yet; run: papers build"))
    return len(graph.archive.days), problems, seconds


def _checking(project: Project) -> Step:
    """Expects the pages that the last run generated."""
    listed = ownership.listed(project.docs, project.state)
    return Step(doing="checking pages", total=lambda: sum(map(is_rendered, listed)))


def _live(project: Project, url: str) -> list[Problem]:
    """Whether visitors get what the stored days say. What a build skips, the build has already warned
    about."""
    archive, problems = read_archive(project)
    unread = [problem for problem in problems if problem.severity != curation.PASSED]
    return unread + look(url, max(archive.days, default=None), SystemClock())


def _told(problems: list[Problem], what: str, *, as_json: bool, quiet: bool) -> int:
    if as_json:
        click.echo(to_json.text({"problems": [dict(problem.to_json()) for problem in problems]}), nl=False)
    else:
        report(problems)
        if not quiet:
            click.echo(f"checked {what}: {counted(len(problems), 'problem')}")
    if problems:
        more = f" (and {len(problems) - 1:,} more)" if len(problems) > 1 else ""
        runner.fault(f"{problems[0]}{more}; the next run builds, deploys and checks again")
    return PROBLEMS if problems else DONE


def _dated(project: Project, graph: Graph) -> Iterator[Problem]:
    """Days that were dated by a wrong clock."""
    for day, why in sorted(graph.archive.doubtful.items()):
        yield Problem(path=str(project.store.path(day)), where="", message=why)


def _store(project: Project) -> Iterator[Problem]:
    """Days whose bytes differ from what this version would write."""
    listings, _ = project.store.read_all()
    for listing in listings:
        path = project.store.path(listing.day, listing.source)
        if files.read(path) != to_json.text(listing_to_json(listing)).encode():
            message = "not in canonical form: edited by hand? the next import of this day rewrites it"
            yield Problem(path=str(path), where="", message=message)


def _ledger(project: Project) -> Iterator[Problem]:
    """Addresses that were published but have no page on the site."""
    for url in sorted(permanence.read(project).all):
        if not (project.site / url / "index.html").is_file():
            yield Problem(path=str(project.site), where=url, message="has no page; run: papers build")


def _pages(project: Project, graph: Graph) -> Iterator[Problem]:
    """Generated pages that are missing or do not match the stored days."""
    leads = moved.of_people(graph.archive.leads)
    known, seen, gone = permanence.read(project), dict[str, str](), list[Problem]()
    follows, faults = standing.read(project)
    yield from faults
    yield from standing.unmatched(project, graph, follows)

    def pages() -> Iterator[File]:
        given = Given(
            graph=graph,
            config=project.config,
            visits=read_all_visits(project),
            known=FORGETFUL,
            guide=packaged.guide(),
            standing=standing.names(follows),
        )
        rendered = site.render(given)
        yield from standing.followed(project, graph, follows, rendered)
        built = permanence.addresses(seen.values())
        gone.extend(ledger_check.problems(known, built, leads, site.HUBS))
        yield from moved.render(known, built, leads, site.HUBS)

    for page in pages():
        progress.advance()
        yield from page_check.of_page(page, seen)
        if ownership.has_own(project.docs, site.CLAIM, page.path):
            continue
        file = project.docs / page.path
        try:
            stale = files.read(file) != page.body
        except FileNotFoundError:
            yield Problem(path=str(file), where="", message="missing; run: papers build")
        except OSError as error:
            yield Problem(path=str(file), where="", message=unread(file, error))
        else:
            if stale:
                yield Problem(path=str(file), where="", message="out of date; run: papers build")
    yield from gone
