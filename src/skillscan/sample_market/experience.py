"""The lines on years and degree, with what they ask by the rules of the gold guide."""

from dataclasses import dataclass
from typing import Any

from skillscan.sample_market.config import sentences, setting
from skillscan.sample_market.phrasing import WORDS, capitalized
from skillscan.sample_market.plan import Plan
from skillscan.sample_market.random_stream import Dice

YEARS = {"junior": (1, 2), None: (2, 6), "mid": (2, 4), "senior": (4, 8), "staff": (7, 10)}
"""Least years asked, by seniority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Lines of the required and preferred section, and their gold labels."""

    required: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()
    years_min: int | None = None
    years_best: int | None = None
    degree: str | None = None


def numbered(template: str, n: int, k: int = 0, j: int = 0) -> str:
    """A template with its numbers: n years, m the end of a range, k and j alternatives."""
    return template.format(
        n=n, m=n + 2 + n % 2, k=k, j=j, word=WORDS[n], Word=capitalized(WORDS[n])
    )


def _simple(dice: Dice, pool: str, years: int) -> Asked:
    options: list[str] = sentences("experience", pool)
    if years == 1:  # "one years" is no English; "1+ years" is what employers write
        options = [text for text in options if "{n}+" in text or "{m}" in text]
    line = numbered(dice.pick(options), years)
    return Asked(required=(line,), years_min=years, years_best=years)


def _two_lines(dice: Dice, years: int) -> Asked:
    pair: list[str] = dice.pick(sentences("experience", "two_lines"))
    fewer = years - 2
    return Asked(
        required=tuple(numbered(line, years, fewer) for line in pair),
        years_min=years,
        years_best=years,
    )


def _by_degree(dice: Dice, years: int) -> Asked:
    row: dict[str, Any] = dice.pick(sentences("experience", "by_degree"))
    fewer = {"k": years - 2, "j": years - 4}
    if fewer["j"] < 1 and "{j}" in row["text"]:
        return _by_degree(dice, years + 4)
    line = numbered(row["text"], years, fewer["k"], fewer["j"])
    return Asked(
        required=(line,), years_min=years, years_best=fewer[row["best"]], degree=row["degree"]
    )


def _unstated(dice: Dice) -> Asked:
    if dice.chance(0.5):
        return Asked()
    return Asked(required=(dice.pick(sentences("experience", "unstated")),))


def _technical_years(dice: Dice, plan: Plan) -> Asked:
    low, high = YEARS[plan.seniority]
    years = dice.number(low, high)
    roll = dice.number(1, 100)
    if plan.seniority == "junior" and roll <= 60:
        if roll <= 25:
            return Asked(
                required=("0-2 years of professional experience",), years_min=0, years_best=0
            )
        months: str = dice.pick(sentences("experience", "months"))
        return Asked(required=(months,), years_min=1, years_best=1)
    if roll <= 55:
        return _simple(dice, "min", years)
    if roll <= 70:
        return _simple(dice, "range", years)
    return _two_lines(dice, max(4, years)) if roll <= 80 else _by_degree(dice, max(4, years))


def _with_degree(dice: Dice, asked: Asked, levels: tuple[str, ...]) -> Asked:
    level = dice.pick(levels)
    line: str = dice.pick(sentences("degrees", level))
    if level == "preferred":
        return _replaced(asked, preferred=(*asked.preferred, line))
    return _replaced(asked, required=(*asked.required, line), degree=level)


def _replaced(asked: Asked, **changes: Any) -> Asked:
    fields = {name: getattr(asked, name) for name in Asked.__slots__}
    return Asked(**{**fields, **changes})


def ask(dice: Dice, plan: Plan) -> Asked:
    """What this opening asks of years and degree."""
    if plan.seniority == "intern":
        line = "Currently pursuing a Bachelor's or Master's degree in Computer Science"
        return Asked(required=(line,), degree="bachelor")
    is_technical = bool(plan.occupation.profile != "none")
    if not dice.chance(setting("years_stated_share")):
        asked = _unstated(dice)
    elif is_technical and plan.occupation.role == "ml_engineer":
        asked = _technical_years(dice, plan)
    else:
        asked = _simple(dice, "general", dice.number(1, 8))
    if is_technical and asked.degree is None and dice.chance(0.55):
        levels = ("bachelor", "bachelor", "master", "phd", "none", "none", "preferred")
        asked = _with_degree(dice, asked, levels)
    if is_technical and dice.chance(0.12):
        line = numbered(dice.pick(sentences("experience", "preferred")), dice.number(6, 10))
        asked = _replaced(asked, preferred=(*asked.preferred, line))
    return asked
