"""The very same text under two titles."""

import pytest

from skillscan.dedup.shingles import shingles_of
from skillscan.dedup.titles import title_key
from skillscan.dedup.titles_of_one_text import with_titles_of_one_text

TEXT = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200))

LINE = "We are a small studio that works closely with founders to build what they need"


def works_of(*titles: str, texts: tuple[str, ...] = ()) -> list[frozenset[str]]:
    """The specific words that are left of titles of one text, or of the texts given."""
    shingles = [shingles_of(text) for text in texts or (TEXT,) * len(titles)]
    found = with_titles_of_one_text([title_key(title) for title in titles], shingles)
    return [title.specific_words for title in found]


@pytest.mark.parametrize(
    "titles",
    [
        ("Backend Engineer", "Backend Engineer (Java)"),
        ("Fullstack (PHP)", "Fullstack Engineer"),
        ("Backend Engineer", "Backend Engineer (Ruby-on-Rails)"),
        ("Full-Stack Engineer", "Fullstack Engineer (javascript, node)"),
        ("Senior Software Engineer", "Senior Fullstack Engineer (React/ Scala)"),
        ("Staff Backend Engineer - Go", "Staff Backend Engineer", "Staff Backend Engineer, Go"),
    ],
)
def test_a_technology_in_one_title_makes_no_second_job(titles: tuple[str, ...]) -> None:
    """Two openings would be counted where an employer has one."""
    assert len(set(works_of(*titles))) == 1


@pytest.mark.parametrize(
    "titles",
    [
        ("Property Manager", "Property Asset Manager"),
        ("Senior Publishing Manager", "Senior Publishing and Product Manager - France"),
        ("iOS Engineer", "iOS Platform Engineer", "iOS Engineers"),
    ],
)
def test_a_word_within_the_name_of_the_work_makes_no_second_job(titles: tuple[str, ...]) -> None:
    """Two openings would be counted where an employer worded its title anew."""
    assert len(set(works_of(*titles))) == 1


@pytest.mark.parametrize(
    "titles",
    [
        ("Designer / Backend Developer", "Backend Developers / Designers / Product Manager"),
        ("Multiple Roles", "Designer / Backend Developer"),
        ("Several positions", "Backend Developer"),
        ("Location: USA", "Backend Developer / Designer"),
        ("Quality Manager / Site Engineer", "Site Engineer"),
        (f"Acme | Remote | {LINE}", "Multiple Roles", "Designer / Backend Developer"),
        (f"Acme | Remote | {LINE}", "Backend Developer"),
    ],
)
def test_a_list_of_roles_is_no_second_job(titles: tuple[str, ...]) -> None:
    """One comment of a forum would count as often as somebody worded its title anew."""
    assert len(set(works_of(*titles))) == 1


@pytest.mark.parametrize(
    "titles",
    [("Backend Developer / Designer", "Accountant"), ("Engineer / Designer", "Product Analyst")],
)
def test_a_list_stands_for_no_job_that_it_does_not_name(titles: tuple[str, ...]) -> None:
    """What one text under two titles has in common may be the employer's blurb alone."""
    assert len(set(works_of(*titles))) == 2


def test_a_list_beside_two_jobs_is_neither() -> None:
    """Which of the two it stands for, nobody knows."""
    titles = ("Designer / Backend Developer", "Designer", "Backend Developer")
    assert len(set(works_of(*titles))) == 3


def test_the_usual_wording_stays() -> None:
    """Edited copies of the text, under the same title, would be left behind."""
    usual, rare = "Designer / Backend Developer", "Designer / Backend Developer / Analyst"
    edited = TEXT + " and more"
    works = works_of(rare, usual, usual, texts=(TEXT, TEXT, edited))
    assert len(set(works)) == 1


@pytest.mark.parametrize(
    "titles",
    [
        ("Backend Engineer", "Senior Backend Engineer"),
        ("Data Scientist", "Ventures Data Scientist"),
        ("Copywriter", "Copywriter, Marketing"),
        ("Sales Manager", "Sales Enterprise Manager"),
        ("Sales Manager", "Sales Spanish Manager"),
        ("Account Executive", "Account Night Executive"),
        ("Controls Engineer", "Controls Tool Engineer", "Controls Robot Engineer"),
        ("Data Scientist / Senior Data Scientist", "Senior Data Scientist"),
        ("Designer", "Backend Developer"),
        ("AI Engineer", "AI Engineer (Java)", "AI Engineer (Python)"),
        ("AI Engineer (C++)", "AI Engineer (C#)"),
        ("Account Executive", "Enterprise Account Executive"),
        ("Backend Engineer", "Backend Engineer, Java, Payments"),
        ("Software Engineer, Agent", "Software Engineer, Agent (French speaking)"),
        ("Frontend Engineer", "Full-Stack Engineer"),
    ],
)
def test_what_else_a_title_names_keeps_jobs_apart(titles: tuple[str, ...]) -> None:
    """A level, a team or a customer is another job, and so are two technologies."""
    assert len(set(works_of(*titles))) == len(titles)


def test_other_texts_keep_their_titles() -> None:
    """A job that asks for Java is another one if its text says so."""
    titles = ("Backend Engineer", "Backend Engineer (Java)")
    assert len(set(works_of(*titles, texts=(TEXT, TEXT + " and Java")))) == 2
    assert len(set(works_of(*titles, texts=("Join us now.",) * 2))) == 2
