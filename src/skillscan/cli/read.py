"""``skillscan read``: postings in, readings out; or one posting's reading shown."""

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, cast

import typer
from rich.console import Console

from skillscan.errors import EXIT_ATTENTION, SkillscanError, UsageError
from skillscan.settings import Settings

if TYPE_CHECKING:
    from skillscan.nlp.filter import PostingText

MAX_FILE_BYTES = 10_000_000


def read(
    source: Annotated[str, typer.Argument(metavar="FILE|-", help="File, or - for standard input.")],
    *,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Postings in, one JSON object a line; readings out likewise."),
    ] = False,
    as_html: Annotated[
        bool, typer.Option("--html", help="One posting, as an HTML page (displaCy).")
    ] = False,
    with_reasons: Annotated[
        bool, typer.Option("--reasons", help="With --json: also why, for each label stated.")
    ] = False,
    title: Annotated[
        str | None, typer.Option(help="Title of the posting (default: its first line).")
    ] = None,
    company: Annotated[str | None, typer.Option(help="Employer of the posting.")] = None,
) -> None:
    """Read postings without any warehouse: a filter for scripts, or one posting in colours.

    Exit code 3 where a line of --json could not be read; its error stands in its place.
    """
    if as_json and (as_html or title or company):
        raise UsageError("--json reads many postings: leave out --html, --title and --company")
    if with_reasons and not as_json:
        raise UsageError("--reasons goes with --json: without it the reasons are always shown")
    with _opened(source) as stream:
        if as_json:
            _filter(stream, with_reasons=with_reasons)
        else:
            _show(stream.read(MAX_FILE_BYTES + 1), title, company, as_html=as_html)


@contextmanager
def _opened(source: str) -> Iterator[IO[bytes]]:
    if source == "-":
        yield sys.stdin.buffer
        return
    path = Path(source)
    if not path.is_file():
        raise UsageError(f"{source} is no file: name a file, or - for standard input")
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as stream:
            yield cast("IO[bytes]", stream)
    except (OSError, EOFError) as error:
        raise SkillscanError(f"{source} cannot be read: {error}") from error


def _filter(stream: IO[bytes], *, with_reasons: bool) -> None:
    from skillscan.nlp.annotate import pipeline
    from skillscan.nlp.filter import BadLine, bounded_lines, read_lines

    bad = 0
    nlp = pipeline(Settings().home)
    for result in read_lines(nlp, bounded_lines(stream), with_reasons=with_reasons):
        if isinstance(result, BadLine):
            bad += 1
            typer.echo(f"line {result.number}: {result.reason}", err=True)
            _emit({"key": result.key, "error": result.reason})
        else:
            _emit(result)
    if bad:
        typer.echo(f"{bad} lines could not be read", err=True)
        raise typer.Exit(EXIT_ATTENTION)


def _emit(result: dict[str, object]) -> None:
    line = json.dumps(result, ensure_ascii=False).encode("utf-8", "backslashreplace")
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _show(raw: bytes, title: str | None, company: str | None, *, as_html: bool) -> None:
    from skillscan.cli.display.annotation_view import annotation_page, print_reading
    from skillscan.nlp.annotate import pipeline
    from skillscan.nlp.filter import read_posting

    if len(raw) > MAX_FILE_BYTES:
        raise SkillscanError(f"more than {MAX_FILE_BYTES} bytes: this is not one posting")
    posting = _posting(raw.decode("utf-8", "replace"), title, company)
    reading = read_posting(pipeline(Settings().home), posting)
    if as_html:
        sys.stdout.buffer.write(annotation_page(posting.document, posting.title, reading).encode())
    else:
        console = Console(highlight=False, soft_wrap=True)
        print_reading(console, posting.document, reading, posting.source_fields)


def _posting(text: str, title: str | None, company: str | None) -> "PostingText":
    """The one posting of a file: a JSON object, or text or HTML whose first line is the title."""
    from skillscan.nlp.filter import BadLine, parse_line, posting_of
    from skillscan.text.prepare import prepare

    if text.lstrip().startswith("{"):
        line = json.dumps(_object(text) | ({"title": title} if title else {}))
        parsed = parse_line(line.encode(), 1)
        if isinstance(parsed, BadLine):
            raise SkillscanError(f"{parsed.reason}; for many postings, one a line, use --json")
        return parsed
    body = prepare(text)
    if not body:
        raise SkillscanError("the file holds no text")
    if title is None:
        title, _, body = body.partition("\n")
    return posting_of({"title": title, "company": company, "description": body})


def _object(text: str) -> dict[str, object]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SkillscanError(
            f"not one JSON object: {error}; for many postings, one a line, use --json"
        ) from error
    return cast("dict[str, object]", row)
