"""The API as it describes itself: a program made from the description must work."""

import json
import re
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from starlette.testclient import TestClient

from skillscan import resources
from skillscan.serving.api.application import application
from skillscan.settings import Settings

HOST = {"Host": "127.0.0.1"}
KNOWN = {"statistic": "skill_share", "population": "ml_engineer_us", "value": "k8s"}
BOUNDED = settings(
    max_examples=40,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_no_request_that_the_description_allows_fails(served_home: Path) -> None:
    """A client made from the description would meet answers that it does not know."""
    app = application(Settings(home=served_home))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HOST)
    paths = []
    for result in schema.get_all_operations():
        operation = result.ok()
        paths.append(operation.path)
        names = re.findall(r"\{(\w+)\}", operation.path)
        real = operation.Case(path_parameters={name: KNOWN[name] for name in names})
        answer = real.call(headers=HOST)
        assert answer.status_code == 200
        real.validate_response(answer)
        valid, other = (operation.as_strategy(generation_mode=mode) for mode in GenerationMode)

        @BOUNDED
        @given(case=valid | other)
        def no_error_is_found(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=HOST)

        no_error_is_found()
    assert len(paths) == len(set(paths)) >= 6


def test_the_page_lists_every_route_and_loads_nothing(client: TestClient) -> None:
    """A reader without a network would see an empty page, or not all there is."""
    document = client.get("/api/openapi.json").json()
    page = client.get("/api/")
    assert page.status_code == 200
    for path in document["paths"]:
        assert f"<code>GET {path}</code>" in page.text
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page.text
    assert "<script" not in page.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)


@pytest.mark.parametrize("name", ["Publication", "Estimate", "Figure", "ProblemDetails"])
def test_the_schemas_are_those_of_the_files(client: TestClient, name: str) -> None:
    """The API would say of its shapes other things than the schema beside statistics.json."""
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    beside = json.loads(resources.data("statistics.schema.json").read_text("utf-8"))["$defs"]
    if name in beside:
        assert set(schemas[name]["properties"]) == set(beside[name]["properties"])
    assert schemas[name]["required"]
    assert schemas[name]["description"]
