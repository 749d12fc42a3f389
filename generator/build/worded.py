"""The theme in the language of an archive: templates with its texts, and a file of texts for the scripts.

A template writes each text as `{{ "Skip to content" }}`. In English that is what it shows, in both engines
and at no cost; for other languages the text is replaced before MkDocs reads the template. A script asks
`lib/wording.js`, which finds the texts in `assets/wording.js`; English sites have no such file.
"""

import re
from collections.abc import Iterator

from generator.records.reading import Json
from generator.sinks import to_json
from generator.sinks.to_html import attribute
from generator.storage import catalogues
from generator.wording import Wording

SCRIPT = "assets/wording.js"
_TEXT = re.compile(r'(=?)\{\{ "([^"\\]+)" \}\}')
_SCRIPTS = "web/"
"""Where the scripts are in the package."""


def texts_of(template: str) -> list[str]:
    """The texts that a template shows, for the catalogues."""
    return [text for _, text in _TEXT.findall(template)]


def template(body: str, wording: Wording) -> str:
    """A template with the texts of a language. An attribute without quotes gets them: a translation may have
    several words."""

    def said(found: re.Match[str]) -> str:
        text = attribute(wording.of(found[2]))
        return f'="{text}"' if found[1] else text

    return _TEXT.sub(said, body)


def files(packaged: list[tuple[str, bytes]], wording: Wording) -> Iterator[tuple[str, bytes]]:
    """The files of the theme in a language."""
    if not wording.texts:
        yield from packaged
        return
    for name, body in packaged:
        yield name, template(body.decode(), wording).encode() if name.endswith(".html") else body
    yield SCRIPT, _script(wording).encode()


def _script(wording: Wording) -> str:
    """The texts that scripts show. The plural rule is safe to write as code: it has been parsed, and consists
    of numbers and operators."""
    texts: dict[str, Json] = {
        text: list(wording.texts[text])
        for text, places in catalogues.places().items()
        if text in wording.texts and any(place.startswith(_SCRIPTS) for place in places)
    }
    return f"globalThis.papersWording={{plural:n=>+({wording.rule}),texts:{to_json.in_script(texts)}}};\n"


def language(wording: Wording) -> Json:
    """What templates know about the language: `config.extra.wording`."""
    return {
        "language": wording.language,
        "direction": wording.direction,
        "script": SCRIPT if wording.texts else "",
    }


def menu(nav: Json, wording: Wording) -> Json:
    """The menu of `mkdocs.yml` with those labels translated that are in the catalogue, as all are that
    `papers init` writes."""
    match nav:
        case list():
            return [menu(one, wording) for one in nav]
        case dict():
            return {wording.of(label): menu(one, wording) for label, one in nav.items()}
        case _:
            return nav
