"""Whether a published tree restored from a workflow's cache may be built upon.

Any workflow of the default branch can write a cache, and a cache's name does not say which one did. So every
page that would be published again is checked against the policy; scripts, styles and data are never taken
from the tree. Changed words or links in a page are not detected: only unreviewed code that writes such caches
could put them there, and no such code runs (`.github/workflows/locks.yml`).
"""

from collections.abc import Iterable

from generator.build.incremental import built_path
from generator.check import policy
from generator.cli import runner, thumbnails
from generator.cli.project import Project
from generator.storage import files


def is_sound(project: Project, pages: Iterable[str]) -> bool:
    """Whether all these pages are in the tree and comply with the policy (4 s for 14,000 pages). The first
    one that does not is reported."""
    for path in sorted(map(built_path, pages)):
        if why := _fault(project, path):
            message = f"{path}: {why} in the restored site; all pages are rendered again"
            runner.say("warning", message)
            return False
    return True


def _fault(project: Project, path: str) -> str:
    try:
        html = files.read(project.site / path).decode("utf-8", errors="replace")
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    config, pictures = project.config, thumbnails.origins(project)
    hosts = config.options.allowed_hosts
    found = next(policy.problems(path, html, config.site_url, hosts, pictures), None)
    return found.message if found else ""
