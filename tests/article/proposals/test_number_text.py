"""Numbers in the article's own form."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillscan.article.model import Bound, Quantity
from skillscan.article.proposals.number_text import reprinted
from skillscan.article.proposals.number_words import verb_for


def quantity(text: str, low: float, **fields: Any) -> Quantity:
    made: dict[str, Any] = {"high": low, "unit": "percent", "step": 1.0}
    place = {"start": 0, "number_start": 0, "end": len(text), "number_end": len(text)}
    return Quantity(low=low, **place, **{**made, **fields})


@pytest.mark.parametrize(
    ("text", "low", "fields", "number", "new"),
    [
        ("72%", 72, {}, 30.22, "30%"),
        ("72 percent", 72, {}, 30.22, "30 percent"),
        ("39.8 %", 39.8, {"step": 0.1}, 54.03, "54.0 %"),
        ("72,5\u00a0%", 72.5, {"step": 0.1}, 30.22, "30,2\u00a0%"),
        ("72", 72, {}, 30.5, "31"),
        ("0.72", 72, {}, 30.22, "0.30"),
        ("0.72", 0.72, {"unit": "ratio", "step": 0.01}, 0.3022, "0.30"),
        ("$162,370", 162_370, {"unit": "USD/year", "step": 10}, 184_954.0, "$184,950"),
        ("$162k", 162_000, {"unit": "USD/year", "step": 1000}, 184_950.0, "$185k"),
        ("€1.2 million", 1_200_000, {"unit": "EUR/year", "step": 1e5}, 950_000.0, "€1.0 million"),
        ("60.000 €", 60_000, {"unit": "EUR/year", "step": 1000}, 71_400.0, "71.000 €"),
        ("10,000", 10_000, {"unit": "count", "step": 1000}, 546.0, "546"),
        ("732", 732, {"unit": "count"}, 12_345.0, "12,345"),
        ("1 764", 1764, {"unit": "count"}, 12_345.0, "12 345"),
        ("2.7 times", 2.7, {"unit": "ratio", "step": 0.1}, 3.14, "3.1 times"),
        ("40%", 40, {"bound": Bound.MORE_THAN}, 30.9, "30%"),
        ("40%", 40, {"bound": Bound.MORE_THAN}, 30.0, "29%"),
        ("40%", 40, {"bound": Bound.AT_LEAST}, 30.0, "30%"),
        ("40%", 40, {"bound": Bound.FEWER_THAN}, 50.1, "51%"),
        ("40%", 40, {"bound": Bound.FEWER_THAN}, 50.0, "51%"),
        ("40%", 40, {"bound": Bound.AT_MOST}, 50.1, "51%"),
        ("5%", 5, {}, 0.34, "0.3%"),
        ("95%", 95, {}, 99.7, "99.7%"),
        ("5%", 5, {}, 0.0, "0%"),
    ],
)  # fmt: skip
def test_one_number(text: str, low: float, fields: dict[str, Any], number: float, new: str) -> None:
    """The new number reads as its author wrote the old one, and no bound becomes false."""
    assert reprinted(text, quantity(text, low, **fields), number) == new


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "step", "new"),
    [
        ("25–30 %", 25, 30, "percent", 1, "21–40 %"),
        ("25% to 30%", 25, 30, "percent", 1, "21% to 40%"),
        ("$120,000 to $145,000", 120e3, 145e3, "USD/year", 1000, "$21,000 to $40,000"),
        ("$120-145k", 120e3, 145e3, "USD/year", 1000, "$21-40k"),
    ],
)
def test_both_ends_of_a_range(
    text: str, low: float, high: float, unit: str, step: float, new: str
) -> None:
    """A range stays a range, each end in its own form."""
    scale = 1000.0 if unit != "percent" else 1.0
    asked = quantity(text, low, high=high, unit=unit, step=step)
    assert reprinted(text, asked, 21.4 * scale, 39.6 * scale) == new


@pytest.mark.parametrize(
    ("text", "number", "new"),
    [
        ("nearly three quarters", 30.2, "30%"),
        ("three quarters", 33.0, "a third"),
        ("Two thirds", 49.0, "About half"),
        ("one in five", 30.2, "three in ten"),
        ("the majority", 56.0, "the majority"),
        ("the majority", 34.0, "about a third"),
        ("most", 24.9, "a quarter of"),
        ("half", 3.0, "3%"),
        ("half", 12.2, "12%"),
        ("one in five", 12.2, "12%"),
        ("The majority", 29.4, "Fewer than a third"),
        ("the majority", 46.0, "fewer than half"),
        ("most", 29.4, "fewer than a third of"),
        ("the majority", 3.0, "3%"),
    ],
)
def test_words(text: str, number: float, new: str) -> None:
    """Words are answered with words that are true of the number, else with digits."""
    assert reprinted(text, quantity(text, 50, is_in_words=True), number) == new


def test_nearly_is_kept_where_it_is_true() -> None:
    """Ours lies below a part or a number that is told as nearly reached, or the word goes."""
    asked = quantity("nearly half", 50, is_in_words=True, bound=Bound.NEARLY)
    assert reprinted("nearly half", asked, 73.0) == "nearly three quarters"
    assert reprinted("nearly half", asked, 76.0) == "about three quarters"
    assert reprinted("60%", quantity("60%", 60, bound=Bound.NEARLY), 72.3) == "73%"


@pytest.mark.parametrize("text", ["7 of 20", "", "1/3 or 2/5"])
def test_no_form_is_guessed(text: str) -> None:
    """Text that no one number can be written into is left alone."""
    assert reprinted(text, quantity(text, 99, unit="count"), 5.0) is None


@given(
    printed=st.integers(0, 1000),
    share=st.floats(0, 1),
    bound=st.sampled_from(list(Bound)),
)
def test_a_bound_is_never_broken(printed: int, share: float, bound: Bound) -> None:
    """Whatever ours is: what stands behind "more than" is less, behind "fewer than" more."""
    text = f"{printed / 10}%"
    asked = quantity(text, printed / 10, step=0.1, bound=bound)
    number = round(share * 100, 4)
    new = reprinted(text, asked, number)
    assert new is not None
    written = float(new.rstrip("%"))
    if number > 0:
        assert not (bound is Bound.MORE_THAN and written >= number)
        assert not (bound is Bound.AT_LEAST and written > number)
    assert not (bound is Bound.FEWER_THAN and written <= number)
    assert not (bound is Bound.AT_MOST and written < number)


@pytest.mark.parametrize(
    ("text", "number", "behind", "new"),
    [
        ("Half", 46.0, " of postings", "Nearly half"),
        ("The majority", 46.5, " of postings", "Fewer than half"),
        ("Most", 47.9, " postings ask", "About half of"),
        ("Two thirds", 12.2, " of postings", "More than a tenth"),
        ("One in five", 3.0, " postings ask", "Fewer than one in ten"),
        ("One in five", 46.0, " postings ask", "Nearly one in two"),
        ("one in five", 46.0, " ML engineer postings ask", "46% of"),
        ("one in five", 46.0, " of the postings ask", "46%"),
        ("one in five", 46.0, " asks", "46%"),
        ("half", 66.0, " the postings", "about two thirds of"),
        ("half", 66.0, " of the postings", "about two thirds"),
        ("One posting in five", 40.0, " asks", "Two postings in five"),
        ("about one vacancy in five", 40.0, " asks", "two vacancies in five"),
        ("Six ads out of ten", 41.0, " ask", "About two ads out of five"),
        ("Three vacancies in five", 20.0, " ask", "One vacancy in five"),
        ("one posting in five", 46.0, " asks", "46% of postings"),
    ],
)
def test_words_go_on_with_what_stands_behind_them(
    text: str, number: float, behind: str, new: str
) -> None:
    """A sentence that began with words does not begin with digits, and stays a sentence."""
    asked = quantity(text, 50, is_in_words=True)
    assert reprinted(text, asked, number, behind=behind) == new


@pytest.mark.parametrize(
    ("old", "new", "behind", "verb"),
    [
        ("One in five", "Two in five", " postings names Go", "name"),
        ("One in five", "Two in five", " ML engineer ads is remote", "are"),
        ("One in five", "Two in five", " ads for ML engineers still specifies Go", "specify"),
        ("one in five", "46% of", " ads has it", "have"),
        ("One ad in five", "Two ads in five", " names Go", "name"),
        ("one in five", "about two in five", " names Go", "name"),
        ("One in five", "About one in three", " postings names Go", None),
        ("One in five", "Fewer than one in ten", " postings names Go", None),
        ("Two in five", "One in five", " postings name Go", None),
        ("One in five", "Two in five", " postings name Go", None),
        ("One in five", "Two in five", " postings this year", None),
        ("a fifth", "two fifths", " of postings names Go", None),
    ],
)
def test_the_verb_agrees_with_the_new_words(
    old: str, new: str, behind: str, verb: str | None
) -> None:
    """ "Two in five postings names Go" would be printed under an editor's name."""
    found = verb_for(old, new, behind)
    assert (found[2] if found else None) == verb
    if found:
        assert behind[found[0] : found[1]] in {"names", "is", "specifies", "has"}
