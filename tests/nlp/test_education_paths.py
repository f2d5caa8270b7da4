"""Years that depend on the degree: of a doctor fewer are asked than of a bachelor."""

import pytest

from skillscan.nlp.experience.education_paths import EducationPaths
from tests.nlp.requirement_lines import requirement_lines


def paths_of(text: str) -> EducationPaths | None:
    (line,) = requirement_lines(text)
    return line.education_paths


EDUCATION_PATHS = [
    ("Bachelor's degree and 8 years; or no degree and 12 years combined experience", 12, 8),
    (
        "5+ years at a mill as a weaver, dyer, spinner, carder, fuller or seller of all kinds of"
        " cloth and a Bachelors degree; or 3+ years of the same and a PhD",
        5,
        3,
    ),
    (
        "3 years of experience using looms to solve the problems of mills, weaving (e.g., wool,"
        " silk, linen), asking the shepherds or counting of sheep, or a PhD degree.",
        3,
        0,
    ),
    ("PhD (or Master's degree + 7 years of experience) in weaving", 7, 0),
    ("0 to 2 years with BS/BA or 6 to 8 years no degree", 6, 0),
    (
        "6+ years of experience with a BS\n4+ years of experience with an MS\n"
        "2+ years of experience with a PhD",
        6,
        2,
    ),
    ("8+ years and a Bachelor's; 6+ with Master's; or 3 with PhD", 8, 3),
    ("5 years with a BS, 3 with an MS, or a PhD", 5, 0),
    ("5 years with a Bachelor's, 3 years with a Master's, or PhD", 5, 0),
    ("5 years with a BS, 3 with an MS or PhD", 5, 3),
    ("8+ years with BS / 6+ with MS / 3+ with PhD", 8, 3),
    ("8 years with BS or 6 with MS", 8, 6),
    ("8+ years (BS), 6+ (MS), 3+ (PhD)", 8, 3),
    ("8+ years and a Bachelor's\n6+ with a Master's\nor 3 with a PhD", 8, 3),
    ("• 8+ years (BS)\n• 6+ (MS)", 8, 6),
    ("8 years with a BS\n6 years with an MS\n3 years with a PhD", 8, 3),
    ("| Degree | Years |\n| Bachelor's | 8 |\n| Master's | 6 |\n| PhD | 3+ |", 8, 3),
    ("• BS and two years of experience; or,\n• MS and zero to two years of experience", 2, 0),
    (
        "4 or more years of weaving. OR If a Master's Degree, 2 or more years of weaving OR If a"
        " Ph.D., 1 or more years of weaving",
        4,
        1,
    ),
    ("A Bachelor's and 7+ years of work, or 4+ years of work and a PhD", 7, 4),
    ("7+ years, or 4+ years and a PhD", 7, 4),
    ("7 years of relevant experience (BSc) or 4 years (PhD)", 7, 4),
    ("7 years' experience (Bachelor's), 4 years' experience (Master's)", 7, 4),
    ("4 years of experience after a PhD, 7 years after a Master's", 7, 4),
    ("4+ years of experience post-PhD or 7+ years post-MS", 7, 4),
    ("8+ years (or 6 years + PhD) of experience in weaving", 8, 6),
    ("PhD degree OR Master's degree and 3 years of work OR Bachelor's and 5 years of work", 5, 0),
    ("PhD or Master's degree and 3 years of work, or Bachelor's and 5 years of work", 5, 3),
    ("Doctorate\nOR\nMaster's degree and 3+ years of work\nOR\nBS and 5+ years of work", 5, 0),
    ("5 years of work plus a Master's degree, or 3 years plus a PhD", 5, 3),
    ("BS with 6 years of experience, or 2 years and an MS", 6, 2),
    ("9 years and a Bachelor's, 6 years and a Master's, or 3 years and a PhD", 9, 3),
    ("BS and 5 years, or MS and 3, or PhD", 5, 0),
    ("BS with 8 years, MS with 6 years, or PhD with 3 years of experience", 8, 3),
    ("M.S., or 3+ years of experience", 3, 0),
    ("3+ years in vision research or Ph.D./M.S. in physics", 3, 0),
    ("Bachelor's degree plus 8+ years of experience, or advanced degree plus 6+ years", 8, 6),
    ("5+ years of professional experience or 3+ years with an advanced degree.", 5, 3),
    ("6+ years of work in the field. 3+ years of experience if you have a PhD", 6, 3),
    ("5+ years of industry experience (or 3+ years with a PhD in the field)", 5, 3),
    ("9+ years of relevant experience (6+ with a PhD).", 9, 6),
    ("2 years of weaving OR no experience, if possess a Master's degree", 2, 0),
    ("4 years of experience post-PhD or 6 years post-Masters", 6, 4),
    ("5+ years of experience in related roles with a PhD. 7+ years of experience otherwise", 7, 5),
    ("Master's degree plus 3-4 years of experience or Ph. D. in biology", 3, 0),
    (
        "Bachelors with 5+ years (or) Masters with 3+ years (or) PhD with 1+ year of experience",
        5,
        1,
    ),
    ("2+ years of work experience and a Bachelor's degree, OR 5+ years of work experience", 5, 2),
    (
        "At least 8 years (Master's candidate) or 10 years (Bachelor's candidate) of experience",
        10,
        8,
    ),
    ("BS and 6+ years of chip work experience.\nOR\nMS and 4+ years of chip experience", 6, 4),
    ("Option 1: Bachelor's degree and 2 years' experience.\nOption 2: 4 years' experience.", 4, 2),
    ("8+ years (or Ph.D. with 6+ years) of experience in lenses", 8, 6),
    ("PhD in optics, or MS with 3+ years of experience", 3, 0),
    ("PhD, or MS with 3+ years of experience", 3, 0),
    ("Doctorate and 2 years of experience; Master's degree and work experience of 5 years", 5, 2),
    ("Three (3) years of experience (or one (1) if possess a Master's) in law", 3, 1),
    (
        "Bachelor's degree and 3 years of experience. Alternatively, a Master's degree and 1 year"
        " of experience. Three (3) years of experience (or one (1) with a Master's) in law",
        3,
        1,
    ),
    ("2-3 years of work in similar role (MS)\n0-2 years of work in similar role (PhD)", 2, 0),
    ("BS in law and 2 years of experience.\nIn lieu of a degree, 5 years of experience", 5, 2),
    ("BS and 2 years of experience. In lieu of a Bachelor's degree, 5 years of work", 5, 2),
    ("BS and 2 years of law OR,\nMaster's and no experience OR,\nAt least 4 years of law", 4, 0),
]


@pytest.mark.parametrize(("text", "least", "best"), EDUCATION_PATHS)
def test_alternatives_by_degree(text: str, least: int, best: int) -> None:
    """The years of a doctor would be asked of a bachelor, or the other way round."""
    found = paths_of(text)
    assert found is not None
    assert (found.years_min, found.years_best) == (least, best)


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's or Master's with 8+ years of experience",
        "Bachelor's degree in law. 5+ years of experience. Master's preferred. 3+ years of Go.",
        "BS in a related field and 3+ years of experience, MS or PhD preferred",
        "Bachelor's degree or equivalent experience with 5+ years of Python",
        "BS or MS degree (in physics, say)\n4+ years of hands-on experience",
        "BS and 2 years of experience.\nIn lieu of a degree, a loom licence.",
        "3 years of experience in industry and Master's (or PhD) in weaving",
        "3 years of experience in industry and Master’s (or PhD ) in weaving",
    ],
)
def test_no_alternatives(text: str) -> None:
    """Years that bind everybody would be waived for the highest degree."""
    assert all(line.education_paths is None for line in requirement_lines(text))
