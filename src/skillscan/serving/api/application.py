"""The application that ``skillscan serve`` runs: routes, errors and guard put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp

from skillscan import __version__
from skillscan.errors import SkillscanError
from skillscan.serving.api.guard import Guard
from skillscan.serving.api.health_routes import health_routes
from skillscan.serving.api.number_routes import number_routes
from skillscan.serving.api.openapi import openapi_document
from skillscan.serving.api.pages import page_response
from skillscan.serving.api.problem import (
    ProblemDetails,
    path_of,
    plain_problem,
    problem_of,
    problem_response,
)
from skillscan.serving.api.release_files import file_routes
from skillscan.serving.api.review_desk import ReviewDesk
from skillscan.serving.api.review_routes import review_routes
from skillscan.serving.api.served_releases import ServedReleases
from skillscan.settings import Settings

_RETRY = {"Retry-After": "60"}


def application(settings: Settings, desk: ReviewDesk | None = None) -> ASGIApp:
    """The application over the releases of these settings; ``desk`` is who reviews articles."""
    desk = desk or ReviewDesk(settings)

    @asynccontextmanager
    async def _lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await desk.close()

    app = FastAPI(
        title="skillscan",
        version=__version__,
        lifespan=_lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    releases = ServedReleases(settings)
    app.include_router(number_routes(releases))
    app.include_router(health_routes(releases))
    _add_documentation(app)
    app.include_router(review_routes(desk))
    app.include_router(file_routes(releases))
    _add_error_handlers(app)
    return Guard(app)


def _add_documentation(app: FastAPI) -> None:
    @app.get("/api/openapi.json", include_in_schema=False)
    def _document() -> Response:
        return JSONResponse(openapi_document(app), headers={"Cache-Control": "no-cache"})

    @app.get("/api", include_in_schema=False)
    def _api() -> Response:
        return RedirectResponse("/api/", 307)

    @app.get("/api/", include_in_schema=False)
    def _documentation() -> Response:
        return page_response("api.html.j2", document=openapi_document(app))


def _add_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(SkillscanError)
    def _failed(request: Request, error: SkillscanError) -> Response:
        problem = problem_of(error, path_of(request))
        return _told(request, problem, _RETRY if problem.status == 503 else None)

    @app.exception_handler(HTTPException)
    def _refused(request: Request, error: HTTPException) -> Response:
        detail = {
            404: f"nothing is at {path_of(request)}: /api/ lists what there is",
            405: f"{request.method} is not for {path_of(request)}: the server only reads (GET)",
        }.get(error.status_code, str(error.detail))
        problem = plain_problem(error.status_code, detail, path_of(request))
        return _told(request, problem, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def _unfit(request: Request, error: RequestValidationError) -> Response:
        faults = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return _told(request, plain_problem(422, "; ".join(faults)[:500], path_of(request)))

    @app.exception_handler(Exception)
    def _broken(request: Request, error: Exception) -> Response:
        detail = (
            f"the server could not answer ({type(error).__name__}): what it wrote to its standard "
            "error says more; `skillscan doctor` looks at the releases"
        )
        return _told(request, plain_problem(500, detail, path_of(request)))


def _told(
    request: Request, problem: ProblemDetails, headers: dict[str, str] | None = None
) -> Response:
    """JSON for programs; for a browser that opens a page, a page."""
    is_browser = "text/html" in request.headers.get("accept", "")
    if is_browser and not request.url.path.startswith("/api/"):
        return page_response("trouble.html.j2", problem.status, headers, problem=problem)
    return problem_response(problem, headers)
