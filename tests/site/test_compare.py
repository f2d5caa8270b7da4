"""The page that compares: differences with their intervals, numbers side by side without one."""

import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from suite.browser import chromium, opened
from suite.disagreements import pooled, two_parts

from skillscan.site import compare
from skillscan.site.content import SiteContent
from skillscan.site.month_tables import month_tables, months_missing
from skillscan.site.occupation_pairs import occupation_pairs
from skillscan.statistics.confounding import Confounding, SamplePart
from tests.site.conftest import PublishedSite

if TYPE_CHECKING:
    from playwright.sync_api import Page


def with_publication(content: SiteContent, **changes: object) -> SiteContent:
    return SiteContent(
        publication=msgspec.structs.replace(content.publication, **changes),
        connection=content.connection,
        shown=content.shown,
    )


def test_differences_stand_with_their_intervals(site_content: SiteContent) -> None:
    """A reader would take any difference of two samples for one of two occupations."""
    pair = occupation_pairs(site_content)[0]
    assert (pair.population, pair.against) == ("ml_engineer_us", "data_scientist_us")
    sizes = [abs(row.figure.number) for row in pair.rows]
    assert sizes == sorted(sizes, reverse=True)
    assert all("95 % interval" in row.sentence for row in pair.rows)
    (text,) = (file.content.decode() for file in compare.files(site_content))
    assert pair.rows[0].sentence in text


def test_a_difference_of_numbers_that_mislead_is_not_shown(site_content: SiteContent) -> None:
    """The pooled 43 % out of 32 % and 66 % would come back as a difference."""
    found = pooled(*two_parts("wave_1", "wave_2"), population="data_scientist_us")
    content = with_publication(site_content, disagreements=[found])
    pair = occupation_pairs(content)[0]
    assert [row.figure.value for row in pair.rows if row.is_pooled] == ["pytorch"]
    assert pair.rows[-1].there == "10% to 90% by sample"
    (text,) = (file.content.decode() for file in compare.files(content))
    assert pair.rows[-1].sentence not in text
    assert "10% to 90% by sample" in text


def test_months_stand_side_by_side_without_a_difference(site_content: SiteContent) -> None:
    """Without a script a reader saw no month; with one, a trend that nobody measured."""
    table = next(month_tables(site_content))
    assert [column.key for column in table.columns] == ["2026-01", "2026-02"]
    assert all("openings of" in column.sample for column in table.columns)
    assert {cell.interval != "" for row in table.rows for cell in row.cells} == {True}


def test_months_that_cannot_be_told_from_sources_are_not_compared(
    site_content: SiteContent,
) -> None:
    """Two sources would be read as a trend."""
    parts = [
        SamplePart(sources=[name], first_quarter=quarter, last_quarter=quarter, openings=40)
        for name, quarter in (("a", "2025-Q1"), ("b", "2026-Q1"))
    ]
    unclear = Confounding(population="ml_engineer_us", kinds=("source", "year"), parts=parts)
    months = [one for one in site_content.publication.estimates if one.split != "month"]
    content = with_publication(site_content, confounded=[unclear], estimates=months)
    said = {one.population: one.reason for one in months_missing(content, month_tables(content))}
    assert "cannot be told apart" in said["machine-learning engineers in the United States"]
    assert "Fewer than two months" in said["data scientists in the United States"]


def shown_columns(page: "Page", table: str) -> list[str]:
    heads = page.locator(f"#{table} thead th[data-column]")
    return [str(one.get_attribute("data-column")) for one in heads.all() if one.is_visible()]


@pytest.mark.browser
def test_a_reader_chooses_what_stands_side_by_side(published_site: PublishedSite) -> None:
    """Ten populations stand in one table: two could not be seen beside each other."""
    file = published_site.folder / "site" / "compare.html"
    table = "populations-skill_share"
    with chromium() as browser:
        with opened(browser, file) as page:
            page.set_default_timeout(20_000)
            assert shown_columns(page, table) == ["ml_engineer_us", "data_scientist_us"]
            page.locator("#population-second").select_option("ml_engineer")
            assert shown_columns(page, table) == ["ml_engineer_us", "ml_engineer"]
            rows = page.locator(f"#{table} tbody tr")
            page.locator(f"#{table}").get_by_role("button", name=re.compile("^Skill")).click()
            assert rows.nth(0).locator("th").inner_text() == "Kubernetes"
            pair = "difference-ml_engineer_us-occupation_comparison"
            page.locator(f"#find-{pair}").fill("torch")
            shown = page.locator(f"#{pair} tbody tr:visible th")
            assert shown.all_inner_texts() == ["PyTorch"]
        with opened(browser, file, java_script_enabled=False) as page:
            assert len(shown_columns(page, table)) > 2
            assert not page.locator("#population-second").is_visible()
            assert shown_columns(page, "month-ml_engineer_us-skill_trend") == ["2026-01", "2026-02"]
