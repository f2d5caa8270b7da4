"""The routes of the read-only JSON API."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from skillscan.release.catalog import part_address
from skillscan.release.document import Publication
from skillscan.release.index import Index
from skillscan.release.release_folder import LATEST
from skillscan.serving.api import numbers
from skillscan.serving.api.answers import JSON, answers
from skillscan.serving.api.caching import cache_headers, etag, is_known
from skillscan.serving.api.served_releases import ServedRelease, ServedReleases

_LONGEST = 300
_CODES = (304, 404, 422, 503)
_STATISTIC = "/api/statistics/{statistic}"
_POPULATION = f"{_STATISTIC}/{{population}}"
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


@dataclass(frozen=True, slots=True)
class Filters:
    """What the numbers of a statistic and population are narrowed by."""

    split: Annotated[
        str | None,
        Query(max_length=_LONGEST, description="Only this split (`all`: of the whole population)."),
    ] = None
    group: Annotated[
        str | None, Query(max_length=_LONGEST, description="Only this group of a split.")
    ] = None
    measure: Annotated[
        str | None, Query(max_length=_LONGEST, description="Only this measure or figure.")
    ] = None

    def said(self) -> dict[str, str]:
        """Those that were given."""
        return {name: word for name, word in asdict(self).items() if word is not None}


NarrowedBy = Annotated[Filters, Depends()]


def number_routes(releases: ServedReleases) -> APIRouter:
    """The routes of the API over these releases."""
    router = APIRouter()
    _add_overviews(router, releases)
    _add_numbers(router, releases)
    return router


def _add_overviews(router: APIRouter, releases: ServedReleases) -> None:
    """What there is: releases, statistics, and each statistic at a glance."""

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
        _STATISTIC,
        operation_id="statistic",
        tags=["statistics"],
        summary="One statistic for every population: the values that most openings hold",
        responses=answers(
            Publication,
            "A `statistics.json` of one statistic; `left_out` counts the rest.",
            *_CODES,
        ),
        response_class=Response,
    )
    def _statistic(request: Request, statistic: Statistic) -> Response:
        served, word = _addressed(releases, statistic)
        return _part(request, served, lambda: numbers.statistic(served.release, word))


def _add_numbers(router: APIRouter, releases: ServedReleases) -> None:
    """The numbers of a statistic for a population, all of them or those of one value."""

    def _numbers(
        request: Request, address: str, population: str, value: str | None, filters: Filters
    ) -> Response:
        served, word = _addressed(releases, address)
        return _part(
            request,
            served,
            lambda: numbers.of_population(
                served.release,
                word,
                population,
                value=value,
                home=releases.settings.home,
                narrowed_by=filters.said(),
            ),
        )

    @router.get(
        _POPULATION,
        operation_id="statistic_of_population",
        tags=["statistics"],
        summary="All numbers of one statistic for one population",
        responses=answers(
            Publication, "A `statistics.json` of one statistic and one population.", *_CODES
        ),
        response_class=Response,
    )
    def _of_population(
        request: Request, statistic: Statistic, population: OfPeople, filters: NarrowedBy
    ) -> Response:
        return _numbers(request, statistic, population, None, filters)

    @router.get(
        f"{_POPULATION}/{{value:path}}",
        operation_id="value",
        tags=["statistics"],
        summary="The numbers of one value: a skill by any name, a number of years",
        responses=answers(
            Publication,
            "A `statistics.json` of one value. No estimate: no opening holds it, or the statistic "
            "is withheld (`withheld` has the reason, `withheld_counts` what was counted).",
            *_CODES,
        ),
        response_class=Response,
    )
    def _of_value(
        request: Request,
        statistic: Statistic,
        population: OfPeople,
        value: Value,
        filters: NarrowedBy,
    ) -> Response:
        return _numbers(request, statistic, population, value, filters)


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
    # "*" asks whether there is any answer at all: that is known when it was made.
    if "*" not in request.headers.get("if-none-match", "*") and is_known(request.headers, tag):
        return Response(status_code=304, headers=headers)
    body = make()
    if is_known(request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=JSON, headers=headers)
