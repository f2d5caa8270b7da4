"""One advertisement whose list of roles was cut or has grown."""

import pytest

from skillscan.dedup.lists_of_roles import with_first_list
from skillscan.dedup.shingles import shingles_of
from skillscan.dedup.titles import title_key

WORDS = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200)]
TEXT = " ".join(WORDS)
EDITED = " ".join([*WORDS[:180], "with", "another", "end"])
OTHER = " ".join(reversed(WORDS))
HALF_NEW = " ".join([*WORDS[:100], *reversed(WORDS[:100])])


def works_of(*titles: str, texts: tuple[str, ...] = ()) -> list[frozenset[str]]:
    """The words that are left of titles over one text, edited a little, or over the texts given."""
    given = texts or (TEXT, *(EDITED,) * (len(titles) - 1))
    found = with_first_list(
        [title_key(title) for title in titles], [shingles_of(text) for text in given]
    )
    return [title.words for title in found]


@pytest.mark.parametrize(
    "titles",
    [
        ("Backend Engineer / Data Engineer", "Data Engineer"),
        ("Data Engineer", "Backend Engineer / Data Engineers"),
        ("Rust Engineer / Designer", "Designer / Recruiter / Rust Engineer"),
        ("Rust Engineer / Designer", "Rust Engineer / Designer / Marketing"),
    ],
)
def test_a_list_that_was_cut_or_has_grown_is_one_advertisement(titles: tuple[str, ...]) -> None:
    """A comment that is posted every month would be another job whenever one is filled."""
    assert len(set(works_of(*titles))) == 1


@pytest.mark.parametrize(
    "titles",
    [
        ("Backend Engineer / Data Engineer", "Backend Engineer / Security Engineer"),
        ("Scientist / Senior Scientist", "Senior Scientist"),
        ("Backend Engineer", "Backend Engineer / Payments"),
        ("Backend Engineer / Berlin", "Backend Engineer / Payments / Berlin"),
        ("Account Executive / DACH", "Account Executive / Enterprise / DACH"),
        ("Nurse / Nights", "Nurse / ICU / Nights"),
        ("Survey Statistician/Methodologist", "Survey Statistician"),
        ("Data Engineer", "Security Engineer"),
        ("Rust Engineer / Designer", "Rust Engineer / Designer / Senior"),
    ],
)
def test_other_roles_levels_and_teams_stay_apart(titles: tuple[str, str]) -> None:
    """Two jobs of one template would be one."""
    assert len(set(works_of(*titles))) == 2


@pytest.mark.parametrize("other", [OTHER, HALF_NEW], ids=["nothing in common", "half in common"])
def test_another_text_is_another_advertisement(other: str) -> None:
    """All engineers of an employer would be one, as soon as one title lists them."""
    titles = ("Backend Engineer / Data Engineer", "Data Engineer")
    assert len(set(works_of(*titles, texts=(TEXT, other)))) == 2


def test_a_list_does_not_make_one_job_of_those_that_it_names() -> None:
    """The job of one and that of the other would be counted once."""
    first, second, third = works_of("Data Engineer / Designer", "Designer", "Data Engineer")
    assert first == second != third


def test_a_list_stays_with_its_other_wording() -> None:
    """Two equal titles over one text would be parted by a list between them."""
    first, _, third = works_of(
        "Data Engineer and Designer",
        "Data Engineer / Designer / Recruiter",
        "Data Engineer / Designer",
    )
    assert first == third


def test_another_wording_over_another_text_keeps_no_list() -> None:
    """A list that was cut would be another job for a title that somebody else's text has."""
    titles = (
        "Data Engineer and Designer",
        "Data Engineer / Designer / Recruiter",
        "Data Engineer / Designer",
    )
    _, second, third = works_of(*titles, texts=(OTHER, TEXT, EDITED))
    assert second == third


def test_a_list_that_comes_again_is_the_first_one() -> None:
    """One of its copies would be the job of the one that it names, another that of the other."""
    both = "Data Engineer / Designer"
    titles, texts = (both, both, "Designer", "Data Engineer"), (TEXT, EDITED, TEXT, EDITED)
    first, again, designer, engineer = works_of(*titles, texts=texts)
    assert first == again == designer != engineer


@pytest.mark.parametrize(("copy", "is_one"), [(31, True), (32, False)])
def test_a_role_that_is_always_looked_for_leads_nowhere(copy: int, *, is_one: bool) -> None:
    """An agency's posting would be compared with each of a thousand others."""
    texts = [" ".join(f"{word}x{number}" for word in WORDS) for number in range(33)]
    titles = ["Designer / Recruiter"] * len(texts)
    *lists, cut = works_of(*titles, "Designer", texts=(*texts, texts[copy]))
    assert (cut == lists[copy]) is is_one


def test_of_several_lists_the_nearest_text_counts() -> None:
    """A copy would go with a list of another advertisement."""
    nearer = " ".join([*WORDS[:179], "with", "another", "end"])
    lists = ("Designer / Recruiter", "Designer / Data Engineer", "Designer")
    _, second, third = works_of(*lists, texts=(TEXT, EDITED, nearer))
    assert second == third
