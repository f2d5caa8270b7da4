"""Methods, sources, revisions and data: what a reader who doubts is told; of any release."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest
from suite.site_content import content_of
from suite.site_pages import broken_links, pages_of

from skillscan.release.files import Presentation
from skillscan.release.release_folder import DATABASE
from skillscan.release.step import publish
from skillscan.release.withdrawal import withdraw
from skillscan.settings import Settings
from skillscan.site import data, methods, revisions, sources
from skillscan.site.content import SiteContent
from skillscan.site.pages import render
from skillscan.warehouse.connection import open_warehouse
from tests.release.test_earlier_releases import install
from tests.site.conftest import HOSTILE, PublishedSite

NOW = datetime(2026, 2, 12, tzinfo=UTC)
ELSEWHERE = ("site/statistics/", "site/skills/")
"""Pages with tests of their own."""
PARTS = {part.PATH: part.files for part in (methods, sources, revisions, data)}


def text_of(content: SiteContent, path: str) -> str:
    (file,) = PARTS[path](content)
    return file.content.decode()


@pytest.mark.parametrize("path", [*PARTS, "compare.html", "index.html"])
def test_words_of_strangers_stay_words(published_site: PublishedSite, path: str) -> None:
    """What an employer is called would run in the page."""
    text = published_site.text(path)
    assert HOSTILE not in text
    assert "<img" not in text


def test_methods_tell_the_measured_reading_error(site_content: SiteContent) -> None:
    """A reader could not tell how often postings are read wrongly, nor on how few labels."""
    measured = site_content.publication.evaluation
    assert measured
    assert measured.precision
    assert measured.measured_on
    text = text_of(site_content, "methods.html")
    assert f"on {measured.measured_on} on {measured.postings} postings labelled by hand" in text
    share = f"{measured.precision.share:.1%} (95 % interval {measured.precision.low:.1%} to"
    assert f"Of {measured.precision.of:,} skills that were found in them, {share}" in text
    assert "Read exactly" in text


def test_methods_say_that_nothing_was_measured(site_content: SiteContent) -> None:
    """Silence would pass for no error."""
    publication = msgspec.structs.replace(site_content.publication, evaluation=None)
    content = SiteContent(
        publication=publication, connection=site_content.connection, shown=site_content.shown
    )
    assert "Reading error: not measured." in text_of(content, "methods.html")


def test_sources_have_their_link_and_their_part(site_content: SiteContent) -> None:
    """A source's terms ask for a link back; a reader asks how much comes from where."""
    text = text_of(site_content, "sources.html")
    assert 'href="https://www.greenhouse.com/"' in text
    entry = site_content.publication.populations["ml_engineer_us"]
    assert f'data-sort="{entry.sample.postings}"' in text
    assert 'data-sort="1.0">100%' in text


def test_revisions_split_each_change(published_site: PublishedSite) -> None:
    """Who quoted PyTorch's share could not tell whether the market moved, or the rules."""
    text = published_site.text("revisions.html")
    table = text[text.index('id="changes-ml_engineer_us"') :].partition("</table>")[0]
    row = table[table.index("PyTorch") :].partition("</tr>")[0]
    assert "† restated" in row
    assert row.count('<td class="n"') == 6
    assert "0 boards" not in text
    assert "None of this release." in text


def test_revisions_name_what_was_withdrawn(published_site: PublishedSite, tmp_path: Path) -> None:
    """Quotes would vanish, and nobody could tell why a sentence is missing."""
    copy = shutil.copy(published_site.folder / DATABASE, tmp_path)
    with (
        content_of(published_site.settings, published_site.folder.name) as content,
        duckdb.connect(copy) as connection,
    ):
        withdraw(connection, ["greenhouse/e02/2-0"])
        changed = SiteContent(
            publication=content.publication, connection=connection, shown=content.shown
        )
        text = text_of(changed, "revisions.html")
    assert "The quotes of 1 posting were withdrawn; no number changed." in text
    assert "<li><code>greenhouse/e02/2-0</code></li>" in text


def test_data_names_every_table_and_column(site_content: SiteContent) -> None:
    """An analyst would open a file to find out what stands in it."""
    text = text_of(site_content, "data.html")
    for table in site_content.tables:
        is_table = f"parquet/{table}.parquet" in text
        assert is_table == (f'id="table-{table}"' in text)
    assert "SHA-256 of all other tables" in text
    for name, rows in site_content.connection.execute(
        "SELECT table_name, estimated_size FROM duckdb_tables()"
    ).fetchall():
        (held,) = site_content.connection.table(name).count("*").fetchall()
        assert held == (rows,), name
    assert site_content.publication.release in text


@pytest.mark.parametrize("many", [0, 1, 20])
def test_a_release_of_few_postings_has_all_pages(
    hand_made_warehouse: Callable[..., Settings], advert: Any, tmp_path: Path, many: int
) -> None:
    """Whoever begins with a few postings would find no page, or broken links."""
    adverts = [advert(employer=f"E{n % 4}", skills={"python": "required"}) for n in range(many)]
    settings = Settings(home=tmp_path)
    with open_warehouse(settings):
        pass
    if adverts:
        hand_made_warehouse(adverts, home=tmp_path)
    folder = Path(publish(settings, render=render, now=NOW).folder)
    assert {page.name for page in pages_of(folder)} >= {*PARTS, "compare.html"}
    broken = [one for page in pages_of(folder) for one in broken_links(folder, page)]
    assert [one for one in broken if not one.startswith(ELSEWHERE)] == []


def test_a_release_of_the_first_version_can_be_shown(tmp_path: Path) -> None:
    """When a quote is withdrawn from an old release, its pages are made anew: that would fail."""
    from skillscan.release.catalog import open_latest

    settings = install(tmp_path / "first")
    release = open_latest(settings)
    with release.connect() as connection:
        shown = Presentation.of(settings, render)
        paths = {file.path for file in render(release.publication, connection, shown)}
    assert paths >= {f"site/{path}" for path in (*PARTS, "compare.html")}


@pytest.mark.parametrize("path", ["methods.html", "sources.html"])
def test_nothing_turns_the_words_that_follow(published_site: PublishedSite, path: str) -> None:
    """An employer's name would turn the share after it around: 12 % would be read as 21 %."""
    text = published_site.text(path)
    assert "\u202e" not in text
    assert "\\u202eWWW" in text
