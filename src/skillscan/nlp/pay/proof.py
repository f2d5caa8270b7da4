"""What the examples of ``pay.yaml`` mean, for ``skillscan rules check``.

A rule of ``refuse`` catches every sum of its examples, and no rule one of its counterexamples; in
those of periods and pay words ``{…}`` stands around what is found.
"""

from skillscan.nlp.example_sentences import sentence_starts
from skillscan.nlp.pay.statement import PayRules
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds, finds_marked


def prove_pay(rules: RuleFile) -> Holds:
    """Sums refused by the rule of an example, words found by it."""
    reader = PayRules(rules)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        if rule.group == "refuse":
            refused = reader.refused_by(example.text, sentence_starts(example.text))
            is_any = any(refused)
            is_all = all(rule.id in ids for ids in refused)
            return bool(refused) and (not is_any if is_counterexample else is_all)

        pattern = rules.pattern(rules.rule(rule.group, rule.id))

        def spans(text: str) -> list[tuple[int, int]]:
            return [match.span() for match in pattern.finditer(text)] if pattern else []

        return finds_marked(example.text, spans) != is_counterexample

    return holds
