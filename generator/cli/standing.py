"""Standing queries: asked with every build, of the index that the build makes, by the search's own code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import asking, memo, urls
from generator.archive import ArchivedPaper
from generator.asking import Engine, Loaded, Request, places
from generator.cli.project import UNREADABLE, Project, unread
from generator.cli.reading import of_data
from generator.curation import follow
from generator.curation.follow import Standing
from generator.errors import Problem, SearchError
from generator.graph import Graph, following
from generator.records.ids import PaperId
from generator.records.page import File, Kept
from generator.render.feeds import mine
from generator.search import index as search_index
from generator.storage import files, packaged
from generator.wording import spoken

FOLDER = urls.SEARCH_INDEX.rpartition("/")[0]
NEWEST = 200
"""Papers that a query is asked for: more than a feed holds, even with a long day at its end."""
NEAREST = 50
"""The same for a query that no paper answers exactly, such as an abstract: only how near papers are is known,
so those much further down are near to nothing."""


def read(project: Project) -> tuple[tuple[Standing, ...], list[Problem]]:
    """What `data/follow.yaml` asks for, and what in it cannot be used."""
    path = project.store.root / follow.NAME
    try:
        body = of_data(path, follow.CAP)
    except UNREADABLE as error:
        message = unread(path, error)
        return (), [Problem(path=str(path), where="", message=message, severity=follow.STOPS)]
    return follow.parse(body, str(path)) if body is not None else ((), [])


def names(standing: Iterable[Standing]) -> tuple[tuple[str, str], ...]:
    """The name and title of each feed."""
    return tuple((one.name, one.title) for one in standing)


def unmatched(project: Project, graph: Graph, standing: Iterable[Standing]) -> Iterator[Problem]:
    """Names and papers that are not in the archive: a slip in one would be an empty feed."""
    path = str(project.store.root / follow.NAME)
    for one in standing:
        for key, message in following.nobody(graph, one.authors, one.organizations, one.near):
            yield Problem(path=path, where=f"{one.name}.{key}", message=message, severity=follow.LEFT_OUT)


def followed(
    project: Project, graph: Graph, standing: Sequence[Standing], rendered: Iterable[File]
) -> Iterator[File]:
    """All files of a site as they are rendered, and after them the feeds of standing queries. Raises
    SearchError if a query cannot be asked."""
    if not standing or not project.config.site_url:
        yield from rendered
        return
    index: dict[str, File] = {}
    for file in rendered:
        if file.path.startswith(f"{FOLDER}/"):
            index[file.path] = file
        yield file
    by_name = _found(project, graph, standing, index)
    found = {(one.name, one.title): by_name[one.name] for one in standing}
    yield from spoken(project.config.wording, mine.render(graph, found, project.config))


def answers(
    project: Project, graph: Graph, standing: Sequence[Standing]
) -> Mapping[str, frozenset[ArchivedPaper]]:
    """The papers of each by its name, as the feeds of a build would have them now: the index is made for it
    unless there is no query. Raises SearchError."""
    asks = any(one.query for one in standing)
    index = {one.path: one for one in search_index.render(graph, project.memory)} if asks else {}
    return _found(project, graph, standing, index)


def _found(
    project: Project, graph: Graph, standing: Sequence[Standing], index: Mapping[str, File]
) -> Mapping[str, frozenset[ArchivedPaper]]:
    queries = list(dict.fromkeys(one.query for one in standing if one.query))
    known = dict(zip(queries, _answers(project, queries, index), strict=True))
    papers = graph.archive.papers
    found: dict[str, frozenset[ArchivedPaper]] = {}
    for one in standing:
        ids = [*known.get(one.query, ()), *following.of(graph, one.authors, one.organizations, one.near)]
        found[one.name] = frozenset(papers[key] for key in ids if papers[key].is_shown)
    return found


def _answers(
    project: Project, queries: Sequence[str], index: Mapping[str, File]
) -> Sequence[Sequence[PaperId]]:
    """The papers of each query; those of an earlier run if the index and the code that asks are the same."""
    if not queries:
        return []
    manifest = index[urls.SEARCH_INDEX]
    key = memo.key(_body(project, manifest), queries, NEWEST, NEAREST, packaged.client()[0].text)
    body = project.memory.recall("standing", key)
    if body is None:
        found = _asked(project, queries, index)
        body = memo.packed({"answers": memo.lines([" ".join(ids) for ids in found])})
        project.memory.keep("standing", key, body)
    return [[PaperId(one) for one in line.split()] for line in memo.words(memo.unpacked(body)["answers"])]


def _asked(project: Project, queries: Sequence[str], index: Mapping[str, File]) -> list[Sequence[PaperId]]:
    def load(name: str, part: str) -> Loaded:
        file = index.get(f"{FOLDER}/{name}")
        return places.part(_body(project, file), part) if file else Loaded(asking.GONE)

    try:
        with asking.engine(load) as engine:
            return [_papers(engine, query) for query in queries]
    except SearchError as error:
        raise SearchError(f"{project.store.root / follow.NAME}: {error}") from error


def _papers(engine: Engine, query: str) -> Sequence[PaperId]:
    """The newest papers with all words of a query. Where none has all, those with some are about anything: a
    reader of the page sees that at once, a feed would send them all."""
    found = engine.find(Request(q=query, order="newest", limit=NEWEST))
    if found.counts == "near":
        return engine.find(Request(q=query, limit=NEAREST)).papers
    return found.papers if found.counts == "all" else ()


def _body(project: Project, file: File) -> bytes:
    return files.read(project.docs / file.path) if isinstance(file, Kept) else file.body
