"""The review page, in a real browser: step through, copy, decide, export; hostile texts."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from suite.accessibility import faults_of
from suite.browser import chromium, opened
from suite.patience import wait_for

from skillscan.article.model import CheckedArticle, ClaimVerdict
from skillscan.article.review.decisions_file import DecisionsFile
from skillscan.article.review.page import page as review_page
from skillscan.release.document import Publication
from tests.article.review.hand_made import HOSTILE, ArticleMaker, hostile_article, publication

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def decisions(checked: CheckedArticle) -> DecisionsFile:
    """A file whose entries can be told apart; one claim was confirmed before, one is gone."""
    ids = [claim.claim_id for claim in checked.claims]
    return DecisionsFile(
        name="guide.md.claims.yaml",
        key="guide",
        head="version: 1\n",
        opening="claims:\n",
        empty="claims: []\n",
        entries={
            one: {"confirmed": f"- {one} confirmed\n", "dismissed": f"- {one} dismissed\n"}
            for one in ids
        },
        kept=[("not shown 0", "- a lost claim\n"), (ids[3], "- claim0004 as it stood\n")],
        decided={ids[3]: "confirmed"},
    )


def written(folder: Path, checked: CheckedArticle, said: Publication | None = None) -> Path:
    """The page's file."""
    file = folder / "review.html"
    name = f"guide{HOSTILE}.md"
    html = review_page(checked, said or publication(), decisions(checked), name=name)
    file.write_text(html, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review of the hostile article."""
    return written(tmp_path_factory.mktemp("review"), hostile_article())


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests of this file."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: "Browser", page_file: Path) -> "Iterator[Page]":
    """The page on a desk."""
    with opened(browser, page_file, viewport={"width": 1280, "height": 900}) as page:
        yield page


def test_page_loads_nothing_and_runs_nothing_of_the_article(page_file: Path) -> None:
    """An article from a stranger's hand would run in the editor's browser, or call home."""
    text = page_file.read_text()
    assert HOSTILE not in text
    assert "<img" not in text
    assert re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', text) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    assert "\u202e" not in text


def test_page_says_all_that_is_known(page_file: Path) -> None:
    """An editor would have to go back to the command line for what decides a sentence."""
    text = page_file.read_text()
    for needed in (
        "<strong>40</strong> numbers seen",
        "<strong>11</strong> not understood",
        "95&nbsp;% interval 67.5 % to 73.4 %",
        "skillscan explain skill_share@2026-11-02-0123456789ab --skill python "
        "--population ml_engineer_us --measure named",
        "You know <mark>Python</mark>.",
        "Of all openings. Every opening of the population",
        "120 openings of 40 employers, 2026-10-01 to 2026-11-02",
        "Bound by reading, confidence 1.00: the sentence names postings.",
        "Source: Glassdoor 2025",
        "too few openings",
        "<strong>Error, line 7</strong>: a marker &lt;/script&gt;",
    ):
        assert needed in text
    for verdict in ClaimVerdict:
        assert f'<a class="claim {verdict}"' in text


@pytest.mark.browser
def test_step_through_with_keys_and_buttons(page: "Page") -> None:
    """An editor could not go from one claim to the next without a mouse."""
    focused = "document.activeElement.id"
    seen = []
    for key in ("j", "n", "ArrowRight", "k", "p"):
        page.keyboard.press(key)
        seen.append(page.evaluate(focused))
    assert seen == ["claim-1", "claim-2", "claim-3", "claim-2", "claim-1"]
    assert page.locator("#at-1").get_attribute("class") == "claim stale at"
    page.keyboard.press("Enter")
    assert page.locator("#claim-1 details").get_attribute("open") is not None
    page.keyboard.press("Enter")
    assert page.locator("#claim-1 details").get_attribute("open") is None
    page.keyboard.press("ArrowLeft")
    assert page.locator("#told").inner_text() == "That was the first one."
    page.get_by_role("button", name="Next").click()
    assert page.evaluate(focused) == "claim-2"


@pytest.mark.browser
def test_a_mark_in_the_article_leads_to_its_claim(page: "Page") -> None:
    """A number that catches the eye could not be asked what is wrong with it."""
    page.locator("#at-5").click()
    assert page.evaluate("document.activeElement.id") == "claim-5"
    card = page.locator("#claim-5")
    assert "Different measure" in (card.text_content() or "")
    assert card.bounding_box()["y"] < 900  # type: ignore[index]


@pytest.mark.browser
def test_only_what_needs_attention(page: "Page") -> None:
    """With fifty current numbers an editor would press a key fifty times to reach a stale one."""
    page.get_by_label("Only what needs attention").check()
    seen = []
    for _ in range(7):
        page.keyboard.press("j")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == [f"claim-{number}" for number in (1, 2, 3, 5, 6, 7, 8)]


@pytest.mark.browser
def test_keys_can_be_turned_off(page: "Page") -> None:
    """Whoever speaks to the computer would jump about with every word (WCAG 2.1.4)."""
    page.get_by_label("Keys:").uncheck()
    page.locator("body").press("j")
    assert page.evaluate("document.querySelector('.claim.at')") is None


@pytest.mark.browser
def test_copy_a_sentence(page: "Page") -> None:
    """The clipboard would hold something else than the sentence that is shown."""
    from playwright.sync_api import expect

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first = page.locator("#claim-1")
    first.get_by_role("button", name="Copy sentence").click()
    expect(page.locator("#told")).to_have_text("Copied.")
    read = "navigator.clipboard.readText()"
    assert page.evaluate(read) == "New sentence 1 with 70."
    page.evaluate("document.getElementById('told').textContent = ''")
    first.get_by_role("button", name="Copy with source").click()
    expect(page.locator("#told")).to_have_text("Copied.")
    assert page.evaluate(read) == "New sentence 1 with 70.\nSource line 1"


def exported(page: "Page") -> tuple[str, str]:
    """Name and text of the file that the page exports."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Export").click()
    return waiting.value.suggested_filename, waiting.value.path().read_text("utf-8")


@pytest.mark.browser
def test_decide_and_export(page: "Page") -> None:
    """What an editor decided would be lost, or another claim would be dismissed."""
    start = "version: 1\nclaims:\n- a lost claim\n"
    fourth = "- claim0004 as it stood\n"
    assert exported(page) == ("guide.md.claims.yaml", f"{start}{fourth}")
    fourth_state = page.locator("#claim-4 .state")
    assert fourth_state.text_content() == "confirmed"
    page.locator("#claim-2").get_by_role("button", name="Dismiss").click()
    page.locator("#claim-1").get_by_role("button", name="Confirm").click()
    assert page.locator("#claim-2 .state").text_content() == "dismissed"
    decided = "- claim0002 dismissed\n- claim0001 confirmed\n"
    assert exported(page)[1] == f"{start}{fourth}{decided}"
    page.locator("#claim-4").get_by_role("button", name="Confirm").click()  # takes it back
    page.reload()
    assert fourth_state.text_content() == ""
    pressed = page.locator("#claim-2").get_by_role("button", name="Dismiss")
    assert pressed.get_attribute("aria-pressed") == "true"
    assert exported(page)[1] == f"{start}{decided}"


@pytest.mark.browser
def test_the_article_reads_as_it_was_written(page: "Page") -> None:
    """Tables would fall apart, and hostile words would hide or move the text."""
    reading = page.locator(".reading")
    assert reading.locator("tr").evaluate_all("rows => rows.map(r => r.cells.length)") == [3, 3, 3]
    assert reading.locator("li").count() == 2
    assert reading.locator("h2").text_content() == "What a career guide says"
    assert HOSTILE in (reading.locator("h3").text_content() or "")
    assert "\\u202e72% of nothing\\u202c and then AWS leads" in (reading.text_content() or "")


@pytest.mark.browser
def test_everybody_can_use_it(browser: "Browser", page_file: Path) -> None:
    """Who sees little, or uses a phone or a keyboard, could not review an article (WCAG 2.2 AA)."""
    with opened(browser, page_file) as page:
        page.locator("#claim-1 summary").click()
        page.keyboard.press("j")
        assert faults_of(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1000, 1280])
def test_what_is_looked_at_is_not_covered(browser: "Browser", page_file: Path, width: int) -> None:
    """The bar of buttons would lie over the claim that the keys have led to (WCAG 2.4.11)."""
    with opened(browser, page_file, viewport={"width": width, "height": 844}) as page:
        end = "document.getElementById('controls').getBoundingClientRect().bottom"
        for number in range(1, 10):
            page.keyboard.press("j")
            assert page.evaluate(f"document.activeElement.id === 'claim-{number}'")
            top = f"document.getElementById('claim-{number}').getBoundingClientRect().top"
            wait_for(lambda is_free=f"{top} >= {end} - 1": page.evaluate(is_free), f"{number}")


@pytest.mark.browser
def test_it_is_readable_without_script(browser: "Browser", page_file: Path) -> None:
    """Where scripts are forbidden an editor would see nothing, or buttons that do nothing."""
    with opened(browser, page_file, java_script_enabled=False) as page:
        assert page.locator("#claim-1").is_visible()
        page.locator("#claim-1 summary").click()
        assert page.locator("#claim-1 code").is_visible()
        assert page.locator("button:visible").count() == 0


@pytest.mark.browser
def test_it_prints_whole(browser: "Browser", page_file: Path) -> None:
    """On paper only what the screen showed would stand, with buttons."""
    with opened(browser, page_file) as page:
        page.emulate_media(media="print")
        assert page.locator("button:visible").count() == 0
        assert page.locator("#claim-9 code").is_visible()
        panel = "document.getElementById('claims')"
        assert page.evaluate(f"{panel}.scrollHeight <= {panel}.clientHeight + 1")


def large_article() -> CheckedArticle:
    """2 MB with 2,000 claims."""
    maker = ArticleMaker()
    filler = "Nothing to see in this sentence about models. " * 20
    for number in range(2_000):
        maker.block("paragraph", f"{filler}Python is named in {number % 90 + 10}% of postings.")
        maker.claim(ClaimVerdict.STALE, f"{number % 90 + 10}%", "70", estimate=70.5)
    return replace(maker.checked(), coverage=hostile_article().coverage)


@pytest.mark.browser
def test_a_large_article_stays_usable(browser: "Browser", tmp_path: Path) -> None:
    """A book's worth of text would hang the page, or stepping through it."""
    begun = time.process_time()
    file = written(tmp_path, large_article())
    assert time.process_time() - begun < 20
    with opened(browser, file, viewport={"width": 1280, "height": 900}) as page:
        begun = time.monotonic()
        for _ in range(20):
            page.keyboard.press("j")
        assert page.evaluate("document.activeElement.id") == "claim-20"
        assert time.monotonic() - begun < 60
