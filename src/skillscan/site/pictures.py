"""Charts as files of their own: for download, with the line that says where they come from."""

from skillscan.release.document import Publication
from skillscan.release.files import PageFile
from skillscan.release.release_folder import SITE
from skillscan.site.charts.drawing import Drawing, alone
from skillscan.site.sample_words import source_line


def picture(publication: Publication, population: str, path: str, drawing: Drawing) -> PageFile:
    """An SVG file at a path below ``site/``, of numbers of a population."""
    return PageFile(
        path=f"{SITE}/{path}", content=alone(drawing, source_line(publication, population))
    )
