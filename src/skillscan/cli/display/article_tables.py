"""A checked article on a terminal: a table of its claims, what to print, and its coverage."""

from collections.abc import Callable

import typer
from rich.console import Console

from skillscan.article.attention import FINE
from skillscan.article.model import CheckedArticle, Claim, ClaimVerdict, UnjudgedNumber
from skillscan.cli.display.responsive_table import responsive_tables
from skillscan.text.printable import printable, shortened

_QUOTE_CHARS = 44
_NUMBER_CHARS = 22
_NOTHING = "–"
_MOST_DOUBTS = 40
"""So many numbers that were not understood are told; ``--json`` has all."""


def print_check(name: str, checked: CheckedArticle) -> None:
    """Print every claim with its verdict, then what is to be done about those that do not hold."""
    console = Console(highlight=False)
    lines = _Lines(checked)
    rows = [(lines.label(claim), claim) for claim in checked.claims]
    title = f"{printable(name)} against release {checked.release}"
    columns: dict[str, Callable[[Claim], str]] = {
        "verdict": lambda claim: claim.judgement.verdict.value,
        "ours": _ours,
        "instead": _instead,
    }
    for table in responsive_tables(console, title, "line: number", rows, columns) if rows else ():
        console.print(table)
    for claim in checked.claims:
        if claim.judgement.verdict not in FINE or claim.judgement.related:
            _print_claim(console, lines, claim)
    _print_doubts(console, lines, checked)
    for fault in checked.faults:
        where = f"line {fault.line}: " if fault.line else ""
        kind = "fault" if fault.is_error else "warning"
        typer.echo(printable(f"{kind}: {where}{fault.problem}"), err=True)
    _print_coverage(console, checked)


class _Lines:
    """Which line of the source a claim stands on."""

    def __init__(self, checked: CheckedArticle) -> None:
        self._checked = checked

    def number(self, claim: Claim | UnjudgedNumber) -> int:
        article = self._checked.article
        return article.source.count("\n", 0, article.origins[claim.quantity.start]) + 1

    def label(self, claim: Claim | UnjudgedNumber) -> str:
        article = self._checked.article
        printed = article.text[claim.quantity.start : claim.quantity.end]
        return f"{self.number(claim)}: {shortened(printed, _NUMBER_CHARS)}"

    def quote(self, claim: Claim) -> str:
        article = self._checked.article
        return shortened(article.text[claim.binding.start : claim.binding.end], 4 * _QUOTE_CHARS)


def _ours(claim: Claim) -> str:
    judgement = claim.judgement
    if judgement.estimate is None:
        return _NOTHING
    if judgement.interval is None or judgement.interval == (judgement.estimate,) * 2:
        return _number(judgement.estimate, claim.quantity.unit)
    low, high = (_number(one, claim.quantity.unit) for one in judgement.interval)
    return f"{_number(judgement.estimate, claim.quantity.unit)} ({low}–{high})"


def _instead(claim: Claim) -> str:
    new = claim.judgement.replacement
    return shortened(new.number, _NUMBER_CHARS) if new else _NOTHING


def _number(value: float, unit: str | None) -> str:
    if unit == "percent":
        return f"{value:.1f}%"
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"


def _print_claim(console: Console, lines: _Lines, claim: Claim) -> None:
    judgement, binding = claim.judgement, claim.binding
    said: list[str | None] = [
        "",
        f"line {lines.number(claim)} [{claim.claim_id}] {judgement.verdict.value}: "
        f"{lines.quote(claim)}",
    ]
    if judgement.verdict is not ClaimVerdict.NOT_OURS:
        about = (binding.statistic, binding.dimension, binding.population, binding.view)
        said.append("  read as: " + " ".join(word for word in about if word))
        said.append("  because: " + "; ".join(binding.reasons) if binding.reasons else None)
    said.append(f"  {judgement.note}" if judgement.note else None)
    said.append(f"  ours beside it: {judgement.related}" if judgement.related else None)
    if new := judgement.replacement:
        said += [f"  print: {new.sentence}", f"  {new.source_line}"]
    for line in said:
        if line is not None:
            console.print(printable(line), markup=False, soft_wrap=False)


def _print_doubts(console: Console, lines: _Lines, checked: CheckedArticle) -> None:
    """The numbers that were not understood, each with the requirement that it does not meet."""
    if not checked.not_understood:
        return
    console.print("\nnot judged, as it is not sure what they are of:")
    for one in checked.not_understood[:_MOST_DOUBTS]:
        line = f"  line {lines.label(one)} – {one.reason}"
        console.print(printable(line), markup=False, soft_wrap=False)
    if (left := len(checked.not_understood) - _MOST_DOUBTS) > 0:
        console.print(f"  and {left} more (--json tells all)")


def _print_coverage(console: Console, checked: CheckedArticle) -> None:
    covered = checked.coverage
    console.print()
    console.print(
        f"{covered.seen} numbers seen: {covered.ours} ours, {covered.theirs} of other sources, "
        f"{covered.nothing_to_judge} nothing to judge, {covered.not_understood} not understood. "
        "There may be others that were not seen.",
        markup=False,
    )
