"""The pages of statistics, in a real browser: sorting, searching, hostile texts, nothing loaded."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from suite.accessibility import faults_of
from suite.browser import chromium, opened
from suite.hostile_market import HOSTILE, NOW, hostile_release

from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def release(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Path:
    """The release of a hostile market."""
    return hostile_release(hand_made_warehouse, advert)


@pytest.fixture(scope="module")
def page_file(release: Path) -> Path:
    """The page of the shares of skills."""
    return release / "site" / "statistics" / "skill_share.html"


def test_pages_load_nothing_and_escape(release: Path) -> None:
    """A page would call home, or run what an employer wrote into a title."""
    pages = list((release / "site" / "statistics").glob("*.html"))
    assert len(pages) == 19
    for path in pages:
        text = path.read_text()
        assert HOSTILE not in text
        assert "<img" not in text
        assert re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:', text) == []
        assert text.count("<script") == 1
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
        assert policy
        assert policy[1].startswith("default-src 'none'")
        assert "unsafe" not in policy[1]


def test_links_within_the_release_lead_to_files(release: Path) -> None:
    """A reader would click a download, or a related statistic, into nothing."""
    folder = release / "site" / "statistics"
    for path in folder.glob("*.html"):
        for target in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', path.read_text()):
            # Those of the frame belong to pages that are made beside these.
            if target.startswith(("../statistics", "../skills", "../pictures", "../../")) or (
                "/" not in target
            ):
                assert (folder / target).is_file(), f"{path.name}: {target}"


def test_every_page_is_light(release: Path) -> None:
    """A phone would load megabytes for one number."""
    for path in (release / "site" / "statistics").glob("*.html"):
        assert path.stat().st_size < 500_000


def test_page_says_why_a_sentence_counts(page_file: Path) -> None:
    """A reader could not see what makes a skill required, or an employer's heading would run."""
    text = page_file.read_text()
    examples = text[text.index("Sentences behind the numbers") :]
    assert "<q>You know <mark>Python</mark> and PyTorch.</q>" in examples
    assert "required: asks the candidate (<em>You know</em>)</span>" in examples
    assert "preferred: list under <em>&lt;/script&gt;" in examples
    years = (page_file.parent / "experience_at_least.html").read_text()
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
        "cluster bootstrap",
        "Machine-learning engineers in the United Kingdom",
        "Cite it as",
        'href="../../statistics/skill_share.csv"',
        'href="../../statistics/skill_share.metadata.json"',
        'href="../pictures/statistics/skill_share.svg"',
    ):
        assert needed in text
    index = (page_file.parent / "index.html").read_text()
    assert "https://www.greenhouse.com/" in index
    assert "fewer than the minimum of" in index


def test_a_population_that_leads_without_a_number_is_named_with_the_reason(release: Path) -> None:
    """A page of another population would pass for that of the leading one."""
    text = (release / "site" / "statistics" / "pay_median.html").read_text()
    assert re.search(r'<p class="withheld">[^<]*fewer than the minimum', text)


def test_the_picture_stands_alone(release: Path) -> None:
    """A chart that is passed on would not say where it comes from, or that data are invented."""
    text = (release / "site" / "pictures" / "statistics" / "skill_share.svg").read_text()
    assert HOSTILE not in text
    assert "&lt;/script&gt;" in text
    assert "data as of 2026-02-10" in text
    assert release.name in text


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
    rows = page.locator("#values tbody tr")
    return [
        row.locator("th, td").nth(number).inner_text() for row in rows.all() if row.is_visible()
    ]


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_the_chart_is_saved_as_a_picture(
    browser: "Browser", page_file: Path, tmp_path: Path, scheme: Any, width: int
) -> None:
    """An editor whose system takes no SVG would take a screenshot, without source and sample."""
    size = {"width": width, "height": 844}
    with opened(browser, page_file, color_scheme=scheme, viewport=size) as page:
        with page.expect_download() as found:
            page.get_by_role("button", name="The chart (PNG)").click()
        saved = tmp_path / found.value.suggested_filename
        found.value.save_as(saved)
        box = page.evaluate("document.querySelector('svg.chart').viewBox.baseVal.width")
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert saved.name == "skill_share.png"
    content = saved.read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert width == 2 * box
    look = """async (url) => {
      const image = new Image(); image.src = url; await image.decode();
      const {width, height} = image;
      const canvas = Object.assign(document.createElement("canvas"), {width, height});
      const context = canvas.getContext("2d"); context.drawImage(image, 0, 0);
      const colours = new Map();
      const dots = context.getImageData(0, 0, width, height).data;
      for (let at = 0; at < dots.length; at += 4) {
        const colour = `rgb(${dots[at]}, ${dots[at + 1]}, ${dots[at + 2]})`;
        colours.set(colour, (colours.get(colour) ?? 0) + 1);
      }
      return [...colours].sort((a, b) => b[1] - a[1]).slice(0, 3);
    }"""
    blank = browser.new_page()
    colours = blank.evaluate(look, f"data:image/png;base64,{b64encode(content).decode()}")
    blank.close()
    assert colours[0][0] == paper
    assert colours[1][1] > 0.01 * width * height, "no bar is drawn"


def test_click_sorts(page: "Page") -> None:
    """A reader could not find the skill with the most openings."""
    assert column(page, 0) == ["Python", "PyTorch", "Kubernetes", "C++"]
    skills = page.locator("#values")
    header = skills.get_by_role("button", name="Skill", exact=True)
    header.click()
    assert column(page, 0) == ["C++", "Kubernetes", "Python", "PyTorch"]
    assert skills.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    header.click()
    assert column(page, 0) == ["PyTorch", "Python", "Kubernetes", "C++"]
    skills.get_by_role("button", name="Openings", exact=True).press("Enter")
    numbers = [int(text.replace(",", "")) for text in column(page, 6)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 4


@pytest.mark.browser
def test_search_narrows(page: "Page") -> None:
    """A table of hundreds of skills could not be searched."""
    page.locator("#find").fill("torch")
    assert column(page, 0) == ["PyTorch"]
    assert page.locator("output[for=find]").inner_text() == "1 of 4"


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index", "skill_share", "experience_years", "posting_lifetime"])
def test_everybody_can_read_it(browser: "Browser", release: Path, name: str) -> None:
    """Who sees little, or uses a phone or a keyboard, could not read a number (WCAG 2.2 AA)."""
    with opened(browser, release / "site" / "statistics" / f"{name}.html") as page:
        assert faults_of(page) == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "form"), [(390, "narrow"), (1280, "wide")])
def test_a_chart_is_read_without_sliding(
    browser: "Browser", release: Path, width: int, form: str
) -> None:
    """On a phone the bars were cut off, or their labels too small to be read."""
    for path in ("statistics/skill_share.html", "skills/python.html"):
        size = {"width": width, "height": 844}
        with opened(browser, release / "site" / path, viewport=size) as page:
            shown = page.locator("figure svg.chart:visible")
            assert shown.count() >= 1
            for chart in shown.all():
                assert form in (chart.get_attribute("class") or "").split()
                box = chart.bounding_box()
                assert box
                assert box["x"] + box["width"] <= width
                units = chart.evaluate("chart => chart.viewBox.baseVal.width")
                assert box["width"] / units >= 0.9  # letters of 13 units


@pytest.mark.browser
@pytest.mark.parametrize("name", ["skill_share", "experience_years"])
def test_paper_holds_every_column(browser: "Browser", release: Path, name: str) -> None:
    """Printed, the right half of a table would be lost."""
    file = release / "site" / "statistics" / f"{name}.html"
    with opened(browser, file, viewport={"width": 718, "height": 1000}) as page:
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 718


@pytest.mark.browser
def test_it_is_readable_without_script(browser: "Browser", page_file: Path) -> None:
    """Where scripts are forbidden an editor would see nothing."""
    with opened(browser, page_file, java_script_enabled=False) as page:
        assert page.locator("#values tbody tr:visible").count() == 4
        assert page.locator("svg.chart").first.is_visible()


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
    text = (Path(summary.folder) / "site" / "statistics" / "skill_share.html").read_text()
    assert "90% / 100% <small>n 9</small>" in text
    assert "on 205 postings labelled by hand" in text
    assert said in text


@pytest.mark.parametrize(
    ("openings", "said"),
    [(0, "0 openings of 0 employers"), (3, "Counts only, no share and no interval")],
)
def test_few_postings_have_pages_too(
    hand_made_warehouse: Callable[..., Settings], advert: Any, openings: int, said: str
) -> None:
    """Whoever tries a handful of postings would get an error in the place of pages."""
    adverts = [advert(employer=f"E{n}", skills={"python": "required"}) for n in range(openings)]
    folder = Path(publish(hand_made_warehouse(adverts), render=render, now=NOW).folder)
    text = (folder / "site" / "statistics" / "skill_share.html").read_text()
    assert said in text
    assert ("3 of 3" in text) == bool(openings)
    assert ("3 of 3" in (folder / "site" / "skills" / "index.html").read_text()) == bool(openings)


@pytest.fixture(scope="module")
def kinds_page(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Path:
    """The page of the shares of a market whose postings name a technology and a practice."""
    adverts = [
        advert(employer=f"E{number % 12}", skills={"python": "required", "c++": "mentioned"})
        for number in range(40)
    ]
    settings = hand_made_warehouse(adverts)
    with open_warehouse(settings) as connection:
        connection.execute(
            "UPDATE skills SET kind = if(skill_id = 'c++', 'practice', 'technology')"
        )
    summary = publish(settings, render=render, now=NOW)
    return Path(summary.folder) / "site" / "statistics" / "skill_share.html"


def test_other_kinds_are_there_and_not_shown(kinds_page: Path) -> None:
    """“Machine learning 91 %” would lead again, or could not be asked for."""
    text = kinds_page.read_text("utf-8")
    assert re.findall(r'<tr data-kind="(\w+)"( hidden)?>', text) == [
        ("technology", ""),
        ("practice", " hidden"),
    ]
    assert re.findall(r'<option value="(\w*)"', text.partition('id="kind"')[2]) == [
        *("technology", "practice", ""),
    ]


@pytest.mark.browser
def test_a_kind_is_chosen(browser: "Browser", kinds_page: Path) -> None:
    """A reader who looks for a practice would find none."""
    with opened(browser, kinds_page) as page:
        assert column(page, 0) == ["Python"]
        page.locator("#kind").select_option("practice")
        assert column(page, 0) == ["C++"]
        page.locator("#find").fill("pyth")
        assert column(page, 0) == []
        page.locator("#kind").select_option("")
        assert column(page, 0) == ["Python"]
        page.locator("#find").fill("")
        assert sorted(column(page, 0)) == ["C++", "Python"]
    with opened(browser, kinds_page, java_script_enabled=False) as page:
        assert column(page, 0) == ["Python"]
        assert not page.locator("#kind").is_visible()
