"""The help of every command: examples that fit it, and the names that it takes."""

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from skillscan import resources
from skillscan.cli import help_epilog
from skillscan.cli.app import app
from skillscan.nlp.filter import plain_labels
from skillscan.nlp.reading import Reading

ROOT: Any = typer.main.get_command(app)


def commands(group: Any = ROOT, *path: str) -> Iterator[tuple[str, Any]]:
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "commands"):
            yield from commands(command, *path, name)
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands())


def test_every_command_has_examples_and_no_other_has() -> None:
    """A newcomer would have to guess how options go together."""
    assert set(help_epilog.EXAMPLES) == set(COMMANDS)


@pytest.mark.parametrize(
    ("path", "example"),
    [(path, example) for path, given in help_epilog.EXAMPLES.items() for example in given],
)
def test_an_example_can_be_typed(path: str, example: str) -> None:
    """An example that the command refuses is worse than none."""
    words = shlex.split(example.split(" < ")[0].split(" > ")[0])
    begin = ["skillscan", *path.split()]
    assert words[: len(begin)] == begin
    COMMANDS[path].make_context(path, words[len(begin) :])  # reads them, and runs nothing
    assert f"\n  {example}\n" in CliRunner().invoke(app, [*path.split(), "--help"]).output


@pytest.mark.parametrize(
    "group", ["article", "boards", "quarantine", "releases", "rules", "taxonomy", ""]
)
def test_a_group_shows_one_example_of_each(group: str) -> None:
    """The help that a newcomer opens first would be a list of words."""
    shown = CliRunner().invoke(app, [*([group] if group else []), "--help"]).output
    examples = shown[shown.index("Examples:") :]
    wanted = [path for path in COMMANDS if path.startswith(f"{group} ")] if group else ["collect"]
    for path in wanted:
        assert f"  {help_epilog.EXAMPLES[path][0]}\n" in examples


def test_statistics_and_populations_are_listed() -> None:
    """Their ids would have to be looked up in the source."""
    names = {name for name, _ in help_epilog.statistics()}
    folder = resources.sql("statistics")
    assert names == {name.removesuffix(".sql") for name in resources.names(folder, ".sql")}
    given = resources.data_yaml("populations.yaml")
    assert dict(help_epilog.populations()) == {name: one["label"] for name, one in given.items()}
    for command in ("stats", "explain"):
        shown = CliRunner().invoke(app, [command, "--help"]).output
        for name in (*names, *given):
            assert f"\n  {name} " in shown


def test_fields_are_listed() -> None:
    """Nobody could say which column is which field, or what a reading has."""
    assert set(help_epilog.READ_FIELDS) == set(plain_labels(Reading()))
    for command, word in (("import", "posted_at"), ("read", "work_mode"), ("evaluate", "degree")):
        shown = CliRunner().invoke(app, [command, "--help"]).output
        assert word in shown[shown.index("Fields of a ") :]
