"""The protocol: what a client is shown, what it gets, and what it is told when it asks badly."""

from pathlib import Path
from threading import BoundedSemaphore, Event
from typing import Any

import anyio
import pytest
import yaml
from mcp import Client

from skillscan.release.catalog import open_latest
from skillscan.release.query import run_query
from skillscan.serving.mcp import rows
from skillscan.serving.mcp.server import INSTRUCTIONS, TOOLS

PROMISED = yaml.safe_load((Path(__file__).parent / "promised_keys.yaml").read_text("utf-8"))
SLOW = "SELECT sum(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b"


def run(server: Any, use: Any) -> Any:
    async def connected() -> Any:
        async with Client(server) as client:
            return await use(client)

    return anyio.run(connected)


def keys_of(schema: dict[str, Any]) -> dict[str, list[str]]:
    """The keys of an answer, and of each model in it."""
    models = {name: sorted(one["properties"]) for name, one in schema.get("$defs", {}).items()}
    return {"": sorted(schema["properties"]), **models}


def test_tools_are_listed_with_typed_answers(assistant: Any) -> None:
    """An assistant would not know what a tool answers, or ask a person before each question."""

    async def listed(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = run(assistant.server, listed)
    assert tuple(tool.name for tool in tools) == TOOLS
    assert instructions == INSTRUCTIONS
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.description.endswith(".")
        assert "\n" not in tool.description
        described = tool.input_schema["properties"].values()
        lacking = [one["title"] for one in described if "description" not in one]
        assert [title for title in lacking if title != "Limit"] == []


def test_promised_keys_stay(assistant: Any) -> None:
    """A program that reads an answer would break with the next version."""

    async def schemas(client: Client) -> Any:
        return {tool.name: tool.output_schema for tool in (await client.list_tools()).tools}

    found = {name: keys_of(schema) for name, schema in run(assistant.server, schemas).items()}
    lost = {
        (tool, model, key)
        for tool, models in PROMISED.items()
        for model, keys in models.items()
        for key in keys
        if key not in found[tool][model]
    }
    assert lost == set()
    assert set(PROMISED) == set(TOOLS)


def test_a_number_comes_with_all_that_must_stand_beside_it(assistant: Any) -> None:
    """A bare percentage would be told, of nobody knows what."""
    found = assistant.ask("get_estimate", statistic="skill_share", value="PyTorch")
    number, context = found["number"], found["context"]
    assert (number["number"], number["openings"]) == (0.5, 20)
    assert number["interval"]["low"] < 0.5 < number["interval"]["high"]
    assert number["denominator"]["openings"] == 40
    assert number["denominator"]["employers"] == 12
    assert "Every opening" in number["denominator"]["words"]
    assert {one["denominator"]["view"] for one in number["other_views"]} == {
        *("stating", "employer", "silent"),
    }
    assert context["sample"]["sources"][0]["source"] == "greenhouse"
    assert context["sample"]["first_day"] == "2026-02-10"
    assert context["caveats"]
    assert context["do_not"]
    assert found["release"]["notice"] == "Hand-made."
    assert f"skill_share@{found['release']['name']}" in context["citation"]
    assert number["sentence"].startswith("50% of openings for")


def test_values_of_a_statistic_in_order(assistant: Any) -> None:
    """An assistant asked for the top skills would count them itself."""
    found = assistant.ask("get_estimate", statistic="skill_share", limit=2)
    assert [one["value"] for one in found["values"]] == ["python", "pytorch"]
    assert found["values_left_out"] == 1
    assert found["context"]["sample"]["openings"] == 40
    years = assistant.ask("get_estimate", statistic="experience_at_least")
    assert [one["value"] for one in years["values"]] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("get_estimate", {}, "statistic"),
        ("get_estimate", {"statistic": 3, "value": "python"}, "string"),
        ("get_estimate", {"statistic": "x" * 300}, "at most 200"),
        ("get_estimate", {"statistic": "skill_share", "view": "some"}, "'all', 'stating'"),
        ("get_estimate", {"statistic": "skill_share", "limit": 0}, "greater than or equal to 1"),
        (
            "get_estimate",
            {"statistic": "skill_share", "value": "python", "group": "senior"},
            "split and group go together",
        ),
        (
            "get_estimate",
            {"statistic": "skill_share", "population": "ml_engineer", "country": "US"},
            "not both",
        ),
        ("compare", {"statistic": "skill_share", "value": "python"}, "say what to compare with"),
        (
            "compare",
            {
                "statistic": "skill_share",
                "value": "python",
                "other_value": "pytorch",
                "other_population": "ml_engineer",
            },
            "not both",
        ),
        ("check_claim", {"text": ""}, "at least 1"),
        ("check_claim", {"text": "x" * 5000}, "at most 4000"),
        ("query", {"sql": "DROP TABLE openings"}, "DROP is refused"),
        ("query", {"sql": "SELEC 1"}, "does not parse"),
        ("query", {"sql": "FROM read_text('/etc/passwd')"}, "disabled"),
        ("query", {"sql": "SELECT 1", "seconds": 3600}, "less than or equal to 30"),
        ("query", {"sql": SLOW, "seconds": 0.05}, "took more than 0.05 seconds"),
        ("no_such_tool", {}, "no_such_tool"),
    ],
)
def test_bad_arguments_are_errors_that_say_so(
    assistant: Any, tool: str, arguments: dict[str, Any], said: str
) -> None:
    """An assistant could not mend its question, or would take the error for an answer."""
    assert said in assistant.error(tool, **arguments)


def test_a_query_is_bounded_in_rows_and_characters(assistant: Any) -> None:
    """One question would fill an assistant's memory."""
    found = assistant.ask("query", sql="FROM range(50)", limit=3)
    assert (found["rows"], found["is_cut"]) == ([[0], [1], [2]], True)
    wide = assistant.ask("query", sql="SELECT repeat('x', 100000) FROM range(500)", limit=500)
    assert len(str(wide["rows"])) < 250_000
    assert wide["is_cut"]
    assert len(wide["rows"][0][0]) == 2_000


def test_two_clients_at_once(assistant: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client's long query would keep the others waiting."""
    others_are_done = Event()

    def waits(release: Any, query: str, **limits: Any) -> Any:
        if "slow" in query:
            assert others_are_done.wait(60)
        return run_query(release, query, **limits)

    monkeypatch.setattr(rows, "run_query", waits)
    ended: list[tuple[str, bool]] = []

    async def asks(name: str, tool: str, arguments: dict[str, Any]) -> None:
        async with Client(assistant.server) as client:
            result = await client.call_tool(tool, arguments)
        ended.append((name, result.is_error))
        if len(ended) == 4:
            others_are_done.set()

    async def both() -> None:
        number = {"statistic": "skill_share", "value": "python"}
        async with anyio.create_task_group() as group:
            group.start_soon(asks, "slow", "query", {"sql": "SELECT 'slow'"})
            for _ in range(2):
                group.start_soon(asks, "number", "get_estimate", number)
                group.start_soon(asks, "query", "query", {"sql": "SELECT 1"})

    anyio.run(both)
    assert ended[-1] == ("slow", False)
    assert not any(is_error for _, is_error in ended)


def test_a_querys_limits_bind_nobody_else(assistant: Any, market_release: Any) -> None:
    """While anybody reads the release, only the first query would run: it locks its settings."""
    with open_latest(market_release).connect():
        for _ in range(2):
            assert assistant.ask("query", sql="SELECT 1")["rows"] == [[1]]


def test_no_more_queries_run_at_once_than_there_is_memory_for(
    assistant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten clients' queries would take all memory of the machine, and the pipeline with it."""
    taken = BoundedSemaphore(1)
    monkeypatch.setattr(rows, "_RUNNING", taken)
    assert taken.acquire()
    assert "other queries run" in assistant.error("query", sql="SELECT 1", seconds=0.05)
    taken.release()
    assert assistant.ask("query", sql="SELECT 1")["rows"] == [[1]]


def test_resources_are_the_releases_own_files(assistant: Any) -> None:
    """Methods and definitions would have to be asked piece by piece."""

    async def read(client: Client) -> list[str]:
        addresses = ("release", "methods", "statistics/skill_share")
        found = [await client.read_resource(f"skillscan://{one}") for one in addresses]
        return [one.contents[0].text for one in found]

    release, methods, metadata = run(assistant.server, read)
    assert '"notice": "Hand-made."' in release
    assert methods.startswith("# Methods of release")
    assert '"citation"' in metadata
