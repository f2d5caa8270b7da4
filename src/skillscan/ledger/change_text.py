"""Changes in words: amounts in their unit, and the Markdown of ``CHANGES.md``.

Boards' tokens and employers' words come from outside: whatever Markdown or HTML would read in them
is escaped.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from skillscan.ledger.changes import AvailabilityChange, BoardChange, HeadlineChange, Ledger
from skillscan.statistics.estimates import ALL
from skillscan.text.printable import printable

MOST_CHANGES = 20
"""Of each population; the table ``changes`` has all."""
MOST_AVAILABILITY = 30
"""The table ``availability_changes`` has all."""
_MOST_BOARDS = 30
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|~-])")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MINUS = "\N{MINUS SIGN}"
UNSPLIT = {
    "no_common_board": "no board was read in both: nothing can be said of the market",
    "not_replayed": "not counted before by today's rules: not split",
}
"""Why a change is not split, in words."""


def number_text(number: Decimal, unit: str) -> str:
    """A number as published, in its unit."""
    if unit == "share":
        return f"{number * 100:.1f}%"
    if unit in {"points", "change"}:
        return change_text(number, "share")
    return f"{number:,.0f}" if number == number.to_integral() else f"{number:,.2f}"


def change_text(change: Decimal, unit: str) -> str:
    """A difference of two numbers of a unit: of shares in percentage points."""
    if unit in {"share", "points", "change"}:
        shown = f"{change * 100:+.1f}"
        shown = shown[1:] if float(shown) == 0 else shown
    else:
        is_whole = change == change.to_integral()
        shown = f"{change:+,.0f}" if is_whole else f"{change:+,.2f}"
        shown = shown[1:] if change == 0 else shown
    return shown.replace("-", _MINUS)


def of_populations(
    changes: Iterable[HeadlineChange], *, keep: Callable[[HeadlineChange], bool] = lambda _: True
) -> dict[str, list[HeadlineChange]]:
    """The changes of whole populations, population by population, the largest first: shares before
    other numbers, whose units cannot be compared.
    """
    found: dict[str, list[HeadlineChange]] = {}
    for one in changes:
        if one.split == ALL and keep(one):
            found.setdefault(one.population_id, []).append(one)
    for rows in found.values():
        rows.sort(key=lambda one: (one.unit != "share", -abs(one.change), one.statistic, one.value))
    return found


def changes_markdown(ledger: Ledger | None, titles: Mapping[str, str]) -> str:
    """The text of ``CHANGES.md``; without a ledger that of a first release. ``titles`` are the
    statistics' titles by id.
    """
    if ledger is None:
        return (
            "# Changes\n\nThe first release, or one whose predecessor cannot be read: there is "
            "none to compare it with.\n"
        )
    lines = [
        f"# Changes since {ledger.earlier}",
        "Each change of a headline number is the sum of three "
        "parts: **market** (what changed on the boards that both releases read), **coverage** "
        "(boards that came, went or were not read any more, imported files) and **method** (what "
        "today's rules make of the earlier postings, less what was published). The parts add up "
        "exactly in the table `changes`; here they are rounded. Shares change by percentage "
        "points. † restated: by today's rules the earlier release would have had another number.",
        *_boards(ledger.boards),
        *_restated(ledger),
    ]
    shown = of_populations(ledger.changes)
    for population, changes in shown.items():
        lines += [f"## {escaped(population)}", _table(changes[:MOST_CHANGES], titles)]
        if len(changes) > MOST_CHANGES:
            lines.append(f"{len(changes) - MOST_CHANGES} more in the table `changes`.")
    if not shown:
        lines.append("No headline number changed.")
    lines += _availability(ledger.availability, titles)
    return "\n\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A text of somebody else's, harmless in Markdown."""
    plain = _MARKUP.sub(r"\\\1", printable(text))
    return "".join(_HTML.get(character, character) for character in plain)


def _boards(boards: Sequence[BoardChange]) -> Iterator[str]:
    by_fate: dict[str, list[str]] = {}
    for one in boards:
        by_fate.setdefault(one.became, []).append(f"{one.source}/{one.board}")
    yield f"{len(by_fate.get('both', []))} boards were read in both releases."
    for fate, said in (("came", "New"), ("gone", "Not read any more")):
        if found := by_fate.get(fate):
            more = f" and {len(found) - _MOST_BOARDS} more" if len(found) > _MOST_BOARDS else ""
            named = ", ".join(escaped(one) for one in found[:_MOST_BOARDS])
            yield f"{said} ({len(found)}): {named}{more}."


def _restated(ledger: Ledger) -> Iterator[str]:
    restated = sum(one.is_restated for one in ledger.changes)
    if restated:
        yield f"{restated} of {len(ledger.changes)} changed numbers are restated."
    if ledger.texts_changed:
        yield f"{ledger.texts_changed} postings have another text than then."


def _availability(
    changes: Sequence[AvailabilityChange], titles: Mapping[str, str]
) -> Iterator[str]:
    """What has numbers now and had none, or the reverse: whole populations first."""
    if not changes:
        return
    yield "## New, published and withheld"
    ordered = sorted(changes, key=lambda one: one.split != ALL)
    rows = [f"- {escaped(availability_text(one, titles))}" for one in ordered[:MOST_AVAILABILITY]]
    if len(ordered) > MOST_AVAILABILITY:
        more = len(ordered) - MOST_AVAILABILITY
        rows.append(f"- {more} more in the table `availability_changes`.")
    yield "\n".join(rows)


def availability_text(one: AvailabilityChange, titles: Mapping[str, str]) -> str:
    """That a statistic has numbers now, or has none any more, and why."""
    figure = f", {one.figure}" if one.figure else ""
    group = f", {one.split} {one.group_value}" if one.split != ALL else ""
    title = titles.get(one.statistic, one.statistic)
    return f"{title}{figure}, {one.population_id}{group}: {one.became} ({one.reason})"


def _table(changes: Sequence[HeadlineChange], titles: Mapping[str, str]) -> str:
    rows = [
        "| what | before | now | change | market | coverage | method | |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for one in changes:
        title = escaped(titles.get(one.statistic, one.statistic))
        cells = [
            f"{title}: {escaped(one.label or one.value)}{' †' if one.is_restated else ''}",
            number_text(one.number_before, one.unit),
            number_text(one.number_after, one.unit),
            *(change_text(part, one.unit) for part in parts_of(one)),
            UNSPLIT.get(one.unsplit_because or "", ""),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def parts_of(one: HeadlineChange) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """The change of a number, and its market, coverage and method."""
    return one.change, one.market, one.coverage, one.method
