"""The ``skillscan`` command: collects the subcommands and turns errors into exit codes."""

import sys

import typer
from rich.console import Console

from skillscan.cli import register
from skillscan.errors import SkillscanError

app = typer.Typer(
    name="skillscan",
    help="Public ML-engineer postings in, traceable statistics out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
register(app)


def main() -> None:
    """Run the command line; a ``SkillscanError`` becomes one line on stderr and its exit code."""
    try:
        app()
    except SkillscanError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"error: {error}", markup=False)
        sys.exit(error.exit_code)
