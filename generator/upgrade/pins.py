"""Workflow actions that are pinned by commit, with their version in a comment. Dependabot updates these pins
in an archive, so a change of pins alone does not count as an edit."""

import re

_PIN = re.compile(
    r"(?P<action>uses: *[\w.-]+(?:/[\w.-]+)+)@(?P<commit>[0-9a-f]{40}) +# v(?P<version>[0-9]+(?:\.[0-9]+)*)"
)


def without(text: str) -> str:
    """The text with all pins removed."""
    return _PIN.sub(r"\g<action>", text)


def newest(text: str, other: str) -> str:
    """`text` with the pins of `other` where those are newer: no action is downgraded."""
    best: dict[str, tuple[list[int], str]] = {}
    for found in _PIN.finditer(other):
        version = _version(found)
        if version > best.get(found["action"], ([], ""))[0]:
            best[found["action"]] = (version, found[0])

    def pin(found: re.Match[str]) -> str:
        version, whole = best.get(found["action"], ([], ""))
        return whole if version > _version(found) else found[0]

    return _PIN.sub(pin, text)


def _version(found: re.Match[str]) -> list[int]:
    return [int(part) for part in found["version"].split(".")]
