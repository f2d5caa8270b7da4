"""Which skills an opening asks for, prefers, uses, or says are not needed."""

from dataclasses import dataclass

from skillscan.sample_market.config import SampleSkill, profile, skills
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import SeededRandom
from skillscan.sample_market.template import named_skills

NEGATABLE = ("kubernetes", "rust", "java", "terraform", "spark", "c++", "scala", "docker")
"""Skills that an opening may rule out (one that it does not name otherwise)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillSet:
    """The skills of one opening by class; ``used`` may repeat required and preferred ones."""

    required: tuple[SampleSkill, ...]
    preferred: tuple[SampleSkill, ...]
    used: tuple[SampleSkill, ...]
    negated: SampleSkill | None


def choose_skills(rng: SeededRandom, plan: Plan) -> SkillSet:
    """Draw every skill of the profile by its weight; skills of the title are required."""
    in_title = [skill_id for skill_id, _ in named_skills(plan.title)]
    weights = profile(plan.occupation.profile)
    classes: dict[str, str] = dict.fromkeys(in_title, "required")
    for skill_id, weight in weights.items():
        if rng.chance(weight) and skill_id not in classes:
            classes[skill_id] = _draw_class(rng)
    used = [
        skill_id
        for skill_id, name in classes.items()
        if name == "used" or (name in ("required", "preferred") and rng.chance(0.22))
    ]
    return SkillSet(
        required=_of_class(classes, "required"),
        preferred=_of_class(classes, "preferred"),
        used=tuple(skills()[skill_id] for skill_id in used),
        negated=_negated(rng, weights, classes),
    )


def _draw_class(rng: SeededRandom) -> str:
    roll = rng.number(1, 100)
    if roll <= 62:
        return "required"
    return "preferred" if roll <= 77 else "used"


def _of_class(classes: dict[str, str], name: str) -> tuple[SampleSkill, ...]:
    return tuple(skills()[skill_id] for skill_id, given in classes.items() if given == name)


def _negated(
    rng: SeededRandom, weights: dict[str, float], classes: dict[str, str]
) -> SampleSkill | None:
    if not weights or not rng.chance(0.13):
        return None
    free = [skill_id for skill_id in NEGATABLE if skill_id not in classes]
    return skills()[rng.pick(free)] if free else None
