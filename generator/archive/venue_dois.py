"""The venue that a publisher's DOI names: some write the acronym and the year into it."""

import re

from generator.archive.venue_names import CONFERENCES, JOURNALS
from generator.records.known import Venue

_ACL_DOI = re.compile(
    r"10\.18653/v1/((?:19|20)\d\d)\.(findings-)?(acl|emnlp|naacl|eacl)-?(?:long|short|main|industry|demos?)?\.\d+"
)
_IEEE_DOI = re.compile(r"10\.1109/([A-Za-z-]+?)\d{4,6}\.((?:19|20)\d\d)\.\d+")
_IEEE_JOURNAL_DOI = re.compile(r"10\.1109/([A-Za-z]+)\.((?:19|20)\d\d)\.\d+")
_SPEECH_DOI = re.compile(r"10\.21437/interspeech\.((?:19|20)\d\d)-\d+", re.IGNORECASE)
_BY_DOI = {"lra": "RA-L", "tpami": "TPAMI", "tip": "TIP", "tmi": "TMI", "tro": "T-RO", "tnnls": "TNNLS"}


def venue(doi: str) -> Venue | None:
    """The venue that a publisher's DOI names."""
    low = doi.lower()
    if acl := _ACL_DOI.fullmatch(low):
        return _of(acl[3], int(acl[1]), "findings" if acl[2] else "")
    if speech := _SPEECH_DOI.fullmatch(low):
        return _of("Interspeech", int(speech[1]), "")
    if ieee := _IEEE_DOI.fullmatch(doi):
        return _of(ieee[1], int(ieee[2]), "")
    if letters := _IEEE_JOURNAL_DOI.fullmatch(doi):
        label = _BY_DOI.get(letters[1].lower())
        return _of(label, None, "") if label else None
    return None


def _of(label: str, year: int | None, track: str) -> Venue | None:
    """The venue with this label in any case."""
    names = (*CONFERENCES, *JOURNALS)
    name = next((one for one in names if one.label.lower() == label.lower()), None)
    return name.venue(year, track) if name else None
