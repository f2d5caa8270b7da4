"""One module per subcommand; heavy imports (spaCy, DuckDB, Scrapy) stay inside the functions."""

from importlib import import_module
from importlib.util import find_spec

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
    "taxonomy": "taxonomy:app",
}
"""Command group to ``module:typer app`` below this package."""


def register(app: typer.Typer) -> None:
    """Add every command and group to the application."""
    for name, target in COMMANDS.items():
        module, _, function = target.partition(":")
        if find_spec(f"skillscan.cli.{module}"):
            app.command(name)(getattr(import_module(f"skillscan.cli.{module}"), function))
    for name, target in GROUPS.items():
        module, _, attribute = target.partition(":")
        if find_spec(f"skillscan.cli.{module}"):
            app.add_typer(getattr(import_module(f"skillscan.cli.{module}"), attribute), name=name)
