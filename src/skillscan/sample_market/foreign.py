"""Write the advertisement of a plan in another language than English."""

from collections.abc import Mapping, Sequence
from typing import Any

from skillscan.sample_market.config import SampleSkill, language, marker, setting
from skillscan.sample_market.pay_and_workplace import Terms
from skillscan.sample_market.phrasing import skill_line
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import Dice
from skillscan.sample_market.skillset import choose_skills
from skillscan.sample_market.template import Advert, Line, Section, SectionKind

SILENT = Terms(
    pay=None,
    pay_text="",
    is_pay_structured=False,
    workplace=None,
    workplace_text="",
    is_workplace_structured=False,
)
"""These advertisements say nothing of pay and workplace."""


def compose_foreign(plan: Plan) -> tuple[Advert, Terms]:
    """The advertisement of a plan in its own language; labels by the same guide."""
    dice = Dice(setting("seed"), "text", plan.key)
    row = language(plan.language)
    skills = choose_skills(dice, plan)
    years = dice.number(2, 7) if dice.chance(0.6) else None
    required = _skill_lines(dice, row, "required", skills.required)
    if years is not None:
        required.append(Line(dice.pick(row["years"]).replace("{n}", str(years)), "required"))
    parts: list[tuple[SectionKind, list[Line]]] = [
        ("about", [Line(text.replace("{employer}", plan.employer.name)) for text in row["about"]]),
        ("duties", [Line(text) for text in dice.shuffled(row["duties"])]),
        ("required", required),
        ("preferred", _skill_lines(dice, row, "preferred", skills.preferred)),
        ("benefits", [Line(text) for text in row["benefits"]]),
    ]
    sections = [_section(row, kind, lines) for kind, lines in parts if lines]
    sections.append(Section(kind="legal", heading="", lines=(Line(marker()),), is_list=False))
    labels = {
        "role": plan.occupation.role,
        "seniority": plan.seniority,
        "years_min": years,
        "years_best": years,
        "degree": None,
        "salary": None,
        "work_mode": None,
    }
    return Advert(title=plan.title, sections=tuple(sections), labels=labels), SILENT


def _section(row: Mapping[str, Any], kind: SectionKind, lines: Sequence[Line]) -> Section:
    return Section(
        kind=kind, heading=row["headings"][kind], lines=tuple(lines), is_list=kind != "about"
    )


def _skill_lines(
    dice: Dice, row: Mapping[str, Any], name: str, skills: Sequence[SampleSkill]
) -> list[Line]:
    lines, rest = [], dice.shuffled(skills)
    while rest:
        chunk, rest = rest[:3], rest[3:]
        text = skill_line(dice, row[name], chunk, conjunction=row["conjunction"])
        lines.append(Line(text, name))
    return lines
