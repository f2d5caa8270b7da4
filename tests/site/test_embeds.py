"""Charts that leave the site: each says whose numbers it shows, and loads nothing."""

import re
from xml.etree import ElementTree as ET

import pytest

from skillscan.site.content import SiteContent
from skillscan.site.embeds import embedded_charts, files
from skillscan.site.sample_words import source_line
from tests.site.conftest import HOSTILE, PublishedSite

SVG = "{http://www.w3.org/2000/svg}"


def text_in(picture: ET.Element) -> str:
    """What a reader of the picture reads, on one line."""
    lines = [one.text or "" for one in picture.iter(f"{SVG}text")]
    return " ".join(" ".join(lines).split())


def test_each_statistic_with_a_chart_has_both_files(site_content: SiteContent) -> None:
    """An editor would find a chart on a page and nothing to take."""
    names = [one.name for one in embedded_charts(site_content)]
    assert names[0] == "top-technologies"
    assert {"skill_share", "experience_years"} <= set(names)
    paths = [file.path for file in files(site_content)]
    assert paths == [f"site/embeds/{name}.{end}" for name in names for end in ("svg", "html")]


@pytest.mark.parametrize("name", ["top-technologies", "skill_share", "experience_years"])
def test_a_picture_says_where_it_comes_from(published_site: PublishedSite, name: str) -> None:
    """In somebody's article nobody would know whose numbers these are, of when, or that they are
    invented.
    """
    text = published_site.text(f"embeds/{name}.svg")
    picture = ET.fromstring(text)  # noqa: S314  (our own)
    said = text_in(picture)
    for needed in (published_site.folder.name, "data as of 2026-02-10", "106 openings of 15"):
        assert needed in said
    assert "Hand-made." in said
    assert {one.tag for one in picture.iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "style", "rect", "text", "g", "path", "line",
                              "circle", "tspan")
    }  # fmt: skip
    assert "href" not in text
    assert HOSTILE not in text


@pytest.mark.parametrize("name", ["top-technologies", "skill_share", "experience_years"])
def test_a_frame_needs_no_script_and_leads_out_of_itself(
    published_site: PublishedSite, name: str
) -> None:
    """A link would open the page in the frame, or the chart would need what a CMS forbids."""
    text = published_site.text(f"embeds/{name}.html")
    assert "<script" not in text
    assert text.find("Content-Security-Policy") < 4_000
    links = re.findall(r"<a [^>]*>", text)
    assert links
    assert all('target="_top"' in link for link in links)
    assert re.findall(r"(?:src|href)=\"https?:", text) == []
    assert '<th scope="row">' in text


def test_a_source_line_has_the_notice_and_the_sample(site_content: SiteContent) -> None:
    """Invented data would pass for real ones."""
    publication = site_content.publication
    line = source_line(publication, "ml_engineer_us")
    assert line.endswith(publication.notice)
    assert publication.release in line
    seen = "106 openings of 15 employers, seen 2026-01-20 to 2026-02-10"
    assert f"{seen}, from {publication.sources[0].label}. " in line
    assert publication.sources[0].source == "greenhouse" not in line
