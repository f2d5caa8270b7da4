"""The form for an article, and its review page."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from starlette.responses import HTMLResponse

from skillscan.serving.api.guard import is_own_host
from skillscan.serving.api.pages import page_response
from skillscan.serving.api.release_files import page_policy
from skillscan.serving.api.review_desk import RETRY_AFTER, QueueFullError, ReviewDesk
from skillscan.serving.api.review_process import ReviewRequest
from skillscan.serving.api.submitted_article import (
    MAX_ARTICLE_BYTES,
    FormError,
    submitted_article,
)

_FORM = "form.html.j2"
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
            answer = await desk.review(ReviewRequest(name=article.name, content=article.content))
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


def is_from_here(request: Request) -> bool:
    """Whether a form was sent by a page of this server, or by no page at all."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin in {None, "null"} or is_own_host(urlsplit(str(origin)).netloc)


def _refused(status: int, problem: str, headers: dict[str, str] | None = None) -> Response:
    return page_response(_FORM, status, headers, limit=_LIMIT, problem=problem)
