"""Amounts of years, however they are written."""

import pytest

from skillscan.nlp.experience.quantity import YearsQuantity
from tests.nlp.requirement_lines import READER, WORDS


def quantities_of(text: str) -> list[YearsQuantity]:
    return READER.quantities(WORDS.make_doc(text))


QUANTITIES = [
    ("3 à 5 ans d'expérience", 3, 5, "range"),
    ("3 bis 5 Jahre Berufserfahrung", 3, 5, "range"),
    ("de 3 a 5 años de experiencia", 3, 5, "range"),
    ("3 até 5 anos de experiência", 3, 5, "range"),
    ("3 tot 5 jaar ervaring", 3, 5, "range"),
    ("at least four (4-6) years", 4, None, "at_least"),
    ("two (2 to 3) years", 2, None, "exact"),
    ("six [6] years", 6, None, "exact"),
    ("(3-5) years", 3, 5, "range"),
    ("five (5) to seven (7)+ years", 5, 7, "range"),
    ("5 (five or more) years", 5, None, "exact"),
    ("4 (or 5) years", 4, None, "exact"),
    ("5 (minimum) years", 5, None, "exact"),
    ("6 (full-time) years", 6, None, "exact"),
    ("3 y. of work", 3, None, "exact"),
    ("5+ y.o.e.", 5, None, "at_least"),
    ("18 mths", 1, None, "exact"),
    ("Experience (in years): 3-5", 3, 5, "range"),
    ("Yrs of exp.: 5", 5, None, "exact"),
    ("Years of experience: min. 5, ideally 8", 5, None, "exact"),
    ("2½ years", 2, None, "exact"),
    ("a year and a half", 1, None, "at_least"),
    ("two and a half years", 2, None, "exact"),
    ("3,5 years", 3, None, "exact"),
    ("4 (or more) years", 4, None, "at_least"),
    ("4 (+) years", 4, None, "at_least"),
    ("4-6 (four to six) years", 4, 6, "range"),
    ("4, ideally 7+ years", 4, 7, "range"),
    ("at least 4 and preferably 6 years", 4, 6, "range"),
    ("4 (ideally 6) years", 4, None, "exact"),
    ("at least 4 but ideally 6 or more years", 4, 6, "range"),
    ("4 (preferably 6) or more years", 4, None, "at_least"),
    ("at least 4 (6 preferred) years", 4, None, "at_least"),
    ("4 or more (preferably 6) years", 4, None, "at_least"),
    ("Experience in years: [4]", 4, None, "exact"),
    ("Experience in years: 4 to 6", 4, 6, "range"),
    ("Years of experience: [4-6]", 4, 6, "range"),
    ("4y", 4, None, "exact"),
    ("2-4y", 2, 4, "range"),
    ("5+ years", 5, None, "at_least"),
    ("7+yrs", 7, None, "at_least"),
    ("3 - 5 years", 3, 5, "range"),
    ("3 5 years", 3, 5, "range"),
    ("2 continuous years", 2, None, "exact"),
    ("1-3 years? experience", 1, 3, "range"),
    ("at least 4 (but ideally more) years", 4, None, "at_least"),
    ("three to five years", 3, 5, "range"),
    ("five (5) years", 5, None, "exact"),
    ("a minimum of two years", 2, None, "at_least"),
    ("at least 5 or more years", 5, None, "at_least"),
    ("over 5 years", 5, None, "at_least"),
    ("18 months", 1, None, "exact"),
    ("6 months to 2 years", 0, 2, "range"),
    ("4to6yrs", 4, 6, "range"),
    ("3 + years", 3, None, "at_least"),
    ("2-3+ years", 2, 3, "range"),
    ("0-2 years", 0, 2, "range"),
    ("2.5 years", 2, None, "exact"),
    ("less than 2 years", 0, 2, "at_most"),
    ("up to 3 years", 0, 3, "at_most"),
    ("5 years or more", 5, None, "at_least"),
    ("Years of experience: 5-7", 5, 7, "range"),
    ("4 - 8+ YOE", 4, 8, "range"),
    ("10+ overall years", 10, None, "at_least"),
    ("no less than 3 years", 3, None, "at_least"),
    (">1 years", 1, None, "at_least"),
    ("A minimum of 2 (two) years", 2, None, "at_least"),
    ("Year of experience – 3 -5 Years", 3, 5, "range"),
    ("For4+years", 4, None, "at_least"),
    ("experience:2-3years", 2, 3, "range"),
    ("6 months to 2 years", 0, 2, "range"),
]


@pytest.mark.parametrize(("text", "low", "high", "bound"), QUANTITIES)
def test_quantity(text: str, low: int, high: int | None, bound: str) -> None:
    """An amount written in an unusual way would be lost, or read as another number."""
    (quantity,) = quantities_of(text)
    assert (quantity.low, quantity.high, quantity.bound) == (low, high, bound)


@pytest.mark.parametrize(
    "text",
    ["401(k) for years", "1,500 years", "$5 years", "2020-23 years", "several years", "250 years"],
)
def test_no_quantity(text: str) -> None:
    """A pension plan or a year of the calendar must not become experience."""
    assert quantities_of(text) == []


def test_leading_words_belong_to_the_quote() -> None:
    """The quoted evidence would lose the words that set the bound."""
    text = "You bring at least five (5) years of it."
    (quantity,) = quantities_of(text)
    assert text[quantity.start : quantity.end] == "at least five (5) years"
