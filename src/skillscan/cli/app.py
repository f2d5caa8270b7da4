"""The ``skillscan`` command: collects the subcommands and turns errors into exit codes."""

import os
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from skillscan.cli import AllCommands
from skillscan.cli.display.closed_pipe import outlive_readers
from skillscan.cli.display.verbosity import Quiet, Verbose, begin
from skillscan.errors import EXIT_FAILED, SkillscanError
from skillscan.garbage import collect_seldom
from skillscan.text.printable import printable

SIGNAL_EXIT = 128
"""Exit codes of processes that ended by a signal begin here, as in shells."""


def _print_version(*, wanted: bool) -> None:
    if wanted:
        from skillscan import __version__

        typer.echo(f"skillscan {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="skillscan",
    cls=AllCommands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help, in half the time
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    context: typer.Context,
    *,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version)
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = 0,
) -> None:
    """Public ML-engineer postings in, traceable statistics out."""
    from skillscan.cli.display.logs import set_up_logging
    from skillscan.settings import Settings
    from skillscan.telemetry.step_log import name_run

    if context.invoked_subcommand != "config":  # which tells of all that is wrong itself
        set_up_logging(Settings())
    name_run(os.urandom(6).hex())
    begin(is_quiet=quiet, verbose=verbose)


def main() -> None:
    """Run the command line; a ``SkillscanError`` becomes one line on stderr and its exit code.

    SIGTERM ends the work as Ctrl-C does, in order, with the exit code 143.
    """
    signal.signal(signal.SIGTERM, _terminated)
    outlive_readers()
    collect_seldom()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looked for in every package
    try:
        app()
    except SkillscanError as error:
        _print_error(str(error))
        sys.exit(error.exit_code)
    except OSError as error:
        if error.filename is None:
            raise
        _print_error(f"{error}: check SKILLSCAN_HOME, the rights of the file and the free space")
        sys.exit(EXIT_FAILED)


def _print_error(message: str) -> None:
    from rich.console import Console

    from skillscan.settings.masking import without_passwords

    lines = "\n".join(map(printable, without_passwords(message).split("\n")))
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"error: {lines}", markup=False)


def _terminated(signum: int, _frame: FrameType | None) -> None:
    sys.exit(SIGNAL_EXIT + signum)
