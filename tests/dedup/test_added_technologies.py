"""One text under a title with, and one without, the name of a technology."""

import pytest

from skillscan.dedup.added_technologies import without_added_technologies
from skillscan.dedup.shingles import shingles_of
from skillscan.dedup.titles import title_key

TEXT = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200))


def works_of(*titles: str, texts: tuple[str, ...] = ()) -> list[frozenset[str]]:
    """The specific words that are left of titles of one text, or of the texts given."""
    shingles = [shingles_of(text) for text in texts or (TEXT,) * len(titles)]
    found = without_added_technologies([title_key(title) for title in titles], shingles)
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
        ("Backend Engineer", "Senior Backend Engineer"),
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
