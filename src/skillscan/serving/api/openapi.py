"""The OpenAPI document: the routes as FastAPI knows them, the schemas as the models have them.

The models are those that write ``statistics.json`` and ``index.json``: one definition.
"""

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from skillscan.release.json_schema import with_plain_descriptions
from skillscan.serving.api.answers import MODELS

DESCRIPTION = (
    "The numbers of the releases on this machine, read-only. Each answer is a part of "
    "statistics.json, with denominators, intervals, samples and caveats beside the numbers; what "
    "is withheld is told with its reason. Quotes of postings belong to the employers."
)


def openapi_document(app: FastAPI) -> dict[str, Any]:
    """The document of an application, made once."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes
        )
        _, schemas = msgspec.json.schema_components(
            MODELS, ref_template="#/components/schemas/{name}"
        )
        components = document.setdefault("components", {})
        components["schemas"] = with_plain_descriptions(schemas)
        _without_own_errors(document)
        app.openapi_schema = document
    return app.openapi_schema


def _without_own_errors(document: dict[str, Any]) -> None:
    """FastAPI says of each route with parameters that it answers with its own kind of error."""
    for operations in document["paths"].values():
        for operation in operations.values():
            found = operation["responses"].get("422", {})
            if "application/json" in found.get("content", {}):
                del found["content"]["application/json"]
