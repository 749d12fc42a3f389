"""Whether a published tree that a workflow's cache brought may be built upon.

Any workflow of the default branch can fill a cache, and no name of one says which did. So each page
that would go out again is held against the policy; scripts, styles and data are never taken from the
tree. Other words or links in a page are not found: only code that may write such caches without being
reviewed could put them there, and none runs (`.github/workflows/locks.yml`).
"""

from collections.abc import Iterable

from generator.build.incremental import built_path
from generator.check import policy
from generator.cli import runner
from generator.cli.project import Project
from generator.storage import files


def is_sound(project: Project, pages: Iterable[str]) -> bool:
    """Whether all these pages are in the tree and keep to the policy (18 s for 14,000); the first that
    does not is told."""
    for path in sorted(map(built_path, pages)):
        if why := _fault(project, path):
            message = f"{path}: in the restored site, {why}; every page is rendered again"
            runner.say("warning", message)
            return False
    return True


def _fault(project: Project, path: str) -> str:
    try:
        html = files.read(project.site / path).decode("utf-8", errors="replace")
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    found = next(policy.problems(path, html, project.config.site_url), None)
    return found.message if found else ""
