"""One module per subcommand; heavy imports (spaCy, DuckDB, Scrapy) stay inside the functions."""

from importlib import import_module
from typing import Any

import typer

COMMANDS = {
    "demo": "demo:demo",
    "collect": "collect:collect",
    "import": "import_:import_",
    "extract": "extract:extract",
    "publish": "publish:publish",
    "stats": "stats:stats",
    "explain": "explain:explain",
    "read": "read:read",
    "evaluate": "evaluate:evaluate",
    "doctor": "doctor:doctor",
    "prune": "prune:prune",
}
"""Command name to ``module:function`` below this package."""

GROUPS = {
    "article": "article:app",
    "boards": "boards:app",
    "quarantine": "quarantine:app",
    "rules": "rules:app",
    "taxonomy": "taxonomy:app",
}
"""Command group to ``module:typer app`` below this package."""


def register(app: typer.Typer) -> None:
    """Add every command and group to the application."""
    for name, target in COMMANDS.items():
        app.command(name)(_named(target))
    for name, target in GROUPS.items():
        app.add_typer(_named(target), name=name)


def _named(target: str) -> Any:
    module, _, attribute = target.partition(":")
    return getattr(import_module(f"skillscan.cli.{module}"), attribute)
