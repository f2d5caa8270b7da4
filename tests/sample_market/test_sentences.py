"""The truth is certain only if no sentence names a skill that its markup does not."""

import re

import pytest

from skillscan.sample_market.config import language, occupations, profile, sentences, skills
from skillscan.sample_market.generator import build_market
from skillscan.sample_market.phrasing import fits, skill_line
from skillscan.sample_market.random_stream import SeededRandom
from skillscan.sample_market.template import (
    MARKUP,
    PostingTemplate,
    TemplateLine,
    TemplateSection,
    skill_labels,
)

EXACT = {"go", "r", "c", "ray", "spark", "rust", "git", "triton", "scala", "flink"}
"""Skills whose names are words or letters too: looked for in their own spelling only."""
DECOYS = ("R&D", "C-suite")
OTHER_NAMES = (
    r"GPT|ChatGPT|Llama|ETL|ELT|sklearn|K8s|EKS|GKE|Golang|Unix|NoSQL|MySQL|GitHub|GitLab"
    r"|machine translation|recommend\w+|A/B|container\w*|pipelines?|prompt\w*|notebooks?"
)


def _pattern() -> re.Pattern[str]:
    parts = [f"(?-i:{re.escape(form)})" if skill.skill_id in EXACT else re.escape(form)
             for skill in skills().values() for form in skill.forms]  # fmt: skip
    return re.compile(rf"(?i)(?<![\w+])(?:{'|'.join(parts)}|{OTHER_NAMES})(?![\w+])")


def _texts(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [text for child in children for text in _texts(child)]


def test_no_sentence_names_a_skill_outside_its_markup() -> None:
    """An unmarked skill would make the truth table wrong and blame the pipeline."""
    pattern = _pattern()
    texts = _texts(sentences()) + [title for row in occupations().values() for title in row.titles]
    texts += [text for code in ("de", "fr", "es") for text in _texts(language(code))]
    texts += [post.employer.name + " " + post.employer.field for post in build_market().postings]
    found = {}
    for text in texts:
        bare = MARKUP.sub("#", text)
        for decoy in DECOYS:
            bare = bare.replace(decoy, "#")
        if pattern.search(bare):
            found[text] = pattern.search(bare).group()
    assert found == {}


def test_profiles_name_only_known_skills() -> None:
    """A misspelt id would silently name nothing."""
    names = {row.profile for row in occupations().values()}
    assert {skill for name in names for skill in profile(name)} <= set(skills())


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("place", ["required", "duty_skills"])
def test_every_group_has_a_sentence_for_every_count(place: str, count: int) -> None:
    """A group without a fitting sentence would stop the generator on another seed."""
    for group in {skill.group for skill in skills().values()}:
        assert any(fits(text, count) for text in sentences(place, group))


def test_labels_take_the_strongest_class_and_leave_negated_out() -> None:
    """The guide's rule for a skill that is named more than once."""
    lines = (
        TemplateLine("We use [Go|go] and [Rust|rust]"),
        TemplateLine("[Go|go] is a plus", "preferred"),
        TemplateLine("[Golang|go] required, [Java|java] too", "required"),
        TemplateLine("No [Scala|!scala] needed", "required"),
    )
    section = TemplateSection(kind="required", heading="", lines=lines, is_list=True)
    labels = skill_labels(PostingTemplate(title="[NLP|nlp] Engineer", sections=(section,)))
    assert labels == {"go": "required", "java": "required", "nlp": "mentioned", "rust": "mentioned"}


@pytest.mark.parametrize(
    ("template", "names", "text"),
    [
        ("Know {and}", ["go"], "Know [Go|go]"),
        ("Know {or}", ["c", "r"], "Know [C|c] or [R|r]"),
        ("Know {slash}", ["c", "r"], "Know [C|c]/[R|r]"),
    ],
)
def test_lists_of_skills_are_written_as_people_write_them(template, names, text) -> None:
    """Unnatural lists would make the reading task unfair."""
    chosen = [skills()[name] for name in names]
    lines = {
        skill_line(SeededRandom(seed), [template], chosen).replace("Golang", "Go")
        for seed in range(9)
    }
    assert lines == {text}
