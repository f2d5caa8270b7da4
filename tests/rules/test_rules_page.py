"""``docs/rules.md`` followed by somebody who has not seen the rules: five minutes to a new rule."""

import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language
from typer.testing import CliRunner, Result

from skillscan.cli.app import app
from skillscan.nlp.pipeline import build
from skillscan.nlp.rule_trial import try_text
from skillscan.nlp.structure.headings import (
    MAX_HEADING_CHARACTERS,
    MAX_HEADING_WORDS,
    is_heading_shaped,
)
from skillscan.rules.model import SLOTS
from skillscan.rules.proof import PROVERS

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
BLOCK = re.compile(r"^ *```yaml\n( *# (?P<file>\w+\.yaml): .*\n(?:.*\n)*?) *```$", re.M)
SHOWN = {match["file"]: textwrap.dedent(match[1]) for match in BLOCK.finditer(PAGE.read_text())}
BLOCKS = {file: block for file, block in SHOWN.items() if file in PROVERS}


def rule_of(block: str) -> dict[str, Any]:
    """The one rule of a block."""
    ((rule,),) = yaml.safe_load(block).values()
    return rule


def check(home: Path, file: str, block: str, *what: str) -> Result:
    (home / "rules").mkdir(exist_ok=True)
    (home / "rules" / file).write_text(block)
    return CliRunner().invoke(app, ["rules", "check", *what, "--home", str(home)])


SAMPLES = re.findall(r"^ *```yaml\n(.*?)^ *```$", PAGE.read_text(), re.M | re.S)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_rule_that_the_page_shows_has_its_proof(sample: str) -> None:
    """The page would show what the check refuses."""
    content = yaml.safe_load(textwrap.dedent(sample))
    lists = content.values() if isinstance(content, dict) else [content]
    rules = [rule for part in lists if isinstance(part, list) for rule in part]
    for rule in rules:
        if isinstance(rule, dict) and rule.keys() & set(SLOTS):
            assert rule.get("examples"), rule
            assert rule.get("counterexamples"), rule


def test_the_page_has_a_cue_a_heading_and_a_workplace() -> None:
    """The tests below would run on nothing."""
    assert SHOWN.keys() == {"modifiers.yaml", "headings.yaml", "workplace.yaml"}


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """The pipeline of a home that has the rules of the page."""
    home = tmp_path_factory.mktemp("home")
    (home / "rules").mkdir()
    for file, block in BLOCKS.items():
        (home / "rules" / file).write_text(block)
    return build(home=home)


@pytest.mark.slow
@pytest.mark.parametrize(("file", "block"), BLOCKS.items())
def test_the_rule_of_the_page_fits_and_decides(
    nlp: Language, tmp_path: Path, file: str, block: str
) -> None:
    """A newcomer would copy it and be told that it is wrong."""
    rule = rule_of(block)
    result = check(tmp_path, file, block, rule["id"])
    assert (result.stdout, result.exit_code) == ("", 0), result.output
    example = rule["examples"][0]
    text = re.sub(r"\[(\w+)=\w+\]", r"\1", example)
    body = f"{text}\n• Docker" if file == "headings.yaml" else text
    section = "required" if file == "modifiers.yaml" else None
    effects = try_text(nlp, body, section=section).effects
    own = [effect for effect in effects if effect.rules[0].id == rule["id"]]
    assert own, effects
    assert own[0].rules[0].is_own


@pytest.mark.parametrize(("file", "block"), BLOCKS.items())
@pytest.mark.parametrize("part", ["examples", "counterexamples"])
def test_a_missing_proof_is_told(tmp_path: Path, file: str, block: str, part: str) -> None:
    """A rule without a proof would be broken by the next one."""
    rule_id = rule_of(block)["id"]
    without = yaml.safe_load(block)
    del next(iter(without.values()))[0][part]
    result = check(tmp_path, file, yaml.safe_dump(without), rule_id)
    assert result.exit_code == 1
    assert rule_id in result.stdout
    assert part.removesuffix("s") in result.stdout


@pytest.mark.parametrize(("file", "block"), BLOCKS.items())
def test_a_wrong_example_is_told(tmp_path: Path, file: str, block: str) -> None:
    """A rule that decides nothing would look as if it did."""
    without = yaml.safe_load(block)
    rule = next(iter(without.values()))[0]
    rule["examples"] = [re.sub(r"toolbox|cherry|sofa", "spoon", text) for text in rule["examples"]]
    result = check(tmp_path, file, yaml.safe_dump(without), rule["id"])
    assert result.exit_code == 1
    assert rule["id"] in result.stdout


def test_the_page_says_what_a_heading_looks_like() -> None:
    """Somebody would look for a line among the candidates that cannot be one."""
    shape = f"2 to {MAX_HEADING_CHARACTERS} characters, at most {MAX_HEADING_WORDS} words"
    assert shape in PAGE.read_text()
    assert is_heading_shaped(" ".join(["weave"] * MAX_HEADING_WORDS))
    assert not is_heading_shaped(" ".join(["weave"] * (MAX_HEADING_WORDS + 1)))


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        ("workplace: our hub", False),
        ("our hub:", False),
        ("our hub #1", False),
        ("[our] hub", False),
        ("@hub", False),
        ("%hub", False),
        ("our hub:1", True),
        ("our {hub}", True),
        (r"(?:our|the) hub", True),
    ],
)
def test_a_text_that_the_page_says_needs_quotes_needs_them(text: str, is_text: bool) -> None:
    """A phrase would be read as something else, or quotes be asked for that nobody needs."""

    def read(written: str) -> object:
        try:
            return yaml.safe_load(f"- {written}")
        except yaml.YAMLError:
            return None

    assert (read(text) == [text]) is is_text
    quoted = text.replace("'", "''")
    assert read(f"'{quoted}'") == [text]
