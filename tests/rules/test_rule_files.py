"""Every shipped rule does what its examples say, and every phrase is needed by one."""

import pytest

from skillscan import resources
from skillscan.rules import load_rules
from skillscan.rules.check import missing_examples
from skillscan.rules.loading import checked_rules, file_names, is_known
from skillscan.rules.proof import PROVERS, WORD_LISTS, failures, prover_of


@pytest.mark.parametrize("name", sorted(PROVERS))
def test_every_example_holds(name: str) -> None:
    """A rule would not do what its own sentences say."""
    assert [str(failure) for failure in failures(load_rules(name), prover_of(name))] == []


@pytest.mark.parametrize("name", file_names())
def test_every_rule_has_its_proof(name: str) -> None:
    """A rule without one could be broken, or be too wide, and nobody would notice; so could a
    phrase that is none, for what is packaged is not checked where it is loaded.
    """
    assert [str(fault) for fault in missing_examples(checked_rules(name))] == []


def test_every_file_has_a_prover_or_holds_words_only() -> None:
    """The examples of a file that nobody proves say nothing."""
    assert {*PROVERS, *WORD_LISTS} == set(file_names())
    assert not PROVERS.keys() & set(WORD_LISTS)
    for name in WORD_LISTS:
        assert not list(load_rules(name).phrase_refs()), f"{name} has phrases that nobody proves"


def test_every_file_is_under_the_one_model() -> None:
    """A misspelled field of a file without a definition would switch a rule off."""
    assert [name for name in file_names() if not is_known(name)] == []


def test_every_definition_of_the_schema_is_of_a_file() -> None:
    defined = {key for key in resources.data_json("rules", "schema.json")["$defs"] if key[0] != "_"}
    assert {f"{key}.yaml" for key in defined} <= set(file_names())
