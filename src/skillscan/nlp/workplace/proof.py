"""What the examples of ``workplace.yaml`` mean, for ``skillscan rules check``.

``{…}`` in an example stands around what the rule must find; without it anything found will do. All
rules together must give the workplace of the example's rule, and none for an example of a refusal;
of a counterexample they must not give the rule's. Where they rightly give another, ``workplace``
of the example says which. So a phrase that is too wide breaks the examples of other rules.
"""

from skillscan.domain import Workplace
from skillscan.nlp.workplace.evidence import (
    Tier,
    WorkplaceEvidence,
    WorkplaceRules,
    decide_workplace,
)
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.account import Account, AccountOf, by_this_rule
from skillscan.rules.proof import Holds, Judge, finds_marked, judged_by_group, unmarked

_OF_TEXTS = ("rules", "locations")
"""Groups of rules that give a workplace."""


def prove_workplace(rules: RuleFile) -> Holds:
    """Evidence of a text or a location, stretches of a refusal, labels that stand alone."""
    reader = WorkplaceRules(rules)

    def is_evidence(rule: Rule, example: Example) -> bool:
        def spans(text: str) -> list[tuple[int, int]]:
            return [(e.start, e.end) for e in reader.evidence(text) if e.rule == rule.id]

        return finds_marked(example.text, spans)

    def is_location(rule: Rule, example: Example) -> bool:
        def spans(text: str) -> list[tuple[int, int]]:
            return [(e.start, e.end) for e in reader.of_location(text) if e.rule == rule.id]

        return finds_marked(example.text, spans)

    def is_refused(rule: Rule, example: Example) -> bool:
        return finds_marked(example.text, lambda text: reader.refused(text, rule.id))

    def is_label(_rule: Rule, example: Example) -> bool:
        return reader.is_label(unmarked(example.text))

    def gives_workplace(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        if is_counterexample and rule.group not in _OF_TEXTS:
            return True
        given = _given(rule, _evidence(reader, rule, example))
        if "workplace" in example.fields:
            return bool(given == example.fields["workplace"])
        return bool(given == rule.fields.get("workplace")) is not is_counterexample

    judges: dict[str, Judge] = {
        "rules": is_evidence,
        "locations": is_location,
        "refuse": is_refused,
        "labels": is_label,
    }
    return judged_by_group(judges, gives_workplace)


def account_of_workplace(rules: RuleFile) -> AccountOf:
    """Tells what all rules together read in an example, by which of them."""
    reader = WorkplaceRules(rules)

    def account(rule: Rule, example: Example, is_counterexample: bool) -> Account:  # noqa: FBT001
        text = unmarked(example.text)
        evidence = _evidence(reader, rule, example)
        given = _given(rule, evidence)
        by = [f"{e.rule} ({text[e.start : e.end]!r}: {e.workplace}, {e.tier})" for e in evidence]
        refusals = [r.id for r in rules.rules("refuse") if reader.refused(text, r.id)]
        refused = f", refused by {', '.join(refusals)}" if refusals else ""
        read = f"it is read as {given or 'nothing'}, by {', '.join(by) or 'no rule'}{refused}"
        return Account(_expected(rule, example, is_counterexample), read)

    return account


def _expected(rule: Rule, example: Example, is_counterexample: bool) -> str:  # noqa: FBT001
    expected = by_this_rule(is_counterexample)
    workplace = example.fields.get("workplace", rule.fields.get("workplace"))
    if workplace is None:
        return expected if is_counterexample else f"{expected}, and come to no workplace"
    if is_counterexample and "workplace" not in example.fields:
        return f"{expected}, nor come to {workplace} by any other"
    return f"{expected}, and come to {workplace} by all rules together"


def _evidence(reader: WorkplaceRules, rule: Rule, example: Example) -> list[WorkplaceEvidence]:
    read = reader.of_location if rule.group == "locations" else reader.evidence
    return list(read(unmarked(example.text)))


def _given(rule: Rule, evidence: list[WorkplaceEvidence]) -> Workplace | None:
    least: Tier = "hint" if rule.fields.get("tier") == "hint" else "option"
    return decide_workplace(evidence, least_tier=least)
