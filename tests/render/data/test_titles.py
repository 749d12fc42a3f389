"""In which file of entries a paper with a title is."""

import json
import zlib
from base64 import b64decode

from generator.render.data import titles
from generator.tokens import fold
from tests.support import linking
from tests.support.helpers import paper


def test_marks_of_titles_by_their_file() -> None:
    """Three bytes each, sorted; the browser makes the same of the same title."""
    papers = [
        paper(1, title="Café $\\alpha$-kites: a survey"),
        paper(2, title="!!!"),
        paper(7000, title="Maps"),
    ]
    (file,) = titles.render(linking.of(*papers))
    found = json.loads(zlib.decompress(file.body, -zlib.MAX_WBITS))
    assert file.path == "exports/papers/titles.bin"
    assert {part: b64decode(some) for part, some in found.items()} == {
        "0001-0": fold.marked("cafealphakitesasurvey")[: titles.MARK],
        "0001-1": fold.marked("maps")[: titles.MARK],
    }
    assert fold.marked("cafealphakitesasurvey")[: titles.MARK].hex() == "07bd70"
