"""The form with an article, read in memory and no further than its bound: nothing is stored.

(The usual parser of forms puts a file of more than a megabyte on the disk.)
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import PurePosixPath

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from skillscan.article.source.readers import article_format

MAX_ARTICLE_BYTES = 2_000_000
_FORM_BYTES = MAX_ARTICLE_BYTES + 10_000
"""An article with what the form puts around it."""
_DRAINED_BYTES = 50_000_000
"""So much of a form that is too large is taken from the line: a browser shows no answer before it
has sent what it wants to send.
"""
_LONGEST_NAME = 80
_FORMATS = {"markdown": ".md", "html": ".html", "text": ".txt"}


class FormError(Exception):
    """A form that cannot be read; ``status`` is HTTP's, the message says what to do."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedArticle:
    """An article as it came; ``name`` is a file name without folders."""

    name: str
    content: bytes


async def submitted_article(request: Request) -> SubmittedArticle:
    """The article of a form: the file, or else what was pasted. Raises FormError where there is
    none, or a larger one than 2 MB.
    """
    form = await _form(request)
    file, text, kind = form.get("file"), form.get("text"), form.get("format")
    if isinstance(file, UploadFile) and file.filename:
        content, name = await file.read(), _safe_name(file.filename)
    else:
        # Browsers end the lines of a form with CR LF.
        content = (text if isinstance(text, str) else "").replace("\r\n", "\n").encode()
        name = "pasted" + _ending(content, kind if isinstance(kind, str) else "")
    if len(content) > MAX_ARTICLE_BYTES:
        raise too_large()
    if not content.strip():
        raise FormError(422, "There is no article: paste its text, or choose a file.")
    return SubmittedArticle(name=name, content=content)


def too_large() -> FormError:
    """What is said of an article that is too large."""
    return FormError(
        413,
        f"The article is larger than {MAX_ARTICLE_BYTES / 1e6:g} MB: leave pictures out, cut it "
        "into parts, or run `skillscan article check FILE --page review.html`, which takes 20 MB.",
    )


async def _form(request: Request) -> FormData:
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise FormError(
            415,
            "Send the article as the form of this page does (multipart/form-data): the file in "
            "`file`, or the text in `text`.",
        )
    parser = MultiPartParser(
        request.headers,
        _bounded(request),
        max_files=1,
        max_fields=4,
        max_part_size=_FORM_BYTES,
    )
    parser.spool_max_size = 2 * _FORM_BYTES  # never on the disk
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise FormError(
            400, f"The form cannot be read ({error.message}): send it again."
        ) from error
    except ClientDisconnect as error:
        raise FormError(400, "The form was cut off: send it again.") from error


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    """The body as it comes. Raises FormError where it is too large."""
    taken = 0
    stream = request.stream()
    async for chunk in stream:
        taken += len(chunk)
        if taken <= _FORM_BYTES:
            yield chunk
        elif taken > _DRAINED_BYTES:
            break
    if taken > _FORM_BYTES:
        raise too_large()


def _safe_name(said: str) -> str:
    """A file's name without folders and signs that no name has; its end is kept."""
    name = PurePosixPath(said.replace("\\", "/")).name
    name = "".join(one for one in name if one.isprintable() and one not in '<>:"|?*/\\')
    name = name.strip().lstrip(".")
    if len(name) > _LONGEST_NAME:
        path = PurePosixPath(name)
        ending = path.suffix[:10]
        name = path.stem[: _LONGEST_NAME - len(ending)] + ending
    return name or "article"


def _ending(content: bytes, kind: str) -> str:
    """The ending that tells the format of what was pasted; Markdown where it is no HTML."""
    if kind in _FORMATS:
        return _FORMATS[kind]
    is_html = article_format(PurePosixPath("pasted"), content) == "html"
    return _FORMATS["html" if is_html else "markdown"]
