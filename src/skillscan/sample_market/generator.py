"""The market, made anew from its definition; the same one every time."""

from functools import cache

from skillscan.sample_market.listing import Market, list_postings
from skillscan.sample_market.plan import make_plans


@cache
def build_market() -> Market:
    """All employers, openings and postings of ``data/sample/``."""
    return list_postings(make_plans())
