"""Actions of a workflow, pinned by commit with their version beside it. Dependabot moves these pins in
an archive, so they alone make no file one that was edited by hand."""

import re

_PIN = re.compile(
    r"(?P<action>uses: *[\w.-]+(?:/[\w.-]+)+)@(?P<commit>[0-9a-f]{40}) +# v(?P<version>[0-9]+(?:\.[0-9]+)*)"
)


def without(text: str) -> str:
    """The text with every pin taken out."""
    return _PIN.sub(r"\g<action>", text)


def newest(text: str, other: str) -> str:
    """`text` with the pins of `other` where those are newer: nothing goes back to an older action."""
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
