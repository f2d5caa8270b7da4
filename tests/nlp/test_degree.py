"""A degree read wrongly tells candidates that they need one, or that they do not."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from skillscan.nlp.context_rule import context_rules, contexts
from skillscan.nlp.degree.mention import DegreeLevel, find_degrees
from skillscan.nlp.degree.requirement import find_degree_groups, lowest_of_line, no_degree_needed
from skillscan.nlp.document import make_document
from skillscan.nlp.pipeline import build
from skillscan.resources import data, data_yaml

RULES = data_yaml("rules", "degrees.yaml")


@pytest.fixture(scope="module")
def nlp():
    return build(disable=["skillscan_skills", "skillscan_mention_class"])


def level_cases(kind: str) -> Iterator[tuple[str, str]]:
    for entry in RULES["levels"]:
        for sentence in entry[kind]:
            yield entry["level"], sentence


def test_rules_fit_their_schema() -> None:
    """A misspelled field would silently switch a rule off."""
    schema = json.loads(data("rules", "schemas", "degrees.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(RULES)


@pytest.mark.parametrize(("level", "sentence"), list(level_cases("examples")))
def test_degree_is_named(level: str, sentence: str) -> None:
    """A degree written in a usual way would be overlooked."""
    assert DegreeLevel[level.upper()] in [mention.level for mention in find_degrees(sentence)]


@pytest.mark.parametrize(("level", "sentence"), list(level_cases("counterexamples")))
def test_degree_is_not_named(level: str, sentence: str) -> None:
    """MS Office would become a master's degree."""
    assert DegreeLevel[level.upper()] not in [mention.level for mention in find_degrees(sentence)]


@pytest.mark.parametrize("sentence", RULES["generic"]["counterexamples"])
def test_a_degree_of_something_is_none(sentence: str) -> None:
    """A high degree of autonomy would become a bachelor's."""
    assert find_degrees(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [(s, True) for e in RULES["not_needed"] for s in e["examples"]]
    + [(s, False) for e in RULES["not_needed"] for s in e["counterexamples"]],
)
def test_no_degree_needed(sentence: str, *, expected: bool) -> None:
    """ "No degree required" would count as a degree."""
    assert (no_degree_needed(sentence) is not None) is expected


LINES = [
    ("Bachelor's degree in CS; Master's preferred.", DegreeLevel.BACHELOR),
    (
        "BS, MS, or PhD degree in a related field, or equivalent practical experience.",
        DegreeLevel.SCHOOL,
    ),
    ("Master's or Ph.D. degree preferred.", None),
    ("Preferably a Master's degree.", None),
    ("BS/MS/PhD in CS", DegreeLevel.BACHELOR),
    ("Bachelor's degree, Master's preferred", DegreeLevel.BACHELOR),
    ("BS, MS or PhD preferred", None),
    ("Bachelor's degree (Master's preferred) in CS", DegreeLevel.BACHELOR),
    ("An advanced degree (MS or PhD) in optics is preferred", None),
    ("Bachelor's degree or equivalent in Computer Science", DegreeLevel.BACHELOR),
    ("Bachelor's degree in Statistics or Law (advanced degree a plus).", DegreeLevel.BACHELOR),
    (
        "Bachelor's degree plus 8+ years of experience, or Advanced Degree plus 6+ years",
        DegreeLevel.BACHELOR,
    ),
    (
        "2+ years of work experience and a Bachelor's degree, OR 5+ years of work experience",
        DegreeLevel.SCHOOL,
    ),
    ("Advanced degree in CS", DegreeLevel.MASTER),
    ("A degree in CS and 2-3 years of work experience", DegreeLevel.BACHELOR),
    ("MS in ML or BS with equivalent ML experience", DegreeLevel.BACHELOR),
    ("Ph.D. in a relevant field or equivalent experience is a plus.", None),
    ("High school diploma required", DegreeLevel.SCHOOL),
    ("PhD or equivalent, with a focus on optics", DegreeLevel.PHD),
    ("Currently enrolled in a PhD program", DegreeLevel.PHD),
    ("Bachelor's degree, with banking experience preferred", DegreeLevel.BACHELOR),
    ("3+ years of research or Ph.D./M.S. in CS", DegreeLevel.SCHOOL),
    ("BSCS or equivalent required, MSCS strongly preferred", DegreeLevel.BACHELOR),
    ("Degree in maths; OR equivalent work experience", DegreeLevel.SCHOOL),
    (
        "(fewer years may be accepted with a master's degree) Bachelor's degree in maths",
        DegreeLevel.BACHELOR,
    ),
    ("You work alongside PhDs.", None),
    ("Tuition help for a degree", None),
]


@pytest.mark.parametrize(("line", "level"), LINES)
def test_lowest_degree_of_a_line(line: str, level: DegreeLevel | None) -> None:
    """A wish would become a requirement, or experience would not stand for a degree."""
    assert lowest_of_line(line, find_degree_groups(line)) == level


POSTINGS = [
    ("ML Engineer", "Requirements\n• Bachelor's degree in CS\n• Python", "bachelor"),
    ("ML Engineer", "Requirements\n• Python\nPreferred qualifications\n• PhD in CS", None),
    ("ML Engineer", "Requirements\n• Master's degree or equivalent experience", "none"),
    ("ML Engineer", "Educational background doesn't matter to us.", "none"),
    ("ML Engineer", "About us\nOur team of PhDs builds looms.\nRequirements\n• Python", None),
    ("PhD Machine Learning Engineer, Intern", "Requirements\n• Python", "phd"),
    ("ML Intern", "Requirements\n• Pursuing a Bachelor's, Master's or PhD in CS", "bachelor"),
    (
        "ML Engineer",
        "Requirements\n• BS and 7+ years of experience, OR\n• 11+ years of experience",
        "none",
    ),
    ("ML Engineer", "Requirements\n• A high degree of autonomy", None),
]


@pytest.mark.parametrize(("title", "body", "degree"), POSTINGS)
def test_posting(nlp, title: str, body: str, degree: str | None) -> None:
    """The share of postings that ask for a degree would be wrong."""
    assert nlp(make_document(nlp, title, body))._.skillscan_fields["degree"] == degree


def test_context_rules_match_their_examples() -> None:
    """A rule of softening or substitution that never fires makes wishes requirements."""
    failures = []
    for group in ("soften", "substitute", "refuse"):
        rules = context_rules("degrees.yaml", group)
        for rule, entry in zip(rules, RULES[group], strict=True):
            for kind, expected in (("examples", True), ("counterexamples", False)):
                for sentence in entry[kind]:
                    mentions = find_degrees(sentence)
                    start, end = mentions[0].start, mentions[-1].end
                    before, after = contexts(sentence, start, end, chars=300)
                    words = sentence[end:] if group == "substitute" else after
                    if rule.matches(before, words) is not expected:
                        failures.append((entry["name"], sentence))
    assert failures == []


@given(st.text(alphabet="BMSPhDdegre'.,/;() orinplusm", max_size=200))
def test_any_line_is_read(line: str) -> None:
    """A line of odd shape would stop the whole load."""
    for group in find_degree_groups(line):
        assert 0 <= group.start < group.end <= len(line)


@pytest.mark.parametrize("piece", ["BS/MS or ", "degree in a, ", "PhD preferred ", "(MS "])
def test_hostile_repetition_ends(piece: str) -> None:
    """One hostile posting would hold up all others."""
    assert len(find_degree_groups(piece * (20_000 // len(piece)))) <= 700
