"""A rule file that does not fit must not be loaded: a misspelled field switches a rule off."""

import pytest

from skillscan import resources
from skillscan.rules import RuleError, RuleFile
from skillscan.rules.loading import build_rules
from skillscan.rules.proof import failures, unneeded_phrases
from skillscan.rules.source import read_source

SCHEMA = {
    **resources.data_json("rules", "schema.json")["$defs"],
    "trial": {
        "type": "object",
        "additionalProperties": False,
        "required": ["rules"],
        "properties": {
            "fragments": {"$ref": "#/$defs/_fragments"},
            "words": {"$ref": "#/$defs/_words"},
            "rules": {
                "type": "array",
                "items": {
                    "$ref": "#/$defs/_rule",
                    "unevaluatedProperties": False,
                    "properties": {"gives": {"enum": ["yes", "no"]}},
                    "required": ["id", "gives", "phrases"],
                },
            },
        },
    },
}
PROOFS = "examples: [a lily], counterexamples: [a rose]"
PACKAGED = """\
fragments:
  colour:
    - red
    - blue
words: [a]
rules:
  - id: rose
    gives: "yes"
    phrases:
      - '\\b{colour} rose\\b'
      - tulip
    unless: [paper]
    examples: [a red rose, a blue rose, a tulip]
    counterexamples: [a red paper rose, a red rose of paper]
"""


@pytest.fixture(autouse=True)
def trial_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "data_json", lambda *_: {"$defs": SCHEMA})


def load(packaged: str = PACKAGED, own: str | None = None) -> RuleFile:
    own_source = read_source(own, "own.yaml") if own is not None else None
    return build_rules("trial.yaml", read_source(packaged, "trial.yaml"), own_source)


def faults(packaged: str = PACKAGED, own: str | None = None) -> list[str]:
    with pytest.raises(RuleError) as error:
        load(packaged, own)
    return str(error.value).splitlines()


def prover(rules: RuleFile):
    def holds(rule, example, is_counter):
        pattern, unless = rules.pattern(rule), rules.pattern(rule, "unless")
        found = bool(pattern.search(example.text))
        return (found and not (unless and unless.search(example.text))) != is_counter

    def of_present(rule, example, is_counter):
        return holds(rules.rule(rule.group, rule.id), example, is_counter)

    return of_present


def test_phrases_and_fragments_become_one_expression() -> None:
    rules = load()
    assert rules.pattern(rules.rule("rules", "rose")).pattern == r"(?:\b(?:red|blue) rose\b|tulip)"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("gives:", "give:", 7, "rose"),
        ('"yes"', "maybe", 8, "'maybe' is not one of"),
        ("tulip\n", "tulip|lily\n", 11, "outside of brackets"),
        ("tulip\n", "'tulip(?'\n", 11, "is no expression"),
        ("tulip\n", "tulip.*\n", 11, "without a bound"),
        ("tulip\n", "'[^x]+tulip'\n", 11, "without a bound"),
        ("tulip\n", "tulip {size}\n", 11, "no fragment {size}"),
        ("tulip\n", f"{'tulip' * 40}\n", 11, "at most 160 characters"),
        ("tulip\n", "3\n", 11, "put quotes"),
        ("tulip\n", '"\\btulip"\n', 11, "control character"),
        ("- red", "- '{colour}'", 3, "name each other"),
        ("words: [a]", "wrods: [a]", 5, "did you mean words?"),
        ("words: [a]", "words: [a", 6, "no valid YAML"),
        ("tulip\n", "tulip: lily: rose\n", 11, "put the text in quotes"),
        ("tulip\n", "@tulip\n", 11, "put the text in quotes"),
        ("words: [a]", "words: [Tulip:, ':']", 5, "put the text in quotes"),
        ("words: [a]", "words:\n\t- a", 6, "indent with blanks"),
        ("words: [a]", "words: [a]\nwords: [b]", 6, "stands twice"),
        ("words: [a]", "[a]: b", 5, "no name of anything"),
        ("words: [a]", "words: [a\x07]", 1, "no valid YAML"),
        ("words: [a]", "words: [a, yes]", 5, "words: True is not a text"),
        ("words: [a]", "words: [a, '']", 5, "at least 1 characters"),
        ("words: [a]", "words: a", 5, "words: 'a' is not a list"),
        ("gives:", "give:", 8, "did you mean gives? known are: after, before, counterexamples"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, line: int, said: str) -> None:
    found = faults(PACKAGED.replace(old, new))
    assert any(text.startswith(f"trial.yaml:{line}:") and said in text for text in found), found


def test_all_faults_come_at_once() -> None:
    broken = PACKAGED.replace("tulip\n", "tulip|lily\n").replace("paper]", "paper|card]")
    assert len(faults(broken)) == 2


def test_faults_of_shape_and_of_phrases_come_at_once() -> None:
    """Who mends one fault at a time runs the check once for each."""
    found = faults(own=f'rules: [{{id: lily, give: "no", phrases: [a|b], {PROOFS}}}]\nwrods: [a]')
    assert [part for part in ("known are", "outside of brackets", "wrods") if part in str(found)]
    assert len(found) == 4


def test_aliases_that_hold_each_other_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file must not become an endless one."""
    monkeypatch.setattr("skillscan.rules.source.MAX_PARTS", 10_000)
    doubled = "\n".join(f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}, *l{n - 1}]" for n in range(1, 25))
    assert "parts" in faults(own=f"l0: &l0 [a]\n{doubled}")[0]


def test_an_id_stands_once() -> None:
    twice = PACKAGED + PACKAGED.partition("rules:\n")[2]
    assert "stands twice" in faults(twice)[0]


def test_own_rules_add_replace_and_remove() -> None:
    lily = f'rules: [{{id: lily, gives: "no", phrases: [lily], {PROOFS}}}]'
    own = f"{lily}\nfragments: {{colour: [pink]}}\nwords: [b]"
    rules = load(own=own)
    assert [rule.id for rule in rules.rules("rules")] == ["lily", "rose"]
    assert rules.rules("rules")[0].is_own
    assert rules.pattern(rules.rule("rules", "rose")).search("a pink rose")
    assert rules.words["words"] == ["a", "b"]
    replaced = load(own=f'rules: [{{id: rose, gives: "no", phrases: [thorn], {PROOFS}}}]')
    assert [rule.slots["phrases"] for rule in replaced.rules("rules")] == [("thorn",)]
    removed = load(own="rules: [{id: rose, remove: true}]")
    assert not removed.pattern(removed.rule("rules", "rose")).search("a red rose")
    assert list(failures(removed, prover)) == []
    assert [ref for ref in removed.phrase_refs() if ref.rule_id] == []
    lily = f"{{id: lily, gives: maybe, phrases: [lily], {PROOFS}}}"
    both = f"rules: [{{id: rose, remove: true}}, {lily}]"
    assert faults(own=both) == ["own.yaml:1: lily: gives: 'maybe' is not one of yes, no"]


def test_own_rules_that_do_not_fit_are_refused() -> None:
    assert faults(own="rules: [{id: lily, remove: true}]")[0].startswith(
        "own.yaml:1: lily: no packaged"
    )
    assert "own.yaml:1" in faults(own="rules: [{id: lily, phrases: [lily]}]")[0]


@pytest.mark.parametrize("proof", ["examples", "counterexamples"])
def test_own_rules_without_proof_are_refused(proof: str) -> None:
    """A rule would decide over postings that nobody has shown it to read rightly."""
    rule = f'{{id: lily, gives: "no", phrases: [lily], {proof}: [a lily]}}'
    (other,) = {"examples", "counterexamples"} - {proof}
    (said,) = faults(own=f"rules: [{rule}]")
    assert said.startswith(f"own.yaml:1: lily: has no {other[:-1]}: give at least one text")


def test_a_phrase_that_no_example_needs_is_found() -> None:
    rules = load()
    assert list(failures(rules, prover)) == []
    assert list(unneeded_phrases(rules, prover)) == []
    idle = load(PACKAGED.replace("- blue", "- blue\n    - green"))
    assert [ref.text for ref in unneeded_phrases(idle, prover)] == ["green"]


def test_an_example_that_does_not_hold_is_found() -> None:
    rules = load(PACKAGED.replace("a tulip]", "a tulip, a lily]"))
    assert [failure.example.text for failure in failures(rules, prover)] == ["a lily"]


def test_an_example_that_cannot_be_tried_is_told() -> None:
    """One strange example would hide all the others."""

    def strict(rules: RuleFile):
        holds = prover(rules)

        def of_known(rule, example, is_counter):
            if example.text == "a tulip":
                raise LookupError("no tulips")
            return holds(rule, example, is_counter)

        return of_known

    (failure,) = failures(load(), strict)
    assert failure.message == "example 'a tulip' cannot be tried: LookupError: no tulips"


def test_a_fragment_that_others_hold_is_tried_with_their_examples() -> None:
    nested = PACKAGED.replace("\\b{colour} rose", "\\b{shade} rose").replace(
        "words:", "  shade:\n    - (?:dark )?{colour}\nwords:"
    )
    rules = load(nested)
    assert list(unneeded_phrases(rules, prover)) == []
    assert [ref.text for ref in rules.phrase_refs()][:2] == ["red", "blue"]
