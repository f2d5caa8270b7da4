"""A page of HTML: what a reader sees of it, and the markup that markers may stand in."""

import html
import re
from dataclasses import replace

from skillscan.article.source.draft import ArticleDraft
from skillscan.article.source.html_content import HtmlContent
from skillscan.article.source.reading import SourceReading
from skillscan.article.source.source_lines import placed_as_is

_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,500})</title", re.IGNORECASE)
_HEAD = 20_000
"""Characters of a page in which its title stands."""


def read_html(source: str) -> SourceReading:
    """The article that a page shows."""
    content = HtmlContent(ArticleDraft())
    content.feed(placed_as_is(source))
    title = _TITLE.search(source, 0, _HEAD)
    article = content.draft.article("html", source)
    if title:
        article = replace(article, page_title=html.unescape(title[1]).strip())
    return SourceReading(article, tuple(content.markup), tuple(content.codes))
