"""How lists, numbers and amounts are written in running text."""

from collections.abc import Sequence

from skillscan.sample_market.config import SampleSkill
from skillscan.sample_market.random_stream import SeededRandom
from skillscan.sample_market.template import skill_markup

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SYMBOLS = {"USD": "$", "GBP": "£", "EUR": "€", "CAD": "CA$", "INR": "₹"}


def joined(parts: Sequence[str], conjunction: str) -> str:
    """``A``, ``A and B`` or ``A, B and C``."""
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def fits(pattern: str, count: int) -> bool:
    """Whether a sentence reads naturally with this many skills."""
    if "{one}" in pattern:
        return count == 1
    if "{slash}" in pattern:
        return count == 2
    return "{or}" not in pattern or count >= 2


def skill_line(
    rng: SeededRandom,
    patterns: Sequence[str],
    skills: Sequence[SampleSkill],
    *,
    conjunction: str = "and",
) -> str:
    """One of the sentences with these one to three skills in it, in markup."""
    pattern = rng.pick([text for text in patterns if fits(text, len(skills))])
    forms = [skill_markup(rng.pick(skill.forms), skill.skill_id) for skill in skills]
    comma = "," if len(forms) > 2 and rng.chance(0.4) else ""
    return (
        pattern.replace("{and}", joined(forms, f"{comma} {conjunction}".strip()))
        .replace("{or}", joined(forms, "or"))
        .replace("{one}", forms[0])
        .replace("{slash}", "/".join(forms))
        .replace(" , ", ", ")
    )


def amount(value: int, currency: str) -> str:
    """``$150,000``."""
    return f"{SYMBOLS[currency]}{value:,}"


def amount_in_thousands(value: int, currency: str) -> str:
    """``$150K``; the value must be whole thousands."""
    return f"{SYMBOLS[currency]}{value // 1000}K"


def capitalized(text: str) -> str:
    """The text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]
