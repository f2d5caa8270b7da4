"""The form for an article, and its review page."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse

from skillscan.serving.api.guard import is_own_host
from skillscan.serving.api.pages import page_response
from skillscan.serving.api.release_files import page_policy
from skillscan.serving.api.review_desk import RETRY_AFTER, QueueFullError, ReviewDesk
from skillscan.serving.api.review_process import ReviewRequest, ReviewResponse
from skillscan.serving.api.submitted_article import (
    MAX_ARTICLE_BYTES,
    FormError,
    submitted_article,
)

_FORM = "form.html.j2"
_LOOK_SECONDS = 0.5
_LIMIT = f"{MAX_ARTICLE_BYTES / 1e6:g}"


def review_routes(desk: ReviewDesk) -> APIRouter:
    """The routes of the form; no schema describes them."""
    router = APIRouter(include_in_schema=False)

    @router.get("/review")
    async def _form() -> Response:
        desk.warm()
        return page_response(_FORM, limit=_LIMIT, problem="")

    @router.post("/review")
    async def _review(request: Request) -> Response:
        if not is_from_here(request):
            return _refused(403, "The form was sent by a page of somebody else: open /review here.")
        try:
            article = await submitted_article(request)
            review = desk.review(ReviewRequest(name=article.name, content=article.content))
            answer = await while_connected(request, review)
        except ClientDisconnect:
            return Response(status_code=400)  # which nobody reads
        except FormError as error:
            return _refused(error.status, str(error))
        except QueueFullError:
            message = f"Other articles are being reviewed: send it again in {RETRY_AFTER} seconds."
            return _refused(503, message, {"Retry-After": str(RETRY_AFTER)})
        if answer.status != 200:
            return _refused(answer.status, answer.problem)
        headers = {
            "Content-Security-Policy": page_policy(answer.page),
            "Cache-Control": "no-store",
        }
        return HTMLResponse(answer.page, headers=headers)

    return router


async def while_connected(
    request: Request, review: Coroutine[Any, Any, ReviewResponse]
) -> ReviewResponse:
    """The review, which ends with the connection of its reader.

    Raises ClientDisconnect where the reader is gone.
    """
    task = asyncio.create_task(review)
    try:
        while not (await asyncio.wait({task}, timeout=_LOOK_SECONDS))[0]:
            if await request.is_disconnected():
                raise ClientDisconnect
        return task.result()
    finally:
        task.cancel()


def is_from_here(request: Request) -> bool:
    """Whether a form was sent by a page of this server, or by no page at all."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin in {None, "null"} or is_own_host(urlsplit(str(origin)).netloc)


def _refused(status: int, problem: str, headers: dict[str, str] | None = None) -> Response:
    return page_response(_FORM, status, headers, limit=_LIMIT, problem=problem)
