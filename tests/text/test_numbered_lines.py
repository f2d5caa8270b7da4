"""Lines that a text numbers: the number is none of years, and a heading no item."""

import pytest

from skillscan.text.numbered_lines import without_line_numbers
from skillscan.text.prepare import prepare

CASES = {
    "1.Weaving\n2.5+ years of Go\n3.SQL": "• Weaving\n• 5+ years of Go\n• SQL",
    "1 - 3 years\n2 - weaving\n3 - 7 years of Go": "• 3 years\n• weaving\n• 7 years of Go",
    "1. 5 years of Go\n2. 3 of SQL\n3. 2 years": "• 5 years of Go\n• 3 of SQL\n• 2 years",
    "1) weave\n2) spin\n3) dye": "• weave\n• spin\n• dye",
    "(1) weave\n(2) spin\n(3) dye": "• weave\n• spin\n• dye",
    "1. Duties\nWeave.\nSpin.\n2. Skills\nGo\nSQL": "Duties\nWeave.\nSpin.\nSkills\nGo\nSQL",
    "1. Duties\n2. Skills\nGo\nSQL\n3. Pay\nGood": "Duties\nSkills\nGo\nSQL\nPay\nGood",
    f"1. {'W' * 60}\nWeave.\n2. Skills\nGo": f"{'W' * 60}\nWeave.\nSkills\nGo",
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


@pytest.mark.parametrize(
    "text",
    [
        "1. weave\n2. spin",
        "1. Duties\nWeave.\n2) Skills\nGo",
        "1. Duties\nWeave.\n4. Skills\nGo\n2) Pay\nGood",
        "Looms\n2. Weave\n3. Spin",
        "1. Duties\n2. Skills\n3. Pay\nGood\n4. Place\nOslo",
        "1. Weave the cloth.\nAll of it\n2. Sell the cloth.\nAll of it",
        "1. weave the cloth\nAll of it\n2. sell the cloth\nAll of it",
        f"1. {'W' * 61}\nWeave.\n2. Skills\nGo",
    ],
    ids=[
        *("two items", "two signs", "a gap in the numbers", "no first", "half a list"),
        *("sentences", "in small letters", "long lines"),
    ],
)
def test_lines_that_are_neither_a_list_nor_headings_keep_their_numbers(text: str) -> None:
    """A sentence that is numbered would open a section."""
    assert without_line_numbers(text) == text
