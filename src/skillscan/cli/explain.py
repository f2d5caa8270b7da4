"""``skillscan explain``: from an estimate down to the sentences it rests on."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.console import Console
from rich.text import Text

from skillscan.cli.options import PublishedPopulation
from skillscan.errors import UsageError
from skillscan.settings import Settings
from skillscan.text.printable import printable

if TYPE_CHECKING:
    from skillscan.release.document import Publication
    from skillscan.release.number_lookup import Number
    from skillscan.release.provenance import NumberAddress, OpeningEvidence, Quote
    from skillscan.statistics.estimates import View

_STYLES = {"required": "bold green", "preferred": "bold cyan", "mentioned": "bold"}


_Statistic = Annotated[
    str,
    typer.Argument(
        help="skill_share, experience_at_least, … (skill_share@RELEASE: the one of that "
        "release), or the word opening"
    ),
]
_Subject = Annotated[
    str | None,
    typer.Argument(help="A skill or value; after the word opening: its id, or a posting's."),
]
_Skill = Annotated[str | None, typer.Option(help="Skill id or name (of skill_share).")]
_Value = Annotated[
    str | None, typer.Option(help="Value of the statistic, e.g. 5 for experience_at_least.")
]
_Measure = Annotated[
    str | None, typer.Option(help="named, required, or a figure; default: the headline.")
]
_Group = Annotated[
    str | None, typer.Option(help="A group of the population: senior, US, 2026-01, …")
]
_Split = Annotated[
    str | None, typer.Option(help="Which split the group is of, where several have it.")
]


def explain(
    statistic: _Statistic,
    subject: _Subject = None,
    *,
    skill: _Skill = None,
    value: _Value = None,
    population: PublishedPopulation = None,
    measure: _Measure = None,
    group: _Group = None,
    split: _Split = None,
    limit: Annotated[int, typer.Option(min=1, help="Openings to show at most.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the trail as JSON.")] = False,
) -> None:
    """Definition, population, counts, openings, postings, and the sentences a number rests on."""
    from skillscan.cli.explain_opening import explain_opening
    from skillscan.release.catalog import open_named, part_address
    from skillscan.release.lookup import population_of, statistic_of
    from skillscan.release.number_lookup import number_at, number_meant
    from skillscan.release.provenance import provenance

    if statistic == "opening":
        explain_opening(subject, as_json=as_json)
        return
    given = _only_value(subject, skill, value)
    word, named = part_address(statistic)
    settings = Settings()
    release = open_named(settings, named)
    key = statistic_of(release.excerpt, word)
    where = population_of(release.excerpt, population)
    publication = release.of([key], where)
    chosen = {"measure": measure, "group": group, "split": split}
    number = number_meant(publication, key, given, where, settings.home, **chosen)
    found = number_at(publication, number)
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
        _print_more(console, found.openings - limit, release.database)


def _only_value(*words: str | None) -> str:
    """The value, which may be given in one of several ways."""
    given = [word for word in words if word is not None]
    if len(given) != 1:
        raise UsageError("say which value is meant: --skill NAME, or --value V")
    return given[0]


def _print_more(console: Console, openings: int, database: object) -> None:
    console.print(
        f"\n{openings:,} more openings: --limit N, or look into the view evidence of {database}",
        style="dim",
        markup=False,
        soft_wrap=True,
    )


def _warnings(publication: "Publication", found: "Number") -> list[str]:
    from skillscan.site.doubt_sentences import warnings_of
    from skillscan.statistics.estimates import Estimate

    return warnings_of(publication, found) if isinstance(found, Estimate) else []


def _print_number(
    console: Console,
    publication: "Publication",
    number: "NumberAddress",
    found: "Number",
) -> None:
    from skillscan.site.narrative import number_sentence

    if publication.notice:
        console.print(publication.notice, style="bold yellow", markup=False)
    console.print(number_sentence(publication, found), style="bold", markup=False)
    for warning in _warnings(publication, found):
        console.print(warning, style="bold yellow", markup=False)
    for name, text in _lines(publication, number, found):
        console.print(Text.assemble((f"{name}: ", "dim"), text))


def _lines(
    publication: "Publication",
    number: "NumberAddress",
    found: "Number",
) -> Iterator[tuple[str, str]]:
    """What is told of a number, line by line, each with its heading."""
    from skillscan.site.number_words import VIEW_LABELS, corrected_words
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
        if said := corrected_words(found):
            yield "Corrected", said
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
    found: "Number",
    openings: "list[OpeningEvidence]",
) -> dict[str, object]:
    from skillscan.site.narrative import number_sentence
    from skillscan.statistics.estimates import Estimate, WithheldCount
    from skillscan.statistics.figures.figure import Figure

    kinds = {Estimate: "estimate", Figure: "figure", WithheldCount: "count"}
    return {
        "release": publication.release,
        "sentence": number_sentence(publication, found),
        "warnings": _warnings(publication, found),
        "definition": msgspec.to_builtins(publication.statistics[number.statistic]),
        "population": msgspec.to_builtins(publication.populations[number.population]),
        kinds[type(found)]: msgspec.to_builtins(found),
        "openings": [asdict(opening) for opening in openings],
    }
