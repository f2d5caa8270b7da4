"""``skillscan explain``: from an estimate down to the sentences it rests on."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from skillscan.errors import SkillscanError, UsageError
from skillscan.settings import Settings
from skillscan.text.printable import printable

if TYPE_CHECKING:
    from skillscan.release.document import Publication
    from skillscan.release.provenance import OpeningEvidence, Quote
    from skillscan.statistics.estimates import Estimate, View

_STYLES = {"required": "bold green", "preferred": "bold cyan", "mentioned": "bold"}


def explain(
    statistic: Annotated[
        str,
        typer.Argument(
            help="skill_share, experience_at_least, … (skill_share@RELEASE: the one of that "
            "release), or the word opening"
        ),
    ],
    subject: Annotated[
        str | None, typer.Argument(help="After the word opening: its id, or a posting's.")
    ] = None,
    *,
    skill: Annotated[str | None, typer.Option(help="Skill id or name (of skill_share).")] = None,
    value: Annotated[
        str | None, typer.Option(help="Value of the statistic, e.g. 5 for experience_at_least.")
    ] = None,
    population: Annotated[
        str | None, typer.Option(help="Population id; default: ml_engineer_us if published.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option(help="named, required, …; default: the headline measure.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Openings to show at most.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the trail as JSON.")] = False,
) -> None:
    """Definition, population, counts, openings, postings, and the sentences a number rests on."""
    from skillscan.cli.explain_opening import explain_opening
    from skillscan.release.catalog import open_named, part_address
    from skillscan.release.lookup import population_of, statistic_of
    from skillscan.release.provenance import provenance

    if statistic == "opening":
        explain_opening(subject, as_json=as_json)
        return
    if (skill is None) == (value is None):
        raise UsageError("say which value is meant: --skill NAME, or --value V")
    word, named = part_address(statistic)
    release = open_named(Settings(), named)
    key = statistic_of(release.excerpt, word)
    where = population_of(release.excerpt, population)
    publication = release.of([key], where)
    one = _chosen(publication, key, skill or value or "", where, measure)
    with release.connect() as connection:
        openings = list(provenance(connection, publication, one, limit))
    if as_json:
        typer.echo(json.dumps(_as_json(publication, one, openings), default=str))
        return
    console = Console(highlight=False)
    _print_estimate(console, publication, one)
    for opening in openings:
        _print_opening(console, opening)
    if one.openings > len(openings):
        console.print(
            f"\n{one.openings - len(openings):,} more openings: --limit N, or "
            f"look into the view {one.statistic} of {release.database}",
            style="dim",
            markup=False,
            soft_wrap=True,
        )


def _chosen(
    publication: "Publication",
    statistic: str,
    word: str,
    population: str | None,
    measure: str | None,
) -> "Estimate":
    from skillscan.release import lookup

    key = lookup.statistic_of(publication, statistic)
    where = lookup.population_of(publication, population)
    definition = publication.statistics[key]
    what = lookup.require_known(
        "measure", measure or definition.headline.measure, definition.measures
    )
    if reason := lookup.reason_withheld(publication, key, where):
        raise SkillscanError(f"{key} is withheld for {where}: {reason}")
    chosen = lookup.value_of(publication, key, where, word)
    for one in lookup.estimates_of(publication, key, where):
        if (one.value, one.measure) == (chosen, what):
            return one
    raise SkillscanError(f"release {publication.release} lacks {key} {chosen} {where} {what}")


def _print_estimate(console: Console, publication: "Publication", one: "Estimate") -> None:
    from skillscan.site.narrative import VIEW_LABELS, sentence, warnings_of

    definition = publication.statistics[one.statistic]
    entry = publication.populations[one.population]
    sample = entry.sample
    if publication.notice:
        console.print(publication.notice, style="bold yellow", markup=False)
    console.print(sentence(publication, one), style="bold", markup=False)
    for warning in warnings_of(publication, one):
        console.print(warning, style="bold yellow", markup=False)
    lines = {
        "Definition": definition.definition,
        "Measure": f"{one.measure}: {definition.measures[one.measure]}",
        "Population": f"{entry.definition.label} ({one.population}), {sample.openings:,} openings, "
        f"{sample.postings:,} advertisements, {sample.employers:,} employers, "
        f"{sample.first_day} to {sample.last_day}",
        "Counted": f"{one.openings:,} openings ({one.postings:,} advertisements) of "
        f"{one.employers:,} employers hold it; {one.stating_openings:,} of "
        f"{one.of_openings:,} state the thing at all",
        **{VIEW_LABELS[name]: _share(getattr(one.views, name)) for name in VIEW_LABELS},
        "Release": publication.release,
    }
    for name, text in lines.items():
        console.print(Text.assemble((f"{name}: ", "dim"), text))


def _share(view: "View | None") -> str:
    if view is None:
        return "no denominator"
    return f"{view.share:.1%} (95 % interval {view.low:.1%} to {view.high:.1%})"


def _print_opening(console: Console, opening: "OpeningEvidence") -> None:
    console.print()
    console.print(
        Text.assemble(
            (_one_line(opening.title), "bold"),
            f", {_one_line(opening.employer)}, seen {opening.last_seen}",
        )
    )
    for posting_id, url in opening.postings[:3]:
        console.print(Text(f"  {posting_id}  {url or 'no URL'}", "dim"), soft_wrap=True)
    if len(opening.postings) > 3:
        console.print(f"  and {len(opening.postings) - 3} more advertisements", style="dim")
    for quote in opening.quotes:
        console.print(_highlighted(quote))


def _highlighted(quote: "Quote") -> Text:
    text, at = Text("  “"), 0
    for span in quote.spans:
        if span.start < at:
            continue
        text.append(_one_line(quote.text[at : span.start]))
        style = _STYLES.get(span.mention_class, "bold")
        text.append(_one_line(quote.text[span.start : span.end]), f"{style} underline")
        at = span.end
    text.append(_one_line(quote.text[at:]))
    reasons = dict.fromkeys(span.reason for span in quote.spans)
    return text.append(f"” [{'; '.join(reasons)}]")


def _one_line(text: str) -> str:
    """A piece of a posting as it may stand on a terminal."""
    return printable(text.replace("\n", " "))


def _as_json(
    publication: "Publication", one: "Estimate", openings: "list[OpeningEvidence]"
) -> dict[str, object]:
    from skillscan.site.narrative import sentence, warnings_of

    entry = publication.populations[one.population]
    return {
        "release": publication.release,
        "sentence": sentence(publication, one),
        "warnings": warnings_of(publication, one),
        "definition": msgspec.to_builtins(publication.statistics[one.statistic]),
        "population": msgspec.to_builtins(entry),
        "estimate": msgspec.to_builtins(one),
        "openings": [asdict(opening) for opening in openings],
    }
