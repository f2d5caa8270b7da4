"""The lines of a text that ask for years, read without a pipeline."""

import spacy

from skillscan.nlp.experience.requirement import ExperienceRequirement
from skillscan.nlp.experience.years import (
    RULE_FILES,
    RequirementLine,
    RequirementLineReader,
)
from skillscan.nlp.structure.component import StructureReader
from skillscan.rules import load_rules

WORDS = spacy.blank("en")
STRUCTURE = StructureReader()
READER = RequirementLineReader(WORDS.vocab, {name: load_rules(name) for name in RULE_FILES})


def requirement_lines(text: str) -> list[RequirementLine]:
    return READER.read(STRUCTURE(WORDS.make_doc(text)))


def requirements_of(text: str) -> tuple[ExperienceRequirement, ...]:
    return tuple(r for line in requirement_lines(text) for r in line.requirements)
