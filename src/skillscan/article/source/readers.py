"""Which reader reads which format, and the reading of a text that was read before."""

from functools import lru_cache
from pathlib import PurePath

from skillscan.article.model import ArticleFormat
from skillscan.article.source.reading import SourceReading

_SUFFIXES: dict[str, ArticleFormat] = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), "html"),
    **dict.fromkeys((".docx", ".docm"), "docx"),
    **dict.fromkeys((".txt", ".text"), "text"),
}
_HTML_SIGNS = (b"<!doctype", b"<html", b"<p", b"<div", b"<article", b"<body", b"<h1", b"</")
_FIRST_BYTES = 5_000


def article_format(path: PurePath, content: bytes) -> ArticleFormat:
    """The format of a file by its ending; of another ending, by its first bytes."""
    known = _SUFFIXES.get(path.suffix.lower())
    if known is not None:
        return known
    first = content[:_FIRST_BYTES].lower()
    return "html" if any(sign in first for sign in _HTML_SIGNS) else "text"


@lru_cache(maxsize=2)
def reading_of(source: str, format_: ArticleFormat) -> SourceReading:
    """What a reader sees of a decoded source, and its markup; the last two are kept."""
    from skillscan.article.source.html import read_html
    from skillscan.article.source.markdown import read_markdown
    from skillscan.article.source.plain_text import read_plain_text

    read = {"markdown": read_markdown, "html": read_html, "text": read_plain_text}[format_]
    return read(source)
