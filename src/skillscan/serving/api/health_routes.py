"""The route of the server's health, for what watches over it."""

import msgspec
from fastapi import APIRouter, Response

from skillscan.serving.api.answers import JSON, answers, reference
from skillscan.serving.api.health import HealthReport, health
from skillscan.serving.api.served_releases import ServedReleases


def health_routes(releases: ServedReleases) -> APIRouter:
    """``/healthz`` over these releases: 200, or 503 where the latest cannot be shown."""
    router = APIRouter()

    @router.get(
        "/healthz",
        operation_id="health",
        tags=["server"],
        summary="Whether the latest release can be shown: its name, age and faults",
        responses={
            **answers(HealthReport, "The latest release is whole."),
            503: {
                "description": "There is no release yet, or it is damaged.",
                "content": {JSON: {"schema": reference(HealthReport)}},
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
