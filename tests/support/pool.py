"""Records of a real pool of papers, as arXiv announced them: for tests at scale."""

import gzip
import json
from datetime import date
from pathlib import Path

from tests.support.announcing import Sent
from tests.support.helpers import ROOT

FILE = ROOT.parent / "shared" / "corpus" / "arxiv-pool-75k.jsonl.gz"


def read(file: Path = FILE, first: str = "", last: str = "9999") -> list[Sent]:
    """The papers of its weekdays from one day to another, both included."""
    found: list[Sent] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            if first <= one["day"] <= last and date.fromisoformat(one["day"]).weekday() < 5:
                found.append(
                    Sent(
                        key=one["id"],
                        day=date.fromisoformat(one["day"]),
                        categories=tuple(one["categories"]),
                        title=one["title"],
                        summary=one["summary"],
                        authors=tuple(one["authors"]),
                        comment=one["comment"] or "",
                    )
                )
    return found
