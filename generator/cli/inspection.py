"""The finished site: what a visitor would find wrong with it, and what its budgets forbid."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.check import feeds, policy, tree, weight
from generator.cli import progress, thumbnails
from generator.cli.project import Project, budgets
from generator.errors import Problem
from generator.storage import files
from generator.storage.stamps import FOLDER, OTHER, Stamp
from generator.urls import FEEDS
from generator.workers import ALONE, Shared, Workers, divided

_ABOVE = re.compile(r"\A(?:\.\.?/)+")

PAGES = 1_000
"""Pages that are read in one part of the work: about a second of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What pages are measured against. `base` is the path in the site's address; `paths` are all files;
    `own` are pages that the operator wrote as HTML, to whom the policy is left."""

    root: Path
    base: str
    site_url: str
    hosts: tuple[str, ...]
    pictures: tuple[str, ...]
    paths: frozenset[str]
    own: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Broken links, and what the policy forbids."""

    broken: Sequence[Problem]
    forbidden: Sequence[Problem]


def check_tree(
    project: Project,
    root: Path,
    unchanged: frozenset[str] = frozenset(),
    workers: Workers = ALONE,
    look: Mapping[str, Stamp] | None = None,
) -> Iterator[Problem]:
    """Links, anchors, policy, feeds and budgets of a finished tree; `unchanged` files are not read again, and
    `look` are the stamps of all, if they are known."""
    sizes = _sizes(root, look)
    chosen = sorted(path for path in sizes if path.endswith(".html") and path not in unchanged)
    rules = Rules(
        root=root,
        base=f"{unquote(urlsplit(project.config.site_url).path).rstrip('/')}/",
        site_url=project.config.site_url,
        hosts=project.config.options.allowed_hosts,
        pictures=thumbnails.origins(project),
        paths=frozenset(sizes),
        # A file of docs/ that is copied as it is, such as a proof of ownership, is the operator's.
        own=frozenset(path for path in chosen if (project.docs / path).is_file()),
    )
    forbidden: list[Problem] = []
    parts = list(divided(chosen, PAGES))
    for part, found in zip(parts, workers.map(partial(read, Shared(rules)), parts), strict=True):
        yield from (_explained(one, project, rules.base) for one in found.broken)
        forbidden += found.forbidden
        progress.advance(len(part))
    yield from forbidden
    news = (path for path in sorted(sizes) if path.startswith(f"{FEEDS}/") and path not in unchanged)
    yield from feeds.problems((path, (root / path).read_bytes()) for path in news)
    yield from weight.problems(sizes.items(), budgets(project))


def _explained(problem: Problem, project: Project, base: str) -> Problem:
    """A link of the settings is broken on every page, and none of these is the place to correct it."""
    for key, link in project.config.links:
        if _below(link, base) == _below(problem.where, base):
            advice = (
                f"it is {key} in {project.config_name}, where a link to another site begins with https://"
            )
            return replace(problem, message=f"{problem.message}; {advice}")
    return problem


def _below(link: str, base: str) -> str:
    """A link as it is written on the home page."""
    return _ABOVE.sub("", link).removeprefix(base).removeprefix("/")


def _sizes(root: Path, look: Mapping[str, Stamp] | None) -> Mapping[str, int]:
    if look is None or OTHER in look.values():  # a visitor sees what a link leads to
        return dict(files.sizes(root))
    return {path: stamp[0] for path, stamp in look.items() if stamp != FOLDER}


def read(shared: Shared[Rules], paths: Sequence[str]) -> Found:
    """What is wrong with some pages."""
    rules, forbidden = shared.value, list[Problem]()

    def pages() -> Iterator[tuple[str, str]]:
        for path in paths:
            html = _text(rules.root, path)
            if path not in rules.own:
                forbidden.extend(policy.problems(path, html, rules.site_url, rules.hosts, rules.pictures))
            yield path, html

    read_other = partial(_text, rules.root)
    broken = list(tree.links(pages(), rules.paths.__contains__, read_other, rules.base))
    return Found(broken=broken, forbidden=forbidden)


def _text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8", errors="replace")
