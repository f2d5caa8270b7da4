"""Requirements of experience: which quantities of years are experience, and of what.

A quantity counts where no ``refuse`` rule of ``data/rules/experience.yaml`` catches it and an
``accept`` rule does; ``soften`` rules make it a preference. Refused are the company's age, terms of
contracts, study, age limits, benefits and a team's combined years (docs/annotation-guide.md#years).
"""

import re
from dataclasses import dataclass
from typing import Literal

from skillscan.nlp.context_rule import context_rules, contexts, first_match
from skillscan.nlp.experience.quantity import MAX_YEARS, YearsQuantity, find_years_quantities

Scope = Literal["total", "field"]
_FILE = "experience.yaml"
_SUBJECT = re.compile(
    r"['’]?\s?(?:of\s|in\s|with\s|as\s|using\s)?(?P<kind>(?:[\w/&,+#.’'-]+\s){0,7}?)"
    r"(?:experiences?|exp|expertise|background)\b[.:]?(?:\s(?:in|with|of|on|as|using|"
    r"at|for|across|within)?\s?(?P<object>(?:an?\s|the\s)?[\w/&+#’'-][^.;:!?()•\n]{0,70}))?",
    re.IGNORECASE,
)
_WORDS_OF_NO_FIELD = frozenset(
    [
        "of",
        "total",
        "overall",
        "professional",
        "relevant",
        "related",
        "work",
        "working",
        "industry",
        "industrial",
        "hands-on",
        "on",
        "hands",
        "practical",
        "prior",
        "previous",
        "proven",
        "full-time",
        "time",
        "full",
        "progressive",
        "solid",
        "strong",
        "equivalent",
        "minimum",
        "similar",
        "direct",
        "recent",
        "real-world",
        "world",
        "real",
        "commercial",
        "and",
        "or",
        "non-internship",
        "corporate",
    ]
)
"""Words that say what kind of years are meant, not of which field."""


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


def find_experience_requirements(text: str) -> list[ExperienceRequirement]:
    """All requirements of experience in one block of text, in order."""
    found = (_requirement(text, quantity) for quantity in find_years_quantities(text))
    return [requirement for requirement in found if requirement is not None]


def _requirement(text: str, quantity: YearsQuantity) -> ExperienceRequirement | None:
    if max(quantity.low, 0) > MAX_YEARS:
        return None
    before, after = contexts(text, quantity.start, quantity.end)
    if first_match(context_rules(_FILE, "refuse"), before, after):
        return None
    accepted = first_match(context_rules(_FILE, "accept"), before, after)
    if accepted is None:
        return None
    if accepted == "bound_alone" and quantity.is_months:
        return None
    softened = first_match(context_rules(_FILE, "soften"), before, after)
    scope, subject = _scope_and_subject(after)
    return ExperienceRequirement(
        quantity, scope, subject, softened is not None, softened or accepted
    )


def _scope_and_subject(after: str) -> tuple[Scope, str]:
    """What the years are of, from the words that follow them."""
    match = _SUBJECT.match(after)
    if match is None:
        rest = re.match(
            r"['’)\s+]*(?:of |in |with |as |on |using )?(?P<rest>\w[^.;:!?()•,\n]{0,60})", after
        )
        return ("field", rest["rest"].strip()) if rest else ("total", "")
    kind = " ".join(match["kind"].split()).strip(" ,")
    if not all(word in _WORDS_OF_NO_FIELD for word in re.split(r"[\s,/]+", kind.lower()) if word):
        return "field", kind
    subject = (match["object"] or "").strip(" ,")
    return ("field", subject) if subject else ("total", "")
