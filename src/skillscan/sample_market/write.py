"""Write the English advertisement of a plan as a template: sections, lines and labels.

``{city}`` and ``{country}`` stay in the lines: they are filled in when the opening is listed in
a place. Boilerplate (about, benefits, legal) and headings are the employer's, the rest is the
opening's own.
"""

from collections.abc import Sequence

from skillscan.sample_market.config import SampleSkill, marker, sentences, setting
from skillscan.sample_market.experience import ExperienceLines, write_experience
from skillscan.sample_market.pay_and_workplace import PayAndWorkplace, draw_pay_and_workplace
from skillscan.sample_market.phrasing import skill_line
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import SeededRandom
from skillscan.sample_market.skillset import SkillSet, choose_skills
from skillscan.sample_market.template import (
    PostingTemplate,
    SectionKind,
    TemplateLine,
    TemplateSection,
)

_CHUNK = 3
_NO_TOOLS = ("field", "technique", "practice", "gpu", "tooling")
"""Groups that nobody lists among the tools of a team."""


def write_posting(plan: Plan) -> tuple[PostingTemplate, PayAndWorkplace]:
    """The advertisement of an English plan, with its pay and workplace."""
    rng = SeededRandom(setting("seed"), "text", plan.key)
    pay_and_workplace = draw_pay_and_workplace(rng, plan)
    skills = choose_skills(rng, plan)
    experience = write_experience(rng, plan)
    tools = [one for one in skills.used if one.group not in _NO_TOOLS and rng.chance(0.5)]
    sections = (
        _about(rng, plan),
        _duties(rng, plan, [one for one in skills.used if one not in tools]),
        *_wanted(rng, plan, skills, experience),
        *_stack(rng, plan, tools),
        *_pay_and_workplace_sections(plan, pay_and_workplace),
        *_closing(rng, plan),
    )
    return PostingTemplate(
        title=plan.title, sections=sections, labels=_labels(plan, experience, pay_and_workplace)
    ), pay_and_workplace


def _labels(
    plan: Plan, experience: ExperienceLines, pay_and_workplace: PayAndWorkplace
) -> dict[str, object]:
    return {
        "role": plan.occupation.label,
        "seniority": plan.seniority,
        "years_min": experience.years_min,
        "years_best": experience.years_best,
        "degree": experience.degree,
        "salary": pay_and_workplace.pay.label() if pay_and_workplace.pay else None,
        "work_mode": pay_and_workplace.workplace,
    }


def _heading(plan: Plan, kind: SectionKind) -> str:
    employer_rng = SeededRandom(setting("seed"), "heading", plan.employer.token, kind)
    text: str = employer_rng.pick(sentences("headings", kind))
    return text.format(employer=plan.employer.name)


def _section(
    plan: Plan, kind: SectionKind, lines: Sequence[TemplateLine], *, is_list: bool
) -> TemplateSection:
    return TemplateSection(
        kind=kind, heading=_heading(plan, kind), lines=tuple(lines), is_list=is_list
    )


def _filled(plan: Plan, text: str) -> TemplateLine:
    filled = text.replace("{employer}", plan.employer.name).replace("{field}", plan.employer.field)
    return TemplateLine(filled)


def _about(rng: SeededRandom, plan: Plan) -> TemplateSection:
    employer_rng = SeededRandom(setting("seed"), "house", plan.employer.token)
    lines = employer_rng.sample(sentences("about"), 2) + employer_rng.sample(
        sentences("about_traps"), 1
    )
    lines += rng.sample(sentences("position"), 1)
    if plan.team:
        lines.append(rng.pick(sentences("team")).replace("{team}", plan.team))
    return _section(plan, "about", [_filled(plan, text) for text in lines], is_list=False)


def _grouped(
    rng: SeededRandom, skills: Sequence[SampleSkill]
) -> list[tuple[str, list[SampleSkill]]]:
    """Skills in chunks of one to three of a kind, in random order."""
    chunks: list[tuple[str, list[SampleSkill]]] = []
    for group in dict.fromkeys(skill.group for skill in skills):
        rest = rng.shuffled([skill for skill in skills if skill.group == group])
        while rest:
            size = rng.number(1, _CHUNK) if len(rest) > 1 else 1
            chunks.append((group, rest[:size]))
            rest = rest[size:]
    return rng.shuffled(chunks)


def _duties(rng: SeededRandom, plan: Plan, used: Sequence[SampleSkill]) -> TemplateSection:
    pool: list[str] = sentences("duties", plan.occupation.duties)
    lines = [_filled(plan, text) for text in rng.sample(pool, rng.number(3, 6))]
    for group, chunk in _grouped(rng, used):
        text = skill_line(rng, sentences("duty_skills", group), chunk)
        lines.append(_filled(plan, text))
    return _section(plan, "duties", rng.shuffled(lines), is_list=True)


def _fixed(rng: SeededRandom, skills: Sequence[SampleSkill]) -> tuple[list[str], list[SampleSkill]]:
    """Lines whose wording needs certain skills together, and the skills left over."""
    pairs = {"sagemaker": "aws", "c++": "c", "ci-cd": "git"}
    by_id = {skill.skill_id: skill for skill in skills}
    lines: list[str] = []
    for first, second in pairs.items():
        if first in by_id and second in by_id and rng.chance(0.7):
            lines.append(rng.pick(sentences("fixed_required", first)))
            del by_id[first], by_id[second]
    return lines, list(by_id.values())


def _required_lines(
    rng: SeededRandom, plan: Plan, skills: SkillSet, experience: ExperienceLines
) -> list[TemplateLine]:
    fixed, rest = _fixed(rng, skills.required)
    texts = list(experience.required) + fixed
    texts += [
        skill_line(rng, sentences("required", group), chunk) for group, chunk in _grouped(rng, rest)
    ]
    pool = sentences("required_plain", plan.occupation.duties)
    texts += rng.sample(pool, rng.number(1, 3))
    lines = [TemplateLine(text, "required") for text in texts]
    return lines if rng.chance(0.4) else rng.shuffled(lines)


def _negated_line(rng: SeededRandom, skill: SampleSkill) -> TemplateLine:
    text: str = rng.pick(sentences("negated"))
    return TemplateLine(text.replace("{form}", skill.forms[0]).replace("{skill}", skill.skill_id))


def _wanted(
    rng: SeededRandom, plan: Plan, skills: SkillSet, experience: ExperienceLines
) -> list[TemplateSection]:
    """The required section, and the preferred one or softened lines in its stead."""
    required = _required_lines(rng, plan, skills, experience)
    has_section = bool(experience.preferred) or rng.chance(0.7)
    pool = sentences("preferred", "any") if has_section else sentences("soft", "any")
    soft = [
        TemplateLine(skill_line(rng, pool, chunk), "preferred")
        for _, chunk in _grouped(rng, skills.preferred)
    ]
    soft += [TemplateLine(text, "preferred") for text in experience.preferred]
    if not has_section:
        required += soft
    if skills.negated:
        required.append(_negated_line(rng, skills.negated))
    sections = [_section(plan, "required", required, is_list=True)]
    if soft and has_section:
        sections.append(_section(plan, "preferred", soft, is_list=True))
    return sections


def _stack(rng: SeededRandom, plan: Plan, tools: Sequence[SampleSkill]) -> list[TemplateSection]:
    rest = rng.shuffled(tools)
    if not rest:
        return []
    lines = []
    while rest:
        lines.append(TemplateLine(skill_line(rng, sentences("stack_skills"), rest[:_CHUNK])))
        rest = rest[_CHUNK:]
    return [_section(plan, "stack", lines, is_list=False)]


def _pay_and_workplace_sections(
    plan: Plan, pay_and_workplace: PayAndWorkplace
) -> list[TemplateSection]:
    parts: tuple[tuple[SectionKind, str], ...] = (
        ("place", pay_and_workplace.workplace_text),
        ("pay", pay_and_workplace.pay_text),
    )
    return [
        _section(plan, kind, [TemplateLine(text)], is_list=False) for kind, text in parts if text
    ]


def _closing(rng: SeededRandom, plan: Plan) -> list[TemplateSection]:
    employer_rng = SeededRandom(setting("seed"), "closing", plan.employer.token)
    benefits = employer_rng.sample(sentences("benefits"), 3) + employer_rng.sample(
        sentences("benefits_traps"), 1
    )
    sections = [_section(plan, "benefits", [TemplateLine(text) for text in benefits], is_list=True)]
    if rng.chance(0.3):
        process = [TemplateLine(rng.pick(sentences("process")))]
        sections.append(_section(plan, "process", process, is_list=False))
    legal = [TemplateLine(text) for text in (*employer_rng.sample(sentences("legal"), 2), marker())]
    sections.append(TemplateSection(kind="legal", heading="", lines=tuple(legal), is_list=False))
    return sections
