"""The reader's own order of a day's papers, measured through a built site in Chromium.

    python -m tests.bench.personal SITE USERS.json

`SITE` is a built site, and `USERS.json` are readers: `{name: {"kind", "saved": [ids], "days": {day: [ids of
papers that are theirs]}}}`. A browser holds a reader's saved papers, opens each of the days in the order
for-you, and reads the list. Prints nDCG@10 by kind of reader, beside the orders by upvotes and by shared
topics and a random one.
"""

import json
import math
import random
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, BASE, served

Users = Mapping[str, Mapping[str, Any]]
Run = Mapping[str, Mapping[str, list[str]]]

SHUFFLES = 50
TAKEN = "([key, text]) => { localStorage.clear(); localStorage.setItem(key, text); }"
IDS = "(all) => all.map((one) => one.dataset.paper)"


def own_order(page: Page, address: str, users: Users) -> Run:
    """What each reader sees on each of the days."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, user in users.items():
        page.goto(f"{address}about/")
        papers = [
            {"id": key, "title": key, "by": "", "saved": f"2026-01-01T00:00:{n:02}Z", "read": False}
            for n, key in enumerate(user["saved"])
        ]
        page.evaluate(TAKEN, [f"{BASE}.saved", json.dumps(papers)])
        found[name] = {}
        for day in user["days"]:
            page.goto(f"{address}days/{day}/?order=for-you")
            expect(page.locator("#list")).to_have_attribute("data-order", "for-you")
            found[name][day] = page.locator("#list > [data-paper]").evaluate_all(IDS)
    return found


def other_orders(site: Path, users: Users) -> dict[str, Run]:
    """By upvotes, by the topics that the saved papers have, and at random."""
    days = {
        path.stem: json.loads(path.read_bytes())["papers"] for path in (site / "api" / "days").glob("*.json")
    }
    topics = {one["id"]: one["topics"] for papers in days.values() for one in papers}
    chance = random.Random(0)  # noqa: S311 - any order will do

    def ordered(worth: Callable[[Mapping[str, Any], Counter[str]], float]) -> Run:
        found: dict[str, dict[str, list[str]]] = {}
        for name, user in users.items():
            liked = Counter(topic for key in user["saved"] for topic in topics.get(key, ()))
            found[name] = {
                day: [one["id"] for one in sorted(days[day], key=lambda one: -worth(one, liked))]
                for day in user["days"]
            }
        return found

    return {
        "upvotes": ordered(lambda one, _: one["upvotes"] or 0),
        "topics": ordered(lambda one, liked: sum(liked[topic] for topic in one["topics"])),
        **{f"random {n}": ordered(lambda _, __: chance.random()) for n in range(SHUFFLES)},
    }


def by_kind(run: Run, users: Users) -> dict[str, float]:
    """nDCG@10 of each kind of reader and of all: the mean of a reader's days, then of the readers."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for name, user in users.items():
        value = _mean(_ndcg(run[name][day], set(own)) for day, own in user["days"].items())
        for kind in (user["kind"], "all"):
            kinds[kind].append(value)
    return {kind: _mean(values) for kind, values in kinds.items()}


def _ndcg(shown: list[str], own: set[str]) -> float:
    ideal = sum(1 / math.log2(n + 2) for n in range(min(10, len(own))))
    return sum((key in own) / math.log2(n + 2) for n, key in enumerate(shown[:10])) / ideal


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / len(held)


def measured(site: Path, users: Users, chromium: str) -> dict[str, float]:
    """nDCG@10 of the order for-you."""
    with served(site) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        try:
            return by_kind(own_order(browser.new_page(), address, users), users)
        finally:
            browser.close()


def main(site: Path, users: Users) -> None:
    """Prints a table for the docs."""
    rows = {"for-you": measured(site, users, shutil.which("chromium") or "")}
    rest = {name: by_kind(run, users) for name, run in other_orders(site, users).items()}
    chances = [value for name, value in rest.items() if name.startswith("random")]
    rows |= {name: rest[name] for name in ("topics", "upvotes")}
    rows["random"] = {kind: _mean(one[kind] for one in chances) for kind in chances[0]}
    kinds = list(rows["for-you"])
    kinds = [*(kind for kind in kinds if kind != "all"), "all"]
    print("| order |", " | ".join(kinds), "|")
    print("|--" * (1 + len(kinds)) + "|")
    for name, found in rows.items():
        print(f"| {name} |", " | ".join(f"{found[kind]:.3f}" for kind in kinds), "|")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), json.loads(Path(sys.argv[2]).read_bytes()))
