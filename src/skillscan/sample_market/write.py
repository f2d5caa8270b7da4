"""Write the English advertisement of a plan: sections, lines and labels.

``{city}`` and ``{country}`` stay in the lines: they are filled in when the opening is listed in
a place. Boilerplate (about, benefits, legal) and headings are the employer's, the rest is the
opening's own.
"""

from collections.abc import Sequence

from skillscan.sample_market.config import SampleSkill, marker, sentences, setting
from skillscan.sample_market.experience import Asked, ask
from skillscan.sample_market.pay_and_workplace import Terms, agree_terms
from skillscan.sample_market.phrasing import skill_line
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import Dice
from skillscan.sample_market.skillset import SkillSet, choose_skills
from skillscan.sample_market.template import Advert, Line, Section, SectionKind

_CHUNK = 3
_NO_TOOLS = ("field", "technique", "practice", "gpu", "tooling")
"""Groups that nobody lists among the tools of a team."""


def compose(plan: Plan) -> tuple[Advert, Terms]:
    """The advertisement of an English plan, and its terms."""
    dice = Dice(setting("seed"), "text", plan.key)
    terms = agree_terms(dice, plan)
    skills = choose_skills(dice, plan)
    asked = ask(dice, plan)
    tools = [one for one in skills.used if one.group not in _NO_TOOLS and dice.chance(0.5)]
    sections = (
        _about(dice, plan),
        _duties(dice, plan, [one for one in skills.used if one not in tools]),
        *_wanted(dice, plan, skills, asked),
        *_stack(dice, plan, tools),
        *_terms_sections(plan, terms),
        *_closing(dice, plan),
    )
    return Advert(title=plan.title, sections=sections, labels=_labels(plan, asked, terms)), terms


def _labels(plan: Plan, asked: Asked, terms: Terms) -> dict[str, object]:
    return {
        "role": plan.occupation.role,
        "seniority": plan.seniority,
        "years_min": asked.years_min,
        "years_best": asked.years_best,
        "degree": asked.degree,
        "salary": terms.pay.label() if terms.pay else None,
        "work_mode": terms.workplace,
    }


def _heading(plan: Plan, kind: SectionKind) -> str:
    house = Dice(setting("seed"), "heading", plan.employer.token, kind)
    text: str = house.pick(sentences("headings", kind))
    return text.format(employer=plan.employer.name)


def _section(plan: Plan, kind: SectionKind, lines: Sequence[Line], *, is_list: bool) -> Section:
    return Section(kind=kind, heading=_heading(plan, kind), lines=tuple(lines), is_list=is_list)


def _filled(plan: Plan, text: str) -> Line:
    filled = text.replace("{employer}", plan.employer.name).replace("{field}", plan.employer.field)
    return Line(filled)


def _about(dice: Dice, plan: Plan) -> Section:
    house = Dice(setting("seed"), "house", plan.employer.token)
    lines = house.sample(sentences("about"), 2) + house.sample(sentences("about_traps"), 1)
    lines += dice.sample(sentences("role"), 1)
    if plan.team:
        lines.append(dice.pick(sentences("team")).replace("{team}", plan.team))
    return _section(plan, "about", [_filled(plan, text) for text in lines], is_list=False)


def _grouped(dice: Dice, skills: Sequence[SampleSkill]) -> list[tuple[str, list[SampleSkill]]]:
    """Skills in chunks of one to three of a kind, in random order."""
    chunks: list[tuple[str, list[SampleSkill]]] = []
    for group in dict.fromkeys(skill.group for skill in skills):
        rest = dice.shuffled([skill for skill in skills if skill.group == group])
        while rest:
            size = dice.number(1, _CHUNK) if len(rest) > 1 else 1
            chunks.append((group, rest[:size]))
            rest = rest[size:]
    return dice.shuffled(chunks)


def _duties(dice: Dice, plan: Plan, used: Sequence[SampleSkill]) -> Section:
    pool: list[str] = sentences("duties", plan.occupation.duties)
    lines = [_filled(plan, text) for text in dice.sample(pool, dice.number(3, 6))]
    for group, chunk in _grouped(dice, used):
        text = skill_line(dice, sentences("duty_skills", group), chunk)
        lines.append(_filled(plan, text))
    return _section(plan, "duties", dice.shuffled(lines), is_list=True)


def _fixed(dice: Dice, skills: Sequence[SampleSkill]) -> tuple[list[str], list[SampleSkill]]:
    """Lines whose wording needs certain skills together, and the skills left over."""
    pairs = {"sagemaker": "aws", "c++": "c", "ci-cd": "git"}
    by_id = {skill.skill_id: skill for skill in skills}
    lines: list[str] = []
    for first, second in pairs.items():
        if first in by_id and second in by_id and dice.chance(0.7):
            lines.append(dice.pick(sentences("fixed_required", first)))
            del by_id[first], by_id[second]
    return lines, list(by_id.values())


def _required_lines(dice: Dice, plan: Plan, skills: SkillSet, asked: Asked) -> list[Line]:
    fixed, rest = _fixed(dice, skills.required)
    texts = list(asked.required) + fixed
    texts += [
        skill_line(dice, sentences("required", group), chunk)
        for group, chunk in _grouped(dice, rest)
    ]
    pool = sentences("required_plain", plan.occupation.duties)
    texts += dice.sample(pool, dice.number(1, 3))
    lines = [Line(text, "required") for text in texts]
    return lines if dice.chance(0.4) else dice.shuffled(lines)


def _negated_line(dice: Dice, skill: SampleSkill) -> Line:
    text: str = dice.pick(sentences("negated"))
    return Line(text.replace("{form}", skill.forms[0]).replace("{skill}", skill.skill_id))


def _wanted(dice: Dice, plan: Plan, skills: SkillSet, asked: Asked) -> list[Section]:
    """The required section, and the preferred one or softened lines in its stead."""
    required = _required_lines(dice, plan, skills, asked)
    has_section = bool(asked.preferred) or dice.chance(0.7)
    pool = sentences("preferred", "any") if has_section else sentences("soft", "any")
    soft = [
        Line(skill_line(dice, pool, chunk), "preferred")
        for _, chunk in _grouped(dice, skills.preferred)
    ]
    soft += [Line(text, "preferred") for text in asked.preferred]
    if not has_section:
        required += soft
    if skills.negated:
        required.append(_negated_line(dice, skills.negated))
    sections = [_section(plan, "required", required, is_list=True)]
    if soft and has_section:
        sections.append(_section(plan, "preferred", soft, is_list=True))
    return sections


def _stack(dice: Dice, plan: Plan, tools: Sequence[SampleSkill]) -> list[Section]:
    rest = dice.shuffled(tools)
    if not rest:
        return []
    lines = []
    while rest:
        lines.append(Line(skill_line(dice, sentences("stack_skills"), rest[:_CHUNK])))
        rest = rest[_CHUNK:]
    return [_section(plan, "stack", lines, is_list=False)]


def _terms_sections(plan: Plan, terms: Terms) -> list[Section]:
    parts: tuple[tuple[SectionKind, str], ...] = (
        ("place", terms.workplace_text),
        ("pay", terms.pay_text),
    )
    return [_section(plan, kind, [Line(text)], is_list=False) for kind, text in parts if text]


def _closing(dice: Dice, plan: Plan) -> list[Section]:
    house = Dice(setting("seed"), "closing", plan.employer.token)
    benefits = house.sample(sentences("benefits"), 3) + house.sample(sentences("benefits_traps"), 1)
    sections = [_section(plan, "benefits", [Line(text) for text in benefits], is_list=True)]
    if dice.chance(0.3):
        process = [Line(dice.pick(sentences("process")))]
        sections.append(_section(plan, "process", process, is_list=False))
    legal = [Line(text) for text in (*house.sample(sentences("legal"), 2), marker())]
    sections.append(Section(kind="legal", heading="", lines=tuple(legal), is_list=False))
    return sections
