"""``skillscan rules test``: which rules decide a sentence, and what it would be without each."""

import json
import re
from pathlib import Path

import pytest
from spacy.language import Language
from typer.testing import CliRunner

from skillscan.cli.app import app
from skillscan.errors import UsageError
from skillscan.nlp import annotate
from skillscan.nlp.rule_component import rule_components
from skillscan.nlp.rule_trial import MAX_CHARACTERS, SECTION_HEADINGS, Trial, try_text
from skillscan.taxonomy import ambiguity


def effects(trial: Trial) -> dict[str, list[str]]:
    return {
        " and ".join(f"{rule.group}.{rule.id}" for rule in effect.rules): list(
            map(str, effect.changes)
        )
        for effect in trial.effects
    }


@pytest.fixture(scope="module")
def senior(nlp: Language) -> Trial:
    return try_text(nlp, "We use Python.", title="Senior Data Scientist")


def test_a_rule_that_decides_is_named_with_what_would_be_without_it(senior: Trial) -> None:
    found = effects(senior)
    assert found["levels.senior"] == [
        "seniority 'Senior': senior → nothing",
        "seniority: senior → nothing",
    ]


@pytest.mark.slow
def test_the_rules_are_as_before_afterwards(nlp: Language, senior: Trial) -> None:
    """The second sentence would be read by other rules than the first."""
    before = [dict(component.rules) for component in rule_components(nlp)]
    assert try_text(nlp, "We use Python.", title="Senior Data Scientist") == senior
    assert [dict(component.rules) for component in rule_components(nlp)] == before


OFTEN = ("required", "about")
"""Sections that every run tries: each takes as many readings as there are rules."""


@pytest.mark.parametrize(
    "section",
    [
        pytest.param(name, marks=[] if name in OFTEN else pytest.mark.slow)
        for name in SECTION_HEADINGS
    ],
)
def test_a_text_can_stand_in_any_section(nlp: Language, section: str) -> None:
    trial = try_text(nlp, "Python", section=section)
    assert [finding.section for finding in trial.reading.findings] == [section]
    assert not [effect for effect in trial.effects if effect.file == "headings.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "section", "rule"),
    [
        ("Docker\nNice to have", "preferred", "rules.preferred"),
        ("Requirements\n• Docker", None, None),
        ("We weave.", None, None),
    ],
)
def test_a_heading_with_nothing_below_it_is_shown(
    nlp: Language, text: str, section: str | None, rule: str | None
) -> None:
    """A new heading looked as if it did not fit."""
    heading = try_text(nlp, text).heading
    found = heading and (heading.section, f"{heading.rule.group}.{heading.rule.id}")
    assert found == (section and (section, rule))


@pytest.mark.slow
def test_the_command_shows_a_heading(tmp_path: Path) -> None:
    words = ["rules", "test", "Requirements:", "--home", str(tmp_path)]
    shown = CliRunner().invoke(app, words).stdout
    assert "rules.requirements\n    heading 'Requirements': opens required\n" in shown
    assert "no rule takes part" not in shown
    found = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)["heading"]
    assert (found["id"], found["section"]) == ("rules.requirements", "required")


@pytest.mark.parametrize(
    ("text", "section", "said"),
    [
        ("x", "wishes", "no section 'wishes'; there are: required"),
        ("x" * (MAX_CHARACTERS + 1), None, "over"),
    ],
)
def test_what_cannot_be_tried_is_said(nlp: Language, text: str, section: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        try_text(nlp, text, section=section)


@pytest.mark.slow
def test_the_command_prints_and_gives_json(tmp_path: Path) -> None:
    words = [
        "rules",
        "test",
        "We use Python.",
        "--title",
        "Senior\x1b[31m Wizard",
        "--home",
        str(tmp_path),
    ]
    shown = CliRunner().invoke(app, words)
    assert shown.exit_code == 0, shown.output
    assert "skill 'Python': python; mentioned" in shown.stdout
    assert "levels.senior" in shown.stdout
    assert "without it: seniority 'Senior': senior → nothing" in shown.stdout
    assert "\x1b" not in shown.stdout
    found = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    assert found["fields"]["seniority"] == "senior"
    (effect,) = [one for one in found["rules"] if one["ids"] == ["levels.senior"]]
    assert effect["without"][0]["after"] is None


AMBIGUOUS = """\
category: infrastructure
skills:
  - id: tamarind
    label: Tamarind
    reference: https://z.example
    exact:
      - text: Tamarind
        when:
          - experience with _
          - {beside: [infrastructure]}
        not:
          - _ soup
    examples: {counts: [experience with Tamarind], counts_not: [Tamarind soup]}
"""


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "taxonomy").mkdir()
    (home / "taxonomy" / "own.yaml").write_text(AMBIGUOUS)
    return home


@pytest.fixture(scope="module")
def own_pipeline(own_home: Path) -> Language:
    return annotate.pipeline(own_home)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kubernetes, Tamarind", ["counts; for this holds:", ":10: when: {beside: [infra"]),
        ("experience with Tamarind", ["counts; for this holds:", ":9: when: experience with _"]),
        ("experience with Tamarind soup", ["does not count; for this holds:", ":12: not: _ soup"]),
        ("Tamarind", ["does not count; none of its conditions holds:", ":9: when: ", ":10: when"]),
    ],
)
def test_the_condition_of_an_ambiguous_name_is_told(
    own_home: Path,
    own_pipeline: Language,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    said: list[str],
) -> None:
    """Somebody would look for "Tamarind (beside)" in twenty files."""
    monkeypatch.setattr(annotate, "pipeline", {own_home: own_pipeline}.__getitem__)
    path = own_home / "taxonomy" / "own.yaml"
    result = CliRunner().invoke(app, ["rules", "test", text, "--home", str(own_home)])
    assert f"{path}:7: tamarind: ambiguous alias 'Tamarind'" in result.stdout
    assert [part for part in said if part not in result.stdout] == []


@pytest.fixture(scope="module")
def wish(nlp: Language) -> Trial:
    return try_text(nlp, "We seek:\n• Pinecone is a plus")


def test_each_skill_of_the_same_words_is_told(wish: Trial) -> None:
    """Pinecone is a vector database as well: of the two only the last was told."""
    found = effects(wish)["modifiers.preferred_verb and modifiers.preferred_bare"]
    assert sorted(found) == [
        "skill 'Pinecone': pinecone, preferred → pinecone, required",
        "skill 'Pinecone': vector-database, preferred → vector-database, required",
    ]


def test_each_place_of_the_same_skill_is_told(nlp: Language) -> None:
    """Only the last place was compared: a rule that decides the first took no part."""
    trial = try_text(nlp, "Docker is required, Docker is a plus", section="required")
    found = effects(trial)["modifiers.required_bare"]
    assert found == ["skill 'Docker': docker, required → docker, preferred"]


@pytest.mark.parametrize(
    ("text", "rule", "stays"),
    [
        ("We seek:\n• Pinecone is a plus", "rules.you_requirements",
         "skill 'Pinecone' stays preferred: *is a plus* [modifiers.preferred_verb]"),
        ("Our company: Docker is used by our team.", "rules.about",
         "skill 'Docker' stays mentioned: nothing there asks for it"),
    ],
)  # fmt: skip
def test_what_keeps_a_reading_is_told(nlp: Language, text: str, rule: str, stays: str) -> None:
    """ "Another rule says the same" was said where no other rule took part."""
    told = {f"{e.rules[0].group}.{e.rules[0].id}": e for e in try_text(nlp, text).effects}
    assert told[rule].is_shared
    assert told[rule].stays == (stays,)


@pytest.mark.parametrize(
    ("text", "section", "unknown"),
    [
        ("Zorbish wishes", None, "Zorbish wishes"),
        ("We weave all day.", None, ""),
        ("Zorbish wishes\n• weaving", None, ""),
        ("Zorbish wishes", "about", ""),
        ("Zorbish Docker", None, ""),
    ],
)
def test_a_heading_that_no_rule_knows_is_told(
    nlp: Language, text: str, section: str | None, unknown: str
) -> None:
    """ "No rule takes part" left open whether a heading had been tried at all."""
    assert try_text(nlp, text, section=section).unknown_heading == unknown


def test_the_command_tells_of_an_unknown_heading(
    nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate, "pipeline", {tmp_path: nlp}.__getitem__)
    words = ["rules", "test", "Zorbish\x1b[31m wishes", "--home", str(tmp_path)]
    shown = CliRunner().invoke(app, words).stdout
    assert "opens nothing; it is no heading that the rules know" in shown
    assert "\x1b" not in shown


def test_a_sure_name_has_its_place_and_what_the_check_says(
    nlp: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An alias that the check would refuse looked as if all were well."""
    monkeypatch.setattr(annotate, "pipeline", {tmp_path: nlp}.__getitem__)
    everyday = ambiguity.everyday_words()
    monkeypatch.setattr(ambiguity, "everyday_words", lambda: everyday | {"k8s"})
    words = ["rules", "test", "k8s and Pinecone, k8s", "--home", str(tmp_path)]
    shown = CliRunner().invoke(app, words).stdout
    lines = (
        (Path(__file__).parents[2] / "data/taxonomy/infrastructure.yaml").read_text().split("\n")
    )
    (place,) = re.findall(
        r"^data/taxonomy/infrastructure.yaml:(\d+): kubernetes: .*'k8s'$", shown, re.M
    )
    assert "k8s" in lines[int(place) - 1]
    assert "refuses it: alias 'k8s' is an ordinary word" in shown
    assert "vector_databases.yaml" in shown
    assert shown.count("refuses it") == 1
    found = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)["sure_names"]
    assert [(one["alias"], bool(one["problems"])) for one in found] == [
        ("k8s", True),
        ("Pinecone", False),
    ]
