"""``skillscan rules check``: faults, missing examples, examples that break, idle phrases."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.rules import app
from skillscan.errors import UsageError

GOOD = """\
levels:
  - id: wizard
    level: staff
    phrases: ['\\bwizards?\\b']
    examples: [Data Wizard]
    counterexamples: [Wizardry]
"""


def write(home: Path, file: str, content: str) -> None:
    (home / "rules").mkdir(exist_ok=True)
    (home / "rules" / file).write_text(content, encoding="utf-8")


def check(home: Path, *arguments: str, own: str | None = None) -> Result:
    if own is not None:
        write(home, "seniority.yaml", own)
    return CliRunner().invoke(app, ["check", *arguments, "--home", str(home)])


@pytest.mark.slow
def test_all_files_are_fine(tmp_path: Path) -> None:
    """The shipped rules would not do what their examples say, or have phrases that none needs."""
    result = check(tmp_path, own=GOOD)
    assert (result.stdout, result.exit_code) == ("", 0)
    assert "1 of your own" in result.stderr
    assert "0 problems" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "said", "code"),
    [
        ("level: staff", "level: boss", "seniority.yaml:3: wizard: 'boss' is not one of", 1),
        ("examples: [Data Wizard]", "examples: []", "wizard: has no example", 1),
        ("counterexamples: [Wizardry]", "counterexamples: []", "wizard: has no counterexample", 1),
        ("Data Wizard", "Data Sage", "'Data Sage' must be decided by this rule", 1),
        ("[Wizardry]", "[The Wizard]", "'The Wizard' must not be caught by this rule", 1),
        ("['", "[sage, '", "no example needs levels.wizard.phrases: sage", 3),
        ("['", "['\\bsenior\\b', '", "is now decided by wizard (", 1),
    ],
)
def test_a_fault_is_told(tmp_path: Path, old: str, new: str, said: str, code: int) -> None:
    result = check(tmp_path, "seniority", own=GOOD.replace(old, new, 1))
    assert said in result.stdout
    assert result.exit_code == code


@pytest.mark.slow
@pytest.mark.parametrize("what", [(), ("headings.yaml",), ("rules.toolbox",), ("toolbox",)])
@pytest.mark.parametrize("missing", ["examples", "counterexamples"])
def test_a_missing_proof_is_told_by_every_form(
    tmp_path: Path, what: tuple[str, ...], missing: str
) -> None:
    """Somebody who checks the file would be told that all is well."""
    rule = "rules: [{id: toolbox, section: required, phrases: [zorb], examples: [Zorb], "
    content = f"{rule}counterexamples: [No zorb]}}]".replace(f" {missing}", " #", 1)
    content = content.replace(" #: [Zorb],", "").replace(" #: [No zorb]", "")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "headings.yaml").write_text(content)
    result = check(tmp_path, *what)
    assert result.exit_code == 1
    assert f"toolbox: has no {missing.removesuffix('s')}" in result.stdout


TOO_WIDE = [
    (
        "workplace.yaml",
        """{rules: [{id: hub, workplace: hybrid, tier: days,
           phrases: ['(?:office|days?|remote|hub|on-?site)'],
           examples: [2 days at our hub], counterexamples: [at home]}]}""",
        "onsite_job: example ",
    ),
    (
        "experience.yaml",
        """{refuse: [{id: hub, after: ['.{0,20}of'], examples: [5 years of hubs],
           counterexamples: [5 years in hubs]}]}""",
        "work_after: example ",
    ),
    (
        "degrees.yaml",
        """{soften: [{id: hub, before: ['.'], examples: [A PhD],
           counterexamples: [PhD]}]}""",
        "phd: example ",
    ),
    (
        "pay.yaml",
        """{refuse: [{id: hub, after: ['.{0,20}base'], examples: ['$120,000 hub base'],
           counterexamples: ['$120,000 salary']}]}""",
        "large_sums: counterexample ",
    ),
    (
        "titles.yaml",
        """{other_first: [{id: hub, phrases: [engineer], examples: [Hub Engineer],
           counterexamples: [Hub]}]}""",
        "test_engineer: example ",
    ),
]


@pytest.mark.parametrize(("file", "content", "broken"), TOO_WIDE)
def test_a_phrase_that_is_too_wide_breaks_others_and_is_named(
    tmp_path: Path, file: str, content: str, broken: str
) -> None:
    """Only its own examples were tried: readings changed in silence."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / file).write_text(content)
    result = check(tmp_path, "hub")
    told = [line for line in result.stdout.splitlines() if f": {broken}" in line]
    assert told, result.output[:2000]
    assert f"is now decided by hub ({tmp_path / 'rules' / file}:1)" in told[0]


def test_the_end_of_the_check_says_why_it_is_not_content(tmp_path: Path) -> None:
    """ "0 problems" stood beside the exit code 3."""
    result = check(tmp_path, "wizard", own=GOOD.replace("['", "[sage, '", 1))
    assert result.exit_code == 3
    assert "seniority.yaml: 1 of 2 phrases are needed by an example" in result.stderr
    assert "0 problems, 1 phrases that no example needs" in result.stderr


@pytest.mark.slow
def test_the_folder_and_the_employers_are_checked_too(tmp_path: Path) -> None:
    write(tmp_path, "heading.yaml", "")
    write(tmp_path, "employers.yaml", "aliases: [a]")
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "heading.yaml:1: no own rules of this name" in result.stdout
    assert "employers.yaml:1: aliases: expected" in result.stdout


@pytest.mark.parametrize(
    "what", ["seniority.yaml", "data/rules/seniority.yaml", "sought", "levels.senior"]
)
def test_a_file_or_a_rule_is_named(tmp_path: Path, what: str) -> None:
    result = check(tmp_path, what, "--json")
    assert result.exit_code == 0, result.output
    (record,) = json.loads(result.stdout)["files"]
    assert record["file"] == "seniority.yaml"
    assert record["examples"] > 100
    assert (record.get("phrases_tried", 0) > 0) == ("yaml" not in what)


def test_a_name_that_nothing_bears_is_refused(tmp_path: Path) -> None:
    result = check(tmp_path, "seniorr")
    assert isinstance(result.exception, UsageError)
    assert "did you mean senior" in str(result.exception)
    assert "skillscan taxonomy check" in str(result.exception)


def test_json_says_the_same(tmp_path: Path) -> None:
    result = check(tmp_path, "wizard", "--json", own=GOOD.replace("Data Wizard", "Data Sage"))
    found = json.loads(result.stdout)
    assert found["problems"] == 1
    (failure,) = found["files"][0]["failures"]
    assert failure["id"] == "wizard"
    assert failure["line"] == 2
    assert found["files"][0]["own_rules"] == ["levels.wizard"]
