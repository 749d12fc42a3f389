"""Whether a line of a page's text is the title of the text below it.

The layout does not distinguish a title from a label, a name or an organization: each may be alone above a
long paragraph. The content does: a title is about the same things as its abstract, in words that are not on
every page. Nearly every real title is; a page with one that is not, or that could also be a name or a label,
is refused.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

LONG = 300
"""A text of at least this many letters is as long as an abstract; five real ones in 8,000 are shorter."""
SENTENCE = 100
"""A text of fewer letters is an abstract only if all others are short as well."""
_BRIEF = 600
"""A text of at most this many letters that addresses its reader is an advertisement or a notice."""
_NAME = 3
"""A line of at most this many words is as short as a name, so every word of it must be in the abstract."""
_SPEAKING = 6
"""A line of at least this many words in a regular page need not share a word with its abstract."""

_SPACE = re.compile(r"\s")
_PAGE = frozenset(
    _SPACE.split(
        """\
about abstract abstracts academy access account accounts advertisement after also announcement answer
answers article articles author authors automated available average background been before being better
bookmark bookmarks both button careers cheaper citing claim club college comment comments community
company conclusion conclusions contact contribution contributions contributors cookie cookies
corporation cover credits curated daily date days demo department deploy details discussed discussion
discussions download downloads dozen each edited editor editorial email embed event events example face
faculty faster featured feed feedback finding findings follow followers following foundation free from
full future gallery github glance group have help here highlight highlights hiring home hours hugging
idea info information institute institution into introduction issue issues jobs join journal just
keywords laboratory labs license like limitation limitations link links list listed listen loading main
material matters media members message messages method methods minute minutes more most motivation much
news newsletter note notes notice number offer only open opinion organization organizations other
outline over overview page pages paper papers people person picks plain play point points policy popular
posted posts premium preview pricing print privacy products profile project publication publications
published question questions rating read recent recommend recommended reference references related reply
report reports request research researcher researchers response result results resume review reviews
save saved school score search section sections service services settings share show sign social society
some source sponsor sponsored start submitted submitter subscribe subscription such summaries summary
support tags takeaway takeaways team teams technologies technology terms than thank thanks that their
them then there these they this those through title today topic topics track translation trending tweet
under university update updates uploaded upvote upvoted upvotes user users version very view views vote
votes watch website week weekly weeks what when where which while will with work works workshop would
write written your zoom"""
    )
)
"""Words that say nothing about a single paper, or only belong to the page itself."""
_FIELD = frozenset(
    _SPACE.split(
        """\
agent agentic agents artificial audio based benchmark benchmarks code coding computer computing data
dataset datasets deep dialogue diffusion engineering evaluation generation generative graph graphs image
images inference intelligence language large learning llms machine mathematics model models multimodal
natural network networks neural optimization policy pretraining processing question questions reasoning
recognition reinforcement representation research retrieval robotics robots safety scaling science
search segmentation speech systems text theory train training transformer transformers understanding
video videos vision visual world"""
    )
)
"""Words of many abstracts: topic names consist of them, and share them with the next paper by chance."""

_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u2e80-\uffef]{2}")
_STEM = 5
_PART = 4
"""One word in this many must be in the paragraph above; in another abstract, one in ten is."""
_SHORTEST = 4
_TELLS = (
    r"(?i:introduc|present|propos|releas|report|describ|develop|call|dub|term|name)\w{0,9}[\s,]{1,3}"
    r"(?:[^.\s]{1,40} ){0,6}?\W?"
)
_REPORT = re.compile(r"(?::|,| -+)? (?:technical report|technique report|system card)\b.*", re.IGNORECASE)
_OPENS = re.compile(r"(?:an?|the|on|towards?|how|what|when|why|is|are|do|does|can)\b", re.IGNORECASE)
_JOINS = re.compile(
    r"\b(?:with|for|via|to|in|on|is|are|not|or|through|as|beyond|without|when|how|why|does|do|can)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(r".*\b(?:AI|Inc|Ltd|GmbH|Research|Labs?|Team|Group|Studio)\.?")
_HEAD = re.compile(r"\S+ \S+ \S.*: \S")
_READER = re.compile(r"\b(?:your?|yours|cookies?|subscribe|sign up|click)\b", re.IGNORECASE)
_REMARK = re.compile(
    r"\b(?:i|i'm|my|thanks?|great|nice|lovely|congrat\w+|hi|hello"
    r"|the authors|(?:this|the) paper|would like)\b",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"(?!.*(?:\S: \S|\?$))"
    r".*\b(?:cookies?|this is|we are|bot|sign (?:up|in)|log in|click(?!-)|join|this (?:paper|page|work)"
    r"|papers|authors?|comments?|discussions?|upvotes?|inbox|e-?mail|newsletter|university|institute|department"
    r"|faculty|laboratory|society|college|academy)\b",
    re.IGNORECASE,
)
"""Text that addresses the reader of a page or says where someone works, and is not phrased like a title."""


class _Shared(NamedTuple):
    """Stems of a title's own words, which are not the page's or the field's."""

    plain: set[str]
    """Those that its abstract has in lowercase; names are never in lowercase."""
    met: set[str]
    """Those that its abstract has in any case."""
    own: set[str]
    """All of them."""


class Page(NamedTuple):
    """What the whole page says about each of its pairs."""

    is_regular: bool
    """The page contains nothing but alternating titles and abstracts, one line each, all equally spaced."""
    is_brief: bool
    """None of its abstracts is as long as most real ones."""


def is_title_of(title: str, abstract: str, before: str, page: Page) -> bool:
    """Whether this line is certainly the title of this text; `before` is the title before it, or ""."""
    shared = _shared(title, abstract)
    if not _is_abstract(abstract, shared, page):
        return False
    words = len(title.split())
    is_told = _is_told(title, abstract, shared)
    if words < _NAME or not page.is_regular:
        return is_told and (words >= _NAME or page.is_regular)
    return (
        is_told
        or _is_likely(title, abstract, shared)
        or (_is_phrase(title) and not _shared(before, abstract).plain)
    )


def goes_on(above: str, below: str) -> bool:
    """Whether a long paragraph continues the abstract above it, and is not a notice or comment."""
    if _READER.search(below) or _REMARK.search(below):
        return False
    plain, _, own = _shared(below, above)
    return _PART * len(plain) >= len(own) > 0


def _is_abstract(abstract: str, shared: _Shared, page: Page) -> bool:
    """Whether a text is not a comment, notice or advertisement, which are shorter than abstracts."""
    if len(abstract) < _BRIEF and _READER.search(abstract):
        return False
    is_usual = len(abstract) >= LONG or (page.is_brief and page.is_regular)
    return is_usual or (len(abstract) >= SENTENCE and len(shared.plain) >= 2)


def _is_told(title: str, abstract: str, shared: _Shared) -> bool:
    """Whether the abstract says what the title says, wherever on a page they are."""
    plain, met, own = shared
    if _CALLS.match(title) and len(plain) <= 2:
        return False
    if _is_named(title, abstract):
        return True
    if len(title.split()) <= _NAME:
        return bool(plain) and met == own and not _FIRM.fullmatch(title)
    return len(plain) >= 2


def _is_likely(title: str, abstract: str, shared: _Shared) -> bool:
    """What is enough in a page of only titles and abstracts, where there is nothing else."""
    plain, met, _ = shared
    if _CALLS.match(title):
        return False
    words = len(title.split())
    has_opening = _OPENS.match(title) is not None
    if words <= _NAME:
        return len(plain) >= 2 or (has_opening and (bool(plain) or _shares_any(title, abstract)))
    if (plain and (len(met) >= 2 or has_opening or words >= _SPEAKING)) or (
        len(met) >= 2 and any(sign.isdigit() for sign in title)
    ):
        return True
    return (words >= _SPEAKING or has_opening) and (bool(met) or _shares_any(title, abstract))


def _is_phrase(title: str) -> bool:
    """Whether a line is phrased like a title, and not like a label, a list of names or an address."""
    if _CALLS.match(title) or _READER.search(title):
        return False
    return _HEAD.match(title) is not None or (
        len(title.split()) >= _SPEAKING and _JOINS.search(title) is not None
    )


def _shared(title: str, abstract: str) -> _Shared:
    """What title and abstract have in common; the words of the field count only with others."""
    words, told = _words(title), _words(abstract)
    plain = _stems(word for word in told if not word[0].isupper())
    own = _stems(word for word in words if word.casefold() not in _PAGE | _FIELD)
    met = own & _stems(told)
    field = _stems(word for word in words if word.casefold() in _FIELD) & plain if met else set()
    return _Shared((own | field) & plain, met | field, own | field)


def _words(line: str) -> list[str]:
    """Words that are long enough to be meaningful; Chinese, Japanese and Korean as pairs of characters."""
    return [word for word in _WORD.findall(line) if len(word) >= _SHORTEST and word[0] < "\u2e80"] + [
        pair for at in (0, 1) for pair in _CJK.findall(line[at:])
    ]


def _stems(words: Iterable[str]) -> set[str]:
    return {word.casefold()[:_STEM] for word in words}


def _is_named(title: str, abstract: str) -> bool:
    """Whether the abstract introduces what the title names, or is about the subject of a report."""
    report = _REPORT.search(title)
    name = title[: report.start()] if report else title.partition(":")[0]
    if not any(sign.isalpha() for sign in name) or _FIRM.fullmatch(name):
        return False
    if report and _shared(name, abstract).met:
        return True
    tells = r"(?<!\w)" if report else _TELLS
    exact = re.escape(name).replace(r"\ ", "[ -]")
    return re.search(rf"{tells}{exact}(?!\w| [A-Z])", abstract) is not None


def _shares_any(title: str, abstract: str) -> bool:
    """Whether both share any word that is not on every page, however common or short."""

    def rare(line: str) -> set[str]:
        words = (word for word in _WORD.findall(line) if len(word) >= _SHORTEST or word.isupper())
        return _stems(word for word in words if word.casefold() not in _PAGE)

    return bool(rare(title) & rare(abstract))
