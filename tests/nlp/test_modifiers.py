"""Every modifier of the data file does what its examples say, and no further than they say."""

import re
from typing import Any

import pytest

from skillscan.nlp.skills.mention_class import class_in_section
from skillscan.nlp.skills.modifiers import MAX_SENTENCE_CHARACTERS, read_modifiers
from skillscan.resources import data_yaml

_MARK = re.compile(r"\[([^\]=]+)=(\w+)\]")


def _examples() -> list[tuple[str, str, str]]:
    found = []
    for part in ("modifiers", "addresses_candidate", "describes_employer", "ideal_candidate"):
        for rule in data_yaml("rules", "modifiers.yaml")[part]:
            for example in rule["examples"]:
                section, text = _parts(example)
                found.append((rule["id"], section, text))
    return found


def _parts(example: Any) -> tuple[str, str]:
    return ("required", example) if isinstance(example, str) else (example["in"], example["text"])


def classes(marked: str, section: str) -> dict[str, tuple[str, str]]:
    """Name to (expected, found) for each ``[Name=class]`` mark of a sentence."""
    text = _MARK.sub(r"\1", marked)
    modifiers = read_modifiers(text)
    found = {}
    shift = 0
    for match in _MARK.finditer(marked):
        start = match.start() - shift
        end = start + len(match[1])
        found[match[1]] = (match[2], class_in_section(section, modifiers, start, end))
        shift += len(match[0]) - len(match[1])
    return found


@pytest.mark.parametrize(("rule", "section", "marked"), _examples(), ids=lambda value: str(value))
def test_examples_of_the_modifiers(rule: str, section: str, marked: str) -> None:
    for name, (expected, found) in classes(marked, section).items():
        assert found == expected, name


def test_every_modifier_has_examples() -> None:
    rules = data_yaml("rules", "modifiers.yaml")
    assert [rule["id"] for rule in rules["modifiers"] if not rule["examples"]] == []


def test_endless_sentences_are_bounded() -> None:
    """A hostile posting must not cost unbounded time."""
    modifiers = read_modifiers("Python preferred, " * 10_000)
    assert all(scope.end <= MAX_SENTENCE_CHARACTERS for scope in modifiers.scopes)
