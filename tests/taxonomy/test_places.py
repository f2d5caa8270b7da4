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
    aliases: [Zorb, Helm]
"""
HELM = """\
category: infrastructure
label: Infrastructure
skills:
  - id: helm
    label: Helm charts
    reference: https://helm.example
    aliases: [Helm]
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
    folder = home / "of few"
    folder.mkdir()
    (folder / "all.yaml").write_text(HELM)
    result = CliRunner().invoke(app, ["taxonomy", "check", str(folder), "--home", str(home)])
    assert result.exit_code == 1
    own = home / "taxonomy" / "a.yaml"
    assert f"{own}:6: zorb: alias 'Helm' also stands at helm" in result.stdout
    assert f"{folder / 'all.yaml'}:7: helm: alias 'Helm' also stands at zorb" in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("skill_id", "code"), [("zorb", 1), ("python", 0)])
def test_one_skill_can_be_checked(home: Path, skill_id: str, code: int) -> None:
    result = CliRunner().invoke(app, ["taxonomy", "check", skill_id, "--home", str(home)])
    assert result.exit_code == code
    assert all(f": {skill_id}: " in line for line in result.stdout.splitlines())


def test_a_skill_that_is_not_there_is_said(home: Path) -> None:
    result = CliRunner().invoke(app, ["taxonomy", "check", "flux", "--home", str(home)])
    assert isinstance(result.exception, UsageError)
    assert "did you mean fluxcd" in str(result.exception)
