"""The pages of skills: found by any name, told with their grounds; hostile texts load nothing."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from suite.accessibility import faults_of
from suite.browser import chromium, opened
from suite.hostile_market import HOSTILE, NOW, STRANGE, hostile_release

from skillscan.release.redaction import redact
from skillscan.release.step import publish
from skillscan.release.withdrawal import Withdrawal
from skillscan.settings import Settings
from skillscan.site.pages import render
from skillscan.site.skill_names import known_taxonomy, names_of
from skillscan.taxonomy.loading import load_taxonomy
from skillscan.warehouse.connection import open_warehouse
from tests.site.conftest import PublishedSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OWN_SKILL = """
category: own
label: Our own
skills:
  - id: zorblat
    label: Zorblat
    reference: https://zorblat.example
    aliases: [zorb-ng]
"""


@pytest.fixture(scope="module")
def release(hand_made_warehouse: Callable[..., Settings], advert: Any) -> Path:
    """The release of a hostile market."""
    return hostile_release(hand_made_warehouse, advert)


@pytest.fixture(scope="module")
def skills(release: Path) -> Path:
    """The folder of its pages of skills."""
    return release / "site" / "skills"


def test_every_skill_has_page_picture_and_numbers(release: Path, skills: Path) -> None:
    """A link of the list, or a download, would lead nowhere; C++ needs care in an address."""
    names = {"python", "pytorch", "kubernetes", "c++"}
    assert {path.stem for path in skills.glob("*.html")} == names | {"index"}
    assert {path.stem for path in skills.glob("*.json")} == names
    pictures = release / "site" / "pictures" / "skills"
    assert {path.stem for path in pictures.glob("*.svg")} == names
    assert 'href="c%2B%2B.html"' in (skills / "index.html").read_text()
    assert 'href="c%2B%2B.json"' in (skills / "c++.html").read_text()


def test_pages_load_nothing_and_escape(skills: Path) -> None:
    """A page would call home, or run what an employer wrote into a posting or its address."""
    for path in skills.glob("*.html"):
        text = path.read_text()
        assert HOSTILE not in text
        assert "<img" not in text
        assert "javascript:" not in text
        assert re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="https?:', text) == []
        assert text.count("<script") == 1


def test_sentences_are_of_different_employers_and_lead_back(skills: Path) -> None:
    """One employer's phrase would pass for everybody's, and nobody could look it up."""
    text = (skills / "python.html").read_text()
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>", text, re.S)
    assert len(quotes) == 5
    assert len({re.sub("<[^>]+>", "", one.partition("<footer>")[2]) for one in quotes}) == 5
    assert any('href="https://jobs.example/' in one for one in quotes)
    assert all("<q>You know <mark>Python</mark> and PyTorch.</q>" in one for one in quotes)
    assert "required: asks the candidate (<em>You know</em>)</span>" in quotes[0]


def test_page_shows_what_a_reader_needs(skills: Path) -> None:
    """A share without its sample, interval, definition or source is worth nothing."""
    text = (skills / "kubernetes.html").read_text()
    for needed in (
        "of openings for machine-learning engineers in the United States name Kubernetes",
        "95 % interval",
        "What the views mean",
        'data-sort="machine-learning engineers"',
        "k8s",
        "https://kubernetes.io",
        "There is no earlier release to compare with.",
        "By month",
        "Reposts and copies of one advertisement",
        "Cite it as",
        'href="../../statistics/skill_share.csv"',
        'href="../pictures/skills/kubernetes.svg"',
    ):
        assert needed in text


def test_the_numbers_of_a_skill_can_be_cited(skills: Path, release: Path) -> None:
    """A file that is passed on would not say what its numbers are of."""
    said = json.loads((skills / "kubernetes.json").read_text())
    assert said["id"] == f"kubernetes@{release.name}"
    assert release.name in said["citation"]
    assert said["notice"] == HOSTILE
    assert said["caveats"]
    assert {one["measure"] for one in said["estimates"]} == {"named", "required"}
    assert {one["value"] for one in said["estimates"]} == {"kubernetes"}


def test_a_share_that_stayed_is_not_called_incomparable(published_site: PublishedSite) -> None:
    """A reader would take a number that is the same in two releases for one of other boards."""
    assert "Since release" in published_site.text("skills/kubernetes.html")
    said = published_site.text("skills/python.html")
    assert "is on record: the share is the same, or that release has none." in said


def test_names_are_all_names_of_a_skill_and_bounded() -> None:
    """A skill would not be found by its alias, or a thousand aliases would make a page of
    megabytes.
    """
    kubernetes = load_taxonomy().skills["kubernetes"]
    names = names_of("Kubernetes", kubernetes)
    assert "k8s" in names.split("|")
    assert "kubernetes" not in names.split("|")  # that is its label
    assert names_of("<a|b>", None) == ""
    assert len(names_of("n" * 10_000, kubernetes)) < 700


def test_a_fault_in_ones_own_skills_holds_no_page_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A quote could not be withdrawn until somebody had mended a file of skills."""
    own = tmp_path / "taxonomy" / "own.yaml"
    own.parent.mkdir()
    own.write_text("skills: [nothing]", encoding="utf-8")
    assert known_taxonomy(tmp_path) is load_taxonomy()
    assert "own.yaml" in caplog.text


def test_a_skill_of_ones_own_is_found_by_its_alias(
    hand_made_warehouse: Callable[..., Settings], advert: Any, tmp_path: Path
) -> None:
    """Whoever added a skill could not search for it."""
    adverts = [advert(employer=f"E{n % 12}", skills={"zorblat": "required"}) for n in range(40)]
    settings = hand_made_warehouse(adverts, tmp_path)
    own = tmp_path / "taxonomy" / "own.yaml"
    own.parent.mkdir()
    own.write_text(OWN_SKILL, encoding="utf-8")
    with open_warehouse(settings) as connection:
        connection.execute(
            "INSERT INTO skills BY NAME SELECT * REPLACE "
            "('zorblat' AS skill_id, 'Zorblat' AS label) FROM skills LIMIT 1"
        )
    folder = Path(publish(settings, render=render, now=NOW).folder)
    assert 'data-words="zorb ng"' in (folder / "site" / "skills" / "index.html").read_text()
    assert "zorb-ng" in (folder / "site" / "skills" / "zorblat.html").read_text()


def test_a_withdrawn_quote_leaves_every_page(
    hand_made_warehouse: Callable[..., Settings], advert: Any, tmp_path: Path
) -> None:
    """What an employer had withdrawn from the tables would still stand on a page."""
    adverts = [advert(employer=f"E{n % 12}", skills={"python": "required"}) for n in range(40)]
    secret = "Our moonbase wants Python."
    adverts.append(advert(employer="Moonbase", text=secret, skills={"python": "required"}))
    settings = hand_made_warehouse(adverts, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        # All employers fit on the page, so that the one of the posting is among them.
        patch.setattr("skillscan.site.skill_evidence.MOST_SENTENCES", 20)
        folder = Path(publish(settings, render=render, now=NOW).folder)
        page = folder / "site" / "skills" / "python.html"
        assert "moonbase wants" in page.read_text()
        withdrawal = Withdrawal(
            posting_id="greenhouse/moonbase/40-0", withdrawn_at=NOW, reason="asked", by="Kim"
        )
        done = redact(settings, withdrawal, render=render, now=NOW)
    assert list(done.redacted) == [folder.name]
    texts = [path for path in folder.rglob("*") if path.suffix in {".html", ".json", ".svg", ".md"}]
    assert page in texts
    assert [path for path in texts if "moonbase wants" in path.read_text()] == []


RENDERED_AGAIN = """
import hashlib, sys
from pathlib import Path
from skillscan.release import database
from skillscan.release.files import Presentation
from skillscan.release.stored import read_publication
from skillscan.site.pages import render
release = Path(sys.argv[1])
shown = Presentation(
    render=render, base_url=None, schedule="17 4 * * *", home=release.parent.parent
)
with database.reading(release / "skillscan.duckdb") as connection:
    for one in render(read_publication(connection), connection, shown):
        print(hashlib.sha256(one.content).hexdigest(), one.path)
"""


def test_equal_releases_have_equal_pages(release: Path) -> None:
    """A page made again would have another hash, and the release would count as damaged."""
    done = subprocess.run(
        [sys.executable, "-c", RENDERED_AGAIN, str(release)],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split(" ", 1) for line in done.stdout.splitlines()]
    assert len(lines) > 30
    for digest, path in lines:
        assert hashlib.sha256((release / path).read_bytes()).hexdigest() == digest, path


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One Chromium for all tests of this file."""
    with chromium() as browser:
        yield browser


@pytest.mark.browser
def test_search_finds_by_any_alias(browser: "Browser", skills: Path) -> None:
    """Who types `k8s` would be told that nobody names Kubernetes."""
    with opened(browser, skills / "index.html") as page:
        visible = page.locator("#values tbody tr:visible th")
        assert visible.count() == 4
        page.get_by_label("Find a skill").fill("k8s")
        assert visible.all_inner_texts() == ["Kubernetes"]
        assert page.locator("#exact").inner_text() == "“k8s” is Kubernetes"
        assert page.locator("#exact a").get_attribute("href") == "kubernetes.html"
        page.get_by_label("Find a skill").fill("<b>nothing")
        assert visible.count() == 0
        assert page.locator("output[for=find]").inner_text() == "0 of 4"


@pytest.mark.browser
def test_an_address_can_ask(browser: "Browser", skills: Path) -> None:
    """A link to a search could not be sent to anybody; a hostile one would run."""
    with opened(browser, skills / "index.html") as page:
        start = page.url
        page.goto(f"{start}?q=k8s")
        assert page.locator("#values tbody tr:visible th").all_inner_texts() == ["Kubernetes"]
        page.goto(f"{start}?q=%3Cimg%20src%3Dx%20onerror%3D%22window.hacked%3D1%22%3E")
        assert page.locator("#values tbody tr:visible").count() == 0


@pytest.mark.browser
def test_click_sorts(browser: "Browser", skills: Path) -> None:
    """A reader could not see what is required most."""
    with opened(browser, skills / "index.html") as page:
        names = page.locator("#values tbody th")
        assert names.all_inner_texts() == ["Python", "PyTorch", "Kubernetes", "C++"]
        page.get_by_role("button", name="Required").click()
        assert names.all_inner_texts()[:2] == ["Python", "Kubernetes"]
        page.get_by_role("button", name="Skill", exact=True).click()
        assert names.all_inner_texts() == ["C++", "Kubernetes", "Python", "PyTorch"]


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index", "python", "c++"])
def test_everybody_can_read_it(browser: "Browser", skills: Path, name: str) -> None:
    """Who sees little, or uses a phone or a keyboard, could not read a number (WCAG 2.2 AA)."""
    with opened(browser, skills / f"{name}.html") as page:
        assert faults_of(page) == []


@pytest.mark.browser
def test_a_strange_name_stays_in_its_place(browser: "Browser", skills: Path) -> None:
    """A mark in an employer's name would turn the words around it, or a long one widen the page."""
    with opened(browser, skills / "c++.html") as page:
        name = page.locator("blockquote footer a", has_text="=HYPERLINK(1)")
        shown = STRANGE.replace("\u202e", r"\u202e").replace("\u202c", r"\u202c")
        assert name.text_content() == shown
        assert name.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
        assert page.evaluate("document.documentElement.scrollWidth") <= 1200


@pytest.mark.browser
def test_it_prints_whole(browser: "Browser", skills: Path) -> None:
    """On paper only what the screen showed would stand."""
    with opened(browser, skills / "python.html") as page:
        page.emulate_media(media="print")
        areas = "[...document.querySelectorAll('.scroll')]"
        assert page.evaluate(f"{areas}.every(e => e.scrollHeight <= e.clientHeight + 1)")
