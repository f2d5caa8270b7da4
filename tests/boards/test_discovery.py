"""The boards behind careers pages."""

import pytest

from skillscan.boards.discovery import board_behind, discover

URL = "https://www.acme.example/careers"
PAGES = [
    ("links to postings", '<a href="https://jobs.lever.co/acme/1">A</a> //jobs.lever.co/acme/2',
     [("lever", "acme")]),
    ("an embedded script", '<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme">',
     [("greenhouse", "acme")]),
    ("an address in JSON", '{"u":"https:\\/\\/jobs.ashbyhq.com\\/acme\\/embed?version=2"}',
     [("ashby", "acme")]),
    ("a frame", '<iframe src="https://acme.jobs.personio.de/?language=en&amp;x=1"></iframe>',
     [("personio", "acme")]),
    ("an employer's own board before a partner's",
     "https://jobs.lever.co/partner https://jobs.lever.co/acme/1 https://jobs.lever.co/acme/2",
     [("lever", "acme"), ("lever", "partner")]),
    ("aggregators say nothing", '<a href="https://remotive.com/x">See us there</a>', []),
    ("the system's own pages say nothing", '<a href="https://www.recruitee.com/">By Recruitee</a>',
     []),
    ("postings of its own",
     '<script type="application/ld+json">{"@type":"JobPosting"}</script>',
     [("jsonld", "www.acme.example")]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "boards"), [row[1:] for row in PAGES], ids=[p[0] for p in PAGES])
def test_boards_on_a_page(page: str, boards: list[tuple[str, str]]) -> None:
    """The operator would search the page's source by hand."""
    assert [(board.source, board.token) for board in discover(page, URL).boards] == boards


def test_where_to_look_next() -> None:
    """The board often stands one click behind the page that people know."""
    page = """<a href="/careers/open-positions">Positions</a> <a href="/blog">Blog</a>
    <a href="https://careers.acme.example/">Work here</a> <a href="https://other.example/jobs">x</a>
    <a href="javascript:void(0)">Jobs</a> <a href="/about">Join us</a> <a href="#jobs">Jobs</a>"""
    assert discover(page, URL).further == (
        "https://careers.acme.example/",
        "https://www.acme.example/about",
        "https://www.acme.example/careers/open-positions",
    )


@pytest.mark.parametrize(
    ("url", "own", "other"),
    [
        ("https://www.acme.co.uk/", "https://jobs.acme.co.uk/", "https://other.co.uk/jobs"),
        ("https://acme.com.au/about", "https://www.acme.com.au/jobs", "https://jobs.com.au/"),
        ("https://acme.github.io/", "https://acme.github.io/jobs", "https://other.github.io/jobs"),
        ("http://192.0.2.1/", "http://192.0.2.1/jobs", "http://198.51.2.1/jobs"),
    ],
)
def test_other_firms_are_not_looked_at(url: str, own: str, other: str) -> None:
    """The board of another firm would be added under the employer's name."""
    page = f'<a href="{own}">Jobs</a> <a href="{other}">Jobs</a>'
    assert discover(page, url).further == (own,)


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("https://jobs.lever.co/acme/1", "acme"),
        ("https://remotive.com/remote-jobs", None),
        ("https://www.acme.example/", None),
        ("", None),
    ],
)
def test_where_a_redirect_leads(url: str, token: str | None) -> None:
    """A feed of many employers would be added as one employer's board."""
    board = board_behind(url)
    assert (board and board.token) == token


@pytest.mark.parametrize("page", ["", "<a href=", "<![", "\x00" * 100, "<a>" * 10_000])
def test_hostile_pages(page: str) -> None:
    """A broken page must not end in a stack trace."""
    assert discover(page, URL).boards == ()
