"""Options and arguments that several commands have, each of them defined once."""

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
PublishedPopulation = Annotated[
    str | None, typer.Option(help="Population id; default: ml_engineer_us if published.")
]
OwnRulesHome = Annotated[
    Path | None, typer.Option(help="Folder with your own rules/; default: SKILLSCAN_HOME.")
]
PostingFiles = Annotated[
    list[Path] | None,
    typer.Argument(help="Files of postings, as for import; default: the warehouse's."),
]
LeastEmployers = Annotated[int, typer.Option(min=1, help="Employers at least.")]
ArticleFile = Annotated[Path, typer.Argument(help="Markdown, HTML, text or .docx file.")]
