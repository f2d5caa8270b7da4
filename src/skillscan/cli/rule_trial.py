"""``skillscan rules test``: a sentence, what is read in it, and what each rule does to that."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillscan.cli.options import AsJson, OwnRulesHome
from skillscan.text.printable import printable

if TYPE_CHECKING:
    from skillscan.nlp.name_trial import NameTrial, SureName
    from skillscan.nlp.rule_trial import LastHeading, RuleEffect, Trial

_SHOWN_CONDITIONS = 4


def try_sentence(
    sentence: Annotated[str, typer.Argument(help="The text to be read, a sentence say.")],
    *,
    section: Annotated[
        str | None, typer.Option(help="The section it stands in: required, preferred, about, …")
    ] = None,
    title: Annotated[str, typer.Option(help="The title of the posting.")] = "",
    home: OwnRulesHome = None,
    as_json: AsJson = False,
) -> None:
    """Read a sentence: what is found, which rules decided, and what it would be without each."""
    from skillscan.nlp.annotate import pipeline
    from skillscan.nlp.rule_trial import try_text
    from skillscan.settings import Settings

    home = home or Settings().home
    trial = try_text(pipeline(home), sentence, title=title, section=section)
    if as_json:
        typer.echo(json.dumps(_record(trial, home), ensure_ascii=False))
        return
    _print_findings(trial)
    for effect in trial.effects:
        _print_effect(effect)
    for name in trial.names:
        _print_name(name, home)
    for sure in trial.sure_names:
        _print_sure(sure, home)
    if trial.heading:
        _print_heading(trial.heading)
    elif not (trial.effects or trial.names or trial.sure_names):
        typer.echo("no rule takes part")
    if trial.unknown_heading:
        words = printable(repr(trial.unknown_heading))
        typer.echo(f"heading {words}: opens nothing; it is no heading that the rules know")


def _print_findings(trial: "Trial") -> None:
    from skillscan.nlp.reason import reason_of

    for finding in trial.reading.findings:
        words = trial.document[finding.start : finding.end]
        reason = reason_of(finding, trial.document)
        typer.echo(
            printable(f"{finding.kind} {words!r}: {finding.value}; {reason} [{finding.rule}]")
        )
    fields = trial.fields()
    typer.echo("; ".join(f"{name}: {value}" for name, value in fields.items()) or "nothing is read")


def _print_heading(heading: "LastHeading") -> None:
    rule = heading.rule
    own = " (your own)" if rule.is_own else ""
    typer.echo(f"\n{rule.file}:{rule.line}: {rule.group}.{rule.id}{own}")
    typer.echo(printable(f"    heading {heading.words!r}: opens {heading.section}"))
    typer.echo("    no line stands below it: add one with a skill to see what the heading does")


def _print_name(name: "NameTrial", home: Path) -> None:
    """An ambiguous name with what decided on it; where nothing did, all that might have."""
    said = "counts" if name.counts else "does not count"
    decided = name.reasons
    if decided:
        why = "for this holds:"
    else:
        why = "no exception holds:" if name.counts else "none of its conditions holds:"
    typer.echo(f"\n{_place(name, home)}: {name.skill_id}: ambiguous alias {name.alias!r}")
    typer.echo(printable(f"    skill {name.words!r}: {said}; {why}"))
    others = [one for one in name.others if (one.side == "not") is name.counts]
    for one in decided or others[:_SHOWN_CONDITIONS]:
        typer.echo(printable(f"    {_place(name, home, one.words)}: {one.side}: {one.words}"))
    if not decided and len(others) > _SHOWN_CONDITIONS:
        typer.echo(f"    and {len(others) - _SHOWN_CONDITIONS} more")


def _print_sure(name: "SureName", home: Path) -> None:
    """A name without conditions, and why the check of the taxonomy would refuse it."""
    typer.echo(f"\n{_place(name, home)}: {name.skill_id}: alias {name.alias!r}")
    typer.echo(printable(f"    skill {name.words!r}: counts wherever it is written so"))
    for problem in name.problems:
        typer.echo(printable(f"    skillscan taxonomy check refuses it: {problem}"))


def _sure_record(name: "SureName", home: Path) -> dict[str, Any]:
    return {
        "id": name.skill_id,
        "alias": name.alias,
        "words": name.words,
        "line": _place(name, home),
        "problems": list(name.problems),
    }


def _place(name: "NameTrial | SureName", home: Path, words: str = "") -> str:
    from skillscan.taxonomy.places import condition_place

    file, line = condition_place(name.skill_id, name.alias, words, home=home)
    return f"{file}:{line}"


def _name_record(name: "NameTrial", home: Path) -> dict[str, Any]:
    return {
        "id": name.skill_id,
        "alias": name.alias,
        "words": name.words,
        "counts": name.counts,
        "line": _place(name, home),
        "holding": [
            {"list": one.side, "condition": one.words, "line": _place(name, home, one.words)}
            for one in name.holding
        ],
    }


def _print_effect(effect: "RuleEffect") -> None:
    typer.echo()
    for rule in effect.rules:
        own = " (your own)" if rule.is_own else ""
        typer.echo(f"{rule.file}:{rule.line}: {rule.group}.{rule.id}{own}")
    if effect.is_shared:
        typer.echo("    without it nothing changes:")
    for stays in effect.stays:
        typer.echo(printable(f"    {stays}"))
    for change in effect.changes:
        typer.echo(printable(f"    without {'them' if len(effect.rules) > 1 else 'it'}: {change}"))


def _record(trial: "Trial", home: Path) -> dict[str, Any]:
    from skillscan.nlp.reason import reason_of

    return {
        "text": trial.document,
        "fields": trial.fields(),
        "findings": [
            {
                "kind": finding.kind,
                "value": finding.value,
                "words": trial.document[finding.start : finding.end],
                "mention_class": finding.mention_class,
                "rule": finding.rule,
                "reason": str(reason_of(finding, trial.document)),
            }
            for finding in trial.reading.findings
        ],
        "rules": [_effect_record(effect) for effect in trial.effects],
        "names": [_name_record(name, home) for name in trial.names],
        "sure_names": [_sure_record(name, home) for name in trial.sure_names],
        "heading": _heading_record(trial.heading) if trial.heading else None,
        "unknown_heading": trial.unknown_heading or None,
    }


def _heading_record(heading: "LastHeading") -> dict[str, Any]:
    rule = heading.rule
    return {
        "words": heading.words,
        "section": heading.section,
        "file": rule.file,
        "id": f"{rule.group}.{rule.id}",
        "line": f"{rule.file}:{rule.line}",
        "is_own": rule.is_own,
    }


def _effect_record(effect: "RuleEffect") -> dict[str, Any]:
    return {
        "file": effect.file,
        "ids": [f"{rule.group}.{rule.id}" for rule in effect.rules],
        "lines": [f"{rule.file}:{rule.line}" for rule in effect.rules],
        "is_own": any(rule.is_own for rule in effect.rules),
        "without": [
            {
                "kind": change.kind,
                "words": change.words,
                "before": change.before,
                "after": change.after,
            }
            for change in effect.changes
        ],
        "stays": list(effect.stays),
    }
