"""The page, in a real browser: sorting, searching, hostile texts, nothing loaded."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from suite.browser import chromium, opened

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
NOW = datetime(2026, 2, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def page_file(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Path:
    """The page of a market whose largest employer has a hostile name; nothing was measured."""
    adverts = [
        advert(
            employer=HOSTILE if n < 9 else f"E{n % 12}",
            title=HOSTILE,
            country="US" if n % 4 else "GB",
            skills={"python": "required", **({"pytorch": "preferred"} if n % 2 else {})}
            | ({"kubernetes": "required"} if n % 5 == 0 else {}),
            years=n % 7,
        )
        for n in range(160)
    ]
    text = adverts[0].text
    start = len(HOSTILE) + 2 + text.index("You know")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("skillscan.release.builder.load_evaluation", dict)
        settings = hand_made_warehouse(adverts)
        with open_warehouse(settings) as connection:
            connection.execute(
                "UPDATE findings SET section = mention_class, section_rule = 'rules.x', "
                "heading_start = 0, heading_end = ?", [len(HOSTILE)],
            )  # fmt: skip
            connection.execute(
                "UPDATE findings SET modifier_rule = 'addresses_candidate.asks', "
                "modifier_start = ?, modifier_end = ? WHERE value = 'python'",
                [start, start + len("You know")],
            )
        summary = publish(settings, render=render, now=NOW, notice=HOSTILE)
        return Path(summary.folder, "site", "everything.html")


def test_page_loads_nothing_and_escapes(page_file: Path) -> None:
    """The page would call home, or run what an employer wrote into a title."""
    text = page_file.read_text()
    assert HOSTILE not in text
    assert "<img" not in text
    assert re.findall(r'(?:src|href)="(?!#|data:|https://)[^"]*"', text) == []
    assert re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:', text) == []
    assert text.count("<script") == 1
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]


def test_page_says_why_a_sentence_counts(page_file: Path) -> None:
    """A reader could not see what makes a skill required, or an employer's heading would run."""
    text = page_file.read_text()
    panel = text[text.index("Skills that postings name") :].partition("</section>")[0]
    examples = panel[panel.index("Sentences behind the numbers") :]
    assert "<q>You know <mark>Python</mark> and PyTorch.</q>" in examples
    assert "required: asks the candidate (<em>You know</em>)</span>" in examples
    assert "preferred: list under <em>&lt;/script&gt;" in examples
    years = text[text.index("Years of experience that postings require") :]
    assert "<q><mark>5+ years</mark>.</q>" in years


def test_page_shows_what_a_reader_needs(page_file: Path) -> None:
    """A share without its sample, interval, definition or source is worth nothing."""
    text = page_file.read_text()
    for needed in (
        "2026-02-10",
        "Largest employer",
        "Of those that state any",
        "One employer, one vote",
        "State none",
        "not measured",
        "Reposts and copies of one advertisement",
        "https://www.greenhouse.com/",
        "cluster bootstrap",
        "Withheld: ",
    ):
        assert needed in text


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests of this file."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: "Browser", page_file: Path) -> "Iterator[Page]":
    """The page in the browser."""
    with opened(browser, page_file) as page:
        yield page


def column(page: "Page", number: int) -> list[str]:
    cells = page.locator("section.population:visible section.panel").first.locator("tbody tr")
    return [
        row.locator("th, td").nth(number).inner_text() for row in cells.all() if row.is_visible()
    ]


@pytest.mark.browser
def test_click_sorts(page: "Page") -> None:
    """A reader could not find the skill with the most openings."""
    assert column(page, 0) == ["Python", "PyTorch", "Kubernetes"]
    skills = page.locator("section.population:visible section.panel").first
    header = skills.get_by_role("button", name="Skill", exact=True)
    header.click()
    assert column(page, 0) == ["Kubernetes", "Python", "PyTorch"]
    assert skills.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    header.click()
    assert column(page, 0) == ["PyTorch", "Python", "Kubernetes"]
    skills.get_by_role("button", name="Openings", exact=True).press("Enter")
    numbers = [int(text.replace(",", "")) for text in column(page, 6)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 3


@pytest.mark.browser
def test_search_narrows_and_population_switches(page: "Page") -> None:
    """A table of six hundred skills could not be searched, nor another population seen."""
    section = page.locator("section.population:visible")
    assert section.get_attribute("data-population") == "ml_engineer_us"
    section.locator(".find").first.fill("torch")
    assert column(page, 0) == ["PyTorch"]
    assert section.locator(".found").first.inner_text() == "1 of 3"
    page.get_by_label("Openings for").select_option("ml_engineer_gb")
    assert page.locator("section.population:visible").count() == 1
    assert page.url.endswith("#ml_engineer_gb")
    page.reload()
    shown = page.locator("section.population:visible").get_attribute("data-population")
    assert shown == "ml_engineer_gb"


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1200])
def test_page_does_not_scroll_sideways(page: "Page", width: int) -> None:
    """On a phone the page itself would slide away below the finger."""
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("version", "said"),
    [("test", "read with the rules of this release"), ("old", "read with other rules")],
)
def test_page_says_what_the_reading_error_was_measured_on(
    market: Settings, monkeypatch: pytest.MonkeyPatch, version: str, said: str
) -> None:
    """A precision measured with older rules would pass for the present one."""
    counts = {"true_positives": 9, "false_positives": 1, "false_negatives": 0}
    evaluation = {"postings": 205, "pipeline_version": version, "skills": {"python": counts}}
    monkeypatch.setattr("skillscan.release.builder.load_evaluation", lambda: evaluation)
    summary = publish(market, render=render, now=NOW)
    text = Path(summary.folder, "site", "everything.html").read_text()
    assert "90% / 100% <small>n 9</small>" in text
    assert "on 205 postings labelled by hand" in text
    assert said in text
