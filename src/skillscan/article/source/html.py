"""A page of HTML: what a reader sees of it, and the markup that markers may stand in."""

from skillscan.article.source.draft import ArticleDraft
from skillscan.article.source.html_content import HtmlContent
from skillscan.article.source.reading import SourceReading
from skillscan.article.source.source_lines import placed_as_is


def read_html(source: str) -> SourceReading:
    """The article that a page shows."""
    content = HtmlContent(ArticleDraft())
    content.feed(placed_as_is(source))
    article = content.draft.article("html", source)
    return SourceReading(article, tuple(content.markup), tuple(content.codes))
