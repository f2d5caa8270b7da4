"""One text that calls the work by the name that its title has."""

import pytest

from skillscan.dedup.names_of_work import are_names_of_one_work, is_only_renamed
from skillscan.dedup.shingles import shingles_of
from skillscan.dedup.titles import title_key

BODY = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
TEXT = "At our clinics the {} drives what we do. " + BODY
TWICE = "{} wanted. We need the {} who drives what we do. " + BODY


def are_one(one: str, other: str, text: str = TEXT, other_text: str = "") -> bool:
    """The same in both orders, or the test fails; each text has its own title."""
    keys = title_key(one), title_key(other)
    texts = [
        shingles_of(form.format(*[title.partition(" (")[0]] * 2))
        for form, title in ((text, one), (other_text or text, other))
    ]
    found = are_names_of_one_work(*keys)
    assert found is are_names_of_one_work(*keys[::-1])
    if not found:
        return False
    is_same = is_only_renamed(keys[0], texts[0], keys[1], texts[1])
    assert is_same is is_only_renamed(keys[1], texts[1], keys[0], texts[0])
    return is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Clinic Outreach Specialist", "Recovery Account Executive"),
        ("Senior Cloud Architect (Trading)", "Senior Infrastructure Architect (Trading)"),
        ("Stage Producer", "Stage Marketing Specialist"),
        ("Head of Brand Performance", "Head of Reputation"),
        ("Python Developer", "Backend Developer"),
        ("Director of Guest Success and Services", "Director of Visitor Success"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, TWICE], ids=["once", "twice"])
def test_another_name_in_title_and_text_is_no_other_job(one: str, other: str, text: str) -> None:
    """An employer that renames a job would have two openings."""
    assert are_one(one, other, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Email Manager", "Email Coordinator"),
        ("Master Electrician", "Journeyman Electrician"),
        ("Senior Stage Producer", "Stage Marketing Specialist"),
        ("Stage Producer", "Stage Producer"),
        ("Stage Producer", "Live Stage Producer"),
        ("Java Developer", "Ruby Developer"),
        ("Frontend Developer", "Full-Stack Developer"),
        ("Electrical Engineer", "Mechanical Engineer"),
        ("Data Engineer", "Data Scientist"),
        ("Machine Learning Engineer", "Data Engineer"),
        ("Platform Engineer", "Security Engineer"),
        ("Math Teacher", "Physics Teacher"),
        ("Plumber", "Electrician"),
        ("Enterprise Account Executive", "Healthcare Account Executive"),
        ("Spanish Content Expert", "Basque Content Expert"),
        ("Karen Translator", "Cape Verdean Translator"),
        ("West Desk Lead", "East Desk Lead"),
        ("Packer 12", "Packer 7"),
        ("Counsel - Banking", "Counsel - Lending"),
        ("Test Engineer / Site Engineer", "Network Engineer / Site Engineer"),
    ],
)
def test_names_that_tell_of_another_job(one: str, other: str) -> None:
    """A template that is filled with levels, ranks, fields, languages or teams is several jobs."""
    assert not are_one(one, other)


@pytest.mark.parametrize(
    "other_text",
    [
        "At our clinics the person drives what we do. " + BODY,
        TEXT + " You also lead a team of twelve people who sell tickets in three other countries.",
    ],
)
def test_a_text_that_differs_in_more(other_text: str) -> None:
    """Another job of the same template has duties of its own; a text that names neither proves
    nothing.
    """
    assert not are_one("Stage Producer", "Stage Marketing Specialist", TEXT, other_text)


def test_one_text_under_two_titles_proves_nothing() -> None:
    """An employer that copied a text and forgot to edit it may look for two people."""
    texts = [BODY, BODY]
    assert not are_one("Stage Producer", "Stage Marketing Specialist", *texts)
