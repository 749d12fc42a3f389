"""BibTeX output: field text that plain pdfLaTeX can typeset.

Without packages pdfLaTeX knows Latin letters and little else. Signs and Greek letters become math from the
kernel (no `amssymb`), and compatibility forms the characters they stand for. Letters of other scripts need a
package; they stay as they are, for XeLaTeX, LuaLaTeX and users who load one.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, escaped or not
    "}": r"\textbraceright{}",
    "`": r"\textasciigrave{}",
    "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "<": "$<$", ">": "$>$", "|": "$|$",  # in its oldest font they would be ¡, ¿ and a dash
    "\u00a0": "~", "\u00ad": "", "\u200c": "", "\u200d": "", "\u2060": "",
    "‐": "-", "‑": "-", "‒": "--", "–": "--", "—": "---", "―": "---", "…": r"\ldots{}",
    "‘": "`", "’": "'", "“": "``", "”": "''", "‚": ",", "„": ",,", "«": r"$\ll$", "»": r"$\gg$",
    "‹": "$<$", "›": "$>$", "⟨": r"$\langle$",
    "〈": r"$\langle$",
    "〉": r"$\rangle$", "⟩": r"$\rangle$", "№": "No.", "™": r"\texttrademark{}",
    "℃": r"$^{\circ}$C", "℉": r"$^{\circ}$F", "′": "$'$", "″": "$''$", "‴": "$'''$",
}  # fmt: skip

_NAMES: Final = """
α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda
μ mu ν nu ξ xi π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi ψ psi
ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega
× times ÷ div ± pm ∓ mp · cdot ⋅ cdot ∙ bullet ∗ ast ⋆ star ★ star ☆ star ∘ circ ◦ circ ○ bigcirc ◯ bigcirc
≤ leq ≥ geq ⩽ leq ⩾ geq ≠ neq ≈ approx ≅ cong ≃ simeq ≡ equiv ∼ sim ∝ propto ≪ ll ≫ gg ≺ prec ≻ succ
→ rightarrow ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↑ uparrow ↓ downarrow
↕ updownarrow ⇑ Uparrow ⇓ Downarrow ↦ mapsto ⟶ longrightarrow ⟵ longleftarrow ⟹ Longrightarrow
⟷ longleftrightarrow ↗ nearrow ↘ searrow ↙ swarrow ↖ nwarrow ↪ hookrightarrow ↩ hookleftarrow
⇀ rightharpoonup ⇌ rightleftharpoons ➔ rightarrow ➜ rightarrow ➝ rightarrow ➡ rightarrow
∞ infty ∂ partial ∇ nabla ∑ sum ∏ prod ∐ coprod ∫ int ∮ oint √ surd ∈ in ∉ notin ∋ ni ∅ emptyset ∀ forall
∃ exists ¬ neg ∧ wedge ∨ vee ∩ cap ∪ cup ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ⊕ oplus ⊖ ominus ⊗ otimes
⊘ oslash ⊙ odot ⊥ perp ⊤ top ⊢ vdash ⊣ dashv ⊨ models ∥ parallel ‖ | ∣ mid ∖ setminus ∠ angle △ triangle
▵ triangle ▽ bigtriangledown ▲ triangle ▶ triangleright ▷ triangleright ◁ triangleleft ◀ triangleleft
◇ diamond ◆ diamond ⋄ diamond ⋯ cdots ⋮ vdots ⋱ ddots ℓ ell ℏ hbar ℜ Re ℑ Im ℘ wp ℵ aleph ⌈ lceil ⌉ rceil
⌊ lfloor ⌋ rfloor ♠ spadesuit ♡ heartsuit ♥ heartsuit ❤ heartsuit ♢ diamondsuit ♦ diamondsuit ♣ clubsuit
♭ flat ♮ natural ♯ sharp † dagger ‡ ddagger
"""
_WORDS: Final = _NAMES.split()
SIGNS: Final = {sign: f"\\{name}" for sign, name in zip(_WORDS[::2], _WORDS[1::2], strict=True)} | {
    "−": "-",
    "°": r"^{\circ}",
    "∶": ":",
    "⁄": "/",
    "∕": "/",
    "µ": r"\mu",
}
"""Signs as math commands that need no package."""

_ACCENTS: Final = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0326": "textcommabelow", "\u0327": "c", "\u0328": "k", "\u0331": "b",
}  # fmt: skip
_LETTERS: Final = {
    "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i",
    "đ": "dj", "Đ": "DJ", "ð": "dh", "Ð": "DH", "þ": "th", "Þ": "TH", "ŋ": "ng", "Ŋ": "NG",
}  # fmt: skip
"""Latin letters that are no other letter with an accent."""
_MATH_ACCENTS: Final = {
    "\u0300": "grave", "\u0301": "acute", "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar",
    "\u0306": "breve", "\u0307": "dot", "\u0308": "ddot", "\u030c": "check", "\u20d7": "vec",
}  # fmt: skip
_LIKE_LATIN: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))
"""Greek letters for which TeX has no command: they look like Latin ones."""
# Set up in the kernel, some with the T1 fonts alone.
_KNOWN = re.compile("[ -~¡-ÿĀ-ſƒȘ-ț†‡•‰₩€]")
_STYLED = re.compile(
    "MATHEMATICAL (?:.* )?(BOLD|SCRIPT|DOUBLE-STRUCK|FRAKTUR|SANS-SERIF|MONOSPACE)"
    "|(DOUBLE-STRUCK|SCRIPT|BLACK-LETTER)"
)
_STYLES: Final = {
    "BOLD": "mathbf", "DOUBLE-STRUCK": "mathbf", "SCRIPT": "mathcal", "SANS-SERIF": "mathsf",
    "MONOSPACE": "mathtt", "FRAKTUR": "mathbf", "BLACK-LETTER": "mathbf",
}  # fmt: skip
_ITSELF = re.compile("[ !'()*+,./0-9:;=?@A-Z\\[\\]a-z-]*")
"""Text in which no sign means anything else to LaTeX, alone or beside others: most titles and names."""
_STRAIGHT = re.compile(r'(?:(?<=[\s(\[{/-])|^)"|"')
_RAISED_OR_LOWERED = re.compile("([²³¹⁰ⁱ⁴-⁹⁺-ⁿ]+|[₀-₉₊-₎ₐ-ₜ]+)")
_TOUCHING = re.compile(r"(?<!\\)\$\$(?![_^])")
"""Adjacent formulas are joined: `$$` means something else to some parsers."""
_JOINERS: Final = frozenset("\u200c\u200d")
JOINING: Final = "\u0590-\u1cff\ua800-\uaaff\uabc0-\uabff\U00010a00-\U00011fff\U0001e900-\U0001e95f"
"""Scripts in which a joiner shapes the letter before it: Arabic, those of India and others, as a class of a
regular expression. Elsewhere it is in pictographs, or there by mistake."""
_JOINING = re.compile(f"[{JOINING}]")
_SCRIPT = re.compile(r"[0-9A-Za-z+*=/,.()\'-]")


def text(plain: str) -> str:
    """`plain` as LaTeX text."""
    if _ITSELF.fullmatch(plain):
        return plain
    quoted = _STRAIGHT.sub(lambda found: "“" if _opens(found) else "”", plain)
    parts = _RAISED_OR_LOWERED.split(quoted)
    whole = "".join(
        _run(part) if n % 2 else "".join(map(_shaped, _clusters(part))) for n, part in enumerate(parts)
    )
    return _TOUCHING.sub(" ", whole)


def name(plain: str) -> str:
    """`plain` as part of a person's name. BibTeX reads bytes and takes some of them for labels and initials,
    so each Latin letter with an accent is a "special character" to it, such as `{\\'{E}}`."""
    if plain.isascii():
        return text(plain)
    return "".join(_letter(cluster) or text(cluster) for cluster in _clusters(plain))


def _letter(cluster: str) -> str | None:
    """A letter that is not in ASCII as one unit of BibTeX; None for all else."""
    if cluster in _LETTERS:
        return f"{{\\{_LETTERS[cluster]}}}"
    base, *marks = list(unicodedata.normalize("NFD", cluster))
    if not marks or not base.isascii() or not base.isalpha() or any(mark not in _ACCENTS for mark in marks):
        return None
    for mark in marks:
        base = rf"\{_ACCENTS[mark]}{{{base}}}"
    return f"{{{base}}}"


def script(plain: str, *, is_raised: bool) -> str | None:
    """A superscript or subscript, or None if it contains something that has no form in math."""
    if plain == "circ":
        return r"$^{\circ}$"
    signs = [one if _SCRIPT.fullmatch(one) else sign(one) for one in plain]
    if None in signs:
        return None
    inside = "".join(
        f"{one} " if one and one[0] == "\\" and one[-1].isalpha() else one or "" for one in signs
    )
    inside = inside.strip()
    if re.fullmatch("[A-Za-z]{2,}", inside):
        inside = rf"\mathrm{{{inside}}}"
    return f"${'^' if is_raised else '_'}{{{inside}}}$"


def sign(one: str) -> str | None:
    """A non-ASCII character inside math, or None if it has no form there."""
    if (known := SIGNS.get(one)) is not None:
        return known
    kind, _, parts = unicodedata.decomposition(one).rpartition(">")
    plain = "".join(chr(int(part, 16)) for part in parts.split())
    if kind in {"<super", "<sub"} and (inside := _math(plain)) is not None:
        return f"{'^' if kind == '<super' else '_'}{{{inside}}}"
    if kind == "<fraction":
        above, _, below = plain.partition("⁄")
        return rf"\frac{{{above}}}{{{below}}}"
    if kind == "<font" and (inside := _math(plain)) is not None:
        style = _STYLED.search(unicodedata.name(one, ""))
        if style is None or not plain.isascii() or (style[0].endswith("SCRIPT") and not plain.isupper()):
            return inside
        return rf"\{_STYLES[style[1] or style[2]]}{{{inside}}}"
    return _LIKE_LATIN.get(one)


def _math(plain: str) -> str | None:
    found = [one if (one.isascii() and one.isalnum()) or one in "+-=()" else sign(one) for one in plain]
    return None if not found or None in found else "".join(one or "" for one in found)


def _run(signs: str) -> str:
    """Adjacent superscript or subscript characters, such as ⁻¹."""
    plain = unicodedata.normalize("NFKD", signs)
    found = script(plain, is_raised="<super>" in unicodedata.decomposition(signs[0]))
    return found or signs


def _opens(found: re.Match[str]) -> bool:
    return found.start() == 0 or found.string[found.start() - 1] in " ([{/-"


def _clusters(plain: str) -> list[str]:
    """Letters with their accents and joiners."""
    found: list[str] = []
    for one in plain:
        is_accent = unicodedata.combining(one) and one in _ACCENTS.keys() | _MATH_ACCENTS.keys()
        if found and (is_accent or (one in _JOINERS and _JOINING.fullmatch(found[-1][-1]))):
            found[-1] += one
        else:
            found.append(one)
    return found


def _shaped(cluster: str) -> str:
    joiner = cluster[-1] if len(cluster) > 1 and cluster[-1] in _JOINERS else ""
    return _cluster(cluster.removesuffix(joiner)) + joiner


@lru_cache(maxsize=2**14)
def _cluster(cluster: str) -> str:
    one, marks = cluster[0], cluster[1:]
    if one in _SPECIAL:
        return _SPECIAL[one] + "".join(map(_lone, marks))
    if not marks and _KNOWN.fullmatch(one) and one not in SIGNS:
        return one
    if marks or (_is_accented(one) and not _KNOWN.fullmatch(one)):
        return _accented(unicodedata.normalize("NFD", cluster))
    if (math := sign(one)) is not None:
        return f"${math}$"
    plain = unicodedata.normalize("NFKC", one)
    if one not in plain:
        return text(plain)
    return _other(one)


def _is_accented(one: str) -> bool:
    parts = unicodedata.decomposition(one)
    return bool(parts) and not parts.startswith("<") and unicodedata.category(one)[0] == "L"


def _accented(parts: str) -> str:
    base, marks = parts[0], parts[1:]
    if not all(mark in _ACCENTS or mark in _MATH_ACCENTS for mark in marks):
        return unicodedata.normalize("NFC", parts)
    if base.isascii() and base.isalpha() and all(mark in _ACCENTS for mark in marks):
        found = base
        for mark in marks:
            found = rf"\{_ACCENTS[mark]}{{{found}}}"
        return found
    inside = base if base.isascii() and base.isalnum() else sign(base)
    if inside is None or not all(mark in _MATH_ACCENTS for mark in marks):
        return unicodedata.normalize("NFC", parts)
    for mark in marks:
        inside = rf"\{_MATH_ACCENTS[mark]}{{{inside}}}"
    return f"${inside}$"


def _lone(mark: str) -> str:
    """An accent on a sign that is not a letter."""
    return rf"\{_ACCENTS[mark]}{{}}" if mark in _ACCENTS else ""


def _other(one: str) -> str:
    """Pictographs become their names, and variation marks are dropped; letters stay."""
    category = unicodedata.category(one)
    if category in {"Cf", "Mn", "Me", "Sk"} and not _KNOWN.fullmatch(one):
        return (
            ""
            if "VARIATION SELECTOR" in unicodedata.name(one, "VARIATION SELECTOR") or category == "Cf"
            else one
        )
    if category == "Zs":
        return " "
    if category in {"So", "Sm", "Sc", "Po", "Ps", "Pe", "Pd", "Pi", "Pf"} and not _KNOWN.fullmatch(one):
        return f"[{unicodedata.name(one, 'sign').lower()}]"
    return one
