"""What changed since the release before: market, coverage, method."""

from skillscan.ledger.change_text import (
    UNSPLIT,
    availability_text,
    change_text,
    number_text,
    of_populations,
)
from skillscan.ledger.changes import HeadlineChange, Ledger
from skillscan.release.catalog import Release
from skillscan.release.ledger_tables import stored_ledger
from skillscan.release.statistic_files import citation
from skillscan.serving.mcp.answers import ChangesAnswer, NumberChange
from skillscan.serving.mcp.asked import AskedPopulation, population_asked, statistic_asked
from skillscan.serving.mcp.current_release import stamp
from skillscan.serving.mcp.refusals import cannot_say
from skillscan.settings import Settings
from skillscan.statistics.estimates import ALL
from skillscan.text.printable import shortened

MOST_AVAILABILITY = 20
_LINE = 300


def changes(
    release: Release,
    settings: Settings,
    statistic: str | None,
    asked: AskedPopulation,
    limit: int,
) -> ChangesAnswer:
    """The changed headline numbers of whole populations, the largest first.

    Raises CannotSayError for unknown names, and of a first release.
    """
    wanted = statistic_asked(release, statistic) if statistic else None
    has_people = asked != AskedPopulation()
    where = population_asked(release.excerpt, asked) if has_people else None
    with release.connect() as connection:
        ledger = stored_ledger(connection)
    if ledger is None:
        raise cannot_say(
            f"{release.name} is the first release on record, or was compared with none: there is "
            "nothing before it.",
            "Tell the numbers of this release, and no change.",
        )
    rows = [
        one
        for one in ledger.changes
        if wanted in {None, one.statistic} and where in {None, one.population_id}
    ]
    shown = [one for of_one in of_populations(rows).values() for one in of_one]
    return ChangesAnswer(
        release=stamp(release),
        since_release=ledger.earlier,
        changes=[_change(one) for one in shown[:limit]],
        changes_left_out=max(0, len(shown) - limit),
        boards=_boards(ledger),
        new_or_withheld=_availability(release, ledger, wanted, where),
        citation=_citation(release, settings, ledger, wanted),
    )


def _citation(release: Release, settings: Settings, ledger: Ledger, statistic: str | None) -> str:
    """How to cite the changes of a statistic; without one those of the whole release."""
    said = release.excerpt
    if statistic:
        cited = citation(said, said.statistics[statistic], settings.releases_base_url)
        return f"{cited} Changes since {ledger.earlier}."
    notice = f" {said.notice}" if said.notice else ""
    return (
        f"skillscan {said.skillscan_version}: changes from {ledger.earlier} to {release.name}, "
        f"data as of {said.as_of}.{notice}"
    )


def _boards(ledger: Ledger) -> dict[str, int]:
    counts: dict[str, int] = {}
    for board in ledger.boards:
        counts[board.became] = counts.get(board.became, 0) + 1
    return counts


def _availability(
    release: Release, ledger: Ledger, statistic: str | None, population: str | None
) -> list[str]:
    titles = {key: one.title for key, one in release.excerpt.statistics.items()}
    said = [
        shortened(availability_text(one, titles), _LINE)
        for one in ledger.availability
        if one.split == ALL
        and statistic in {None, one.statistic}
        and population in {None, one.population_id}
    ]
    return said[:MOST_AVAILABILITY]


def _change(one: HeadlineChange) -> NumberChange:
    words = " to ".join(
        number_text(number, one.unit) for number in (one.number_before, one.number_after)
    )
    parts = ", ".join(
        f"{name} {change_text(part, one.unit)}"
        for name, part in (
            ("market", one.market),
            ("coverage", one.coverage),
            ("method", one.method),
        )
    )
    return NumberChange(
        statistic=one.statistic,
        population=one.population_id,
        value=one.value,
        label=one.label or one.value,
        unit=one.unit,
        before=float(one.number_before),
        now=float(one.number_after),
        change=float(one.change),
        market=float(one.market),
        coverage=float(one.coverage),
        method=float(one.method),
        is_restated=one.is_restated,
        in_words=f"{words}, {change_text(one.change, one.unit)}: {parts}",
        not_split_because=UNSPLIT.get(one.unsplit_because or ""),
        openings_before=one.openings_before,
        of_openings_before=one.of_openings_before,
        openings_now=one.openings_after,
        of_openings_now=one.of_openings_after,
    )
