"""One employer's hosts are one site, two employers' hosts never are."""

import pytest

from skillscan.net.registrable_domain import is_same_site, registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.acme.com", "acme.com"),
        ("WWW.Acme.COM.", "acme.com"),
        ("careers.acme.co.uk", "acme.co.uk"),
        ("jobs.acme.com.au", "acme.com.au"),
        ("acme.github.io", "acme.github.io"),
        ("www.acme.github.io", "acme.github.io"),
        ("github.io", "github.io"),
        ("co.uk", "co.uk"),
        ("jobs.müller.de", "müller.de"),
        ("careers.acme.example", "acme.example"),
        ("localhost", "localhost"),
        ("10.0.0.1", "10.0.0.1"),
        ("20.0.0.1", "20.0.0.1"),
        ("2001:db8::1", "2001:db8::1"),
        ("", ""),
    ],
)
def test_registrable_domains(host: str, domain: str) -> None:
    """`boards discover` of a British employer would look at other firms' sites."""
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    ("asked", "target", "is_same"),
    [
        ("https://acme.co.uk/", "https://careers.acme.co.uk/jobs", True),
        ("https://acme.co.uk/", "https://other.co.uk/", False),
        ("https://acme.com.au/", "https://other.com.au/", False),
        ("https://acme.github.io/", "https://other.github.io/", False),
        ("https://192.0.2.1/", "https://198.51.2.1/", False),
        ("https://192.0.2.1/", "https://192.0.2.1:8443/jobs", True),
        ("https://acme.com/", "https://acme.com.evil.example/", False),
        ("https://acme.com/", "/jobs", False),
        ("nothing", "nothing", False),
    ],
)
def test_sites(asked: str, target: str, is_same: bool) -> None:
    """A redirect or a link could lead the operator's machine to any other firm."""
    assert is_same_site(asked, target) is is_same
