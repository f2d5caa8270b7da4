"""From addresses to boards: every way people write them, and refusals that help."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.boards.recognise import BoardAddress, NoBoard, board_of
from skillscan.boards.registry import is_token
from skillscan.sources.registry import require_source

BOARDS = [
    ("https://job-boards.greenhouse.io/acme", "greenhouse", "acme"),
    ("boards.greenhouse.io/acme/jobs/4011?gh_src=x", "greenhouse", "acme"),
    ("https://job-boards.eu.greenhouse.io/acme/", "greenhouse", "acme"),
    ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse", "acme"),
    ("https://boards.greenhouse.io/embed/job_board/js?for=acme", "greenhouse", "acme"),
    ("https://boards-api.greenhouse.io/v1/boards/acme/jobs", "greenhouse", "acme"),
    ("https://api.greenhouse.io/v1/boards/acme/jobs", "greenhouse", "acme"),
    ("https://jobs.lever.co/acme/0a1b-2c3d/apply", "lever", "acme"),
    ("https://jobs.eu.lever.co/acme", "lever", "eu/acme"),
    ("https://api.eu.lever.co/v0/postings/acme?mode=json", "lever", "eu/acme"),
    ("https://jobs.ashbyhq.com/Forward%20Financing", "ashby", "Forward Financing"),
    ("https://api.ashbyhq.com/posting-api/job-board/acme", "ashby", "acme"),
    ("HTTPS://Careers.SmartRecruiters.com/AcmeGroup/careers-page", "smartrecruiters", "AcmeGroup"),
    ("https://jobs.smartrecruiters.com/Acme/744-engineer", "smartrecruiters", "Acme"),
    ("https://api.smartrecruiters.com/v1/companies/Acme/postings", "smartrecruiters", "Acme"),
    ("https://apply.workable.com/acme/j/AB12/?lng=en", "workable", "acme"),
    ("https://acme.workable.com/", "workable", "acme"),
    ("https://apply.workable.com/api/v1/widget/accounts/acme?details=true", "workable", "acme"),
    ("https://acme.recruitee.com/o/engineer", "recruitee", "acme"),
    ("https://acme.jobs.personio.de/job/1?language=en", "personio", "acme"),
    ("https://acme.jobs.personio.com", "personio", "com/acme"),
    ("https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/x_JR1", "workday", "acme.wd5/Careers"),
    ("https://acme.wd103.myworkdayjobs.com/Careers", "workday", "acme.wd103/Careers"),
    ("https://acme.wd1.myworkdayjobs.com/wday/cxs/acme/Jobs/jobs", "workday", "acme.wd1/Jobs"),
    ("https://wd3.myworkdaysite.com/recruiting/ac/Jobs", "workday", "wd3/ac/Jobs"),
    ("https://wd3.myworkdaysite.com/en-US/recruiting/acme/Jobs/job/x", "workday", "wd3/acme/Jobs"),
    ("https://www.remotive.com/remote-jobs", "remotive", "all"),
    ("https://news.ycombinator.com/item?id=1", "hackernews", "whoishiring"),
    ("https://www.themuse.com/search/category/data-and-analytics", "themuse", "Data and Analytics"),
    ("https://www.themuse.com/api/public/jobs?category=Data+Science", "themuse", "Data Science"),
]

REFUSALS = [
    ("https://www.acme.example/careers", "own_page"),
    ("https://acme.bamboohr.com/careers", "other_system"),
    ("https://grnh.se/abc", "short_link"),
    ("https://jobs.lever.co/", "no_employer"),
    ("https://www.workable.com/", "no_employer"),
    ("https://apply.workable.com/j/AB12", "no_employer"),
    ("https://jobs.workable.com/company/x/jobs-at-acme", "no_employer"),
    ("https://acme.wd5.myworkdayjobs.com/en-US", "no_employer"),
    ("https://www.themuse.com/jobs/acme/engineer", "no_employer"),
    ("https://jobs.lever.co.evil.example/acme", "own_page"),
    ("https://evil.example/https://jobs.lever.co/acme", "own_page"),
    ("https://jobs.lever.co@evil.example/acme", "no_address"),
    ("javascript:alert(1)", "no_address"),
    ("acme", "no_address"),
    ("", "no_address"),
    ("https://jobs.lever.co/acme corp", "no_address"),
    ("https://[::1", "no_address"),
]


@pytest.mark.parametrize(("url", "source", "token"), BOARDS)
def test_addresses_of_boards(url: str, source: str, token: str) -> None:
    """An operator would have to know how each system's API calls an employer."""
    found = board_of(url)
    assert isinstance(found, BoardAddress), found
    assert (found.source, found.token) == (source, token)
    assert board_of(found.url) == found


@pytest.mark.parametrize(("url", "reason"), REFUSALS)
def test_addresses_that_lead_to_no_board(url: str, reason: str) -> None:
    """A wrong board would be asked every day; a bare "no" would leave the operator alone."""
    found = board_of(url)
    assert isinstance(found, NoBoard), found
    assert found.reason == reason
    assert found.detail


@given(st.text(max_size=80).map(lambda text: f"https://jobs.ashbyhq.com/{text}") | st.text())
def test_any_text_is_answered(text: str) -> None:
    """A pasted line of anything must not end in a stack trace."""
    found = board_of(text)
    assert isinstance(found, NoBoard) or is_token(found.token)


@pytest.mark.parametrize(
    ("source", "token", "name"),
    [
        ("greenhouse", "acme-robotics", "Acme Robotics"),
        ("lever", "eu/acme", "Acme"),
        ("personio", "com/acme_labs", "Acme Labs"),
        ("workday", "acme.wd5/External", "Acme"),
        ("workday", "wd3/acme/External", "Acme"),
        ("ashby", "Forward%20Financing", "Forward Financing"),
        ("greenhouse", "acme.ai", "Acme.ai"),
        ("jsonld", "www.acme.example", "acme.example"),
        ("jsonld", "https://jobs.acme.example/sitemap.xml", "jobs.acme.example"),
        ("remotive", "all", "Remotive"),
    ],
)
def test_names_from_tokens(source: str, token: str, name: str) -> None:
    """Statistics show the employer's name; a token such as "eu/acme" would look broken."""
    assert require_source(source).employer_name(token) == name


def test_pages_of_european_boards() -> None:
    """The link under a posting's employer must lead somewhere."""
    pages = {name: require_source(name).board_page for name in ("lever", "personio")}
    assert pages["lever"]("eu/acme") == "https://jobs.eu.lever.co/acme"
    assert pages["personio"]("com/acme") == "https://acme.jobs.personio.com/"


@pytest.mark.shared
def test_all_real_spellings(shared_dir: Path) -> None:
    """Real lists are full of spellings that nobody thinks of."""
    with (shared_dir / "boards" / "boards.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    counts: Counter[str] = Counter()
    for row in rows:
        found = board_of(row["board_url"])
        if isinstance(found, NoBoard):
            counts[found.reason] += 1
        else:
            counts["resolved" if found.source == row["source"] else "other source"] += 1
    # "other source": the list itself says ashby beside an address of Workable
    assert counts == {"resolved": 4_136, "own_page": 66, "no_employer": 1, "other source": 1}
