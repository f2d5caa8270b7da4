"""One text under two wordings of its title."""

import pytest

from skillscan.dedup.reworded_titles import with_first_wording
from skillscan.dedup.shingles import shingles_of
from skillscan.dedup.titles import title_key

BODY = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
LINE = "We are a small studio that works closely with founders to build what they need"
LABS = f"We hire a Data Scientist (Consumer Labs). {BODY}"


def works_of(*postings: tuple[str, str]) -> list[frozenset[str]]:
    """The specific words that are left of the titles of texts."""
    titles = [title_key(title) for title, _ in postings]
    found = with_first_wording(titles, [shingles_of(text) for _, text in postings])
    return [title.specific_words for title in found]


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("Data Scientist", "Data Scientist (Consumer Labs)", LABS),
        ("Data Scientist (Consumer Labs)", "Data Scientist", LABS),
        ("Product Analyst (Experimenation)", "Product Analyst (Experimentation)", BODY),
        (
            f"Acme | Several Roles | {LINE}",
            "Several Roles",
            f"Acme | Several Roles | {LINE} {BODY}",
        ),
        ("Sneior Account Executive", "Senior Account Executive", BODY),
        ("Distict Sales Manager, Nordics", "District Sales Manager - Latin", BODY),
        (
            "Outreach Specialist",
            "Clinic Account Executive",
            (
                f"The Outreach Specialist leads. {BODY}",
                f"The Clinic Account Executive leads. {BODY}",
            ),
        ),
        ("Engineer, Realtime Video", "Engineer, Real-time Video", BODY),
        ("Data Analyst, Paid Marketing", "Marketing Data Analyst", BODY),
        ("Contact Desk Manager", "Manager, Client Work (Virtual Contact Desk)", BODY),
        ("Dental Sales Agent", "Dental Sales Representative", BODY),
        ("Refunds & Disputes Lead - Harbour", "Product Manager Refunds & Disputes - Harbour", BODY),
        ("Creator Events Manager", "Creator Events Lead (Berlin)", BODY),
    ],
)
def test_two_wordings_are_one_title(one: str, other: str, text: str | tuple[str, str]) -> None:
    """Two openings would be counted where an employer has one."""
    texts = (text, text) if isinstance(text, str) else text
    assert len(set(works_of((one, texts[0]), (other, texts[1])))) == 1


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("Data Scientist", "Data Scientist (Consumer Labs)", BODY),
        ("Data Scientist", "Senior Data Scientist (Consumer Labs)", f"Senior {LABS}"),
        (f"Acme | Several Roles | {LINE}", "Several Roles", BODY),
        (f"Acme | Senior | {LINE}", "Analyst", f"Acme | Senior | {LINE} {BODY}"),
        ("Data Scientist (Growth)", "Data Scientist (Consumer Labs)", LABS),
        ("C++ Engineer", "C# Engineer", BODY),
        ("Nurse (Days)", "Nurse (Weekdays)", BODY),
        ("Copywriter - French", "Copywriter - Dutch", BODY),
        ("Data Analyst, Marketing", "Data Analyst, Paid Marketing", BODY),
        ("Marketing Data Analyst", "Senior Data Analyst, Paid Marketing", BODY),
        ("Manager, Central Desk", "Manager, Other Claims Desk", BODY),
        ("Lead Creator Events", "Creator Events Manager", BODY),
        ("Creator Events Lead", "Creator Awards Manager", BODY),
        ("Creator Events Lead", "Senior Creator Events Manager", BODY),
        ("Creator Events Lead", "Creator Events", BODY),
    ],
)
def test_what_else_a_title_names_keeps_jobs_apart(one: str, other: str, text: str) -> None:
    """A level, a team, a language or a product is another job, whatever the text."""
    assert len(set(works_of((one, text), (other, text)))) == 2


def test_other_texts_keep_their_titles() -> None:
    """Another team's data scientist would vanish in the laboratory's."""
    other = " ".join(reversed(BODY.split()))
    assert (
        len(set(works_of(("Data Scientist (Consumer Labs)", LABS), ("Data Scientist", other)))) == 2
    )


def test_turned_words_count_over_one_text_only() -> None:
    """Edited for another job, a text has its words in the title, too."""
    edited = BODY.replace("wordba", "wordother").replace("wordmc", "wordelse").replace("wordzd", "")
    titles = (("Data Analyst, Paid Marketing", BODY), ("Marketing Data Analyst", edited))
    assert len(set(works_of(*titles))) == 2


@pytest.mark.parametrize("third", [0, 1, 2])
def test_leads_and_managers_of_a_template_are_two_jobs(third: int) -> None:
    """A text under many titles says nothing about the rank."""
    titles = [("Creator Events Lead", BODY), ("Creator Events Manager", BODY)]
    titles.insert(third, ("Partner Events Specialist", BODY))
    assert len(set(works_of(*titles))) == 3


def test_leads_and_managers_count_over_one_text_only() -> None:
    """A manager's text that was edited for the lead has the duties of another job."""
    words = BODY.split()
    edited = " ".join(word if place % 60 else "else" for place, word in enumerate(words))
    titles = (("Creator Events Lead", BODY), ("Creator Events Manager", edited))
    assert len(set(works_of(*titles))) == 2


def test_names_of_a_trade_count_over_nearly_one_text_only() -> None:
    """A text that was edited for the other name has the duties of another job."""
    words = BODY.split()
    edited = " ".join(word if place % 60 else "else" for place, word in enumerate(words))
    titles = (("Dental Sales Agent", BODY), ("Dental Sales Representative", edited))
    assert len(set(works_of(*titles))) == 2


def test_cut_copies_follow_their_text() -> None:
    """A reworded title would take one copy away from the shorter ones under it."""
    cut = " ".join(BODY.split()[:150])
    first, reworded, copy = works_of(
        ("Data Scientist (Consumer Labs)", LABS), ("Data Scientist", LABS), ("Data Scientist", cut)
    )
    assert first == reworded == copy
