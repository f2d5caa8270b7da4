"""``skillscan explain``: from an estimate down to the sentences it rests on."""

import json
from collections.abc import Iterator
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
    from skillscan.release.provenance import NumberAddress, OpeningEvidence, Quote
    from skillscan.statistics.estimates import Estimate, View, WithheldCount
    from skillscan.statistics.figures.figure import Figure

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
        str | None,
        typer.Argument(help="A skill or value; after the word opening: its id, or a posting's."),
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
        str | None, typer.Option(help="named, required, or a figure; default: the headline.")
    ] = None,
    group: Annotated[
        str | None, typer.Option(help="A group of the population: senior, US, 2026-01, …")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="Which split the group is of, where several have it.")
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
    given = [word for word in (subject, skill, value) if word is not None]
    if len(given) != 1:
        raise UsageError("say which value is meant: --skill NAME, or --value V")
    word, named = part_address(statistic)
    release = open_named(Settings(), named)
    key = statistic_of(release.excerpt, word)
    where = population_of(release.excerpt, population)
    publication = release.of([key], where)
    number = _meant(publication, key, given[0], where, measure, group, split)
    found = _found(publication, number)
    with release.connect() as connection:
        openings = list(provenance(connection, publication, number, limit))
    if as_json:
        typer.echo(json.dumps(_as_json(publication, number, found, openings), default=str))
        return
    console = Console(highlight=False)
    _print_number(console, publication, number, found)
    for opening in openings:
        _print_opening(console, opening)
    if found.openings > len(openings) == limit:
        console.print(
            f"\n{found.openings - len(openings):,} more openings: --limit N, or "
            f"look into the view evidence of {release.database}",
            style="dim",
            markup=False,
            soft_wrap=True,
        )


def _meant(
    publication: "Publication",
    statistic: str,
    word: str,
    population: str | None,
    measure: str | None,
    group: str | None,
    split: str | None,
) -> "NumberAddress":
    """The number that is asked for; raises UsageError for words that the release does not know."""
    from skillscan.cli.skill_words import value_meant
    from skillscan.release import lookup
    from skillscan.release.provenance import NumberAddress

    key = lookup.statistic_of(publication, statistic)
    where = lookup.population_of(publication, population)
    definition = publication.statistics[key]
    names = (*definition.measures, *definition.figures)
    if split is not None and group is None:
        raise UsageError("--split needs --group: say which group of it is meant")
    part = {}
    if group is not None:
        part["split"] = lookup.split_of(publication, key, where, group, split)
        part["group"] = group
    return NumberAddress(
        statistic=key,
        population=where,
        measure=lookup.require_known("measure", measure or definition.headline.measure, names),
        value=value_meant(publication, key, where, word),
        **part,
    )


def _found(
    publication: "Publication", number: "NumberAddress"
) -> "Estimate | Figure | WithheldCount":
    """The share, figure or count of an address; raises SkillscanError where there is none."""
    from skillscan.release import lookup
    from skillscan.statistics.estimates import ALL

    where = (number.statistic, number.population)
    for one in lookup.estimates_of(publication, *where, number.split, number.group):
        if (one.value, one.measure) == (number.value, number.measure):
            return one
    for figure in lookup.figures_of(publication, *where):
        if (figure.split, figure.group, figure.value, figure.figure) == (
            *(number.split, number.group, number.value, number.measure),
        ):
            return figure
    if number.split == ALL:
        for count in lookup.counts_of(publication, *where, number.measure):
            if count.value == number.value:
                return count
    group = f", {number.split} {number.group}" if number.group else ""
    if reason := lookup.reason_withheld(publication, *where, number.split, number.group):
        raise SkillscanError(
            f"{number.statistic} is withheld for {number.population}{group}: {reason}"
        )
    raise SkillscanError(
        f"release {publication.release} has no {number.statistic} {number.value} "
        f"({number.measure}) for {number.population}{group}: no opening holds it, or it is "
        "published by groups only (--group)"
    )


def _sentence(publication: "Publication", found: "Estimate | Figure | WithheldCount") -> str:
    from skillscan.site.narrative import count_of, figure_sentence, sentence, withheld_sentence
    from skillscan.statistics.estimates import Estimate, WithheldCount

    if isinstance(found, Estimate):
        return sentence(publication, found)
    if isinstance(found, WithheldCount):
        definition = publication.statistics[found.statistic]
        phrase = definition.phrases.get(found.measure, "hold {label}").format(label=found.label)
        said = withheld_sentence(publication, found.statistic, found.population)
        return f"{count_of(found, definition)} openings {phrase}. {said}"
    return figure_sentence(publication, found)


def _warnings(publication: "Publication", found: "Estimate | Figure | WithheldCount") -> list[str]:
    from skillscan.site.narrative import warnings_of
    from skillscan.statistics.estimates import Estimate

    return warnings_of(publication, found) if isinstance(found, Estimate) else []


def _print_number(
    console: Console,
    publication: "Publication",
    number: "NumberAddress",
    found: "Estimate | Figure | WithheldCount",
) -> None:
    if publication.notice:
        console.print(publication.notice, style="bold yellow", markup=False)
    console.print(_sentence(publication, found), style="bold", markup=False)
    for warning in _warnings(publication, found):
        console.print(warning, style="bold yellow", markup=False)
    for name, text in _lines(publication, number, found):
        console.print(Text.assemble((f"{name}: ", "dim"), text))


def _lines(
    publication: "Publication",
    number: "NumberAddress",
    found: "Estimate | Figure | WithheldCount",
) -> Iterator[tuple[str, str]]:
    """What is told of a number, line by line, each with its heading."""
    from skillscan.site.narrative import VIEW_LABELS
    from skillscan.statistics.estimates import Estimate
    from skillscan.statistics.figures.figure import Figure

    definition = publication.statistics[number.statistic]
    entry = publication.populations[number.population]
    sample = entry.sample
    says = definition.measures.get(number.measure)
    if says is None:
        says = definition.figures[number.measure].says
    yield "Definition", definition.definition
    yield "Measure", f"{number.measure}: {says}"
    yield (
        "Population",
        f"{entry.definition.label} ({number.population}), {sample.openings:,} openings, "
        f"{sample.postings:,} advertisements, {sample.employers:,} employers, "
        f"{sample.first_day} to {sample.last_day}",
    )
    if number.group:
        yield "Group", f"{number.split} {number.group}"
    if isinstance(found, Figure):
        yield (
            "Made of",
            f"{found.openings:,} openings of {found.employers:,} employers, of "
            f"{found.of_openings:,} of {found.of_employers:,}",
        )
    else:
        ads = f" ({found.postings:,} advertisements)" if isinstance(found, Estimate) else ""
        yield (
            "Counted",
            f"{found.openings:,} openings{ads} of {found.employers:,} employers hold it; "
            f"{found.stating_openings:,} of {found.of_openings:,} state the thing at all",
        )
    if isinstance(found, Estimate):
        for name, label in VIEW_LABELS.items():
            yield label, _share(getattr(found.views, name))
    yield "Release", publication.release


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
    if rules := _rules(opening):
        console.print(Text(f"  decided by {rules}", "dim"))


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


def _rules(opening: "OpeningEvidence") -> str:
    """The rules that decided what is quoted: of the words, of their section, of their class."""
    spans = [span for quote in opening.quotes for span in quote.spans]
    rules = (rule for span in spans for rule in (span.rule, span.section_rule, span.modifier_rule))
    return ", ".join(dict.fromkeys(_one_line(rule) for rule in rules if rule))


def _one_line(text: str) -> str:
    """A piece of a posting as it may stand on a terminal."""
    return printable(text.replace("\n", " "))


def _as_json(
    publication: "Publication",
    number: "NumberAddress",
    found: "Estimate | Figure | WithheldCount",
    openings: "list[OpeningEvidence]",
) -> dict[str, object]:
    from skillscan.statistics.estimates import Estimate, WithheldCount
    from skillscan.statistics.figures.figure import Figure

    kinds = {Estimate: "estimate", Figure: "figure", WithheldCount: "count"}
    return {
        "release": publication.release,
        "sentence": _sentence(publication, found),
        "warnings": _warnings(publication, found),
        "definition": msgspec.to_builtins(publication.statistics[number.statistic]),
        "population": msgspec.to_builtins(publication.populations[number.population]),
        kinds[type(found)]: msgspec.to_builtins(found),
        "openings": [asdict(opening) for opening in openings],
    }
