"""A title or abstract as words and as terms of the index (`web/search-engine/words.js` gives the same).

An ordinary English sentence gives the same terms as lunr's tokenizer, trimmer, stop words and Porter stemmer.
What else occurs in research titles can be found however it is typed:

===================  =========================================================
written              terms, with their place and the words they cover
===================  =========================================================
``text-to-image``    text 0, texttoimag 0–2, (to: stop word) 1, imag 2
``GPT-4``, ``GPT4``  gpt 0, gpt4 0–1, 4 1
``Qwen2.5-VL``       qwen 0, qwen2.5 0–1, qwen2.5vl 0–2, 2.5 1, vl 2
``大模型``           大 0, 大模 0–1, 模 1, 模型 1–2, 型 2
``Bayes' model's``   bay 0, model 1
``C++``, ``A*``      c++ 0; a* 0
``UNet++``           unet++ 0, unet 0
``matrices``         matrix 0
===================  =========================================================
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from generator.text import tex
from generator.tokens import fold, stems, titles
from generator.tokens.stems import TERMS

SPACELESS = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff\U00020000-\U0003ffff"
)
"""The inside of a character class: scripts without spaces, which are split into characters."""

WHOLE_CAP = 4
"""The most hyphenated parts that are also indexed as one word."""

_OTHER = "\x80-\U0010ffff"
_LETTER = f"[a-z0-9{_OTHER}]"
_PIECE = rf"{_LETTER}+(?:(?:'|(?<=[0-9])(?:\.(?=[0-9])|,(?=[0-9]{{3}}(?![0-9])))){_LETTER}+)*"
_SIGN = rf"(?:\+\+(?![+#*a-z{_OTHER}])|[+#*](?![+#*a-z0-9{_OTHER}]))"
_NAME = rf"{_PIECE}(?:(?<=[a-z]){_SIGN})?"
CHUNK = rf"(?:(?<![^\t-\r\x1c-\x20(\[/,])\.(?=[a-z]))?{_NAME}(?:[-_^]{_NAME})*"
"""What is between spaces and signs: pieces with apostrophes, decimal points and thousands separators, joined
by hyphens, underscores and carets. Signs that are part of a name belong to it: C++, C#, A*, .NET; but not
those of `a+b` or `**bold**`."""

SIGNED = rf"(\.?)(.*?)({_SIGN}?)"
"""A piece: the sign before it, its letters, the sign after it."""

MODEL = r"([a-z]{2,})([0-9]+(?:\.[0-9]+)*[a-z]?)"
"""A name and its number: gpt4o, llama3.1, resnet50; not h100, 3d, word2vec."""

_CHUNK = re.compile(CHUNK)
_SIGNED = re.compile(SIGNED)
_JOINT = re.compile("[-_^]")
_SILENT = re.compile("'s$|[',]")
_MODEL = re.compile(MODEL)
_RUNS = re.compile(f"[{SPACELESS}]|[^{SPACELESS}]+")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_WORDY = re.compile(r"[^0-9.]")
_RUN = re.compile(f"{_LETTER}+")
_POSSESSIVE = re.compile(r"'s\b")

Words = tuple[str, ...]


class Token(NamedTuple):
    """A term, the place of its first word in the text, and how many words it covers.

    Places count all words, including stop words, so a phrase is terms of span 1 at fixed distances.
    """

    term: str
    at: int
    span: int


def words(text: str) -> Words:
    """Every run of letters and digits of a stored text in order, folded, stop words included; without the
    s of a possessive. Math keeps its letters. Empty for text without any."""
    letters = fold.letters(tex.plain(text))
    return tuple(_RUN.findall(_POSSESSIVE.sub("", letters) if "'" in letters else letters))


def singulars(text: str) -> Words:
    """The same, each in the singular."""
    return tuple(map(stems.SINGULARS.__getitem__, words(text)))


def tokens(text: str) -> list[Token]:
    """The terms of a stored text, in order of place; its TeX is read as pages show it."""
    return typed(tex.plain(text))


def typed(text: str) -> list[Token]:
    """The terms of what a reader types or pastes: the same as `tokens` in `web/search-engine/words.js`."""
    terms: list[Token] = []
    at = 0
    for chunk in _CHUNK.findall(fold.letters(text)):
        inside, width = of_chunk(chunk)
        terms += [Token(known, at + n, span) for known, n, span in inside]
        at += width
    return terms


def chunks(text: str) -> list[str]:
    """What is between spaces and signs in a stored text: the terms of a text are those of its chunks."""
    found: list[str] = _CHUNK.findall(fold.letters(tex.plain(text)))
    return found


def of_chunk(chunk: str) -> tuple[list[Token], int]:
    """The terms of a chunk, by their places in it, and how many words it has; no term reaches beyond them."""
    if chunk.isalpha() and chunk.isascii():  # nine of ten
        known = TERMS[chunk]
        return [Token(known, 0, 1)] if known else [], 1
    terms: list[Token] = []
    places, wholes = _taken_apart(chunk)
    for n, here in enumerate(places):
        terms += [Token(known, n, 1) for word in here if (known := TERMS[word])]
        terms += [Token(known, n, span) for span, word in wholes.get(n, ()) if (known := TERMS[word])]
    return terms, len(places)


def language() -> Mapping[str, str | int | Mapping[str, str]]:
    """Everything that `fold.js` and `words.js` in the browser need and lunr.js does not provide."""
    return {
        **fold.language(),
        **titles.language(),
        "spaceless": SPACELESS,
        "stemmed": stems.STEMMED,
        "chunk": CHUNK,
        "signed": SIGNED,
        "model": MODEL,
        "whole": WHOLE_CAP,
    }


_Wholes = dict[int, list[tuple[int, str]]]


def _taken_apart(chunk: str) -> tuple[list[list[str]], _Wholes]:
    """What is between spaces and signs: the words at each place, and by place the longer ones that start
    there. A letter with a sign is a separate name; a longer word can be found without its sign."""
    places: list[list[str]] = []
    parts: list[str] = []
    signed: _Wholes = {}
    pieces = [_SILENT.sub("", piece) for piece in _JOINT.split(chunk)]
    for piece in pieces:
        match = _SIGNED.fullmatch(piece)
        before, bare, behind = match.groups() if match else ("", piece, "")
        own = _parts(bare)
        places += [[part] for part in own]
        if (before or behind) and len(own) == 1:
            places[-1] = [piece, bare] if len(bare) > 1 else [piece]
        elif before or behind:
            signed[len(parts)] = [(len(own), piece)]
        parts += own
    wholes = _wholes(parts, len(pieces)) if len(parts) > 1 else {}
    return places, {n: wholes.get(n, []) + signed.get(n, []) for n in wholes.keys() | signed.keys()}


def _parts(piece: str) -> list[str]:
    if piece.isalpha() and piece.isascii():
        return [piece]
    parts: list[str] = []
    for run in _RUNS.findall(piece):
        model = _MODEL.fullmatch(run)
        parts += [model[1], model[2]] if model else [run]
    return parts


def _wholes(parts: list[str], pieces: int) -> _Wholes:
    """Pairs that are one name (gpt 4, 大模), then all parts together where they were hyphenated."""
    wholes: _Wholes = {}
    spaceless = [_SPACELESS.match(part) is not None for part in parts]
    for n in range(len(parts) - 1):
        pair = parts[n] + parts[n + 1]
        if (spaceless[n] and spaceless[n + 1]) or (parts[n].isalpha() and _MODEL.fullmatch(pair)):
            wholes[n] = [(2, pair)]
    whole = "".join(parts)
    named = (len(parts), whole) in wholes.get(0, [])
    if 1 < pieces <= WHOLE_CAP and not any(spaceless) and _WORDY.search(whole) and not named:
        wholes.setdefault(0, []).append((len(parts), whole))
    return wholes
