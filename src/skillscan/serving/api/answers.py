"""What a route may answer, as the OpenAPI document has it."""

from typing import Any

from skillscan.release.document import Publication
from skillscan.release.index import Index
from skillscan.serving.api.health import HealthReport
from skillscan.serving.api.problem import ProblemDetails

JSON = "application/json"
MODELS: tuple[Any, ...] = (Publication, Index, HealthReport, ProblemDetails)
"""What the answers are; the OpenAPI document has their schemas."""


def answers(model: type, description: str, *codes: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer, as OpenAPI has it; ``codes`` are those of problems."""
    said = {
        304: "Not modified: the reader has it.",
        400: "The request cannot be understood.",
        404: "Unknown; `suggestions` are the names most like it.",
        422: "A parameter does not fit.",
        503: "There is no release yet, or it is damaged.",
    }
    problem = {"application/problem+json": {"schema": reference(ProblemDetails)}}
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": description, "content": {JSON: {"schema": reference(model)}}}
    }
    for code in codes:
        found[code] = {"description": said[code]}
        if code != 304:
            found[code]["content"] = problem
    return found


def reference(model: type) -> dict[str, str]:
    """Where the document has the schema of a model."""
    return {"$ref": f"#/components/schemas/{model.__name__}"}
