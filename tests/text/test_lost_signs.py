"""Signs that became question marks or blanks on the way are put back where they surely stood."""

import pytest

from skillscan.text.lost_signs import with_lost_signs
from skillscan.text.prepare import prepare

CASES = {
    "Bachelor?s degree, 3?5 years": "Bachelor’s degree, 3–5 years",
    "You?ll weave. Don?t you?": "You’ll weave. Don’t you?",
    "Bachelor\ufffds degree, 3\ufffd5 years": "Bachelor’s degree, 3–5 years",
    "5 years\ufffd experience \ufffd or more": "5 years’ experience – or more",
    "$90,000 ? $120,000 a year": "$90,000 – $120,000 a year",
    "\ufffd Go\n\ufffd\ufffdRust": "• Go\n• Rust",
    "? Go\n? Rust\n? SQL": "• Go\n• Rust\n• SQL",
    "What You Ll Bring": "What You’Ll Bring",
    "Master s degree; we re sure you don t mind": "Master’s degree; we’re sure you don’t mind",
    "They ve a master s and we LL spin": "They’ve a master’s and we’LL spin",
    "The mill?s co-worker?s": "The mill’s co-worker’s",
    "Pay: 90k?$120k": "Pay: 90k–$120k",
    "They?re here, I?m in, you?d stay, you?ve won": "They’re here, I’m in, you’d stay, you’ve won",
    "3?5 yrs of silk, 90k ? $120k": "3–5 yrs of silk, 90k – $120k",
    "Pay: 90k\ufffd120k": "Pay: 90k–120k",
    "A bachelor s or an associate s degree, a doctor s in law": (
        "A bachelor’s or an associate’s degree, a doctor’s in law"
    ),
    "It isn t so, they aren t so, it doesn t go, it didn t go, won t go, can t go": (
        "It isn’t so, they aren’t so, it doesn’t go, it didn’t go, won’t go, can’t go"
    ),
    "2â6 years of silk; weâre sure you donât mind the millâs degrees": (
        "2–6 years of silk; we’re sure you don’t mind the mill’s degrees"
    ),
    "Weaver â Silk, $90k â $120k for the mill, the weaversâ way": (
        "Weaver – Silk, $90k – $120k for the mill, the weavers’ way"
    ),
    "You`ll know what you´ll do": "You’ll know what you’ll do",
}


@pytest.mark.parametrize(("raw", "expected"), CASES.items())
def test_lost_signs_are_put_back(raw: str, expected: str) -> None:
    """Else the heading is not known, and the degree not read."""
    assert prepare(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.com/jobs?s=1&t=2",
        "Why us? 5 years of growth",
        "? marks the spot\nSpin",
        "Are you ready? Tell us!",
        "Plan b s tier",
        "Aimez-vous le Spark ? 5 years",
        "See https://acme.com/apply?s",
        "See acme.com?s",
        "Des questions?d'autres",
        "Any questions?Re: looms",
        "Weaver (m?w?d) or (m?d)",
    ],
)
def test_questions_stay(text: str) -> None:
    """A question mark is mostly one."""
    assert prepare(text) == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Do you know Spark?3 years of it", "Do you know Spark?\n3 years of it"),
        ("How long did you work?5 years", "How long did you work?\n5 years"),
    ],
)
def test_a_question_before_years_ends_its_line(raw: str, expected: str) -> None:
    """The "k" of a word is none of thousands."""
    assert prepare(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Is it 3?5 looms",
        "Is it 3 ? 5 looms",
        "? Go\n? Rust",
        "It’s so: you ll see",
        "You don wool beside plan b t and see",
        "Plan b s tier of a master silk",
        "5\ufffds",
        "silk\ufffdwool",
        "mills\ufffd.",
        "weave\ufffd go",
        "go \ufffdweave",
        "x\ufffd3",
        "3\ufffdx",
        "silk\n\ufffd \nwool",
        "Press the `d` key",
        "Les tâches de l’âge d’or",
        "The pâté and the silkâwool of Bâle",
        "De 2â6 ans",
        "silk´wool",
    ],
)
def test_what_may_be_another_sign_stays(text: str) -> None:
    """A sign that is put where none was makes another word of two."""
    assert with_lost_signs(text) == text
