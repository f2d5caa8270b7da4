"""Write the advertisement of a plan in another language than English."""

from collections.abc import Mapping, Sequence
from typing import Any

from skillscan.sample_market.config import SampleSkill, language, marker, setting
from skillscan.sample_market.pay_and_workplace import PayAndWorkplace
from skillscan.sample_market.phrasing import skill_line
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import SeededRandom
from skillscan.sample_market.skillset import choose_skills
from skillscan.sample_market.template import (
    PostingTemplate,
    SectionKind,
    TemplateLine,
    TemplateSection,
)

NOTHING_STATED = PayAndWorkplace(
    pay=None,
    pay_text="",
    is_pay_structured=False,
    workplace=None,
    workplace_text="",
    is_workplace_structured=False,
)
"""These advertisements say nothing of pay and workplace."""


def write_foreign_posting(plan: Plan) -> tuple[PostingTemplate, PayAndWorkplace]:
    """The advertisement of a plan in its own language; labels by the same guide."""
    rng = SeededRandom(setting("seed"), "text", plan.key)
    row = language(plan.language)
    skills = choose_skills(rng, plan)
    years = rng.number(2, 7) if rng.chance(0.6) else None
    required = _skill_lines(rng, row, "required", skills.required)
    if years is not None:
        required.append(TemplateLine(rng.pick(row["years"]).replace("{n}", str(years)), "required"))
    parts: list[tuple[SectionKind, list[TemplateLine]]] = [
        (
            "about",
            [TemplateLine(text.replace("{employer}", plan.employer.name)) for text in row["about"]],
        ),
        ("duties", [TemplateLine(text) for text in rng.shuffled(row["duties"])]),
        ("required", required),
        ("preferred", _skill_lines(rng, row, "preferred", skills.preferred)),
        ("benefits", [TemplateLine(text) for text in row["benefits"]]),
    ]
    sections = [_section(row, kind, lines) for kind, lines in parts if lines]
    sections.append(
        TemplateSection(kind="legal", heading="", lines=(TemplateLine(marker()),), is_list=False)
    )
    labels = {
        "role": plan.occupation.label,
        "seniority": plan.seniority,
        "years_min": years,
        "years_best": years,
        "degree": None,
        "salary": None,
        "work_mode": None,
    }
    return PostingTemplate(
        title=plan.title, sections=tuple(sections), labels=labels
    ), NOTHING_STATED


def _section(
    row: Mapping[str, Any], kind: SectionKind, lines: Sequence[TemplateLine]
) -> TemplateSection:
    return TemplateSection(
        kind=kind, heading=row["headings"][kind], lines=tuple(lines), is_list=kind != "about"
    )


def _skill_lines(
    rng: SeededRandom, row: Mapping[str, Any], name: str, skills: Sequence[SampleSkill]
) -> list[TemplateLine]:
    lines, rest = [], rng.shuffled(skills)
    while rest:
        chunk, rest = rest[:3], rest[3:]
        text = skill_line(rng, row[name], chunk, conjunction=row["conjunction"])
        lines.append(TemplateLine(text, name))
    return lines
