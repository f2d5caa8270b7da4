"""What the examples of ``article_quantities.yaml`` mean, for ``skillscan rules check``.

``{…}`` stands around what is found: the amounts, the words that set a bound, or what is no
quantity. ``low``, ``high`` and ``unit`` say what the first amount is.
"""

import re
from collections.abc import Mapping
from typing import Any

from skillscan.article.model import ArticleBlock, ArticleText, Bound
from skillscan.article.quantities.finder import FoundQuantity, QuantityFinder
from skillscan.nlp.phrase_rule import phrase_pattern
from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds, unmarked

_MARKED = re.compile(r"\{([^{}]*)\}")
_CLOSE = 0.06


def prove_quantities(rules: RuleFile) -> Holds:
    """Quantities of the values that examples say; bounds and stretches where they stand."""
    finder = QuantityFinder(rules)

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        text = unmarked(example.text)
        found = list(finder.find(_plain(text)))
        if rule.group == "no_quantity":
            pattern = phrase_pattern(rules, "no_quantity", rule.id)
            spans = [match.span() for match in pattern.finditer(text)]
            return not spans if is_counterexample else spans == _marked(example.text)
        if rule.group == "bounds":
            return _sets_bounds(rule, example, found) is not is_counterexample
        if rule.fields["gives"] == "nothing":
            return bool(found) is is_counterexample
        of_rule = [one for one in found if one.rule == rule.id]
        if is_counterexample:
            return not of_rule
        spans = [(one.quantity.start, one.quantity.end) for one in of_rule]
        marked = _marked(example.text)
        return (
            bool(spans)
            and all(span in spans for span in marked)
            and _fits(of_rule[0], example.fields)
        )

    return holds


def _plain(text: str) -> ArticleText:
    block = ArticleBlock(kind="paragraph", start=0, end=len(text))
    origins = tuple(range(len(text) + 1))
    return ArticleText(format="text", source=text, text=text, origins=origins, blocks=(block,))


def _marked(text: str) -> list[tuple[int, int]]:
    return [
        (match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(_MARKED.finditer(text))
    ]


def _sets_bounds(rule: Rule, example: Example, found: list[FoundQuantity]) -> bool:
    """Whether each marked stretch begins or ends a quantity whose bound the rule set."""
    of_rule = [
        one.quantity
        for one in found
        if one.bound_rule == rule.id and one.quantity.bound == Bound(rule.fields["gives"])
    ]
    marked = _marked(example.text)
    if not marked:
        return bool(of_rule)
    return all(
        any(start == one.start or end == one.end for one in of_rule) for start, end in marked
    )


def _fits(found: FoundQuantity, fields: Mapping[str, Any]) -> bool:
    quantity = found.quantity
    wanted = {"low": quantity.low, "high": quantity.high}
    is_value = all(
        abs(value - fields[name]) < _CLOSE for name, value in wanted.items() if name in fields
    )
    return is_value and ("unit" not in fields or fields["unit"] == quantity.unit)
