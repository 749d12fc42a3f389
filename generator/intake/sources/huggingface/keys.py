"""The keys that the source is known to send, so that a new one is noticed and never misinterpreted.

Measured over 27 months; a key that was seen once stays known. Most of those that are not used (avatars,
account flags) are listed for the same reason.
"""

from collections.abc import Iterable, Mapping

from generator.intake.fields import as_object


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


_USER = _keys(
    "_id id avatarUrl fullname isPro isHf isHfAdmin isMod type user name followerCount isUserFollowing"
)
_ORGANIZATION = _keys("_id name fullname avatar")
_AUTHOR = _keys("_id name hidden user status statusLastChangedAt")
_ENTRY = _keys(
    "title summary numComments publishedAt paper mediaUrl mediaUrls thumbnail submittedBy "
    "isAuthorParticipating submitterOrganization organization withdrawnAt"
)
_PAPER = _keys(
    "id title summary publishedAt authors upvotes discussionId githubRepo projectPage ai_keywords "
    "submittedOnDailyAt submittedOnDailyBy mediaUrls ai_summary githubStars githubRepoAddedBy "
    "ai_summary_model organization withdrawnAt"
)


def unknown(entry: Mapping[str, object]) -> Iterable[str]:
    """Paths of the keys of one entry that are not in the tables, such as `paper.authors[].x`."""
    yield from _new(entry, _ENTRY, "")
    yield from _below(entry, "submittedBy", _USER, "")
    yield from _below(entry, "organization", _ORGANIZATION, "")
    yield from _below(entry, "submitterOrganization", _ORGANIZATION, "")
    paper = as_object(entry.get("paper"))
    if paper is None:
        return
    yield from _new(paper, _PAPER, "paper.")
    yield from _below(paper, "submittedOnDailyBy", _USER, "paper.")
    yield from _below(paper, "organization", _ORGANIZATION, "paper.")
    authors = paper.get("authors")
    for item in authors if isinstance(authors, list) else ():
        author = as_object(item)
        if author is not None:
            yield from _new(author, _AUTHOR, "paper.authors[].")
            yield from _below(author, "user", _USER, "paper.authors[].")


def _below(parent: Mapping[str, object], key: str, known: frozenset[str], prefix: str) -> Iterable[str]:
    value = as_object(parent.get(key))
    return _new(value, known, f"{prefix}{key}.") if value is not None else ()


def _new(value: Mapping[str, object], known: frozenset[str], prefix: str) -> list[str]:
    return [prefix + key for key in value if key not in known]
