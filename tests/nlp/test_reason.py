"""Why a finding is what it is, in words."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from skillscan.nlp import reason
from skillscan.nlp.reading import Finding
from skillscan.nlp.reason import Grounds, ReasonWords, reason_in_words, reason_of

BRING = {"section_rule": "rules.you_requirements", "heading": "• What you bring:"}
ABOUT = {"section": "about", "section_rule": "rules.about", "heading": "About us"}

CASES: list[tuple[dict[str, Any], str]] = [
    # what a section says
    ({"mention_class": "required", "section": "required", **BRING},
     "required: list under *What you bring*"),
    ({"mention_class": "preferred", "section": "preferred", "heading": "Nice to have"},
     "preferred: list under *Nice to have*"),
    ({"mention_class": "required", "section": "required",
      "section_rule": "list_introductions.lead_required", "heading": "You should know:"},
     "required: list after *You should know*"),
    ({"mention_class": "required", "section": "required"},
     "required: in a list of requirements"),
    ({"mention_class": "mentioned", **ABOUT}, "mentioned: in *About us*"),
    ({"mention_class": "mentioned", "section": "benefits",
      "section_rule": "paragraphs.paragraph_pay", "heading": "The pay range is"},
     "mentioned: in the paragraph *The pay range is*"),
    ({"mention_class": "mentioned", "section": "title"}, "mentioned: in the title"),
    ({"mention_class": "mentioned", "section": "title", "heading": "ML Engineer"},
     "mentioned: in the title"),
    ({"mention_class": "mentioned", "section": "duties"}, "mentioned: in the duties"),
    ({"mention_class": "mentioned", "section": "other"}, "mentioned: nothing there asks for it"),
    # what a modifier says
    ({"mention_class": "preferred", "section": "required", **BRING,
      "modifier_rule": "modifiers.preferred_verb", "modifier": "is a plus"},
     "preferred: *is a plus*"),
    ({"mention_class": "required", **ABOUT,
      "modifier_rule": "addresses_candidate.asks", "modifier": "You have"},
     "required: asks the candidate (*You have*)"),
    ({"mention_class": "mentioned", "section": "required", **BRING,
      "modifier_rule": "describes_employer.tells_employer", "modifier": "Our stack"},
     "mentioned: speaks of the employer or the work (*Our stack*)"),
    ({"mention_class": "preferred", "section": "preferred",
      "modifier_rule": "ideal_candidate.ideal_candidate", "modifier": "Ideally, you"},
     "preferred: of the ideal candidate (*Ideally, you*)"),
    ({"mention_class": "negated", "section": "required",
      "modifier_rule": "modifiers.not_needed", "modifier": "not required"},
     "negated: *not required*"),
    ({"mention_class": "negated", "section": "required"}, "negated: said not to be needed"),
    ({"kind": "experience", "mention_class": "preferred", "section": "required",
      "modifier_rule": "soften.preferred_after"}, "preferred: rule soften.preferred_after"),
    ({"kind": "degree", "mention_class": "required", "section": "required",
      "modifier_rule": "not_needed.no_degree", "modifier": "no degree required"},
     "required: no degree is needed (*no degree required*)"),
    ({"kind": "degree", "mention_class": "required", "section": "required",
      "detail": {"is_substituted": True}, **BRING},
     "required: list under *What you bring*; experience may stand for it"),
    ({"kind": "degree", "mention_class": "required", "section": "other",
      "detail": {"is_substituted": True}},
     "required: a degree is asked for; experience may stand for it"),
    ({"kind": "degree", "mention_class": "required", "section": "required",
      "rule": "no_degree_needed", **BRING}, "required: no degree is needed"),
    # what the kind says
    ({"mention_class": "required", **ABOUT}, "required: asks the candidate"),
    ({"kind": "experience", "mention_class": "required", "section": "duties"},
     "required: years are asked for"),
    ({"kind": "experience", "mention_class": "preferred", "section": "other"},
     "preferred: softened by its words"),
    ({"kind": "degree", "mention_class": "required", "section": "other"},
     "required: a degree is asked for"),
    ({"kind": "pay", "rule": "range_with_cue"}, "pay: a range that is called pay"),
    ({"kind": "pay", "rule": "a_new_rule"}, "pay: stated as pay"),
    ({"kind": "workplace", "detail": {"tier": "job"}}, "workplace: said of the job"),
    ({"kind": "workplace", "detail": {"tier": "job"}, "section": "title"},
     "workplace: said of the job, in the title"),
    ({"kind": "workplace", "detail": {"tier": "days"}},
     "workplace: days in the office are asked for"),
    ({"kind": "occupation", "rule": "ml_engineer"}, "occupation: by the title"),
    ({"kind": "occupation", "rule": "duties"},
     "occupation: by the words of the text: the title names none"),
    ({"kind": "seniority", "rule": "title_word"}, "seniority: a word of the title"),
    ({"kind": "seniority", "rule": "text_sought"}, "seniority: said in the text"),
    # an older reading
    ({"mention_class": "required"}, "required"),
    # the words of strangers
    ({"mention_class": "required", "section": "required", "heading": "**Must** [have](x):"},
     "required: list under *Must\\*\\* \\[have\\](x)*"),
    ({"mention_class": "required", "section": "required", "heading": "Skills in C#"},
     "required: list under *Skills in C#*"),
    ({"mention_class": "required", "section": "required", "heading": "<b>\x1b[31mRed\u202e"},
     "required: list under *\\<b\\>\\\\u001b\\[31mRed\\\\u202e*"),
    ({"mention_class": "required", "section": "required", "heading": " •*: "},
     "required: in a list of requirements"),
]  # fmt: skip


@pytest.mark.parametrize(("known", "told"), CASES, ids=[told for _, told in CASES])
def test_a_reason_in_words(known: dict[str, Any], told: str) -> None:
    """An editor would have to know our rules to see why a skill counts as required."""
    grounds = Grounds(**{"kind": "skill", "rule": "Python", "mention_class": "mentioned"} | known)
    assert str(reason_in_words(grounds)) == told


def test_a_reason_is_told_from_the_offsets_of_a_finding() -> None:
    """The words of another line would be shown as the reason."""
    document = "Engineer\n\nWhat you bring:\n• Python is a plus"
    finding = Finding(
        kind="skill", value="python", mention_class="preferred", rule="Python",
        start=28, end=34, section="required", section_rule="rules.you_requirements",
        heading_start=10, heading_end=25,
        modifier_rule="modifiers.preferred_verb", modifier_start=35, modifier_end=44,
    )  # fmt: skip
    assert reason_of(finding, document) == ReasonWords("preferred", "", "is a plus", "")
    assert reason.grounds_of(finding, document).heading == "What you bring:"


@given(st.text(max_size=600))
def test_the_words_of_strangers_are_bounded_and_printable(words: str) -> None:
    """A heading of a thousand characters, or one that clears the screen, would be a reason."""
    grounds = Grounds(
        kind="skill", rule="x", mention_class="required", section="required", heading=words
    )
    told = reason_in_words(grounds)
    assert str(told).isprintable()
    assert len(told.quoted or "") <= 10 * reason.MAX_QUOTED_CHARACTERS
    assert "<" not in str(told).replace("\\<", "")


def test_groups_that_have_words_are_groups_of_rule_files() -> None:
    """A group that was renamed would be told by its words no more."""
    groups: set[str] = set()
    for name in ("headings", "modifiers", "experience", "degrees"):
        listed = yaml.safe_load(Path("data/rules", f"{name}.yaml").read_text("utf-8"))
        groups |= set(listed) | set(listed.get("groups", ()))
    told = {*reason._MODIFIERS, *reason._LISTS_OPENED, *reason._PLACES_OPENED}
    assert told - groups == set()
