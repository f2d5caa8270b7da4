"""What the examples of ``contact_names.yaml`` mean, for ``skillscan rules check``.

In an example ``{…}`` stands around each name that is masked, by the cues of its rule alone and by
all rules together; in a counterexample no rule masks anything.
"""

import re
from functools import cache

from skillscan.rules import Example, Rule, RuleFile
from skillscan.rules.proof import Holds
from skillscan.text.contact_names.mask import NAME_MASK, ContactNames
from skillscan.text.contact_names.rules import Cues

_NAME = re.compile(r"\{([^{}]*)\}")


def prove_contact_names(rules: RuleFile) -> Holds:
    """Names masked by the rule of the example, or left."""
    everything = ContactNames(Cues(rules))

    @cache
    def alone(rule_id: str) -> ContactNames:
        return ContactNames(Cues(rules, rule_id))

    def holds(rule: Rule, example: Example, is_counterexample: bool) -> bool:  # noqa: FBT001
        text = _NAME.sub(r"\1", example.text)
        wanted = _NAME.sub(NAME_MASK, example.text)
        if is_counterexample:
            return everything.mask(text) == wanted == text
        return alone(rule.id).mask(text) == wanted == everything.mask(text)

    return holds
