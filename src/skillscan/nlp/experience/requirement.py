"""Requirements of experience: which quantities of years are experience, and of what.

A quantity counts where no ``refuse`` rule of ``data/rules/experience.yaml`` catches it and an
``accept`` rule does; ``soften`` rules make it a preference. Refused are the company's age, terms of
contracts, study, age limits, benefits and a team's combined years (docs/annotation-guide.md#years).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from skillscan.nlp.context_rule import contexts, first_match, read_context_rules
from skillscan.nlp.experience.quantity import MAX_YEARS, YearsQuantity
from skillscan.rules import RuleFile

Scope = Literal["total", "field"]
_SUBJECT = re.compile(
    r"['’]?\s?(?:of\s|in\s|with\s|as\s|using\s)?(?P<kind>(?:[\w/&,+#.’'-]+\s){0,7}?)"
    r"(?:experiences?|exp|expertise|background)\b[.:]?(?:\s(?:in|with|of|on|as|using|"
    r"at|for|across|within)?\s?(?P<object>(?:an?\s|the\s)?[\w/&+#’'-][^.;:!?()•\n]{0,70}))?",
    re.IGNORECASE,
)
_REST = re.compile(r"['’)\s+]*(?:of |in |with |as |on |using )?(?P<rest>\w[^.;:!?()•,\n]{0,60})")
_WORD_ENDS = re.compile(r"[\s,/]+")


@dataclass(frozen=True, slots=True)
class ExperienceRequirement:
    """Years of experience that a text asks for, or only prefers (``is_softened``).

    ``scope`` is ``total`` where the text names no field; ``subject`` is the field as written.
    """

    quantity: YearsQuantity
    scope: Scope
    subject: str
    is_softened: bool
    rule: str


class ExperienceRequirements:
    """Tells which quantities are experience asked for, by the rules of ``experience.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self._refuse = read_context_rules(rules, "refuse")
        self._accept = read_context_rules(rules, "accept")
        self._soften = read_context_rules(rules, "soften")
        self._of_no_field = frozenset(rules.words["words_of_no_field"])

    def read(
        self, line: str, quantities: Iterable[YearsQuantity]
    ) -> tuple[ExperienceRequirement, ...]:
        """The requirements among the quantities of a line, in order."""
        found = (self._requirement(line, quantity) for quantity in quantities)
        return tuple(requirement for requirement in found if requirement is not None)

    def _requirement(self, line: str, quantity: YearsQuantity) -> ExperienceRequirement | None:
        if max(quantity.low, 0) > MAX_YEARS:
            return None
        before, after = contexts(line, quantity.start, quantity.end)
        if first_match(self._refuse, before, after):
            return None
        accepted = first_match(self._accept, before, after)
        if accepted is None or (accepted == "bound_alone" and quantity.is_months):
            return None
        softened = first_match(self._soften, before, after)
        scope, subject = self._scope_and_subject(after)
        rule = softened or accepted
        return ExperienceRequirement(quantity, scope, subject, softened is not None, rule)

    def _scope_and_subject(self, after: str) -> tuple[Scope, str]:
        """What the years are of, from the words that follow them."""
        match = _SUBJECT.match(after)
        if match is None:
            rest = _REST.match(after)
            return ("field", rest["rest"].strip()) if rest else ("total", "")
        kind = " ".join(match["kind"].split()).strip(" ,")
        words = {word for word in _WORD_ENDS.split(kind.lower()) if word}
        if not words <= self._of_no_field:
            return "field", kind
        subject = (match["object"] or "").strip(" ,")
        return ("field", subject) if subject else ("total", "")
