"""Why a finding is what it is, in the words that an editor reads.

"required: list under *What you bring*", "preferred: *is a plus*", "mentioned: in *About us*",
"workplace: said of the job". One definition, for ``read``, ``explain``, the page and the release.
A reason is told from the grounds that a finding keeps (``reading.Reason``) and the posting's own
words at those places; it reads no text again and decides nothing. A finding of an older reading,
which kept no grounds, is told by its class alone.

The posting's words are hostile: they come shortened, on one line and printable, and ``str`` gives
them so that Markdown finds no markup in them. Whoever makes HTML escapes the parts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from skillscan.nlp.reading import Finding
from skillscan.text.printable import shortened

MAX_QUOTED_CHARACTERS = 80
"""Of the words that decided; an introduction to a list may be a long sentence."""
_WITH_CLASS = frozenset({"skill", "experience", "degree"})
"""Kinds whose findings are required, preferred, mentioned or negated; others are told by kind."""
_LISTS = frozenset({"required", "preferred"})
_MARKDOWN = re.compile(r"([\\*_`\[\]<>~|])")
_BEFORE_HEADING = " \t\n•·*#_>|-–—"
_AFTER_HEADING = " \t\n*_:|"

_SUBSTITUTED = "experience may stand for it"
_MODIFIERS: dict[str, str] = {
    "addresses_candidate": "asks the candidate ({})",
    "addressing": "asks the candidate ({})",
    "asking": "asks the candidate ({})",
    "describes_employer": "speaks of the employer or the work ({})",
    "ideal_candidate": "of the ideal candidate ({})",
    "not_needed": "no degree is needed ({})",
    "substitute": f"{_SUBSTITUTED} ({{}})",
}
"""What the words of a modifier do, by the group of its rule; others speak for themselves."""
_LISTS_OPENED: dict[str, str] = {
    "list_introductions": "list after {}",
    "paragraphs": "in the paragraph {}",
}
_PLACES_OPENED: dict[str, str] = {
    "list_introductions": "in the list after {}",
    "paragraphs": "in the paragraph {}",
}
"""How a section is named by what opened it, by the group of that rule; others are headings."""
_SECTIONS: dict[str, str] = {
    "title": "in the title",
    "required": "in a list of requirements",
    "preferred": "in a list of wishes",
    "duties": "in the duties",
    "about": "in a part about the employer",
    "benefits": "in the benefits",
    "equal_opportunity": "in a statement of equal opportunity",
    "process": "in a part about applying",
    "other": "nothing there asks for it",
}
_ASKED: dict[str, str] = {
    "skill": "asks the candidate",
    "experience": "years are asked for",
    "degree": "a degree is asked for",
}
_TIERS: dict[str, str] = {
    "days": "days in the office are asked for",
    "job": "said of the job",
    "company": "said of the company",
    "place": "an office is named",
    "hint": "a hint only",
}
_RULES: dict[str, dict[str, str]] = {
    "pay": {
        "range_with_cue": "a range that is called pay",
        "range_with_period": "a range with its period",
        "range_alone": "a range of the size of a year's pay",
        "sum_with_period": "a sum that is called pay, with its period",
        "sum_with_cue": "a sum that is called pay",
        "bound_alone": "a bound of the size of a year's pay",
        "period_by_size": "a year's pay by its size: the period stated is a slip",
        "period_named": "pay for the other period that its sentence names: the first is a slip",
        "implausible": "nobody is paid that for the period",
        "source_field": "stated by the source",
    },
    "occupation": {"duties": "by the words of the text: the title names none"},
    "seniority": {"title_word": "a word of the title", "title_numeral": "a numeral of the title"},
}
"""What single rules say, by kind of finding."""
_ANY_RULE: dict[str, str] = {
    "pay": "stated as pay",
    "workplace": "said in the text",
    "occupation": "by the title",
    "seniority": "said in the text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What is known of why a finding is what it is, with the posting's own words."""

    kind: str
    mention_class: str
    rule: str
    section: str | None = None
    section_rule: str | None = None
    heading: str | None = None
    modifier_rule: str | None = None
    modifier: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """A reason in words: ``label: before*quoted*after``; ``quoted`` is the posting's own."""

    label: str
    before: str = ""
    quoted: str | None = None
    after: str = ""

    def __str__(self) -> str:
        quoted = _MARKDOWN.sub(r"\\\1", self.quoted or "")
        words = f"{self.before}{f'*{quoted}*' if quoted else ''}{self.after}"
        return f"{self.label}: {words}" if words else self.label


def grounds_of(finding: Finding, document: str) -> Grounds:
    """The grounds of a finding in the text it was read from."""
    return Grounds(
        kind=finding.kind,
        mention_class=finding.mention_class,
        rule=finding.rule,
        section=finding.section,
        section_rule=finding.section_rule,
        heading=_words_at(document, finding.heading_start, finding.heading_end),
        modifier_rule=finding.modifier_rule,
        modifier=_words_at(document, finding.modifier_start, finding.modifier_end),
        detail=finding.detail,
    )


def reason_of(finding: Finding, document: str) -> ReasonWords:
    """Why a finding is what it is, in the text it was read from."""
    return reason_in_words(grounds_of(finding, document))


def reason_in_words(grounds: Grounds) -> ReasonWords:
    """The grounds as an editor reads them."""
    has_class = grounds.kind in _WITH_CLASS
    label = grounds.mention_class if has_class else grounds.kind
    if grounds.modifier_rule or grounds.modifier:
        return _told(label, *_by_modifier(grounds))
    if not has_class:
        return _told(label, _by_rule(grounds), None)
    if grounds.section is None:
        return ReasonWords(label)
    told = _told(label, *_by_section(grounds, grounds.section))
    if grounds.mention_class == "required" and grounds.detail.get("is_substituted"):
        return replace(told, after=f"{told.after}; {_SUBSTITUTED}")
    return told


def _words_at(document: str, start: int | None, end: int | None) -> str | None:
    if start is None or end is None:
        return None
    return document[start : min(end, start + 4 * MAX_QUOTED_CHARACTERS)]


def _told(label: str, template: str, quoted: str | None) -> ReasonWords:
    before, _, after = template.partition("{}")
    return ReasonWords(label, before, quoted, after)


def _by_modifier(grounds: Grounds) -> tuple[str, str | None]:
    template = _MODIFIERS.get(_group(grounds.modifier_rule), "{}")
    if quoted := _quoted(grounds.modifier):
        return template, quoted
    return template.replace("{}", f"rule {grounds.modifier_rule}"), None


def _by_rule(grounds: Grounds) -> str:
    if grounds.kind == "workplace" and (told := _TIERS.get(str(grounds.detail.get("tier")))):
        return f"{told}, in the title" if grounds.section == "title" else told
    if refused := grounds.detail.get("refused"):
        return f"refused: {refused}"
    told = _RULES.get(grounds.kind, {}).get(grounds.rule, _ANY_RULE.get(grounds.kind, grounds.rule))
    repaired = grounds.detail.get("repaired")
    return f"{told}; {repaired}" if repaired else told


def _by_section(grounds: Grounds, section: str) -> tuple[str, str | None]:
    mention_class, heading = grounds.mention_class, _quoted(grounds.heading)
    if grounds.rule == "no_degree_needed":
        return "no degree is needed", None
    if mention_class == "negated":
        return "said not to be needed", None
    if mention_class in _LISTS:
        if section == mention_class:
            return _opened(grounds, heading, section, _LISTS_OPENED, "list under {}")
        if mention_class == "preferred":
            return "softened by its words", None
        return _ASKED[grounds.kind], None
    return _opened(grounds, heading, section, _PLACES_OPENED, "in {}")


def _opened(
    grounds: Grounds, heading: str | None, section: str, known: dict[str, str], usual: str
) -> tuple[str, str | None]:
    """A section by the words that opened it, else by its kind."""
    if heading is None or section == "title":
        return _SECTIONS.get(section, section), None
    return known.get(_group(grounds.section_rule), usual), heading


def _group(rule: str | None) -> str:
    """The group of a rule that is named by group and id."""
    return (rule or "").partition(".")[0]


def _quoted(words: str | None) -> str | None:
    """The posting's words fit to be quoted; ``None`` where nothing is left of them."""
    bare = (words or "").lstrip(_BEFORE_HEADING).rstrip(_AFTER_HEADING)
    return shortened(bare, MAX_QUOTED_CHARACTERS) or None
