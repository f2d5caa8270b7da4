"""The review page: one HTML file that loads nothing, sends nothing and works from ``file://``."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import jinja2
import msgspec

from skillscan.article.model import CheckedArticle, ClaimVerdict
from skillscan.article.review.claim_card import claim_cards
from skillscan.article.review.decisions_file import DecisionsFile
from skillscan.article.review.legend import LegendEntry, legend
from skillscan.article.review.reading_view import ReadingView
from skillscan.release.document import Publication
from skillscan.site.document import HERE as SITE
from skillscan.site.document import inline_asset, template_environment

HERE = "skillscan.article.review"


def page(
    checked: CheckedArticle, publication: Publication, decisions: DecisionsFile, *, name: str
) -> str:
    """The page's HTML; the same input gives the same text.

    ``publication`` is the release that was checked against, with the numbers of the statistics that
    the claims name; ``name`` the article's, as its editor knows it.
    """
    cards = list(claim_cards(checked, publication))
    return _template().render(
        name=name,
        checked=checked,
        coverage=checked.coverage,
        publication=publication,
        parts=ReadingView(checked.article, checked.claims).parts(),
        cards=cards,
        theirs=[card for card in cards if card.claim.binding.kind == "theirs"],
        verdicts=list(_verdicts(checked)),
        export=msgspec.to_builtins(decisions),
        style=inline_asset((SITE, "base.css"), (HERE, "review.css")),
        script=inline_asset((HERE, "review.js")),
    )


def _verdicts(checked: CheckedArticle) -> Iterator[tuple[ClaimVerdict, LegendEntry, int]]:
    """The legend, with how many claims have each verdict."""
    cases = Counter(claim.judgement.verdict for claim in checked.claims)
    for verdict, entry in legend().items():
        yield verdict, entry, cases[verdict]


@cache
def _template() -> jinja2.Template:
    return template_environment(HERE).get_template("review.html.j2")
