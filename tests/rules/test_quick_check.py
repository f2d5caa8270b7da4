"""The quick check may only say yes to what the validator takes."""

import copy
import random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from skillscan import resources
from skillscan.rules.loading import file_names, packaged_source
from skillscan.rules.quick_check import surely_fits

DEFINITIONS = resources.data_json("rules", "schema.json")["$defs"]
WRONG = (None, True, 0, -1, 1.5, 7, "", "a", "Ä ö", [], [""], ["a", "a"], [1], {}, {"a": "b"})


def schema_of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name.removesuffix('.yaml')}", "$defs": DEFINITIONS}


@pytest.mark.parametrize("name", file_names())
def test_every_packaged_file_is_taken_at_once(name: str) -> None:
    """Else every start would wait for the validator."""
    assert surely_fits(
        packaged_source(name).content, schema_of(name)["$defs"][name[:-5]], DEFINITIONS
    )


@pytest.mark.parametrize("name", file_names())
def test_what_it_takes_the_validator_takes(name: str) -> None:
    """A fault would be loaded in silence."""
    validator = Draft202012Validator(schema_of(name))
    content = {
        key: part[:3] if isinstance(part, list) else part
        for key, part in packaged_source(name).content.items()
    }
    chance = random.Random(name)  # noqa: S311
    for _ in range(60):
        broken = copy.deepcopy(content)
        break_somewhere(broken, chance)
        if surely_fits(broken, DEFINITIONS[name[:-5]], DEFINITIONS):
            assert validator.is_valid(broken), broken


def break_somewhere(part: Any, chance: random.Random) -> None:
    """Change, add or take away one thing, at any depth."""
    keys = list(part) if isinstance(part, dict) else list(range(len(part)))
    key = chance.choice(keys) if keys else None
    if key is not None and isinstance(part[key], dict | list) and chance.random() < 0.75:
        break_somewhere(part[key], chance)
    elif key is not None and chance.random() < 0.3:
        del part[key]
    elif key is not None and chance.random() < 0.7:
        part[key] = copy.deepcopy(chance.choice(WRONG))
    elif isinstance(part, dict):
        part["wrods"] = copy.deepcopy(chance.choice(WRONG))
    else:
        part.append(copy.deepcopy(chance.choice(WRONG)))
