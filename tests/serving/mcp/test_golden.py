"""Questions about the sample market, and the answers that an assistant must be given."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from skillscan.sample_market.demo import run_demo
from skillscan.settings import Settings

HERE = Path(__file__).parent
GOLDEN = yaml.safe_load((HERE / "golden.yaml").read_text("utf-8"))
PAGE = (HERE.parents[2] / "docs" / "assistants.md").read_text("utf-8")
FENCE = re.compile(r"^```json (\w+)\n(.*?)^```$", re.M | re.S)


@pytest.fixture(scope="module")
def sample_market(
    tmp_path_factory: pytest.TempPathFactory, assistant_of: Callable[..., Any]
) -> Any:
    """Who asks the release of ``skillscan demo``."""
    home = tmp_path_factory.mktemp("golden") / "demo"
    run_demo(home)
    return assistant_of(Settings(home=home, releases_url=None))


def part_of(answer: Any, way: str) -> Any:
    for step in way.split("."):
        answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


@pytest.mark.parametrize("golden", GOLDEN, ids=[one["question"] for one in GOLDEN])
def test_question_and_answer(sample_market: Any, golden: dict[str, Any]) -> None:
    """An assistant would be told another number, or none of the reason why there is none."""
    answer = sample_market.ask(golden["tool"], **golden["arguments"])
    for way, told in golden["told"].items():
        found = part_of(answer, way.removesuffix("~"))
        if way.endswith("~"):
            assert told in found, way
        else:
            assert found == told, way


def differences(told: Any, found: Any, way: str = "") -> list[str]:
    """Where an answer is not what a page says of it; keys that the page leaves out may be more."""
    if isinstance(told, dict) and isinstance(found, dict):
        return [
            line
            for key, one in told.items()
            for line in differences(one, found.get(key, "lacking"), f"{way}.{key}")
        ]
    if isinstance(told, list) and isinstance(found, list) and len(told) == len(found):
        pairs = enumerate(zip(told, found, strict=True))
        return [line for at, pair in pairs for line in differences(*pair, f"{way}.{at}")]
    return [] if told == found else [f"{way}: {found!r}, not {told!r}"]


def test_the_dialogue_of_the_page_is_true(sample_market: Any) -> None:
    """Whoever tries what docs/assistants.md shows would get other answers."""
    blocks = FENCE.findall(PAGE)
    asked = blocks[::2]
    answers = blocks[1::2]
    assert len(asked) == len(answers) == 4
    for (tool, arguments), (kind, told) in zip(asked, answers, strict=True):
        assert kind == "answer"
        found = sample_market.ask(tool, **json.loads(arguments))
        assert differences(json.loads(told), found) == []


def test_the_page_names_every_tool() -> None:
    """A tool that no page names would be found by chance."""
    from skillscan.serving.mcp.server import TOOLS

    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.M) == list(TOOLS)
