"""Derives from an archive on disk its vocabulary and everything that links its papers.

Separate from `project.py`: commands that need none of it start in half the time without numpy and scipy.
"""

from generator import graph
from generator.cli.project import UNREADABLE, Project, unread
from generator.cli.reading import hold, of_data, read_archive
from generator.config import strict_yaml
from generator.errors import Problem
from generator.graph import Graph, Thresholds, hashes
from generator.graph.similarity import space
from generator.graph.similarity.space import Space
from generator.graph.topics import taxonomy
from generator.graph.topics.taxonomy import Taxonomy
from generator.memo import FORGETFUL, Memory
from generator.storage import heap, packaged
from generator.workers import ALONE, Workers

_STOPPED = "nothing was generated: fix these problems first"


def read_taxonomy(project: Project) -> tuple[Taxonomy, list[Problem]]:
    """The archive's own `data/topics.yml`, or else the packaged vocabulary."""
    path = project.store.root / taxonomy.NAME
    try:
        body = of_data(path, strict_yaml.CAP)
        return taxonomy.parse(packaged.topics()) if body is None else taxonomy.parse(body, str(path))
    except UNREADABLE as error:
        return Taxonomy(), [Problem(path=str(path), where="", message=unread(path, error))]


def read_graph(
    project: Project, known: Memory = FORGETFUL, workers: Workers = ALONE
) -> tuple[Graph, list[Problem]]:
    """The archive with everything that links its papers, and what could not be read."""
    archive, problems = read_archive(project)
    topics, faults = read_taxonomy(project)
    return graph.of(archive, topics, thresholds(project), known, workers), problems + faults


def thresholds(project: Project) -> Thresholds:
    """The number of papers that a group of each kind needs for a page."""
    options = project.config.options
    return Thresholds(
        author=options.author_threshold,
        organization=options.organization_threshold,
        submitter=options.submitter_threshold,
        keyword=options.keyword_threshold,
    )


def whole_graph(project: Project, workers: Workers = ALONE) -> Graph:
    """The same, but raises BuildError: a site without what could not be read would hide a loss."""
    found, problems = _grown(project, workers)
    hold(_STOPPED, problems)
    return found


def graph_of_readable(project: Project, workers: Workers = ALONE) -> Graph:
    """The same without what could not be read, for a process that keeps results for one that will say so."""
    found, _ = _grown(project, workers)
    return found


def space_of_readable(project: Project, workers: Workers = ALONE) -> None:
    """Works out the vectors of all papers, likewise."""
    with heap.growing():
        archive, _ = read_archive(project)
        hashes.recall(archive.papers.values(), project.memory)
        space.of(archive.shown, project.memory, workers=workers)


def _grown(project: Project, workers: Workers) -> tuple[Graph, list[Problem]]:
    with heap.growing():
        found = read_graph(project, project.memory, workers)
    heap.give_back()
    return found


def whole_space(project: Project) -> Space:
    """Where all papers are in meaning, whatever the vocabulary. Raises BuildError like `whole_graph`."""
    archive, problems = read_archive(project)
    hold(_STOPPED, problems)
    return space.of(archive.shown, project.memory).space
