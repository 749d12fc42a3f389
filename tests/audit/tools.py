"""Programs that `make audit` starts: Lighthouse and the Nu checker, where they are installed."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.audit.findings import Scores
from tests.audit.places import Place
from tests.support.helpers import ROOT

FOLDER = ROOT / ".ci" / "audit"
MODULES = FOLDER / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
NU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
HERE = "nu.validator.servlet.allow-forbidden-hosts"
"""The setting that lets the checker read pages from this machine."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
FORMS = ("phone", "desktop")
TRIES = 3
"""How often Lighthouse looks at a page whose score is too low."""


def missing() -> dict[str, str]:
    """What cannot be examined here, and why."""
    found = {}
    if not AXE.is_file():
        found["axe"] = "it is not in .ci/audit/node_modules, which needs npm"
    if not (MODULES / "lighthouse").is_dir() or not shutil.which("node"):
        found["Lighthouse"] = "it is not in .ci/audit/node_modules, which needs npm, or there is no Node"
    if not NU.is_file():
        found["Nu"] = "it is not in .ci/audit/node_modules, which needs npm"
    elif not shutil.which("java"):
        found["Nu"] = "there is no Java; on Debian and Ubuntu: apt-get install default-jre-headless"
    return found


def browser() -> str | None:
    """The Chromium on PATH; Lighthouse needs a whole one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def lighthouse(chromium: str, address: str, places: Sequence[Place]) -> Iterator[Scores]:
    """Each page on a phone and on a desktop."""
    command = ["node", "lighthouse.mjs", chromium]
    with subprocess.Popen(
        command, cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        for place in places:
            for form in FORMS:
                best: Scores | None = None
                for _ in range(TRIES):
                    process.stdin.write(f"{form} {address}{place.address}\n")
                    process.stdin.flush()
                    answer = process.stdout.readline()
                    if not answer:
                        raise RuntimeError("Lighthouse stopped")
                    run = scores(place.kind, form, json.loads(answer))
                    best = best.better(run) if best else run
                    if not list(best.faults()):
                        break
                if best:
                    yield best


def scores(kind: str, form: str, answer: Mapping[str, Any]) -> Scores:
    """What an answer of lighthouse.mjs says."""
    categories = answer["categories"]
    return Scores(
        kind=kind,
        form=form,
        scores={name: one["score"] or 0 for name, one in categories.items()},
        reasons={name: tuple(one["faults"]) for name, one in categories.items()},
        error=answer["error"],
    )


def nu(address: str, places: Sequence[Place]) -> Iterator[tuple[str, str, str]]:
    """(kind, where, fault) of each error and warning in the HTML. From a server, because the policy of a page
    names the site that it comes from."""
    kinds = {f"{address}{place.address.partition('?')[0]}": place.kind for place in places}
    options = ["--format", "json", "--exit-zero-always"]
    command = ["java", f"-D{HERE}=true", "-jar", str(NU), *options, *kinds]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if not done.stderr.strip():
        raise RuntimeError("Nu stopped")
    yield from messages(done.stderr, kinds)


def messages(answer: str, kinds: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Those of an answer of the checker; `kinds` are the pages by address. Whether the policy forbids an inline
    script is the browser's to say: the checker takes data, which browsers do not run, for scripts."""
    for one in json.loads(answer)["messages"]:
        if str(one["message"]).startswith("Inline script violates Content Security Policy"):
            continue
        address = str(one.get("url", ""))
        where = f"line {one['lastLine']}" if "lastLine" in one else "whole page"
        yield kinds.get(address, address), where, f"Nu: {one['message']}"
