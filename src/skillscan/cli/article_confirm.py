"""``skillscan article confirm`` and ``article dismiss``: what an editor says of a number."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillscan.cli.options import ArticleFile

if TYPE_CHECKING:
    from skillscan.article.article_numbers import ReadArticle
    from skillscan.article.confirmed.decision import ClaimDecision

ClaimName = Annotated[
    str, typer.Argument(metavar="CLAIM", help="A claim's id, or the line of a single one.")
]
Note = Annotated[str | None, typer.Option("--note", help="Kept with the decision.")]


def confirm(
    file: ArticleFile,
    claim: ClaimName,
    *,
    address: Annotated[
        str | None,
        typer.Option(
            "--as", help='"STATISTIC VALUE POPULATION [SPLIT=GROUP] [view=…] [measure=…]"'
        ),
    ] = None,
    note: Note = None,
) -> None:
    """Keep in FILE.claims.yaml what a number measures: as it was read, or as ``--as`` says."""
    from skillscan.article.confirmed import deciding
    from skillscan.article.source.claim_address import read_address
    from skillscan.settings import Settings
    from skillscan.statistics.populations import load_populations

    decision = deciding.confirm(
        file,
        _read(file),
        claim,
        populations=load_populations(Settings().home),
        address=read_address(address) if address is not None else None,
        note=note,
    )
    _tell(file, decision)


def dismiss(file: ArticleFile, claim: ClaimName, *, note: Note = None) -> None:
    """Keep in FILE.claims.yaml that a number is nothing to judge."""
    from skillscan.article.confirmed import deciding

    _tell(file, deciding.dismiss(file, _read(file), claim, note=note))


def _read(file: Path) -> "ReadArticle":
    from skillscan.article.article_numbers import read_numbers
    from skillscan.article.files import read_article
    from skillscan.article.source import read

    return read_numbers(read(read_article(file), file))


def _tell(file: Path, decision: "ClaimDecision") -> None:
    from skillscan.article.confirmed.claims_file import claims_path
    from skillscan.text.printable import shortened

    what = [decision.statistic, decision.dimension, decision.population, decision.view]
    of = " ".join(word for word in what if word)
    quote = shortened(decision.quote, 80)
    typer.echo(f"{claims_path(file)}: {decision.id} {decision.decision}: {quote!r} {of}".rstrip())
