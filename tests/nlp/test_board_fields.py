"""What boards put above and below a posting, by lines and in one piece, is read for what it is."""

from typing import Any

import pytest
from spacy.language import Language

from skillscan.nlp.filter import plain_labels, posting_of, read_posting

INDEED = (
    "Job Type: Full-time",
    "Salary: From $90,000.00 per year",
    "Education:",
    "Bachelor's (Required)",
    "Experience:",
    "Go: 3 years (Preferred)",
    "SQL: 2 years (Required)",
    "Work Location: Hybrid remote in Austin, TX 78701",
)
LINKEDIN = (
    "Get AI-powered advice on this job and more exclusive features.",
    "Base pay range",
    "$90,000.00/yr - $120,000.00/yr",
    "You must know Go and SQL.",
    "Seniority level",
    "Mid-Senior level",
    "Employment type",
    "Full-time",
)
NAUKRI = (
    "Minimum Experience: 2 Years",
    "Maximum Experience: 5 Years",
    "Salary: 8,00,000 - 15,00,000 PA",
    "UG :Any Graduate - Any Specialization PG :Any Postgraduate - Any Specialization"
    " Doctorate :Any Doctorate - Any Specialization, Doctorate Not Required",
    "Keyskills: Go, SQL",
)
NOTHING = {
    "years_min": None,
    "degree": None,
    "work_mode": None,
    "seniority": None,
}
PAY = {"min": 90000, "max": None, "currency": "USD", "period": "year"}
CASES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "Indeed": (
        INDEED,
        {
            "skills": {"go": "preferred", "sql": "required"},
            "years_min": 2,
            "degree": "bachelor",
            "work_mode": "hybrid",
            "salary": PAY,
        },
    ),
    "LinkedIn": (
        LINKEDIN,
        {
            "skills": {"go": "required", "sql": "required"},
            "seniority": "mid",
            "salary": PAY | {"max": 120000},
        },
    ),
    "Naukri": (
        NAUKRI,
        {
            "skills": {"go": "required", "sql": "required"},
            "years_min": 2,
            "degree": "bachelor",
            "salary": {"min": 800000, "max": 1500000, "currency": "INR", "period": "year"},
        },
    ),
}


@pytest.mark.parametrize("between", ["\n", "\n\n", " "], ids=["lines", "blank lines", "one piece"])
@pytest.mark.parametrize("board", CASES)
def test_fields_of_boards(nlp: Language, board: str, between: str) -> None:
    """Data sets hold postings with them, and often without their line ends."""
    lines, expected = CASES[board]
    posting = posting_of({"title": "Weaver", "description": between.join(lines)})
    labels = plain_labels(read_posting(nlp, posting))
    assert {name: labels[name] for name in (NOTHING | expected)} == NOTHING | expected
