"""The process that reviews articles: from an article on its standard input to a page on its output.

It stands apart, since a hostile article may take any time and memory: the server ends it then.
Nothing is written. ``python -m skillscan.serving.api.review_process`` is started by the server.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import msgspec

LENGTH_BYTES = 8
MAX_PAGE_BYTES = 40_000_000
"""No browser shows a larger page at ease."""


class ReviewRequest(msgspec.Struct, frozen=True, kw_only=True):
    """An article to review; ``release`` is a name (``None``: the latest). Without ``content`` only
    what takes long is loaded.
    """

    name: str
    content: bytes = b""
    release: str | None = None


class ReviewResponse(msgspec.Struct, frozen=True, kw_only=True):
    """``status`` is HTTP's; ``page`` is HTML, or ``problem`` says what is wrong."""

    status: int
    page: bytes = b""
    problem: str = ""


def main() -> None:
    """Answer requests until the input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may stand between the answers
    source = sys.stdin.buffer
    while (message := _next_message(source)) is not None:
        answer = answer_to(msgspec.msgpack.decode(message, type=ReviewRequest))
        out.write(framed(msgspec.msgpack.encode(answer)))
        out.flush()


def framed(message: bytes) -> bytes:
    """A message with its length before it."""
    return len(message).to_bytes(LENGTH_BYTES, "big") + message


def _next_message(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    return source.read(int.from_bytes(head, "big"))


def answer_to(request: ReviewRequest) -> ReviewResponse:
    """The answer to one request; no article can end the process by an error."""
    from skillscan.article.source.decoding import UnreadableArticleError
    from skillscan.errors import SkillscanError, UsageError

    try:
        page = _page(request)
    except UnreadableArticleError as error:
        return ReviewResponse(status=415, problem=str(error))
    except UsageError as error:
        return ReviewResponse(status=422, problem=str(error))
    except SkillscanError as error:
        return ReviewResponse(status=503, problem=str(error))
    except Exception as error:  # noqa: BLE001 - the article is a stranger's
        kind = type(error).__name__
        return ReviewResponse(
            status=500,
            problem=f"The article could not be reviewed ({kind}): `skillscan article check` on "
            "its file says more.",
        )
    if len(page) > MAX_PAGE_BYTES:
        return ReviewResponse(
            status=422,
            problem="The article has so many numbers that its page would be larger than "
            f"{MAX_PAGE_BYTES // 1_000_000} MB: cut it into parts.",
        )
    return ReviewResponse(status=200, page=page)


def _page(request: ReviewRequest) -> bytes:
    from skillscan.article.check import check
    from skillscan.article.judging.releases import evidence_from
    from skillscan.article.review.decisions_file import decisions_file
    from skillscan.article.review.page import page
    from skillscan.article.source.decoding import UnreadableArticleError
    from skillscan.settings import Settings

    content = request.content or b"Python is named in 50 % of postings for ML engineers."
    nowhere = Path(tempfile.gettempdir(), f"skillscan-{uuid4().hex}")  # no folder: nobody makes it
    path = nowhere / request.name  # beside it lies nothing that was confirmed
    try:
        found = check(content, path, evidence_from(Settings(), request.release))
    except UnreadableArticleError as error:
        said = str(error).removeprefix(f"{nowhere}{os.sep}")
        raise UnreadableArticleError(said) from error
    checked, read = found.checked, found.found
    decisions = decisions_file(
        path, checked.article, read.quantities, read.readings, checked.claims
    )
    text = page(checked, found.publication, decisions, name=request.name)
    return text.encode("utf-8", "replace")


if __name__ == "__main__":
    main()
