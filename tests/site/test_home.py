"""The home page of a release: numbers to print, to copy and to trust, in a real browser."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from suite.accessibility import faults_of
from suite.browser import chromium, opened
from suite.disagreements import pooled

from skillscan.release import database
from skillscan.release.catalog import Release, open_latest
from skillscan.release.document import PooledHeadline
from skillscan.release.files import Presentation
from skillscan.release.step import publish
from skillscan.settings import Settings
from skillscan.site import home
from skillscan.site.charts.top_technologies import top_technologies
from skillscan.site.content import SiteContent
from skillscan.site.copy_texts import address
from skillscan.site.headline_numbers import HeadlineNumber, leading_numbers, number_groups
from skillscan.site.pages import render
from skillscan.site.whats_new import what_changed
from skillscan.statistics.catalogue import load_catalogue
from skillscan.statistics.estimates import PartShare
from skillscan.warehouse.connection import open_warehouse
from tests.site.pictures import FOLDER, MOST_BYTES, VIEWS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
STRANGER = f"{HOSTILE} {'W' * 10_000}"
NOTICE = "Hand-made & <b>invented</b>."
ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 2, 11, 6, tzinfo=UTC)
BASE = "https://numbers.example/releases"
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A release and how it is shown."""

    settings: Settings
    release: Release

    @property
    def page(self) -> Path:
        return Path(self.release.folder, "site", "index.html")

    @property
    def text(self) -> str:
        return self.page.read_text("utf-8")

    @contextmanager
    def content(self, base_url: str | None = BASE, **changed: Any) -> Iterator[SiteContent]:
        """What its pages are made of, with some of its publication changed."""
        shown = replace(Presentation.of(self.settings, render), base_url=base_url)
        publication = msgspec.structs.replace(self.release.publication, **changed)
        with database.reading(self.release.database) as connection:
            yield SiteContent(publication=publication, connection=connection, shown=shown)


def published(settings: Settings, now: datetime = NOW, notice: str | None = None) -> Shown:
    publish(settings, render=render, now=now, notice=notice)
    return Shown(settings=settings, release=open_latest(settings))


@pytest.fixture(scope="module")
def shown(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Shown:
    """100 openings: 80 name Python, half of them PyTorch; one employer has a hostile name."""
    adverts = [
        advert(
            employer=STRANGER if n < 20 else f"E{n % 12}",
            title=HOSTILE,
            country="US" if n < 100 else "GB",
            skills={"python": "required", **({"pytorch": "preferred"} if n % 2 else {})}
            if n % 5
            else {},
            years=n % 7,
        )
        for n in range(110)
    ]
    settings = replace(hand_made_warehouse(adverts), releases_base_url=BASE)
    return published(settings, notice=NOTICE)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests of this file."""
    with chromium() as browser:
        yield browser


def python_of(content: SiteContent) -> HeadlineNumber:
    return number_groups(content)[0].numbers[0]


# What it says


def test_every_number_has_its_interval_sample_and_date(shown: Shown) -> None:
    """A number would be printed that nobody can judge."""
    with shown.content() as content:
        groups = number_groups(content)
    numbers = [number for group in groups for number in group.numbers]
    assert len({one.anchor for one in numbers}) == len(numbers)
    titles = [one.title for one in groups if one.numbers]
    assert titles == ["Technologies", "Years of experience", "Levels"]
    assert all(one.withheld for one in groups if not one.numbers)
    assert [number.label for number in numbers[:2]] == ["Python", "PyTorch"]
    for number in numbers:
        assert number.interval
        for needed in (number.shown, *number.interval.split(" to "), "2026-02-10"):
            assert needed in number.sentence
        assert number.sample == "100 openings of 13 employers, 2026-02-10" or number.figure
        assert number.sentence in unescape(shown.text)


def test_the_page_is_small_and_needs_nothing(shown: Shown) -> None:
    """It would load slowly on a phone, or not at all behind a CMS."""
    text = shown.text
    assert len(text.encode()) < 300_000
    assert re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?!data:)', text) == []
    assert HOSTILE not in text
    assert "<img" not in text
    assert "<b>invented" not in text


def test_the_same_release_has_the_same_page(shown: Shown) -> None:
    """Two publishes of the same data would differ, and so their checksums."""
    with shown.content() as content:
        files = {one.path: one.content for one in home.files(content)}
    assert files["site/index.html"] == shown.page.read_bytes()


def test_it_says_when_it_was_made_and_when_the_next_one_is_due(shown: Shown) -> None:
    """A reader could not tell an old page from a new one."""
    for name, said in (
        ("Data as of", "2026-02-10"),
        ("Published", "2026-02-11 06:00 UTC"),
        ("Next release due", "2026-02-12 04:17 UTC"),
    ):
        assert f"<dt>{name}</dt><dd>{said}</dd>" in shown.text
    with shown.content(published_at=None) as content:
        (page, *_) = home.files(content)
    assert b"<dt>Next release due</dt><dd>not known</dd>" in page.content


def test_other_populations_stand_in_a_table(shown: Shown) -> None:
    """A reader in another country would not find the way to their numbers."""
    row = re.search(r'<tr id="ml_engineer_gb">.*?</tr>', shown.text)
    assert row
    cells = re.findall(r'<td class="n">(.*?)</td>', row[0])
    assert cells == ["10", "10", "none: too few openings"]


def test_the_list_of_leading_numbers_names_what_there_is() -> None:
    """A renamed statistic would silently leave the home page."""
    known = load_catalogue(None).definitions
    for entry in leading_numbers():
        assert entry.statistic in known
        assert not entry.figure or entry.figure in known[entry.statistic].figures


@pytest.mark.browser
@pytest.mark.parametrize("has_script", [True, False])
def test_the_page_at_the_root_leads_there(
    browser: "Browser", shown: Shown, has_script: bool
) -> None:
    """`publish` prints its path, and whoever opens the folder would find nothing."""
    start = Path(shown.release.page)
    assert start == Path(shown.release.folder, "index.html")
    assert start.stat().st_size < 10_000
    assert '<a href="site/index.html">' in start.read_text()
    assert "Hand-made &amp; &lt;b&gt;invented&lt;/b&gt;." in start.read_text()
    with opened(browser, start, java_script_enabled=has_script, leads_to=shown.page) as page:
        page.wait_for_url(shown.page.as_uri())
        assert page.get_by_role("heading", name="Technologies", exact=True).is_visible()


# Numbers that do not stand alone


def disagreeing(shown: Shown) -> dict[str, Any]:
    found = pooled(
        PartShare(label=HOSTILE, share=0.32, openings=60, employers=1),
        PartShare(label="wave_2", share=0.66, openings=40, employers=30),
        value="python",
        label="Python",
    )
    return {"disagreements": [found]}


def test_a_number_that_pools_what_differs_is_told_by_its_parts(shown: Shown) -> None:
    """A pooled 80 % of samples with 32 and 66 would be printed as the market's."""
    with shown.content(**disagreeing(shown)) as content:
        python = python_of(content)
        chart = top_technologies(content)
        page = next(iter(home.files(content))).content.decode()
    assert python.shown == "32% to 66% by sample"
    assert python.interval == ""
    assert python.sentence == (
        "Of openings for machine-learning engineers in the United States, the shares that name "
        f"Python are 32% ({HOSTILE}; 60 openings of 1 employer), 66% (wave_2; 40 openings of 30 "
        "employers); 2026-02-10; the samples disagree, so no one number stands for "
        "all."
    )
    assert chart
    assert chart.rows[0] == ("Python", "32% to 66% by sample", "–", "–", "–")
    assert "Dots are the shares" in chart.description
    assert "80%" not in re.sub(r"<style>.*?</style>|<text class=.mark.*?</text>", "", page)
    assert HOSTILE not in page


def test_a_pooled_number_that_somebody_accepted_has_its_warning(shown: Shown) -> None:
    """The warning would be lost where the number is copied."""
    kept = PooledHeadline(
        statistic="skill_share", value="python", population="ml_engineer_us", reason="known"
    )
    with shown.content(**disagreeing(shown), pooled_headlines=[kept]) as content:
        python = python_of(content)
        page = unescape(next(iter(home.files(content))).content.decode())
    assert python.shown == "80%"
    assert python.warnings[0].startswith("The two samples behind this number disagree: 32% (")
    assert (
        page.count(python.warnings[0]) == 3
    )  # beside the number, and in two texts to copy; in HTML escaped


def test_a_small_sample_is_told_by_its_counts(
    hand_made_warehouse: Callable[..., Settings], advert: Any, tmp_path: Path
) -> None:
    """Twenty postings would have an empty page, or shares of twenty."""
    adverts = [
        advert(employer=f"E{n % 4}", skills={"python": "required"} if n < 7 else {}, years=5)
        for n in range(20)
    ]
    small = published(hand_made_warehouse(adverts, tmp_path))
    with small.content() as content:
        group = number_groups(content)[0]
        assert top_technologies(content) is None
    (python,) = group.numbers
    assert (python.label, python.shown, python.interval) == ("Python", "7 of 20", "")
    assert group.withheld[0].startswith("Counts only, no share and no interval: 20 openings of 4")
    assert python.sentence.startswith("7 of 20 openings name Python. Counts only")
    assert group.withheld[0] in unescape(small.text)
    assert "%</strong>" not in small.text


def test_an_empty_release_has_a_page(tmp_path: Path) -> None:
    """The first publish of a new home would fail."""
    settings = Settings(home=tmp_path)
    with open_warehouse(settings):
        pass
    publish(settings, render=render, now=NOW, waived={"has_estimates": "a test"})
    (page,) = tmp_path.glob("releases/*/site/index.html")
    assert "No opening of this population is on record yet." in page.read_text()


def test_the_pictures_in_the_readme_are_there_and_small() -> None:
    """The README would begin with a broken picture, or load for a minute."""
    named = re.findall(r'<img src="docs/img/([^"]+)"', (ROOT / "README.md").read_text("utf-8"))
    assert named == [f"{name}.webp" for name in VIEWS]
    assert sum((FOLDER / name).stat().st_size for name in named) <= MOST_BYTES


# What changed


def test_a_first_release_says_so(shown: Shown) -> None:
    """Silence would mean that nothing changed."""
    assert "This is the first release" in shown.text


def test_what_changed_is_said_in_words(market: Settings) -> None:
    """A reader who quoted a number would not learn that it is another one now, or why."""
    before = published(market)
    with open_warehouse(market) as connection:
        connection.execute(
            "DELETE FROM findings WHERE value = 'python' AND right(content_hash, 1) = '3'"
        )
    after = published(market, now=NOW + timedelta(days=1))
    with after.content() as content:
        numbers = [number for group in number_groups(content) for number in group.numbers]
        changed = what_changed(content, numbers)
        parted = what_changed(content, [replace(one, is_parted=True) for one in numbers])
    assert changed.earlier == before.release.name
    assert changed.numbers[0].startswith(
        "Skills that postings name, Python: 90.0% after 100.0%, of 40 openings and 40 before: "
        "\N{MINUS SIGN}10.0 points, of which market "
    )
    assert parted.numbers == ()
    for said in (*changed.numbers, *changed.summary):
        assert said in unescape(after.text)


# What can be copied


PYTHON = (
    "80% of openings for machine-learning engineers in the United States name Python (95 % "
    "interval {low} to {high}; 100 openings of 13 employers, 2026-02-10)."
)


@pytest.mark.parametrize(
    ("base_url", "place"),
    [(BASE, f"{BASE}/"), (f"{BASE}/", f"{BASE}/"), (None, "")],
    ids=["published", "published, with a slash", "nowhere but here"],
)
def test_an_address_names_the_release(shown: Shown, base_url: str | None, place: str) -> None:
    """A link would lead to whatever is the latest then."""
    with shown.content(base_url) as content:
        here = address(content, "index.html", "pay_median-a b")
    assert here == f"{place}{shown.release.name}/site/index.html#pay_median-a%20b"


@pytest.fixture
def page(browser: "Browser", shown: Shown) -> "Iterator[Page]":
    """The page in the browser."""
    with opened(browser, shown.page, **MAY_COPY) as page:
        yield page


def clipboard(page: "Page") -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.browser
def test_each_button_copies_the_right_text(page: "Page", shown: Shown) -> None:
    """An editor would paste another number, half of it, or none."""
    with shown.content() as content:
        python = python_of(content)
    low, high = python.interval.split(" to ")
    said = PYTHON.format(low=low, high=high)
    link = f"{BASE}/{shown.release.name}/site/index.html#skill_share-python"
    source = (
        f"Source: skillscan {shown.release.excerpt.skillscan_version}: “Skills that postings name” "
        f"(skill_share@{shown.release.name}), data as of 2026-02-10, published 2026-02-11. "
        f"{BASE}/{shown.release.name}/statistics/skill_share.csv. {NOTICE}"
    )
    escaped = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    number = page.locator("#skill_share-python")
    number.get_by_text("Copy Python").click()
    for name, text in {
        "Copy sentence": f"{said} ({NOTICE})",
        "Copy number with source": (
            f"Skills that postings name, Python: 80% of all openings (95 % interval {low} to "
            f"{high}; 100 openings of 13 employers, 2026-02-10). {source}"
        ),
        "Copy HTML quotation": (
            f'<blockquote cite="{link}"><p>{said}</p><footer><a href="{link}">{escaped}</a>'
            "</footer></blockquote>"
        ),
        "Copy link to this release": link,
    }.items():
        number.get_by_role("button", name=name, exact=True).click()
        number.get_by_text(f"{name[5].upper()}{name[6:]} copied.").wait_for()
        assert clipboard(page) == text


@pytest.mark.browser
def test_every_button_copies_what_stands_below_it(page: "Page") -> None:
    """One of forty buttons would copy its neighbour's text."""
    copied = 0
    for details in page.locator("details.copy").all():
        details.locator("summary").click()
        for button in details.get_by_role("button").all():
            button.click()
            details.get_by_text("copied.").wait_for()
            below = button.evaluate("one => one.parentElement.nextElementSibling.textContent")
            assert clipboard(page) == below
            assert below.strip() == below != ""
            copied += 1
    assert copied == 4 * page.locator("article.number").count() + 2


@pytest.mark.browser
def test_it_copies_where_the_browser_refuses_the_clipboard(page: "Page") -> None:
    """In a frame of a CMS, or without https, the buttons would do nothing."""
    refuse = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
    page.evaluate(f"() => {{ {refuse} }}")
    number = page.locator("#skill_share-python")
    number.locator("summary").click()
    number.get_by_role("button", name="Copy link to this release").click()
    number.get_by_text("copied.").wait_for()
    assert clipboard(page).endswith("#skill_share-python")
    page.evaluate("() => { document.execCommand = () => false }")
    number.get_by_role("button", name="Copy sentence").click()
    number.get_by_text("select the text and copy it").wait_for()


@pytest.mark.browser
def test_it_copies_by_keyboard(page: "Page") -> None:
    """Who uses no mouse could not copy, or would be lost on the page afterwards."""
    number = page.locator("#skill_share-python")
    number.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    number.get_by_text("Sentence copied.").wait_for()
    assert clipboard(page).startswith("80% of openings")
    page.keyboard.press("Escape")
    assert not number.locator(".texts").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.browser
def test_it_can_be_read_without_script(browser: "Browser", shown: Shown) -> None:
    """Behind a strict CMS there would be dead buttons, and nothing to select."""
    with opened(browser, shown.page, java_script_enabled=False) as page:
        number = page.locator("#skill_share-python")
        assert number.get_by_text("80%", exact=True).is_visible()
        number.locator("summary").click()
        assert number.locator(".text").first.inner_text().startswith("80% of openings")
        assert number.get_by_role("button").count() == 0


@pytest.mark.browser
def test_everybody_can_use_it(browser: "Browser", shown: Shown) -> None:
    """Who sees little, or uses a phone or a keyboard, could not read a number (WCAG 2.2 AA)."""
    with opened(browser, shown.page) as page:
        page.locator("details.copy summary").first.click()
        page.get_by_text("The chart as a table").click()
        assert faults_of(page) == []
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.locator("svg.chart:visible").count() == 1
