"""Charts that other pages take: each one self-contained SVG, and one page to be framed.

Both say whose numbers they are, of which sample and when; neither loads anything or needs a script.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from skillscan.release.files import PageFile
from skillscan.release.release_folder import SITE
from skillscan.site.charts.drawing import Drawing, alone, frame_height, in_frame
from skillscan.site.charts.of_statistic import drawing_of
from skillscan.site.charts.top_technologies import NAME, top_technologies
from skillscan.site.content import SiteContent
from skillscan.site.document import HERE, inline_asset, template
from skillscan.site.sample_words import source_line

FOLDER = "embeds"


@dataclass(frozen=True, kw_only=True)
class EmbeddedChart:
    """A chart of the leading population; ``page`` (below ``site/``) is where its numbers stand."""

    name: str
    drawing: Drawing
    page: str

    @property
    def title(self) -> str:
        """What it shows."""
        return self.drawing.title

    @property
    def height(self) -> int:
        """Of a frame that holds all of it, in pixels."""
        return frame_height(self.drawing)


def embedded_charts(content: SiteContent) -> Iterator[EmbeddedChart]:
    """The chart of the home page, and that of each statistic which has one."""
    if found := top_technologies(content):
        yield EmbeddedChart(name=NAME, drawing=found, page="index.html")
    for definition in content.publication.statistics.values():
        drawing = drawing_of(content, definition, content.population)
        if drawing:
            page = f"statistics/{definition.id}.html"
            yield EmbeddedChart(name=definition.id, drawing=drawing, page=page)


def files(content: SiteContent) -> Iterator[PageFile]:
    """An SVG and a page for each chart."""
    said = source_line(content.publication, content.population)
    style = inline_asset(*((HERE, name) for name in ("base.css", "chart.css", "embed.css")))
    for one in embedded_charts(content):
        framed = template("embed.html.j2").render(
            chart=one,
            picture=in_frame(one.drawing),
            source_line=said,
            style=style,
            script=inline_asset(),
        )
        place = f"{SITE}/{FOLDER}/{one.name}"
        yield PageFile(path=f"{place}.svg", content=alone(one.drawing, said))
        yield PageFile(path=f"{place}.html", content=framed.encode())
