"""Articles as they are stored: bytes in, the text a reader sees out, and edits back into them."""

from pathlib import PurePath

from skillscan.article.model import ArticleFormat, ArticleText
from skillscan.article.source.decoding import UnreadableArticleError, decode


def read(content: bytes, path_or_format: PurePath | ArticleFormat) -> ArticleText:
    """The article that a file holds.

    Raises UnreadableArticleError, which names the file where a path is given, says what is wrong
    with it, and what to do.
    """
    from skillscan.article.source.docx import read_docx
    from skillscan.article.source.readers import article_format, reading_of

    if isinstance(path_or_format, str):
        format_: ArticleFormat = path_or_format
        return (
            read_docx(content)
            if format_ == "docx"
            else reading_of(decode(content, format_).text, format_).article
        )
    try:
        return read(content, article_format(path_or_format, content))
    except UnreadableArticleError as error:
        raise UnreadableArticleError(f"{path_or_format}: {error}") from error
