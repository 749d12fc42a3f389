"""A title as LaTeX. Formulas stay formulas if they are known to be harmless."""

import re

from generator.sinks import to_latex
from generator.text import macros, powers, tex

_COMMAND = re.compile(r"\\([A-Za-z]+|.?)", re.DOTALL)
_BEYOND = re.compile(r"[^\x00-\x7f]")
_BRACE = re.compile(r"[{}]")
# A command can read files and start programs, and `^^5c` is a backslash too, so anything that is not
# listed is written as text. Comments, parameters, columns and ties do not belong in a title.
_COMMANDS = macros.SIGNS.keys() | {
    "frac", "tfrac", "dfrac", "binom", "sqrt", "mathbb", "mathbf", "mathcal", "mathfrak", "mathit",
    "mathrm", "mathscr", "mathsf", "mathtt", "boldsymbol", "operatorname", "text", "textbf", "textit",
    "textrm", "textsc", "textsf", "texttt", "hat", "widehat", "bar", "overline", "underline", "tilde",
    "widetilde", "vec", "dot", "ddot", "prime", "left", "right", "big", "Big", "langle", "rangle",
    "lfloor", "rfloor", "lceil", "rceil", "lVert", "rVert", "lvert", "rvert", "sum", "prod", "int", "min",
    "max", "sup", "inf", "arg", "log", "ln", "exp", "sin", "cos", "tan", "lim", "det", "dim", "ker", "Pr",
    "mod", "bmod", "pmod", "cup", "cap", "subset", "subseteq", "supset", "supseteq", "notin", "emptyset",
    "forall", "exists", "neg", "land", "lor", "ell", "hbar", "partial", "Re", "Im", "circ", "bullet",
    "star", "ast", "oplus", "otimes", "odot", "perp", "parallel", "mid", "propto", "equiv", "cong",
    "simeq", "ll", "gg", "mapsto", "Rightarrow", "Leftarrow", "Leftrightarrow", "leftrightarrow",
    "longrightarrow", "implies", "iff", "quad", "qquad", "cdots", "vdots", "ddots", "dagger", "top",
    "bot", "triangle", "zeta", "iota", "xi", "chi", "upsilon", "vartheta", "varrho", "varsigma", "Xi",
    "Upsilon",
}  # fmt: skip
# Commands that need an AMS package → plain LaTeX, so that an entry compiles without packages.
_KERNEL = {
    "text": "textrm", "mathbb": "mathbf", "mathfrak": "mathbf", "mathscr": "mathcal", "boldsymbol": "mathbf",
    "operatorname": "mathrm", "tfrac": "frac", "dfrac": "frac", "lVert": "|", "rVert": "|", "lvert": "vert",
    "rvert": "vert", "implies": "Rightarrow",
}  # fmt: skip
_PACKAGED = re.compile(rf"\\({'|'.join(_KERNEL)})(?![A-Za-z])")
_BINOMIAL = re.compile(r"\\binom\{([^{}]*)\}\{([^{}]*)\}")
_SYMBOLS = frozenset(" ,;:!_|${}")
_UNSAFE = re.compile(r"[%#&~]|\^\^")


def title(written: str) -> str:
    """Math that is known to be harmless stays math; everything else becomes text."""
    return "".join(map(_segment, tex.segments(written)))


def _segment(segment: tex.Segment) -> str:
    if isinstance(segment, tex.Math) and (math := _math(segment.tex)) is not None:
        return f"${math}$"
    return "".join(map(_piece, powers.pieces(tex.as_words(segment))))


def _piece(piece: str | powers.Script) -> str:
    if isinstance(piece, str):
        return to_latex.text(piece)
    return to_latex.script(piece.text, is_raised=piece.is_raised) or to_latex.text(piece.written)


def _math(source: str) -> str | None:
    """A formula that uses only known commands, with a command for each Unicode symbol; else None."""
    if not _is_harmless(source):
        return None
    kernel = _PACKAGED.sub(lambda found: f"\\{_KERNEL[found[1]]}", _BINOMIAL.sub(r"{\1 \\choose \2}", source))
    return _BEYOND.sub(_command, kernel)


def _command(found: re.Match[str]) -> str:
    command = to_latex.sign(found[0]) or ""
    return f"{command} " if command.startswith("\\") and command[-1].isalpha() else command


def _is_harmless(source: str) -> bool:
    known = all(name in _COMMANDS or name in _SYMBOLS for name in _COMMAND.findall(source))
    # TeX does not count escaped braces; BibTeX counts all of them.
    counted_by_tex = source.replace("\\{", "").replace("\\}", "")
    known = known and "\\binom" not in _BINOMIAL.sub("", source)
    known = known and all(to_latex.sign(one) is not None for one in _BEYOND.findall(source))
    return known and not _UNSAFE.search(source) and _is_balanced(source) and _is_balanced(counted_by_tex)


def _is_balanced(source: str) -> bool:
    depth = 0
    for sign in _BRACE.findall(source):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0
