"""The configuration that MkDocs gets for one run: the operator's, and what a build adds to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.build import worded
from generator.config import Config
from generator.records.page import TWIN
from generator.records.reading import Json
from generator.records.source import About
from generator.sinks import to_json

DERIVED = ".papers-mkdocs-"
"""The start of the names of derived configurations, next to the operator's."""

UNUSED = (
    "/assets/javascripts/lunr/",
    "/assets/javascripts/workers/",
    "/assets/javascripts/bundle.*.js.map",
    "/assets/stylesheets/*.css.map",
)
"""Material's search, which no page loads, and its source maps: a quarter of a kilobyte per paper."""

FRAME = "assets/frame.js"
"""A script made from a template: the frame of pages, which short pages leave out."""
TEMPLATES = (FRAME, "app.webmanifest", "sw.js")
"""Templates that are not of a page; the last two are for readers without a connection."""

ALONE = frozenset({"search", "material/search"})
"""Plugins that allow rendering a page without the others; none of their output is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One site to render. `generated` are all generated pages, `wanted` those to render now, `sources` the
    sources whose lists the archive holds, and `templates` the folder of those compiled by an earlier run."""

    root: Path
    config: Config
    config_name: str
    generated: frozenset[str]
    wanted: frozenset[str]
    epoch: int
    sources: tuple[About, ...] = ()
    templates: Path | None = None


def can_select(config: Config) -> bool:
    """Whether pages may be rendered separately."""
    return set(config.plugins) <= ALONE


def text(job: Job, theme: Path, into: Path) -> str:
    """The configuration for one run: `theme` is the folder of the theme, `into` that of the result. Our paths
    are relative to the project's folder, whose name may contain characters that cannot be written as text."""
    settings: dict[str, Json] = {
        "INHERIT": job.config_name,
        # Also in a project of an older version, which does not know newer folders.
        "not_in_nav": "\n".join([job.config.not_in_nav, *_generated(job)]),
        "exclude_docs": f"{job.config.exclude_docs}\n*{TWIN}",
        "docs_dir": job.config.docs_dir,
        "site_dir": into.relative_to(job.root).as_posix(),
        "theme": {
            "name": "material",
            "custom_dir": theme.relative_to(job.root).as_posix(),
            "static_templates": [*job.config.static_templates, *TEMPLATES],
            "font": False,  # by default from another host
        },
        "extra": {"listed": listed(job.sources), "wording": worded.language(job.config.wording)},
    }
    if job.config.wording.texts and job.config.nav:
        settings["nav"] = worded.menu(job.config.nav, job.config.wording)
    if can_select(job.config):
        settings["plugins"] = []
        settings["exclude_docs"] = "\n".join([str(settings["exclude_docs"]), *UNUSED])
        # A share does not contain all anchors; `check.tree` checks them once the site is complete.
        settings["validation"] = {"links": {"anchors": "ignore"}}
        settings["hooks"] = [*job.config.hooks, str(Path(__file__).with_name("hook.py"))]
    return to_json.compact(settings)


NEEDED = ("upvotes", "submitters", "summaries")
"""What a source has to know for some links of the footer."""


def listed(sources: Iterable[About]) -> Json:
    """What the theme says about the sources, and which of `NEEDED` they do not have."""
    return [
        {
            "title": one.names.title,
            "home": one.names.home,
            "thanks": one.names.thanks,
            "lacks": [name for name in NEEDED if not getattr(one.knows, name)],
        }
        for one in sources
    ]


def _generated(job: Job) -> list[str]:
    """Patterns of the folders that contain generated pages; the home page is in none of them."""
    return sorted({f"/{path.partition('/')[0]}/**" for path in job.generated if "/" in path})
