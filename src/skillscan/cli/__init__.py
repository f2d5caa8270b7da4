"""One module per subcommand; heavy imports (spaCy, DuckDB, Scrapy) stay inside the functions."""

from collections.abc import Iterator, MutableMapping
from functools import partial
from importlib import import_module
from typing import Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from skillscan.cli.plain_parameters import PlainParameters

COMMANDS = {
    "demo": "demo:demo",
    "collect": "collect:collect",
    "import": "import_:import_",
    "extract": "extract:extract",
    "publish": "publish:publish",
    "stats": "stats:stats",
    "explain": "explain:explain",
    "changes": "changes:changes",
    "sql": "sql:sql",
    "serve": "serve:serve",
    "mcp": "mcp:mcp",
    "read": "read:read",
    "evaluate": "evaluate:evaluate",
    "audit": "audit:audit",
    "doctor": "doctor:doctor",
    "config": "config:config",
    "redact": "redact:redact",
    "prune": "prune:prune",
    "backup": "backup:backup",
    "restore": "restore:restore",
}
"""Command name to ``module:function`` below this package."""

GROUPS = {
    "article": "article:app",
    "boards": "boards:app",
    "quarantine": "quarantine:app",
    "releases": "releases:app",
    "rules": "rules:app",
    "taxonomy": "taxonomy:app",
    "warehouse": "warehouse:app",
}
"""Command group to ``module:typer app`` below this package."""
MAX_SENTENCE = 300


class PlainCommand(PlainParameters, TyperCommand):
    """A command that asks pydantic for nothing that needs no asking."""


class CommandList(PlainParameters, TyperGroup):
    """A group whose help gives the whole first sentence of each command, not a part of it."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command, with the options and the kind of help that all of them have."""
        from skillscan.cli.display.verbosity import options
        from skillscan.cli.help_epilog import write_epilog

        command: Any = super().get_command(ctx, cmd_name)
        if command and not isinstance(command, TyperGroup) and options()[0] not in command.params:
            command.params = [*command.params, *options()]
            path = " ".join((*_words_of(ctx), cmd_name))
            command.format_epilog = partial(write_epilog, path)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, command.get_short_help_str(limit=MAX_SENTENCE))
                    for name, command in commands
                    if command and not command.hidden
                ]
            )

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write examples."""
        from skillscan.cli.help_epilog import write_group_epilog

        write_group_epilog(" ".join(_words_of(ctx)), formatter)


class AllCommands(CommandList):
    """The commands and groups of the tables above, each imported when it is first asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()


class _Commands(MutableMapping[str, Any]):
    """Name to command; what is asked for is made, and kept."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = dict.fromkeys((*COMMANDS, *GROUPS))

    def __getitem__(self, name: str) -> Any:
        if self._made[name] is None:
            self._made[name] = _command(name)
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _command(name: str) -> Any:
    """A command or group, as Typer makes it of its module's function or application."""
    holder = typer.Typer(add_completion=False, rich_markup_mode=None)
    if name in GROUPS:
        group = _named(GROUPS[name])
        for one in group.registered_commands:
            one.cls = PlainCommand
        holder.add_typer(group, name=name, cls=CommandList)
        return typer.main.get_group(holder).commands[name]
    holder.command(name, cls=PlainCommand)(_named(COMMANDS[name]))
    return typer.main.get_command(holder)


def _words_of(context: Any) -> Iterator[str]:
    """The names of the groups that lead here, the program's own aside."""
    if context.parent:
        yield from _words_of(context.parent)
        yield context.info_name


def _named(target: str) -> Any:
    module, _, attribute = target.partition(":")
    return getattr(import_module(f"skillscan.cli.{module}"), attribute)
