"""Two names of one trade in two titles."""

import pytest

from skillscan.dedup.titles import title_key, title_rules, title_word_set
from skillscan.dedup.trades import are_of_one_trade


def are_one(one: str, other: str) -> bool:
    """The same in both orders, or the test fails."""
    keys = title_key(one), title_key(other)
    assert are_of_one_trade(*keys) is are_of_one_trade(*keys[::-1])
    return are_of_one_trade(*keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Insurance Sales Agent (Remote)", "Insurance Sales Representative"),
        ("Senior Data Architect", "Senior Data Platform Engineer"),
        ("Manager, Paid Media, Paid Social", "Performance Marketing Manager, Paid Social"),
        ("AI/ML Engineer", "AI Engineer"),
        ("Support Specialist", "Technical Customer Support Specialist"),
        ("Platform Engineer - EMEA", "Site Reliability Engineer - Americas"),
        ("Licensed Clinical Professional Counselor - Grief Therapist", "Therapist - Grief"),
        ("Verfahrenstechniker (m/w/d)", "Process Engineer"),
        ("Inside Sales Representative", "Insurance Sales Agent (Remote)"),
        ("Fahrzeugtechniker (m/w/d) für Reisemobile", "RV Technician - Hamburg"),
        ("Licensed Clinical Mental Health Counselor", "Licensed Professional Counselor"),
    ],
)
def test_two_names_of_one_trade(one: str, other: str) -> None:
    """One text under both would count as two openings."""
    assert are_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sales Agent", "Sales Agent"),
        ("Sales Agent", "Senior Sales Representative"),
        ("Sales Agent, Dental", "Sales Representative, Vision"),
        ("Sales Agent", "Sales Engineer"),
        ("Sales Agent", "Sales Manager"),
        ("Support Engineer", "Solutions Engineer"),
        ("Software Engineer, Product", "Software Engineer"),
        ("Data Engineer, Platform", "Data Engineer"),
        ("Front-End Engineer", "Full-Stack Engineer"),
        ("Inside Sales Representative, Dental", "Insurance Sales Agent"),
        ("Clinical Psychologist", "Therapist"),
        ("Campaign Manager", "Campaign Coordinator"),
    ],
)
def test_other_differences_are_other_jobs(one: str, other: str) -> None:
    """A level, a team or another trade of the team would be swallowed."""
    assert not are_one(one, other)


@pytest.mark.parametrize("names", title_rules()["trades"], ids=" ".join)
def test_names_tell_a_trade(names: list[str]) -> None:
    """A name of which nothing is left ("Office Manager": an office is a place) would make one trade
    of any two; one that another name equals, or that names a level, joins nothing.
    """
    keys = [title_key(name).words for name in names]
    assert len(set(keys)) == len(keys)
    assert all(len(key) > 1 for key, name in zip(keys, names, strict=True) if " " in name)
    assert all(title_word_set("level_words").isdisjoint(key) for key in keys)
