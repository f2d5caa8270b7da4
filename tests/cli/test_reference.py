"""``docs/commands.md``: every command, option and exit code that there is, and no other."""

import inspect
from pathlib import Path
from typing import Any

import pytest
import typer.main

from skillscan.cli.app import app
from skillscan.cli.reference import DOCUMENT, commands, document, main

PAGE = Path(__file__).parents[2] / DOCUMENT
COMMANDS = {path: command for path, command, _ in commands()}
ATTENTION_ELSEWHERE = {"read": "_filter", "backup": "_list"}
"""Commands that end with 3 in a function beside theirs."""


def test_the_page_is_what_the_commands_are() -> None:
    """Somebody would type an option of yesterday, or never hear of a new one."""
    assert PAGE.read_text("utf-8") == document(), "python -m skillscan.cli.reference --write"


def test_a_page_of_yesterday_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`make check` would pass over a command that the page does not have."""
    path = tmp_path / "commands.md"
    assert main(["--check", str(path)]) == 1
    path.write_text(document().replace("--due", "--soon"), "utf-8")
    assert main(["--check", str(path)]) == 1
    assert "reference --write" in capsys.readouterr().err
    assert main(["--write", str(path)]) == 0
    assert main(["--check", str(path)]) == 0


def test_every_command_and_option_is_on_the_page() -> None:
    """An undocumented command is one that nobody finds."""
    page = PAGE.read_text("utf-8")
    root: Any = typer.main.get_command(app)
    groups = {path.split()[0] for path in COMMANDS if " " in path}
    assert {*groups, *(path for path in COMMANDS if " " not in path)} == set(
        root.list_commands(typer.Context(root))
    )
    for path, command in COMMANDS.items():
        section = page.partition(f"\n## skillscan {path}\n")[2].partition("\n## ")[0]
        own = [one for one in command.params if one.name not in ("quiet", "verbose")]
        for option in (name for one in own for name in one.opts if name.startswith("--")):
            assert f"{option}" in section, f"{path} {option}"


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_says_when_it_needs_attention(path: str) -> None:
    """A script would take 3 for a failure, or never look for it."""
    command = COMMANDS[path]
    body = inspect.getsource(inspect.unwrap(command.callback))
    ends_with_3 = "EXIT_ATTENTION" in body or path in ATTENTION_ELSEWHERE
    assert ("3 where" in " ".join(command.help.split())) is ends_with_3


@pytest.mark.parametrize(("path", "function"), ATTENTION_ELSEWHERE.items())
def test_what_ends_elsewhere_does(path: str, function: str) -> None:
    """The list above would hide a command that does not end with 3."""
    module = inspect.getmodule(inspect.unwrap(COMMANDS[path].callback))
    assert "EXIT_ATTENTION" in inspect.getsource(getattr(module, function))
