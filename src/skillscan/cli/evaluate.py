"""``skillscan evaluate``: the pipeline against hand-made labels."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from skillscan.cli.options import AsJson

if TYPE_CHECKING:
    from skillscan.evaluation.shipped import LabelSet


def evaluate(
    labels: Annotated[
        Path,
        typer.Argument(help="Label file: JSONL, one posting a line; or of the SkillSpan format."),
    ],
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folder or files with the texts (default: corpus beside LABELS' folder)."
        ),
    ] = None,
    technologies: Annotated[
        list[Path] | None,
        typer.Option(
            help="SkillSpan: lists of names of technologies (CSV or O*NET; default: the folder "
            "taxonomies beside that of the data sets)."
        ),
    ] = None,
    source: Annotated[
        str, typer.Option(help='SkillSpan: only sentences of this source; "" for all.')
    ] = "tech",
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List every error.")] = False,
    as_json: AsJson = False,
    write: Annotated[
        bool, typer.Option("--write", help="Put the figures into data/evaluation.json.")
    ] = False,
    blind: Annotated[
        bool,
        typer.Option("--blind", help="With --write: nobody developed with these labels in view."),
    ] = False,
) -> None:
    """Measure how well postings are read, against hand-made labels.

    Labels of ours: precision and recall per skill, exactness per field. SkillSpan: recall of spans
    that name a technology, precision against all labelled spans.
    """
    from skillscan.evaluation.skillspan import is_skillspan

    if is_skillspan(labels):
        figures = _of_spans(labels, technologies, source, as_json=as_json, errors=errors)
        if write:
            _write("skillspan", figures)
        return
    figures = _of_postings(labels, corpus, as_json=as_json, errors=errors)
    if write:
        _write("blind" if blind else "development", figures)


def _of_postings(
    labels: Path, corpus: list[Path] | None, *, as_json: bool, errors: bool
) -> dict[str, Any]:
    from skillscan.cli.display.evaluation_report import print_errors, print_scores
    from skillscan.cli.display.progress import phases
    from skillscan.evaluation.evaluate import evaluate as run
    from skillscan.settings import Settings

    places = corpus or [labels.resolve().parent.parent / "corpus"]
    with phases({"read": "reading"}) as progress:
        evaluation = run(labels, places, progress, home=Settings().home)
    figures = evaluation.scores.to_json(labels=evaluation.labels, pipeline_version=_version())
    if as_json:
        all_errors = {"errors": [asdict(error) for error in evaluation.errors]} if errors else {}
        _print_json({**figures, **all_errors})
        return figures
    console = _console()
    if errors:
        print_errors(console, evaluation.errors)
    print_scores(console, evaluation.scores, evaluation.labels)
    return figures


def _of_spans(
    labels: Path, technologies: list[Path] | None, source: str, *, as_json: bool, errors: bool
) -> dict[str, Any]:
    from skillscan.cli.display.evaluation_report import print_spans
    from skillscan.cli.display.progress import phases
    from skillscan.evaluation.skillspan import evaluate_spans
    from skillscan.settings import Settings

    lists = technologies or sorted(labels.resolve().parents[2].glob("taxonomies/*"))
    with phases({"read": "reading"}) as progress:
        scores = evaluate_spans(labels, lists, progress, source=source, home=Settings().home)
    figures = scores.to_json(pipeline_version=_version())
    if as_json:
        others = {"missed": scores.missed, "unlabelled": scores.unlabelled} if errors else {}
        _print_json({**figures, **others})
    else:
        print_spans(_console(), scores, with_errors=errors)
    return figures


def _version() -> str:
    from skillscan.nlp.version import pipeline_version
    from skillscan.settings import Settings

    return pipeline_version(Settings().home)


def _print_json(figures: dict[str, Any]) -> None:
    typer.echo(json.dumps(figures, ensure_ascii=False, indent=2))


def _console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def _write(name: "LabelSet", figures: dict[str, Any]) -> None:
    from skillscan.evaluation.shipped import ship, shipped_path

    path = shipped_path()
    ship(name, figures, path, measured_on=datetime.now(UTC).date())
    typer.echo(f"wrote {path}", err=True)
