"""Lines that a source joined by a space: a wish binds its own item, and headings open sections."""

import pytest

from skillscan.domain import SourceFields
from skillscan.nlp.annotate import pipeline
from skillscan.nlp.pipeline import read_documents
from skillscan.text.line_breaks.joined import break_joined_lines, is_flattened
from skillscan.text.prepare import prepare

BEFORE = (
    "Acme weaves cloth by the sea and has done so for longer than anybody there remembers. "
    "The mill stands beside a quiet river, and the looms are run by people who like their trade. "
    "Each week they meet to see what was learned, and everybody may say what ought to change. "
    "What is bought is worn for years, and what is worn out comes back to be mended. "
)
JOINED = "Requirements Ability to weave by hand Familiarity with old looms Willingness to travel "
"""Enough joined lines for a text of one line to count as flattened."""

SPLIT = {
    "heading with its mark": (
        "weave at night Qualifications - 3+ years of weaving",
        ["weave at night", "Qualifications", "• 3+ years of weaving"],
    ),
    "heading in capitals": (
        "to weave faster PREFERRED QUALIFICATIONS - 1+ years of dyeing",
        ["to weave faster", "PREFERRED QUALIFICATIONS", "• 1+ years of dyeing"],
    ),
    "heading before its colon": (
        "and mend them. What we need to see: Experience with looms",
        ["and mend them.", "What we need to see:", "Experience with looms"],
    ),
    "heading of other capitals": (
        "to weave faster ABOUT THE GIG Weave and mend",
        ["to weave faster", "ABOUT THE GIG", "Weave and mend"],
    ),
    "heading of two nouns": (
        "to weave faster Desired Skills/Experience Experience with dyes",
        ["to weave faster", "Desired Skills/Experience", "Experience with dyes"],
    ),
    "wishes with a comma": (
        "and mend them. Ideally, you'd have: Weaving for years",
        ["and mend them.", "Ideally, you'd have:", "Weaving for years"],
    ),
    "wishes in German": (
        "und flicke sie. Idealerweise bringst Du Folgendes mit: Erfahrung am Webstuhl",
        ["und flicke sie.", "Idealerweise bringst Du Folgendes mit:", "Erfahrung am Webstuhl"],
    ),
    "wishes by other words": (
        "and mend them. Ways to stand out from the crowd: Knowledge of dyes",
        ["and mend them.", "Ways to stand out from the crowd:", "Knowledge of dyes"],
    ),
    "lead to a list": (
        "by the sea. You will be responsible for: Weaving the cloth",
        ["by the sea.", "You will be responsible for:", "Weaving the cloth"],
    ),
    "heading of one word": (
        "weave at night. Desirable Experience with dyes",
        ["weave at night.", "Desirable", "Experience with dyes"],
    ),
    "heading with a remark": (
        "weave at night Preferred Skills / Experience (not required) Strong dyeing",
        ["weave at night", "Preferred Skills / Experience (not required)", "Strong dyeing"],
    ),
    "heading before an item": (
        "with high spirits Nice to have Experience weaving by night",
        ["with high spirits", "Nice to have", "Experience weaving by night"],
    ),
    "stacks": (
        "we forget: Backend Stack: Loom, Shuttle Frontend Stack: Yarn",
        ["we forget:", "Backend Stack:", "Loom, Shuttle", "Frontend Stack:", "Yarn"],
    ),
    "demand behind a name": (
        "weave with Jacquard Experience with dyes",
        ["weave with Jacquard", "Experience with dyes"],
    ),
    "demand before a name": (
        "weave with Jacquard Strong Python skills",
        ["weave with Jacquard", "Strong Python skills"],
    ),
    "duty behind a word": (
        "weave the cloth Build new looms",
        ["weave the cloth", "Build new looms"],
    ),
    "years behind a name": (
        "weave for LLMs 5+ years of dyeing",
        ["weave for LLMs", "5+ years of dyeing"],
    ),
    "wish behind a bracket": (
        "weave with dyes (preferred) Experience with looms",
        ["weave with dyes (preferred)", "Experience with looms"],
    ),
    "pay behind its label": (
        "weave at night. Salary Range: $90,000",
        ["weave at night.", "Salary Range: $90,000"],
    ),
    "label": (
        "weave at night Cloth Finishing: Wash and press it",
        ["weave at night", "Cloth Finishing: Wash and press it"],
    ),
    "equal opportunity": (
        "weave at night Acme Mills is an equal opportunity employer",
        ["weave at night", "Acme Mills is an equal opportunity employer"],
    ),
    "German items": (
        "Weben mit Python Erfahrung mit Webstühlen von Vorteil Sehr gutes Deutsch",
        ["Weben mit Python", "Erfahrung mit Webstühlen von Vorteil", "Sehr gutes Deutsch"],
    ),
    "German heading": (
        "Freude am Weben. Was bringen Sie mit? Abgeschlossene Lehre",
        ["Freude am Weben.", "Was bringen Sie mit?", "Abgeschlossene Lehre"],
    ),
}
WHOLE = {
    "German wish before a noun": "am Webstuhl und bestenfalls Erfahrungen mit Looms",
    "heading word in a sentence": "meet the requirements of the role and the Requirements of all",
    "heading behind an article": "you meet all the Preferred Qualifications that we list",
    "names in capitals": "weave with SQL and AWS YARN Looms, which is well known",
    "word that leads on": "weave with Strong hands and our Experience team",
    "adjective in front": "strong Communication skills and excellent Knowledge of dyes",
    "name of a team": "weave with the modern Analytics team of Acme Product Design and Weaving",
    "name that a start begins": "weave with better Deep Learning",
    "compound before a name": "weave with cutting-edge Generative AI",
    "German adjective in front": "Weben und praktische Erfahrung mit Webstühlen",
    "years asked for": "weave and preferably 5+ years of dyeing, which requires 3+ years of it",
    "said of the item": "weave with looms Preferred - Dyes",
    "range of hours": "weave from nine – 17 o'clock, ten – 18 o'clock or one – 21 o'clock",
    "sum of a range": "pay is $132,000 – 178,500 here, $136,000 – 184,000 or $122,500 – 165,500",
}


def flattened(text: str) -> str:
    return prepare(f"{BEFORE}{JOINED}{text}")


@pytest.mark.parametrize(("joined", "lines"), SPLIT.values(), ids=SPLIT.keys())
def test_a_flattened_text_gets_its_lines_back(joined: str, lines: list[str]) -> None:
    assert flattened(f"and to {joined}").endswith("\n".join(lines))


@pytest.mark.parametrize("whole", WHOLE.values(), ids=WHOLE.keys())
def test_what_goes_on_stays_on_its_line(whole: str) -> None:
    """A sentence cut in two is read as two, and a false heading opens a section."""
    assert whole in flattened(f"and to {whole}").split("Willingness to travel and to ")[1]


def test_well_formed_texts_are_left_alone() -> None:
    """Lines that a source kept are the best there is: nothing is guessed in them."""
    text = f"{BEFORE.strip()}\nRequirements\n• weave with Jacquard Experience with dyes\n• Looms"
    assert not is_flattened(text)
    assert break_joined_lines(text, is_flattened=False) == text


def test_a_joined_line_among_others_is_split() -> None:
    lines = ["• weave", "• dye", "• press", "• sell"] * 5
    text = prepare("\n".join([*lines, BEFORE * 2 + JOINED.strip()]))
    assert "\nAbility to weave by hand\nFamiliarity with old looms\nWillingness" in text


@pytest.mark.parametrize("joined", [case[0] for case in SPLIT.values()], ids=SPLIT.keys())
def test_it_is_done_once_and_changes_no_letter(joined: str) -> None:
    text = flattened(f"and to {joined}")
    assert prepare(text) == text
    before = f"{BEFORE}{JOINED}and to {joined}"
    assert [c for c in text if c.isalnum()] == [c for c in before if c.isalnum()]


def test_a_wish_is_of_its_own_item() -> None:
    """Joined items made one wish of a whole list of requirements."""
    text = flattened(
        "Strong knowledge of Python Experience with Kafka Familiarity with Airflow is a plus "
        "Proficiency in SQL Preferred Qualifications Experience with Rust Knowledge of Spark"
    )
    (reading,) = read_documents(pipeline(), [("Weaver", text, SourceFields())])
    classes = {f.value: str(f.mention_class) for f in reading.findings if f.kind == "skill"}
    assert classes == {
        "python": "required",
        "kafka": "required",
        "airflow": "preferred",
        "sql": "required",
        "rust": "preferred",
        "spark": "preferred",
    }
