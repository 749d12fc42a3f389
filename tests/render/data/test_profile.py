"""The schema of the profile that a browser keeps."""

import json
import subprocess

import jsonschema
import pytest

from generator.render.data import profile
from tests.support.helpers import ROOT

WRITE = """
const { emptyProfile } = await import(`${process.argv[1]}/profile/profile.js`);
const { writeProfile } = await import(`${process.argv[1]}/profile/file.js`);
const one = emptyProfile();
one.saved.set("2501.00001", { count: 3, title: "A", by: "B", saved: "2026-01-01T00:00:00Z" });
one.read.set("2501.00001", 1).set("2501.00040", 2).set("0711.1234", 1).set("hep-th/9901001", 1);
one.follows.set("topics/kites", { count: 1, label: "Kites" });
one.searches.set("q=kites", { count: 1, label: "kites", seen: "2026-01-01" });
one.seen = "2026-01-02";
console.log(JSON.stringify([emptyProfile(), one].map(writeProfile)));
"""


def test_profiles_are_as_the_schema_says(node: str) -> None:
    """An empty one too; and what is not a profile is not accepted."""
    done = subprocess.run(
        [node, "--input-type=module", "-e", WRITE, str(ROOT / "generator" / "web")],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    schema = jsonschema.Draft202012Validator(profile.SCHEMA)
    schema.check_schema(profile.SCHEMA)
    for text in json.loads(done.stdout):
        schema.validate(json.loads(text))
    whole = json.loads(json.loads(done.stdout)[1])
    assert whole["read"] == {"1": {"0711.": "ymB", "2501": "B", "": "hep-th/9901001"}, "2": {"2501": "oB"}}
    wrongs: tuple[dict[str, object], ...] = (
        {"format": "other"},
        {"saved": {}},
        {"saved": [{"id": "no id", "title": "A", "by": "B", "saved": "2026-01-01T00:00:00Z"}]},
        {"seen": "<b>"},
        {"follows": [{"page": "x"}]},
    )
    for wrong in wrongs:
        with pytest.raises(jsonschema.ValidationError):
            schema.validate(whole | wrong)
