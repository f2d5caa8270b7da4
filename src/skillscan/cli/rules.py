"""``skillscan rules``: check the rule files, try a sentence, find what no rule knows."""

import typer

from skillscan.cli.rule_candidates import candidates, coverage
from skillscan.cli.rule_check import check
from skillscan.cli.rule_trial import try_sentence

app = typer.Typer(name="rules", no_args_is_help=True, help="The rules of the reading.")
app.command()(check)
app.command("test")(try_sentence)
app.command()(candidates)
app.command()(coverage)
