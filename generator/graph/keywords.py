"""Source keywords folded: one page for "LLM", "LLMs" and "large language models (LLMs)".

The source's keywords are free text written by a model, and most are used only once. Folding ignores case,
plurals, hyphens, spaces and TeX, and resolves acronyms. The label is the most frequent form.

Papers of closed quarters alone (`similarity.closed`) decide which acronyms there are, and the label and
address of a keyword that they have. So a new day changes neither the names of old keywords nor what old
papers are indexed with.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from generator import memo, text
from generator.archive import ArchivedPaper
from generator.graph.similarity import closed
from generator.memo import FORGETFUL, Memory
from generator.records.ids import PaperId
from generator.text import tex
from generator.tokens.words import singulars

KIND, SETTLED_FORMS, SETTLED = "keywords", "settled-forms", "settled-keywords"
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

    def pages(self, threshold: int) -> tuple[Keyword, ...]:
        """Those in at least `threshold` papers, most used first, then by slug."""
        chosen = (one for one in self.by_key.values() if len(one.papers) >= threshold)
        return tuple(sorted(chosen, key=lambda one: (-len(one.papers), one.slug)))


class _Named(NamedTuple):
    """What papers decide for later ones: the long forms of acronyms, and the label and slug of each key; and
    the keys of each paper that has keywords."""

    long_forms: Mapping[str, str]
    labels: Mapping[str, str]
    slugs: Mapping[str, str]
    keys: Sequence[tuple[str, ...]]


class _Folded(dict[str, tuple[str, str]]):
    """(key, form as shown) by form as written. Those of an earlier run are reused if it knew the same
    acronyms."""

    def __init__(self, kind: str, long_forms: Mapping[str, str], known: Memory) -> None:
        self._kind, self._long_forms, self._memory = kind, long_forms, known
        self._name = memo.key(sorted(long_forms.items()))
        body = known.recall(kind, self._name)
        lines = memo.words(memo.unpacked(body)["forms"]) if body else ()
        super().__init__((form, (key, shown)) for form, key, shown in (line.split("\t") for line in lines))
        self._count = len(self)

    def __missing__(self, form: str) -> tuple[str, str]:
        shown = _shown(form)
        found = self[form] = _key(shown, self._long_forms), shown
        return found

    def keep(self) -> None:
        """For the next run, if there is anything new."""
        if len(self) > self._count:
            lines = ["\t".join((form, *of)) for form, of in self.items()]  # clean text has no tabs
            self._memory.keep(self._kind, self._name, memo.packed({"forms": memo.lines(lines)}))


def of(papers: Iterable[ArchivedPaper], known: Memory = FORGETFUL) -> Keywords:
    """The caller must leave out hidden and withdrawn papers."""
    shown = sorted(papers, key=lambda one: one.paper.id)
    rows = closed.settled(shown)
    settled, rest = ([shown[row] for row in some] for some in (rows, sorted({*range(len(shown))} - {*rows})))
    settled, rest = ([one for one in some if one.paper.keywords] for some in (settled, rest))
    first = _settled(settled, known) if rows else _Named(_long_forms(_forms(rest)), {}, {}, ())
    second = _named(rest, first, KIND, known)
    of_paper: dict[PaperId, tuple[str, ...]] = {}
    holders: dict[str, list[PaperId]] = defaultdict(list)
    for one, keys in zip((*settled, *rest), (*first.keys, *second.keys), strict=True):
        of_paper[one.paper.id] = keys
        for key in keys:
            holders[key].append(one.paper.id)
    labels, slugs = {**first.labels, **second.labels}, {**first.slugs, **second.slugs}
    by_key = {
        key: Keyword(key=key, slug=slugs[key], label=labels[key], papers=tuple(sorted(holders[key])))
        for key in sorted(labels)
    }
    return Keywords(by_key=by_key, of_paper=of_paper)


def _settled(papers: Sequence[ArchivedPaper], known: Memory) -> _Named:
    """What papers of closed quarters decide; what an earlier run found, if their keywords are the same."""
    name = memo.key_of(one.paper.keywords for one in papers)
    if body := known.recall(SETTLED, name):
        return _unpacked(memo.unpacked(body))
    found = _named(papers, _Named(_long_forms(_forms(papers)), {}, {}, ()), SETTLED_FORMS, known)
    known.keep(SETTLED, name, memo.packed(_packed(found)))
    return found


def _named(papers: Iterable[ArchivedPaper], before: _Named, kind: str, known: Memory) -> _Named:
    """The keywords of some papers, of which those that are known `before` have their names."""
    folded = _Folded(kind, before.long_forms, known)
    new: dict[str, dict[str, int]] = {}
    keys: list[tuple[str, ...]] = []
    for one in papers:
        uses = [use for use in map(folded.__getitem__, one.paper.keywords) if use[0]]
        for key, form in uses:
            if key not in before.labels:
                uses_of = new.setdefault(key, {})
                uses_of[form] = uses_of.get(form, 0) + 1
        keys.append(tuple(dict.fromkeys(key for key, _ in uses)))
    folded.keep()
    labels = {key: _label(forms) for key, forms in new.items()}
    slugs = _slugs(new, labels, frozenset(before.slugs.values()))
    return _Named(before.long_forms, labels, slugs, keys)


def _packed(found: _Named) -> dict[str, memo.Array]:
    """Arrays that can be kept between runs."""
    places = {key: n for n, key in enumerate(found.labels)}
    return {
        "short": memo.lines([*found.long_forms]),
        "long": memo.lines([*found.long_forms.values()]),
        "keys": memo.lines([*found.labels]),
        "labels": memo.lines([*found.labels.values()]),
        "slugs": memo.lines([found.slugs[key] for key in found.labels]),
        "ends": np.cumsum([len(keys) for keys in found.keys], dtype=np.int64),
        "places": np.array([places[key] for keys in found.keys for key in keys], np.int32),
    }


def _unpacked(held: Mapping[str, memo.Array]) -> _Named:
    """The inverse of `_packed`."""
    keys = memo.words(held["keys"])
    told = [keys[place] for place in held["places"].tolist()]
    return _Named(
        long_forms=dict(zip(memo.words(held["short"]), memo.words(held["long"]), strict=True)),
        labels=dict(zip(keys, memo.words(held["labels"]), strict=True)),
        slugs=dict(zip(keys, memo.words(held["slugs"]), strict=True)),
        keys=[tuple(told[start:end]) for start, end in pairwise([0, *held["ends"].tolist()])],
    )


def _forms(papers: Iterable[ArchivedPaper]) -> Iterator[str]:
    return (form for one in papers for form in one.paper.keywords)


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
            halves = _halves(_shown(form))
            if halves:
                uses[halves[1]][halves[0]] += 1
    long_forms = {}
    for short, counts in uses.items():
        long, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if most >= 3 and 3 * most >= 2 * counts.total() and long not in uses:
            long_forms[short] = long
    return long_forms


def _key(shown: str, long_forms: Mapping[str, str]) -> str:
    halves = _halves(shown) if "(" in shown or "[" in shown else None
    if halves:
        return halves[0]
    words = singulars(shown)
    return long_forms.get("".join(words)) or "".join(long_forms.get(word, word) for word in words)


def _shown(form: str) -> str:
    return text.clean(tex.plain(form), LABEL_CAP)


def _label(forms: Mapping[str, int]) -> str:
    """The most frequent form; among equals the plainer one: no brackets, no capitals, shorter."""
    if len(forms) == 1:  # most keywords have been used once
        return next(iter(forms))
    return min(forms, key=lambda form: (-forms[form], "(" in form, form != form.lower(), len(form), form))


def _slugs(
    uses: Mapping[str, Mapping[str, int]], labels: Mapping[str, str], others: frozenset[str]
) -> Mapping[str, str]:
    """A slug for every key, made from its label, the most used first; no two keys share a slug, and none is
    one of `others`."""
    taken: dict[str, str] = {}
    for _, key in sorted((-sum(forms.values()), key) for key, forms in uses.items()):
        bare = "-".join(_PARTS.findall(labels[key].casefold()))[:_SLUG_CAP].strip("-")
        slug = text.slug(bare) if bare else f"k-{text.digest(key)}"
        is_free = slug not in taken and slug not in others
        taken[slug if is_free else f"{slug}-{text.digest(key)}"] = key
    return {key: slug for slug, key in taken.items()}
