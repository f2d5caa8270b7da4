"""``skillscan evaluate``: the pipeline against gold labels."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from skillscan.errors import SkillscanError

if TYPE_CHECKING:
    from skillscan.evaluation.evaluate import Evaluation

_PLAIN_WIDTH = 120


def evaluate(
    labels: Annotated[Path, typer.Argument(help="Label file: JSONL, one posting a line.")],
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folder or files with the texts (default: corpus beside LABELS' folder)."
        ),
    ] = None,
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List every error.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Rewrite data/evaluation.json, which ships with us.")
    ] = False,
) -> None:
    """Measure precision and recall per skill, and exactness per field, against gold labels."""
    from skillscan.cli.display.progress import phases
    from skillscan.evaluation.evaluate import evaluate as run
    from skillscan.settings import Settings

    places = corpus or [labels.resolve().parent.parent / "corpus"]
    with phases({"read": "reading"}) as progress:
        evaluation = run(labels, places, progress, home=Settings().home)
    if write:
        _write(evaluation)
    if as_json:
        _print_json(evaluation, with_errors=errors)
    else:
        _print_tables(evaluation, with_errors=errors)


def _figures(evaluation: "Evaluation") -> dict[str, object]:
    from skillscan.nlp.version import pipeline_version
    from skillscan.settings import Settings

    version = pipeline_version(Settings().home)
    return evaluation.scores.to_json(labels=evaluation.labels, pipeline_version=version)


def _print_json(evaluation: "Evaluation", *, with_errors: bool) -> None:
    figures = _figures(evaluation)
    if with_errors:
        figures["errors"] = [asdict(error) for error in evaluation.errors]
    typer.echo(json.dumps(figures, ensure_ascii=False, indent=2))


def _print_tables(evaluation: "Evaluation", *, with_errors: bool) -> None:
    from skillscan.evaluation.report import print_errors, print_scores

    console = Console(highlight=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    if with_errors:
        print_errors(console, evaluation.errors)
    print_scores(console, evaluation.scores, evaluation.labels)


def _shipped() -> Path:
    from skillscan.resources import data

    return Path(str(data("evaluation.json")))


def _write(evaluation: "Evaluation") -> None:
    path = _shipped()
    text = json.dumps(_figures(evaluation), ensure_ascii=False, indent=2) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SkillscanError(f"{path} cannot be written: {error}; run in a checkout") from error
    typer.echo(f"wrote {path}", err=True)
