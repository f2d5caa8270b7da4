"""Requirements of experience: which quantities of years are experience, and of what.

A quantity counts where no ``refuse`` rule of ``data/rules/experience.yaml`` catches it and an
``accept`` rule does; ``soften`` rules make it a preference. Refused are the company's age, terms of
contracts, study, age limits, benefits and a team's combined years (docs/annotation-guide.md#years).
"""

import re
from dataclasses import dataclass
from typing import Literal

from skillscan.nlp.context_rule import GatedContextRules, contexts, deciding_words
from skillscan.nlp.experience.lines import TextLine
from skillscan.nlp.experience.quantity import MAX_YEARS, YearsQuantity
from skillscan.nlp.reading import DecidingWords
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
_MOST_OF_A_BEGINNER = 2
"""Years, of a posting that takes beginners."""


@dataclass(frozen=True, slots=True)
class ExperienceRequirement:
    """Years of experience that a text asks for, or only prefers (``is_softened``).

    ``scope`` is ``total`` where the text names no field; ``subject`` is the field as written;
    ``softened_by`` are the words of the line that make it a preference.
    """

    quantity: YearsQuantity
    scope: Scope
    subject: str
    softened_by: DecidingWords | None
    rule: str

    @property
    def is_softened(self) -> bool:
        """Whether it is only preferred."""
        return self.softened_by is not None


class ExperienceRequirements:
    """Tells which quantities are experience asked for, by the rules of ``experience.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self._contexts = GatedContextRules(rules, "refuse", "accept", "soften")
        self._of_no_field = frozenset(rules.words["words_of_no_field"])

    def read(self, line: TextLine) -> tuple[ExperienceRequirement, ...]:
        """The requirements among the quantities of a line, in order."""
        found = (self._requirement(line, quantity) for quantity in line.quantities)
        return tuple(requirement for requirement in found if requirement is not None)

    def _requirement(self, line: TextLine, quantity: YearsQuantity) -> ExperienceRequirement | None:
        if _is_ceiling(quantity) or max(quantity.low, 0) > MAX_YEARS:
            return None
        place = (quantity.start, quantity.end)
        before, after = contexts(line.text, *place, line.sentences)
        rules = self._contexts.around(before, after)
        if rules.first("refuse"):
            return None
        accepted = rules.first("accept")
        if accepted is None or (accepted.name == "bound_alone" and quantity.is_months):
            return None
        softened = rules.first("soften")
        scope, subject = self._scope_and_subject(after)
        cue = deciding_words(softened, before, after, *place) if softened else None
        return ExperienceRequirement(quantity, scope, subject, cue, (softened or accepted).name)

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


def _is_ceiling(quantity: YearsQuantity) -> bool:
    """Whether an amount is only a limit: "up to 4 years". One of a beginner's years is a range
    from none: "up to 2 years".
    """
    return quantity.bound == "at_most" and (quantity.high or 0) > _MOST_OF_A_BEGINNER
