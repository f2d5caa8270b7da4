"""The component that finds stated base pay and sets ``pay``.

Pay that the source states in a structured field (``doc._.skillscan_source_fields.pay``) wins over
the text, unless the text plainly states another one (``contradiction``).
Every statement is a span of ``doc.spans["pay"]``, ``label_`` like "120000-150000 USD year"; one
that nobody is paid has the class ``negated`` and says in ``detail["refused"]`` why it decides
nothing.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import text_of
from skillscan.nlp.finding_span import FINDING_ATTRIBUTES, STRUCTURE, finding_span, set_fields
from skillscan.nlp.judged_sentence import judged_sentences
from skillscan.nlp.pay.contradiction import pay_of_text_instead
from skillscan.nlp.pay.statement import (
    PayRules,
    PayStatement,
    decide_pay,
    prefer_ranges,
    with_whole_sums,
)
from skillscan.nlp.pay.words import PAY_FILE
from skillscan.nlp.reading import MentionClass, Reason
from skillscan.nlp.rule_component import RuleComponent
from skillscan.rules import RuleFile
from skillscan.text.country import country_of

GROUP = "pay"
_MAX_PLACES = 20
_PLACE_ENDS = re.compile(r"[;|•\n]|\s(?:or|/)\s")
_PLACE_LINE = re.compile(
    r"^\W{0,4}(?:job |work |office |primary )?(?:location|based in|country)s?\s?[:–-]\s?"
    r"(\S[^\n]{1,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_PLACE_OF_TITLE = re.compile(r"(?:[(|,]|\s[-–—])\s?([A-Z][^()|\n]{2,60})\)?\s*$")


@Language.factory(
    "skillscan_pay",
    default_config={"trust_facts": True, "own_rules": None},
    assigns=FINDING_ATTRIBUTES,
    requires=STRUCTURE,
)
def create_pay(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    *,
    trust_facts: bool,
    own_rules: str | None,
) -> "PayReader":
    """The component; ``trust_facts``: the source's structured pay wins over the text."""
    return PayReader(trust_facts=trust_facts, own_rules=own_rules)


class PayReader(RuleComponent):
    """Sets ``doc.spans["pay"]`` and the field ``pay``."""

    rule_files = (PAY_FILE,)

    def __init__(self, *, trust_facts: bool = True, own_rules: str | None = None) -> None:
        super().__init__(own_rules, trust_facts=trust_facts)

    def prepare(self, rules: Mapping[str, RuleFile]) -> None:
        """Make the reader of statements."""
        self._reader = PayRules(rules[PAY_FILE])

    def __call__(self, doc: Doc) -> Doc:
        """Read the pay of one document."""
        text = text_of(doc)
        statements = prefer_ranges(
            self._reader.statements(
                text,
                lambda: judged_sentences(doc).starts_in(0, len(text)),
                cache(lambda: _country(doc, text)),
            )
        )
        doc.spans[GROUP] = [_span(doc, statement) for statement in statements]
        stated = doc._.skillscan_source_fields.pay if self.settings["trust_facts"] else None
        if stated is not None and (stated.min is not None or stated.max is not None):
            instead = pay_of_text_instead(stated, statements, self._reader.words)
            set_fields(doc, pay=with_whole_sums(instead) if instead else stated)
            return doc
        pay = decide_pay(statements)
        set_fields(doc, pay=with_whole_sums(pay) if pay is not None else None)
        return doc


def _country(doc: Doc, text: str) -> str | None:
    """The posting's own country: of its places, else of the line of the text that names one.

    One of several places in the United States settles it: their dollar needs no other name.
    """
    locations = doc._.skillscan_source_fields.locations[:_MAX_PLACES]
    places = [place for location in locations for place in _PLACE_ENDS.split(location, _MAX_PLACES)]
    countries = [found for place in places if (found := country_of(place))]
    if not countries:
        lines = [line.group(1) for line in islice(_PLACE_LINE.finditer(text), _MAX_PLACES)]
        title = text[: doc._.skillscan_title_end]
        behind = _PLACE_OF_TITLE.search(title)
        lines += [behind[1]] if behind else []
        countries = [found for line in lines if (found := country_of(line))]
    return "US" if "US" in countries else next(iter(countries), None)


def _span(doc: Doc, statement: PayStatement) -> Span:
    money = statement.money
    ends = "-".join(f"{value:g}" for value in (money.low, money.high) if value is not None)
    detail: dict[str, object] = {
        "min": money.low,
        "max": money.high,
        "currency": money.currency,
        "period": statement.period,
    }
    if statement.refused:
        detail["refused"] = statement.refused
    label = " ".join(filter(None, (ends, money.currency, statement.period)))
    start, end = statement.judged
    reason: Reason = {"sentence_start": start, "sentence_end": end}
    mention_class: MentionClass = "negated" if statement.refused else "mentioned"
    return finding_span(
        doc, money.start, money.end, label, mention_class, statement.rule, detail, reason
    )
