"""``skillscan rules check``: rule files and examples; phrases that no example needs."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillscan.cli.options import AsJson, OwnRulesHome
from skillscan.errors import EXIT_ATTENTION, EXIT_FAILED
from skillscan.text.printable import printable

if TYPE_CHECKING:
    from skillscan.cli.display.progress import Phases
    from skillscan.rules.check import FileCheck
    from skillscan.rules.mutation import Mutation
    from skillscan.rules.proof import Failure
    from skillscan.rules.source import Fault
    from skillscan.rules.targets import Targets

_POOL_MINIMUM = 200
"""Phrases from which processes (some seconds each to start) pay."""
_SHOWN_OF_A_RULE = 5
"""Examples broken by one rule that are told; they are all alike."""


def check(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|ID]...", help="Rule files or ids of rules; default: all."),
    ] = None,
    *,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Delete every phrase in turn: some example must fail.")
    ] = False,
    home: OwnRulesHome = None,
    as_json: AsJson = False,
) -> None:
    """Check the rule files and yours, and run every rule on its own examples.

    Of rules that are named by their id, and of your own, it also lists the phrases that no example
    needs. Exit code 1 where a rule is wrong, 3 where a phrase is not needed.
    """
    from skillscan.cli.display.progress import phases
    from skillscan.rules.targets import find_targets
    from skillscan.settings import Settings

    began = time.monotonic()
    folder = (home or Settings().home) / "rules"
    own = folder if folder.exists() else None
    folder_faults = _folder_faults(own) if own else []
    targets = find_targets(what or (), own)
    with phases({"examples": "rule files checked", "phrases": "phrases deleted"}) as progress:
        checks = _checked(targets, own, progress)
        mutations = _mutated(checks, targets, own, progress, everything=mutate)
    unneeded = _unneeded(checks, mutations, own)
    if as_json:
        _print_json(folder_faults, checks, mutations, unneeded)
    else:
        _print_text(folder_faults, checks, mutations, unneeded, time.monotonic() - began)
    if folder_faults or any(one.problems for one in checks):
        raise typer.Exit(EXIT_FAILED)
    if any(mutation.is_bad for mutation in mutations.values()):
        raise typer.Exit(EXIT_ATTENTION)


def _folder_faults(own: Path) -> "list[Fault]":
    """What is wrong with the folder of own rules as such, and with its employers."""
    from skillscan.dedup.employer_rules import own_entries, own_file, read_own
    from skillscan.errors import UsageError
    from skillscan.rules.own import own_files
    from skillscan.rules.source import Fault, RuleError

    faults: list[Fault] = []
    try:
        own_files(own)
    except RuleError as error:
        faults += error.faults
    path = own_file(own.parent)
    try:
        read_own(own_entries(own.parent), str(path))
    except UsageError as error:
        faults.append(Fault(str(path), 1, "", str(error).removeprefix(f"{path}: ")))
    return faults


def _checked(targets: "Targets", own: Path | None, progress: "Phases") -> "list[FileCheck]":
    from skillscan.rules.check import check_file

    progress.begin("examples")
    checks = []
    for name in targets:
        checks.append(check_file(name, own))
        progress.advance(len(checks), len(targets))
    return checks


def _mutated(
    checks: "Sequence[FileCheck]",
    targets: "Targets",
    own: Path | None,
    progress: "Phases",
    *,
    everything: bool,
) -> "dict[str, Mutation]":
    """What comes of deleting phrases, of files without any problem that have a prover."""
    from skillscan.rules.mutation import mutate, phrases_of
    from skillscan.rules.proof import PROVERS

    phrases = []
    for one in checks:
        if one.rules is None or one.problems or one.file not in PROVERS:
            continue
        touched = targets[one.file]
        own_ids = frozenset(rule.id for rule in one.rules.all_rules() if rule.is_own)
        is_whole = everything and touched is None
        refs = (
            list(one.rules.phrase_refs())
            if is_whole
            else phrases_of(one.rules, own_ids | (touched or frozenset()))
        )
        if refs:
            phrases.append((one.rules, refs))
    if sum(len(refs) for _, refs in phrases) < _POOL_MINIMUM:
        return mutate(phrases, own)
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    progress.begin("phrases")
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return mutate(phrases, own, pool=pool, on_done=progress.advance)


def _unneeded(
    checks: "Sequence[FileCheck]", mutations: "dict[str, Mutation]", own: Path | None
) -> "dict[str, list[Fault]]":
    """By file what is said of the phrases that no example needs, in their order."""
    from skillscan.rules.places import unneeded_fault

    return {
        one.file: [unneeded_fault(one.rules, ref, own) for ref in mutations[one.file].unneeded]
        for one in checks
        if one.rules is not None and one.file in mutations
    }


def _print_text(
    folder_faults: "Sequence[Fault]",
    checks: "Sequence[FileCheck]",
    mutations: "dict[str, Mutation]",
    unneeded: "dict[str, list[Fault]]",
    seconds: float,
) -> None:
    for line in (*map(str, folder_faults), *(line for one in checks for line in _told(one))):
        typer.echo(printable(line))
    for name, mutation in mutations.items():
        for fault in unneeded[name]:
            typer.echo(printable(str(fault)))
        needed = mutation.tried - len(mutation.unneeded)
        typer.echo(
            f"{name}: {needed} of {mutation.tried} phrases are needed by an example", err=True
        )
    rules = [rule for one in checks if one.rules for rule in one.rules.all_rules()]
    own = sum(rule.is_own for rule in rules)
    problems = len(folder_faults) + sum(one.problems for one in checks)
    typer.echo(
        f"{len(checks)} rule files, {len(rules)} rules ({own} of your own), "
        f"{sum(one.examples for one in checks)} examples, {problems} problems, "
        f"{_deleted(mutations, problems)}{seconds:.1f} s",
        err=True,
    )


def _told(one: "FileCheck") -> Iterator[str]:
    """The problems of a file, a line each; of many that one rule makes a few.

    A phrase that is too wide breaks examples of most other rules: those are told as its own, of as
    many different rules as can be.
    """
    yield from map(str, one.faults)
    by_guilty: dict[tuple[str, str, str], list[Failure]] = {}
    for failure in one.failures:
        guilty = failure.culprit or failure.rule
        by_guilty.setdefault((guilty.file, guilty.group, guilty.id), []).append(failure)
    for (_, _, rule_id), failures in by_guilty.items():
        yield from map(str, _of_different_rules(failures)[:_SHOWN_OF_A_RULE])
        if (more := len(failures) - _SHOWN_OF_A_RULE) > 0:
            yield f"{one.file}: {rule_id}: … and {more} more (--json lists all)"


def _of_different_rules(failures: "Sequence[Failure]") -> "list[Failure]":
    """The first example of each rule, then the second of each, and so on."""
    seen: Counter[tuple[str, str]] = Counter()
    turns = []
    for failure in failures:
        rule = (failure.rule.group, failure.rule.id)
        turns.append(seen[rule])
        seen[rule] += 1
    places = sorted(range(len(failures)), key=turns.__getitem__)
    return [failures[place] for place in places]


def _deleted(mutations: "dict[str, Mutation]", problems: int) -> str:
    """What came of deleting phrases, where any was deleted."""
    tried = sum(mutation.tried for mutation in mutations.values())
    idle = sum(len(mutation.unneeded) for mutation in mutations.values())
    if tried:
        return f"{idle} of {tried} deleted phrases that no example needs, "
    return "no phrase was deleted in turn: first mend these, " if problems else ""


def _print_json(
    folder_faults: "Sequence[Fault]",
    checks: "Sequence[FileCheck]",
    mutations: "dict[str, Mutation]",
    unneeded: "dict[str, list[Fault]]",
) -> None:
    content = {
        "problems": len(folder_faults) + sum(one.problems for one in checks),
        "faults": [_fault_record(fault) for fault in folder_faults],
        "files": [
            _file_record(one, mutations.get(one.file), unneeded.get(one.file, ())) for one in checks
        ],
    }
    typer.echo(json.dumps(content, ensure_ascii=False))


def _fault_record(fault: "Fault") -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "id": fault.rule_id,
        "message": fault.message,
    }


def _file_record(
    one: "FileCheck", mutation: "Mutation | None", unneeded: "Sequence[Fault]"
) -> dict[str, Any]:
    rules = list(one.rules.all_rules()) if one.rules else []
    record: dict[str, Any] = {
        "file": one.file,
        "rules": len(rules),
        "own_rules": [f"{rule.group}.{rule.id}" for rule in rules if rule.is_own],
        "examples": one.examples,
        "faults": [_fault_record(fault) for fault in one.faults],
        "failures": [
            {
                "file": failure.rule.file,
                "line": failure.rule.line,
                "id": failure.rule.id,
                "example": failure.example.text,
                "is_counterexample": failure.is_counterexample,
                "message": failure.message,
            }
            for failure in one.failures
        ],
    }
    if mutation is not None:
        record["phrases_tried"] = mutation.tried
        record["unneeded"] = [
            {
                "file": fault.file,
                "line": fault.line,
                "group": ref.group,
                "id": ref.rule_id,
                "list": ref.slot,
                "phrase": ref.text,
            }
            for ref, fault in zip(mutation.unneeded, unneeded, strict=True)
        ]
    return record
