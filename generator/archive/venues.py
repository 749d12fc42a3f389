"""Where a paper was published, from what arXiv and its authors say: only if that is beyond doubt.

A comment is free text: "Accepted at NeurIPS 2026", "submitted to NeurIPS 2026", "NeurIPS 2026 workshop".
A sentence gives a venue only if every word in it is known: a word of acceptance, one venue, one year, and
words that change nothing. So an unforeseen phrase, such as the name of a workshop, gives none. A word that
may change the meaning of other sentences (`_DOUBT`) rules out the whole comment.
"""

import re
from dataclasses import dataclass
from functools import cache

from generator.archive import venue_dois
from generator.archive.venue_names import CONFERENCES, JOURNALS, Named
from generator.records.known import Venue

LONGEST = 600
"""Maximum characters of a comment; a longer one is not read."""
YEARS = range(1991, 2100)

_DOUBT = re.compile(
    r"""\b(?:work-?shops?|wkshp|ws\b|srw|co-?located|collocated|satellite|affinity|competition|challenge
    |shared\ task|tutorial|doctoral|consortium|bridge|tiny|blog\w*|late-?\ ?breaking|lbw|extended\ abstracts?
    |student\ abstract|submi\w+|(?<!peer-)(?<!peer\ )review\w*|reject\w*|withdr[ae]w\w*|not|never|no\ longer
    |if|(?:up)?on\ acceptance|after\ acceptance|pending|condition\w*|provision\w*|revis\w+|rebuttal
    |(?:extend|expand)\w*|extension
    |(?:full|long|longer|short|shorter|previous|earlier|early|preliminary|initial|journal|conference|original
        |abridged|condensed|old|part|all)\ versions?
    |version\ of|based\ on|builds|original\w*|previous\w*|supersed\w*|companion|invited|keynote|consider\w*
    |plan\w*|aim\w*|target\w*|inten[dt]\w*|template|style|hop\w+|candidate|nominat\w+|await\w*|expected
    |likely|possibl\w+|maybe|perhaps|prior|part\ of|chapter|thesis|dissertation|preparation|desk|declin\w+
    |retract\w*|erratum|reply|response\ to|proposal|special|rolling|arr|hosted|alongside|conjunction
    |different|another|instead|sequel|follow-?up|resubmi\w+|were)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"\\url\{[^}]*\}?|(?:https?\s?:\s*//|www\.)\S+|\bgithub\.com\S*")
_SENTENCE = re.compile(r"(?<!Proc)(?<!Conf)(?<!Int)(?<!vs)\.\s+|\.$|;|\s\|\s|!\s?")
_HARMLESS = re.compile(
    r"""\d+\s*(?:\+\s*\d+\s*)*(?:main\ |content\ |supplementary\ )?
        (?:pages?|pp|p|figures?|figs?|tables?|algorithms?|references?|appendi(?:x|ces))\b\.?
    |\((?:main|supplementary|appendix)\s*:?\s*\d+[^)]*\)
    |\b(?:volume|vol\.)\s*\d+\s*:\s*(?:long|short)\ papers
    |\b(?:including|plus|with|and|incl\.)?\s*(?:the\ )?
        (?:supplement(?:ary|al)?(?:\ materials?)?|appendi(?:x|ces)|references)\b(?:\ included)?
    |\b(?:the\ )?(?:source\ )?
        (?:code|project|data|datasets?|models?|webpage|website|web|demo|repository|github)
        (?:\ (?:and|&|/|,)?\ ?(?:code|data|datasets?|models?|weights|demo))*
        (?:\ ?(?:page|website|site|repository|link))?
        (?:\ (?:is|are|will\ be))?(?:\ (?:publicly\ )?(?:available|released|open))?
        (?:\ (?:at|here|on|in))?\s*:?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Numbers of pages, and what comes before the address of code: neither is about a venue."""

_TRACKS = {
    "findings": {"findings", "finding"},
    "oral": {"oral"},
    "spotlight": {"spotlight"},
    "highlight": {"highlight"},
    "poster": {"poster"},
    "industry": {"industry", "industrial"},
}
"""What authors add to a venue, the most specific first."""

_ACCEPTED = frozenset(
    """accepted accept accepts acceptance appear appears published presented presentation forthcoming
    camera-ready camera ready oral spotlight highlight poster""".split()  # noqa: SIM905 - words are easiest to read as words
)
_NEUTRAL = frozenset(
    """it this the our a an paper papers work article manuscript preprint pre-print has have been is was be
    will to also got just recently early and as for by at in into on of with author's
    main full long short regular research technical track publication publishing inclusion talk award
    conference conferences symposium meeting proceedings proc international annual joint edition advances
    association computational linguistics findings finding industry industrial journal session print online
    version final ieee acm cvf rsj ieee/cvf ieee/rsj ieee-rsj sigkdd aaai/acm
    twenty thirty forty fifty sixty seventy first second third fourth fifth sixth seventh eighth ninth tenth
    eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    thirtieth fortieth fiftieth""".split()  # noqa: SIM905 - likewise
)
_ORDINAL = re.compile(
    r"\d{1,3}(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty|sixty|seventy)-\w+(?:st|nd|rd|th)", re.IGNORECASE
)
_MEETS = re.compile(r"\b(?:conference|symposium|meeting|proceedings|proc)\b", re.IGNORECASE)
_BREAK = r"\s()\[\],:;\"“”‘’'`–—|*@&+.#/~"
_WORD = re.compile(rf"⟦\d+⟧|«\d+»|[^{_BREAK}-]+(?:[-'/’][^{_BREAK}⟦«-]+)*")
_YEAR = re.compile(r"(?<![\w⟦«])((?:19|20)\d\d)(?![\d»⟧]|\w)")
_BRIEF_YEAR = re.compile(r"(?<=⟧ )\s*[-'’‘`]?\s?(\d\d)(?![\d+])(?!\s*(?:pages|figures|p\b))")

_PLACE = re.compile(
    r"\b(?:vol(?:ume)?|no|issue|pp?|pages?|art(?:icle)?)\b\.?|\b\d+\s?[-–]+\s?\d+\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w'’])(?!(?:19|20)\d\d\b)\d+(?:\(\d+\))?(?!\w)")
"""In a reference: volumes, issues and pages."""


def venue(comment: str | None, journal: str | None, doi: str | None) -> Venue | None:
    """The venue that these agree on; None if none of them gives one, or they disagree."""
    found = [
        one
        for one in (
            venue_dois.venue(doi) if doi else None,
            _of_journal(journal) if journal else None,
            of_comment(comment) if comment else None,
        )
        if one
    ]
    if len({one.slug for one in found}) != 1:
        return None
    return next((one for one in found if one.track), found[0])


def of_comment(comment: str) -> Venue | None:
    """The venue that an author's comment names beyond doubt."""
    written = _ADDRESS.sub(" ", comment[:LONGEST])
    if len(comment) > LONGEST or _DOUBT.search(written):
        return None
    return _one([_read(sentence, is_comment=True) for sentence in _SENTENCE.split(written)])


def _of_journal(journal: str) -> Venue | None:
    """The venue of a journal reference, which need not say that anything was accepted."""
    if _DOUBT.search(journal):
        return None
    bare = _NUMBER.sub(" ", _PLACE.sub(" ", journal))
    return _one([_read(bare, is_comment=False)])


Reading = tuple[Venue | None, bool]
"""The venue of a sentence, and whether it names any: a sentence that names one and cannot be understood rules
out the whole text."""


def _one(sentences: list[Reading]) -> Venue | None:
    naming = [found for found, names in sentences if names]
    if not naming or None in naming or len({one.slug for one in naming if one}) != 1:
        return None
    return max((one for one in naming if one), key=lambda one: len(one.track))


def _read(sentence: str, *, is_comment: bool) -> Reading:
    masked, names = _masked(_HARMLESS.sub(" ", sentence))
    if not names:
        return None, False
    words = _WORD.findall(masked)
    low = [word.lower() for word in words]
    years = {int(word[1:-1]) for word in words if word.startswith("«")}
    unknown = [word for word in low if not _is_known(word)]
    if unknown or len(names) != 1 or len(years) > 1:
        return None, True
    if is_comment and not _ACCEPTED.intersection(low):
        return None, True
    (name,) = names
    year = next(iter(years), None)
    if name.is_journal:
        is_one = not _MEETS.search(masked)
        return (name.venue(None) if is_one else None), True
    if year is None or year not in YEARS or "journal" in low:
        return None, True
    track = next((track for track, words in _TRACKS.items() if words.intersection(low)), "")
    return name.venue(year, track), True


def _is_known(word: str) -> bool:
    return (
        word.startswith(("⟦", "«"))
        or word in _NEUTRAL
        or word in _ACCEPTED
        or _ORDINAL.fullmatch(word) is not None
    )


def _masked(sentence: str) -> tuple[str, set[Named]]:
    """The sentence with marks for venues and years, and the venues in it. The longest names are marked first,
    because shorter ones are parts of them."""
    names: set[Named] = set()
    masked, low = sentence, sentence.lower()
    for one in _patterns():
        if not any(key in low for key in one.keys) or not one.pattern.search(masked):
            continue
        # Without "conference", it is the field, or a journal of that name.
        if one.is_full and not one.name.is_journal and not _MEETS.search(sentence):
            short = one.name.short
            if not short or not re.search(short, sentence):
                continue
        masked = one.pattern.sub(" ⟦0⟧ ", masked)
        names.add(one.name)
    masked = _BRIEF_YEAR.sub(r" «20\1» ", masked)
    return _YEAR.sub(r" «\1» ", masked), names


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One way to write a name. Every text that contains it contains one of `keys` in lowercase: looking for
    these first is much faster."""

    name: Named
    pattern: re.Pattern[str]
    keys: tuple[str, ...]
    is_full: bool


@cache
def _patterns() -> tuple[_Pattern, ...]:
    found: list[tuple[int, _Pattern]] = []
    for name in (*CONFERENCES, *JOURNALS):
        if name.full:
            words = name.full.replace(" ", r"\s+")
            full = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
            found.append((len(name.full), _Pattern(name, full, _keys(name.full), is_full=True)))
        if name.short:
            short = re.compile(rf"(?<![A-Za-z0-9/-])(?:{name.short})(?![A-Za-z/]|-[A-Za-z])")
            found.append((len(name.label), _Pattern(name, short, _keys(name.short), is_full=False)))
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0]))


def _keys(pattern: str) -> tuple[str, ...]:
    """For each way to write a name, the longest run of letters that it always contains."""
    flat = re.sub(r"\(\?:[^()]*\)\??|\[[^\]]*\][?*]?", "\n", pattern)
    ways = (re.split(r"[^A-Za-z0-9]+", re.sub(r"[A-Za-z]\?", "\n", way)) for way in flat.split("|"))
    return tuple(max(parts, key=len).lower() for parts in ways)
