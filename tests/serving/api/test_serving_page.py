"""docs/serving.md says what the server does."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

PAGE = (Path(__file__).parents[3] / "docs" / "serving.md").read_text("utf-8")
CALLS = re.findall(r"^curl '?http://127\.0\.0\.1:8000([^'\s]+)", PAGE, re.MULTILINE)


@pytest.mark.parametrize("path", CALLS)
def test_the_calls_of_the_page_work(client: TestClient, path: str) -> None:
    """The first thing that an analyst tries would fail."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.json()


def test_the_page_names_every_route(client: TestClient) -> None:
    """There would be a route that nobody knows, or one that is not there."""
    names = {"{statistic}": "STATISTIC", "{population}": "POPULATION", "{value}": "VALUE"}
    for path in client.get("/api/openapi.json").json()["paths"]:
        for name, word in names.items():
            path = path.replace(name, word)
        assert f"| `{path}` |" in PAGE
    assert len(CALLS) == 3
