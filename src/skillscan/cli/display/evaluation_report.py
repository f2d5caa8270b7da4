"""An evaluation as text for the terminal."""

from collections import Counter
from collections.abc import Callable, Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from skillscan.cli.display.responsive_table import responsive_tables
from skillscan.evaluation.diagnostics import Misreading
from skillscan.evaluation.scores import FIELDS, Counts, Scores, Share
from skillscan.evaluation.skillspan import SpanScores


def print_scores(console: Console, scores: Scores, labels: str) -> None:
    """Tables of skills and fields, and the averages."""
    console.print(Group(*_parts(console, scores, labels)))


def print_errors(console: Console, errors: tuple[Misreading, ...]) -> None:
    """Every error with its sentences; texts of postings are printed as they are, not as markup."""
    for error in errors:
        head = (
            f"{error.key}  {error.kind:7} {error.what}: expected {error.expected}, got {error.got}"
        )
        console.print(Text(head, style="bold"), Text(f"  ({error.title})", style="dim"))
        for sentence in error.sentences:
            console.print(Text(f"    {sentence}"))


def print_spans(console: Console, scores: SpanScores, *, with_errors: bool) -> None:
    """How the findings meet labelled spans; what is missed or unlabelled is printed as it is."""
    console.print(
        Text(
            f"{scores.labels}: {scores.postings} postings, {scores.sentences} sentences\n"
            f"recall of spans that name a technology  {_share(scores.technologies)}\n"
            f"precision against all labelled spans    {_share(scores.findings)}"
        )
    )
    if with_errors:
        for name, texts in (("missed", scores.missed), ("unlabelled", scores.unlabelled)):
            console.print(Text(f"{name}:", style="bold"))
            for text, count in Counter(texts).most_common():
                console.print(Text(f"    {count:4}  {text}"))


def _parts(console: Console, scores: Scores, labels: str) -> Iterator[RenderableType]:
    yield from _skill_tables(console, scores, labels)
    macro, skills = scores.macro_f1
    micro = scores.micro
    yield Text(
        f"micro  precision {_share(micro.precision)}  recall {_share(micro.recall)}"
        f"  F1 {_number(micro.f1)}"
    )
    yield Text(f"macro  F1 {_number(macro)} over {skills} skills with 5 or more postings")
    yield Text(f"class of matched skills  {_share(scores.class_accuracy)}")
    yield _field_table(scores)


def _skill_tables(console: Console, scores: Scores, labels: str) -> list[Table]:
    seen = [(skill, counts) for skill, counts in scores.skills.items() if counts.f1 is not None]
    seen.sort(key=lambda item: (-item[1].support, item[0]))
    title = f"{labels}: {scores.postings} postings"
    return responsive_tables(console, title, "skill", seen, _COUNTS, _RATIOS)


_COUNTS: dict[str, Callable[[Counts], str]] = {
    "tp": lambda counts: str(counts.true_positives),
    "fp": lambda counts: str(counts.false_positives),
    "fn": lambda counts: str(counts.false_negatives),
}
_RATIOS: dict[str, Callable[[Counts], str]] = {
    "precision": lambda counts: _share(counts.precision, is_short=True),
    "recall": lambda counts: _share(counts.recall, is_short=True),
    "F1": lambda counts: _number(counts.f1),
}


def _field_table(scores: Scores) -> Table:
    table = Table(title="exact, null included", title_justify="left")
    table.add_column("field")
    table.add_column("exact", justify="right")
    for name in FIELDS:
        table.add_row(name, _share(scores.exactness(name)))
    return table


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _share(share: Share, *, is_short: bool = False) -> str:
    if share.interval is None:
        return "-"
    low, high = share.interval
    text = f"{_number(share.value)} [{low:.2f}, {high:.2f}]"
    return text if is_short else f"{text} ({share.hits} of {share.n})"
