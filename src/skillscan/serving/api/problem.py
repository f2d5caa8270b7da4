"""Errors as programs get them: problem details (RFC 9457), ``application/problem+json``."""

from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from skillscan.errors import SkillscanError, StorageError, UnknownNameError, UsageError
from skillscan.serving.api.served_releases import (
    FileNotInReleaseError,
    NoReleaseError,
    ReleaseNotFoundError,
    ReleaseUnfitError,
)

MEDIA_TYPE = "application/problem+json"
_KINDS: tuple[tuple[type[SkillscanError], str, int], ...] = (
    (UnknownNameError, "unknown-name", 404),
    (ReleaseNotFoundError, "unknown-release", 404),
    (FileNotInReleaseError, "unknown-file", 404),
    (NoReleaseError, "no-release", 503),
    (ReleaseUnfitError, "damaged-release", 503),
    (StorageError, "storage-unreachable", 503),
    (UsageError, "wrong-usage", 400),
    (SkillscanError, "failed", 500),
)


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong. ``title`` names its kind, ``detail`` says what, where and what to do,
    ``instance`` is the path that was asked for; ``suggestions`` are names most like an unknown one.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    suggestions: list[str] = []


def problem_of(error: SkillscanError, path: str) -> ProblemDetails:
    """What is told of an error that was met at a path."""
    kind, status = next((name, code) for type_, name, code in _KINDS if isinstance(error, type_))
    return ProblemDetails(
        type=f"urn:skillscan:problem:{kind}",
        title=kind.replace("-", " ").capitalize(),
        status=status,
        detail=str(error),
        instance=path,
        suggestions=list(error.nearest) if isinstance(error, UnknownNameError) else [],
    )


def plain_problem(status: int, detail: str, path: str) -> ProblemDetails:
    """A problem that has no kind of its own but HTTP's."""
    return ProblemDetails(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=path,
    )


def problem_response(problem: ProblemDetails, headers: dict[str, str] | None = None) -> Response:
    """The problem as an answer, which nobody keeps."""
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def path_of(request: Request) -> str:
    """The path that was asked for, bounded."""
    return request.url.path[:500]
