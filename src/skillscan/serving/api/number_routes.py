"""The routes of the read-only JSON API, and of the health of the server."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Path, Query, Request, Response

from skillscan.release.catalog import part_address
from skillscan.release.document import Publication
from skillscan.release.index import Index
from skillscan.release.release_folder import LATEST
from skillscan.serving.api import numbers
from skillscan.serving.api.caching import cache_headers, etag, is_known
from skillscan.serving.api.health import HealthReport, health
from skillscan.serving.api.problem import ProblemDetails
from skillscan.serving.api.served_releases import ServedRelease, ServedReleases

JSON = "application/json"
MODELS: tuple[Any, ...] = (Publication, Index, HealthReport, ProblemDetails)
"""What the answers are; the OpenAPI document has their schemas."""
_LONGEST = 300
Statistic = Annotated[
    str,
    Path(
        max_length=_LONGEST,
        description="Id of a statistic; `skill_share@RELEASE` is that of a release, by its name or "
        "the end of it.",
        examples=["skill_share"],
    ),
]
OfPeople = Annotated[
    str,
    Path(max_length=_LONGEST, description="Id of a population.", examples=["ml_engineer_us"]),
]
Value = Annotated[
    str,
    Path(
        max_length=_LONGEST,
        description="A value by its id or label; a skill by any name.",
        examples=["kubernetes"],
    ),
]
Split = Annotated[
    str | None,
    Query(max_length=_LONGEST, description="Only this split (`all`: of the whole population)."),
]
Group = Annotated[str | None, Query(max_length=_LONGEST, description="Only this group of a split.")]
Measure = Annotated[
    str | None, Query(max_length=_LONGEST, description="Only this measure or figure.")
]


def answers(model: type, description: str, *codes: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer, as OpenAPI has it; ``codes`` are those of problems."""
    said = {
        304: "Not modified: the reader has it.",
        400: "The request cannot be understood.",
        404: "Unknown; `suggestions` are the names most like it.",
        422: "A parameter does not fit.",
        503: "There is no release yet, or it is damaged.",
    }
    problem = {"application/problem+json": {"schema": _reference(ProblemDetails)}}
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": description, "content": {JSON: {"schema": _reference(model)}}}
    }
    for code in codes:
        found[code] = {"description": said[code]}
        if code != 304:
            found[code]["content"] = problem
    return found


def _reference(model: type) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def number_routes(releases: ServedReleases) -> APIRouter:
    """The routes of the API over these releases."""
    router = APIRouter()
    codes = (304, 404, 422, 503)

    @router.get(
        "/api/releases",
        operation_id="releases",
        tags=["releases"],
        summary="All releases on record, which is the latest, and when the next one is due",
        responses=answers(Index, "The content of `index.json`, as it is now.", 304),
        response_class=Response,
    )
    def _releases(request: Request) -> Response:
        body = msgspec.json.encode(releases.index())
        return _conditional(request, etag("releases", body.decode()), lambda: body)

    @router.get(
        "/api/statistics",
        operation_id="statistics",
        tags=["statistics"],
        summary="What the latest release measures, of whom and from where; no numbers",
        responses=answers(Publication, "A `statistics.json` without its numbers.", 304, 503),
        response_class=Response,
    )
    def _statistics(request: Request) -> Response:
        served = releases.opened()
        return _part(request, served, lambda: numbers.catalogue(served.release))

    @router.get(
        "/api/statistics/{statistic}",
        operation_id="statistic",
        tags=["statistics"],
        summary="One statistic for every population: the values that most openings hold",
        responses=answers(
            Publication, "A `statistics.json` of one statistic; `left_out` counts the rest.", *codes
        ),
        response_class=Response,
    )
    def _statistic(request: Request, statistic: Statistic) -> Response:
        served, word = _addressed(releases, statistic)
        return _part(request, served, lambda: numbers.statistic(served.release, word))

    @router.get(
        "/api/statistics/{statistic}/{population}",
        operation_id="statistic_of_population",
        tags=["statistics"],
        summary="All numbers of one statistic for one population",
        responses=answers(
            Publication, "A `statistics.json` of one statistic and one population.", *codes
        ),
        response_class=Response,
    )
    def _of_population(
        request: Request,
        statistic: Statistic,
        population: OfPeople,
        split: Split = None,
        group: Group = None,
        measure: Measure = None,
    ) -> Response:
        return _numbers(request, statistic, population, None, (split, group, measure))

    @router.get(
        "/api/statistics/{statistic}/{population}/{value:path}",
        operation_id="value",
        tags=["statistics"],
        summary="The numbers of one value: a skill by any name, a number of years",
        responses=answers(
            Publication,
            "A `statistics.json` of one value. No estimate: no opening holds it, or the statistic "
            "is withheld (`withheld` has the reason, `withheld_counts` what was counted).",
            *codes,
        ),
        response_class=Response,
    )
    def _of_value(
        request: Request,
        statistic: Statistic,
        population: OfPeople,
        value: Value,
        split: Split = None,
        group: Group = None,
        measure: Measure = None,
    ) -> Response:
        return _numbers(request, statistic, population, value, (split, group, measure))

    def _numbers(
        request: Request,
        statistic: str,
        population: str,
        value: str | None,
        filters: tuple[str | None, ...],
    ) -> Response:
        served, word = _addressed(releases, statistic)
        said = zip(numbers.FILTERS, filters, strict=True)
        narrowed_by = {name: one for name, one in said if one is not None}
        return _part(
            request,
            served,
            lambda: numbers.of_population(
                served.release,
                word,
                population,
                value=value,
                home=releases.settings.home,
                narrowed_by=narrowed_by,
            ),
        )

    @router.get(
        "/healthz",
        operation_id="health",
        tags=["server"],
        summary="Whether the latest release can be shown: its name, age and faults",
        responses={
            **answers(HealthReport, "The latest release is whole."),
            503: {
                "description": "There is no release yet, or it is damaged.",
                "content": {JSON: {"schema": _reference(HealthReport)}},
            },
        },
        response_class=Response,
    )
    def _healthz() -> Response:
        found = health(releases)
        return Response(
            msgspec.json.encode(found),
            status_code=200 if found.status == "ok" else 503,
            media_type=JSON,
            headers={"Cache-Control": "no-store"},
        )

    return router


def _addressed(releases: ServedReleases, address: str) -> tuple[ServedRelease, str]:
    """The release that ``statistic@release`` names (or the latest), and the statistic's word."""
    word, named = part_address(address)
    return releases.opened(named or LATEST), word


def _part(request: Request, served: ServedRelease, make: Callable[[], Publication]) -> Response:
    path = f"{request.url.path}?{request.url.query}"
    is_named = "@" in request.url.path
    tag = etag(served.identity, path)
    return _conditional(request, tag, lambda: msgspec.json.encode(make()), is_named=is_named)


def _conditional(
    request: Request,
    tag: str,
    make: Callable[[], bytes],
    *,
    is_named: bool = False,
) -> Response:
    headers = cache_headers(tag, is_named=is_named)
    if "*" not in request.headers.get("if-none-match", "*") and is_known(request.headers, tag):
        return Response(status_code=304, headers=headers)
    body = make()
    if is_known(request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=JSON, headers=headers)
