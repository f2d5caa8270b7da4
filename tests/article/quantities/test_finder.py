"""Where the numbers of an article stand, what they are worth, and what bounds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from suite.growth import MOST, growth

from skillscan.article.model import Bound
from skillscan.article.quantities import find
from skillscan.article.quantities.finder import (
    AROUND,
    BEFORE_FREE,
    FREE_WORDS,
    NUMERIC,
    QUANTITIES_FILE,
)
from skillscan.article.source import read
from skillscan.nlp.experience.token_phrases import OTHER, _patterns
from skillscan.rules import load_rules


@pytest.mark.parametrize(
    ("text", "number", "low", "high", "unit", "step"),
    [
        ("Named in 39.8% of ads", "39.8", 39.8, 39.8, "percent", 0.1),
        ("Pays $162k a year", "162", 162_000, 162_000, "USD/year", 1000),
        (
            "Pays $120,000 to $145,000 now",
            "120,000 to $145,000",
            120_000,
            145_000,
            "USD/year",
            1000,
        ),
        ("We read 10,000+ ads", "10,000", 10_000, 10_000, "count", 1000),
        ("Roughly two thirds of ads", "two thirds", 66.666667, 66.666667, "percent", 5),
        ("A share of 0.72 of the ads", "0.72", 72, 72, "percent", 1),
        ("Es sind 72,5 % von 4.512 ads", "4.512", 4512, 4512, "count", 1),
        ("Named in 72\u00a0% of ads", "72", 72, 72, "percent", 1),
    ],
)
def test_a_number_has_its_place_value_unit_and_precision(
    text: str, number: str, low: float, high: float, unit: str, step: float
) -> None:
    """The wrong characters would be replaced, or a number be compared at the wrong precision."""
    found = {text[q.number_start : q.number_end]: q for q in find(read(text.encode(), "text"))}
    quantity = found[number]
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)
    assert quantity.step == pytest.approx(step)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 40% of ads", Bound.MORE_THAN),
        ("fewer than 76.5 % of ads", Bound.FEWER_THAN),
        ("at least 40% of ads", Bound.AT_LEAST),
        ("up to 40% of ads", Bound.AT_MOST),
        ("~25–30 % of ads", Bound.ABOUT),
        (">35 % of ads", Bound.MORE_THAN),
        ("the majority of ads", Bound.MORE_THAN),
        ("40% of ads", Bound.EXACT),
    ],
)
def test_the_words_before_a_number_set_its_bound(text: str, bound: Bound) -> None:
    """ "More than 40 %" would be called wrong at 43, or printed where it no longer holds."""
    (quantity,) = find(read(text.encode(), "text"))
    assert quantity.bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "Published on 2026-06-08, updated March 3, 2026.",
        "Python 3.12 and GPT-4 on an A100",
        "Call +1 212 555 0175 at 9:30 am",
        "See https://jobs.example/2026/72%25 and the 5th row",
        "1. Python",
    ],
)
def test_dates_versions_addresses_and_list_numbers_are_no_quantities(text: str) -> None:
    """An editor would be shown numbers that say nothing."""
    assert find(read(text.encode(), "text")) == []


def test_a_bare_number_below_a_header_of_shares_is_a_percentage() -> None:
    """Tables print the sign once, in the header, and their numbers would be lost."""
    article = read(b"| Skill | % of postings |\n|---|---|\n| SQL | 44.5 |\n", "markdown")
    (quantity,) = find(article)
    assert (quantity.low, quantity.unit) == (44.5, "percent")


@given(st.text(alphabet="0123456789 .,%$-+/kMx\nabnotw€(", max_size=200))
def test_any_text_has_ordered_numbers_inside_of_it(text: str) -> None:
    """A hostile article would stop the check, or a number be cut out of the wrong place."""
    article = read(text.encode(), "text")
    end = 0
    for quantity in find(article):
        assert end <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert quantity.low <= quantity.high
        end = quantity.end


@pytest.mark.slow
def test_a_long_text_takes_time_in_proportion() -> None:
    """One line of numbers without a break would keep the editor waiting for minutes."""
    unit = "Python in 72% of ads, 5+ years in 40 of $120,000 "
    assert len(find(read((unit * 100).encode(), "text"))) == 400
    assert growth(lambda text: find(read(text.encode(), "text")), unit, 1_000 * len(unit)) <= MOST


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LLMs rose from 5% to 9% of ads", [(5, 5), (9, 9)]),
        ("Shares went from about 20 to 35 percent", [(20, 20), (35, 35)]),
        ("Shares lie anywhere from 5% to 9%", [(5, 9)]),
        ("Every second posting, every third ad", [(50, 50), (33.333333, 33.333333)]),
        ("Two ads in five, one ad out of four", [(40, 40), (25, 25)]),
        ("Every second week", []),
    ],
)
def test_the_ends_of_a_change_are_two_numbers(text: str, found: list[tuple[float, float]]) -> None:
    """The level reached would not be judged, or a range be taken apart."""
    shares = [q for q in find(read(text.encode(), "text")) if q.unit == "percent"]
    assert [(q.low, q.high) for q in shares] == found


@pytest.mark.parametrize(
    ("table", "shares"),
    [
        ("Share of ads:\n\n| T | US | UK |\n|-|-|-|\n| C | 44 | 39 |", [44, 39]),
        ("# Tools (percent of ads)\n\n| T | US |\n|-|-|\n| C | 44 |\n| n | 4,100 |", [44]),
        ("Share of ads:\n\n| T | Postings | Share |\n|-|-|-|\n| C | 96 | 24.1% |", [24.1]),
        ("Share of ads:\n\n| T | Ads |\n|-|-|\n| C | 96 |\n| D | 1,200 |", []),
        ("Share of ads:\n\n| T | Change, points |\n|-|-|\n| C | 1.4 |", []),
    ],
)
def test_a_bare_number_is_a_share_where_its_column_is_one(table: str, shares: list[float]) -> None:
    """A count of postings would be judged as a share, or a share be passed over."""
    found = find(read(table.encode(), "markdown"))
    assert [q.low for q in found if q.unit == "percent"] == shares


def test_only_words_near_numbers_need_be_searched() -> None:
    """A phrase beyond the words that are searched would never be found, and nobody would see it."""
    rules = load_rules(QUANTITIES_FILE)
    longest = 0
    for group in ("amounts", "bounds"):
        patterns = [one for rule in rules.rules(group) for one in _patterns(rule, rules.fragments)]
        longest += max(map(len, patterns))
        for pattern in patterns:
            free = [place for place, (names, _) in enumerate(pattern) if OTHER in names]
            before = [place for place, (names, _) in enumerate(pattern) if BEFORE_FREE & {*names}]
            assert all(before and place - before[0] < FREE_WORDS for place in free)
            assert group == "bounds" or any(
                not is_optional and NUMERIC.issuperset(names) for names, is_optional in pattern
            )
    assert longest <= AROUND


def test_ads_of_a_kind_are_no_second_ones() -> None:
    """ "Every remote ad" would be judged as half of them."""
    assert (
        find(read(b"Every remote ad asks for Go, and so does every senior posting.", "text")) == []
    )
