"""What the address of a repository says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import hosts, options
from generator.config.hosts import Repository


@pytest.mark.parametrize(
    ("written", "authority", "site"),
    [
        ("ada/papers", "ada.github.io", "https://ada.github.io/papers/"),
        ("https://github.com/Ada/My.Papers.git", "ada.github.io", "https://ada.github.io/My.Papers/"),
        ("https://github.com/ada/papers/", "ada.github.io", "https://ada.github.io/papers/"),
        ("https://token:secret@github.com/ada/papers", "ada.github.io", "https://ada.github.io/papers/"),
        ("git@github.com:ada/papers.git", "ada.github.io", "https://ada.github.io/papers/"),
        ("ssh://git@ssh.github.com:443/ada/papers.git", "ada.github.io", "https://ada.github.io/papers/"),
        ("git@github.com:ada/ada.github.io.git", "ada.github.io", "https://ada.github.io/"),
        ("git@gitlab.com:lab/team/papers.git", "lab.gitlab.io", "https://lab.gitlab.io/team/papers/"),
        ("https://codeberg.org/ada/papers", "ada.codeberg.page", "https://ada.codeberg.page/papers/"),
        ("https://git.example.org:8443/ada/papers", "ada.git.example.org", None),
        ("git@git.example.org:ada/papers", "ada.git.example.org", None),
        ("https://github.com/a_b/papers", None, None),
        ("work:ada/papers", None, None),
        ("https://10.0.0.1/ada/papers", None, None),
    ],
)
def test_addresses(written: str, authority: str | None, site: str | None) -> None:
    """Owner and host say whose domain names the feeds, and where Pages show the site, where that is known."""
    found = hosts.repository(written)
    assert found
    assert (found.authority, found.site_url) == (authority, site)


@pytest.mark.parametrize(
    ("written", "domain"),
    [
        ("ada/papers", "papers.ada.github.io"),
        ("Ada/My_Daily.Papers", "my-daily-papers.ada.github.io"),
        ("ada/ada.github.io", "ada.github.io"),
        ("git@gitlab.com:lab/team/papers.git", "team-papers.lab.gitlab.io"),
        ("https://git.example.org/ada/papers", "papers.ada.git.example.org"),
        (f"ada/{'x' * 62}-y", f"{'x' * 62}.ada.github.io"),
        ("ada/___", "ada.github.io"),
        ("a_b/papers", None),
    ],
)
def test_a_domain_for_entries(written: str, domain: str | None) -> None:
    """No two repositories of an owner have the same, and mkdocs.yml takes it."""
    found = hosts.repository(written)
    assert found
    assert found.entries == domain
    if domain:
        assert options.read({"feed_authority": domain}, "x").feed_authority == domain


@pytest.mark.attack(6, "hostile addresses of a clone's remote")
@pytest.mark.parametrize(
    "written",
    [
        "", "papers", "/srv/git/papers.git", "../papers", "file:///srv/ada/papers", "C:\\ada\\papers", "ext::sh -c x",
        "a/b\nfeed_year: 1", "a/b c", 'a/"b', "https://github.com/a", "https://github.com/a/..", "https://[/a/b",
        "git@github.com:a/b\x1b[31m", "a/b/c", "ä/b", "a/" + "b" * 101, "--upload-pack=x/y z",
    ],
)  # fmt: skip
def test_no_addresses(written: str) -> None:
    """Paths, half addresses and anything that could mean something in YAML or a terminal name no repository."""
    assert hosts.repository(written) is None


@given(
    st.one_of(
        st.text(max_size=60), st.from_regex(r"(https://|git@)?[a-z0-9.-]{1,20}[:/][A-Za-z0-9_./-]{1,30}")
    )
)
def test_whatever_is_found_is_safe(written: str) -> None:
    """An authority is one that mkdocs.yml takes, and an address is one plain line."""
    found = hosts.repository(written)
    if found and found.authority:
        for domain in (found.authority, str(found.entries)):
            assert options.read({"feed_authority": domain}, "x").feed_authority == domain
    if found and found.site_url:
        assert found.site_url.isascii()
        assert not {*found.site_url} & {*" \"'<>\\\n{}"}


def test_a_very_long_name() -> None:
    """A label of a domain has at most 63 letters."""
    assert Repository("github.com", ("a" * 64,), "x").authority is None
