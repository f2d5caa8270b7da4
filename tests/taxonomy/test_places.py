"""What is said of a skill is said with file and line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.taxonomy.lint import Problem
from skillscan.taxonomy.places import located

OWN = """\
category: infrastructure
skills:
  - id: zorb
    label: Zorb
    reference: https://z.example
    aliases: [Zorb, {text: Helm, plain_word: true}]
"""
HELM = """\
category: infrastructure
label: Infrastructure
skills:
  - id: helm
    label: Helm charts
    reference: https://helm.example
    aliases: [{text: Helm, plain_word: true}]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "taxonomy").mkdir()
    (tmp_path / "taxonomy" / "a.yaml").write_text(OWN)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("problem", "where"),
    [
        (Problem("zorb", "x", "Helm"), "a.yaml:6"),
        (Problem("zorb", "x"), "a.yaml:3"),
        (Problem("helm", "x", "take the helm"), "data/taxonomy/infrastructure.yaml:"),
    ],
)
def test_a_problem_is_found_in_the_files(home: Path, problem: Problem, where: str) -> None:
    (fault,) = located([problem], home=home)
    assert where in str(fault)
    assert fault.line > 1


def test_the_check_of_a_folder_names_its_files(home: Path) -> None:
    (fault,) = located([Problem("zorb", "x", "Helm")], folder=home / "taxonomy")
    assert (Path(fault.file).name, fault.line) == ("a.yaml", 6)


def test_the_command_tells_file_and_line(home: Path) -> None:
    """Somebody would look for the alias in twenty files."""
    result = CliRunner().invoke(app, list(few(home)))
    folder = home / "of few"
    assert result.exit_code == 1
    own = home / "taxonomy" / "a.yaml"
    assert f"{own}:6: zorb: alias 'Helm' also stands at helm" in result.stdout
    assert f"{folder / 'all.yaml'}:7: helm: alias 'Helm' also stands at zorb" in result.stdout


def few(home: Path, own: str = OWN) -> tuple[str, ...]:
    """The arguments of a check of few skills, with own ones beside them."""
    folder = home / "of few"
    folder.mkdir()
    (folder / "all.yaml").write_text(HELM)
    (home / "taxonomy" / "a.yaml").write_text(own)
    return ("taxonomy", "check", str(folder), "--home", str(home))


@pytest.mark.slow
@pytest.mark.parametrize("skill_id", ["zorb", "python"])
def test_one_skill_can_be_checked(home: Path, skill_id: str) -> None:
    """The faults of 6,000 skills would hide those of the one; one's own are always told."""
    result = CliRunner().invoke(app, ["taxonomy", "check", skill_id, "--home", str(home)])
    assert result.exit_code == 1
    assert [line.rpartition(": zorb: ")[1] for line in result.stdout.splitlines()] == [": zorb: "]


BREAKS = """\
category: infrastructure
skills:
  - {id: zorb, label: Zorb, reference: "https://z.example", aliases: [Chromium browser]}
"""


@pytest.mark.slow
def test_a_new_alias_that_breaks_the_example_of_another_skill_is_told(home: Path) -> None:
    """ "0 problems" was said by the check of the skill; only that of all skills told it."""
    (home / "taxonomy" / "a.yaml").write_text(BREAKS)
    result = CliRunner().invoke(app, ["taxonomy", "check", "zorb", "--home", str(home)])
    assert result.exit_code == 1
    assert (
        "chromium: must count in 'the Chromium browser', but does not: there 'Chromium browser' is "
        "zorb, by Chromium browser" in result.stdout
    )
    assert "examples run, 1 problems, no condition was deleted" in result.stderr


CONDITIONS = """\
category: infrastructure
skills:
  - id: tamarind
    label: Tamarind
    reference: https://z.example
    exact:
      - text: Tamarind
        when:
          - experience with _
          - {beside: [infrastructure]}
          - our _ cluster
        not:
          - _ soup
          - _ tree
    examples:
      counts: [experience with Tamarind, "Helm, Tamarind"]
      counts_not: [we cook, experience with Tamarind soup, Tamarind for lunch]
"""


@pytest.mark.parametrize(
    ("gone", "lines", "code"),
    [((), (11, 14), 3), (("our _ cluster", "_ tree"), (), 0)],
)
def test_a_condition_that_no_example_needs_is_told(
    home: Path, gone: tuple[str, ...], lines: tuple[int, ...], code: int
) -> None:
    """A condition that nobody tried lets a name count where it is none."""
    own = "\n".join(line for line in CONDITIONS.split("\n") if not line.endswith(gone or ("~",)))
    result = CliRunner().invoke(app, list(few(home, own)))
    assert result.exit_code == code, result.output
    path = home / "taxonomy" / "a.yaml"
    told = [
        line.partition(": tamarind: no example needs '")[0] for line in result.stdout.split("\n")
    ]
    assert told[:-1] == [f"{path}:{line}" for line in lines]
    tried = 5 - len(gone)
    assert f"{len(lines)} of {tried} deleted conditions that no example needs" in result.stderr


def test_faults_of_form_and_what_was_not_done_are_told(home: Path) -> None:
    result = CliRunner().invoke(app, list(few(home, OWN.replace("label", "lable"))))
    assert result.exit_code == 1
    assert "no field is called 'lable'; did you mean label?" in result.stdout
    assert "no example was run, mend these first" in result.stderr


def test_a_skill_that_is_not_there_is_said(home: Path) -> None:
    result = CliRunner().invoke(app, ["taxonomy", "check", "flux", "--home", str(home)])
    assert isinstance(result.exception, UsageError)
    assert "did you mean fluxcd" in str(result.exception)
