"""Posting templates: an advertisement before it has a shape, as sections of lines with labels.

Skills stand in the lines as ``[form|skill]``, or ``[form|!skill]`` where the text says that the
skill is not needed. The truth is read off this markup, so it cannot differ from the text; the
class of a skill is the strongest of the lines that name it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

MARKUP = re.compile(r"\[([^\[\]|]{1,60})\|(!?)([a-z0-9+.-]{1,40})\]")
RANK = {"mentioned": 1, "preferred": 2, "required": 3}
SectionKind = Literal[
    "about",
    "duties",
    "required",
    "preferred",
    "stack",
    "place",
    "pay",
    "benefits",
    "process",
    "legal",
]


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One sentence or list item, and the class of the skills in it."""

    text: str
    mention_class: str = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSection:
    """A heading (may be empty) with its lines, written as a list or as paragraphs."""

    kind: SectionKind
    heading: str
    lines: tuple[TemplateLine, ...]
    is_list: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingTemplate:
    """One advertisement, for any number of places and sources.

    ``labels`` holds the gold fields that the lines do not carry.
    """

    title: str
    sections: tuple[TemplateSection, ...]
    labels: dict[str, Any] = field(default_factory=dict)


def plain_text(text: str) -> str:
    """The text as a reader sees it: markup replaced by its form."""
    return MARKUP.sub(r"\1", text)


def skill_markup(form: str, skill_id: str) -> str:
    """A skill in markup."""
    return f"[{form}|{skill_id}]"


def named_skills(text: str) -> Iterator[tuple[str, bool]]:
    """(skill id, is negated) for each skill in a marked line."""
    for match in MARKUP.finditer(text):
        yield match[3], bool(match[2])


def skill_labels(template: PostingTemplate) -> dict[str, str]:
    """Skill id → class over the whole advertisement; negated skills are left out."""
    found: dict[str, str] = {}
    lines = [
        TemplateLine(template.title),
        *(line for part in template.sections for line in part.lines),
    ]
    for line in lines:
        for skill_id, is_negated in named_skills(line.text):
            if not is_negated and RANK[line.mention_class] > RANK.get(found.get(skill_id, ""), 0):
                found[skill_id] = line.mention_class
    return dict(sorted(found.items()))
