"""The browser code, as far as it needs no page: Node's own runner tries it."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from generator.records.identity import name_key
from generator.render.pages import groups

NAMES = [
    "Ada Example", "Jie M. Zhang", "Jean-Luc O'Sample", "Üstün Beispiel", "李明", "नेहा राम", "نور مثال",
    "Zoë Äußerst", "İnci_Örnek", "Ｗｉｄｅ Name", "Nguyễn Văn Thử", "X", "ΑΝΝΑΣ Ως", "Yıldız Işık",
]  # fmt: skip


@pytest.mark.slow
def test_modules(node: str) -> None:
    """Every feature's functions do what its tests say, with names as the builder folds and files them."""
    keys = {name: name_key(name) for name in NAMES}
    told = [
        {
            "name": name,
            "key": key,
            "parts": [groups.part_of(word, 64) for word in key.split() if len(word) > 1],
        }
        for name, key in keys.items()
    ]
    done = subprocess.run(
        [node, "--test", *map(str, sorted(Path(__file__).parent.glob("*.test.mjs")))],
        env={**os.environ, "NAMES": json.dumps(told)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
