"""The component that finds stated base pay and sets ``pay``.

Pay that the source states in a structured field (``doc._.skillscan_source_fields.pay``) wins over
the text, unless the text plainly states another one (``contradiction``).
Every statement is a span of ``doc.spans["pay"]``, ``label_`` like "120000-150000 USD year", with
its amounts, currency and period in ``detail``. One that is no base pay, or that nobody is paid, has
the class ``negated`` and says in ``detail["refused"]`` why it decides nothing; one that was
corrected says in ``detail["repaired"]`` how. What the source states is a span over the title, rule
``source_field``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.domain import Pay
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
from skillscan.sources import stated_pay
from skillscan.text.country import country_of

GROUP = "pay"
_MAX_PLACES = 20
_TITLE_CHARS = 160
_PLACE_ENDS = re.compile(r"[;|•\n]|\s(?:or|/)\s")
_PLACE_LINE = re.compile(
    r"^\W{0,4}(?:job |work |office |primary )?(?:location|based in|country)s?\s?[:–-]\s?"
    r"(\S[^\n]{1,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_OF_THE_US = re.compile(r"\b401\s?\(?k\b", re.IGNORECASE)
"""A pension plan that only employers in the United States have."""
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
        country = cache(lambda: _country(doc, text))
        statements = prefer_ranges(
            self._reader.statements(
                text, lambda: judged_sentences(doc).starts_in(0, len(text)), country
            )
        )
        stated = self._stated(doc, country)
        instead = None
        if stated is not None and stated.has_amount:
            instead = pay_of_text_instead(stated, statements, self._reader.words)
            pay: Pay | None = with_whole_sums(instead) if instead else replace(stated, note=None)
        else:
            decided = decide_pay(statements)
            pay = with_whole_sums(decided) if decided else None
        spans = [_span(doc, statement) for statement in statements]
        doc.spans[GROUP] = [*_source_span(doc, stated, is_overruled=bool(instead)), *spans]
        set_fields(doc, pay=pay)
        return doc

    def _stated(self, doc: Doc, country: Callable[[], str | None]) -> Pay | None:
        """What the source states, refused where nobody is paid that in the posting's country."""
        stated: Pay | None = doc._.skillscan_source_fields.pay
        if stated is None or not self.settings["trust_facts"] or not stated.has_amount:
            return stated if self.settings["trust_facts"] else None
        values = stated.min, stated.max, stated.currency, stated.period
        binding = stated_pay.country_of_pay(country(), stated.currency, stated.period)
        kept = stated_pay.plausible(*values, binding)
        is_whole = kept is not None and (kept.min, kept.max) == (stated.min, stated.max)
        return stated if is_whole else kept or stated_pay.refused(*values, country())


def _source_span(doc: Doc, stated: Pay | None, *, is_overruled: bool) -> list[Span]:
    """What the source states, with why it decides nothing or how it was corrected.

    It stands in no sentence; its span is the title.
    """
    if stated is None or not (stated.has_amount or stated.note):
        return []
    text = text_of(doc)
    written = text[: doc._.skillscan_title_end or len(text)]
    start = len(written) - len(written.lstrip())
    if start == len(written):
        return []
    refused = "the text plainly states another base pay" if is_overruled else ""
    if not stated.has_amount:
        refused = stated.note or ""
    return [
        _finding(
            doc,
            (start, min(len(written.rstrip()), start + _TITLE_CHARS)),
            stated,
            rule="source_field",
            refused=refused,
            repaired=stated.note if stated.has_amount else None,
        )
    ]


def _country(doc: Doc, text: str) -> str | None:
    """The posting's own country: of its places, else of the line of the text that names one, else
    that of a pension plan that only one has.

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
    if not countries and _OF_THE_US.search(text):
        return "US"
    return "US" if "US" in countries else next(iter(countries), None)


def _span(doc: Doc, statement: PayStatement) -> Span:
    money = statement.money
    start, end = statement.judged
    return _finding(
        doc,
        (money.start, money.end),
        Pay(min=money.low, max=money.high, currency=money.currency, period=statement.period),
        rule=statement.rule,
        refused=statement.refused,
        repaired=statement.repaired,
        reason={"sentence_start": start, "sentence_end": end},
    )


def _finding(
    doc: Doc,
    place: tuple[int, int],
    pay: Pay,
    *,
    rule: str,
    refused: str | None,
    repaired: str | None,
    reason: Reason | None = None,
) -> Span:
    """A span with its amounts, and what became of them."""
    ends = "-".join(f"{value:g}" for value in (pay.min, pay.max) if value is not None)
    detail: dict[str, object] = {
        "min": pay.min,
        "max": pay.max,
        "currency": pay.currency,
        "period": pay.period,
    }
    told = {"refused": refused, "repaired": repaired}
    detail |= {name: words for name, words in told.items() if words}
    label = " ".join(filter(None, (ends, pay.currency, pay.period)))
    mention_class: MentionClass = "negated" if refused else "mentioned"
    return finding_span(doc, *place, label, mention_class, rule, detail, reason)
