"""The check of a rule file: shape, phrases, every example, and the examples that are missing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from skillscan.rules.loading import load_rules
from skillscan.rules.model import Rule, RuleFile
from skillscan.rules.proof import PROVERS, Failure, does_hold, failures, proofs_of, prover_of
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


def check_file(
    name: str, own: Path | None = None, touched: frozenset[str] | None = None
) -> FileCheck:
    """Load a file and run all its examples: a rule that was touched may break those of others.

    ``touched`` are ids of rules that must have an example and a counterexample, as all must that
    come from the operator's own file.
    """
    try:
        rules = load_rules(name, own)
    except RuleError as error:
        return FileCheck(file=name, faults=error.faults)
    faults = list(_missing_examples(rules, touched or frozenset()))
    if name not in PROVERS:
        faults += _unproved(rules)
        return FileCheck(file=name, rules=rules, faults=tuple(faults))
    failing = failures(rules, prover_of(name))
    return FileCheck(
        file=name,
        rules=rules,
        faults=tuple(faults),
        failures=tuple(_with_blame(list(failing), name, own)),
    )


def _missing_examples(rules: RuleFile, touched: frozenset[str]) -> Iterator[Fault]:
    for rule in rules.all_rules():
        if not rule.slots or not (rule.is_own or rule.id in touched):
            continue
        if not rule.examples:
            yield _fault(rule, "has no example: give at least one text that it must decide")
        if not rule.counterexamples:
            yield _fault(rule, "has no counterexample: give at least one text it must not catch")


def _unproved(rules: RuleFile) -> Iterator[Fault]:
    """Rules with examples that nobody tries."""
    for rule in rules.all_rules():
        if rule.examples or rule.counterexamples:
            yield _fault(rule, f"its examples are tried by nobody: PROVERS lacks {rules.name}")


def _fault(rule: Rule, message: str) -> Fault:
    return Fault(rule.file, rule.line, rule.id, message)


def _with_blame(failing: list[Failure], name: str, own: Path | None) -> Iterator[Failure]:
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
