"""What the examples of the rule files of binding mean, for ``skillscan rules check``.

``{…}`` stands around what a rule finds; each marked stretch must be found, and of a counterexample
nothing.
"""

import re

from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds, finds_marked


def prove_article_words(rules: RuleFile) -> Holds:
    """Words of sentences and headers, in any case."""
    return _prover(rules, re.IGNORECASE)


def prove_article_sources(rules: RuleFile) -> Holds:
    """Names of sources, whose case counts."""
    return _prover(rules, 0)


def _prover(rules: RuleFile, flags: int) -> Holds:
    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        pattern = rules.pattern(rules.rule(rule.group, rule.id), flags=flags)

        def spans(text: str) -> list[tuple[int, int]]:
            return [match.span() for match in pattern.finditer(text)] if pattern else []

        return finds_marked(example.text, spans) is not is_counterexample

    return holds
