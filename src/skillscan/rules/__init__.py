"""The rules of the reading: one model, one loader and one proof for all files of ``data/rules``."""

from skillscan.rules.loading import load_rules
from skillscan.rules.model import Example, PhraseRef, Rule, RuleFile
from skillscan.rules.source import RuleError

__all__ = ["Example", "PhraseRef", "Rule", "RuleError", "RuleFile", "load_rules"]
