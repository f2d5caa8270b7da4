"""The pay that is read of a text alone, without a document."""

from skillscan.nlp.example_sentences import sentence_starts
from skillscan.nlp.pay.amount import MoneyFinder
from skillscan.nlp.pay.statement import PayRules, PayStatement, decide_pay, prefer_ranges
from skillscan.nlp.pay.words import PAY_FILE
from skillscan.rules import load_rules

RULES = PayRules(load_rules(PAY_FILE))
find_money = MoneyFinder(RULES.words).find


def find_pay(text: str) -> list[PayStatement]:
    return RULES.statements(text, lambda: sentence_starts(text))


def pay(text: str) -> tuple[float | None, float | None, str | None, str | None] | None:
    found = decide_pay(prefer_ranges(find_pay(text)))
    return (found.min, found.max, found.currency, found.period) if found else None
