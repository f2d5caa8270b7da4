"""What a reader takes from a page into another text: a sentence, a number with its source, a piece
of HTML, and the address of this very release.

Where nobody said at which address releases can be had, addresses are relative to the folder of
releases: they name the release all the same.
"""

from dataclasses import dataclass
from urllib.parse import quote

from skillscan.release.release_folder import SITE
from skillscan.release.statistic_files import citation
from skillscan.site.content import SiteContent
from skillscan.site.document import template
from skillscan.site.headline_numbers import HeadlineNumber
from skillscan.statistics.definitions import Definition


@dataclass(frozen=True, kw_only=True)
class CopyText:
    """A text that can be copied, and what it is; ``is_code``: it is HTML or an address."""

    label: str
    text: str
    is_code: bool = False


def copies_of(content: SiteContent, number: HeadlineNumber) -> list[CopyText]:
    """What can be copied of a number; each says what warns of it, and that data are invented."""
    publication = content.publication
    definition = publication.statistics[number.statistic]
    link = address(content, "index.html", number.anchor)
    said = " ".join([number.sentence, *number.warnings])
    source = f"Source: {citation(publication, definition, content.shown.base_url)}"
    return [
        CopyText(label="Sentence", text=_with_notice(content, said)),
        CopyText(label="Number with source", text=f"{_number(definition, number)} {source}"),
        CopyText(
            label="HTML quotation",
            text=template("quotation.html.j2").render(link=link, said=said, source=source),
            is_code=True,
        ),
        CopyText(label="Link to this release", text=link, is_code=True),
    ]


def copies_of_chart(content: SiteContent, name: str, title: str, height: int) -> list[CopyText]:
    """What can be copied of the chart of this name in ``embeds/``; ``height`` of its frame, px."""
    frame = frame_html(content, name, title, height)
    link = address(content, "index.html", name)
    return [
        CopyText(label="HTML frame", text=frame, is_code=True),
        CopyText(label="Link to this release", text=link, is_code=True),
    ]


def frame_html(content: SiteContent, name: str, title: str, height: int) -> str:
    """The HTML that shows the chart of this name in another page."""
    place = address(content, f"embeds/{name}.html")
    return template("frame.html.j2").render(address=place, title=title, height=height)


def address(content: SiteContent, path: str, anchor: str = "") -> str:
    """Where a page of this release is; ``path`` is below ``site/``."""
    parts = [content.shown.base_url or "", content.publication.release, SITE, path]
    place = "/".join(filter(None, parts))
    return f"{place}#{quote(anchor)}" if anchor else place


def _number(definition: Definition, number: HeadlineNumber) -> str:
    shown = f"{number.shown} {number.whole}".rstrip()
    interval = f"95 % interval {number.interval}; " if number.interval else ""
    warnings = "".join(f" {one}" for one in number.warnings)
    return f"{definition.title}, {number.label}: {shown} ({interval}{number.sample}).{warnings}"


def _with_notice(content: SiteContent, said: str) -> str:
    notice = content.publication.notice
    return f"{said} ({notice})" if notice else said
