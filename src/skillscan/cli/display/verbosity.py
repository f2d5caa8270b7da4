"""How much a command says: ``-q`` and ``-v``, which every command takes.

Quiet means that nothing is said where all is well: no progress and no summary of what was done.
What was asked for (tables, JSON), what needs attention, and errors are always told.
"""

import logging
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.main

if TYPE_CHECKING:
    from rich.console import Console

ROOT = "skillscan"
"""The logger above all of ours."""


@dataclass(slots=True)
class _Verbosity:
    is_quiet: bool = False


_PRESENT = _Verbosity()


def _be_quiet(is_wanted: bool) -> bool:
    if is_wanted:
        _PRESENT.is_quiet = True
        logging.getLogger(ROOT).setLevel(logging.ERROR)
    return is_wanted


def _be_verbose(times: int) -> int:
    if times:
        logging.getLogger(ROOT).setLevel(logging.INFO if times == 1 else logging.DEBUG)
    return times


Quiet = Annotated[
    bool,
    typer.Option(
        "-q",
        "--quiet",
        callback=_be_quiet,
        help="Say nothing where all is well.",
        show_default=False,
    ),
]
Verbose = Annotated[
    int,
    typer.Option(
        "-v",
        "--verbose",
        count=True,
        callback=_be_verbose,
        help="Log what is done; -vv: in detail.",
        show_default=False,
    ),
]


def begin(*, is_quiet: bool, verbose: int) -> None:
    """Set how much this command says, before its own options are read."""
    _PRESENT.is_quiet = False
    _be_quiet(is_quiet)
    _be_verbose(verbose)


@cache
def options() -> list[Any]:
    """The options that every command takes besides its own; they act, and give no value."""

    def none(*, quiet: Quiet = False, verbose: Verbose = 0) -> None:
        """Only its options count."""

    of_none = typer.Typer(add_completion=False)
    of_none.command()(none)
    found = list(typer.main.get_command(of_none).params)
    for one in found:
        one.expose_value = False
    return found


def message_console() -> "Console":
    """Standard error, for progress and messages; deaf when quiet."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True, quiet=_PRESENT.is_quiet)


def summary_console(*, needs_attention: bool = False) -> "Console":
    """Standard output, for what was done; deaf when quiet, unless somebody should look."""
    from rich.console import Console

    is_deaf = _PRESENT.is_quiet and not needs_attention
    return Console(highlight=False, soft_wrap=True, markup=False, quiet=is_deaf)


def is_quiet() -> bool:
    """Whether nothing is to be said where all is well."""
    return _PRESENT.is_quiet
