"""Source keywords folded: one page for "LLM", "LLMs" and "large language models (LLMs)".

The source's keywords are free text written by a model, and most are used only once. Folding ignores case,
plurals, hyphens, spaces and TeX, and resolves acronyms. The label is the most frequent form.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import text
from generator.archive import ArchivedPaper
from generator.records.ids import PaperId
from generator.text import tex
from generator.tokens.words import singulars

THRESHOLD = 5
"""The number of papers a keyword needs to get a page, unless the configuration says otherwise."""

LABEL_CAP = 80
_SLUG_CAP = 60
_BRACKETED = re.compile(r"(.*?)\s*[(\[]([^()\[\]]{1,60})[)\]]\s*")
_PARTS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """`key` is what all its forms fold to; `papers` are sorted ids, each once."""

    key: str
    slug: str
    label: str
    papers: tuple[PaperId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keywords:
    """All keywords by key, and for every paper with keywords its keys in the source's order."""

    by_key: Mapping[str, Keyword]
    of_paper: Mapping[PaperId, tuple[str, ...]]

    def pages(self, threshold: int = THRESHOLD) -> tuple[Keyword, ...]:
        """Those in at least `threshold` papers, most used first, then by slug."""
        chosen = (one for one in self.by_key.values() if len(one.papers) >= threshold)
        return tuple(sorted(chosen, key=lambda one: (-len(one.papers), one.slug)))


def of(papers: Iterable[ArchivedPaper]) -> Keywords:
    """The caller must leave out hidden and withdrawn papers."""
    raw = {one.paper.id: one.paper.keywords for one in papers if one.paper.keywords}
    shown = {form: _shown(form) for form in {form for forms in raw.values() for form in forms}}
    long_forms = _long_forms(shown[form] for forms in raw.values() for form in forms)
    keys = {form: _key(form, long_forms) for form in set(shown.values())}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    holders: dict[str, set[PaperId]] = defaultdict(set)
    of_paper: dict[PaperId, tuple[str, ...]] = {}
    for paper in sorted(raw):
        here = [(keys[form], form) for form in map(shown.__getitem__, raw[paper])]
        for key, form in here:
            if key:
                forms[key][form] += 1
                holders[key].add(paper)
        of_paper[paper] = tuple(dict.fromkeys(key for key, _ in here if key))
    slugs = _slugs(forms)
    by_key = {
        key: Keyword(key=key, slug=slugs[key], label=_label(forms[key]), papers=tuple(sorted(holders[key])))
        for key in sorted(forms)
    }
    return Keywords(by_key=by_key, of_paper=of_paper)


def fold(form: str) -> str:
    """Words without spaces: "Fine-Tuning", "finetuning" and "fine tunings" have the same key. May be
    empty."""
    return "".join(singulars(form))


def _halves(form: str) -> tuple[str, str] | None:
    """(long, acronym) of "long (acronym)" or "acronym (long)", both folded."""
    match = _BRACKETED.fullmatch(form)
    if not match:
        return None
    one, other = sorted((singulars(match[1]), singulars(match[2])), key=lambda w: (-len(w), -len("".join(w))))
    short = "".join(other)
    return ("".join(one), short) if _is_acronym(short, one) else None


def _is_acronym(short: str, long: tuple[str, ...]) -> bool:
    """Whether the letters are the initials of the words, in order: "rlhf" for reinforcement learning from
    human feedback, "vla" for vision language action model. Small words may be skipped."""
    if not 2 <= len(short) <= 10 or len(long) < 2 or short[0] != long[0][0]:
        return False
    letters = "".join(word[0] for word in long)
    if short == letters or letters.startswith(short):
        return True
    rest = iter("".join(long))
    return len(short) >= len(long) - 1 and all(letter in rest for letter in short)


def _long_forms(forms: Iterable[str]) -> Mapping[str, str]:
    """Acronym → the long form it clearly stands for: at least three uses, and two thirds of all uses."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for form in forms:
        if "(" in form or "[" in form:
            halves = _halves(form)
            if halves:
                uses[halves[1]][halves[0]] += 1
    long_forms = {}
    for short, counts in uses.items():
        long, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if most >= 3 and 3 * most >= 2 * counts.total() and long not in uses:
            long_forms[short] = long
    return long_forms


def _key(form: str, long_forms: Mapping[str, str]) -> str:
    halves = _halves(form) if "(" in form or "[" in form else None
    if halves:
        return halves[0]
    words = singulars(form)
    return long_forms.get("".join(words)) or "".join(long_forms.get(word, word) for word in words)


def _shown(form: str) -> str:
    return text.clean(tex.plain(form), LABEL_CAP)


def _label(forms: Counter[str]) -> str:
    """The most frequent form; among equals the plainer one: no brackets, no capitals, shorter."""
    return min(forms, key=lambda form: (-forms[form], "(" in form, form != form.lower(), len(form), form))


def _slugs(forms: Mapping[str, Counter[str]]) -> Mapping[str, str]:
    """A slug for every key, made from its label; no two keys share a slug."""
    taken: dict[str, str] = {}
    order = sorted(forms, key=lambda key: (-forms[key].total(), key))
    for key in order:
        bare = "-".join(_PARTS.findall(_label(forms[key]).casefold()))[:_SLUG_CAP].strip("-")
        slug = text.slug(bare) if bare else f"k-{text.digest(key)}"
        taken[slug if slug not in taken else f"{slug}-{text.digest(key)}"] = key
    return {key: slug for slug, key in taken.items()}
