"""``skillscan demo``: the whole pipeline on the invented sample market."""

import json
import time
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.status import Status

from skillscan.cli.display.responsive_table import responsive_tables
from skillscan.cli.display.verbosity import message_console
from skillscan.errors import EXIT_FAILED

if TYPE_CHECKING:
    from skillscan.sample_market.demo import DemoResult
    from skillscan.statistics.estimates import Estimate, View

POPULATION = "ml_engineer_us"
ROWS = 15
PLAIN_SECONDS = 8.0
"""Between two lines of one step where there is no terminal: nothing long is silent."""


def demo(
    home: Annotated[
        Path, typer.Option("--home", help="Folder of the demo; emptied when it starts.")
    ] = Path("var/demo"),
    *,
    keep: Annotated[
        bool, typer.Option("--keep", help="Go on from the last demo instead of starting afresh.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Crawl, read and publish an invented market, and compare every share with the truth.

    Exit code 1 where a share differs from the truth table.
    """
    from skillscan.sample_market.demo import run_demo

    with _StepDisplay(message_console()) as steps:
        result = run_demo(
            home,
            is_kept=keep,
            on_step=steps.begin,
            on_report=lambda report: steps.show(f"{report.source}/{report.board}"),
            progress=_DemoProgress(steps),
        )
    if as_json:
        typer.echo(json.dumps(_summary(result), ensure_ascii=False, indent=2))
    else:
        _print_result(result, Console(highlight=False, soft_wrap=True))
    if result.comparison.differences:
        raise typer.Exit(EXIT_FAILED)


class _StepDisplay:
    """Steps of the demo on standard error: a live line on a terminal, plain lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status: Status | None = None
        self._begun = self._told = time.monotonic()
        self._text = ""

    def __enter__(self) -> "_StepDisplay":
        if self._console.is_terminal and not self._console.quiet:
            self._status = self._console.status("")
            self._status.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._status:
            self._status.stop()
        self._end()

    def begin(self, text: str) -> None:
        """A step begins; the one before it has ended."""
        self._end()
        self._begun = self._told = time.monotonic()
        self._text = text
        self.show("")

    def show(self, detail: str) -> None:
        """How far the step is; where there is no terminal, a line now and then."""
        if self._status:
            self._status.update(f"{self._text} {detail}".strip())
        elif detail and time.monotonic() - self._told >= PLAIN_SECONDS:
            self._told = time.monotonic()
            self._console.print(f"{self._text}: {detail}", markup=False)

    def _end(self) -> None:
        if self._text:
            seconds = time.monotonic() - self._begun
            self._console.print(f"{self._text}: {seconds:.0f} s", markup=False)
        self._text = ""


class _DemoProgress:
    """Shows the phases of one step behind the step's name."""

    def __init__(self, steps: _StepDisplay) -> None:
        self._steps, self._phase = steps, ""

    def begin(self, phase: str) -> None:
        """A phase of the step begins."""
        self._phase = phase
        self._steps.show(phase)

    def advance(self, done: int, total: int) -> None:
        """So much of the phase is done."""
        self._steps.show(f"{self._phase}, {done} of {total}")


def _summary(result: "DemoResult") -> dict[str, object]:
    return {
        "is_invented": True,
        "release": result.release.name,
        "page": str(_page(result)),
        "shares_compared": result.comparison.shares,
        "differences": [str(one) for one in result.comparison.differences],
    }


def _page(result: "DemoResult") -> Path:
    return Path(result.release.page).absolute()


def _print_result(result: "DemoResult", console: Console) -> None:
    from skillscan.sample_market.demo import NOTICE

    console.print()
    _print_skills(result, console)
    _print_years(result, console)
    console.print(
        f"{result.postings} postings fetched over HTTP on two market days; "
        f"{result.unchanged_boards} boards were unchanged on the second and cost one 304 each."
    )
    differences = result.comparison.differences
    for one in differences[:50]:
        console.print(f"differs: {one}", markup=False, style="red")
    console.print(
        f"{result.comparison.shares} shares compared with the truth table: "
        + (f"{len(differences)} differences." if differences else "every one is equal.")
    )
    console.print(NOTICE)
    console.print(f"Page: {_page(result)}", markup=False)


def _share_with_interval(view: "View | None") -> str:
    return f"{view.share:.1%} ({view.low:.0%}–{view.high:.0%})" if view else "–"


def _estimates_of(result: "DemoResult", statistic: str, measure: str) -> "Iterator[Estimate]":
    for one in result.release.publication.estimates:
        if (one.population, one.statistic, one.measure) == (POPULATION, statistic, measure):
            yield one


def _print_table(
    result: "DemoResult", console: Console, title: str, head: list[str], rows: list[list[str]]
) -> None:
    sample = result.release.publication.populations[POPULATION].sample
    title += (
        f"\n{sample.openings} invented openings ({sample.postings} postings) of "
        f"{sample.employers} invented employers, {POPULATION}"
    )
    columns = {name: itemgetter(at) for at, name in enumerate(head) if at}
    for table in responsive_tables(
        console, title, head[0], [(row[0], row) for row in rows], columns
    ):
        console.print(table)
    console.print("with 95 % intervals; = means equal to the truth table\n", style="dim")


def _equality_sign(result: "DemoResult", one: "Estimate") -> str:
    key = (one.population, one.statistic, one.value, one.measure)
    return "≠" if any(found.key == key for found in result.comparison.differences) else "="


def _print_skills(result: "DemoResult", console: Console) -> None:
    from skillscan.sample_market.config import skills

    required = {one.value: one for one in _estimates_of(result, "skill_share", "required")}
    named = [one for one in _estimates_of(result, "skill_share", "named") if one.value in skills()]
    rows = []
    for one in sorted(named, key=lambda row: (-row.openings, row.value))[:ROWS]:
        other = required[one.value]
        rows.append(
            [
                one.label,
                _share_with_interval(one.views.all),
                _share_with_interval(one.views.stating),
                _share_with_interval(one.views.employer),
                _share_with_interval(other.views.all),
                f"{one.views.silent.share:.1%}",
                _equality_sign(result, one) if _equality_sign(result, other) == "=" else "≠",
            ]
        )
    head = ["Skill", "named, of all", "of those that name any", "one employer, one vote"]
    _print_table(result, console, "Skills", [*head, "required, of all", "name none", ""], rows)


def _print_years(result: "DemoResult", console: Console) -> None:
    head = ["Years", "of those that state any", "of all", "one employer, one vote"]
    rows = [
        [
            one.label,
            _share_with_interval(one.views.stating),
            _share_with_interval(one.views.all),
            _share_with_interval(one.views.employer),
            f"{one.views.silent.share:.1%}",
            _equality_sign(result, one),
        ]
        for one in _estimates_of(result, "experience_at_least", "at_least")
    ]
    title = "Years of experience required"
    _print_table(result, console, title, [*head, "state none", ""], rows)
