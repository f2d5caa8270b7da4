"""Lines that a text numbers: the number is none of years, and a heading no item."""

import pytest

from skillscan.text.prepare import prepare

CASES = {
    "1.Weaving\n2.5+ years of Go\n3.SQL": "• Weaving\n• 5+ years of Go\n• SQL",
    "1 - 3 years\n2 - weaving\n3 - 7 years of Go": "• 3 years\n• weaving\n• 7 years of Go",
    "1. 5 years of Go\n2. 3 of SQL\n3. 2 years": "• 5 years of Go\n• 3 of SQL\n• 2 years",
    "1) weave\n2) spin\n3) dye": "• weave\n• spin\n• dye",
    "(1) weave\n(2) spin\n(3) dye": "• weave\n• spin\n• dye",
    "1. Duties\nWeave.\nSpin.\n2. Skills\nGo\nSQL": "Duties\nWeave.\nSpin.\nSkills\nGo\nSQL",
    "1) Duties:\n- Weave\n2) Requirements:\n- Go": "Duties:\n• Weave\nRequirements:\n• Go",
}


@pytest.mark.parametrize(("raw", "expected"), CASES.items())
def test_numbers_of_lines_are_taken_off(raw: str, expected: str) -> None:
    """Else "2.5+ years" asks for two, and "2. Requirements" opens no section."""
    assert prepare(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3-5 years of Go\n4-6 years of SQL",
        "1 - 3 years of SQL\n2 - 5 years of Go",
        "1.5 years\n3.SQL",
        "1.5 years of Python\n2.5 years of Java\n3.5 years of Docker",
        "1 - 2 years\n2 - 3 years\n3 - 5 years",
        "1.150 €\n2.000 €\n3.000 €",
        "1.8 Java\n2.0 Spark\n3.0 Kafka",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Ranges stand at the start of lines, too."""
    assert prepare(text) == text
