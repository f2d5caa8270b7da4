"""``skillscan rules check``: faults, missing examples, examples that break, idle phrases."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from skillscan.cli.rules import app
from skillscan.errors import UsageError
from skillscan.rules.loading import load_rules
from skillscan.rules.places import phrase_place

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
        ("level: staff", "level: boss", "seniority.yaml:3: wizard: level: 'boss' is not one of", 1),
        ("examples: [Data Wizard]", "examples: []", "wizard: has no example", 1),
        ("counterexamples: [Wizardry]", "counterexamples: []", "wizard: has no counterexample", 1),
        ("Data Wizard", "Data Sage", "'Data Sage' must be decided by this rule", 1),
        ("[Wizardry]", "[The Wizard]", "'The Wizard' must not be caught by this rule", 1),
        ("['", "[sage, '", "seniority.yaml:4: levels.wizard: no example needs 'sage' of", 3),
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
    result = check(tmp_path, "hub", "--json")
    failures = json.loads(result.stdout)["files"][0]["failures"]
    lines = [f"{failure['id']}: {failure['message']}" for failure in failures]
    told = [line for line in lines if line.startswith(broken)]
    assert told, lines
    assert f"is now decided by hub ({tmp_path / 'rules' / file}:1)" in told[0]


IDLE = """\
levels:
  - id: wizard
    level: staff
    phrases:
      - '\\bwizards?\\b'
      - sage
    unless:
      - wizardry
    examples: [Data Wizard]
    counterexamples: [Engineer]
"""


def test_a_phrase_that_no_example_needs_is_told_with_its_place(tmp_path: Path) -> None:
    """Somebody would look for the phrase in the shipped file, and not know what it lacks."""
    result = check(tmp_path, "wizard", own=IDLE)
    path = tmp_path / "rules" / "seniority.yaml"
    assert result.stdout.splitlines() == [
        f"{path}:6: levels.wizard: no example needs 'sage' of `phrases`: "
        "write an example that only it decides, or delete it",
        f"{path}:8: levels.wizard: no example needs 'wizardry' of `unless`: "
        "write a counterexample that only it decides, or delete it",
    ]
    found = json.loads(check(tmp_path, "wizard", "--json").stdout)["files"][0]
    assert [(one["file"], one["line"]) for one in found["unneeded"]] == [
        (str(path), n) for n in (6, 8)
    ]


def test_the_place_of_any_phrase_is_found(tmp_path: Path) -> None:
    """The line of a shipped phrase, or of a fragment that grew by own ones, would be another's."""
    write(tmp_path, "seniority.yaml", "fragments:\n  senior:\n    - zorbish\n")
    rules = load_rules("seniority.yaml", tmp_path / "rules")
    shipped = (Path(__file__).parents[2] / "data/rules/seniority.yaml").read_text().splitlines()
    places = {ref: phrase_place(rules, ref, tmp_path / "rules") for ref in rules.phrase_refs()}
    own = {ref.text: place for ref, place in places.items() if "data/" not in place[0]}
    assert own == {"zorbish": (str(tmp_path / "rules" / "seniority.yaml"), 3)}
    for ref, (file, line) in places.items():
        if ref.text not in own:
            assert file == "data/rules/seniority.yaml"
            assert ref.text in shipped[line - 1]


def test_what_one_rule_breaks_is_told_in_five_lines(tmp_path: Path) -> None:
    """The own example that says what is wrong would drown among sixty broken ones of others."""
    own = GOOD.replace("['", "['(?:senior|junior|lead|head|chief|intern)', '", 1)
    result = check(tmp_path, "seniority", own=own)
    lines = result.stdout.splitlines()
    of_wizard = [line for line in lines if "is now decided by wizard (" in line]
    (rest,) = [line for line in lines if "seniority.yaml: wizard: … and " in line]
    assert len(of_wizard) == 5
    found = json.loads(check(tmp_path, "seniority", "--json").stdout)
    told = len(found["files"][0]["failures"])
    others = len(lines) - 6
    assert f"… and {told - 5 - others} more (--json lists all)" in rest


def test_the_end_of_the_check_says_why_it_is_not_content(tmp_path: Path) -> None:
    """ "0 problems" stood beside the exit code 3."""
    result = check(tmp_path, "wizard", own=GOOD.replace("['", "[sage, '", 1))
    assert result.exit_code == 3
    assert "seniority.yaml: 1 of 2 phrases are needed by an example" in result.stderr
    assert "0 problems, 1 of 2 deleted phrases that no example needs" in result.stderr


@pytest.mark.parametrize(
    ("what", "own", "said"),
    [
        ("seniority", None, "0 problems, 0."),
        ("wizard", GOOD, "0 problems, 0 of 1 deleted phrases that no example needs, "),
        ("wizard", GOOD.replace("Data W", "Data S"), "no phrase was deleted in turn: first mend"),
    ],
)
def test_the_end_of_the_check_says_what_was_done(
    tmp_path: Path, what: str, own: str | None, said: str
) -> None:
    """ "0 phrases that no example needs" was said where no phrase had been tried."""
    assert said in re.sub(r"\d\.\d s", "0. s", check(tmp_path, what, own=own).stderr)


MODIFIER = """\
modifiers:
  - id: zorb
    effect: preferred
    direction: before
    scope: clause
    phrases: [is zorb]
    examples: ['[Docker=preferred] is zorb.', EXAMPLE]
    counterexamples: ['[Docker=required], no zorb.', COUNTEREXAMPLE]
"""


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ("[Dokcer=preferred] is zorb.", "no skill is written 'Dokcer'; did you mean Docker?"),
        ("[Docker=prefered] is zorb.",
         "no class is called 'prefered'; did you mean preferred? known are required, "),
        ("[Docker] is zorb.", "[Docker] says no class: write it as [Docker=preferred]"),
        ("[=preferred] is zorb.", "[=preferred] names no skill"),
        ("[Docker = preferred] is zorb.", "has blanks around its parts"),
        ("Docker is zorb.", "has no mark: put one around a skill"),
        ("[Docker=preferred] is zarb.",
         "must read Docker preferred by this rule, but Docker is read as required by the section "
         "(required), no modifier reaching it"),
        ("[Docker=required] is zorb.",
         "must read Docker required by this rule, but Docker is read as preferred by "
         "modifiers.zorb ('is zorb')"),
    ],
)  # fmt: skip
def test_each_fault_of_a_mark_has_its_message(tmp_path: Path, example: str, said: str) -> None:
    """Five faults were told alike: "must be decided by this rule"."""
    own = MODIFIER.replace("EXAMPLE", f"'{example}'", 1).replace(", COUNTEREXAMPLE", "")
    write(tmp_path, "modifiers.yaml", own.replace("COUNTER", ""))
    result = check(tmp_path, "zorb")
    (line,) = result.stdout.splitlines()
    assert said in line
    assert result.exit_code == 1


def test_a_counterexample_without_a_mark_says_what_it_needs(tmp_path: Path) -> None:
    """It was called an example, and told to bear the class of the rule, which it must not get."""
    own = MODIFIER.replace(", EXAMPLE", "").replace("COUNTEREXAMPLE", "Docker is a zorb.")
    write(tmp_path, "modifiers.yaml", own)
    result = check(tmp_path, "zorb")
    (line,) = result.stdout.splitlines()
    assert "counterexample 'Docker is a zorb.': has no mark: put one around a skill" in line
    assert "this rule must not catch it: as [Docker=required]" in line


def test_a_mark_may_name_a_skill_of_your_own(tmp_path: Path) -> None:
    """An example with a skill of one's own would be refused."""
    (tmp_path / "taxonomy").mkdir()
    (tmp_path / "taxonomy" / "own.yaml").write_text(
        "category: languages\nskills:\n"
        "  - {id: zorblat, label: Zorblat, reference: 'https://x.org', aliases: [Zorblat]}\n"
    )
    own = MODIFIER.replace("EXAMPLE", "'[Zorblat=preferred] is zorb.'", 1)
    write(tmp_path, "modifiers.yaml", own.replace(", COUNTEREXAMPLE", ""))
    assert check(tmp_path, "zorb").stdout == ""


@pytest.mark.parametrize(
    ("file", "rule", "said"),
    [
        ("modifiers.yaml", "modifiers: [{id: zorb, effect: preferred, direction: before, "
         "scope: clause, phrases: [is zorb], examples: ['[Docker=preferred] is zorb.'], "
         "counterexamples: ['[Docker=required] is a plus.']}]",
         "counterexample '[Docker=required] is a plus.' must read Docker required, and not by this "
         "rule, but Docker is read as preferred by modifiers.preferred_verb ('is a plus')"),
        ("headings.yaml", "rules: [{id: zorb, section: required, phrases: [zorb], "
         "examples: [Zorb], counterexamples: [Requirements]}]",
         "counterexample 'Requirements' must not open required, but rules."),
        ("workplace.yaml", "rules: [{id: zorb, workplace: remote, tier: job, phrases: [zorb], "
         "examples: [Zorb], counterexamples: [This job is fully remote.]}]",
         "must not be caught by this rule, nor come to remote by any other, but it is read as "
         "remote, by "),
        ("workplace.yaml", "rules: [{id: zorb, workplace: remote, tier: job, phrases: [zorb], "
         "examples: [Zarb], counterexamples: [Our zarb]}]",
         "must be decided by this rule, and come to remote by all rules together, but it is read "
         "as nothing, by no rule"),
        ("seniority.yaml", "levels: [{id: zorb, level: staff, phrases: [zorb], "
         "examples: [Zorb], counterexamples: [Principal Engineer]}]",
         "nor have the level staff, but it is read as staff, by title_word"),
        ("titles.yaml", "other_first: [{id: zorb, phrases: [zorb], examples: [Zarb], "
         "counterexamples: [Zorbs]}]",
         "must be decided by this rule, and have the occupation other, but it is read as nothing; "
         "in it stands no phrase of any rule"),
        ("pay.yaml", "refuse: [{id: zorb, after: [\\szorb], examples: ['$120,000 zarb'], "
         "counterexamples: ['$120,000 salary']}]",
         "must be decided by this rule, but in it stand"),
    ],
)  # fmt: skip
def test_an_example_that_fails_says_what_it_is_read_as(
    tmp_path: Path, file: str, rule: str, said: str
) -> None:
    """ "must not be caught by this rule" was said of a sentence that another rule caught."""
    write(tmp_path, file, rule)
    assert said in check(tmp_path, "zorb").stdout


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
    assert str(result.exception).startswith(
        "no rule file and no rule is called 'seniorr'; if it is a skill: "
        "`skillscan taxonomy check seniorr`; did you mean senior"
    )


def test_json_says_the_same(tmp_path: Path) -> None:
    result = check(tmp_path, "wizard", "--json", own=GOOD.replace("Data Wizard", "Data Sage"))
    found = json.loads(result.stdout)
    assert found["problems"] == 1
    (failure,) = found["files"][0]["failures"]
    assert failure["id"] == "wizard"
    assert failure["line"] == 2
    assert found["files"][0]["own_rules"] == ["levels.wizard"]
