"""The lines on years and degree, with what they ask by the rules of docs/annotation-guide.md."""

from dataclasses import dataclass
from typing import Any

from skillscan.sample_market.config import sentences, setting
from skillscan.sample_market.phrasing import WORDS, capitalized
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import SeededRandom

YEARS = {"junior": (1, 2), None: (2, 6), "mid": (2, 4), "senior": (4, 8), "staff": (7, 10)}
"""Least years asked, by seniority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceLines:
    """Lines of the required and preferred section, and their gold labels."""

    required: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    years_min: int | None = None
    years_best: int | None = None
    degree: str | None = None


def with_numbers(pattern: str, n: int, k: int = 0, j: int = 0) -> str:
    """A sentence with its numbers: n years, m the end of a range, k and j alternatives."""
    return pattern.format(n=n, m=n + 2 + n % 2, k=k, j=j, word=WORDS[n], Word=capitalized(WORDS[n]))


def _simple(rng: SeededRandom, pool: str, years: int) -> ExperienceLines:
    options: list[str] = sentences("experience", pool)
    if years == 1:  # "one years" is no English; "1+ years" is what employers write
        options = [text for text in options if "{n}+" in text or "{m}" in text]
    line = with_numbers(rng.pick(options), years)
    return ExperienceLines(required=(line,), years_min=years, years_best=years)


def _two_lines(rng: SeededRandom, years: int) -> ExperienceLines:
    pair: list[str] = rng.pick(sentences("experience", "two_lines"))
    fewer = years - 2
    return ExperienceLines(
        required=tuple(with_numbers(line, years, fewer) for line in pair),
        years_min=years,
        years_best=years,
    )


def _by_degree(rng: SeededRandom, years: int) -> ExperienceLines:
    row: dict[str, Any] = rng.pick(sentences("experience", "by_degree"))
    fewer = {"k": years - 2, "j": years - 4}
    if fewer["j"] < 1 and "{j}" in row["text"]:
        return _by_degree(rng, years + 4)
    line = with_numbers(row["text"], years, fewer["k"], fewer["j"])
    return ExperienceLines(
        required=(line,), years_min=years, years_best=fewer[row["best"]], degree=row["degree"]
    )


def _unstated(rng: SeededRandom) -> ExperienceLines:
    if rng.chance(0.5):
        return ExperienceLines()
    return ExperienceLines(required=(rng.pick(sentences("experience", "unstated")),))


def _technical_years(rng: SeededRandom, plan: Plan) -> ExperienceLines:
    low, high = YEARS[plan.seniority]
    years = rng.number(low, high)
    roll = rng.number(1, 100)
    if plan.seniority == "junior" and roll <= 60:
        if roll <= 25:
            return ExperienceLines(
                required=("0-2 years of professional experience",), years_min=0, years_best=0
            )
        months: str = rng.pick(sentences("experience", "months"))
        return ExperienceLines(required=(months,), years_min=1, years_best=1)
    if roll <= 55:
        return _simple(rng, "min", years)
    if roll <= 70:
        return _simple(rng, "range", years)
    return _two_lines(rng, max(4, years)) if roll <= 80 else _by_degree(rng, max(4, years))


def _with_degree(
    rng: SeededRandom, experience: ExperienceLines, levels: tuple[str, ...]
) -> ExperienceLines:
    level = rng.pick(levels)
    line: str = rng.pick(sentences("degrees", level))
    if level == "preferred":
        return _with(experience, preferred=(*experience.preferred, line))
    return _with(experience, required=(*experience.required, line), degree=level)


def _with(experience: ExperienceLines, **changes: Any) -> ExperienceLines:
    fields = {name: getattr(experience, name) for name in ExperienceLines.__slots__}
    return ExperienceLines(**{**fields, **changes})


def write_experience(rng: SeededRandom, plan: Plan) -> ExperienceLines:
    """What this opening asks of years and degree, as lines."""
    if plan.seniority == "intern":
        line = "Currently pursuing a Bachelor's or Master's degree in Computer Science"
        return ExperienceLines(required=(line,), degree="bachelor")
    is_technical = bool(plan.occupation.profile != "none")
    if not rng.chance(setting("years_stated_share")):
        experience = _unstated(rng)
    elif is_technical and plan.occupation.label == "ml_engineer":
        experience = _technical_years(rng, plan)
    else:
        experience = _simple(rng, "general", rng.number(1, 8))
    if is_technical and experience.degree is None and rng.chance(0.55):
        levels = ("bachelor", "bachelor", "master", "phd", "none", "none", "preferred")
        experience = _with_degree(rng, experience, levels)
    if is_technical and rng.chance(0.12):
        line = with_numbers(rng.pick(sentences("experience", "preferred")), rng.number(6, 10))
        experience = _with(experience, preferred=(*experience.preferred, line))
    return experience
