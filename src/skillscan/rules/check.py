"""The check of a rule file: shape, phrases, every example, and the examples that are missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from skillscan.rules.account import account_of, may_find
from skillscan.rules.loading import MISSING_PROOFS, checked_rules, load_rules
from skillscan.rules.model import Rule, RuleFile
from skillscan.rules.phrases import NEVER
from skillscan.rules.proof import (
    PROVERS,
    Failure,
    does_hold,
    failures,
    malformed_examples,
    proofs_of,
    prover_of,
)
from skillscan.rules.source import Fault, RuleError


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCheck:
    """What is wrong with one rule file; ``rules`` is ``None`` where it cannot be loaded.

    ``faults`` are those of its shape and phrases, and the examples that are missing.
    """

    file: str
    rules: RuleFile | None = None
    faults: tuple[Fault, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def problems(self) -> int:
        """Faults, and examples that do not hold."""
        return len(self.faults) + len(self.failures)

    @property
    def examples(self) -> int:
        """How many examples and counterexamples were tried."""
        return sum(1 for _ in proofs_of(self.rules)) if self.rules else 0


def check_file(name: str, own: Path | None = None) -> FileCheck:
    """Load a file and run all its examples: a rule that was touched may break those of others.

    Every rule with phrases must have an example and a counterexample.
    """
    try:
        rules = checked_rules(name, own)
    except RuleError as error:
        return FileCheck(file=name, faults=error.faults)
    faults = list(missing_examples(rules))
    if name not in PROVERS:
        faults += _unproved(rules)
        return FileCheck(file=name, rules=rules, faults=tuple(faults))
    if malformed := malformed_examples(rules, own):
        faults += [_fault(rule, message) for rule, _, message in malformed]
    strange = {(rule.group, rule.id, example.text) for rule, example, _ in malformed}
    failing = [
        failure
        for failure in failures(rules, prover_of(name))
        if (failure.rule.group, failure.rule.id, failure.example.text) not in strange
    ]
    failing = _with_accounts(_with_culprits(failing, rules), rules)
    return FileCheck(
        file=name,
        rules=rules,
        faults=tuple(faults),
        failures=tuple(_with_blame(failing, name, own)),
    )


def missing_examples(rules: RuleFile) -> Iterator[Fault]:
    """The rules with phrases that lack an example or a counterexample."""
    for rule in rules.all_rules():
        if not any(phrases != (NEVER,) for phrases in rule.slots.values()):
            continue  # taken away by the operator
        for proof, message in MISSING_PROOFS.items():
            if not getattr(rule, proof):
                yield _fault(rule, message)


def _unproved(rules: RuleFile) -> Iterator[Fault]:
    """Rules with examples that nobody tries."""
    for rule in rules.all_rules():
        if rule.examples or rule.counterexamples:
            yield _fault(rule, f"its examples are tried by nobody: PROVERS lacks {rules.name}")


def _fault(rule: Rule, message: str) -> Fault:
    return Fault(rule.file, rule.line, rule.id, message)


def _with_culprits(failing: Sequence[Failure], rules: RuleFile) -> list[Failure]:
    """The failures with the one other rule, own ones first, without which an example holds."""
    culprits: dict[int, Rule] = {}
    suspects = sorted(rules.all_rules(), key=lambda rule: not rule.is_own) if failing else ()
    for suspect in suspects:
        may_stand_in = may_find(rules, suspect)
        places = [
            place
            for place, failure in enumerate(failing)
            if place not in culprits
            and (failure.rule.group, failure.rule.id) != (suspect.group, suspect.id)
            and may_stand_in(failure.example.text)
        ]
        if not places:
            continue
        holds = prover_of(rules.name)(rules.without_rule(suspect.group, suspect.id))
        for place in places:
            failure = failing[place]
            if does_hold(holds, (failure.rule, failure.example, failure.is_counterexample)):
                culprits[place] = suspect
    return [replace(one, culprit=culprits.get(place)) for place, one in enumerate(failing)]


def _with_accounts(failing: Sequence[Failure], rules: RuleFile) -> list[Failure]:
    """The failures with what each must come to and what it is read as."""
    account = account_of(rules) if failing else None
    return [
        one
        if one.error or account is None
        else replace(one, account=account(one.rule, one.example, one.is_counterexample))
        for one in failing
    ]


def _with_blame(failing: Sequence[Failure], name: str, own: Path | None) -> Iterator[Failure]:
    """The failures; of a packaged example that holds without the own rules it is said."""
    if own is None or all(failure.rule.is_own for failure in failing):
        yield from failing
        return
    holds = prover_of(name)(load_rules(name))
    for failure in failing:
        is_broken = not failure.rule.is_own and does_hold(
            holds, (failure.rule, failure.example, failure.is_counterexample)
        )
        yield replace(failure, is_broken_by_own=is_broken)
